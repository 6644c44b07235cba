"""Finds the comments that silence rules.

Only a comment counts: in YAML what ``#`` begins outside of keys and values, in Markdown ``<!-- … -->`` outside of code.
In a value of a YAML file that is Markdown, such as a commentary, it is the Markdown comment.

A comment speaks of the line it stands in. If it has that line to itself, it speaks of the next line that is neither
empty nor a comment; and at the top of a file also of line 1, which is where the file as a whole is pointed at. A value
of YAML that takes several lines is spoken of as a whole by a comment in its first or its last line, or above it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from learning_paths.text import front_matter, yaml_nodes
from learning_paths.text.markdown_outline import comments
from learning_paths.text.places import Places
from learning_paths.text.span import Span
from learning_paths.text.suppressions import Reach, Suppression, Suppressions, first_line
from learning_paths.text.written import Written
from learning_paths.text.yaml_edits import Change, whole_line

_WORDS = "learning-paths:"
_IGNORE = re.compile(
    r"(?P<mark>#|<!--)[ \t]*+learning-paths:[ \t]*+ignore(?P<file>-file)?(?![\w-])(?:\[(?P<rules>[^][#\n]*+)\])?"
)
_NAME = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_SPACES = re.compile(r"[ \t]*+")
_ANOTHER_COMMENT = re.compile(r"[ \t]#")
_YAML_COMMENT = re.compile(r"[ \t]*+#")
_MARKDOWN_COMMENT = re.compile(r"[ \t]*+<!--(?:(?!-->).)*+-->[ \t]*+\Z")
_START_OF_YAML = re.compile(r"-{3}[ \t]*+\Z")


def may_hold(text: str) -> bool:
    """Return whether there is anything in a text that could be such a comment."""
    return _WORDS in text and _IGNORE.search(text) is not None


def in_yaml(file: str, text: str, markdown_keys: Collection[str] = ()) -> Suppressions:
    """Find the suppressions of a YAML file. ``markdown_keys`` are the keys whose values are Markdown."""
    finder = _Finder(file, text)
    finder.look_through_yaml(0, len(text), markdown_keys)
    return finder.suppressions()


def in_page(file: str, text: str) -> Suppressions:
    """Find the suppressions of a Markdown page with a YAML head."""
    finder = _Finder(file, text)
    finder.look_through_yaml(*front_matter.head(text))
    finder.look_through_markdown(front_matter.body_start(text))
    return finder.suppressions()


class _Finder:
    """Looks for suppressions in the parts of one file.

    A line may hold very many comments: nothing here reads a whole line for each of them.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.places = Places(file, text)
        self.lines = text.split("\n")
        self.found: list[Suppression] = []
        self.values: list[tuple[int, int]] = []
        self.readable = True
        self._content: tuple[int, tuple[int, int]] = (0, (0, 0))

    def suppressions(self) -> Suppressions:
        return Suppressions(self.found, self.values, readable=self.readable)

    def look_through_yaml(self, start: int, end: int, markdown_keys: Collection[str] = ()) -> None:
        """Look through the YAML that starts and ends at these offsets."""
        text = self.text[start:end]
        if not may_hold(text):
            return
        composed = yaml_nodes.compose(self.file, text)
        self.readable = composed.root is not None or not composed.faults
        scalars = sorted(_scalars(composed.root, self.text, start, markdown_keys))
        self.values = _merged(
            (self._line(scalar.mark), self._line(max(scalar.end - 1, scalar.mark))) for scalar in scalars
        )
        next_lines = _next_lines(self.lines, _YAML_COMMENT)
        top = _top(self.lines, _YAML_COMMENT, _START_OF_YAML)
        starts = [scalar.start for scalar in scalars]
        for match in _IGNORE.finditer(self.text, start, end):
            place = match.start()
            number = bisect_right(starts, place) - 1
            in_scalar = number >= 0 and place < scalars[number].end
            if match["mark"] != "#" or in_scalar or not (place == start or self.text[place - 1].isspace()):
                continue
            span, removal = self._yaml_comment(match, empty_head=start > 0 and composed.root is None)
            first, _ = self._content_of(span.line)
            lines = [span.line]
            if self.lines[span.line - 1][first - 1] == "#":  # there are nothing but comments in the line
                lines = [next_lines[span.line], 1] if span.line < top else [next_lines[span.line]]
            lines = [first_line(self.values, line) for line in lines]
            self._add(match, span, Reach.VALUE, lines, removal, self.places.span)
        in_markdown = [
            scalar for scalar in scalars if scalar.markdown and may_hold(self.text[scalar.mark : scalar.end])
        ]
        next_lines = _next_lines(self.lines, _MARKDOWN_COMMENT) if in_markdown else []
        for scalar in in_markdown:
            self._markdown(list(_pieces(self.text, scalar)), scalar, next_lines)

    def look_through_markdown(self, start: int) -> None:
        """Look through the Markdown that starts at this offset and goes on to the end."""
        text = self.text[start:]
        if may_hold(text):
            self._markdown([(start, text)], None, _next_lines(self.lines, _MARKDOWN_COMMENT))

    def _markdown(self, pieces: Sequence[tuple[int, str]], scalar: _Scalar | None, next_lines: Sequence[int]) -> None:
        """Look through Markdown: its pieces as they stand in the file, each with its offset there."""
        text = "\n".join(piece for _, piece in pieces)
        starts = [0]
        for _, piece in pieces:
            starts.append(starts[-1] + len(piece) + 1)

        def span_of(start: int, end: int) -> Span:
            return self.places.span(_offset(pieces, starts, start), _offset(pieces, starts, end - 1) + 1)

        top = _top(self.lines, _MARKDOWN_COMMENT) if pieces[0][0] == 0 else 0
        last = len(self.lines) if scalar is None else self._line(scalar.end - 1)
        indented_by = next((self._line(place) for place, piece in pieces if piece.strip()), 0)
        for start, end in comments(text):
            match = _IGNORE.match(text, start, end - 3)
            if match is None:
                continue
            span = span_of(start, end)
            first = self._content_of(span.line)[0] == span.column
            alone = first and self._content_of(span.end_line)[1] == span.end_column
            lines = [span.line]
            if alone:
                following = next_lines[span.end_line]
                lines = [following if following <= last else span.line, *([1] if span.line < top else [])]
            removal: Change | None
            if not alone:
                removal = self._without_words(span, first=first), ""
            elif scalar is not None and scalar.block and span.line == indented_by:
                removal = self._without_first_line(span)
            else:
                removal = self._without_lines(span, scalar), ""
            self._add(match, span, Reach.LINE, lines, removal, span_of)

    def _add(
        self,
        match: re.Match[str],
        span: Span,
        reach: Reach,
        lines: Sequence[int],
        removal: Change | None,
        span_of: Callable[[int, int], Span],
    ) -> None:
        start = match.start("rules")
        names = (
            Written(name[0], span_of(start + name.start(), start + name.end()))
            for name in _NAME.finditer(match["rules"] or "")
        )
        if match["file"]:
            reach, lines = Reach.FILE, ()
        if match["rules"] is None:  # a name may be missing, or its brackets
            removal = None
        self.found.append(Suppression(span, tuple(names), reach, tuple(lines), removal))

    def _line(self, offset: int) -> int:
        return self.places.span(offset, offset).line

    def _content_of(self, line: int) -> tuple[int, int]:
        """Return the columns of the first character of a line that is no white space, and behind the last."""
        if self._content[0] != line:
            text = self.lines[line - 1]
            self._content = line, (len(text) - len(text.lstrip()) + 1, len(text.rstrip()) + 1)
        return self._content[1]

    def _yaml_comment(self, match: re.Match[str], *, empty_head: bool) -> tuple[Span, Change]:
        """Return where a comment of YAML stands, and how to take it out."""
        start = match.start()
        line = self._line(start)
        line_end = self.places.offset(line, len(self.lines[line - 1]) + 1)
        other = _ANOTHER_COMMENT.search(self.text, match.end(), line_end)
        end = other.start() if other is not None else line_end
        span = self.places.span(start, start + len(self.text[start:end].rstrip()))
        if self._content_of(line)[0] < span.column:
            removed = self.places.span(self._behind_word(start), end)
        elif other is not None:
            removed = self.places.span(start, other.end() - 1)
        elif empty_head:  # a head without a line would be none
            removed = span._replace(column=1, end_column=len(self.lines[line - 1]) + 1)
        else:
            removed = whole_line(self.lines, span)
        return span, (removed, "")

    def _behind_word(self, offset: int) -> int:
        """Return the place behind the last character before an offset that is no white space of its line."""
        while offset and self.text[offset - 1] in " \t":
            offset -= 1
        return offset

    def _without_words(self, span: Span, *, first: bool) -> Span:
        """Return what to take out for a comment that has text beside it. Words keep a space between them."""
        behind = self.lines[span.end_line - 1]
        if first:
            end = _SPACES.match(behind, span.end_column - 1)
            return span._replace(end_column=end.end() + 1) if end is not None else span
        if behind[span.end_column - 1 : span.end_column].strip():
            return span
        start = self.places.offset(span.line, span.column)
        return span._replace(column=span.column - (start - self._behind_word(start)))

    def _without_lines(self, span: Span, scalar: _Scalar | None) -> Span:
        """Return what to take out for a comment with lines of its own. Paragraphs stay apart."""
        before = self.lines[span.line - 2].strip() if span.line > 1 else ""
        behind = self.lines[span.end_line].strip() if span.end_line < len(self.lines) else ""
        if (before and behind and (scalar is None or scalar.literal)) or span.end_line == len(self.lines):
            return span._replace(column=1, end_column=len(self.lines[span.end_line - 1]) + 1)
        # Of empty lines before and behind it, those before are enough.
        empty = scalar is None and span.line > 1 and not before and not behind and span.end_line + 1 < len(self.lines)
        return span._replace(column=1, end_line=span.end_line + 1 + empty, end_column=1)

    def _without_first_line(self, span: Span) -> Change | None:
        """Return how to take out the first line of a block; None if the next is not indented as far."""
        rest = itertools.islice(self.lines, span.end_line, None)
        following = next((line for line in rest if line.strip()), "")
        if len(following) - len(following.lstrip(" ")) != span.column - 1:
            return None
        return span._replace(column=1, end_line=span.end_line + 1, end_column=1), ""


