"""What a slug looks like."""

from __future__ import annotations

import re

_SLUG = r"(?!\.+(?:/|\Z))[\w.-]+"
_ONE = re.compile(_SLUG)
_ANY = re.compile(rf"{_SLUG}(?:/{_SLUG})*")


def is_slug(text: str) -> bool:
    """Return whether a text can be a slug: letters, digits, ``-``, ``_`` and ``.``, and not dots alone.

    Marks belong to the letters that they stand behind: without vowel signs, many scripts have no words.
    """
    return _ONE.fullmatch(text) is not None or _ONE.fullmatch(_without_marks(text)) is not None


def is_reference(text: str) -> bool:
    """Return whether a text can name a page: a slug, with or without a folder before it."""
    return _ANY.fullmatch(text) is not None or _ANY.fullmatch(_without_marks(text)) is not None


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    import unicodedata  # noqa: PLC0415 - most slugs are plain

    kept = []
    letter = False
    for character in text:
        if letter and unicodedata.category(character)[0] == "M":
            continue
        letter = character.isalnum()
        kept.append(character)
    return "".join(kept)
