"""What is usually behind a syntax error in YAML, which the parser's own words leave to the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

NO_MAPPING = "mapping values are not allowed"

_NO_SPACE_BEHIND_DASH = re.compile(r"\s*-(?P<word>\w[\w-]*)")
_NO_SPACE_BEHIND_COLON = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s:/][^:]*)")
_PLAIN_ITEM = re.compile(r"\s*- +(?P<text>[^\s:#'\"\[{][^:]*)")
_KEY = re.compile(r"\s*[\w-]+\s*")
_STAR = re.compile(r"\s*\*\s")
_OTHER_DASH = re.compile(r"\s*(?P<dash>[\u2010-\u2015\u2212])\s")
_OTHER_SIGN = re.compile(r"\s*(?P<key>(?:- +)?[\w-]+):?(?P<sign>[\uff1a\xa0])")
_APOSTROPHE = re.compile(r"[:,\[{-] +'[^']*'\w")
_BLOCK = re.compile(r"(?P<before>[ -]*)[\w-]+:\s+[|>][-+0-9]*\s*(?:#.*)?")
_LOOKED_BACK = 100

_BELOW_TEXT = "if this line belongs to the text above, indent it like that text; if it is a key, end it with a colon"
_STRUCTURE = "check the indentation, and that every key ends with ':' and every quote is closed"
_IN_MESSAGE = {
    "single document": "remove this line: a file holds one document",
    "alias": "put text that starts with '*' or '&' in quotes",
    "cannot start any token": "put text that starts with '@', '`' or '%' in quotes",
    "quoted scalar": "check that every quote is closed",
    "expected ',' or": "check that every bracket is closed, and that there is a comma between the items",
    "while parsing a block collection": "begin an item with a dash and a space; its other keys stand below its first",
    "could not find expected ':'": _STRUCTURE,
    "did not find expected key": _STRUCTURE,
    "expected <block end>": _STRUCTURE,  # how the pure-Python loader says one of the three above
}


def hint(message: str, lines: Sequence[str], line: int, column: int) -> str | None:
    """Return what to do about a syntax error, or None.

    ``message`` is what the parser says, ``lines`` are those of the file; ``line`` and ``column`` count from 0.
    """
    here = lines[line] if line < len(lines) else ""
    above = next((text for text in reversed(lines[max(0, line - _LOOKED_BACK) : line]) if text.strip()), "")
    if "\t" in here[: column + 1]:
        return "indent with spaces: YAML does not allow tabs there"
    sign = _OTHER_SIGN.match(here) or _OTHER_SIGN.match(above)
    if sign is not None:
        name = "no-break space" if sign["sign"] == "\xa0" else "full-width colon"
        return f"there is a {name} behind '{sign['key']}': write a plain one"
    if NO_MAPPING in message:
        return _no_mapping(here, above, column)
    found = _in_line(here)
    if found is None:
        found = next((hint for words, hint in _IN_MESSAGE.items() if words in message), None)
        if "expected" in message and _is_below_a_block(lines, line):
            found = _BELOW_TEXT
    return found


def _no_mapping(here: str, above: str, column: int) -> str:
    if _KEY.fullmatch(here[:column]):
        colon = _NO_SPACE_BEHIND_COLON.fullmatch(above.rstrip())
        if colon is not None:
            return f"put a space behind the colon in the line above: '{colon['key']}: {colon['value']}'"
        item = _PLAIN_ITEM.fullmatch(above.rstrip())
        if item is not None:
            return f"the item above is plain text and has no keys: was it meant to be '- slug: {item['text']}'?"
    return "a value that holds ': ' needs quotes around it, or '|' and a new line before it"


def _in_line(here: str) -> str | None:
    if _STAR.match(here):
        return "begin an item with a dash: a star at the start has a meaning of its own"
    dash = _OTHER_DASH.match(here)
    if dash is not None:
        return f"begin an item with a plain dash: '-' instead of '{dash['dash']}'"
    word = _NO_SPACE_BEHIND_DASH.match(here)
    if word is not None:
        return f"put a space behind the dash: '- {word['word']}'"
    if _APOSTROPHE.search(here):
        return "in single quotes, an apostrophe is written twice: 'it''s'"
    return None


def _is_below_a_block(lines: Sequence[str], line: int) -> bool:
    """Return whether a line stands behind a text that begins with ``|`` or ``>``, and not indented like it."""
    if line >= len(lines):
        return False
    indent = len(lines[line]) - len(lines[line].lstrip())
    for text in reversed(lines[max(0, line - _LOOKED_BACK) : line]):
        block = _BLOCK.fullmatch(text)
        if block is not None:
            return indent <= len(block["before"])
        if text.strip() and len(text) - len(text.lstrip()) <= indent:
            return False
    return False
