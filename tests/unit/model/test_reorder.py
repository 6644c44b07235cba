from __future__ import annotations

import itertools
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_paths.model import reorder as module
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.order import path_orders
from learning_paths.model.reorder import NewOrder, TooLargeError, new_order
from tests.unit.model.graphs import Requires, any_graphs, catalogue, path, sorted_graphs


def order(site: Catalogue) -> NewOrder:
    return new_order(site.paths[0], site)


def reordered(requires: Requires, text: str, assumes: str = "", alongside: Mapping[str, str] | None = None) -> str:
    """Return the new order of the steps and stages that a text names."""
    names = text.split()
    site = catalogue(requires, path(*names, assumes=assumes, alongside=alongside))
    return " ".join(names[entry] for entry in order(site).entries)


AB = {"a": [], "b": ["a"], "x": [], "y": [], "z": []}
ABC = {"a": [], "b": ["a"], "c": ["b"], "x": [], "y": []}


@pytest.mark.parametrize(
    ("requires", "old", "new"),
    [
        (AB, "x a y b z", "x a y b z"),
        # The needed step moves, directly before the one that needs it.
        (AB, "x b y a z", "x a b y z"),
        (ABC, "x c y a", "x a c y"),  # through a page that is left out
        # Of several steps that need one, the one moves; of one that needs several, the one.
        ({"t": [], "a": ["t"], "b": ["t"], "x": []}, "x a b t", "x t a b"),
        ({"t": [], "u": [], "s": ["t", "u"], "x": []}, "s t x u", "t x u s"),
        # Steps that move to one place stay in their order, unless they need each other.
        ({"t": [], "u": [], "s": ["t", "u"], "r": ["t", "u"], "q": ["t", "u"]}, "s r q t u", "t u s r q"),
        ({"t": ["u"], "u": [], "s": ["t", "u"], "r": ["t"], "q": ["u"]}, "s r q t u", "u t s r q"),
        ({"t": [], "u": [], "v": [], "s": ["t", "u", "v"], "r": ["t", "u", "v"]}, "s r t u v", "t u v s r"),
        (ABC, "c b a", "a b c"),
        # Stages stay, and so do steps in them where they can.
        (AB, "#1 x b y a #2 z", "#1 x a b y #2 z"),
        (AB, "#1 x b #2 y a z", "#1 x a b #2 y z"),
        (AB, "#1 x #2 b y #3 z a", "#1 x #2 a b y #3 z"),
        (AB, "#1 b #2 a", "#1 a b #2"),
        ({"s": ["t", "u"], "t": [], "u": [], "x": []}, "#1 s x #2 t u x", "#1 x #2 t u s x"),
        # Steps of a knot stay as they are, and the rest around them.
        ({"k": ["l"], "l": ["k"], "t": []}, "k l t", "k l t"),
        ({"k": ["l", "t"], "l": ["k"], "t": []}, "k l t", "t k l"),
        ({"k": ["l"], "l": ["k", "t"], "t": []}, "k l t", "k t l"),
        ({"k": ["l"], "l": ["k"], "s": ["l"], "t": []}, "s k t l", "k t l s"),
        # A page that is brought twice counts from the first.
        (AB, "b a x a", "a b x a"),
    ],
)
def test_the_new_order(requires: Requires, old: str, new: str) -> None:
    assert reordered(requires, old) == new


def test_alongside() -> None:
    assert reordered(AB, "b x a", alongside={"x": "a"}) == "x b a"
    assert reordered(AB, "x a y", alongside={"x": "b"}) == "a x y"
    assert reordered(AB, "b x a", alongside={"b": "a"}) == "b x a"
    assert reordered(AB, "b a", assumes="a") == "b a"


def test_a_page_that_several_steps_bring_comes_from_one_that_can_come_first() -> None:
    # `x` brings `p` as well and would be the first to; but it needs `s`, which needs `p`.
    requires = {"x": ["s"], "s": ["p"], "p": []}
    site = catalogue(requires, path("x", "s", "p", alongside={"x": "p"}))
    assert order(site).knots == ()
    assert reordered(requires, "x s p", alongside={"x": "p"}) == "p s x"
    # Without a step of its own there is none.
    site = catalogue(requires, path("x", "s", alongside={"x": "p"}))
    assert [[step.number for step in knot] for knot in order(site).knots] == [[1, 2]]


def test_why_a_step_moves() -> None:
    site = catalogue({"a": [], "b": ["a"], "c": ["b"], "d": ["c"], "e": ["c"], "f": ["a"]}, path(*"debfac"))
    found = order(site)
    names = "debfac"
    assert "".join(names[entry] for entry in found.entries) == "abcdef"
    assert [(names[m.step.number - 1], names[m.place.number - 1], m.up, m.directly) for m in found.moved] == [
        ("b", "d", True, False),  # d needs it through c
        ("a", "b", True, True),
        ("c", "d", True, True),
    ]


def test_a_path_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    site = catalogue(AB, path("b", "a"))
    monkeypatch.setattr(module, "MAX_STEPS", 1)
    with pytest.raises(TooLargeError, match="more than 1 steps"):
        order(site)


def unmoved(entries: Sequence[int]) -> int:
    """Return the length of the longest part, with gaps, that is in its old order."""
    ends: list[int] = []
    for entry in entries:
        place = bisect_left(ends, entry)
        ends[place : place + 1] = [entry]
    return len(ends)


def faults(
    requires: Requires, steps: Sequence[str], assumes: str = "", alongside: Mapping[str, str] | None = None
) -> int:
    (found,) = path_orders(catalogue(requires, path(*steps, assumes=assumes, alongside=alongside)))
    return len(found.broken)


