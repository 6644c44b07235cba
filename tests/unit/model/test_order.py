from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.model.catalogue import Catalogue, Page
from learning_paths.model.order import MAX_CYCLES_PER_KNOT, broken_order, cycles, knot_numbers, knots
from tests.unit.sites import check, load_and_check, places

Requires = Mapping[str, Sequence[str]]


def files(requires: Requires) -> dict[str, str]:
    return {
        f"docs/concepts/{slug}.md": f"---\ntitle: T\nsummary: S\nrequires: [{', '.join(needed)}]\n---\n"
        for slug, needed in requires.items()
    }


def path(*steps: str, assumes: str = "", alongside: Mapping[str, str] | None = None) -> dict[str, str]:
    lines = ["title: T", "description: D", f"assumes: [{assumes}]", "steps:"]
    for step in steps:
        lines += [f"  - slug: {step}", "    commentary: x", f"    alongside: [{(alongside or {}).get(step, '')}]"]
    return {"paths/p.yml": "\n".join(lines) + "\n"}


def broken(requires: Requires, the_path: dict[str, str]) -> list[tuple[str, list[str], str | None]]:
    """Return what a path breaks: the step, the pages up to the one that is needed, and where that comes, if at all."""
    catalogue, _ = load_and_check({**files(requires), **the_path})
    return [
        (
            each.step.title if each.step.target is None else each.step.target.slug,
            [requirement.entry.slug.value for requirement in each.chain],
            None if each.later is None or each.later.target is None else each.later.target.slug,
        )
        for each in broken_order(catalogue.paths[0], knot_numbers(catalogue.pages))
    ]


def slugs(pages: Sequence[Page]) -> list[str]:
    return [page.slug for page in pages]


def graph(requires: Requires) -> Catalogue:
    return load_and_check(files(requires), only=["invalid-yaml"])[0]