class _Scalar(NamedTuple):
    """A scalar: the offset of its mark, of the start of its text, and of its end."""

    mark: int
    start: int
    end: int
    style: str
    markdown: bool

    @property
    def block(self) -> bool:
        return self.style in ("|", ">")

    @property
    def literal(self) -> bool:
        """Whether a line end in it is one."""
        return self.style == "|"


def _scalars(root: yaml_nodes.Node | None, text: str, offset: int, markdown_keys: Collection[str]) -> Iterator[_Scalar]:
    """Yield every scalar under a node, which was composed from what starts at an offset of the text."""
    todo = [(root, False)] if root is not None else []
    seen: set[int] = set()
    while todo:
        node, markdown = todo.pop()
        if id(node) in seen:  # an alias is the very node that it names
            continue
        seen.add(id(node))
        if isinstance(node, yaml_nodes.Sequence):
            todo.extend((item, markdown) for item in node.value)
        elif isinstance(node, yaml_nodes.Mapping):
            for key, value in node.value:
                todo.append((key, False))
                todo.append((value, isinstance(key, yaml_nodes.Scalar) and key.value in markdown_keys))
        elif isinstance(node, yaml_nodes.Scalar) and node.start_mark is not None and node.end_mark is not None:
            mark, end = offset + node.start_mark.index, offset + node.end_mark.index
            start = mark
            if node.style in ("|", ">"):  # a comment may stand behind its sign
                start = min(text.find("\n", mark) + 1 or end, end)
            yield _Scalar(mark, start, end, node.style or "", markdown)


