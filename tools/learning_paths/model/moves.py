"""Which single step to move, and where, so that a path keeps a prerequisite that it breaks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from learning_paths.model.bits import members
from learning_paths.model.catalogue import Catalogue, Step
from learning_paths.model.cycles import layers
from learning_paths.model.needs import Needs, needs_of
from learning_paths.model.order import BrokenOrder, PathOrder, knots_of, path_orders

MAX_STEPS = 2_000
"""Paths of more steps get no advice on single moves."""

MAX_FAULTS = 2_000
"""Nor do paths that break more prerequisites than this."""

MAX_NEEDS = 200_000
"""Nor do paths whose steps need more pages than this, all together."""

MAX_OUTSIDE = 300_000
"""How many pages that paths leave out are looked at for it, in a whole site."""


class Move(NamedTuple):
    """A step to move directly before another (``before``) or directly behind it.

    ``repairs`` is how many prerequisites the path then keeps that it breaks now, ``breaks`` how many it would break
    that it keeps now. ``all_faults`` is how many it breaks now.
    """

    step: Step
    place: Step
    before: bool
    repairs: int
    breaks: int
    all_faults: int


def moves(catalogue: Catalogue) -> Iterator[tuple[PathOrder, Sequence[Move | None]]]:
    """Yield each path with the best single move for each prerequisite in its ``broken``.

    Where that would be too much work, there is None.

    Looked at are four moves for a step ``s`` that needs what the later step ``t`` brings:

    1. ``t`` directly before ``s``;
    2. ``t`` directly before the first of all steps that need it;
    3. ``s`` directly behind ``t``;
    4. ``s`` directly behind the last of all steps that it needs.

    Of these, the one that breaks the least is taken; if several break as little, the one that repairs the most; then
    the shortest; then the first in this list. The counts are those of this path's findings. Where another step brings a
    page of the moved one a second time, a move may break less and repair more than is counted, and never the other way
    round.
    """
    left = MAX_OUTSIDE
    pages = layers(catalogue)
    for order in path_orders(catalogue):
        path = order.path
        found: list[Move | None] = [None] * len(order.broken)
        if order.broken and len(path.steps) <= MAX_STEPS and len(order.broken) <= MAX_FAULTS and left:
            needs = needs_of(path, knots_of(path, pages.knot_of), pages.level, left)
            left = 0 if needs is None else left - needs.outside
            if needs is not None and sum(needed.bit_count() for needed in needs.needs) <= MAX_NEEDS:
                board = _Board(needs)
                found = [board.best(broken) for broken in order.broken]
        yield order, found


class _Board:
    """The steps of a path, to try moves on."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self.steps = needs.path.steps
        self.needed_by = [0] * len(needs.pages)
        for step, needed in enumerate(needs.needs):
            for page in members(needed):
                self.needed_by[page] |= 1 << step
        self.all_faults = sum(needs.late(step).bit_count() for step in range(len(self.steps)))

    def best(self, broken: BrokenOrder) -> Move:
        early, late = broken.step.number - 1, broken.later.number - 1
        first = min((self._first_need(page) for page in self._brings(late)), default=early)
        last = self.needs.bringer(self.needs.late(early).bit_length() - 1)
        tries = (
            self._up(late, early),
            self._up(late, min(first, early)),
            self._down(early, late),
            self._down(early, last),
        )
        return min(tries, key=lambda move: (move.breaks, -move.repairs, abs(move.step.number - move.place.number)))

    def _brings(self, step: int) -> range:
        """Return the pages that a step is the first to bring."""
        return range(self.needs.start[step], self.needs.start[step + 1])

    def _first_need(self, page: int) -> int:
        needing = self.needed_by[page]
        return (needing & -needing).bit_length() - 1 if needing else len(self.steps)

    def _up(self, step: int, place: int) -> Move:
        over = (1 << step) - (1 << place)  # the steps that it is moved over
        return self._move(
            step,
            place,
            repairs=sum((self.needed_by[page] & over).bit_count() for page in self._brings(step)),
            breaks=(self.needs.needs[step] & self.needs.between(place, step)).bit_count(),
        )

    def _down(self, step: int, place: int) -> Move:
        over = (2 << place) - (2 << step)
        return self._move(
            step,
            place,
            repairs=(self.needs.needs[step] & self.needs.between(step + 1, place + 1)).bit_count(),
            breaks=sum((self.needed_by[page] & over).bit_count() for page in self._brings(step)),
        )

    def _move(self, step: int, place: int, repairs: int, breaks: int) -> Move:
        return Move(self.steps[step], self.steps[place], place < step, repairs, breaks, self.all_faults)
