"""The limits of the check, from the constants that set them: ``generated: bounds``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from learning_paths import fix
from learning_paths.external import addresses
from learning_paths.load import git, git_tree, read_settings, read_snippets, tree
from learning_paths.model import crowds, cycles, moves, needs, order, reorder
from learning_paths.reports import text as text_report
from learning_paths.text import chain, markdown, visible, yaml_nodes
from learning_paths.text.markdown import snippets
from reference.tables import table


class Bound(NamedTuple):
    """What there is a limit of, how much of it there may be, and what happens to more."""

    what: str
    limit: str
    beyond: str


def section(name: str) -> str:
    """Return a table of all limits; ``name`` is empty."""
    assert not name
    return table(("What", "At most", "What happens to more"), _bounds())


def _bounds() -> Iterator[Bound]:
    said, told = "`invalid-yaml`; nothing of the file is read", "the command says so, and the status is 2"
    yield Bound("A file that is read", _mebibytes(tree.MAX_FILE_BYTES), f"{said}. For `mkdocs.yml`, {told}")
    yield Bound(
        "Values in a YAML file: keys, texts, lists, mappings", _number(yaml_nodes.MAX_VALUES), f"{said}, as above"
    )
    yield Bound("Values that an `mkdocs.yml` stands for with its aliases", _number(yaml_nodes.MAX_VALUES), told)
    yield Bound(
        "Levels of nesting in a YAML file",
        _number(yaml_nodes.MAX_DEPTH),
        "`invalid-yaml`; what lies deeper is not read",
    )
    yield Bound(
        "Files that an `mkdocs.yml` inherits from, each from the next", _number(read_settings.MAX_PARENTS), told
    )
    yield Bound("Folders in each other", _number(tree.MAX_FOLDERS), "`invalid-yaml`; what lies deeper is not read")
    yield Bound(
        "Ways to one folder, through links",
        _number(tree.MAX_VISITS),
        "`invalid-yaml` for each further one, which is not taken",
    )
    yield Bound(
        "Quotations and lists in each other, in Markdown", _number(markdown.MAX_DEPTH), "they are read as plain text"
    )
    yield Bound(
        "Files that pages take parts of (`--8<--`), and characters of a page with such parts",
        f"{_number(read_snippets.MAX_FILES)}, {_number(snippets.MAX_CHARACTERS)}",
        "what is left out counts as having every anchor",
    )
    yield Bound(
        "Findings of one rule in one file",
        _number(crowds.MAX_FINDINGS),
        "they are counted: one more finding has their number",
    )
    yield Bound(
        "Places of one sort beside a finding, as of pages with one slug", _number(crowds.MAX_RELATED), "left out"
    )
    yield Bound(
        "Pages in the chain of a message",
        _number(chain.SHOWN),
        "the middle is left out, and the message says how many that are",
    )
    yield Bound(
        "Characters of a text in a report for people", _number(visible.MAX_LENGTH), "cut, with a sign that says so"
    )
    yield Bound(
        "Findings for information of one rule, in a report as text",
        _number(text_report.MAX_INFOS),
        "counted; `--rule` shows them all",
    )
    yield Bound(
        "Cycles among pages that all lead to each other",
        _number(cycles.MAX_CYCLES_PER_KNOT),
        "one finding says how many requirements are left; mending shows the next",
    )
    yield Bound(
        "Requirements looked at for second cycles, in a site",
        _number(cycles.MAX_LOOKED_AT),
        "each such group has one cycle, and the finding above",
    )
    yield Bound(
        "Requirements of pages outside of the paths that are followed, in a site",
        _number(order.MAX_LOOKED_AT),
        "one finding says for which steps they were not followed",
    )
    yield Bound(
        "Prerequisites that one path breaks through pages outside of it",
        _number(order.MAX_THROUGH_OTHERS),
        "as above",
    )
    yield Bound(
        "Steps, and broken prerequisites, of a path with advice on moves",
        f"{_number(moves.MAX_STEPS)}, {_number(moves.MAX_FAULTS)}",
        "the hint names no move",
    )
    yield Bound(
        "Pages outside of a path that it needs",
        _number(needs.MAX_OUTSIDE),
        "as above; `order` leaves the path as it is",
    )
    yield Bound("Steps of a path that `order` rearranges", _number(reorder.MAX_STEPS), told)
    yield Bound("Passes of `--fix` over the site", _number(fix.PASSES), "what is left is left to the next run")
    yield Bound(
        "Characters of an address that `--external` asks for", _number(addresses.MAX_ADDRESS), "`unreachable-link`"
    )
    yield Bound("Seconds for an answer of git, in `diff`", _number(git.TIMEOUT), told)
    yield Bound(
        "Files, and bytes, of a folder in a commit",
        f"{_number(git_tree.MAX_FILES)}, {_mebibytes(git_tree.MAX_BYTES)}",
        told,
    )


def _number(number: int) -> str:
    return f"{number:,}"


def _mebibytes(number: int) -> str:
    return f"{number // 1024 // 1024} MiB"
