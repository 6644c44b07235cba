"""A quick look for links, which sees more than there are.

Reading a page takes a hundred times as long as looking through it for what could be a link. Most links are right, so
that most pages need not be read: what is found here holds all links that a page has within its site, and perhaps
others, that stand in code. Only if one of them is wrong, the page is read.
"""

import re
from functools import cache
from typing import NamedTuple

from learning_paths.text.markdown import Extensions
from learning_paths.text.markdown.slugs import Slugify

# What stands behind a bracket: an address of another site, or a target that no rule of Markdown makes anything else of,
# with or without a title; else nothing is said of it.
_INLINE = re.compile(
    r"\]\((?!https?://|mailto:)(?:([^\s()<>\"'\\`&\[\]{}]*+)(?:\)| \"[^\"'()\\`\[\]\n]*+\"\))|([^)]{0,8}))"
)
_DEFINITION = re.compile(r"(?<!\*)\[([^\[\]]*+)\]:\s*+(?!https?://|<https?://|mailto:)([^\s]*+)")
_FOOTNOTE = re.compile(r"\[(\^[^\]]*+)\](?!:)")
_BORING = re.compile(r"[^\s()<>\"'\\`&\[\]{}]*+")


@cache  # made when a page has HTML: making a pattern takes a part of each start
def _html_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what an element that can have an address begins with, and what an address stands in."""
    element = (
        r"<(?:[aA](?:rea|REA|udio|UDIO)?|[eE](?:mbed|MBED)|[iI](?:mg|MG|frame|FRAME)|[lL](?:ink|INK)|[oO](?:bject|BJECT)"
        r"|[sS](?:cript|CRIPT|ource|OURCE)|[tT](?:rack|RACK)|[vV](?:ideo|IDEO))[\s/]"
    )
    attribute = (
        r"\b(?:href|src|srcset|poster|data)\s*+=\s*+(?![\"']?(?:https?://|mailto:))"
        r"(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
    )
    return re.compile(element), re.compile(attribute, re.IGNORECASE)


class Glance(NamedTuple):
    """What could be links: the targets of Markdown, those of HTML; and whether there is something else.

    If so, only reading tells.
    """

    targets: list[str]
    html: list[str]
    unclear: bool


def glance(text: str, start: int, extensions: Extensions) -> Glance:
    """Look through the Markdown that begins at ``text[start]``."""
    targets: list[str] = []
    html: list[str] = []
    unclear = False
    if text.find("](", start) >= 0:
        for target, other in _INLINE.findall(text, start):
            if other:
                unclear = True
            else:
                targets.append(target)
    if text.find("]:", start) >= 0:
        definitions = _DEFINITION.findall(text, start)
        notes = {label for label, _ in definitions if label.startswith("^")} if "footnotes" in extensions else set()
        if notes:
            # Perhaps nothing refers to one of them.
            unclear = unclear or not notes <= set(_FOOTNOTE.findall(text, start, text.rfind("]") + 2))
        for label, target in definitions:
            if label not in notes:
                target = target.lstrip("<").rstrip(">")
                unclear = unclear or not _BORING.fullmatch(target)
                targets.append(target)
    if text.find("<", start) >= 0:
        element, attribute = _html_patterns()
        found = attribute.findall(text, start) if element.search(text, start) is not None else []
        for double, single, bare in found:
            html.append(double or single or bare)
            unclear = unclear or not _BORING.fullmatch(html[-1])
    return Glance(targets, html, unclear)


# A heading of plain words: no rule makes anything else of them.
_HEADING = re.compile(r"^#{1,6}+([^#\n\\`*_\[\]{}<>&$!:^~=+|][^\n\\`*_\[\]{}<>&$!:^~=+|]*+)$", re.MULTILINE)
_HTML_BLOCK = re.compile(r"^ {0,3}<", re.MULTILINE)


def plain_anchors(text: str, start: int, extensions: Extensions, slugify: Slugify, separator: str) -> frozenset[str]:
    """Return anchors that the Markdown that begins at ``text[start]`` has without doubt: not all of them."""
    body = text[start:]
    if "#" not in body or _HTML_BLOCK.search(body) is not None or ("math" in extensions and "$$" in body):
        return frozenset()
    if "```" in body or "~~~" in body:
        from learning_paths.text.markdown.fences import fences  # noqa: PLC0415 - only if there are any

        parts: list[str] = []
        done = len(body)
        for fence in reversed(fences(body, nested="pymdownx.superfences" in extensions)):
            parts.append(body[fence.end : done])
            done = fence.start
        body = "".join([body[:done], *reversed(parts)])
    # A heading without words has a number for an anchor.
    return frozenset(slugify(words.rstrip("#").strip(), separator) for words in _HEADING.findall(body)) - {""}