@given(any_graphs(7), st.data())
@settings(max_examples=150)
def test_no_order_that_keeps_the_prerequisites_moves_fewer_steps(
    requires: dict[str, list[str]], data: st.DataObject
) -> None:
    steps = data.draw(st.permutations(sorted(requires)))[: data.draw(st.integers(1, 6))]
    site = catalogue(requires, path(*steps))
    found = order(site)
    assert sorted(found.entries) == list(range(len(steps)))
    assert faults(requires, [steps[entry] for entry in found.entries]) == 0
    assert len(steps) - unmoved(found.entries) == len(found.moved)
    needs = {
        step: {other for other in reach(requires, step, set(steps)) if step not in reach(requires, other, set())}
        for step in steps
    }
    tied = [
        {a, b}
        for a, b in itertools.combinations(steps, 2)
        if b in reach(requires, a, set()) and a in reach(requires, b, set())
    ]

    def keeps(entries: Sequence[int]) -> bool:
        names = [steps[entry] for entry in entries]
        in_order = all(names.index(other) < names.index(step) for step in steps for other in needs[step])
        return in_order and all([n for n in names if n in pair] == [n for n in steps if n in pair] for pair in tied)

    assert keeps(found.entries)
    best = max(unmoved(entries) for entries in itertools.permutations(range(len(steps))) if keeps(entries))
    assert unmoved(found.entries) == best


def reach(requires: Requires, page: str, stop: set[str]) -> set[str]:
    """Return the pages in ``stop`` that a page needs through others; without any, all that it needs."""
    seen: set[str] = set()
    work = list(requires[page])
    while work:
        needed = work.pop()
        if needed not in seen:
            seen.add(needed)
            if needed not in stop:
                work += requires[needed]
    return seen & stop if stop else seen


@given(sorted_graphs(), st.data())
@settings(max_examples=150)
def test_where_all_steps_can_stay_in_their_stages_they_do(
    drawn: tuple[dict[str, list[str]], list[str]], data: st.DataObject
) -> None:
    requires, pages = drawn
    cuts = sorted(data.draw(st.lists(st.integers(0, len(pages)), max_size=3)))
    stages = [pages[a:b] for a, b in itertools.pairwise([0, *cuts, len(pages)])]
    names: list[str] = []
    for number, stage in enumerate(stages):
        names += [f"#{number}", *data.draw(st.permutations(stage))]
    found = reordered(requires, " ".join(names)).split()
    assert in_stages(found) == in_stages(names)


def in_stages(names: Sequence[str]) -> list[set[str]]:
    found: list[set[str]] = []
    for name in names:
        if name.startswith("#"):
            found.append({name})
        else:
            found[-1].add(name)
    return found


@given(any_graphs(8), st.data())
@settings(max_examples=150)
def test_a_step_leaves_its_stage_only_where_it_cannot_stand_in_it(
    requires: dict[str, list[str]], data: st.DataObject
) -> None:
    names = data.draw(st.permutations([*sorted(requires), "#1", "#2"]))
    names = ["#0", *names]
    found = reordered(requires, " ".join(names)).split()
    assert [name for name in found if name.startswith("#")] == [name for name in names if name.startswith("#")]
    site = catalogue(requires, path(*names))
    for moved in order(site).moved:
        slug = moved.step.entry.slug
        other = moved.place.entry.slug
        assert slug is not None
        assert other is not None
        then, now = (
            next(n for n, stage in enumerate(in_stages(order_of)) if slug.value in stage) for order_of in (names, found)
        )
        if then != now:
            # What it was moved to is in the same stage now: nothing nearer would do.
            assert other.value in in_stages(found)[now]
            assert (now < then) == moved.up


@given(any_graphs(8), st.data())
@settings(max_examples=150)
def test_with_pages_that_come_twice_the_new_order_is_in_order_and_stays(
    requires: dict[str, list[str]], data: st.DataObject
) -> None:
    pages = sorted(requires)
    steps = data.draw(st.lists(st.sampled_from(pages), min_size=1, max_size=7))
    assumes = ", ".join(data.draw(st.lists(st.sampled_from(pages), max_size=1)))
    alongside: Mapping[str, str] = data.draw(
        st.dictionaries(st.sampled_from(pages), st.sampled_from(pages), max_size=3)
    )
    found = order(catalogue(requires, path(*steps, assumes=assumes, alongside=alongside)))
    now = [steps[entry] for entry in found.entries]
    if not found.knots:
        assert faults(requires, now, assumes=assumes, alongside=alongside) == 0
    again = order(catalogue(requires, path(*now, assumes=assumes, alongside=alongside)))
    assert again.moved == ()
    assert bool(again.knots) == bool(found.knots)


@pytest.mark.parametrize("kind", ["reversed", "one page is needed by all", "all are needed through one page"])
def test_two_thousand_steps(kind: str) -> None:
    size = 2_000
    steps = [f"p{number:04}" for number in range(size)]
    requires: dict[str, list[str]] = {step: [] for step in steps}
    if kind == "reversed":
        requires |= {steps[n]: [steps[n + 1]] for n in range(size - 1)}
    elif kind == "one page is needed by all":
        requires |= {step: [steps[-1]] for step in steps[:-1]}
    else:
        requires |= {step: ["hub"] for step in steps[: size // 2]} | {"hub": steps[size // 2 :]}
    site = catalogue(requires, path(*steps))
    start = time.process_time()
    found = order(site)
    assert time.process_time() - start < 20  # two seconds at most
    assert len(found.moved) == {"reversed": size - 1, "one page is needed by all": 1}.get(kind, size // 2)
