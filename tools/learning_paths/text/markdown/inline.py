"""What stands within a block: code, links and HTML.

Python-Markdown runs its patterns over a block one after another, and puts a placeholder for whatever one of them has
matched, so that the later ones do not see it. Here each character of it is replaced by a filler, so that places stay
what they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from learning_paths.text.markdown import FILLER, Extensions
from learning_paths.text.markdown.html import TAG

_ESCAPED_CHARACTERS = frozenset(r"\`*_{}[]()>#+-.!|$")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TICKS = re.compile(r"`+")
_MATH = re.compile(
    r"(?<!\\)(?:(?:\\\\)+(?=\$|\\\()|(?P<dollar>\$(?!\s)(?:\\.|[^\\$\x02])++(?<!\s)\$)|(?P<round>\\\())", re.DOTALL
)
_FORMULA = re.compile(r"(?:\\[^)]|[^\\\x02])++")
_FOOTNOTE = re.compile(r"\[\^([^\]]*+)\]")
_BRACKETS = re.compile(r"[\[\]]")
_PARENTHESES = re.compile(r"[()]")
_LABEL = re.compile(r"\s?+\[([^\]]*+)\]")
_ANGLED = re.compile(r"\(\s*+<(?P<target>[^<>]*+)>\s*+(?:(?:'[^']*+'|\"[^\"]*+\")\s*+)?+\)")
_OPENING = re.compile(r"\(\s*+")
_QUOTE = re.compile(r"[\"']")
_QUOTE_END = re.compile(r"([\"']) *+\)")
_AUTOLINK = re.compile(r"<(?:(?P<target>[A-Za-z][A-Za-z0-9+.\-]*+://[^<>]*+)|[^<> !@]++@[^@<> ]++)>")
_SPACE = re.compile(r"\s+")


class Part(NamedTuple):
    """A part of a block that is more than text.

    ``kind`` is ``code``, ``math``, ``escape``, ``footnote``, ``link``, ``image``, ``autolink``, ``html`` or
    ``comment``. ``inner`` is what stands in its brackets, or between the ticks of code. ``target`` is the place of its
    target; a link by reference has the ``label`` that it names instead.
    """

    kind: str
    start: int
    end: int
    inner: tuple[int, int]
    target: tuple[int, int] | None = None
    label: str | None = None


def parts(
    text: str, extensions: Extensions, references: Container[str] = (), footnotes: Container[str] = ()
) -> list[Part]:
    """Return the parts of a block's text, in the order of their starts; parts may stand in others."""
    reader = _Reader(text, extensions, references, footnotes)
    reader.read()
    return sorted(reader.parts, key=lambda part: (part.start, -part.end))


class _Reader:
    """Finds the parts of one block."""

    def __init__(
        self, text: str, extensions: Extensions, references: Container[str], footnotes: Container[str]
    ) -> None:
        self.text = text
        self.extensions = extensions
        self.references = references
        self.footnotes = footnotes
        self.parts: list[Part] = []

    def read(self) -> None:
        """Find them all."""
        text = self.text
        if "`" in text:
            text = self._fill(text, 0, _code(text))
        if "math" in self.extensions and ("$" in text or "\\(" in text):
            text = self._fill(text, 0, _math(text))
        if "\\" in text:
            text = self._fill(text, 0, _escapes(text))
        if "[^" in text and "footnotes" in self.extensions:
            text = self._fill(text, 0, self._footnotes(text))
        text = self._links(text, 0, 0)
        if "<" in text:
            text = self._fill(text, 0, _autolinks(text))
        if "<" in text:
            tags = list(_tags(text))
            self._fill(text, 0, iter(tags))
            self._drop_within(tags)

    def _drop_within(self, tags: list[Part]) -> None:
        """Drop the links within the tags and comments themselves, which are text of HTML."""
        starts = [tag.start for tag in tags]

        def stands_in_tag(part: Part) -> bool:
            place = bisect_left(starts, part.start) - 1
            return place >= 0 and part.start < tags[place].end and part is not tags[place]

        self.parts = [part for part in self.parts if not stands_in_tag(part)]

    def _fill(self, text: str, base: int, found: Iterator[Part]) -> str:
        """Keep parts, and return the text with each of their characters replaced."""
        pieces: list[str] = []
        done = 0
        for part in found:
            self.parts.append(part)
            pieces += [text[done : part.start - base], FILLER * (part.end - part.start)]
            done = part.end - base
        return "".join([*pieces, text[done:]]) if pieces else text

    def _footnotes(self, text: str) -> Iterator[Part]:
        for match in _FOOTNOTE.finditer(text, 0, text.rfind("]") + 1):
            if match[1] in self.footnotes:
                yield Part("footnote", *match.span(), match.span(1))

    def _links(self, text: str, base: int, first: int) -> str:
        """Run the patterns of links over a text, from the pattern with the number ``first`` on."""
        for number in range(first, len(_PATTERNS)):
            if "[" not in text:
                break
            opening, find = _PATTERNS[number]
            if opening in text:
                text = self._fill(text, base, self._found(text, base, number, opening, find))
        return text

    def _found(self, text: str, base: int, number: int, opening: str, find: _Find) -> Iterator[Part]:
        closing = _pairs(text, _BRACKETS, "[")
        place = 0
        context = _Context(text, self.references, closing)
        while (start := text.find(opening, place)) >= 0:
            bracket = start + len(opening) - 1
            place = bracket + 1
            if opening == "[" and text[start - 1 : start] == "!":
                continue
            end = closing.get(bracket)
            if end is None:
                continue
            found = find(context, bracket, end)
            if found is None:
                continue
            place, target, label = found
            if target is None and label is None:
                continue
            inner = (bracket + 1 + base, end + base)
            if opening == "[" and number + 1 < len(_PATTERNS):
                self._links(text[bracket + 1 : end], base + bracket + 1, number + 1)
            span = (target[0] + base, target[1] + base) if target is not None else None
            yield Part("link" if opening == "[" else "image", start + base, place + base, inner, span, label)


