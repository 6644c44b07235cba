"""Sites to compare, in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from learning_paths.compare import compare
from learning_paths.model.changes import Changes, PageChange, PathChange, Side
from tests.unit.sites import load_and_check

RULES = (
    "duplicate-path",
    "missing-field",
    "prerequisite-after-step",
    "prerequisite-missing",
    "unknown-prerequisite",
    "unknown-step",
)
"""Only these, so that a new rule is no change."""

PATH = "title: First\ndescription: The first.\nsteps:\n"


def page(title: str = "Page", head: str = "", text: str = "") -> str:
    return f"---\ntitle: {title}\nsummary: About it.\n{head}---\n{text}"


def path(*steps: str, head: str = PATH) -> str:
    """Return a path file. A step is ``slug``, or ``slug: commentary``; ``# title`` is a stage."""
    lines = []
    for step in steps:
        if step.startswith("# "):
            lines.append(f"  - stage: {step[2:]}\n")
        else:
            slug, _, commentary = step.partition(": ")
            lines.append(f"  - slug: {slug}\n    commentary: {commentary or 'Why.'}\n")
    return head + "".join(lines)


def concepts(slugs: Iterable[str]) -> dict[str, str]:
    return {f"docs/concepts/{slug}.md": page(slug.capitalize()) for slug in slugs}


def side(files: Mapping[str, str | bytes], name: str = "main", rules: Collection[str] = RULES) -> Side:
    return Side(name, None, *load_and_check(files, only=rules))


def differ(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    return compare(side(before, "before"), side(after, "after"))


def change_of_path(before: Mapping[str, str], after: Mapping[str, str]) -> PathChange:
    (change,) = differ(before, after).paths
    return change


def change_of_page(before: Mapping[str, str], after: Mapping[str, str], slug: str) -> PageChange:
    (change,) = (change for change in differ(before, after).pages if change.page.slug == slug)
    return change
