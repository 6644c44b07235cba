"""Bars of GPT-3's five sources: share of the tokens collected, and share of the tokens trained on.

Sizes and weights: "Language Models are Few-Shot Learners", arXiv:2005.14165 (the weights are printed rounded and add
up to 101%). Epochs are weight times 300 billion, divided by the size.

Print the SVG with ``python tools/figures/training_data.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from figures._drawing import head

SOURCES = (
    ("Common Crawl", 410, 60),
    ("WebText2", 19, 22),
    ("Books1", 12, 8),
    ("Books2", 55, 8),
    ("Wikipedia", 3, 3),
)
TOKENS = 300

LEFT, SCALE, ROW, TOP = 140.0, 2.6, 58.0, 50.0


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    total = sum(size for _, size, _ in SOURCES)
    told = "; ".join(
        f"{name} {100 * size / total:.1f}% of the tokens collected and {weight}% of those trained on"
        for name, size, weight in SOURCES
    )
    yield from head(
        "training-data", 352, "Five sources of GPT-3, by size and by weight", f"Two bars for each source: {told}."
    )
    yield '<rect class="fig-box0" x="8" y="6" width="18" height="14"/>'
    yield '<text class="fig-muted" x="34" y="18">share of tokens collected</text>'
    yield '<rect class="fig-fill1" x="8" y="28" width="18" height="14"/>'
    yield '<text class="fig-t1" x="34" y="40">share of tokens trained on, and epochs</text>'
    for place, (name, size, weight) in enumerate(SOURCES):
        y = TOP + 10 + place * ROW
        share = 100 * size / total
        yield f'<text class="fig-text" x="8" y="{y + 26:.1f}">{name}</text>'
        yield (
            f'<rect class="fig-box0" x="{LEFT:.1f}" y="{y:.1f}" width="{max(share * SCALE, 1.5):.1f}" height="18"/>'
            f'<text class="fig-muted" x="{LEFT + share * SCALE + 6:.1f}" y="{y + 14:.1f}">{share:.1f}%</text>'
        )
        epochs = weight / 100 * TOKENS / size
        yield (
            f'<rect class="fig-fill1" x="{LEFT:.1f}" y="{y + 21:.1f}" width="{weight * SCALE:.1f}" height="18"/>'
            f'<text class="fig-t1" x="{LEFT + weight * SCALE + 6:.1f}" y="{y + 35:.1f}">{weight}%, {epochs:.2f}×</text>'
        )
    yield f'<path class="fig-line" d="M{LEFT:.1f} {TOP + 4:.1f}V{TOP + 10 + len(SOURCES) * ROW - 12:.1f}"/>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
