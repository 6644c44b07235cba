"""Text into Markdown and YAML."""

from __future__ import annotations

import html
import json
import re

from markupsafe import Markup

# Everything that Markdown, or an extension of it, could take for markup. As a character reference it is text to all of
# them, and HTML shows it as it was. Of full stops, that is one behind `www`; of hyphens, one that is not inside a word.
# The set of characters comes before what is asked of them, so that all others are passed over many times as fast.
_MARKUP = re.compile(
    r"[^A-Za-z0-9\s,;?()'/](?:(?<![.-])|(?<=\b[Ww]{3}\.)|(?<=-)(?:(?<!\b-)|(?!\b)))",
    re.ASCII,
)


def markdown_text(text: str) -> Markup:
    """Return a text as Markdown that shows exactly this text, on one line.

    In HTML it is the same text, also between the double quotes of an attribute.
    """
    return Markup(inline(" ".join(text.split())))  # noqa: S704 - escaped


def inline(text: str) -> str:
    """Return a piece of a line in the same way, with white space as it is."""
    return _MARKUP.sub(lambda match: _reference(match[0]), text)


def _reference(character: str) -> str:
    return character if ord(character) > 127 else f"&#{ord(character)};"


def yaml_text(text: str) -> Markup:
    """Return a text for the head of a page, as a quoted YAML scalar on one line. JSON's strings are YAML's.

    It is escaped for HTML too, because themes put a page's title and description into their HTML as they are.
    """
    return Markup(json.dumps(head_text(text), ensure_ascii=False))  # noqa: S704 - escaped


def head_text(text: str) -> str:
    """Return a text as a theme can put it into its HTML, also between the double quotes of an attribute."""
    return html.escape(" ".join(text.split()), quote=False).replace('"', "&quot;")
