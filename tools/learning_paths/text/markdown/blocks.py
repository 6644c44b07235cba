"""The blocks of a Markdown text: paragraphs, items, cells, headings; what is code is none of them.

Python-Markdown cuts a text at its empty lines and hands each piece to a row of processors, of which the first that
wants it takes it or a part of it. So does this, without building a tree: of what was read, only the last child is kept,
because that is what the next piece is attached to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from learning_paths.text.markdown import FILLER, MAX_DEPTH, TAB, Extensions
from learning_paths.text.markdown.fences import Fence, fences
from learning_paths.text.markdown.html import Cut, cuts

_INDENT = " " * TAB


class Line(NamedTuple):
    """A line, or what is left of it: its text, and the offset that its first character has in the source."""

    offset: int
    text: str


Lines = list[Line]


class Block(NamedTuple):
    """Text that is read as one. ``level`` is that of a heading, else 0; ``kind`` is ``text``, ``heading`` or ``cell``.

    ``id`` is that of an HTML element whose content this is.
    """

    kind: str
    lines: Sequence[Line]
    level: int = 0
    id: str | None = None


class Reference(NamedTuple):
    """What a label such as ``[label]: target`` leads to, and where the target stands."""

    target: str
    start: int


class Document:
    """What a text consists of. Offsets count from the start of the whole text."""

    def __init__(self, extensions: Extensions) -> None:
        self.extensions = extensions
        self.blocks: list[Block] = []
        self.references: dict[str, Reference] = {}
        self.footnotes: dict[str, int] = {}
        """Where the name of each footnote stands, in its definition."""
        self.ways_back: set[str] = set()
        """The footnotes with a link back to where they are referred to: all that say something."""
        self.html: list[Cut] = []
        self.without_fences = ""
        """The text with fenced code filled, from ``start`` on."""
        self.start = 0


def read(source: str, start: int, extensions: Extensions) -> Document:
    """Return the blocks of the Markdown that begins at ``source[start]``."""
    document = Document(extensions)
    document.start = start
    text = source[start:].replace(FILLER, " ").replace("\x03", " ")
    nested = "pymdownx.superfences" in extensions
    code = fences(text, nested=nested)
    parts: list[str] = []
    done = 0
    for fence in code:
        parts += [text[done : fence.start], re.sub(r"[^\n]", FILLER, text[fence.start : fence.end])]
        done = fence.end
    text = "".join([*parts, text[done:]]) if parts else text
    document.without_fences = text
    document.html = cuts(text, markdown_in_html="md_in_html" in extensions)
    parser = _Parser(document)
    for cut, lines in _sections(text, document.html, code, nested):
        shifted = [Line(line.offset + start, line.text) for line in lines]
        if cut.mode == "span":
            level = int(cut.tag[1]) if re.fullmatch(r"h[1-6]", cut.tag) else 0
            document.blocks.append(Block("heading" if level else "text", shifted, level, cut.id))
        elif cut.mode == "block":
            node = _Node(_ELEMENTS.get(cut.tag, "root"))
            if cut.closed in _ELEMENTS:  # what is indented behind a list belongs to it, however it was written
                _Node("li", _Node(_ELEMENTS[cut.closed], node))
            parser.parse(node, shifted)
    parser.finish()
    return document


def text_of(block: Block) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return the text of a block, where in it each of its lines starts, and the offsets of these places."""
    lines = block.lines
    if len(lines) == 1:
        return lines[0].text, (0,), (lines[0].offset,)
    starts: list[int] = []
    place = 0
    for line in lines:
        starts.append(place)
        place += len(line.text) + 1
    return "\n".join(line.text for line in lines), starts, [line.offset for line in lines]


