"""Which things of two states are the same thing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
Keys = Callable[[T], Iterable[Hashable]]


class Pairing(Generic[T]):
    """Things before and things after, paired off round by round: what one round has paired, the next leaves alone."""

    def __init__(self, before: Iterable[T], after: Iterable[T]) -> None:
        self.partner: dict[T, T] = {}
        """The thing after, of each thing before that has one."""
        self.partners: set[T] = set()
        """The things after that have a partner."""
        # Dictionaries for their order.
        self._before = dict.fromkeys(before)
        self._after = dict.fromkeys(after)

    def round(self, keys_before: Keys[T], keys_after: Keys[T] | None = None, *, unique: bool = False) -> None:
        """Pair things that share a key, each with the first one that is left.

        A thing without keys takes no part. With ``unique``, a key that several things have on one side pairs none.
        """
        waiting: dict[Hashable, list[T]] = defaultdict(list)
        for thing in self._before:
            for key in keys_before(thing):
                waiting[key].append(thing)
        coming: dict[Hashable, list[T]] = defaultdict(list)
        for thing in self._after:
            for key in (keys_after or keys_before)(thing):
                coming[key].append(thing)
        for key, news in coming.items():
            olds = waiting.get(key, [])
            if unique and (len(olds) != 1 or len(news) != 1):
                continue
            # Another key may have paired some of them already.
            free = (old for old in olds if old in self._before)
            for new in news:
                if new in self._after:
                    old = next(free, None)
                    if old is None:
                        break
                    self._pair(old, new)

    def _pair(self, old: T, new: T) -> None:
        self.partner[old] = new
        self.partners.add(new)
        del self._before[old]
        del self._after[new]

    @property
    def only_before(self) -> list[T]:
        """What has no partner after, in its order."""
        return list(self._before)

    @property
    def only_after(self) -> list[T]:
        """What has no partner before, in its order."""
        return list(self._after)


def kept_in_order(places: Sequence[int]) -> set[int]:
    """Return the largest set of these different numbers that stand in ascending order; all others have moved.

    A longest increasing subsequence, by patience sorting (Fredman 1975), in n log n.
    """
    tails: list[int] = []  # the smallest number that a subsequence of each length can end with
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(tails, place)
        before[place] = tails[length - 1] if length else None
        tails[length : length + 1] = [place]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
