from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given

from learning_paths.model import cycles as module
from learning_paths.model.cycles import MAX_CYCLES_PER_KNOT, Cycle, KnotCycles, cycles, knots, layers
from tests.unit.model.graphs import Requires, any_graphs, catalogue, files, slugs
from tests.unit.sites import check


def found(requires: Requires) -> list[Cycle]:
    return [cycle for knot in cycles(catalogue(requires)) for cycle in knot.cycles]


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ({"a": [], "b": ["a"], "c": ["a", "b"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"c": ["a"], "a": ["b"], "b": ["c"]}, [["a", "b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d", "a"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b"], ["a", "c"]]),
        ({"a": ["a", "b"], "b": ["a"]}, [["a"], ["a", "b"]]),
        ({"a": ["gone", "b"], "b": ["gone"]}, []),
        # What a page requires twice, it requires.
        ({"a": ["b", "concepts/b"], "b": ["a", "a"]}, [["a", "b"]]),
        # The same three pages both ways round are two circles, and so are those of two each.
        ({"a": ["b", "c"], "b": ["c", "a"], "c": ["a", "b"]}, [["a", "b"], ["a", "c"], ["b", "c"]]),
    ],
)
def test_cycles(requires: Requires, expected: list[list[str]]) -> None:
    assert [slugs(cycle.pages) for cycle in found(requires)] == expected


def test_the_requirements_of_a_cycle_are_its_edges() -> None:
    (cycle,) = found({"c": ["a"], "a": ["b"], "b": ["c"]})
    for number, requirement in enumerate(cycle.requirements):
        assert requirement in cycle.pages[number].requires
        assert requirement.target is cycle.pages[(number + 1) % len(cycle.pages)]


def test_pages_that_only_lead_to_a_knot_are_no_part_of_it() -> None:
    site = catalogue({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"], "e": ["d"], "f": []})
    found = layers(site)
    assert [slugs(knot) for knot in found.knots] == [["b", "c"], ["d"]]
    assert {page.slug: number for page, number in found.knot_of.items()} == {"b": 0, "c": 0, "d": 1}
    assert {page.slug: level for page, level in found.level.items()} == {"f": 0}


def test_levels() -> None:
    site = catalogue({"a": [], "b": ["a"], "c": ["b", "a", "a"], "d": ["gone"], "e": ["d", "c"]})
    assert {page.slug: level for page, level in layers(site).level.items()} == {"a": 0, "b": 1, "c": 2, "d": 0, "e": 3}


def test_a_page_that_is_taken_to_require_nothing_ties_no_knot() -> None:
    pages = catalogue({"a": ["b"], "b": ["c"], "c": ["a", "b"]}).pages
    assert [slugs(knot) for knot in knots(pages)] == [["a", "b", "c"]]
    assert [slugs(knot) for knot in knots(pages, without=pages[:1])] == [["b", "c"]]
    assert knots(pages, without=pages[2:]) == []


def ring(length: int) -> dict[str, list[str]]:
    return {f"p{number:05}": [f"p{(number + 1) % length:05}"] for number in range(length)}


def test_the_message_prints_the_whole_chain() -> None:
    report = check(files(ring(20)))
    (found,) = report.diagnostics
    assert found.rule == "prerequisite-cycle"
    assert found.finding.message.endswith(" → ".join([*sorted(ring(20)), "p00000"]))
    assert len(found.finding.related) == 19


def timed(requires: Requires) -> tuple[list[KnotCycles], float]:
    site = catalogue(requires)
    start = time.process_time()
    return list(cycles(site)), time.process_time() - start


def test_a_ring_of_ten_thousand_pages() -> None:
    (knot,), seconds = timed(ring(10_000))
    assert [slugs(cycle.pages) for cycle in knot.cycles] == [sorted(ring(10_000))]
    assert not knot.not_shown
    assert seconds < 5  # it takes a tenth of a second; the bound is there to tell linear from quadratic
    report = check(files(ring(10_000)), only=["prerequisite-cycle"])
    (diagnostic,) = report.diagnostics
    message = diagnostic.finding.message
    assert message.startswith("pages require each other: p00000 → p00001 → ")
    assert " → p00049 → … 9901 more … → p09951 → " in message
    assert message.endswith(" → p09999 → p00000")
    assert len(diagnostic.finding.related) < 100


def test_where_all_require_all_the_circles_are_few_and_the_rest_is_counted() -> None:
    names = [f"p{number:03}" for number in range(300)]
    (knot,), seconds = timed({name: [other for other in names if other != name] for name in names})
    assert len(knot.cycles) == MAX_CYCLES_PER_KNOT
    assert all(len(cycle.pages) == 2 for cycle in knot.cycles)
    assert len(knot.not_shown) == 300 * 299 - 2 * MAX_CYCLES_PER_KNOT
    assert seconds < 5  # it takes a tenth of a second


def test_the_last_finding_says_how_many_are_not_shown() -> None:
    names = [f"p{number:02}" for number in range(20)]
    report = check(files({name: [other for other in names if other != name] for name in names}))
    messages = [diagnostic.finding.message for diagnostic in report.diagnostics]
    (last,) = [message for message in messages if not message.startswith("pages require each other:")]
    assert len(messages) == MAX_CYCLES_PER_KNOT + 1
    assert last == (
        "180 more requirements are part of a circle among the 20 pages that require each other here: "
        "'p08' is the first; only 100 circles are shown"
    )


def test_a_ring_with_many_shortcuts_back_is_cut_off_by_the_work_and_not_only_by_the_number() -> None:
    size = 3_000
    requires = {f"p{n:05}": [f"p{(n + 1) % size:05}", f"p{(n * 7 + 1) % size:05}"] for n in range(size)}
    (knot,), seconds = timed(requires)
    edges = {(page, requirement.target) for page in knot.pages for requirement in page.requires}
    shown = {pair for cycle in knot.cycles for pair in pairwise((*cycle.pages, cycle.pages[0]))}
    assert len(shown) + len(knot.not_shown) == len(edges)
    assert seconds < 5


def test_a_knot_is_shown_even_when_the_work_was_spent_on_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LOOKED_AT", 0)
    site = catalogue({"a": ["b", "c"], "b": ["a"], "c": ["a"], "x": ["y"], "y": ["x"]})
    assert [[slugs(cycle.pages) for cycle in knot.cycles] for knot in cycles(site)] == [[["a", "b"]], [["x", "y"]]]
    assert [[edge.entry.slug.value for edge in knot.not_shown] for knot in cycles(site)] == [["c", "a"], []]


@given(any_graphs())
def test_a_graph_has_a_knot_if_and_only_if_it_cannot_be_sorted(requires: Requires) -> None:
    left = {name: set(needed) for name, needed in requires.items()}
    while free := [name for name, needed in left.items() if not needed & set(left)]:
        for name in free:
            del left[name]
    site = catalogue(requires)
    assert bool(left) == bool(layers(site).knots)
    assert {page.slug for page in layers(site).level} == set(requires) - set(left)


@given(any_graphs())
def test_every_requirement_in_a_knot_is_in_a_cycle_and_no_cycle_comes_twice(requires: Requires) -> None:
    site = catalogue(requires)
    knot_of = layers(site).knot_of
    within = {
        (page, edge.target)
        for page in site.pages
        for edge in page.requires
        if edge.target is not None and page in knot_of and knot_of.get(edge.target) == knot_of[page]
    }
    all_cycles = [cycle for knot in cycles(site) for cycle in knot.cycles]
    shown = [set(pairwise((*cycle.pages, cycle.pages[0]))) for cycle in all_cycles]
    assert set().union(*shown) == within
    assert len({frozenset(pairs) for pairs in shown}) == len(shown)
    assert all(len(set(cycle.pages)) == len(cycle.pages) for cycle in all_cycles)


@given(any_graphs(5))
def test_each_cycle_is_a_shortest_one_through_some_requirement_that_no_earlier_one_has(requires: Requires) -> None:
    site = catalogue(requires)

    def length(start: str, goal: str) -> int:
        layer, steps = {start}, 0
        while goal not in layer:
            layer, steps = {needed for page in layer for needed in requires[page]}, steps + 1
        return steps

    seen: set[tuple[str, str]] = set()
    for cycle in (cycle for knot in cycles(site) for cycle in knot.cycles):
        names = slugs(cycle.pages)
        pairs = set(pairwise([*names, names[0]]))
        assert any(1 + length(target, page) == len(names) for page, target in pairs - seen)
        seen |= pairs
