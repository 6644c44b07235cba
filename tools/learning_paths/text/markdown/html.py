"""HTML in Markdown: which parts of a text are HTML alone, and what its tags say."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

# A tag as a reader of HTML finds it. A quote counts behind an equals sign only; elsewhere it is as good as any letter.
# Unlike there, a tag holds no "<" and no backtick outside of quotes: a search that fails would begin at each "<" anew.
_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[a-zA-Z][^\s/<>`]*+)"
    r"(?P<attributes>(?:[^<>\"'`=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+)>"
)
_TOKEN = re.compile(_TAG.pattern + r"|(?P<comment><!--)|(?P<other><(?:\?|![dD][oO][cC]|!\[CDATA\[))")
TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[a-zA-Z][^\s\"'<>@/]*+)/*+"
    r"(?P<attributes>(?:\s++[^\s\"'=<>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>]++))?+)*+)\s*+>"
)
"""A tag as it is written within a line."""
_ATTRIBUTE = re.compile(
    r"(?<![^\s/\"'])(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'=<>`]++)))?+"
)
_BLANK_LINE = re.compile(r"(?: *\n){2}")
_CDATA_END = re.compile(r"</(?:script|style)", re.IGNORECASE)

BLOCK_TAGS = frozenset(
    "address article aside blockquote body canvas center colgroup dd details div dl dt fieldset figcaption figure "
    "footer form group h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main map math menu nav noscript object "
    "ol option output p pre progress script section style summary table tbody td textarea tfoot th thead tr ul "
    "video".split()
)
_SPAN_TAGS = frozenset("address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th".split())
_RAW_TAGS = frozenset("canvas hr math option pre script style textarea".split())


class Attribute(NamedTuple):
    """An attribute of a tag: its name in lower case, its value as written, and the offset of the value."""

    name: str
    value: str
    start: int


class Cut(NamedTuple):
    """A part of a text that is not Markdown: HTML alone, or a tag whose content is Markdown.

    ``mode`` is ``raw``, or what the Markdown behind the tag is: ``block``, ``span`` (no paragraphs in it), ``off``
    (none at all). ``tag`` names the element that this content belongs to, ``id`` is its id if it starts here;
    ``closed`` names the element that ends here.
    """

    start: int
    end: int
    mode: str
    tag: str = ""
    id: str | None = None
    closed: str = ""


def attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    """Yield the attributes of a tag, whose attributes stand at ``text[start:end]``."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastgroup if match.lastgroup != "name" else None
        if group is None:
            yield Attribute(match["name"].lower(), "", match.end())
        else:
            yield Attribute(match["name"].lower(), match[group], match.start(group))


def html_ids(text: str) -> set[str]:
    """Return what HTML tags make an anchor of, wherever they stand: MkDocs does not ask whether it is in code."""
    found: set[str] = set()
    if "id" not in text and "ID" not in text and "name" not in text:
        return found
    place = 0
    while (match := _TOKEN.search(text, place)) is not None:
        place = match.end()
        if match["comment"]:
            end = text.find("-->", place)
            if end < 0:
                break
            place = end + 3
        elif match["name"] and not match["close"]:
            for attribute in attributes(text, *match.span("attributes")):
                if attribute.name == "id" or (attribute.name == "name" and match["name"].lower() == "a"):
                    found.add(unescaped(attribute.value))
    return found


def unescaped(value: str) -> str:
    """Return the value of an attribute with its character references resolved."""
    if "&" not in value:
        return value
    import html  # noqa: PLC0415 - a table of 2,000 names, which few texts need

    return html.unescape(value)


def cuts(text: str, *, markdown_in_html: bool) -> list[Cut]:
    """Return what is HTML of a text in which fenced code is filled, in order."""
    if "<" not in text:
        return []
    return _Reader(text, markdown_in_html).read()


