"""Differences between two states of a file, as ``patch`` and ``git apply`` read them.

Not with difflib, whose time grows with the square of the number of changes: here a line is looked for close to where it
stood. That finds the differences that edits make; where more has changed, the result is longer than it could be, and as
correct.
"""

import itertools
import operator
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CONTEXT = 3
"""How many lines are shown before and behind a change."""

# How far ahead the same lines are looked for in the one state and in the other, the closest places first; and how many
# lines from there on are compared.
_STEPS = sorted(itertools.product(range(13), repeat=2), key=lambda steps: (sum(steps), -min(steps)))[1:]
_AGREE = 8


class _Change(NamedTuple):
    """Lines that are replaced by others: first and last, the last not included, in both states."""

    start: int
    end: int
    new_start: int
    new_end: int


def unified_diff(file: str, before: str, after: str) -> str:
    """Return what changes a text into another; empty if they are the same.

    ``file`` is its name with forward slashes. Only line feeds end a line: what stands before them, a carriage return
    too, belongs to the line.
    """
    old, new = _lines(before), _lines(after)
    hunks = list(_hunks(list(_changes(old, new))))
    end = "\t" if " " in file else ""  # without it, patch takes the first word for the name
    head = [f"--- a/{file}{end}\n", f"+++ b/{file}{end}\n"] if hunks else []
    return "".join([*head, *(line for hunk in hunks for line in _shown(hunk, old, new))])


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()
    return lines if last == "\n" else [*lines, f"{last}\\ No newline at end of file\n"]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Yield what is different, from the first line to the last."""
    place = new_place = 0
    while place < len(old) or new_place < len(new):
        if place < len(old) and new_place < len(new) and old[place] == new[new_place]:
            place, new_place = place + 1, new_place + 1
            continue
        start, new_start = place, new_place
        goes_on = False
        while not goes_on and (place < len(old) or new_place < len(new)):
            place, new_place, goes_on = _next_place(old, new, place, new_place)
        yield _Change(start, place, new_start, new_place)


def _next_place(old: Sequence[str], new: Sequence[str], place: int, new_place: int) -> tuple[int, int, bool]:
    """Return the places ahead where both states go on alike; else the next line of each, and False.

    Of several, it is the one from which the most lines agree, for what it takes to get there.
    """
    best, found = -1, (0, 0)
    for ahead, new_ahead in _STEPS:
        far = ahead + new_ahead
        if best >= 2 * _AGREE - far:
            break
        there, new_there = place + ahead, new_place + new_ahead
        left, new_left = len(old) - there, len(new) - new_there
        if left == new_left == 0 or (left > 0 and new_left > 0 and old[there] == new[new_there]):
            # Behind the end of both, everything agrees.
            agreeing = max(_AGREE - max(left, new_left), 0)
            agreeing += sum(map(operator.eq, old[there : there + _AGREE], new[new_there : new_there + _AGREE]))
            if 2 * agreeing - far > best:
                best, found = 2 * agreeing - far, (there, new_there)
    if best >= 0:
        return *found, True
    return min(place + 1, len(old)), min(new_place + 1, len(new)), False


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Yield changes together whose lines around them would touch."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _shown(hunk: Sequence[_Change], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    first, last = hunk[0], hunk[-1]
    before = min(CONTEXT, first.start)
    end = min(last.end + CONTEXT, len(old))
    start, new_start = first.start - before, first.new_start - before
    yield f"@@ -{_range(start, end)} +{_range(new_start, last.new_end + end - last.end)} @@\n"
    for change in hunk:
        yield from (f" {line}" for line in old[start : change.start])
        yield from (f"-{line}" for line in old[change.start : change.end])
        yield from (f"+{line}" for line in new[change.new_start : change.new_end])
        start = change.end
    yield from (f" {line}" for line in old[start:end])


def _range(start: int, end: int) -> str:
    """Return the first line, counted from 1, and the number of lines; of no lines, the line before them."""
    number = end - start
    if number == 1:
        return f"{start + 1}"
    return f"{start + 1 if number else start},{number}"
