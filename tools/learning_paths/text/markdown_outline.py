"""Headings and comments in Markdown, line by line.

A scanner, not a parser: it finds what a reader of the source would call a heading, quickly, for the titles of pages; it
leaves out what stands in code or in a comment. Code that is told by its indentation alone is not left out, because the
same indentation continues an item of a list. What a heading's anchor is, and where a link leads, is for
:mod:`learning_paths.text.markdown` to say.

Whatever the text holds, the time is linear in its length: repeated parts of the patterns are possessive (``*+``) or
cannot match the same character in two ways, a search that fails is never tried again from further on, and everything
that looks for the end of a line is done with string methods.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# A fence may be indented to any depth, in lists and admonitions, and may stand in a quotation.
_FENCE = re.compile(r"[ \t>]*+(?P<ticks>`{3,}+|~{3,}+)(?P<info>[^\n]*)")
_CODE_OR_COMMENT = re.compile(r"(?P<ticks>`++)|(?P<comment><!--)|(?P<break>\n[ \t]*+\n)")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
# What indented blocks can belong to: an item of a list, a definition, a footnote, an admonition, a tab.
_HOLDER = re.compile(r" {0,3}(?:[-*+:]|\d++[.)]|\[\^[^\]\n]++\]:|!!!|\?\?\?|===)")
_ATX_HEADING = re.compile(r" {0,3}+(?P<marks>#{1,6}+)(?!#)(?P<text>.*)")
_UNDERLINE = re.compile(r" {0,3}+(?:=++|-++)[ \t]*+")
_ID = re.compile(r"(?:^|\s)#(?P<id>[^\s}]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 to 6, its text as written, its explicit ``{#id}`` if it has one, and its line."""

    level: int
    text: str
    id: str | None
    line: int


def mask_code(text: str) -> str:
    """Return the text with code and comments blanked out: same length, same lines, nothing in them left to find."""
    return _mask(text, spans=True)


def headings(text: str) -> Iterator[Heading]:
    """Yield the headings of a Markdown text, in order: lines with ``#`` marks, and lines underlined with = or -."""
    before = ""
    for number, line in enumerate(_mask(text, spans=False).split("\n"), start=1):
        match = _ATX_HEADING.match(line)
        if match:
            yield _heading(len(match["marks"]), match["text"].rstrip().rstrip("#"), number)
            before = ""
        elif before.strip() and not before.startswith("    ") and _UNDERLINE.fullmatch(line):
            yield _heading(1 if "=" in line else 2, before, number - 1)
            before = ""
        else:
            before = line


def _heading(level: int, text: str, line: int) -> Heading:
    text = text.strip()
    words, brace, attributes = text.removesuffix("}").rpartition("{")
    if not text.endswith("}") or not brace or words[-1:] not in (" ", "\t"):
        return Heading(level, text, None, line)
    found = _ID.search(attributes.removeprefix(":"))
    return Heading(level, words.rstrip(), found["id"] if found else None, line)


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the start and the end of each comment of a Markdown text.

    What stands in code is none. Here that holds for code that is told by its indentation too: what follows an item of
    a list, or another block that can hold blocks, is no such code.
    """
    if "<!--" in text:
        text = _blank_fences(text)
        code = _IndentedCode(text)
        for start, end, comment in _code_and_comments(text):
            if comment and not code.holds(start):
                yield start, end


def _mask(text: str, *, spans: bool) -> str:
    """Blank out fenced code and comments, and with ``spans`` code within lines too."""
    text = _blank_fences(text)
    if "<!--" not in text and not (spans and "`" in text):
        return text
    parts: list[str] = []
    done = 0
    for start, end, comment in _code_and_comments(text):
        inside = text[start:end]
        parts += [text[done:start], _blank(inside) if spans or comment else inside]
        done = end
    return "".join([*parts, text[done:]])


def _code_and_comments(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where code within lines and comments start and end, and whether each is a comment."""
    marks = list(_CODE_OR_COMMENT.finditer(text))
    closing = _closing_ticks(text, marks)
    done = 0
    comments_end = True
    for number, mark in enumerate(marks):
        end = -1
        if mark.start() < done:
            continue
        if mark["comment"] and comments_end:
            found = text.find("-->", mark.end())
            comments_end = found >= 0
            end = found + 3 if comments_end else -1
        elif mark["ticks"]:
            end = closing.get(number, -1)
        if end >= 0:
            yield mark.start(), end, bool(mark["comment"])
            done = end


class _IndentedCode:
    """The lines of a text that are code because of their indentation. Fences are blanked out already."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._code: list[bool] = []
        place = 0
        blank, code, holder = True, False, False
        for line in text.split("\n"):
            indented = bool(_INDENTED.match(line))
            if not line.strip():
                blank = True
            elif indented:
                code = not holder and (blank or code)
                blank = False
            else:
                # A line that goes on with a paragraph belongs to what holds the paragraph.
                holder = bool(_HOLDER.match(line)) or (holder and not blank)
                code = blank = False
            self._starts.append(place)
            self._code.append(indented and code)
            place += len(line) + 1

    def holds(self, offset: int) -> bool:
        """Return whether a place stands in such code."""
        return self._code[bisect_right(self._starts, offset) - 1]


def _closing_ticks(text: str, marks: list[re.Match[str]]) -> dict[int, int]:
    """Return where the code that each run of backticks opens ends: behind the next run as long, in its paragraph."""
    closing: dict[int, int] = {}
    ahead: dict[int, int] = {}
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if mark["break"]:
            ahead.clear()
        elif mark["ticks"]:
            length = len(mark["ticks"])
            opening = length - 1 if _escaped(text, mark.start()) else length
            if opening in ahead:
                closing[number] = ahead[opening]
            ahead[length] = mark.end()
    return closing


def _escaped(text: str, place: int) -> bool:
    start = place
    while start and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _blank_fences(text: str) -> str:
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    fence = ""
    opened = 0
    for number, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if not fence:
            # A line such as ```` ``` code ``` ```` opens nothing: backticks may not stand in an info string.
            if match and not (match["ticks"][0] == "`" and "`" in match["info"]):
                fence, opened = match["ticks"], number
        elif match and match["ticks"].startswith(fence) and not match["info"].strip():
            for inside in range(opened, number + 1):
                lines[inside] = " " * len(lines[inside])
            fence = ""
    return "\n".join(lines)
