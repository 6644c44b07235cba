"""Pages that require each other: the knots of a site, and the cycles that show them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from learning_paths.model.catalogue import Catalogue, Page, Requirement, once
from learning_paths.model.graph import strongly_connected

MAX_CYCLES_PER_KNOT = 100
"""How many cycles of one knot are shown. A knot that has more is read by nobody; mending them shows the next."""

MAX_LOOKED_AT = 1_000_000
"""How many requirements are looked at, in a whole site, for a second and further cycles of its knots."""


class Cycle(NamedTuple):
    """Pages that require each other: ``pages[i]`` requires ``pages[i + 1]``, and the last requires the first.

    ``requirements`` are those edges, in the same order. The cycle starts with the page that comes first by address.
    """

    pages: tuple[Page, ...]
    requirements: tuple[Requirement, ...]


class KnotCycles(NamedTuple):
    """The cycles that show a knot.

    Each requirement from one page of the knot to another is in one of ``cycles`` or in ``not_shown``.
    """

    pages: tuple[Page, ...]
    cycles: tuple[Cycle, ...]
    not_shown: tuple[Requirement, ...]


def cycles(catalogue: Catalogue) -> Iterator[KnotCycles]:
    """Yield each knot of a catalogue with cycles that show every requirement in it.

    Each cycle is a shortest one through the first requirement that no earlier one has, in the order of the pages; so no
    cycle comes twice. A page that requires another twice has one requirement for this purpose. There is at least one
    cycle for each knot; ``MAX_CYCLES_PER_KNOT`` and ``MAX_LOOKED_AT`` end the search for more, so that the time is
    linear in the number of requirements, however many cycles they form.
    """
    left = MAX_LOOKED_AT
    for knot in layers(catalogue).knots:
        members = set(knot)
        shown: set[tuple[Page, Page]] = set()
        found: list[Cycle] = []
        not_shown: list[Requirement] = []
        for page in knot:
            for requirement in page.requires:
                target = requirement.target
                if target is None or target not in members or (page, target) in shown:
                    continue
                if found and (left <= 0 or len(found) == MAX_CYCLES_PER_KNOT):
                    not_shown.append(requirement)
                    shown.add((page, target))
                    continue
                way, looked_at = _shortest_way(target, page, members)
                left -= looked_at + len(way)
                cycle = _cycle(page, (requirement, *way))
                shown.update(zip(cycle.pages, (*cycle.pages[1:], cycle.pages[0]), strict=True))
                found.append(cycle)
        yield KnotCycles(tuple(knot), tuple(found), tuple(not_shown))


def knots(pages: Sequence[Page], without: Collection[Page] = ()) -> list[list[Page]]:
    """Return the groups of pages that all require each other, directly or through each other.

    Pages in ``without`` are taken to require nothing. Groups and their members are in the order of ``pages``.
    """
    place = {page: number for number, page in enumerate(pages) if page not in without}

    def targets(page: Page) -> Iterator[Page]:
        return (edge.target for edge in page.requires if edge.target is not None and edge.target in place)

    found = [
        sorted(group, key=place.__getitem__)
        for group in strongly_connected(place, targets)
        if len(group) > 1 or group[0] in targets(group[0])
    ]
    return sorted(found, key=lambda group: place[group[0]])


class Layers(NamedTuple):
    """How the pages of a catalogue build on each other.

    ``level`` is 0 for a page that requires nothing, and else one more than the highest of the pages that it requires;
    pages of a knot, and those that require one, directly or through others, have none. ``knots`` are the groups of
    pages that all require each other, in the order of their first pages, and ``knot_of`` has the number of each page's.
    """

    level: Mapping[Page, int]
    knots: Sequence[Sequence[Page]]
    knot_of: Mapping[Page, int]


@once
def layers(catalogue: Catalogue) -> Layers:
    """Return how the pages of a catalogue build on each other."""
    level = _levels(catalogue.pages)
    found = knots([page for page in catalogue.pages if page not in level])
    return Layers(level, found, numbered(found))


def numbered(groups: Sequence[Sequence[Page]]) -> dict[Page, int]:
    """Return the number of the group of each page."""
    return {page: number for number, group in enumerate(groups) for page in group}


def _levels(pages: Sequence[Page]) -> dict[Page, int]:
    """Return the level of each page that no knot is in the way of.

    This takes away, again and again, what requires nothing that is left. It is several times as fast as looking for
    components, which is then needed for what remains: few pages, or none.
    """
    waiting: dict[Page, int] = {}
    level: dict[Page, int] = {}
    for page in pages:
        needed = {edge.target for edge in page.requires if edge.target is not None} if page.requires else ()
        if needed:
            waiting[page] = len(needed)
        else:
            level[page] = 0
    queue = list(level)
    for page in queue:
        for follower in page.leads_to:
            waiting[follower] -= 1
            if not waiting[follower]:
                level[follower] = level[page] + 1  # the last to be taken away is the highest: they go level by level
                queue.append(follower)
    return level


def _shortest_way(start: Page, goal: Page, members: Collection[Page]) -> tuple[list[Requirement], int]:
    """Return the requirements that lead from one page of a knot to another, as few as possible.

    The number says how many were looked at.
    """
    came: dict[Page, tuple[Page, Requirement] | None] = {start: None}
    queue = [start]
    looked_at = 0
    for page in queue:
        if goal in came:
            break
        for requirement in page.requires:
            looked_at += 1
            target = requirement.target
            if target is not None and target in members and target not in came:
                came[target] = (page, requirement)
                queue.append(target)
    way: list[Requirement] = []
    step = came[goal]
    while step is not None:
        way.append(step[1])
        step = came[step[0]]
    way.reverse()
    return way, looked_at


def _cycle(first: Page, edges: Sequence[Requirement]) -> Cycle:
    pages = [first, *(edge.target for edge in edges[:-1] if edge.target is not None)]
    start = min(range(len(pages)), key=lambda number: pages[number].qualified_slug)
    return Cycle((*pages[start:], *pages[:start]), (*edges[start:], *edges[:start]))
