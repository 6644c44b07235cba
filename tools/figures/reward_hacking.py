"""Draw the law of over-optimisation for best of n: the gold reward d (alpha - beta d), and a sketch of the proxy.

Gao, Schulman and Hilton, 2022; alpha = 1 and beta = 0.25 as in the page's worked example. The paper gives no law for
the proxy: its line here only starts with the same slope and goes on rising.
"""

from __future__ import annotations

import sys

from figures._drawing import head, through

ALPHA, BETA = 1.0, 0.25
LEFT, RIGHT, TOP, BOTTOM = 48.0, 424.0, 24.0, 244.0
D_MAX, R_MAX = 4.2, 2.2


def gold(d: float) -> float:
    """Return the gold reward at a distance."""
    return d * (ALPHA - BETA * d)


def proxy(d: float) -> float:
    """Return a proxy reward that never turns."""
    return d * (ALPHA - 0.12 * d)


def x_of(d: float) -> float:
    """Return the horizontal place of a distance."""
    return LEFT + d / D_MAX * (RIGHT - LEFT)


def y_of(reward: float) -> float:
    """Return the vertical place of a reward."""
    return BOTTOM - reward / R_MAX * (BOTTOM - TOP)


def svg() -> str:
    """Return the whole figure."""
    steps = [step / 20 for step in range(81)]
    curve = through((x_of(d), y_of(gold(d))) for d in steps)
    dashed = through((x_of(d), y_of(proxy(d))) for d in steps)
    lines = [
        *head(
            "reward-hacking",
            304,
            "True quality against the distance of optimisation",
            "The distance d runs from 0 to 4 across, the reward upwards. The true "
            "quality is an arch: 0 at d = 0, 0.75 at 1, its peak of 1 at 2, 0.75 at 3 and 0 at 4. A dashed line, the "
            "proxy, lies above it and rises all the way.",
        ),
    ]
    for level in (0.5, 1.0, 1.5, 2.0):
        y = y_of(level)
        lines += [
            f'<line class="fig-grid" x1="{LEFT:g}" y1="{y:.1f}" x2="{RIGHT:g}" y2="{y:.1f}"/>',
            f'<text class="fig-muted" x="{LEFT - 8:g}" y="{y + 5:.1f}" text-anchor="end">{level:g}</text>',
        ]
    lines += [
        f'<text class="fig-muted" x="{x_of(d):.1f}" y="{BOTTOM + 21:g}" text-anchor="middle">{d}</text>'
        for d in range(5)
    ]
    lines += [
        f'<line class="fig-line" x1="{LEFT:g}" y1="{BOTTOM:g}" x2="{RIGHT:g}" y2="{BOTTOM:g}"/>',
        f'<path class="fig-line2" stroke-dasharray="7 5" d="{dashed}"/>',
        f'<path class="fig-line1" d="{curve}"/>',
    ]
    lines += [f'<circle class="fig-fill1" cx="{x_of(d):.1f}" cy="{y_of(gold(d)):.1f}" r="6"/>' for d in range(1, 5)]
    lines += [
        f'<text class="fig-t2" x="{x_of(2.6):.1f}" y="{y_of(1.83):.1f}" text-anchor="end">proxy</text>',
        f'<text class="fig-t1" x="{x_of(2):.1f}" y="{y_of(0.4):.1f}" text-anchor="middle">true quality</text>',
        f'<text class="fig-text" x="{(LEFT + RIGHT) / 2:g}" y="294" text-anchor="middle">'
        "d, root of the KL divergence</text>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
