"""What to replace in a YAML text so that it says something else and stays YAML.

Each function returns a place and the text to put there, or None where it cannot be sure: a value that is written over
several lines, with an escape, an anchor or a tag is left to its author.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from learning_paths.text.span import Span

Change = tuple[Span, str]

# Words of letters, digits and '/', '.', '-', '_', '+' that cannot be taken for anything but text, inside of brackets
# as well.
# These patterns are compiled when they are first needed: only mistakes need them, and making one takes a part of each
# start.
_PLAIN = r"[\w./][\w./+-]*+(?: [\w./][\w./+-]*+)*+"
_NULLS = frozenset(["null", "Null", "NULL"])
# What a value cannot start with, and be nothing but its words.
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_KEY = r"(?P<indent>[ \t]*+(?:- ++)*+)[\w-]++: ++"
_BLOCK_ITEM = r"[ \t]*-[ \t]+"


def scalar(line: str, span: Span, old: str, new: str) -> Change | None:
    """Return how to make a value say ``new``, in the quotes that it has.

    ``line`` is the line that the value starts in, and ``span`` its place, quotes included; ``old`` is what it says.
    """
    if span.line != span.end_line or not old:
        return None
    written = line[span.column - 1 : span.end_column - 1]
    quote = next((quote for quote in ("", "'", '"') if written == f"{quote}{old}{quote}"), None)
    return None if quote is None else _in_quotes(quote, span, new)


def node(span: Span, style: str | None, old: str, new: str) -> Change | None:
    """Return the same where the line is not at hand, but what the YAML parser says of the value's style."""
    return None if source(span, style, old) is None else _in_quotes(style or "", span, new)


def source(span: Span, style: str | None, value: str) -> str | None:
    """Return how a value is written, by its place, its style and what it says; None if that cannot be told from these.

    That is the case if it holds an escape or has a tag, and then it takes more room.
    """
    quote = style or ""
    written = f"{quote}{value}{quote}"
    room = span.end_column - span.column
    return (
        written if span.line == span.end_line and value and quote in ("", "'", '"') and room == len(written) else None
    )


def _in_quotes(quote: str, span: Span, new: str) -> Change | None:
    if not quote:
        return span, new if is_plain(new) else quoted(new)
    if set(new) & {"'", '"', "\\", "\n"}:
        return None
    return span._replace(column=span.column + 1, end_column=span.end_column - 1), new


def is_plain(text: str) -> bool:
    """Return whether a text can stand in YAML without quotes, in any place, and is read as what it is."""
    return bool(re.fullmatch(_PLAIN, text)) and text not in _NULLS and not text.startswith(("---", "..."))


def quoted(text: str) -> str:
    """Return a text of one line in quotes: double ones where it has single ones in it and needs no escapes."""
    if "'" in text and not set(text) & {'"', "\\"}:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def value_in_quotes(lines: Sequence[str], file: str, line: int, column: int) -> Change | None:
    """Return how to put quotes around a value that has a place in it where the YAML parser got lost.

    The value stands behind its key, in one line; what stands there may be no YAML yet. Line and column count from 1.
    """
    text = lines[line - 1]
    key = re.match(_KEY, text)
    if key is None or column <= key.end():
        return None
    value, _, _ = text[key.end() :].partition(" #")
    following = next((each for each in itertools.islice(lines, line, None) if each.strip()), "")
    goes_on = len(following) - len(following.lstrip(" ")) > key.end("indent")
    if goes_on or value[:1] in _SIGNS or column > key.end() + len(value):
        return None
    value = value.rstrip()
    return Span(file, line, key.end() + 1, line, key.end() + len(value) + 1), quoted(value)


def without_item(lines: Sequence[str], span: Span) -> Change | None:
    """Return how to take an item out of its list. ``lines`` are those of the whole text, ``span`` the item's place.

    An item with a line to itself goes with the line and the comment behind it, one between brackets with its comma.
    """
    if span.line != span.end_line or span.line > len(lines):
        return None
    line = lines[span.line - 1]
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if re.fullmatch(_BLOCK_ITEM, before):
        if after.strip() and not after.lstrip().startswith("#"):
            return None
        return whole_line(lines, span), ""
    if after.lstrip(" ").startswith(","):
        behind = after.lstrip(" ")[1:]
        end = len(line) - len(behind.lstrip(" ") if behind.strip() else behind)
        return span._replace(end_column=end + 1), ""
    if before.rstrip(" ").endswith(","):
        return span._replace(column=len(before.rstrip(" "))), ""
    # The only one between its brackets, or the last of several lines: a comma may stand behind the last item.
    first_on_line = before.rstrip(" ").endswith("[") or not before.strip()
    return (span, "") if first_on_line and _next_sign(lines, span) == "]" else None


def _next_sign(lines: Sequence[str], span: Span) -> str:
    """Return the first character behind a place that is neither space nor part of a comment."""
    rest = lines[span.end_line - 1][span.end_column - 1 :]
    for line in (rest, *itertools.islice(lines, span.end_line, None)):
        words = line.strip()
        if words and not words.startswith("#"):
            return words[0]
    return ""


def whole_line(lines: Sequence[str], span: Span) -> Span:
    """Return the line that a place is in, with its end; of the last line, the end of the line before."""
    number = span.line
    if number < len(lines):
        return Span(span.file, number, 1, number + 1, 1)
    if number > 1:
        return Span(span.file, number - 1, len(lines[number - 2]) + 1, number, len(lines[number - 1]) + 1)
    return Span(span.file, 1, 1, 1, len(lines[0]) + 1)
