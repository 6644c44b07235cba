"""How a heading becomes an anchor: the functions that sites use for it."""

from __future__ import annotations

import re
from collections.abc import Callable

Slugify = Callable[[str, str], str]
"""Makes an anchor of a heading's words and the separator."""


# Patterns are compiled when they are first used, because most runs use none of them.
def latin_slug(words: str, separator: str) -> str:
    """Return what ``toc`` makes of words where a site says nothing else: only Latin letters are left of them."""
    if not words.isascii():
        import unicodedata  # noqa: PLC0415 - most headings need none of it

        words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return unicode_slug(words, separator)


def unicode_slug(words: str, separator: str) -> str:
    """Return what ``markdown.extensions.toc.slugify_unicode`` makes of words: letters of any script stay."""
    words = re.sub(r"[^\w\s-]", "", words).strip().lower()
    return re.sub(rf"[{re.escape(separator)}\s]+", separator, words)


def pymdownx_slug(*, case: str, normalize: str, percent_encode: bool) -> Slugify:
    """Return the function that ``pymdownx.slugs.slugify`` makes with the same options."""

    def slug(words: str, separator: str) -> str:
        import unicodedata  # noqa: PLC0415 - few sites ask for it

        words = re.sub(r"</?[^>]*>", "", unicodedata.normalize(normalize, words)).strip()  # type: ignore[arg-type]  # as given
        if case == "lower":
            words = words.lower()
        elif case == "lower-ascii":
            words = re.sub(r"[A-Z]+", lambda match: match[0].lower(), words)
        elif case == "fold":
            words = words.casefold()
        words = re.sub(r"[^\w\- ]", "", words).replace(" ", separator)
        if not percent_encode:
            return words
        from urllib.parse import quote  # noqa: PLC0415 - few sites ask for it

        return quote(words)

    return slug