class _Context:
    """The text that a pattern runs over, and what is looked up in it only once."""

    def __init__(self, text: str, references: Container[str], closing: dict[int, int]) -> None:
        self.text = text
        self.references = references
        self.closing = closing
        self._parentheses: dict[int, int] | None = None
        self._quotes: list[int] | None = None
        self._quote_ends: list[tuple[int, int]] | None = None

    def closing_parenthesis(self, place: int) -> int | None:
        """Return where the parenthesis that opens at ``place`` closes."""
        if self._parentheses is None:
            self._parentheses = _pairs(self.text, _PARENTHESES, "(")
        return self._parentheses.get(place)

    def quote(self, place: int) -> int:
        """Return the first quote from ``place`` on, or -1."""
        if self._quotes is None:
            self._quotes = [match.start() for match in _QUOTE.finditer(self.text)]
        number = bisect_left(self._quotes, place)
        return self._quotes[number] if number < len(self._quotes) else -1

    def quote_end(self, place: int) -> tuple[int, int] | None:
        """Return the first quote from ``place`` on that a closing parenthesis follows, and the place behind both."""
        if self._quote_ends is None:
            self._quote_ends = [match.span() for match in _QUOTE_END.finditer(self.text)]
        number = bisect_left(self._quote_ends, (place, 0))
        return self._quote_ends[number] if number < len(self._quote_ends) else None


_Found = tuple[int, tuple[int, int] | None, str | None]
"""Where to go on, and the target or the label, if it is a link."""

_Find = Callable[[_Context, int, int], _Found | None]


def _by_label(context: _Context, bracket: int, end: int) -> _Found | None:
    match = _LABEL.match(context.text, end + 1)
    if match is None:
        return None
    label = _SPACE.sub(" ", match[1] or context.text[bracket + 1 : end]).lower()
    return match.end(), None, label if label in context.references else None


def _by_text(context: _Context, bracket: int, end: int) -> _Found | None:
    label = _SPACE.sub(" ", context.text[bracket + 1 : end]).lower()
    return end + 1, None, label if label in context.references else None


def _with_target(context: _Context, bracket: int, end: int) -> _Found | None:
    text = context.text
    if not text.startswith("(", end + 1):
        return None
    angled = _ANGLED.match(text, end + 1)
    if angled is not None:
        return angled.end(), angled.span("target"), None
    opening = _OPENING.match(text, end + 1)
    start = opening.end() if opening is not None else end + 2
    close = context.closing_parenthesis(end + 1)
    quote = context.quote(start)
    if close is not None and not (0 <= quote < close):
        return close + 1, (start, close), None
    if quote < 0:
        return None
    return _with_title(context, start, quote)


