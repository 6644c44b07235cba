from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_paths.model.antichain import to_take_out
from learning_paths.model.bits import members


def closed(size: int, pairs: set[tuple[int, int]]) -> list[int]:
    """Return what is above each element of the least partial order that has these pairs, each from a low number up."""
    above = [0] * size
    for low in reversed(range(size)):
        for high in range(low + 1, size):
            if (low, high) in pairs:
                above[low] |= 1 << high | above[high]
    return above


@pytest.mark.parametrize(
    ("above", "out"),
    [
        ([], set()),
        ([0, 0, 0], set()),
        ([0b10, 0], {0}),
        ([0b110, 0b100, 0], {0, 1}),
        ([0b110, 0, 0], {0}),
        ([0b100, 0b100, 0], {2}),
    ],
)
def test_small_orders(above: list[int], out: set[int]) -> None:
    assert to_take_out(above) == out


@given(st.integers(0, 9), st.data())
@settings(max_examples=300)
def test_nothing_related_is_left_and_no_smaller_set_would_do(size: int, data: st.DataObject) -> None:
    numbers = st.integers(0, size - 1)
    pairs = data.draw(st.sets(st.tuples(numbers, numbers))) if size else set()
    above = closed(size, {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    # The elements have no order of their own: shuffle them.
    names = data.draw(st.permutations(range(size)))
    shuffled = [0] * size
    for element, bits in enumerate(above):
        shuffled[names[element]] = sum(1 << names[other] for other in members(bits))

    def independent(kept: set[int]) -> bool:
        return not any(shuffled[element] >> other & 1 for element in kept for other in kept)

    out = to_take_out(shuffled)
    assert independent(set(range(size)) - out)
    for count in range(len(out)):
        assert not any(
            independent(set(range(size)) - set(smaller)) for smaller in itertools.combinations(range(size), count)
        )


@pytest.mark.parametrize("kind", ["chain", "two layers", "random"])
def test_two_thousand_elements(kind: str) -> None:
    size = 2_000
    draw = random.Random(kind)  # noqa: S311 - it guards nothing
    if kind == "chain":
        above = [(1 << size) - (2 << element) for element in range(size)]
    elif kind == "two layers":
        half = size // 2
        above = [sum(1 << draw.randrange(half, size) for _ in range(3)) & -(1 << half) for _ in range(half)] + [
            0
        ] * half
        above = [sum(1 << bit for bit in members(bits)) for bits in above]
    else:
        order = list(range(size))
        draw.shuffle(order)  # of two elements, the one is below that has both the lower number and the lower place
        above = [sum(1 << b for b in range(a + 1, size) if order[a] < order[b]) for a in range(size)]
    start = time.process_time()
    out = to_take_out(above)
    assert time.process_time() - start < 10  # it takes a fraction of a second
    kept = ~sum(1 << element for element in out)
    assert all(element in out or not bits & kept for element, bits in enumerate(above))
    if kind == "chain":
        assert len(out) == size - 1
