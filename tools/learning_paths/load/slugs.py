"""What a slug looks like."""

from __future__ import annotations

import re

_CHARACTERS = re.compile(r"[\w.-]+")


def is_slug(text: str) -> bool:
    """Return whether a text can be a slug: letters, digits, ``-``, ``_`` and ``.``, and not dots alone."""
    return bool(_CHARACTERS.fullmatch(text)) and bool(text.strip("."))


def is_reference(text: str) -> bool:
    """Return whether a text can name a page: a slug, with or without a folder before it."""
    return all(map(is_slug, text.split("/")))
