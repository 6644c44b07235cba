"""Fenced code: where it starts and ends."""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

# What the built-in extension takes for an opening: at the start of a line, with a language, or with attributes.
_FLUSH = re.compile(
    r"(?P<fence>`{3,}+|~{3,}+) *+"
    r"(?:\{(?P<attributes>[^\n]*)\}|\.?+[\w#.+-]*+ *+(?:hl_lines=(?:\"[^\n\"]*\"|'[^\n']*') *+)?+)\Z"
)
# What SuperFences takes for one: also indented and in quotations, and with options.
_NESTED = re.compile(
    r"(?P<fence>`{3,}+|~{3,}+)(?:[ \t]*+\.?+[\w#.+-]++(?=[\t ]|\Z))?+"
    r"(?:[ \t]*+\{(?P<attributes>[^\n]*)\}"
    r"|(?:[ \t]*+[a-zA-Z][a-zA-Z0-9_]*+=(?:\"[^\n\"]*+\"|'[^\n']*+')(?=[\t ]|\Z))*+)[ \t]*+\Z"
)
_PREFIX = re.compile(r"[> \t]*+")


class Fence(NamedTuple):
    """Fenced code: the offset of its first line, the offset behind its last, and what stands before its marks."""

    start: int
    end: int
    prefix: str


def fences(text: str, *, nested: bool) -> list[Fence]:
    """Return the fenced code of a text, in order. With ``nested``, as SuperFences finds it."""
    if "```" not in text and "~~~" not in text:
        return []
    return _nested(text) if nested else _flush(text)


def _flush(text: str) -> list[Fence]:
    starts: list[int] = []
    lines = text.split("\n")
    place = 0
    closings: dict[str, list[int]] = defaultdict(list)
    openings: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        starts.append(place)
        place += len(line) + 1
        if line.startswith(("```", "~~~")):
            match = _FLUSH.match(line)
            if match is not None and "}" not in (match["attributes"] or ""):
                openings.append((number, match["fence"]))
            mark = line.rstrip(" ")
            if mark == mark[0] * len(mark):
                closings[mark].append(number)
    found: list[Fence] = []
    done = -1
    for number, mark in openings:
        if number <= done:
            continue
        ends = closings[mark]
        place = bisect_right(ends, number)
        if place < len(ends):
            done = ends[place]
            found.append(Fence(starts[number], starts[done] + len(lines[done]), ""))
    return found


def _nested(text: str) -> list[Fence]:
    found: list[Fence] = []
    mark = prefix = ""
    start = place = width = 0
    blank = False
    for line in text.split("\n"):
        before, place = place, place + len(line) + 1
        if not mark:
            if "```" not in line and "~~~" not in line:
                continue
            matched = _PREFIX.match(line)
            prefix = matched[0] if matched is not None else ""
            opening = _NESTED.match(line, len(prefix))
            if opening is not None:
                mark, start, blank = opening["fence"], before, False
                width = len(prefix.expandtabs(4))
            continue
        here, content = _cut(line, width)
        quoted, level = prefix.count(">"), here.count(">")
        if quoted:
            broken = level > quoted or (content != "" and (len(here) < len(prefix) or (blank and level < quoted)))
        else:
            broken = level > 0 or (line.strip() != "" and len(here.expandtabs(4)) != width and content != "")
        if broken:
            mark = ""
        elif content.rstrip(" \t") == mark:
            found.append(Fence(start, place - 1, prefix))
            mark = ""
        else:
            blank = content.strip() == "" and (quoted == 0 or content == "")
    return found


def _cut(line: str, width: int) -> tuple[str, str]:
    """Cut a line into what stands in the first ``width`` columns, as far as it is no text, and the rest."""
    columns = length = 0
    for character in line:
        if columns >= width or character not in "> \t":
            break
        length += 1
        columns += 4 - columns % 4 if character == "\t" else 1
    return line[:length], line[length:]
