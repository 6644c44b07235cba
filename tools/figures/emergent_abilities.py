"""Plot exact-match accuracy p^5 of a five-token answer beside the per-token accuracy p.

The formula is the worked example of the page "Emergent abilities": an answer counts only if all five of its tokens are
right, and tokens are taken as independent.

Print the SVG with ``python tools/figures/emergent_abilities.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from figures._drawing import head, through

LENGTH = 5
MARKED = (0.5, 0.8, 0.95)
LEFT, RIGHT, TOP, BOTTOM = 48.0, 424.0, 36.0, 270.0


def x_of(p: float) -> float:
    """Return the place of a per-token accuracy on the horizontal axis."""
    return LEFT + p * (RIGHT - LEFT)


def y_of(score: float) -> float:
    """Return the place of a score on the vertical axis."""
    return BOTTOM - score * (BOTTOM - TOP)


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    told = ", ".join(f"{p**LENGTH:.3f} at {p}" for p in MARKED)
    yield from head(
        "emergent-abilities",
        326,
        "One improvement, seen by two metrics",
        f"Across: the share of single tokens that a model gets right, from 0 to 1. Upwards:"
        " the score. Scored by token, the line is straight. Scored by exact match of five tokens, the curve stays near"
        f" zero for long and then rises steeply: {told}.",
    )
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield f'<path class="fig-grid" d="M{LEFT:.1f} {y_of(value):.1f}H{RIGHT:.1f}"/>'
        yield (
            f'<text class="fig-muted" x="{LEFT - 8:.1f}" y="{y_of(value) + 5:.1f}" text-anchor="end">{value:g}</text>'
        )
        yield (
            f'<text class="fig-muted" x="{x_of(value):.1f}" y="{BOTTOM + 20:.1f}" text-anchor="middle">{value:g}</text>'
        )
    yield f'<path class="fig-line" d="M{LEFT:.1f} {TOP:.1f}V{BOTTOM:.1f}H{RIGHT:.1f}"/>'
    yield '<text class="fig-text" x="6" y="16">score</text>'
    middle = (LEFT + RIGHT) / 2
    yield f'<text class="fig-text" x="{middle:.1f}" y="{BOTTOM + 46:.1f}" text-anchor="middle">tokens right, p</text>'
    diagonal = f"M{x_of(0):.1f} {y_of(0):.1f}L{x_of(1):.1f} {y_of(1):.1f}"
    yield f'<path class="fig-line1" stroke-dasharray="7 5" d="{diagonal}"/>'
    points = through((x_of(step / 40), y_of((step / 40) ** LENGTH)) for step in range(41))
    yield f'<path class="fig-line2" d="{points}"/>'
    for p in MARKED:
        x, y = x_of(p), y_of(p**LENGTH)
        yield f'<circle class="fig-fill2" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        label = y + 14 if p > 0.9 else y - 6
        yield f'<text class="fig-t2" x="{x - 12:.1f}" y="{label:.1f}" text-anchor="end">{p**LENGTH:.3f}</text>'
    x, y = x_of(0.5) - 12, y_of(0.5) - 12
    yield f'<text class="fig-t1" x="{x:.1f}" y="{y:.1f}" text-anchor="end">scored by token</text>'
    yield f'<text class="fig-t2" x="{x_of(0.70):.1f}" y="{y_of(0.03):.1f}">all five right</text>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
