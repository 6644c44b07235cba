from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from learning_paths.compare.pairs import Pairing, kept_in_order


def longest(places: list[int]) -> int:
    """Return the length of a longest ascending subsequence, the slow way."""
    best: list[int] = []
    for number, place in enumerate(places):
        best.append(1 + max((best[other] for other in range(number) if places[other] < place), default=0))
    return max(best, default=0)


@given(st.permutations(range(12)).flatmap(lambda order: st.integers(0, 12).map(lambda size: order[:size])))
def test_as_many_as_possible_are_kept_in_order(order: list[int]) -> None:
    kept = kept_in_order(order)
    in_place = [place for place in order if place in kept]
    assert in_place == sorted(in_place)
    assert len(kept) == len(in_place) == longest(order)


def test_a_long_order_is_quick() -> None:
    assert len(kept_in_order([*range(1, 200_000), 0])) == 199_999
    assert len(kept_in_order(range(200_000, 0, -1))) == 1


def test_later_rounds_leave_what_earlier_ones_paired() -> None:
    pairing = Pairing(["a1", "b1", "c1"], ["b2", "a2", "d2"])
    pairing.round(lambda thing: [thing[0]] if thing[0] == "a" else [])
    pairing.round(lambda thing: ["all"])
    assert pairing.partner == {"a1": "a2", "b1": "b2", "c1": "d2"}
    assert (pairing.only_before, pairing.only_after) == ([], [])


def test_doubles_are_paired_in_order_unless_keys_must_be_unique() -> None:
    pairing = Pairing(["a1", "a2", "b1"], ["a3", "b2", "a4", "a5"])
    pairing.round(lambda thing: [thing[0]], unique=True)
    assert pairing.partner == {"b1": "b2"}
    pairing.round(lambda thing: [thing[0]])
    assert pairing.partner == {"b1": "b2", "a1": "a3", "a2": "a4"}
    assert (pairing.only_before, pairing.only_after) == ([], ["a5"])
    assert pairing.partners == {"b2", "a3", "a4"}


def test_one_of_several_keys_is_enough() -> None:
    pairing = Pairing([1, 2, 3], [4, 5])
    pairing.round(lambda number: [number], lambda number: {4: [1, 2], 5: [2, 3]}[number])
    assert pairing.partner == {1: 4, 2: 5}
    assert pairing.only_before == [3]