@pytest.mark.parametrize(
    ("requires", "found"),
    [
        ({"a": [], "b": ["a"], "c": ["a", "b"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"c": ["a"], "a": ["b"], "b": ["c"]}, [["a", "b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d", "a"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b"], ["a", "c"]]),
        ({"a": ["a", "b"], "b": ["a"]}, [["a"], ["a", "b"]]),
        ({"a": ["gone", "b"], "b": ["gone"]}, []),
    ],
)
def test_cycles(requires: Requires, found: list[list[str]]) -> None:
    assert [slugs(cycle.pages) for cycle in cycles(graph(requires).pages)] == found


def test_the_requirements_of_a_cycle_are_its_edges() -> None:
    (cycle,) = cycles(graph({"c": ["a"], "a": ["b"], "b": ["c"]}).pages)
    for number, requirement in enumerate(cycle.requirements):
        assert requirement in cycle.pages[number].requires
        assert requirement.target is cycle.pages[(number + 1) % len(cycle.pages)]


def test_pages_that_only_lead_to_a_knot_are_no_part_of_it() -> None:
    pages = graph({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"], "e": ["d"]}).pages
    assert [slugs(knot) for knot in knots(pages)] == [["b", "c"], ["d"]]
    assert {page.slug: number for page, number in knot_numbers(pages).items()} == {"b": 0, "c": 0, "d": 1}


def chain(length: int) -> dict[str, list[str]]:
    return {f"p{number:05}": [f"p{(number + 1) % length:05}"] for number in range(length)}


def test_a_cycle_of_ten_thousand_pages() -> None:
    (cycle,) = cycles(graph(chain(10_000)).pages)
    assert slugs(cycle.pages) == sorted(chain(10_000))


def test_the_message_prints_the_whole_chain() -> None:
    report = check(files(chain(20)))
    (found,) = report.diagnostics
    assert found.rule == "prerequisite-cycle"
    assert found.finding.message.endswith(" → ".join([*sorted(chain(20)), "p00000"]))
    assert len(found.finding.related) == 19


def test_where_all_require_all_the_cycles_are_few() -> None:
    names = [f"p{number}" for number in range(60)]
    found = list(cycles(graph(dict.fromkeys(names, names)).pages))
    assert len(found) == MAX_CYCLES_PER_KNOT


@given(st.integers(0, 8), st.data())
def test_a_graph_has_a_knot_if_and_only_if_it_cannot_be_sorted(size: int, data: st.DataObject) -> None:
    requires = {f"p{n}": data.draw(st.lists(st.sampled_from([f"p{m}" for m in range(size)]))) for n in range(size)}
    left = {name: set(needed) for name, needed in requires.items()}
    while free := [name for name, needed in left.items() if not needed & set(left)]:
        for name in free:
            del left[name]
    pages = graph(requires).pages
    found = list(cycles(pages))
    assert bool(left) == bool(found) == bool(knots(pages))
    # Every requirement from one page of a knot to another is in some cycle that is shown.
    shown = {requirement for cycle in found for requirement in cycle.requirements}
    number = knot_numbers(pages)
    within = {
        requirement
        for page in pages
        for requirement in page.requires
        if page in number and requirement.target is not None and number.get(requirement.target) == number[page]
    }
    assert shown == within or len(found) >= MAX_CYCLES_PER_KNOT


ABC = {"a": [], "b": ["a"], "c": ["b"]}


@pytest.mark.parametrize(
    ("requires", "the_path", "found"),
    [
        (ABC, path("a", "b", "c"), []),
        (ABC, path("b", "a", "c"), [("b", ["a"], "a")]),
        (ABC, path("c", "b", "a"), [("c", ["b"], "b"), ("b", ["a"], "a")]),
        # left out, assumed, read alongside
        (ABC, path("b"), [("b", ["a"], None)]),
        (ABC, path("b", assumes="a"), []),
        (ABC, path("b", "a", assumes="a"), []),
        (ABC, path("b", "a", assumes="concepts/a"), []),
        (ABC, path("b", alongside={"b": "a"}), []),
        (ABC, path("b", "a", alongside={"b": "a"}), []),
        # What was read alongside an earlier step has been read; what will be, has not.
        ({"a": [], "b": ["a"], "x": []}, path("x", "b", alongside={"x": "a"}), []),
        ({"a": [], "b": ["a"], "x": []}, path("b", "x", alongside={"x": "a"}), [("b", ["a"], None)]),
        # through pages that the path leaves out
        (ABC, path("c", "a"), [("c", ["b"], None), ("c", ["b", "a"], "a")]),
        (ABC, path("a", "c"), [("c", ["b"], None)]),
        (ABC, path("c", "a", assumes="b"), []),
        (ABC, path("c", "a", assumes="a"), [("c", ["b"], None)]),
        (ABC, path("c", "a", alongside={"c": "b"}), []),
        # Each page that is missing is told once, at the first step that requires it itself.
        ({"m": [], "a": ["m"], "b": ["m"]}, path("a", "b"), [("a", ["m"], None)]),
        ({"m": [], "n": ["m"], "a": ["n"], "b": ["m"]}, path("a", "b"), [("a", ["n"], None), ("b", ["m"], None)]),
        # A page that comes too late is told once for a step, however many ways lead to it.
        ({"z": [], "m": ["z"], "a": ["z", "m"]}, path("a", "z"), [("a", ["z"], "z"), ("a", ["m"], None)]),
        ({"z": [], "a": ["z", "z"]}, path("a", "z"), [("a", ["z"], "z")]),
        ({"z": [], "a": ["z"], "b": ["z"]}, path("a", "b", "z"), [("a", ["z"], "z"), ("b", ["z"], "z")]),
        # a page that stands twice counts from its first place
        (ABC, path("a", "b", "a"), []),
        # cycles have no right order
        ({"a": ["b"], "b": ["a"]}, path("a", "b"), []),
        ({"a": ["a"]}, path("a"), []),
        ({"a": ["b"], "b": ["a"]}, path("a"), []),
        ({"a": ["b"], "b": ["a"], "c": ["a"]}, path("c", "a", "b"), [("c", ["a"], "a")]),
        # what is unknown is not in any order
        ({"a": ["gone"]}, path("a", "gone"), []),
    ],
)
def test_broken_order(
    requires: Requires, the_path: dict[str, str], found: list[tuple[str, list[str], str | None]]
) -> None:
    assert broken(requires, the_path) == found


def test_a_long_chain_of_pages_that_a_path_leaves_out() -> None:
    requires = {f"p{number:05}": [f"p{number + 1:05}"] for number in range(3_000)} | {"p03000": []}
    found = broken(requires, path("p00000", "p03000"))
    assert [(step, len(needed), later) for step, needed, later in found] == [
        ("p00000", 1, None),
        ("p00000", 3_000, "p03000"),
    ]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[str]]:
    """Draw pages without a cycle, and an order of reading them that breaks nothing."""
    order = draw(st.permutations([f"p{number}" for number in range(draw(st.integers(1, 9)))]))
    requires = {
        page: draw(st.lists(st.sampled_from(order[:number]), unique=True) if number else st.just([]))
        for number, page in enumerate(order)
    }
    return requires, order


@given(graphs())
def test_an_order_that_keeps_every_prerequisite_has_no_findings(drawn: tuple[dict[str, list[str]], list[str]]) -> None:
    requires, order = drawn
    assert check({**files(requires), **path(*order)}).diagnostics == ()


@given(graphs())
def test_swapping_a_page_and_what_it_requires_finds_what_the_swap_breaks(
    drawn: tuple[dict[str, list[str]], list[str]],
) -> None:
    requires, order = drawn
    for page, all_needed in requires.items():
        for needed in all_needed:
            first, second = order.index(needed), order.index(page)
            swapped = list(order)
            swapped[first], swapped[second] = page, needed
            expected = [
                ("prerequisite-after-step", "paths/p.yml", 5 + 3 * place, 11)
                for place, step in enumerate(swapped)
                for other in requires[step]
                if swapped.index(other) > place
            ]
            report = check({**files(requires), **path(*swapped)})
            assert ("prerequisite-after-step", "paths/p.yml", 5 + 3 * first, 11) in expected
            assert places(report) == expected
            told = [diagnostic.finding.message for diagnostic in report.diagnostics]
            assert sum(f"'{page}' requires '{needed}'," in message for message in told) == 1


@given(graphs(), st.data())
def test_leaving_a_page_out_is_told_unless_it_is_assumed(
    drawn: tuple[dict[str, list[str]], list[str]], data: st.DataObject
) -> None:
    requires, order = drawn
    out = data.draw(st.sampled_from(order))
    rest = [page for page in order if page != out]
    if rest:
        found = [diagnostic.rule for diagnostic in check({**files(requires), **path(*rest)}).diagnostics]
        rules = [rule for rule in found if rule != "orphan-page"]
        assert rules == ["prerequisite-missing"] * any(out in needed for needed in requires.values())
        assert check({**files(requires), **path(*rest, assumes=out)}).diagnostics == ()
