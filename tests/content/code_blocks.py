"""Find and run the Python blocks of a page, and compare what they print with what the page shows.

Run it on pages while you write: ``python tests/content/code_blocks.py docs/concepts/attention.md``.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(?P<ticks>`{3,})[ ]?(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=ticks)[ ]*$", re.MULTILINE | re.DOTALL)

EXCERPT = re.compile(r"(?:--8<-- .*\n)+")
"""A block of lines from a script that is run as a whole."""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """One Python block: its first line of code, its code, and the output that the page shows (or None)."""

    line: int
    code: str
    output: str | None


def code_blocks(text: str) -> list[CodeBlock]:
    """Return the Python blocks of a page's Markdown, in order, each with the ``Output`` block that follows it."""
    fences = [
        (text.count("\n", 0, match.start()) + 2, match["info"].strip(), match["body"]) for match in FENCE.finditer(text)
    ]
    blocks = []
    for place, (line, info, body) in enumerate(fences):
        if info.split(" ")[0] != "python" or EXCERPT.fullmatch(body):
            continue
        output = None
        if place + 1 < len(fences) and fences[place + 1][1].startswith('text title="Output"'):
            output = fences[place + 1][2]
        blocks.append(CodeBlock(line, body, output))
    return blocks


def faults(page: Path) -> Iterator[str]:
    """Run the blocks of a page in one namespace; yield a line for each block whose output is not the page's."""
    namespace: dict[str, object] = {"__name__": page.stem}
    for block in code_blocks(page.read_text(encoding="utf-8")):
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile("\n" * (block.line - 1) + block.code, str(page), "exec"), namespace)
        except Exception as error:
            yield f"{page}:{block.line}: {type(error).__name__}: {error}"
            continue
        if block.output is None:
            yield f"{page}:{block.line}: no Output block follows, so nothing is checked"
        elif printed.getvalue() != block.output:
            yield f"{page}:{block.line}: printed\n{printed.getvalue()}but the page shows\n{block.output}"


if __name__ == "__main__":
    found = [fault for name in sys.argv[1:] for fault in faults(Path(name))]
    print("\n".join(found) or "all blocks print what their pages show")
    sys.exit(bool(found))
