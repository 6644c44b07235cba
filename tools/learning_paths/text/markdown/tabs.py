"""Tabs as `pymdownx.tabbed` and `pymdownx.blocks.tab` write them."""

from __future__ import annotations

import re

_TITLE = re.compile(
    r'^[ \t>]*(?:={3}[!+]{0,2} +"(?P<tabbed>[^\n]*)"|/{3,} *tab *(?:\|(?P<block>[^\n]*))?)[ \t]*$', re.MULTILINE
)
_MARKUP = re.compile(r"[*`]|(?<!\w)_+|_+(?!\w)")


def tab_titles(text: str) -> tuple[str, ...]:
    """Return the titles of all tabs in a Markdown text without fenced code, without their markup."""
    if "===" not in text and "///" not in text:
        return ()
    return tuple(_MARKUP.sub("", match["tabbed"] or match["block"] or "").strip() for match in _TITLE.finditer(text))
