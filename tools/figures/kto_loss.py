"""Draw the value curve of KTO against the log-ratio, with the reference point and the page's worked example.

sigma(beta (u - z0)) with beta = 0.1 and z0 = 0.5 (Ethayarajh et al., 2024).
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head, through

BETA, Z0 = 0.1, 0.5
LEFT, RIGHT, TOP, BOTTOM = 48.0, 424.0, 20.0, 240.0
U_MIN, U_MAX = -50.0, 50.0


def value(u: float) -> float:
    """Return the value of a desirable answer with log-ratio u."""
    return 1 / (1 + math.exp(-BETA * (u - Z0)))


def x_of(u: float) -> float:
    """Return the horizontal place of a log-ratio."""
    return LEFT + (u - U_MIN) / (U_MAX - U_MIN) * (RIGHT - LEFT)


def y_of(number: float) -> float:
    """Return the vertical place of a value."""
    return BOTTOM - number * (BOTTOM - TOP)


def svg() -> str:
    """Return the whole figure."""
    steps = [U_MIN + step for step in range(int(U_MAX - U_MIN) + 1)]
    curve = through((x_of(u), y_of(value(u))) for u in steps)
    lines = [
        *head(
            "kto-loss",
            300,
            "The value curve of KTO",
            "An S-shaped curve over the log-ratio from −50 to 50, through one half at the "
            "reference point 0.5. A desirable answer at 2.0 lies just right of it, with value 0.54, "
            "an undesirable one at "
            "−0.5 just left of it. A desirable answer at −40 lies on the flat left end, where the push is weak.",
        ),
    ]
    for level in (0.0, 0.5, 1.0):
        y = y_of(level)
        lines += [
            f'<line class="fig-grid" x1="{LEFT:g}" y1="{y:.1f}" x2="{RIGHT:g}" y2="{y:.1f}"/>',
            f'<text class="fig-muted" x="{LEFT - 8:g}" y="{y + 5:.1f}" text-anchor="end">{level:g}</text>',
        ]
    for tick in (-40, -20, 0, 20, 40):
        label = f"{tick}".replace("-", "−")
        lines.append(
            f'<text class="fig-muted" x="{x_of(tick):.1f}" y="{BOTTOM + 21:g}" text-anchor="middle">{label}</text>'
        )
    lines += [
        f'<line class="fig-line" x1="{LEFT:g}" y1="{BOTTOM:g}" x2="{RIGHT:g}" y2="{BOTTOM:g}"/>',
        f'<line class="fig-line" stroke-dasharray="4 3" x1="{x_of(Z0):.1f}" y1="{TOP:g}" x2="{x_of(Z0):.1f}" '
        f'y2="{BOTTOM:g}"/>',
        f'<path class="fig-line1" d="{curve}"/>',
    ]
    points = (
        (2.0, 3, "good, u = 2", 14, 26, "start"),
        (-0.5, 2, "bad, u = −0.5", -14, -8, "end"),
        (-40.0, 3, "u = −40", -8, -16, "start"),
    )
    for u, tone, label, dx, dy, anchor in points:
        x, y = x_of(u), y_of(value(u))
        lines += [
            f'<circle class="fig-fill{tone}" cx="{x:.1f}" cy="{y:.1f}" r="6"/>',
            f'<text class="fig-text" x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{label}</text>',
        ]
    lines += [
        f'<text class="fig-muted" x="{x_of(Z0) + 8:.1f}" y="{BOTTOM - 10:g}">reference point 0.5</text>',
        f'<text class="fig-text" x="{(LEFT + RIGHT) / 2:g}" y="288" text-anchor="middle">log-ratio u</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
