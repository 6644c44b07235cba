"""Parts of other files that `pymdownx.snippets` puts into a page: which these are, and the text with them in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

MARK = "8<-"
"""What every text holds that takes in a part of another file."""

MAX_CHARACTERS = 4 * 1024 * 1024
"""How long a text may grow. Parts that take in others multiply."""

_MAX_DEPTH = 20
_LINE = re.compile(r"""(?P<space>[ \t]*)-+8<-+[ \t]+(?:"(?P<double>[^"\n]+)"|'(?P<single>[^'\n]+)')""")
_BORDER = re.compile(r"[ \t]*-+8<-+\r?")
_LITERAL = re.compile(r"[ \t]*;+-+8<-+(?:[ \t]+(?:\"[^\"\n]+\"|'[^'\n]+'))?\r?")


def part_names(text: str) -> Iterator[str]:
    """Yield the names of the files that a text takes parts of, as they are written; an address is none."""
    for _, name, _ in _lines(text):
        if name and not _is_address(name):
            yield name


def with_parts(text: str, parts: Mapping[str, str]) -> str:
    """Return a text with parts of other files in it, by their names; what is not known stays in it as a line.

    Of a file, the whole is taken in, also where only some lines or a section are asked for: who looks for anchors finds
    some that are not there, but misses none.
    """
    return _Filled(parts).text(text, ())


def takes_in_more(text: str) -> bool:
    """Return whether a text takes in parts of other files."""
    return MARK in text and any(name for _, name, _ in _lines(text))


def _lines(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield each line, the name of the file that it takes in, if it does so, and its indentation.

    The name is empty for a line that becomes nothing.
    """
    listing = False
    for line in text.split("\n"):
        name = None
        space = ""
        match = _LINE.fullmatch(line.removesuffix("\r")) if MARK in line else None
        if match is not None:
            name = "" if listing else (match["double"] or match["single"]).strip()
            space = match["space"]
        elif MARK in line and _BORDER.fullmatch(line):
            listing = not listing
            name = ""
        elif listing and not (MARK in line and _LITERAL.fullmatch(line)):
            name = line.strip()
            space = line[: len(line) - len(line.lstrip(" \t"))]
        if name and (name.startswith(";") or MARK in name):
            name = ""
        if name and not _is_address(name):
            name = name.partition(":")[0]
        yield line, name, space


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


class _Filled:
    """Puts parts into texts, as long as these do not grow too long."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self.parts = parts
        self.left = MAX_CHARACTERS

    def text(self, text: str, within: tuple[str, ...]) -> str:
        return "\n".join(self._filled(text, within)) if MARK in text else text

    def _filled(self, text: str, within: tuple[str, ...]) -> Iterator[str]:
        for line, name, space in _lines(text):
            if name is None:
                yield line
            elif name and name not in within:  # else it would go round for ever
                part = self.parts.get(name)
                if part is None or len(part) > self.left or len(within) >= _MAX_DEPTH:
                    yield f'{space}--8<-- "{name}"'
                else:
                    self.left -= len(part) + 1
                    filled = self.text(part, (*within, name))
                    yield "\n".join(space + each for each in filled.split("\n")) if space else filled
