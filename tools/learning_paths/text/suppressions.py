"""Comments that silence rules: ``learning-paths: ignore[rule, …]``, and ``ignore-file[…]`` for the whole file.

What they are, and what they silence; ``ignore_comments`` finds them.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from enum import Enum
from typing import NamedTuple

from learning_paths.text.span import Span
from learning_paths.text.written import Written
from learning_paths.text.yaml_edits import Change


class Reach(Enum):
    """How far a comment reaches."""

    LINE = "the line"
    VALUE = "the line, with the whole value of YAML that starts or ends in it"
    FILE = "the whole file"


class Suppression(NamedTuple):
    """A comment that silences rules.

    ``rules`` are the names in it, none if it is not complete. ``lines`` are what it speaks of, a value of several lines
    by the number of its first; there are none if it speaks of the whole file. ``removal`` takes the comment out of the
    text; it is None where that might change more, or nobody knows what was meant.
    """

    span: Span
    rules: tuple[Written[str], ...]
    reach: Reach
    lines: tuple[int, ...]
    removal: Change | None

    def without(self, positions: Collection[int]) -> dict[int, Change | None]:
        """Return how to take some of the names out, by their positions in ``rules``.

        Each change can be made with or without the others. If they are all the names, each is the removal of the
        comment.
        """
        kept = [position for position in range(len(self.rules)) if position not in positions]
        if not kept:
            return dict.fromkeys(positions, self.removal)
        changes: dict[int, Change | None] = {}
        for position in positions:
            span = self.rules[position].span
            if position < kept[-1]:  # with the comma behind it, else with the comma before it
                span = span._replace(end_column=self.rules[position + 1].span.column)
            else:
                span = span._replace(column=self.rules[position - 1].span.end_column)
            changes[position] = (span, "")
        return changes


class Suppressions:
    """The suppressions of one file.

    ``values`` are the first and the last lines of the values of YAML that take several, in their order. ``readable``
    says whether the file's YAML could be read; if not, what was found may be no comments.
    """

    def __init__(self, found: Sequence[Suppression], values: Sequence[tuple[int, int]], *, readable: bool) -> None:
        self.found = tuple(found)
        self.values = values
        self.readable = readable
        self._index: dict[tuple[str, Reach, int], tuple[Suppression, int]] = {}
        for suppression in found:
            for position, rule in enumerate(suppression.rules):
                for line in suppression.lines or (0,):
                    # Of two that say the same, the first does the work.
                    self._index.setdefault((rule.value, suppression.reach, line), (suppression, position))

    def silencing(self, rule: str, line: int) -> tuple[Suppression, int] | None:
        """Return what silences a rule in a line: a comment, and the position of the rule's name in it.

        Of several, it is the one that reaches least far.
        """
        for reach, number in ((Reach.LINE, line), (Reach.VALUE, first_line(self.values, line)), (Reach.FILE, 0)):
            found = self._index.get((rule, reach, number))
            if found is not None:
                return found
        return None


def first_line(values: Sequence[tuple[int, int]], line: int) -> int:
    """Return the first line of the value that a line belongs to; that is the line itself if there is none."""
    number = bisect_right(values, line, key=lambda value: value[0]) - 1
    if number >= 0 and line <= values[number][1]:
        return values[number][0]
    return line
