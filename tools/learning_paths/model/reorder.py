"""An order of a path's steps that keeps their prerequisites, as close as possible to the curator's own.

*Close* means: as few steps as possible move. In other words, as many as possible stay in the order that they have among
themselves. The reason for this measure: what a curator reads again after a change are the steps that moved, and a step
that stays where it was among the others has not. It can also be computed exactly, in reasonable time, which cannot be
said of the sum of all distances. Of two steps in the wrong order one has to move; so the steps that stay are a largest
set in which no step needs, directly or through others, one that stands behind it. Pairs in the wrong order are a
partial order themselves, so that this set is a largest antichain (:mod:`.antichain`). Where either of two could move,
it is the one that is needed.

Then each step that moves is put as near to its old place as it may stand: one that is needed earlier directly before
the first step that needs it, one that needs something directly behind the last step that it needs. Stages do not move.
So a step leaves its stage only where it cannot stand anywhere in it.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from learning_paths.model.antichain import to_take_out
from learning_paths.model.bits import members
from learning_paths.model.catalogue import Catalogue, Path, Step
from learning_paths.model.cycles import layers
from learning_paths.model.documents import StepEntry
from learning_paths.model.graph import strongly_connected
from learning_paths.model.needs import Needs, needs_of
from learning_paths.model.order import pages_of

MAX_STEPS = 3_000
"""A path of more steps is not put in order."""


class TooLargeError(Exception):
    """A path has too many steps, or leaves out too much that they need, to look for an order. The message says so."""


class Moved(NamedTuple):
    """A step that moves: directly before ``place``, or directly behind it, as far as other moved steps leave room.

    ``entry`` is the number of the step's entry, as in :class:`NewOrder`. ``up`` says that it moves up because ``place``
    needs it, else it moves down because it needs ``place``; ``directly`` that this is so without further steps.
    """

    step: Step
    entry: int
    place: Step
    up: bool
    directly: bool


class NewOrder(NamedTuple):
    """An order of a path's steps.

    ``entries`` are the numbers, from 0, of the entries of ``steps`` in the path's document, steps and stages, in their
    new order. ``moved`` are the steps that move, in their old order. ``knots`` are groups of steps that no order can
    satisfy because they need each other, in their old order, which they keep.
    """

    path: Path
    entries: tuple[int, ...]
    moved: tuple[Moved, ...]
    knots: tuple[tuple[Step, ...], ...]


def new_order(path: Path, catalogue: Catalogue) -> NewOrder:
    """Return an order of a path's steps that keeps their prerequisites: the old one if that does.

    What a step needs is what the rule ``prerequisite-after-step`` asks for. Of several steps that bring a page, those
    who need it count on the first, unless that leads to steps that need each other where counting on another does not.

    Raises TooLargeError.
    """
    needs = needs_of(path, {}, layers(catalogue).level) if len(path.steps) <= MAX_STEPS else None
    if needs is None:
        raise TooLargeError(f"it has more than {MAX_STEPS} steps, or leaves out too many pages")
    direct, components = _needed_steps(needs)
    before = _all_before(direct, components)
    needed_by = [0] * len(before)
    for step, needed in enumerate(before):
        for later in members(needed >> step << step):
            needed_by[later] |= 1 << step
    moving = to_take_out(needed_by)
    entries, moved = _place(path, moving, before, direct, needed_by)
    knots = sorted(tuple(component) for component in components if len(component) > 1)
    return NewOrder(path, entries, moved, tuple(tuple(path.steps[step] for step in knot) for knot in knots))


def step_entries(path: Path) -> list[int]:
    """Return the numbers of the entries of a path's document that are its steps, in their order."""
    return [number for number, entry in enumerate(path.document.entries) if isinstance(entry, StepEntry)]


