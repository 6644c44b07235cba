"""The lines of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from learning_paths.text.span import Span


class Lines:
    """The lines of texts by the names of their files. A text is cut into lines once, when it is first asked for.

    A file with a fault in every line would take the square of its length otherwise.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, Sequence[str]] = {}

    def of(self, file: str) -> Sequence[str]:
        """Return all lines of a file, without their ends; one empty line if there is no such file."""
        if file not in self._lines:
            self._lines[file] = self._texts.get(file, "").split("\n")
        return self._lines[file]

    def at(self, span: Span) -> str:
        """Return the line that a place starts in, without its end; empty if the file has no such line."""
        lines = self.of(span.file)
        return lines[span.line - 1] if 1 <= span.line <= len(lines) else ""


def plain_text(text: str) -> str:
    """Return a text of a file with line feeds as line ends and without a byte order mark."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
