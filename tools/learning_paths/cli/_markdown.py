"""The Markdown of rules' docstrings, laid out for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

_FENCE = re.compile(r"^(?P<fence>```+|~~~+)(?P<info>.*)$")
_ITEM = re.compile(r"^(?P<sign>(?:[-*+]|[0-9]+\.) +)(?P<text>.*)$")
_LINK = re.compile(r"(?P<code>`[^`]+`)|\[(?P<text>[^]\n]+)\]\((?P<target>[^)\s]+)\)")


def laid_out(markdown: str, indent: int, width: int) -> str:
    """Return Markdown as plain text, without a newline at the end.

    Paragraphs and items of lists are wrapped at ``width``; code stands four columns deeper than the text, below the
    title of its block, and tables stay as they are. A link shows its address.
    """
    return "\n\n".join(
        textwrap.indent(block, " " * indent) for block in _blocks(markdown.strip("\n").split("\n"), width - indent)
    )


def _blocks(lines: list[str], width: int) -> Iterator[str]:
    number = 0
    while number < len(lines):
        start = number
        fence = _FENCE.match(lines[number])
        if fence is not None:
            number += 1
            while number < len(lines) and lines[number].rstrip() != fence["fence"]:
                number += 1
            yield _code(fence["info"], lines[start + 1 : number])
            number += 1
            continue
        while number < len(lines) and lines[number].strip() and not _FENCE.match(lines[number]):
            number += 1
        if number > start:
            yield _text(lines[start:number], width)
        else:
            number += 1


def _code(info: str, lines: list[str]) -> str:
    title = re.search(r'title="([^"]*)"', info)
    head = [f"{title[1]}:"] if title is not None else []
    return "\n".join([*head, *(f"    {line}".rstrip() for line in lines)])


def _text(lines: list[str], width: int) -> str:
    if lines[0].startswith("|"):
        return "\n".join(lines)
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        item = _ITEM.match(line.strip())
        if item is not None:
            parts.append((item["sign"], [item["text"]]))
        else:
            parts[-1][1].append(line.strip())
    return "\n".join(_wrapped(sign, " ".join(words), width) for sign, words in parts if words)


def _wrapped(sign: str, text: str, width: int) -> str:
    plain = _LINK.sub(lambda match: match["code"] or f"{match['text']} ({match['target']})", text)
    return textwrap.fill(
        plain.replace("**", ""),
        width,
        initial_indent=sign,
        subsequent_indent=" " * len(sign),
        break_long_words=False,
        break_on_hyphens=False,
    )
