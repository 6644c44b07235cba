"""How often a majority of n independent answers is right, for the page “Self-consistency”.

Each answer is right with probability p, and all wrong ones agree (the worst case): the probability that more than half
of n answers are right, for odd n from 1 to 31.
"""

from __future__ import annotations

import sys
from math import comb

from figures._drawing import head

RATES = ((0.7, 3), (0.6, 1), (0.5, 0), (0.4, 2))
LAST = 31
LEFT, RIGHT = 56, 370
TOP, BOTTOM = 14, 214


def majority(p: float, n: int) -> float:
    """Return the probability that more than half of n answers are right."""
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n // 2 + 1, n + 1))


def across(n: float) -> float:
    """Return the horizontal place of a number of answers."""
    return LEFT + (n - 1) / (LAST - 1) * (RIGHT - LEFT)


def down(value: float) -> float:
    """Return the vertical place of a probability."""
    return BOTTOM - value * (BOTTOM - TOP)


def svg() -> str:
    """Return the whole figure."""
    ends = ", ".join(f"{p} it goes from {p} to {majority(p, LAST):.2f}" for p, _ in RATES)
    lines = [
        *head(
            "self-consistency",
            264,
            "How often the majority of n answers is right",
            "Four curves over the number of answers, odd numbers from 1 to 31, "
            f"all wrong answers being equal. For a single answer right with probability {ends}.",
        ),
    ]
    for value in (0, 0.5, 1):
        y = down(value)
        lines.append(f'<path class="fig-grid" d="M{LEFT} {y:g}H{RIGHT}"/>')
        lines.append(f'<text class="fig-muted" x="{LEFT - 8}" y="{y + 5:g}" text-anchor="end">{value:.0%}</text>')
    lines += [
        f'<text class="fig-muted" x="{across(n):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{n}</text>'
        for n in (1, 5, 15, 31)
    ]
    for p, colour in RATES:
        points = [f"{across(n):.1f} {down(majority(p, n)):.1f}" for n in range(1, LAST + 1, 2)]
        kind = f"fig-line{colour}" if colour else "fig-line"
        lines.append(f'<path class="{kind}" d="M{"L".join(points)}"/>')
        y = down(majority(p, LAST)) + 5
        ink = f"fig-t{colour}" if colour else "fig-muted"
        lines.append(f'<text class="{ink}" x="{RIGHT + 8}" y="{y:.1f}">p = {p}</text>')
    middle = (LEFT + RIGHT) / 2
    lines.append(
        f'<text class="fig-text" x="{middle:g}" y="{BOTTOM + 44}" text-anchor="middle">number of answers</text>'
    )
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
