"""Draw the Bradley–Terry curve: the probability of being preferred against the difference of two scores.

P(i preferred to j) = 1 / (1 + exp(-(r_i - r_j))) (Bradley and Terry, 1952). The points are the cases of the page's
worked example: scores 2 and 1, 0 and 0, 2 and -1.
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head, through

LEFT, RIGHT, TOP, BOTTOM = 52.0, 424.0, 40.0, 240.0
SPAN = 4.0
POINTS = ((1.0, "2 and 1: 0.731"), (0.0, "0 and 0: 0.5"), (3.0, "2 and −1: 0.953"))


def preferred(difference: float) -> float:
    """Return the probability that the first item is preferred."""
    return 1 / (1 + math.exp(-difference))


def x_of(difference: float) -> float:
    """Return the horizontal place of a difference of scores."""
    return LEFT + (difference + SPAN) / (2 * SPAN) * (RIGHT - LEFT)


def y_of(probability: float) -> float:
    """Return the vertical place of a probability."""
    return BOTTOM - probability * (BOTTOM - TOP)


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "bradley-terry",
            296,
            "Probability of being preferred against the difference of scores",
            "An S-shaped curve. The difference of two scores runs from minus 4 to 4 "
            "across, the probability that the first item is preferred from 0 to 1 upwards. Three points are marked: "
            "difference 0 with 0.5, difference 1 with 0.731, difference 3 with 0.953.",
        ),
    ]
    for level in (0.0, 0.5, 1.0):
        y = y_of(level)
        lines += [
            f'<line class="fig-grid" x1="{LEFT:g}" y1="{y:.1f}" x2="{RIGHT:g}" y2="{y:.1f}"/>',
            f'<text class="fig-muted" x="{LEFT - 8:g}" y="{y + 5:.1f}" text-anchor="end">{level:g}</text>',
        ]
    for tick in range(-4, 5, 2):
        label = f"{tick}".replace("-", "−")
        lines.append(f'<text class="fig-muted" x="{x_of(tick):.1f}" y="262" text-anchor="middle">{label}</text>')
    lines.append(f'<line class="fig-line" x1="{LEFT:g}" y1="{BOTTOM:g}" x2="{RIGHT:g}" y2="{BOTTOM:g}"/>')
    steps = [-SPAN + step / 10 for step in range(81)]
    curve = through((x_of(z), y_of(preferred(z))) for z in steps)
    lines.append(f'<path class="fig-line1" d="{curve}"/>')
    for difference, label in POINTS:
        x, y = x_of(difference), y_of(preferred(difference))
        lines.append(f'<circle class="fig-fill2" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
        place = (
            f'x="{RIGHT:g}" y="{y - 15:.1f}" text-anchor="end"'
            if difference == 3
            else f'x="{x + 12:.1f}" y="{y + 14:.1f}"'
        )
        lines.append(f'<text class="fig-text" {place}>{label}</text>')
    lines += [
        f'<text class="fig-text" x="{LEFT + 8:g}" y="{TOP + 20:g}">P(first preferred)</text>',
        f'<text class="fig-text" x="{(LEFT + RIGHT) / 2:g}" y="286" text-anchor="middle">'
        "difference of the scores</text>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
