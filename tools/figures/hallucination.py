"""Draw the reliability diagram of the page's worked example: two bins of answers, both over-confident.

Bins: confidence 0.9 with accuracy 0.7, and confidence 0.6 with accuracy 0.55, half of the answers each.
"""

from __future__ import annotations

import sys

from figures._drawing import head

BINS = ((0.6, 0.55), (0.9, 0.70))
LEFT, RIGHT, TOP, BOTTOM = 60.0, 400.0, 16.0, 276.0


def x_of(confidence: float) -> float:
    """Return the horizontal place of a confidence between 0.5 and 1."""
    return LEFT + (confidence - 0.5) * 2 * (RIGHT - LEFT)


def y_of(accuracy: float) -> float:
    """Return the vertical place of an accuracy between 0.5 and 1."""
    return BOTTOM - (accuracy - 0.5) * 2 * (BOTTOM - TOP)


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "hallucination",
            334,
            "Reliability diagram with two bins",
            "Confidence from 0.5 to 1 across, accuracy from 0.5 to 1 upwards, with the "
            "diagonal of a calibrated model. The first bin has confidence 0.6 and accuracy 0.55, a "
            "gap of 0.05 below the "
            "diagonal; the second has confidence 0.9 and accuracy 0.70, a gap of 0.20.",
        ),
    ]
    for step in range(6):
        level = 0.5 + step / 10
        below = f'x="{x_of(level):.1f}" y="{BOTTOM + 21:g}" text-anchor="middle"'
        lines += [
            f'<line class="fig-grid" x1="{LEFT:g}" y1="{y_of(level):.1f}" x2="{RIGHT:g}" y2="{y_of(level):.1f}"/>',
            f'<text class="fig-muted" x="{LEFT - 8:g}" y="{y_of(level) + 5:.1f}" text-anchor="end">{level:.1f}</text>',
            f'<text class="fig-muted" {below}>{level:.1f}</text>',
        ]
    lines += [
        f'<line class="fig-line" x1="{LEFT:g}" y1="{BOTTOM:g}" x2="{RIGHT:g}" y2="{BOTTOM:g}"/>',
        f'<line class="fig-line" stroke-dasharray="5 4" x1="{x_of(0.5):.1f}" y1="{y_of(0.5):.1f}" x2="{x_of(1):.1f}" '
        f'y2="{y_of(1):.1f}"/>',
        f'<text class="fig-muted" x="{x_of(0.74):.1f}" y="{y_of(0.8):.1f}" text-anchor="end">calibrated</text>',
    ]
    for confidence, accuracy in BINS:
        x, y, ideal = x_of(confidence), y_of(accuracy), y_of(confidence)
        lines += [
            f'<line class="fig-line2" x1="{x:.1f}" y1="{ideal:.1f}" x2="{x:.1f}" y2="{y:.1f}"/>',
            f'<circle class="fig-fill1" cx="{x:.1f}" cy="{y:.1f}" r="7"/>',
            f'<text class="fig-t2" x="{x + 10:.1f}" y="{(y + ideal) / 2 + 5:.1f}">{confidence - accuracy:.2f}</text>',
        ]
    lines += [
        f'<text class="fig-text" x="{LEFT + 8:g}" y="{TOP + 18:g}">accuracy</text>',
        f'<text class="fig-text" x="{(LEFT + RIGHT) / 2:g}" y="324" text-anchor="middle">confidence</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
