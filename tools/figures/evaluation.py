"""Draw pass@k for every k, from ten drawn solutions of which three pass.

1 - C(n - c, k) / C(n, k), the unbiased estimator of Chen et al., 2021; n = 10 and c = 3 as in the page's worked
example.
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head

DRAWN, PASSED = 10, 3
LEFT, STEP, BAR = 48.0, 38.0, 26.0
BASE, SCALE = 216.0, 180.0


def pass_at(k: int) -> float:
    """Return the probability that at least one of k solutions passes."""
    return 1 - math.comb(DRAWN - PASSED, k) / math.comb(DRAWN, k)


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "evaluation",
            274,
            "pass@k for k from 1 to 10",
            "Ten bars. pass@k rises from "
            + ", ".join(f"{pass_at(k):.2f} at {k}" for k in range(1, DRAWN + 1))
            + ". It is steep at first and reaches 1 at k = 8.",
        ),
    ]
    for level in (0.0, 0.5, 1.0):
        y = BASE - level * SCALE
        lines += [
            f'<line class="fig-grid" x1="{LEFT - 6:g}" y1="{y:g}" x2="430" y2="{y:g}"/>',
            f'<text class="fig-muted" x="{LEFT - 12:g}" y="{y + 5:g}" text-anchor="end">{level:g}</text>',
        ]
    for k in range(1, DRAWN + 1):
        x, height = LEFT + (k - 1) * STEP, pass_at(k) * SCALE
        label = f"{pass_at(k):.2f}".removeprefix("0").removesuffix(".00")
        tone = 2 if k in (1, 5, 10) else 1
        lines += [
            f'<rect class="fig-fill{tone}" x="{x:g}" y="{BASE - height:.1f}" width="{BAR:g}" height="{height:.1f}"/>',
            f'<text class="fig-text" x="{x + BAR / 2:g}" y="{BASE - height - 6:.1f}" text-anchor="middle">'
            f"{label}</text>",
            f'<text class="fig-muted" x="{x + BAR / 2:g}" y="{BASE + 20:g}" text-anchor="middle">{k}</text>',
        ]
    lines += [
        f'<line class="fig-line" x1="{LEFT - 6:g}" y1="{BASE:g}" x2="430" y2="{BASE:g}"/>',
        '<text class="fig-text" x="236" y="264" text-anchor="middle">k, solutions that may be tried</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