class _Reader:
    """Goes through the tags of a text once, as Python-Markdown's reader of HTML does."""

    def __init__(self, text: str, markdown_in_html: bool) -> None:
        self.text = text
        self.markdown_in_html = markdown_in_html
        self.cuts: list[Cut] = []
        self.raw_start = -1  # where the HTML starts that is being read; -1 outside of it
        self.raw: list[str] = []  # the elements that are open in it
        self.raw_count: Counter[str] = Counter()
        self.open: list[tuple[str, str]] = []  # elements whose content is Markdown, with its mode
        self.open_count: Counter[str] = Counter()
        self.started = False  # nothing but the tag of such an element has been read since the last
        self.tail = -1  # HTML ended here, and its line has not
        self.comments_end = True

    def read(self) -> list[Cut]:
        """Return the cuts of the whole text."""
        place = 0
        while (match := _TOKEN.search(self.text, place)) is not None:
            if self.started and self.text[place : match.start()]:
                self.started = False
            if match["comment"] or match["other"]:
                place = self._declaration(match)
            elif match["close"]:
                self._end_tag(match)
                place = match.end()
            else:
                place = self._start_tag(match)
        if self.raw_start >= 0:
            self.cuts.append(Cut(self.raw_start, len(self.text), "raw"))
        return self.cuts

    def _at_line_start(self, place: int) -> bool:
        """Return whether HTML can start here: behind at most three spaces, or behind other HTML."""
        line = self.text.rfind("\n", max(0, place - 4), place) + 1
        if line == 0 and place > 3:
            return False
        return not self.text[line:place].strip(" ")

    def _in_tail(self, place: int) -> bool:
        if self.tail >= 0:
            self.tail = -1 if self.text.find("\n", self.tail, place) >= 0 else place
        return self.tail >= 0

    def _declaration(self, match: re.Match[str]) -> int:
        start = match.start()
        if self.raw_start < 0 and not (self._at_line_start(start) or self._in_tail(start) or self.open):
            return match.end()
        if match["comment"]:
            end = self.text.find("-->", match.end()) if self.comments_end else -1
            self.comments_end = end >= 0
            end += 3 if end >= 0 else 0
        else:
            mark = {"<?": "?>", "<![CDATA[": "]]>"}.get(match["other"], ">")
            end = self.text.find(mark, match.end())
            end += len(mark) if end >= 0 else 0
        if end < 0:
            return match.end()
        if self.raw_start < 0 and (self._at_line_start(start) or self._in_tail(start)):
            self._add(Cut(start, end, "raw"))
        return end

    def _start_tag(self, match: re.Match[str]) -> int:
        name = match["name"].lower()
        start, end = match.span()
        block = name in BLOCK_TAGS
        closed = match["attributes"].endswith("/") or name == "hr"
        here = block and (self._at_line_start(start) or self._in_tail(start))
        if self.raw_start >= 0:
            if not closed:
                self.raw.append(name)
                self.raw_count[name] += 1
        elif closed:
            if here:
                self._add(Cut(start, end, "raw"))
        elif here or (block and self.started):
            mode = self._mode(name, match) if self.markdown_in_html else None
            if mode is None or (mode == "off" and not self.open):
                self.raw_start, self.raw, self.raw_count = start, [name], Counter([name])
            else:
                if self.open_count["p"]:
                    self._close("p", start, start)
                ids = [found.value for found in attributes(self.text, *match.span("attributes")) if found.name == "id"]
                self.open.append((name, mode))
                self.open_count[name] += 1
                self.cuts.append(Cut(start, end, mode, name, ids[0] if ids else None))
                self.started = True
        if name in ("script", "style") and not closed and (self.raw_start >= 0 or self.started):
            found = _CDATA_END.search(self.text, end)
            return found.start() if found is not None else len(self.text)
        return end

    def _mode(self, name: str, match: re.Match[str]) -> str:
        asked = "0"
        if "markdown" in match["attributes"]:
            for found in attributes(self.text, *match.span("attributes")):
                if found.name == "markdown":
                    asked = "1" if found.value in ("", "markdown") else found.value
        above = self.open[-1][1] if self.open else ""
        if above == "off" or (above == "span" and asked != "0"):
            asked = above
        if name in _RAW_TAGS:
            return "off"
        if asked == "block" or (asked == "1" and name not in _SPAN_TAGS):
            return "block"
        return "span" if asked in ("span", "1") else "off"

    def _end_tag(self, match: re.Match[str]) -> None:
        name = match["name"].lower()
        if self.raw_start >= 0:
            if self.raw_count[name]:
                while True:
                    closed = self.raw.pop()
                    self.raw_count[closed] -= 1
                    if closed == name:
                        break
            if not self.raw:
                self._add(Cut(self.raw_start, match.end(), "raw"))
                self.raw_start = -1
        elif self.open_count[name]:
            self._close(name, match.start(), match.end())

    def _close(self, name: str, start: int, end: int) -> None:
        closed = ""
        while closed != name:
            closed, _ = self.open.pop()
            self.open_count[closed] -= 1
        tag, mode = self.open[-1] if self.open else ("", "block")
        self._add(Cut(start, end, mode, tag if mode == "block" else "", None, name))

    def _add(self, cut: Cut) -> None:
        self.cuts.append(cut)
        self.tail = -1 if _BLANK_LINE.match(self.text, cut.end) else cut.end