def _with_title(context: _Context, start: int, quote: int) -> _Found | None:
    """Read a target with a quote in it: it ends at a parenthesis that follows a closing quote.

    Without one, the quote is part of the target, which ends where its parentheses do.
    """
    text = context.text
    place = quote + 1
    for _ in range(3):  # of three candidates, one has its like before it
        found = context.quote_end(place)
        if found is None:
            break
        last, end = found
        if text[last] == text[quote]:
            return end, (start, quote), None
        first = text.find(text[last], quote + 1, last)
        if first >= 0:
            return end, (start, first), None
        place = last + 1
    depth = 1 + text.count("(", start, quote) - text.count(")", start, quote)
    place = quote
    while depth > 0:
        parenthesis = _PARENTHESES.search(text, place)
        if parenthesis is None:
            return None
        depth -= 1  # an opening one counts as well, as it does in Python-Markdown
        place = parenthesis.end()
        if depth == 0 and parenthesis[0] == ")":
            return place, (start, place - 1), None
    return None


_PATTERNS = (
    ("[", _by_label),
    ("[", _with_target),
    ("![", _with_target),
    ("![", _by_label),
    ("[", _by_text),
    ("![", _by_text),
)


def _pairs(text: str, marks: re.Pattern[str], opening: str) -> dict[int, int]:
    """Return the place of the closing mark of each opening one that has one."""
    closing: dict[int, int] = {}
    still_open: list[int] = []
    for match in marks.finditer(text):
        if match[0] == opening:
            still_open.append(match.start())
        elif still_open:
            closing[still_open.pop()] = match.start()
    return closing


def _code(text: str) -> Iterator[Part]:
    """Yield code between ticks: as many at its end as at its start, or else as many as there are."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    by_length: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(runs):
        by_length.setdefault(end - start, []).append(number)
    longest_ahead = [0] * (len(runs) + 1)
    for number in range(len(runs) - 1, -1, -1):
        longest_ahead[number] = max(longest_ahead[number + 1], runs[number][1] - runs[number][0])
    done = number = 0
    while number < len(runs):
        start, end = runs[number]
        start += _escaped(text, start, done)
        length = end - start
        closing = _next(by_length, length, number) if length else None
        if closing is None and 0 < longest_ahead[number + 1] < length:
            length = longest_ahead[number + 1]
            closing = _next(by_length, length, number)
        if closing is not None:
            done = runs[closing][1]
            yield Part("code", start, done, (start + length, runs[closing][0]))
            number = closing
        number += 1


def _next(by_length: dict[int, list[int]], length: int, number: int) -> int | None:
    numbers = by_length.get(length, [])
    place = bisect_left(numbers, number + 1)
    return numbers[place] if place < len(numbers) else None


def _escaped(text: str, place: int, least: int) -> bool:
    start = place
    while start > least and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1


def _math(text: str) -> Iterator[Part]:
    place = unclosed = 0
    while (match := _MATH.search(text, place)) is not None:
        start, place = match.span()
        if match["dollar"]:
            yield Part("math", start, place, (start + 1, place - 1))
        elif match["round"] and start >= unclosed:
            formula = _FORMULA.match(text, place)
            end = formula.end() if formula is not None else place
            if formula is not None and text.startswith("\\)", end):
                yield Part("math", start, end + 2, (place, end))
                place = end + 2
            else:
                unclosed = end  # what opens within it is not closed either


def _escapes(text: str) -> Iterator[Part]:
    for match in _ESCAPE.finditer(text):
        if match[1] in _ESCAPED_CHARACTERS:
            yield Part("escape", *match.span(), match.span(1))


def _autolinks(text: str) -> Iterator[Part]:
    for match in _AUTOLINK.finditer(text):
        inner = match.span("target") if match["target"] else (match.start() + 1, match.end() - 1)
        yield Part("autolink", *match.span(), inner, match.span("target") if match["target"] else None)


def _tags(text: str) -> Iterator[Part]:
    """Yield tags and comments."""
    place = 0
    comments_end = True
    while (start := text.find("<", place)) >= 0:
        place = start + 1
        if text.startswith("!--", place):
            end = text.find("-->", start + 4) if comments_end else -1
            comments_end = end >= 0
            if end >= 0:
                place = end + 3
                yield Part("comment", start, place, (start + 4, end))
            continue
        match = TAG.match(text, start)
        if match is not None:
            place = match.end()
            yield Part("html", start, place, match.span("attributes"))