def _sections(text: str, html: Sequence[Cut], code: Sequence[Fence], nested: bool) -> list[tuple[Cut, Lines]]:
    """Return the parts of a text that are read on their own, each with the tag that it follows."""
    blank = Line(0, "")
    sections: list[tuple[Cut, Lines]] = []
    lines: Lines = []
    before = Cut(0, 0, "block")
    done = 0
    prefixes = {fence.start: fence.prefix for fence in code}
    breaks = sorted([*html, *(Cut(fence.start, fence.end, "fence") for fence in code)])
    for cut in [*breaks, Cut(len(text), len(text), "end")]:
        if cut.start < done and cut.mode != "end":
            continue  # a fence within HTML
        _append_lines(lines, text, done, cut.start)
        done = cut.end
        if cut.mode == "raw":
            lines += [blank, Line(cut.start, FILLER), blank]
        elif cut.mode == "fence":
            if nested:
                lines[-1] = _expanded(Line(cut.start, prefixes[cut.start] + FILLER))
                done += 1  # the lines around it are its neighbours
            else:
                lines += [blank, Line(cut.start, FILLER), blank]
        else:
            sections.append((before, lines))
            lines, before = [], cut
    return sections


def _append_lines(lines: Lines, text: str, start: int, end: int) -> None:
    for line in text[start:end].split("\n"):
        lines.append(_expanded(Line(start, line)) if "\t" in line else Line(start, "" if line.isspace() else line))
        start += len(line) + 1


def _expanded(line: Line) -> Line:
    """Return a line with its tabs as spaces, so that the characters behind its indentation keep their offsets."""
    rest = line.text.lstrip(" \t")
    if not rest:
        return Line(line.offset, "")
    indent = line.text[: len(line.text) - len(rest)]
    wide = indent.expandtabs(TAB)
    return Line(line.offset + len(indent) - len(wide), wide + rest.replace("\t", " "))


class _Node:
    """An element of which only the last child, and the child before it, are of interest."""

    __slots__ = ("depth", "kind", "last", "previous")

    def __init__(self, kind: str, parent: _Node | None = None) -> None:
        self.kind = kind
        self.last: _Node | None = None
        self.previous: _Node | None = None
        self.depth: int = parent.depth + 1 if parent is not None else 0
        if parent is not None:
            self.previous, parent.last = parent.last, self
            if self.previous is not None:
                self.previous.previous = None  # no one goes back two steps


_ELEMENTS = {"ul": "ul", "ol": "ul", "dl": "dl", "li": "li", "dd": "dd"}
_LISTS = ("ul", "dl")

# What a line may begin, by the processors that look for it anywhere in a piece.
_MARK = re.compile(
    r"(?P<hash>#{1,6})"
    r"|(?P<admonition>!!! ?[\w\-]+(?: +[\w\-]+)*(?: +\"(?P<title>.*?)\")? *\Z)"
    r"|(?P<details>\?{3}\+? ?(?:[\w\-]+(?: +[\w\-]+)*)?(?: +\"(?P<summary>.*?)\")? *\Z)"
    r"|(?P<tab>={3}(?:\+|\+!|!\+|!)? +\"(?P<label>.*?)\" *\Z)"
    r"|(?P<abbreviation>\*\[)"
    r"| {0,3}(?:(?P<quote>>)|(?P<footnote>\[\^(?P<name>[^\]]*)\]: *)|(?P<reference>\[(?P<label_of>[^\[\]]*)\]:)"
    r"|(?P<definition>: {1,3}))"
)
_RULE_CHARACTERS = frozenset("-_* ")
_UNDERLINE = re.compile(r"(?:=+|-+) *")
_ITEM = re.compile(r" {0,3}(?:\d+\.|[*+-]) +")
_NESTED_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
_ABBREVIATION = re.compile(r"[^\\]*?(?:(?P<end>\] ?:)|\Z)")
_NO_DEFINITION = re.compile(r" {0,3}[^ :]")
_TITLE = re.compile(r"(?:\"(?:.*)\"|'(?:.*)'|\((?:.*)\)) *")
_TARGET = re.compile(r" *(?P<target>\S+) *")
_JOINED = re.compile(rf"(?P<target>\S+)(?P<title>{_TITLE.pattern})")
_SHORT_LINE = 1000  # this pattern tries every place


