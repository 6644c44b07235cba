"""Draw which positions may attend to which: bidirectional, causal, and with a bidirectional prefix.

Six positions; the prefix has three. A filled square in row i and column j means that position i may attend to
position j. The counts under the squares are those of the page "Encoder-only, decoder-only, encoder-decoder".

Print the SVG with ``python tools/figures/transformer_variants.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from figures._drawing import head

SIZE, PREFIX = 6, 3
CELL, GAP, TOP = 19.0, 150.0, 52.0
PANELS: tuple[tuple[str, str, int, Callable[[int, int], bool]], ...] = (
    ("encoder", "sees both sides", 1, lambda i, j: True),
    ("decoder", "sees the left", 2, lambda i, j: j <= i),
    ("prefix", "sees 3, then left", 3, lambda i, j: j <= i or j < PREFIX),
)


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    yield from head(
        "transformer-variants",
        222,
        "Three masks over six positions",
        "Three grids of six rows and six columns; a filled square means that the position"
        " of the row may attend to that of the column. Encoder: all 36 squares are filled. Decoder: the 21 squares on"
        " and below the diagonal. Prefix of three: these 21 and the three squares above the diagonal among the first"
        " three positions, 24 together.",
    )
    for place, (title, words, colour, seen) in enumerate(PANELS):
        left = 12 + place * GAP
        middle = left + SIZE * CELL / 2
        yield (
            f'<text class="fig-t{colour}" x="{middle:.1f}" y="18" text-anchor="middle"'
            f' font-weight="bold">{title}</text>'
        )
        yield f'<text class="fig-muted" x="{middle:.1f}" y="38" text-anchor="middle">{words}</text>'
        count = 0
        for i in range(SIZE):
            for j in range(SIZE):
                kind = f"fig-fill{colour}" if seen(i, j) else "fig-grid"
                count += seen(i, j)
                yield (
                    f'<rect class="{kind}" x="{left + j * CELL:.1f}" y="{TOP + i * CELL:.1f}"'
                    f' width="{CELL - 3:.1f}" height="{CELL - 3:.1f}"/>'
                )
        y = TOP + SIZE * CELL + 22
        yield f'<text class="fig-text" x="{middle:.1f}" y="{y:.1f}" text-anchor="middle">{count} pairs</text>'
    y = TOP + SIZE * CELL + 48
    yield f'<text class="fig-muted" x="220" y="{y:.1f}" text-anchor="middle">row: who looks, column: at whom</text>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