def _pieces(text: str, scalar: _Scalar) -> Iterator[tuple[int, str]]:
    """Yield the lines of a scalar's text without their indentation, each with its offset in the file."""
    lines = text[scalar.start : scalar.end].split("\n")
    indentation = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    place = scalar.start
    for line in lines:
        inside = line[indentation:] if scalar.block else line.lstrip()
        yield place + len(line) - len(inside), inside
        place += len(line) + 1


def _offset(pieces: Sequence[tuple[int, str]], starts: Sequence[int], offset: int) -> int:
    number = bisect_right(starts, offset) - 1
    return pieces[number][0] + offset - starts[number]


def _merged(values: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first and last lines of values, those of one line left out, and values that share a line made one."""
    merged: list[tuple[int, int]] = []
    for first, last in values:
        if first == last:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _next_lines(lines: Sequence[str], comment: re.Pattern[str]) -> list[int]:
    """Return for each line, counted from 1, the next that is neither empty nor a comment, else itself."""
    found = [0] * (len(lines) + 1)
    following = 0
    for number in range(len(lines), 0, -1):
        found[number] = following or number
        line = lines[number - 1]
        if line.strip() and not comment.match(line):
            following = number
    return found


def _top(lines: Sequence[str], *above: re.Pattern[str]) -> int:
    """Return the number of the first line that is neither empty nor matched by one of the patterns."""
    numbers = (
        number
        for number, line in enumerate(lines, start=1)
        if line.strip() and not any(pattern.match(line) for pattern in above)
    )
    return next(numbers, len(lines) + 1)
