"""Text as it may be shown: nothing in it moves a cursor, colours a terminal or reorders what stands beside it."""

from __future__ import annotations

import unicodedata

MAX_LENGTH = 10_000
"""A text longer than this is cut where it is shown. Nobody reads further, and a terminal or a web page can choke."""

_HIDDEN = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])


def visible(text: str, *, keep_length: bool = False) -> str:
    """Return a text in one line, with a sign in the place of each character that does something instead of being seen.

    The sign names the character; with ``keep_length`` it is as short as the character, so that columns stay columns.
    """
    if len(text) > MAX_LENGTH:
        text = text[: MAX_LENGTH - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if unicodedata.category(c) not in _HIDDEN else _stand_in(c, keep_length) for c in text)


def _stand_in(character: str, keep_length: bool) -> str:
    if character in "\t\n":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if keep_length else f"<U+{ord(character):04X}>"


def width(text: str) -> int:
    """Return how many columns a terminal needs for a text: wide characters take two, combining ones none."""
    # Not unicodedata.combining(), which is 0 for many marks, such as the vowel signs of Devanagari.
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
