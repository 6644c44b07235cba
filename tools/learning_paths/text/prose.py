"""The prose of a Markdown text: what a reader reads as sentences."""

from __future__ import annotations

import re

from learning_paths.text.markdown_outline import mask_code

STAND_IN = "\ufffc"
"""What code, formulas and addresses become: no letter, and no space either, so that no phrase goes across."""

_LINK_PARTS = r"\]\((?:[^()\\\n]|\\.|\([^()\n]*+\))*+\)|\]\[[^\[\]\n]*+\]|[\[\]]"
_TAG = r"</?[A-Za-z][^<>]*+>"
_FORMULA = r"\$\$[^$]++\$\$|(?<![\\$])\$(?!\s)[^$\n]++(?<!\s)\$(?!\d)"
_ADDRESS = r"<?\bhttps?://[^\s<>)\]]++>?|^[ ]{0,3}\[[^\[\]\n]++\]:[^\n]*+"
_NOT_PROSE = re.compile(rf"{_FORMULA}|{_ADDRESS}|(?P<space>{_LINK_PARTS}|{_TAG})", re.MULTILINE)
_WORD = re.compile(r"\S")


def prose(text: str) -> str:
    """Return a Markdown text with all that is no prose blanked out: same length, same lines.

    Code, formulas and addresses become ``STAND_IN``. The brackets and targets of links and HTML tags become spaces: the
    words between them are prose.
    """
    masked = mask_code(text)
    if masked != text:
        masked = "".join(STAND_IN if was != now else now for was, now in zip(text, masked, strict=True))
    return _NOT_PROSE.sub(_blank, masked)


def _blank(match: re.Match[str]) -> str:
    return _WORD.sub(" " if match["space"] is not None else STAND_IN, match[0])
