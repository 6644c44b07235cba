from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_paths.model import order as module
from learning_paths.model.catalogue import Catalogue, Page, Step
from learning_paths.model.order import PathOrder, pages_of, path_orders
from tests.unit.model.graphs import Requires, any_graphs, catalogue, files, path, sorted_graphs
from tests.unit.sites import check, places

Broken = tuple[str, list[str], str | None]


def order_of(requires: Requires, the_path: Mapping[str, str]) -> PathOrder:
    (order,) = path_orders(catalogue(requires, the_path))
    return order


def broken(requires: Requires, the_path: Mapping[str, str]) -> list[Broken]:
    """Return what a path breaks: the page that needs something, the chain to it, and the step that has it."""
    order = order_of(requires, the_path)
    late = [
        (each.step.number, each.page.slug, [edge.entry.slug.value for edge in each.chain], slug(each.later))
        for each in order.broken
    ]
    out = [(each.step.number, each.page.slug, [each.requirement.entry.slug.value], None) for each in order.left_out]
    return [each[1:] for each in sorted([*late, *out], key=lambda each: (each[0], each[3] is not None))]


def slug(step: Step) -> str:
    assert step.entry.slug is not None
    return step.entry.slug.value


ABC = {"a": [], "b": ["a"], "c": ["b"]}


KNOT = {"a": ["b"], "b": ["a"], "c": ["a"]}


@pytest.mark.parametrize(
    ("requires", "the_path", "found"),
    [
        (ABC, path("a", "b", "c"), []),
        (ABC, path("b", "a", "c"), [("b", ["a"], "a")]),
        (ABC, path("c", "b", "a"), [("c", ["b"], "b"), ("b", ["a"], "a")]),
        # left out, assumed
        (ABC, path("b"), [("b", ["a"], None)]),
        (ABC, path("b", assumes="a"), []),
        (ABC, path("b", "a", assumes="a"), []),
        (ABC, path("b", "a", assumes="concepts/a"), []),
        # A step is asked for what it requires, even if its page is assumed.
        (ABC, path("b", "a", assumes="b"), [("b", ["a"], "a")]),
        # read alongside
        (ABC, path("b", alongside={"b": "a"}), []),
        (ABC, path("b", "a", alongside={"b": "a"}), []),
        ({"a": [], "b": ["a"], "x": []}, path("x", "b", alongside={"x": "a"}), []),
        # What will be read alongside a later step comes later.
        ({"a": [], "b": ["a"], "x": []}, path("b", "x", alongside={"x": "a"}), [("b", ["a"], "x")]),
        # What is read alongside a step has to be prepared as the step itself; each may prepare the other.
        (ABC, path("c", "a", alongside={"c": "b"}), [("b", ["a"], "a")]),
        (ABC, path("a", alongside={"a": "b"}), []),
        ({"x": [], **ABC}, path("x", "a", alongside={"x": "b"}), [("b", ["a"], "a")]),
        ({"x": [], **ABC}, path("x", alongside={"x": "b"}), [("b", ["a"], None)]),
        # through pages that the path leaves out
        (ABC, path("c", "a"), [("c", ["b"], None), ("c", ["b", "a"], "a")]),
        (ABC, path("a", "c"), [("c", ["b"], None)]),
        # What an assumed page requires is known with it.
        (ABC, path("c", "a", assumes="b"), []),
        (ABC, path("c", "a", assumes="a"), [("c", ["b"], None)]),
        # Each page that is missing is told once, at the first step that requires it itself.
        ({"m": [], "a": ["m"], "b": ["m"]}, path("a", "b"), [("a", ["m"], None)]),
        ({"m": [], "n": ["m"], "a": ["n"], "b": ["m"]}, path("a", "b"), [("a", ["n"], None), ("b", ["m"], None)]),
        # A page that comes too late is told once for a step, by a shortest chain, however many ways lead to it.
        ({"z": [], "m": ["z"], "a": ["z", "m"]}, path("a", "z"), [("a", ["m"], None), ("a", ["z"], "z")]),
        ({"z": [], "m": ["z"], "a": ["m", "z"]}, path("a", "z"), [("a", ["m"], None), ("a", ["z"], "z")]),
        (
            {"z": [], "m": ["n"], "n": ["z"], "o": ["z"], "a": ["m", "o"]},
            path("a", "z"),
            [("a", ["m"], None), ("a", ["o"], None), ("a", ["o", "z"], "z")],
        ),
        ({"z": [], "a": ["z", "z"]}, path("a", "z"), [("a", ["z"], "z")]),
        # And for each step that comes too early, by itself or through the same others.
        ({"z": [], "a": ["z"], "b": ["z"]}, path("a", "b", "z"), [("a", ["z"], "z"), ("b", ["z"], "z")]),
        (
            {"z": [], "m": ["z"], "a": ["m"], "b": ["m"], "c": ["z"]},
            path("a", "b", "c", "z"),
            [("a", ["m"], None), ("a", ["m", "z"], "z"), ("b", ["m", "z"], "z"), ("c", ["z"], "z")],
        ),
        # A page that comes later has needs of its own: what it requires is not asked for twice.
        (ABC, path("c", "b", "a", assumes=""), [("c", ["b"], "b"), ("b", ["a"], "a")]),
        # A page that stands twice counts from its first place, and is asked for what it requires at each.
        (ABC, path("a", "b", "a"), []),
        (ABC, path("b", "a", "b"), [("b", ["a"], "a")]),
        (ABC, path("b", "b", "a"), [("b", ["a"], "a"), ("b", ["a"], "a")]),
        # cycles have no right order
        (KNOT, path("a", "b"), []),
        ({"a": ["a"]}, path("a"), []),
        (KNOT, path("a"), [("a", ["b"], None)]),
        (KNOT, path("c", "a", "b"), [("c", ["a"], "a")]),
        (KNOT, path("c", "b"), [("c", ["a"], None), ("c", ["a", "b"], "b")]),
        # The chain may lead through a knot that is left out.
        (
            {"s": ["m"], "m": ["n"], "n": ["m", "t"], "t": []},
            path("s", "t"),
            [("s", ["m"], None), ("s", ["m", "n", "t"], "t")],
        ),
        # A page that is assumed ties no knot.
        ({"a": ["m"], "m": ["b"], "b": ["a"]}, path("b", "a", assumes="m"), [("b", ["a"], "a")]),
        ({"a": ["m"], "m": ["b"], "b": ["a"]}, path("a", "b", assumes="m"), []),
        # what is unknown is not in any order
        ({"a": ["gone"]}, path("a", "gone"), []),
    ],
)
def test_broken_order(requires: Requires, the_path: dict[str, str], found: list[Broken]) -> None:
    assert broken(requires, the_path) == found


