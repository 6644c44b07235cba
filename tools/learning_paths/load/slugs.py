"""What a slug looks like."""

from __future__ import annotations

import re

_SLUG = r"(?!\.+(?:/|\Z))[\w.-]+"
_ONE = re.compile(_SLUG)
_ANY = re.compile(rf"{_SLUG}(?:/{_SLUG})*")


def is_slug(text: str) -> bool:
    """Return whether a text can be a slug: letters, digits, ``-``, ``_`` and ``.``, and not dots alone."""
    return _ONE.fullmatch(text) is not None


def is_reference(text: str) -> bool:
    """Return whether a text can name a page: a slug, with or without a folder before it."""
    return _ANY.fullmatch(text) is not None
