from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_paths.model import moves as module
from learning_paths.model.moves import Move, moves
from learning_paths.model.order import path_orders
from tests.unit.model.graphs import Requires, any_graphs, catalogue, files, path
from tests.unit.sites import check

Pairs = set[tuple[str, str]]


def hints(requires: Requires, *steps: str) -> list[str]:
    report = check({**files(requires), **path(*steps)}, only=["prerequisite-after-step"])
    return [(found.finding.hint or "").rpartition("; or list ")[0] for found in report.diagnostics]


@pytest.mark.parametrize(
    ("requires", "steps", "expected"),
    [
        # One fault: the prerequisite moves up, unless that breaks something.
        ({"a": [], "b": ["a"]}, "b a", ["move 'a' (step 2) to before this step"]),
        ({"a": [], "b": ["a"], "x": []}, "x b x a", ["move 'a' (step 4) to before this step"]),
        ({"u": [], "t": ["u"], "s": ["t"]}, "s u t", ["move this step to behind step 3 't'"]),
        # A prerequisite of several steps moves before the first of them, and all findings say the same.
        (
            {"t": [], "a": ["t"], "b": ["t"], "x": []},
            "a x b t",
            [
                "move 't' (step 4) to before this step, which puts the whole path in order",
                "move 't' (step 4) to before step 1, which puts the whole path in order",
            ],
        ),
        # A step that needs several moves behind the last of them.
        (
            {"t": [], "u": [], "x": [], "s": ["t", "u"]},
            "s t x u",
            [
                "move this step to behind step 4 'u', which puts the whole path in order",
                "move this step to behind step 4 'u', which puts the whole path in order",
            ],
        ),
        # Some of the faults, not all.
        (
            {"t": [], "a": ["t"], "b": ["t"], "y": [], "z": ["y"]},
            "a b t z y",
            [
                "move 't' (step 3) to before this step, which repairs 2 of the 3 faults of order in this path",
                "move 't' (step 3) to before step 1, which repairs 2 of the 3 faults of order in this path",
                "move 'y' (step 5) to before this step",
            ],
        ),
        # Nothing that breaks no other: two steps have to move.
        (
            {"s": ["t"], "w": ["s"], "u": [], "t": ["u"]},
            "s w u t",
            ["no single move repairs this without breaking another prerequisite: see 'learning-paths order p'"],
        ),
        # What is broken already is not broken by a move.
        (
            {"a": [], "b": ["a"], "c": ["b"]},
            "c b a",
            ["move 'b' (step 2) to before this step", "move 'a' (step 3) to before this step"],
        ),
        # Pages of a knot are no faults of order, and no reason not to move a step.
        ({"k": ["l", "t"], "l": ["k"], "t": []}, "k l t", ["move 't' (step 3) to before this step"]),
    ],
)
def test_the_hint(requires: Requires, steps: str, expected: list[str]) -> None:
    assert hints(requires, *steps.split()) == expected


def test_through_pages_that_the_path_leaves_out() -> None:
    requires = {"a": ["m"], "b": ["m"], "m": ["n"], "n": ["t", "m"], "t": [], "x": ["m"]}
    (_, found) = next(moves(catalogue(requires, path("a", "x", "b", "t"))))
    assert [(move.repairs, move.breaks, move.all_faults) for move in found if move] == [(3, 0, 3)] * 3


@pytest.mark.parametrize("limit", ["MAX_STEPS", "MAX_FAULTS", "MAX_NEEDS", "MAX_OUTSIDE"])
def test_where_it_is_too_much_work_there_is_the_plain_hint(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(module, limit, 0)
    requires = {"a": [], "m": ["a"], "b": ["m"]}
    assert hints(requires, "b", "a") == ["move 'a' before this step, or this step behind it"]


def test_two_thousand_steps() -> None:
    size = 2_000
    requires = {f"p{number:04}": [f"p{number + step:04}" for step in range(1, 6)] for number in range(size)}
    requires |= {f"p{number:04}": [] for number in range(size, size + 5)}
    site = catalogue(requires, path(*(f"p{number:04}" for number in range(size))))
    (order,) = path_orders(site)
    assert len(order.broken) > module.MAX_FAULTS
    start = time.process_time()
    assert set(next(moves(site))[1]) == {None}
    requires = {page: needed[:1] for page, needed in requires.items()}
    site = catalogue(requires, path(*(f"p{number:04}" for number in range(size))))
    ((_, found),) = moves(site)
    assert len(found) == size - 1
    assert None not in found
    assert time.process_time() - start < 5  # it takes a fraction of a second


def pairs(requires: Requires, steps: Sequence[str]) -> Pairs:
    """Return which step needs which page too early."""
    (order,) = path_orders(catalogue(requires, path(*steps)))
    return {(steps[each.step.number - 1], each.needed.slug) for each in order.broken}


def moved(steps: Sequence[str], step: int, place: int) -> list[str]:
    """Return the steps with one of them directly before a place above it, or behind one below it; from 0."""
    rest = [name for number, name in enumerate(steps) if number != step]
    rest.insert(place, steps[step])  # below, the place has come up by one
    return rest


def after(steps: Sequence[str], move: Move) -> list[str]:
    assert move.before == (move.place.number < move.step.number)
    return moved(steps, move.step.number - 1, move.place.number - 1)


@given(any_graphs(9), st.data())
@settings(max_examples=150)
def test_a_move_does_what_it_says_and_no_move_of_one_of_the_two_steps_does_better(
    requires: dict[str, list[str]], data: st.DataObject
) -> None:
    steps = data.draw(st.permutations(sorted(requires)))[: data.draw(st.integers(2, 7))]
    site = catalogue(requires, path(*steps))
    before = pairs(requires, steps)
    ((order, found),) = moves(site)
    for broken, move in zip(order.broken, found, strict=True):
        assert move is not None
        pair = (steps[broken.step.number - 1], broken.needed.slug)
        now = pairs(requires, after(steps, move))
        assert move.all_faults == len(before)
        assert (len(before - now), len(now - before)) == (move.repairs, move.breaks)
        assert pair not in now
        early, late = broken.step.number - 1, broken.later.number - 1
        tries = [(late, place) for place in range(early + 1)] + [(early, place) for place in range(late, len(steps))]
        for step, place in tries:
            other = pairs(requires, moved(steps, step, place))
            assert (len(other - before), -len(before - other)) >= (move.breaks, -move.repairs)


@given(any_graphs(9), st.data())
def test_with_pages_that_come_twice_it_does_no_harm_that_it_does_not_tell(
    requires: dict[str, list[str]], data: st.DataObject
) -> None:
    pages = sorted(requires)
    steps = data.draw(st.permutations(pages))[: data.draw(st.integers(2, 7))]
    alongside = data.draw(st.dictionaries(st.sampled_from(steps), st.sampled_from(pages), max_size=3))

    def broken(order: Sequence[str]) -> Pairs:
        (found,) = path_orders(catalogue(requires, path(*order, alongside=alongside)))
        return {(order[each.step.number - 1], each.needed.slug) for each in found.broken}

    before = broken(steps)
    ((_, found),) = moves(catalogue(requires, path(*steps, alongside=alongside)))
    for move in found:
        assert move is not None
        now = broken(after(steps, move))
        assert len(before - now) >= move.repairs
        assert len(now - before) <= move.breaks
