"""Everything that the steps of a path need, as sets of bits: to compare many possible orders of the same steps."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from learning_paths.model.catalogue import Page, Path
from learning_paths.model.graph import strongly_connected
from learning_paths.model.order import brought, pages_of

MAX_BITS = 400_000_000
"""How large the sets of pages that a path leaves out may be together: 50 MB."""

MAX_OUTSIDE = 100_000
"""How many pages that a path leaves out are looked at."""


class Needs(NamedTuple):
    """The pages that each step of a path brings and needs (see :mod:`learning_paths.model.order`).

    Bit ``n`` of a set stands for ``pages[n]``; they are in the order in which the path first brings them. Steps count
    from 0 here. The step ``i`` is the first to bring the pages from ``start[i]`` to ``start[i + 1]``, and needs the set
    ``needs[i]``, in which are none that it brings itself. What is needed is in order if it is below ``start[i]``.
    """

    path: Path
    pages: tuple[Page, ...]
    start: tuple[int, ...]
    needs: tuple[int, ...]
    outside: int
    """How many pages were looked at that no step brings."""

    def between(self, first: int, end: int) -> int:
        """Return the set of the pages that the steps from ``first`` to before ``end`` are the first to bring."""
        return (1 << self.start[end]) - (1 << self.start[first])

    def late(self, step: int) -> int:
        """Return the set of the pages that a step needs and that come later."""
        return self.needs[step] >> self.start[step + 1] << self.start[step + 1]

    def bringer(self, page: int) -> int:
        """Return the first step that brings a page."""
        return bisect_right(self.start, page) - 1


def needs_of(
    path: Path, knot_of: Mapping[Page, int], level: Mapping[Page, int], most: int = MAX_OUTSIDE
) -> Needs | None:
    """Return what the steps of a path need, or None if more than ``most`` pages that no step brings are in the way.

    What two pages of one knot need of each other is left out; with an empty ``knot_of`` it is not. ``level`` is that of
    :class:`learning_paths.model.cycles.Layers`.
    """
    brings = brought(path)
    bit = {page: number for number, page in enumerate(brings)}
    through = _through_others(path, bit, level, min(most, MAX_BITS // (len(bit) + 1)))
    if through is None:
        return None
    knots: dict[int, int] = {}
    for page, number in bit.items():
        if page in knot_of:
            knots[knot_of[page]] = knots.get(knot_of[page], 0) | 1 << number
    counts = [0] * (len(path.steps) + 1)
    for step in brings.values():
        counts[step.number] += 1
    start = [0]
    for count in counts[1:]:
        start.append(start[-1] + count)
    needs = []
    assumed = set(path.assumes)
    for step in path.steps:
        needed = own = 0
        for page in pages_of(step):
            own |= 1 << bit[page]
            of_page = 0
            for requirement in page.requires:
                target = requirement.target
                if target is not None and target not in assumed:
                    of_page |= 1 << bit[target] if target in bit else through.get(target, 0)
            needed |= of_page & ~knots.get(knot_of.get(page, -1), 0)
        needs.append(needed & ~own)
    return Needs(path, tuple(brings), tuple(start), tuple(needs), len(through))


def _through_others(
    path: Path, bit: Mapping[Page, int], level: Mapping[Page, int], most: int
) -> dict[Page, int] | None:
    """Return, for pages that no step brings, what those who require them need through them."""
    assumed = set(path.assumes)
    lowest = min((level[page] for page in bit if page in level), default=len(level))

    def outside(page: Page) -> Iterator[Page]:
        for requirement in page.requires:
            target = requirement.target
            # A page leads to what is below its own level only: see _last_steps in order.py.
            if target is None or target in bit or target in assumed:
                continue
            if target not in level or level[target] > lowest:
                yield target

    starts = dict.fromkeys(target for page in bit for target in outside(page))
    found: dict[Page, int] = {}
    for component in strongly_connected(starts, outside):
        if len(found) + len(component) > most:
            return None
        needed = 0
        for page in component:
            for requirement in page.requires:
                target = requirement.target
                if target is not None and target not in assumed:
                    needed |= 1 << bit[target] if target in bit else found.get(target, 0)
        found.update(dict.fromkeys(component, needed))
    return found
