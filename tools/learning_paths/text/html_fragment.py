"""HTML of one page, to be put into another: closed, with its own identifiers, and with addresses that can be changed.

A browser mends what is wrong in HTML, so that a part which leaves something open would swallow what follows it. Here a
part is read as browsers read it (WHATWG, HTML, *Tokenization*) and written so that every element is closed, with
nothing in it that could be read in two ways. It takes time in proportion to its length.
"""

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import NamedTuple

from learning_paths.text.html_elements import (
    ADDRESSES,
    BLOCKS,
    DROPPED,
    GROUPS,
    HEADINGS,
    RAW,
    REACHING,
    REFERENCES,
    SCOPES,
    SETS,
    TABLE_CONTEXT,
    TABLE_PARTS,
    VOID,
)

_LOWEST = 6

# Most tags: in one look, with attributes that are of no interest here.
_SIMPLE = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[ \n][a-z-]+="[^"<]*")*)[ \n]?(/?)>')
_OF_INTEREST = re.compile(
    r"[ \n](?:action|aria-|cite|commandfor|data|for|headers|href|id|imagesrcset|itemref|list|longdesc|name|popover|"
    r"poster|src|usemap)|url\("
)
_NAME = re.compile(r"<(/?)([a-zA-Z][^ \t\n\f\r/>]*)")
_KNOWN_NAME = re.compile(r"[a-z][\w:.-]*", re.ASCII)
_ATTRIBUTE = re.compile(
    r"[ \t\n\f\r/]*(?:(?P<close>>)|(?P<name>[^ \t\n\f\r/>][^ \t\n\f\r/>=]*)"
    r"""(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<open>["'])|"""
    r"(?P<bare>[^ \t\n\f\r>]+)|(?=>)))?)"
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_SCRIPT = re.compile(r"(?:|module|(?:text|application)/(?:x-)?(?:java|ecma|j)script\b.*)", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*(["']?)([^"'()]*)\1\s*\)""", re.IGNORECASE)
_SELECTED = re.compile(r"#((?:[\w-]|[^\x00-\x7f])+)")
_PLAIN = re.compile(r"[\w#%&*+,./:;=?@~-]+")
_CANDIDATE = re.compile(r"((?:^|,)\s*)([^\s,](?:\S*[^\s,])?)")

Identifier = Callable[[str], str | None]
"""Turns an identifier of the part into one of the page that it is put into, or into None where it is to go."""

Address = Callable[[str], str]
"""Turns an address that is written in the part into one for the page that it is put into."""


class _Hole(NamedTuple):
    """A value that depends on where the HTML is put. ``kind`` is how it is written."""

    kind: str
    attribute: str
    value: str


class Fragment:
    """A part of a page, read once and written as often as needed."""

    def __init__(self, html: str, *, shift: int = 0, title: bool = True) -> None:
        """Read HTML, whatever it is.

        Headings come out ``shift`` levels lower. Without ``title``, the first heading of the first level is left out.
        Scripts are left out, and comments; what stands in a script as data stays.
        """
        reader = _Reader(html, shift, title)
        self._parts = reader.read()
        self.identifiers = tuple(reader.identifiers)
        """What an address with a fragment can lead to, in its order."""
        self.of_title = tuple(reader.of_title)
        """Those of them that were left out with the title."""
        self.groups = tuple(reader.groups)
        """Names of groups, such as the tabs of one set."""

    def written(self, identifier: Identifier, address: Address) -> str:
        """Return the HTML with identifiers and addresses for the page that it is put into.

        ``identifier`` is asked for the part's own only, and for names of groups. ``address`` is asked for every
        address, with those that begin with ``#``.
        """
        own = frozenset(self.identifiers)
        return "".join(
            part if isinstance(part, str) else _filled(part, own, identifier, address) for part in self._parts
        )


def _filled(hole: _Hole, own: frozenset[str], identifier: Identifier, address: Address) -> str:
    kind, attribute, value = hole

    def place(name: str) -> str:
        return (identifier(name) or name) if name in own else name

    if kind == "style":
        return _style(value, place, address)
    if kind in ("id", "group"):
        new = identifier(value)
        if new is None:
            return ""
    elif kind == "references":
        new = " ".join(map(place, value.split()))
    elif kind == "anchor":
        new = f"#{place(value[1:])}"
    elif kind == "set":
        new = _CANDIDATE.sub(lambda match: match[1] + address(match[2]), value) if "data:" not in value else value
    elif kind == "css":
        new = _urls(value, place, address)
    else:
        new = address(value)
    return f' {attribute}="{escape(new)}"'


def _urls(css: str, place: Callable[[str], str], address: Address) -> str:
    def replace(match: re.Match[str]) -> str:
        value = match[2].strip()
        new = f"#{place(value[1:])}" if value.startswith("#") else address(value)
        if _PLAIN.fullmatch(new):
            return f"url({new})"
        quoted = re.sub(r'["\\<\n]', lambda character: f"\\{ord(character[0]):x} ", new)
        return f'url("{quoted}")'

    return _URL.sub(replace, css)


def _style(css: str, place: Callable[[str], str], address: Address) -> str:
    """Return the text of a ``style`` element. What stands before a brace that opens may name identifiers."""

    def selected(match: re.Match[str]) -> str:
        return "#" + re.sub(r"[^\w-]", lambda character: f"\\{character[0]}", place(match[1]))

    pieces = re.split(r"([{}])", _urls(css, place, address))
    for number in range(0, len(pieces) - 2, 2):
        if pieces[number + 1] == "{":
            pieces[number] = _SELECTED.sub(selected, pieces[number])
    return "".join(pieces)


class _Reader:
    """Reads a part from its start to its end, once."""

    def __init__(self, html: str, shift: int, title: bool) -> None:
        self.html = html
        self.shift = shift
        self.identifiers: dict[str, None] = {}
        self.of_title: dict[str, None] = {}
        self.groups: dict[str, None] = {}
        self.parts: list[str | _Hole] = []
        self.title_to_come = not title
        self.title_depth = 0
        self.kept: list[str | _Hole] | None = None
        """What was written before the title, while the title is read."""
        self.open: list[str] = []
        self.here: dict[str, int] = {}
        """How many elements of each name are open, up to the next one of ``SCOPES``."""
        self.outside: list[dict[str, int]] = []
        self.reaching = dict.fromkeys(REACHING, 0)

    def read(self) -> list[str | _Hole]:
        html, position = self.html, 0
        while True:
            tag = html.find("<", position)
            if tag < 0:
                self.parts.append(html[position:])
                break
            if tag > position:
                self.parts.append(html[position:tag])
            position = self._tag(tag)
        while self.open:
            self._close()
        return self.parts

    def _tag(self, position: int) -> int:
        """Read what begins with ``<`` at a position, and return where it ends."""
        html = self.html
        simple = _SIMPLE.match(html, position)
        if simple is not None:
            slash, name, attributes, closing = simple.groups()
            if slash:
                self._end(name.lower())
            elif name.islower() and name != "script" and not _OF_INTEREST.search(attributes):
                return self._start(name, [attributes], closed=bool(closing), type_="", end=simple.end())
            else:
                return self._written_start(name, position)
            return simple.end()
        name_found = _NAME.match(html, position)
        if name_found is not None:
            if name_found[1]:
                end = self._attributes(name_found.end())[1]
                if end is not None:
                    self._end(name_found[2].lower())
                return len(html) if end is None else end
            return self._written_start(name_found[2], position)
        if html.startswith("<!--", position):
            comment = _COMMENT.match(html, position)
            return comment.end() if comment is not None else len(html)
        if html.startswith(("<!", "<?", "</"), position):
            end = html.find(">", position) + 1
            return end or len(html)
        self.parts.append("&lt;")
        return position + 1

    def _attributes(self, position: int) -> tuple[list[tuple[str, str | None, str]], int | None, bool]:
        """Return the attributes of a tag (name, value, as written), where it ends, and whether it closes itself.

        A tag that does not end ends at None.
        """
        found: dict[str, tuple[str, str | None, str]] = {}
        while True:
            match = _ATTRIBUTE.match(self.html, position)
            if match is None or match["open"]:
                return [], None, False
            position = match.end()
            if match["close"]:
                return list(found.values()), position, match[0].endswith("/>")
            name = match["name"].lower()
            if name not in found and not any(character in name for character in "\"'<="):
                value = next((each for each in match.group("double", "single", "bare") if each is not None), None)
                written = match[0][match.start("name") - match.start() :]
                found[name] = (name, value, written)

    def _written_start(self, name: str, position: int) -> int:
        """Read a start tag of which attributes have to be looked at."""
        attributes, end, closed = self._attributes(position + 1 + len(name))
        if end is None:
            return len(self.html)
        if not _KNOWN_NAME.fullmatch(name.lower()):
            return end
        if name.lower() in DROPPED:
            return end
        values = {attribute: unescape(value or "") for attribute, value, _ in attributes}
        parts: list[str | _Hole] = []
        for attribute, value, written in attributes:
            hole = self._hole(name.lower(), attribute, values) if value else None
            if hole is None:
                parts.append(" " + written.replace("<", "&lt;"))
            elif hole.kind != "gone":
                parts.append(hole)
        return self._start(name, parts, closed=closed, type_=values.get("type", ""), end=end)

    def _hole(self, element: str, attribute: str, values: dict[str, str]) -> _Hole | None:
        value = values[attribute]
        if attribute == "id" or (attribute == "name" and element in ("a", "map")):
            # An anchor with an `id` may say the same in `name` again.
            known = value in self.identifiers or (attribute == "name" and "id" in values)
            in_title = self.kept is not None or (element == "h1" and self.title_to_come)
            self.identifiers.setdefault(value)
            if in_title and not known:
                self.of_title.setdefault(value)
            return _Hole("gone" if known or in_title else "id", attribute, value)
        if attribute == "name":
            if element not in GROUPS:
                return None
            self.groups.setdefault(value)
            return _Hole("group", attribute, value)
        if attribute in REFERENCES:
            return _Hole("references", attribute, value)
        if attribute in SETS:
            return _Hole("set", attribute, value)
        if attribute in ADDRESSES:
            return _Hole("address", attribute, value)
        if value.startswith("#") and (attribute == "usemap" or attribute.startswith("data-")):
            return _Hole("anchor", attribute, value)
        return _Hole("css", attribute, value) if "url(" in value.lower() else None

    def _start(self, name: str, attributes: Iterable[str | _Hole], *, closed: bool, type_: str, end: int) -> int:
        """Write a start tag and return where the text behind it goes on. ``name`` is as written, for drawings."""
        element = name.lower()
        if element in DROPPED:
            return end
        foreign = self.reaching["svg"] or self.reaching["math"]
        if element == "script" or (element in RAW and not foreign):
            return self._raw(element, attributes, type_, end)
        if element == "h1" and self.title_to_come:
            self.title_to_come = False
            self.title_depth = len(self.open)
            self.kept, self.parts = self.parts, []
        if element in BLOCKS and self.open[-1:] == ["p"]:
            self._close()
        if element in TABLE_PARTS and self.reaching["table"]:
            while self.open[-1] not in TABLE_CONTEXT:
                self._close()
        self.parts.append(f"<{self._lowered(element) if element in HEADINGS else name}")
        self.parts.extend(attributes)
        self.parts.append(">")
        if element in VOID:
            return end
        if closed and foreign:
            self.parts.append(f"</{element}>")
            return end
        self.open.append(element)
        self.here[element] = self.here.get(element, 0) + 1
        if element in REACHING:
            self.reaching[element] += 1
            if element in SCOPES:
                self.outside.append(self.here)
                self.here = {}
        return end

    def _raw(self, element: str, attributes: Iterable[str | _Hole], type_: str, position: int) -> int:
        closing = re.compile(rf"</{element}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(self.html, position)
        if closing is None:
            return len(self.html)
        end = self._attributes(closing.end())[1]
        text = self.html[position : closing.start()]
        runs = element == "script" and (_SCRIPT.fullmatch(type_.strip()) is not None or "<!--" in text)
        if end is not None and not runs:
            content = _Hole("style", "", text) if element == "style" else text
            self.parts.extend((f"<{element}", *attributes, ">", content, f"</{element}>"))
        return len(self.html) if end is None else end

    def _end(self, element: str) -> None:
        if self.here.get(element) or self.reaching.get(element):
            while self.open[-1] != element:
                self._close()
            self._close(with_tag=True)

    def _close(self, *, with_tag: bool = False) -> None:
        """Close the innermost element. An end tag of a paragraph that has ended by itself would begin another one."""
        element = self.open.pop()
        if element in REACHING:
            self.reaching[element] -= 1
            if element in SCOPES:
                self.here = self.outside.pop()
        self.here[element] -= 1
        if with_tag or element != "p":
            self.parts.append(f"</{self._lowered(element) if element in HEADINGS else element}>")
        if self.kept is not None and len(self.open) == self.title_depth:
            self.parts, self.kept = self.kept, None

    def _lowered(self, heading: str) -> str:
        return f"h{min(int(heading[1]) + self.shift, _LOWEST)}"
