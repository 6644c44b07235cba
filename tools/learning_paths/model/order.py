"""Where a path breaks the order of its prerequisites, and what it leaves out.

A step *brings* the page that it leads to and the pages that are read alongside it. It *needs* what these require: each
required page that some step of the path brings, directly or through pages that no step brings. A page that the path
assumes is known, and what it requires is taken to be known with it, so that it ends such a chain; so does a page that a
step brings, because that step has needs of its own. What a step needs therefore does not depend on the order of the
steps. A path keeps its order if the first step that brings a page is never behind a step that needs it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from learning_paths.model.catalogue import Catalogue, Page, Path, Requirement, Step, once
from learning_paths.model.cycles import Layers, knots, layers, numbered
from learning_paths.text.written import Written

MAX_THROUGH_OTHERS = 1000
"""How many prerequisites that a path breaks through pages that it leaves out are looked up, for one path."""

MAX_LOOKED_AT_FOR_CHAINS = 500_000
"""How many requirements are looked at to find their chains, for one path."""

MAX_LOOKED_AT = 3_000_000
"""How many requirements of pages that paths leave out are looked at, for a whole site."""


class BrokenOrder(NamedTuple):
    """A prerequisite that comes too late.

    ``page`` is the one that requires it: that of ``step``, or one that is read alongside. ``chain`` leads from it to
    the page that is needed, through pages that no step brings. ``later`` is the first step that brings what is needed.
    """

    step: Step
    page: Page
    chain: tuple[Requirement, ...]
    later: Step

    @property
    def needed(self) -> Page:
        """The page that comes too late."""
        target = self.chain[-1].target
        assert target is not None
        return target


class LeftOut(NamedTuple):
    """A prerequisite that a path neither has nor assumes, at the first step that needs it.

    ``page`` is the one that requires it: that of ``step``, or one that is read alongside.
    """

    step: Step
    page: Page
    requirement: Requirement


class PathOrder(NamedTuple):
    """What is wrong with the order of a path.

    ``broken`` has each pair of a step and a page that it needs and comes too late, once, in the order of the steps.
    ``left_out`` has each page once. ``not_followed`` are steps for which such pairs may be missing from ``broken``,
    because the bounds on what is looked at were reached.
    """

    path: Path
    broken: tuple[BrokenOrder, ...]
    left_out: tuple[LeftOut, ...] = ()
    not_followed: tuple[Step, ...] = ()


@once
def path_orders(catalogue: Catalogue) -> tuple[PathOrder, ...]:
    """Return what is wrong with the order of each path of a catalogue.

    The time is linear in the steps of each path and the requirements that they lead to. What they lead to outside of
    the path is followed until ``MAX_LOOKED_AT`` requirements have been looked at.
    """
    budget = _Budget(MAX_LOOKED_AT)
    return tuple(_path_order(path, layers(catalogue), budget) for path in catalogue.paths)


class _Budget:
    """How many requirements may still be looked at."""

    def __init__(self, left: int) -> None:
        self.left = left


def _path_order(path: Path, pages: Layers, budget: _Budget) -> PathOrder:
    brings = brought(path)
    assumed = set(path.assumes)
    knot_of = knots_of(path, pages.knot_of)
    broken: list[BrokenOrder] = []
    left_out: list[LeftOut] = []
    reported: set[Page] = set()  # as left out
    ways_out: list[tuple[Step, list[Page]]] = []  # for each step, the pages that it requires and no step brings
    for step in path.steps:
        late: set[Page] = set()
        outside: list[Page] = []
        for page in pages_of(step):
            for requirement in page.requires:
                needed = requirement.target
                if needed is None or needed in assumed:
                    continue
                first = brings.get(needed)
                if first is None:
                    outside.append(needed)
                    if needed not in reported:
                        reported.add(needed)
                        left_out.append(LeftOut(step, page, requirement))
                elif first.number > step.number and needed not in late and not _tied(page, needed, knot_of):
                    late.add(needed)
                    broken.append(BrokenOrder(step, page, (requirement,), first))
        if outside:
            ways_out.append((step, outside))
    if not ways_out:
        return PathOrder(path, tuple(broken), tuple(left_out))
    last = _last_steps(ways_out, brings, assumed, pages.level, budget)
    if last is None:
        return PathOrder(path, tuple(broken), tuple(left_out), tuple(step for step, _ in ways_out))
    follow = [step for step, outside in ways_out if any(last.get(page, 0) > step.number for page in outside)]
    if not follow:
        return PathOrder(path, tuple(broken), tuple(left_out))
    direct = {(found.step, found.needed) for found in broken}
    through, not_followed = _through_others(follow, _Ways(brings, assumed, knot_of, last), direct, budget)
    broken = sorted((*broken, *through), key=lambda found: found.step.number)
    return PathOrder(path, tuple(broken), tuple(left_out), tuple(not_followed))


def pages_of(step: Step) -> tuple[Page, ...]:
    """Return the pages that a step brings: the one that it leads to, and those that are read alongside."""
    return step.alongside if step.target is None else (step.target, *step.alongside)


def brought(path: Path) -> dict[Page, Step]:
    """Return the first step that brings each page of a path."""
    brings: dict[Page, Step] = {}
    for step in path.steps:
        for page in pages_of(step):
            brings.setdefault(page, step)
    return brings


def reference(step: Step, page: Page, catalogue: Catalogue) -> Written[str]:
    """Return where and how a step names a page that it brings."""
    if page is step.target and step.entry.slug is not None:
        return step.entry.slug
    return next(written for written in step.entry.alongside if catalogue.find(written.value).page is page)


def name_of(step: Step) -> str:
    """Return how a message names a step: by its slug as it is written."""
    return step.entry.slug.value if step.entry.slug is not None else "?"


def told(step: Step, page: Page, catalogue: Catalogue) -> str:
    """Return how a message names a page that a step brings: ``step 2 'attention'``."""
    name = f"step {step.number} '{name_of(step)}'"
    if page is step.target:
        return name
    return f"'{reference(step, page, catalogue).value}', read alongside {name},"


def knots_of(path: Path, knot_of: Mapping[Page, int]) -> Mapping[Page, int]:
    """Return the numbers of knots as a path sees them: what it assumes is known and so ties no knot.

    ``knot_of`` has the numbers of the knots of all pages.
    """
    if not any(page in knot_of for page in path.assumes):
        return knot_of
    return numbered(knots(tuple(knot_of), without=frozenset(path.assumes)))


def _tied(page: Page, needed: Page, knot_of: Mapping[Page, int]) -> bool:
    """Return whether two pages are part of one knot: they have no right order, which is reported as a cycle."""
    return page in knot_of and knot_of.get(needed) == knot_of[page]


def _last_steps(
    starts: Sequence[tuple[Step, Sequence[Page]]],
    brings: Mapping[Page, Step],
    assumed: Collection[Page],
    level: Mapping[Page, int],
    budget: _Budget,
) -> dict[Page, int] | None:
    """Return, for pages that no step brings, the number of the last step that brings something they lead to.

    These are the pages in ``starts``, each list with the step that requires them, and what they lead to; pages that
    lead to no later step need not be in it. Returns None if the budget is used up.
    """
    # What comes behind the first of these steps, and so can come too late, has at least this level; and what a page
    # leads to is below its own. Where a path climbs, as most do, that leaves nothing to follow.
    first = starts[0][0].number
    behind = (level.get(page) for page, step in brings.items() if step.number > first)
    lowest = min((number for number in behind if number is not None), default=len(level))
    queue = list(dict.fromkeys(page for _, pages in starts for page in pages))
    seen = set(queue)
    leads_here: dict[Page, list[Page]] = {}
    reach: list[tuple[int, Page]] = []
    for page in queue:
        if page in level and level[page] <= lowest:
            continue
        budget.left -= len(page.requires)
        if budget.left < 0:
            return None
        latest = 0
        for requirement in page.requires:
            needed = requirement.target
            if needed is None or needed in assumed:
                continue
            step = brings.get(needed)
            if step is not None:
                latest = max(latest, step.number)
                continue
            leads_here.setdefault(needed, []).append(page)
            if needed not in seen:
                seen.add(needed)
                queue.append(needed)
        if latest > first:
            reach.append((latest, page))
    # From the last step backwards: the first number that comes to a page is its greatest, so that each is met once.
    found: dict[Page, int] = {}
    for number, end in sorted(reach, key=lambda item: -item[0]):
        work = [end]
        while work:
            page = work.pop()
            if page not in found:
                found[page] = number
                work.extend(leads_here.get(page, ()))
    return found


class _Ways(NamedTuple):
    """What is needed to walk from a step through pages that its path leaves out. ``last`` is from _last_steps."""

    brings: Mapping[Page, Step]
    assumed: Collection[Page]
    knot_of: Mapping[Page, int]
    last: Mapping[Page, int]


def _through_others(
    steps: Sequence[Step], ways: _Ways, direct: Collection[tuple[Step, Page]], budget: _Budget
) -> tuple[list[BrokenOrder], list[Step]]:
    """Return what steps need too early through pages that their path leaves out, and steps not followed to the end."""
    found: list[BrokenOrder] = []
    left = min(budget.left, MAX_LOOKED_AT_FOR_CHAINS)
    budget.left -= left
    for place, step in enumerate(steps):
        for looked_at, broken in _late_through_others(step, ways, direct):
            left -= looked_at
            if left < 0 or len(found) == MAX_THROUGH_OTHERS:
                return found, list(steps[place:])
            if broken is not None:
                left -= len(broken.chain)
                found.append(broken)
    budget.left += left
    return found, []


def _late_through_others(
    step: Step, ways: _Ways, direct: Collection[tuple[Step, Page]]
) -> Iterator[tuple[int, BrokenOrder | None]]:
    """Yield what one step needs too early through pages that the path leaves out, each by a shortest chain.

    The numbers say how many requirements were looked at since the last one; with None, they led to nothing yet.
    """
    late: set[Page] = set()
    for start in pages_of(step):
        came: dict[Page, tuple[Page, Requirement]] = {}  # how each page was come to
        queue = [start]
        for page in queue:
            yield len(page.requires), None
            for requirement in page.requires:
                needed = requirement.target
                if needed is None or needed in ways.assumed or needed in came:
                    continue
                later = ways.brings.get(needed)
                if later is None:
                    if ways.last.get(needed, 0) > step.number:
                        came[needed] = (page, requirement)
                        queue.append(needed)
                elif later.number > step.number and needed not in late and (step, needed) not in direct:
                    came[needed] = (page, requirement)
                    if not _tied(start, needed, ways.knot_of):
                        late.add(needed)
                        yield 0, BrokenOrder(step, start, _chain(start, needed, came), later)


def _chain(start: Page, end: Page, came: Mapping[Page, tuple[Page, Requirement]]) -> tuple[Requirement, ...]:
    chain: list[Requirement] = []
    page = end
    while page is not start:
        page, requirement = came[page]
        chain.append(requirement)
    return tuple(reversed(chain))