def naive(site: Catalogue) -> set[tuple[int, str]]:
    """Return the steps and the pages that they need too early, in the plain words of the guide."""
    (the_path,) = site.paths
    brings = [[page for page in (step.target, *step.alongside) if page is not None] for step in the_path.steps]
    in_path = {page for pages in brings for page in pages}

    def required(page: Page) -> set[Page]:
        return {edge.target for edge in page.requires if edge.target is not None} - set(the_path.assumes)

    def reach(start: set[Page], stop: set[Page]) -> set[Page]:
        seen, work = set(start), list(start - stop)
        while work:
            new = required(work.pop()) - seen
            seen |= new
            work += new - stop
        return seen

    found = set()
    known: set[Page] = set()
    for number, pages in enumerate(brings, start=1):
        known |= set(pages)
        for page in pages:
            for needed in reach(required(page), in_path) & in_path - known:
                tied = page in reach({needed}, set())
                if not tied:
                    found.add((number, needed.slug))
    return found


@st.composite
def any_paths(draw: st.DrawFn) -> tuple[dict[str, list[str]], dict[str, str]]:
    requires = draw(any_graphs(9))
    pages = st.sampled_from(sorted(requires))
    steps = draw(st.lists(pages, min_size=1, max_size=7))
    alongside = draw(st.dictionaries(pages, st.lists(pages, max_size=2).map(", ".join), max_size=2))
    return requires, path(*steps, assumes=", ".join(draw(st.lists(pages, max_size=2))), alongside=alongside)


