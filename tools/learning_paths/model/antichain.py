"""The fewest elements to take out of a partial order so that no two of the rest are related."""

from __future__ import annotations

from collections.abc import Sequence

from learning_paths.model.bits import members


def to_take_out(above: Sequence[int]) -> set[int]:
    """Return a smallest set of elements without which no two are related.

    ``above[a]`` is the set of all elements that are above ``a``, as bits; elements count from 0. What is left is a
    largest antichain. By the theorems of Dilworth and König, it is what a largest matching shows in which each element
    stands twice, as a lower and as an upper one. Where several sets are smallest, lower elements are taken out rather
    than upper ones.
    """
    matching = _Matching(above)
    for lower in range(len(above)):
        matching.search(lower)
    # Lower elements that a search without a partner came to, and upper ones that it did not, are left.
    return {
        element
        for element, partner in enumerate(matching.upper_of)
        if matching.reached >> element & 1 or (partner >= 0 and not matching.reached >> partner & 1)
    }


class _Matching:
    """A matching between elements as lower ones and as upper ones; -1 is nobody."""

    def __init__(self, above: Sequence[int]) -> None:
        self.above = above
        self.upper_of = [-1] * len(above)
        self.lower_of = [-1] * len(above)
        self.free = (1 << len(above)) - 1
        """The upper elements without a partner."""
        self.reached = 0
        """The upper elements that searches came to which found no partner. No later search needs to look at them."""

    def search(self, start: int) -> None:
        """Find a partner for a lower element, if others can be given another one for it."""
        came: dict[int, int] = {}  # to each upper element, from which lower one
        queue = [start]
        seen = self.reached
        for lower in queue:
            new = self.above[lower] & ~seen
            found = new & self.free
            if found:
                self._exchange(start, lower, next(members(found)), came)
                return
            for upper in members(new):
                came[upper] = lower
                queue.append(self.lower_of[upper])
            seen |= new
        self.reached = seen

    def _exchange(self, start: int, lower: int, upper: int, came: dict[int, int]) -> None:
        self.free ^= 1 << upper
        while True:
            former = self.upper_of[lower]
            self.upper_of[lower], self.lower_of[upper] = upper, lower
            if lower == start:
                return
            lower, upper = came[former], former
