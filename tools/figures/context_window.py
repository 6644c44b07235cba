"""Published context windows as bars on a logarithmic scale, for the page “Context window”.

Every doubling of the window adds the same length; the labels give the limits in tokens, as published.
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head

WINDOWS = (
    ("GPT-2", 1024),
    ("GPT-3, LLaMA", 2048),
    ("Llama 2", 4096),
    ("GPT-4, Llama 3", 8192),
    ("Mixtral 8x7B", 32768),
    ("GPT-4 Turbo", 128000),
    ("Claude 3", 200000),
)
LEFT = 140
DOUBLING = 25
FLOOR = 512
ROW = 34
TOP = 14


def svg() -> str:
    """Return the whole figure."""
    height = TOP + ROW * len(WINDOWS) + 34
    named = ", ".join(f"{name} {tokens:,}" for name, tokens in WINDOWS)
    lines = [
        *head(
            "context-window",
            height,
            "Published context windows of some models",
            f"Bars on a logarithmic scale, on which every doubling adds the same length. In tokens: {named}.",
        ),
    ]
    bottom = TOP + ROW * len(WINDOWS)
    for tokens, label in ((1024, "1K"), (8192, "8K"), (65536, "64K")):
        x = LEFT + DOUBLING * math.log2(tokens / FLOOR)
        lines.append(f'<path class="fig-grid" d="M{x:g} {TOP}V{bottom}"/>')
        lines.append(f'<text class="fig-muted" x="{x:g}" y="{bottom + 20}" text-anchor="middle">{label}</text>')
    for row, (name, tokens) in enumerate(WINDOWS):
        y = TOP + ROW * row
        width = DOUBLING * math.log2(tokens / FLOOR)
        lines.append(f'<text class="fig-text" x="4" y="{y + 19}">{name}</text>')
        lines.append(f'<rect class="fig-fill1" x="{LEFT}" y="{y + 4}" width="{width:.1f}" height="20"/>')
        lines.append(f'<text class="fig-text" x="{LEFT + width + 6:.1f}" y="{y + 19}">{tokens:,}</text>')
    lines.append(f'<path class="fig-line" d="M{LEFT} {TOP}V{bottom}"/>')
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
