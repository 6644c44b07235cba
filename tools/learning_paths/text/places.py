"""From offsets to places in a file: offsets in its text, and offsets in the value of one of its YAML scalars.

The value of a scalar is not what stands in the file: indentation is taken away, lines are folded, quotes and escapes
are read. What stays is the order of everything that is not white space. So a scalar is read once more, word by word or
escape by escape, side by side with its value, and the pairs are the map from one to the other.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from learning_paths.text.span import Span
from learning_paths.text.written import Written

# What may stand before the text of a scalar: an anchor and a tag, each with a comment and a new line behind it.
_PROPERTIES = re.compile(r"(?:[!&]\S*+\s++(?:#[^\n]*+\s++)*+)*+")
_BLOCK = re.compile(r"[|>][-+0-9]*+[^\n]*+\n")

# Pieces of the text of a scalar that are read in one go: words, and in quotes whatever stands for one character.
_WORD = re.compile(r"\S++")
_SINGLE_QUOTED = re.compile(r"''|[^\s']++")
_DOUBLE_QUOTED = re.compile(r'\\(?:x.{2}|u.{4}|U.{8}|\s|.)|[^\s"\\]++')
_SPACE = re.compile(r"\s*+")
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ESCAPES |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


class Places:
    """The places of one file. ``file`` is its name in spans, ``text`` its whole text, with line feeds as line ends.

    One object serves a whole file: lines are cut, and the last scalar is read, when they are first asked for.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] = []
        self._last: tuple[Written[str], _Pieces | None] | None = None

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place, at most the length of the text. Lines and columns count from 1."""
        starts = self._line_starts()
        return min(starts[line - 1] + column - 1, len(self.text)) if line <= len(starts) else len(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return where the characters from offset ``start`` up to ``end`` of the text stand."""
        return Span(self.file, *self._place(start), *self._place(end))

    def within(self, scalar: Written[str], start: int, end: int) -> Span:
        """Return where the characters from offset ``start`` up to ``end`` of a scalar's value were written.

        The value may have lost white space after it was read (stripped, or made one line); its words must be those of
        the file. White space at either end of the range is left out. What cannot be found is the scalar as a whole.
        """
        if self._last is None or self._last[0] is not scalar:
            begin = self.offset(scalar.span.line, scalar.span.column)
            self._last = (scalar, _pieces(self.text, begin, scalar.value))
        pieces = self._last[1]
        if pieces is None:
            return scalar.span
        words = scalar.value[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip()) - 1
        if first > last:
            return scalar.span
        return self.span(pieces.written(first)[0], pieces.written(last)[1])

    def _place(self, offset: int) -> tuple[int, int]:
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return self._starts


class _Pieces:
    """The pieces of a scalar: where each starts in the value and in the file, and what it is read with."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self.text = text
        self.pattern = pattern
        self.in_value = array("q")  # a number for each word of a file: a list of them would take four times the memory
        self.in_file = array("q")

    def written(self, offset: int) -> tuple[int, int]:
        """Return where the character at an offset of the value starts and ends in the file."""
        number = bisect_right(self.in_value, offset) - 1
        start = self.in_file[number]
        piece = self.pattern.match(self.text, start)
        if piece is not None and _read(piece[0], self.pattern) != piece[0]:
            return piece.span()
        start += offset - self.in_value[number]
        return start, start + 1


def _pieces(text: str, begin: int, value: str) -> _Pieces | None:
    """Read a scalar that starts at an offset side by side with its value; None if the two do not agree."""
    properties = _PROPERTIES.match(text, begin)
    begin = properties.end() if properties is not None else begin
    block = _BLOCK.match(text, begin)
    opening = text[begin : begin + 1]
    pattern = {"'": _SINGLE_QUOTED, '"': _DOUBLE_QUOTED}.get(opening, _WORD)
    if block is not None:
        begin = block.end()
    elif pattern is not _WORD:
        begin += 1
    pieces = _Pieces(text, pattern)
    end = len(value.rstrip())
    place = _skip_space(value, 0)
    for piece in pattern.finditer(text, begin):
        if place >= end:
            break
        characters = _read(piece[0], pattern)
        if characters.isspace() or not characters:
            continue
        if not value.startswith(characters, place):
            # What ends a plain scalar in a list, or a key, stands at its last word.
            characters = value[place:end]
            if not _read(piece[0], pattern).startswith(characters):
                return None
        pieces.in_value.append(place)
        pieces.in_file.append(piece.start())
        place = _skip_space(value, place + len(characters))
    return pieces if place >= end else None


def _skip_space(value: str, place: int) -> int:
    match = _SPACE.match(value, place)
    return match.end() if match is not None else place


def _read(piece: str, pattern: re.Pattern[str]) -> str:
    """Return what a piece stands for."""
    if pattern is _SINGLE_QUOTED and piece == "''":
        return "'"
    if pattern is _DOUBLE_QUOTED and piece.startswith("\\"):
        digits = piece[2:]
        if digits:
            try:
                return chr(int(digits, 16))
            except (ValueError, OverflowError):
                return piece
        return "" if piece[1] == "\n" else _ESCAPES.get(piece[1], piece[1])
    # See yaml_nodes.compose, which reads this character as that one.
    return piece if piece.isascii() else piece.replace("\ufeff", "\u2060")
