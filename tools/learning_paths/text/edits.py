"""Changes to the bytes of a file that leave every other byte as it was.

A text is read with line feeds as line ends and without a byte order mark, and places are places in what was read. Here
they are found again in the file itself, whatever its line ends are.
"""

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from learning_paths.text.span import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Edited(NamedTuple):
    """A file after changes, and for each of these whether it was made."""

    content: bytes
    made: tuple[bool, ...]


def apply(content: bytes, changes: Sequence[tuple[Span, str]]) -> Edited:
    """Replace what stands at some places of a file by other texts.

    ``content`` is the file as it is on disk. A line feed in a new text becomes the line end that the file has there.

    Of changes that overlap, the one that starts first is made, of those that start in one place the shortest. The same
    change twice is made once, and counts for both. A change whose place is not in the file is not made, nor is any if
    the file is not UTF-8.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return Edited(content, (False,) * len(changes))
    lines = _Lines(text)
    places = [
        (lines.offset(span.line, span.column), lines.offset(span.end_line, span.end_column)) for span, _ in changes
    ]
    parts: list[str] = []
    made = [False] * len(changes)
    done = 0
    last: tuple[int, int, str] | None = None
    for number in sorted(range(len(changes)), key=lambda number: (places[number], number)):
        (start, end), (span, new) = places[number], changes[number]
        if not 0 <= start <= end:
            continue
        if last == (start, end, new):
            made[number] = True
        elif start >= done and (last is None or last[:2] != (start, end)):
            parts += [text[done:start], new.replace("\n", lines.end_of(span.line))]
            made[number] = True
            done = end
            last = start, end, new
    return Edited("".join([*parts, text[done:]]).encode(), tuple(made))


class _Lines:
    """The lines of a text as it is in its file: where each starts, and what ends it."""

    def __init__(self, text: str) -> None:
        ends = list(_LINE_END.finditer(text))
        self._starts = [len(codecs.BOM_UTF8.decode()) if text.startswith("\ufeff") else 0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]
        self._ends = [end[0] for end in ends]

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place, or -1 if there is no such place."""
        if not 1 <= line <= len(self._starts) or column < 1:
            return -1
        offset = self._starts[line - 1] + column - 1
        return offset if offset <= self._stops[line - 1] else -1

    def end_of(self, line: int) -> str:
        """Return what ends a line; for the last, what ends the line before."""
        return self._ends[min(line, len(self._ends)) - 1] if self._ends else "\n"
