"""Offsets in a text to lines and columns, and values of YAML to what was written."""

from __future__ import annotations

from learning_paths.text.span import Span


def span_at(file: str, text: str, start: int, end: int) -> Span:
    """Return the span of ``text[start:end]``, in a file whose whole text is ``text``."""
    line = text.count("\n", 0, start) + 1
    end_line = line + text.count("\n", start, end)
    column = start - text.rfind("\n", 0, start)
    return Span(file, line, column, end_line, end - text.rfind("\n", 0, end))


def span_in_value(text: str, value: str, span: Span, start: int, end: int) -> Span:
    """Return where ``value[start:end]`` was written in a YAML file, as exactly as can be told.

    ``value`` is a text that the file ``text`` holds at ``span``. YAML folds lines, drops indentation and resolves
    escapes, so that the value and what was written differ; but they hold the same words equally often. Where the words
    cannot be found again, the place is that of the whole value.
    """
    words = value[start:end]
    before = value.count(words, 0, start) if words else 0
    written_start, written_end = offset_of(text, span.line, span.column), _end_of(text, span)
    if not words or text.count(words, written_start, written_end) != value.count(words):
        return span
    place = written_start - 1
    for _ in range(before + 1):
        place = text.find(words, place + 1 if place < written_start else place + len(words), written_end)
    return span_at(span.file, text, place, place + len(words))


def offset_of(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column, both counted from 1."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _end_of(text: str, span: Span) -> int:
    """Return the offset at which a value ends, the rest of its last line included: a block's end is not exact."""
    end = text.find("\n", offset_of(text, span.end_line, 1))
    return end if end >= 0 else len(text)
