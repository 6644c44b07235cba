"""Draw the probability of at least one good answer among n draws, each good with probability 0.2.

1 - (1 - p)^n, with the points of the page's worked example: n = 1, 4 and 16.
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head, through

P = 0.2
LEFT, RIGHT, TOP, BOTTOM = 52.0, 416.0, 24.0, 224.0
DOUBLINGS = 6


def at_least_one(n: float) -> float:
    """Return the probability of at least one good answer."""
    return 1 - math.pow(1 - P, n)


def x_of(n: float) -> float:
    """Return the horizontal place of a number of draws, on a logarithmic axis."""
    return LEFT + math.log2(n) / DOUBLINGS * (RIGHT - LEFT)


def y_of(probability: float) -> float:
    """Return the vertical place of a probability."""
    return BOTTOM - probability * (BOTTOM - TOP)


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "rejection-sampling",
            282,
            "Chance of at least one good answer against the number of draws",
            "The number of draws runs from 1 to 64 across, doubling at each step, "
            "the probability from 0 to 1 upwards. The curve passes 0.2 at one draw, 0.59 at four and "
            "0.97 at sixteen, and "
            "is flat near 1 beyond.",
        ),
    ]
    for level in (0.0, 0.5, 1.0):
        y = y_of(level)
        lines += [
            f'<line class="fig-grid" x1="{LEFT:g}" y1="{y:.1f}" x2="{RIGHT:g}" y2="{y:.1f}"/>',
            f'<text class="fig-muted" x="{LEFT - 8:g}" y="{y + 5:.1f}" text-anchor="end">{level:g}</text>',
        ]
    lines += [
        f'<text class="fig-muted" x="{x_of(2**k):.1f}" y="{BOTTOM + 21:g}" text-anchor="middle">{2**k}</text>'
        for k in range(DOUBLINGS + 1)
    ]
    curve = through((x_of(2 ** (k / 10)), y_of(at_least_one(2 ** (k / 10)))) for k in range(61))
    lines += [
        f'<line class="fig-line" x1="{LEFT:g}" y1="{BOTTOM:g}" x2="{RIGHT:g}" y2="{BOTTOM:g}"/>',
        f'<path class="fig-line1" d="{curve}"/>',
    ]
    for n in (1, 4, 16):
        x, y = x_of(n), y_of(at_least_one(n))
        lines += [
            f'<circle class="fig-fill2" cx="{x:.1f}" cy="{y:.1f}" r="6"/>',
            f'<text class="fig-text" x="{x + 10:.1f}" y="{y + 20:.1f}">{at_least_one(n):.2f}</text>',
        ]
    lines += [
        f'<text class="fig-text" x="{(LEFT + RIGHT) / 2:g}" y="272" text-anchor="middle">number of draws n</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
