"""Bytes to text."""

from __future__ import annotations

from learning_paths.load.faults import Faults
from learning_paths.load.tree import Source
from learning_paths.text.lines import plain_text
from learning_paths.text.span import Span


def read_text(source: Source, faults: Faults) -> str | None:
    """Return the text of a file with line feeds as line ends and no byte order mark, or None after a fault."""
    if source.content is None:
        faults.add("invalid-yaml", source.problem or "the file cannot be read", Span(source.file), source.hint)
        return None
    try:
        text = source.content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = source.content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        faults.add(
            "invalid-yaml",
            f"the file is not UTF-8 text: byte 0x{source.content[error.start]:02X} cannot be read",
            Span(source.file, line, column, line, column + 1),
            "save the file with the encoding UTF-8",
        )
        return None
    return plain_text(text)


def as_read(content: bytes) -> str | None:
    """Return the text that is read from the bytes of a file, or None if there is none to read."""
    try:
        return plain_text(content.decode("utf-8"))
    except UnicodeDecodeError:
        return None