class _Piece:
    """Lines without an empty one between them, and where in them something begins."""

    __slots__ = ("end", "lines", "loosened", "marks", "start")

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.loosened = False
        self.start = 0
        self.end = len(lines)
        self.marks: dict[str, list[int]] | None = None

    def part(self, start: int, end: int) -> _Piece:
        """Return some of the lines as a piece, which knows what this one knows."""
        piece = _Piece(self.lines)
        piece.start, piece.end, piece.marks = start, end, self.marks
        return piece

    def find(self, kind: str) -> int:
        """Return the number of the first line that begins what ``kind`` names, or -1."""
        if self.marks is None:
            self.marks = {}
            for number in range(self.start, self.end):
                text = self.lines[number].text
                match = _MARK.match(text)
                if match is not None:
                    self.marks.setdefault(_kind(match), []).append(number)
                elif text[-1:] in _RULE_CHARACTERS and _is_rule(text):
                    self.marks.setdefault("rule", []).append(number)
        found = self.marks.get(kind)
        if not found:
            return -1
        place = bisect_left(found, self.start)
        return found[place] if place < len(found) and found[place] < self.end else -1

    def taken(self) -> Lines:
        """Return the lines."""
        return self.lines[self.start : self.end]


def _kind(match: re.Match[str]) -> str:
    for kind in ("hash", "quote", "reference", "footnote", "admonition", "details", "tab", "definition"):
        if match[kind] is not None:
            return kind
    return "abbreviation"


def _is_rule(text: str) -> bool:
    """Return whether a line is a rule, such as ``* * *``: three marks, at most two spaces between them."""
    marks = text.strip(" ")
    if not marks or marks[0] not in "-_*" or len(text) - len(text.lstrip(" ")) > 3:
        return False
    return not marks.strip(marks[0] + " ") and marks.count(marks[0]) >= 3 and "   " not in marks


