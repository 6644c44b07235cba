"""A step's commentary as HTML, taken from the rendered page of its path.

The commentary is rendered once, by the host, with the site's own Markdown extensions and the host's check of its
links. The pages of the steps show that very HTML, with its addresses made right for where they stand.
"""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from mkdocs.utils import get_relative_url

from learning_paths.text.html_elements import OPTIONAL_END, VOID

_START = re.compile(r"<!--lp-why (\d+)-->")
_END = "<!--/lp-why-->"
# Only inside of tags: what a page shows of HTML, as an example in code, is text like any other.
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(r"""(?P<before>\s(?:href|src)=)(?P<quote>["'])(?P<address>.*?)(?P=quote)""", re.DOTALL)
# What most commentary is: paragraphs, with a few words in them marked or linked.
_PARAGRAPHS = re.compile(
    r"""(?:\s*+<p>(?:[^<]++|<(a|code|em|strong)(?:\ [a-z-]++="[^"<>]*+")*+>[^<]*+</\1>)*+</p>)*+\s*+""", re.VERBOSE
)
_ID = re.compile(r"""\sid=(?:"[^"]*"|'[^']*')""")


def asked_for(text: str) -> set[int]:
    """Return the numbers of the steps whose commentary stands in a path's page, in its Markdown or its HTML."""
    return {int(number) for number in _START.findall(text)}


def commentaries(html: str) -> dict[int, str]:
    """Return the commentary of each step in the page of a path, by the step's number."""
    found = {}
    start = _START.search(html)
    while start is not None and (end := html.find(_END, start.end())) >= 0:
        found[int(start[1])] = html[start.end() : end].strip()
        start = _START.search(html, end)
    return found


def is_closed(html: str) -> bool:
    """Return whether HTML closes what it opens and nothing else, so that it can stand inside any other."""
    if _PARAGRAPHS.fullmatch(html):
        return True
    if html.count("<!--") != html.count("-->"):
        return False
    reader = _Elements()
    reader.feed(html)
    reader.close()
    reader.leave_optional()
    return not reader.astray and not reader.open


class _Elements(HTMLParser):
    """Follows which elements are open. ``astray`` says that one was closed that was not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.astray = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        # Outside of drawings and formulas, HTML takes `<div/>` for `<div>`.
        if not {"svg", "math"}.intersection([tag, *self.open]):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.leave_optional(tag)
        if tag in self.open[-1:]:
            self.open.pop()
        else:
            self.astray = True

    def leave_optional(self, up_to: str | None = None) -> None:
        """Close the innermost elements that need no end tag, up to one of a name."""
        while self.open and self.open[-1] != up_to and self.open[-1] in OPTIONAL_END:
            self.open.pop()


def target_of(from_url: str, path: str) -> str:
    """Return where the path of a relative address leads in the page at ``from_url``. Both are relative to the site."""
    if not path:
        return from_url
    target = posixpath.normpath(posixpath.join(posixpath.dirname(from_url), path))
    return f"{target}/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else target


def moved(html: str, from_url: str, to_url: str) -> str:
    """Return HTML of the page at ``from_url`` for use in the page at ``to_url``. Both are relative to the site.

    Relative addresses are made to lead to the same place. Identifiers are dropped: the page has its own.
    """
    if "=" not in html:
        return html

    def replace(match: re.Match[str]) -> str:
        parts = urlsplit(match["address"])
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return match[0]
        address = get_relative_url(target_of(from_url, parts.path), to_url)
        rest = match["address"][len(parts.path) :]
        return f"{match['before']}{match['quote']}{address}{rest}{match['quote']}"

    return _TAG.sub(lambda tag: _ADDRESS.sub(replace, _ID.sub("", tag[0])), html)
