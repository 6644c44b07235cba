"""Markdown as Python-Markdown reads it, with positions: blocks, links and anchors.

MkDocs renders pages with Python-Markdown, whose rules are its own: where code begins, what ends a list, which bracket
belongs to which. What is said of a link here has to be true of the built page, so that its rules are followed step by
step; tests compare the two on texts of all sorts.

An ``Extensions`` is the set of the names of a site's Markdown extensions, as ``footnotes`` or ``pymdownx.superfences``.

Time and memory are linear in the length of a text, whatever it holds: no search that failed is tried again from further
on, and nesting ends at ``MAX_DEPTH`` levels.
"""

from __future__ import annotations

Extensions = frozenset[str]

FILLER = "\x02"
"""Stands for each character of what has been read and is not text any more. Python-Markdown drops it from texts."""

MAX_DEPTH = 60
"""How deep quotations and lists may nest. What nests deeper is read as plain text."""

TAB = 4
"""How far the content of a list, a note or a footnote is indented, and code."""
