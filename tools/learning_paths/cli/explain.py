"""``learning-paths explain``: the documentation of a rule, in the terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import click

from learning_paths import lint
from learning_paths.cli._markdown import laid_out
from learning_paths.cli._rules import stop_for_unknown_rule
from learning_paths.cli._terminal import colour_option, wants_colour
from learning_paths.model.rule_page import RulePage, rule_page, with_addresses

WIDEST = 88

SILENCE = """\
One finding, by a comment at the end of its line or in a line of its own above it; the second is for Markdown:

```
# learning-paths: ignore[{name}]
<!-- learning-paths: ignore[{name}] -->
```

In one file, by the same comment with `ignore-file`. In the whole site, or with another severity than `off`:

```yaml title="mkdocs.yml"
plugins:
  - learning-paths:
      rules:
        {name}: off
```
"""

INTERNAL_ERROR = """\
internal-error is not a rule. It says that a rule itself failed, which is a fault of learning-paths and not of the site.
Please report it, with the message and the file that caused it. All other rules have run.
"""


@click.command()
@click.argument("rule", required=False)
@colour_option
def command(rule: str | None, colour: str) -> None:
    """Explain a rule, or list all rules.

    Shows what the rule reports, why that matters, an example of it, how to put it right and how to silence it. The
    name of a rule stands in brackets behind each finding of the check.
    """
    width = min(WIDEST, shutil.get_terminal_size().columns - 1)
    colours = wants_colour(colour, sys.stdout)
    pages = {each.name: rule_page(each) for each in lint.all_rules()}
    if rule is None:
        text = "\n".join(_list(list(pages.values()), colours))
    elif rule == lint.INTERNAL_ERROR:
        text = INTERNAL_ERROR.rstrip()
    elif rule in pages:
        text = "\n\n".join(_page(pages[rule], width, colours))
    else:
        stop_for_unknown_rule(rule)
    click.echo(text, color=colours)


def _list(pages: list[RulePage], colours: bool) -> Iterator[str]:
    longest = max(len(page.name) for page in pages)
    for page in pages:
        name = _bold(page.name, colours) + " " * (longest - len(page.name))
        yield f"{name}  {page.severity:<8} {page.summary}"
    yield ""
    yield "'learning-paths explain RULE' explains one of them."


def _page(page: RulePage, width: int, colours: bool) -> Iterator[str]:
    yield f"{_bold(page.name, colours)} ({page.severity})"
    yield laid_out(f"{page.summary}\n\n{page.what_it_does}", 0, width)
    for heading, text in (
        ("Why it matters", page.why_it_matters),
        ("Bad", page.bad),
        ("Good", page.good),
        ("How to fix", page.how_to_fix),
        ("How to silence it", SILENCE.format(name=page.name)),
        ("In the guide", page.address),
    ):
        yield f"{_bold(heading, colours)}\n\n{laid_out(with_addresses(text), 2, width)}"


def _bold(text: str, colours: bool) -> str:
    return click.style(text, bold=True) if colours else text