def _needed_steps(needs: Needs) -> tuple[list[int], list[list[int]]]:
    """Return the steps that each step needs to come before it, as bits, and the groups that need each other.

    The groups are in an order in which each comes after those that it needs; a step that is in no knot is one too.
    """
    first = [needs.bringer(page) for page in range(len(needs.pages))]
    found = _counting_on(needs, first)
    if len(found[1]) == len(needs.needs) or len(needs.pages) == sum(len(pages_of(step)) for step in needs.path.steps):
        return found  # without knots, or no page is brought twice
    return max(found, _counting_on(needs, _feasible(needs, first)), key=lambda result: len(result[1]))


def _counting_on(needs: Needs, bringer: Sequence[int]) -> tuple[list[int], list[list[int]]]:
    direct = []
    for step, needed in enumerate(needs.needs):
        steps = 0
        for page in members(needed):
            steps |= 1 << bringer[page]
        direct.append(steps & ~(1 << step))
    components = strongly_connected(range(len(direct)), lambda step: members(direct[step]))
    return direct, [sorted(component) for component in components]


def _feasible(needs: Needs, first: Sequence[int]) -> list[int]:
    """Return, for each page, a step to count on that can come first among those that bring it."""
    bit = {page: number for number, page in enumerate(needs.pages)}
    brings = [sum(1 << bit[page] for page in set(pages_of(step))) for step in needs.path.steps]
    found = list(first)
    known = 0
    waiting = list(range(len(brings)))
    while True:
        still_waiting = []
        for step in waiting:
            if needs.needs[step] & ~known:
                still_waiting.append(step)
                continue
            for page in members(brings[step] & ~known):
                found[page] = step
            known |= brings[step]
        if len(still_waiting) == len(waiting):
            return found
        waiting = still_waiting


def _all_before(direct: Sequence[int], components: Sequence[Sequence[int]]) -> list[int]:
    """Return the steps that have to come before each step, directly or through others, as bits.

    The steps of a knot come one after another as they do now, and need nothing of each other.
    """
    before = [0] * len(direct)
    for component in components:
        knot = sum(1 << step for step in component)
        former = 0
        for step in component:
            earlier = former
            for needed in members(direct[step] & ~knot):
                earlier |= 1 << needed | before[needed]
            before[step] = earlier
            former = earlier | 1 << step
    return before


def _place(
    path: Path, moving: Collection[int], before: Sequence[int], direct: Sequence[int], needed_by: Sequence[int]
) -> tuple[tuple[int, ...], tuple[Moved, ...]]:
    """Return the entries of a path in the new order, and the steps that move."""
    entry_of = step_entries(path)
    step_of = {entry: step for step, entry in enumerate(entry_of)}
    sequence = [number for number in range(len(path.document.entries)) if step_of.get(number) not in moving]
    # A step that moves has a step that stays on its way, and all such are on the same side of it. From the top down and
    # from the bottom up, so that steps which move to the same place stay in their order.
    staying = ~sum(1 << step for step in moving)
    up = [step for step in sorted(moving) if needed_by[step] & staying]
    down = [step for step in sorted(moving, reverse=True) if not needed_by[step] & staying]
    moved = []
    for step in up:
        place = next(n for n, entry in enumerate(sequence) if entry in step_of and before[step_of[entry]] >> step & 1)
        other = step_of[sequence[place]]
        sequence.insert(place, entry_of[step])
        moved.append((step, other, True, bool(direct[other] >> step & 1)))
    for step in down:
        place = next(
            n
            for n in range(len(sequence) - 1, -1, -1)
            if sequence[n] in step_of and before[step] >> step_of[sequence[n]] & 1
        )
        other = step_of[sequence[place]]
        sequence.insert(place + 1, entry_of[step])
        moved.append((step, other, False, bool(direct[step] >> other & 1)))
    steps = path.steps
    return tuple(sequence), tuple(
        Moved(steps[step], entry_of[step], steps[other], up, directly) for step, other, up, directly in sorted(moved)
    )
