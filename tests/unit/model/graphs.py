"""Small sites for tests of prerequisites: pages that require each other, and a path over some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from learning_paths.model.catalogue import Catalogue, Page
from tests.unit.sites import load_and_check

Requires = Mapping[str, Sequence[str]]


def files(requires: Requires) -> dict[str, str]:
    return {
        f"docs/concepts/{slug}.md": f"---\ntitle: T\nsummary: S\nrequires: [{', '.join(needed)}]\n---\n"
        for slug, needed in requires.items()
    }


def path(*steps: str, assumes: str = "", alongside: Mapping[str, str] | None = None, name: str = "p") -> dict[str, str]:
    """Return a path file. A step that starts with ``#`` is a stage."""
    lines = ["title: T", "description: D", f"assumes: [{assumes}]", "steps:"]
    for step in steps:
        if step.startswith("#"):
            lines.append(f"  - stage: {step[1:]}")
            continue
        lines += [f"  - slug: {step}", "    commentary: x", f"    alongside: [{(alongside or {}).get(step, '')}]"]
    return {f"paths/{name}.yml": "\n".join(lines) + "\n"}


def catalogue(requires: Requires, the_path: Mapping[str, str] | None = None) -> Catalogue:
    return load_and_check({**files(requires), **(the_path or {})}, only=["invalid-yaml"])[0]


def slugs(pages: Sequence[Page]) -> list[str]:
    return [page.slug for page in pages]


@st.composite
def sorted_graphs(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[str]]:
    """Draw pages without a cycle, and an order of reading them that breaks nothing."""
    order = draw(st.permutations([f"p{number}" for number in range(draw(st.integers(1, 9)))]))
    requires = {
        page: draw(st.lists(st.sampled_from(order[:number]), unique=True) if number else st.just([]))
        for number, page in enumerate(order)
    }
    return requires, order


@st.composite
def any_graphs(draw: st.DrawFn, most: int = 8) -> dict[str, list[str]]:
    """Draw pages that require each other in any way, themselves too."""
    names = [f"p{number}" for number in range(draw(st.integers(1, most)))]
    return {name: draw(st.lists(st.sampled_from(names), max_size=4)) for name in names}