class _Parser:
    """Reads lines into the blocks of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.states: list[str] = [""]
        self.footnotes: dict[str, Lines] = {}
        has = document.extensions.__contains__
        self.notes = [kind for kind, name in _NOTES.items() if has(name)]
        self.math = has("math")
        self.tables = has("tables")
        self.has_footnotes = has("footnotes")
        self.definitions = has("def_list")
        self.abbreviations = has("abbr")

    def parse(self, parent: _Node, lines: Lines) -> None:
        """Read lines, which may hold empty ones, into ``parent``."""
        pieces: list[_Piece] = []
        piece: Lines = []
        for line in lines:
            if line.text:
                piece.append(line)
            elif piece:
                pieces.append(_Piece(piece))
                piece = []
        if piece:
            pieces.append(_Piece(piece))
        self._pieces(parent, pieces)

    def finish(self) -> None:
        """Read the footnotes, which stand at the end of a page."""
        for name, lines in list(self.footnotes.items()):
            if any(line.text.strip() for line in lines):
                self.document.ways_back.add(name)
            self.parse(_Node("root"), lines)

    def _pieces(self, parent: _Node, pieces: list[_Piece]) -> None:
        if parent.depth > MAX_DEPTH:
            for piece in pieces:
                self._add(piece.taken())
            return
        pieces.reverse()
        while pieces:
            piece = pieces.pop()
            while piece.start < piece.end:
                self._step(parent, piece, pieces)

    def _step(self, parent: _Node, piece: _Piece, following: list[_Piece]) -> None:
        """Let the first processor that wants the start of a piece take it: ``piece.start`` moves on."""
        first = piece.lines[piece.start].text
        if self.notes and self._note(parent, piece, first):
            return
        if first.startswith(_INDENT):
            if self.states[-1] != "detabbed" and self._indented(parent, piece):
                return
            self._code(parent, piece)
            return
        if (
            (self.math and self._math(piece, first))
            or (self.tables and self._table(parent, piece))
            or self._heading(parent, piece)
            or self._rule(parent, piece)
            or self._list(parent, piece, first)
            or (self.definitions and self._definition(parent, piece))
            or self._quotation(parent, piece)
            or (self.has_footnotes and self._footnote(parent, piece, following))
            or (self.abbreviations and self._abbreviation(parent, piece))
            or self._reference(parent, piece)
        ):
            return
        self._paragraph(parent, piece)

    def _add(self, lines: Lines, kind: str = "text", level: int = 0) -> None:
        if lines:
            self.document.blocks.append(Block(kind, lines, level))

    def _within(self, state: str, parent: _Node, *parts: Lines) -> None:
        self.states.append(state)
        self._pieces(parent, [_Piece(part) for part in parts if part])
        self.states.pop()

    def _before(self, parent: _Node, piece: _Piece, end: int) -> None:
        if end > piece.start:
            self._pieces(parent, [piece.part(piece.start, end)])

    # Notes, details and tabs: a line with marks, and indented content, which may go on in the next piece.
    def _note(self, parent: _Node, piece: _Piece, first: str) -> bool:
        for kind in self.notes:
            found = piece.find(kind)
            if found < 0:
                continue
            self._before(parent, piece, found)
            line = piece.lines[found]
            match = _MARK.match(line.text)
            title = _NOTE_TITLES[kind]
            if match is not None and match[title]:
                self._add([Line(line.offset + match.start(title), match[title])])
            piece.start = found + 1
            node = parent.last if kind == "tab" and parent.last is not None and parent.last.kind == "tab" else None
            node = node or _Node(kind, parent)
            node = _Node("panel", node) if kind == "tab" else node
            self.parse(node, self._detabbed(piece, TAB))
            return True
        last = parent.last
        if not first.startswith(_INDENT) or last is None or last.kind not in _NOTES:
            return False
        indent, node = TAB, last
        if last.kind == "tab" and last.last is not None:
            node = last.last
        left = first
        while left.startswith(_INDENT * 2) and node.last is not None and node.last.kind in _LISTS:
            if node.last.last is None:
                break
            node = node.last.last
            left = left[TAB:]
            indent += TAB
        self.parse(node, self._detabbed(piece, indent))
        return True

    def _detabbed(self, piece: _Piece, width: int) -> Lines:
        """Take the lines that are indented at least so far, without this indentation."""
        taken: Lines = []
        indent = " " * width
        while piece.start < piece.end and piece.lines[piece.start].text.startswith(indent):
            offset, text = piece.lines[piece.start]
            taken.append(Line(offset + width, text[width:]))
            piece.start += 1
        return taken

    def _indented(self, parent: _Node, piece: _Piece) -> bool:
        """Take an indented piece as part of a list."""
        last = parent.last
        if parent.kind == "li" or (last is not None and last.kind == "ul"):
            lists: tuple[str, ...] = ("ul",)
            items: tuple[str, ...] = ("li",)
        elif self.definitions and (parent.kind == "dd" or (last is not None and last.kind == "dl")):
            lists, items = ("ul", "dl"), ("li", "dd")
        else:
            return False
        first = piece.lines[piece.start].text
        indent = (len(first) - len(first.lstrip(" "))) // TAB
        level = 1 if self.states[-1] == "list" else 0
        sibling = parent
        while indent > level and sibling.last is not None and sibling.last.kind in (*lists, *items):
            sibling = sibling.last
            level += sibling.kind in lists
        lines = [_without_indent(line, level * TAB) for line in piece.taken()]
        piece.start = piece.end
        if parent.kind in items:
            target = parent.last if parent.last is not None and parent.last.kind in lists else parent
        elif sibling.kind in items:
            target = sibling
        elif sibling.last is not None and sibling.last.kind in items:
            target = sibling.last
        else:
            target = _Node("dd" if lists[-1] == "dl" else "li", sibling)
        self._within("detabbed", target, lines)
        return True

    def _code(self, parent: _Node, piece: _Piece) -> None:
        while piece.start < piece.end and piece.lines[piece.start].text.startswith(_INDENT):
            piece.start += 1
        if parent.last is None or parent.last.kind != "pre":
            _Node("pre", parent)

    def _math(self, piece: _Piece, first: str) -> bool:
        opening = next((mark for mark in ("$$", r"\[", r"\begin{") if first.startswith(mark)), None)
        if opening is None:
            return False
        last = piece.lines[piece.end - 1].text.rstrip(" ")
        closing = {"$$": "$$", r"\[": r"\]"}.get(opening, "}")
        if not last.endswith(closing) or (piece.end - piece.start == 1 and len(last) < len(opening) + len(closing)):
            return False
        piece.start = piece.end
        return True

    def _table(self, parent: _Node, piece: _Piece) -> bool:
        if piece.end - piece.start < 2 or "-" not in piece.lines[piece.start + 1].text:
            return False
        header, rule = (piece.lines[piece.start + number].text.strip(" ") for number in (0, 1))
        if rule.strip("|:- ") or ("|" not in header and "|" not in rule):
            return False
        border = header.startswith("|"), _END_BORDER.search(header) is not None
        columns = len(_cells(Line(0, header), any(border)))
        if columns == 1 and not (
            any(border)
            and all(
                line.text.strip(" ").startswith("|") or _END_BORDER.search(line.text.strip(" "))
                for line in piece.taken()[1:]
            )
        ):
            return False
        if columns < 1 or len(_cells(Line(0, rule), any(border))) != columns:
            return False
        for number in range(piece.start, piece.end):
            if number != piece.start + 1:
                for cell in _cells(_stripped(piece.lines[number]), any(border))[:columns]:
                    self._add([_stripped(cell)], "cell")
        piece.start = piece.end
        _Node("table", parent)
        return True

    def _heading(self, parent: _Node, piece: _Piece) -> bool:
        found = piece.find("hash")
        while found >= 0 and _ends_with_escape(piece.lines[found].text):
            found = piece.part(found + 1, piece.end).find("hash")
        if found >= 0:
            self._before(parent, piece, found)
            offset, text = piece.lines[found]
            level = min(6, len(text) - len(text.lstrip("#")))
            title = Line(offset + level, _without_closing_marks(text[level:]))
            self._add([_stripped(title)], "heading", level)
            piece.start = found + 1
            _Node("h", parent)
            if self.states[-1] == "looselist" and not piece.loosened and piece.start < piece.end:
                piece.lines = [_without_indent(line, TAB) for line in piece.taken()]
                piece.start, piece.end, piece.marks, piece.loosened = 0, len(piece.lines), None, True
            return True
        if piece.end - piece.start > 1 and _UNDERLINE.fullmatch(piece.lines[piece.start + 1].text):
            level = 1 if piece.lines[piece.start + 1].text.startswith("=") else 2
            self._add([_stripped(piece.lines[piece.start])], "heading", level)
            piece.start += 2
            _Node("h", parent)
            return True
        return False

    def _rule(self, parent: _Node, piece: _Piece) -> bool:
        found = piece.find("rule")
        if found < 0:
            return False
        self._before(parent, piece, found)
        _Node("hr", parent)
        piece.start = found + 1
        return True

    def _list(self, parent: _Node, piece: _Piece, first: str) -> bool:
        if not _ITEM.match(first):
            return False
        items = self._items(piece)
        last = parent.last
        if last is not None and last.kind == "ul":
            node = last
            self._within("looselist", _Node("li", node), items.pop(0))
        elif parent.kind == "ul":
            node = parent
        else:
            node = _Node("ul", parent)
        self.states.append("list")
        for item in items:
            if item and item[0].text.startswith(_INDENT):
                self._pieces(node.last or _Node("li", node), [_Piece(item)])
            else:
                li = _Node("li", node)
                if item:
                    self._pieces(li, [_Piece(item)])
        self.states.pop()
        return True

    def _items(self, piece: _Piece) -> list[Lines]:
        items: list[Lines] = []
        for line in piece.taken():
            match = _ITEM.match(line.text)
            if match is not None:
                items.append([Line(line.offset + match.end(), line.text[match.end() :])])
            elif _NESTED_ITEM.match(line.text) and not items[-1][0].text.startswith(_INDENT):
                items.append([line])
            else:
                items[-1].append(line)
        piece.start = piece.end
        return [_without_empty(item) for item in items]

    def _definition(self, parent: _Node, piece: _Piece) -> bool:
        found = piece.find("definition")
        if found < 0:
            return False
        terms = found > piece.start
        last = parent.last
        if not terms and last is None:
            return False
        for line in piece.lines[piece.start : found]:
            self._add([_stripped(line)], "cell")
        state = "list"
        if not terms and last is not None and last.kind == "p":
            state = "looselist"
            parent.last = last = last.previous
        node = last if last is not None and last.kind == "dl" else _Node("dl", parent)
        if node is last and not terms and node.last is not None and node.last.last is not None:
            state = "looselist"
        line = piece.lines[found]
        match = _MARK.match(line.text)
        cut = match.end() if match is not None else 0
        text = Line(line.offset + cut, line.text[cut:])
        piece.start = found + 1
        if piece.start < piece.end and _NO_DEFINITION.match(piece.lines[piece.start].text):
            content = piece.taken()
            piece.start = piece.end
        else:
            content = self._detabbed(piece, TAB)
        self._within(state, _Node("dd", node), _without_empty([text, *content]))
        return True

    def _quotation(self, parent: _Node, piece: _Piece) -> bool:
        found = piece.find("quote")
        if found < 0:
            return False
        self._before(parent, piece, found)
        lines = [_without_quote(line) for line in piece.lines[found : piece.end]]
        piece.start = piece.end
        node = parent.last if parent.last is not None and parent.last.kind == "quote" else _Node("quote", parent)
        self.states.append("blockquote")
        self.parse(node, lines)
        self.states.pop()
        return True

    def _footnote(self, parent: _Node, piece: _Piece, following: list[_Piece]) -> bool:
        found = piece.find("footnote")
        if found < 0:
            return False
        self._before(parent, piece, found)
        line = piece.lines[found]
        match = _MARK.match(line.text)
        assert match is not None
        name, cut = match["name"], match.end()
        self.document.footnotes[name] = line.offset + match.start("name")
        piece.start = found + 1
        end = piece.find("footnote")
        content = piece.lines[piece.start : end if end >= 0 else piece.end]
        note = [Line(line.offset + cut, line.text[cut:]), *(_without_indent(each, TAB) for each in content)]
        piece.start = end if end >= 0 else piece.end
        while end < 0 and following and following[-1].lines[following[-1].start].text.startswith(_INDENT):
            more = following.pop()
            note += [Line(0, ""), *(_without_indent(each, TAB) for each in more.taken())]
        self.footnotes[name] = note
        return True

    def _abbreviation(self, parent: _Node, piece: _Piece) -> bool:
        found = piece.find("abbreviation")
        while found >= 0:
            # What is abbreviated may go on in the next lines: it ends with a bracket and a colon.
            number, match = found, _ABBREVIATION.match(piece.lines[found].text, 2)
            while match is not None and not match["end"] and number + 1 < piece.end:
                number += 1
                match = _ABBREVIATION.match(piece.lines[number].text)
            if match is not None and match["end"]:
                self._before(parent, piece, found)
                piece.start = number + 1
                return True
            found = piece.part(number + 1, piece.end).find("abbreviation")
        return False

    def _reference(self, parent: _Node, piece: _Piece) -> bool:
        found = piece.find("footnote") if not self.has_footnotes else -1
        plain = piece.find("reference")
        while (found := min((each for each in (found, plain) if each >= 0), default=-1)) >= 0:
            read = _definition_of(piece, found)
            if read is not None:
                label, reference, behind = read
                self._before(parent, piece, found)
                self.document.references[label] = reference
                piece.start = behind
                return True
            rest = piece.part(found + 1, piece.end)
            found = rest.find("footnote") if not self.has_footnotes else -1
            plain = rest.find("reference")
        return False

    def _paragraph(self, parent: _Node, piece: _Piece) -> None:
        self._add(piece.taken())
        piece.start = piece.end
        if self.states[-1] != "list":
            _Node("p", parent)


_NOTES = {"admonition": "admonition", "details": "pymdownx.details", "tab": "pymdownx.tabbed"}
_NOTE_TITLES = {"admonition": "title", "details": "summary", "tab": "label"}
_END_BORDER = re.compile(r"(?<!\\)(?:\\\\)*\|$")
_PIPES = re.compile(r"\\\\|(?P<escaped>\\`++)|(?P<ticks>`++)|\\\||(?P<pipe>\|)")


def _cells(row: Line, border: bool) -> list[Line]:
    offset, text = row
    if border:
        if text.startswith("|"):
            offset, text = offset + 1, text[1:]
        match = _END_BORDER.search(text)
        text = text[: match.start()] if match is not None else text
    marks = list(_PIPES.finditer(text))
    ahead: dict[int, list[int]] = {}
    for number, mark in enumerate(marks):
        if mark["ticks"] or mark["escaped"]:
            ahead.setdefault(len(mark["ticks"] or mark["escaped"][1:]), []).append(number)
    cells: list[Line] = []
    done = number = 0
    while number < len(marks):
        mark = marks[number]
        ticks = len(mark["ticks"] or "") or len(mark["escaped"] or "") - 2
        if ticks > 0:
            ends = ahead.get(ticks, [])
            place = bisect_left(ends, number + 1)
            if place < len(ends):
                number = ends[place]
        elif mark["pipe"]:
            cells.append(Line(offset + done, text[done : mark.start()]))
            done = mark.end()
        number += 1
    return [*cells, Line(offset + done, text[done:])]


def _stripped(line: Line) -> Line:
    text = line.text.lstrip()
    return Line(line.offset + len(line.text) - len(text), text.rstrip())


def _without_indent(line: Line, width: int) -> Line:
    return Line(line.offset + width, line.text[width:]) if line.text.startswith(" " * width) else line


def _without_empty(lines: Lines) -> Lines:
    """Return lines as a piece can have them: none of them empty."""
    return [line for line in lines if line.text.strip()]


def _without_quote(line: Line) -> Line:
    text = line.text.lstrip(" ")
    if not text.startswith(">") or len(line.text) - len(text) > 3:
        return line
    if text.strip() == ">":
        return Line(line.offset, "")
    text = text[1:].removeprefix(" ")
    return Line(line.offset + len(line.text) - len(text), "" if text.isspace() else text)


def _ends_with_escape(text: str) -> bool:
    """Return whether the end of a line is escaped: what starts as a heading is none then."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _without_closing_marks(text: str) -> str:
    return text.rstrip("#") if not text.rstrip("#").endswith("\\") else text


def _definition_of(piece: _Piece, number: int) -> tuple[str, Reference, int] | None:
    """Read ``[label]: target "title"``: the target may stand in the next line, and so may the title."""
    line = piece.lines[number]
    match = _MARK.match(line.text)
    if match is None:
        return None
    label = match["label_of"] if match["reference"] is not None else "^" + match["name"]
    target = _TARGET.match(line.text, match.end())
    if target is None:
        number += 1
        if number >= piece.end:
            return None
        line = piece.lines[number]
        target = _TARGET.match(line.text)
        if target is None:
            return None
    written = target["target"]
    rest = line.text[target.end() :]
    if rest and not _TITLE.fullmatch(rest):
        # The title may follow the target without a space.
        joined = _JOINED.fullmatch(line.text, target.start("target")) if len(line.text) < _SHORT_LINE else None
        if joined is None:
            return None
        written, rest = joined["target"], joined["title"]
    reference = Reference(
        written.lstrip("<").rstrip(">"), line.offset + target.start("target") + len(written) - len(written.lstrip("<"))
    )
    if not rest and number + 1 < piece.end and _TITLE.fullmatch(piece.lines[number + 1].text.lstrip(" ")):
        number += 1
    return label.strip().lower(), reference, number + 1