@given(any_paths())
@settings(max_examples=400)
def test_what_is_found_is_what_the_words_say(drawn: tuple[dict[str, list[str]], dict[str, str]]) -> None:
    site = catalogue(*drawn)
    (order,) = path_orders(site)
    found = [(each.step.number, each.needed.slug) for each in order.broken]
    assert sorted(found) == sorted(naive(site))
    for each in order.broken:
        pages = [each.page, *(edge.target for edge in each.chain)]
        assert all(edge in page.requires for page, edge in zip(pages, each.chain, strict=False) if page is not None)
        assert each.later.number > each.step.number
        assert each.needed in pages_of(each.later)


def test_a_long_chain_of_pages_that_a_path_leaves_out() -> None:
    requires = {f"p{number:05}": [f"p{number + 1:05}"] for number in range(3_000)} | {"p03000": []}
    found = broken(requires, path("p00000", "p03000"))
    assert [(step, len(needed), later) for step, needed, later in found] == [
        ("p00000", 1, None),
        ("p00000", 3_000, "p03000"),
    ]


def test_five_hundred_steps_over_ten_thousand_pages() -> None:
    requires: dict[str, list[str]] = {f"p{number:05}": [f"p{number + 1:05}"] for number in range(10_000)}
    requires["p10000"] = [f"z{number}" for number in range(500)]
    requires |= {f"z{number}": [] for number in range(500)} | {f"a{number}": ["p00000"] for number in range(500)}
    along = [f"p{number:05}" for number in range(0, 10_000, 20)]
    first, last = [f"a{number}" for number in range(500)], [f"z{number}" for number in range(500)]
    paths = {
        "each-needs-the-next": along,
        "each-needs-the-one-before": [*reversed(along)],
        "all-need-the-last": [*first, "p10000"],
        "the-first-needs-all": ["p00001", *last],
        "the-last-needs-all": [*last, "p00001"],
    }
    site = catalogue(
        requires, {file: text for name, steps in paths.items() for file, text in path(*steps, name=name).items()}
    )
    start = time.process_time()
    found = {order.path.slug: (len(order.broken), len(order.not_followed)) for order in path_orders(site)}
    assert time.process_time() - start < 10  # it takes one second; the bound is there to tell linear from quadratic
    assert found == {
        "each-needs-the-next": (499, 0),
        "each-needs-the-one-before": (0, 0),
        "all-need-the-last": (25, 475),  # along ten thousand pages each
        "the-first-needs-all": (49, 1),
        "the-last-needs-all": (0, 0),
    }


NOT_FOLLOWED = (
    "may come before what they require through pages that the path leaves out: "
    "there are too many of these to follow them all"
)


def test_steps_that_are_not_followed_to_the_end_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    requires = {"z": [], "m": ["z"], "a": ["m"], "b": ["m"], "c": ["m", "z"], "d": ["z"]}
    monkeypatch.setattr(module, "MAX_THROUGH_OTHERS", 1)
    report = check({**files(requires), **path("a", "b", "c", "d", "z", assumes="")}, only=["prerequisite-after-step"])
    assert [(found.finding.span.line, found.finding.message) for found in report.diagnostics] == [
        (5, "step 1 'a' requires 'z' (a → m → z), which comes later, as step 5"),
        (8, f"step 2 'b' and one more step {NOT_FOLLOWED}"),
        (11, "step 3 'c' requires 'z', which comes later, as step 5"),
        (14, "step 4 'd' requires 'z', which comes later, as step 5"),
    ]


def test_the_work_for_a_whole_site_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    requires = {"z": [], "m": ["z"], "a": ["m"], "b": ["m"]}
    monkeypatch.setattr(module, "MAX_LOOKED_AT", 3)
    site = catalogue(requires, path("a", "z", name="p") | path("b", "z", name="q"))
    first, second = path_orders(site)
    assert (len(first.broken), first.not_followed) == (1, ())
    assert (len(second.broken), [step.number for step in second.not_followed]) == (0, [1])


@given(sorted_graphs())
def test_an_order_that_keeps_every_prerequisite_has_no_findings(drawn: tuple[dict[str, list[str]], list[str]]) -> None:
    requires, order = drawn
    assert check({**files(requires), **path(*order)}).diagnostics == ()


@given(sorted_graphs())
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


@given(sorted_graphs(), st.data())
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
