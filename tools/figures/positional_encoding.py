"""Draw the figure of the page on positional information: a query and a key turned by RoPE at two pairs of positions.

Both start as (1, 0) and are turned by one radian per position (Su et al., “RoFormer”): the worked example of the page.
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head

PANELS = ((5, 3, 112), (12, 10, 328))
CENTRE_Y = 126
RADIUS = 84


def tip(angle: float, radius: float, cx: float) -> tuple[float, float]:
    """Return the point at an angle on a circle; angles run anticlockwise."""
    return cx + radius * math.cos(angle), CENTRE_Y - radius * math.sin(angle)


def panel(i: int, j: int, cx: int) -> list[str]:
    """Return one circle with its two arrows, the angle between them and the words below."""
    qx, qy = tip(i, RADIUS - 2, cx)
    kx, ky = tip(j, RADIUS - 2, cx)
    ax, ay = tip(j, 30, cx)
    bx, by = tip(i, 30, cx)
    mx, my = tip((i + j) / 2, 52, cx)
    qlx, qly = tip(i, RADIUS + 16, cx)
    klx, kly = tip(j, RADIUS + 16, cx)
    return [
        f'<circle class="fig-grid" fill="none" cx="{cx}" cy="{CENTRE_Y}" r="{RADIUS}"/>',
        f'<path class="fig-line1" d="M{cx} {CENTRE_Y}L{qx:.1f} {qy:.1f}"/>',
        f'<path class="fig-line2" stroke-dasharray="8 4" d="M{cx} {CENTRE_Y}L{kx:.1f} {ky:.1f}"/>',
        f'<circle class="fig-fill1" cx="{qx:.1f}" cy="{qy:.1f}" r="5"/>',
        f'<circle class="fig-fill2" cx="{kx:.1f}" cy="{ky:.1f}" r="5"/>',
        f'<path class="fig-line" fill="none" d="M{ax:.1f} {ay:.1f}A30 30 0 0 0 {bx:.1f} {by:.1f}"/>',
        f'<text class="fig-muted" x="{mx:.1f}" y="{my + 5:.1f}" text-anchor="middle">2 rad</text>',
        f'<text class="fig-t1" x="{qlx:.1f}" y="{qly + 5:.1f}" text-anchor="middle">q</text>',
        f'<text class="fig-t2" x="{klx:.1f}" y="{kly + 5:.1f}" text-anchor="middle">k</text>',
        f'<text class="fig-text" x="{cx}" y="252" text-anchor="middle">positions {i} and {j}</text>',
        f'<text class="fig-text" x="{cx}" y="276" text-anchor="middle">score {math.cos(i - j):.3f}</text>'.replace(
            "-0", "−0"
        ),
    ]


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "positional-encoding",
            288,
            "Rotated together, the score stays",
            "Two circles, each with two arrows from its centre. In the left one "
            "the query is turned by 5 radians and the key by 3; in the right one by 12 and 10. The arrows point in "
            "different directions in the two circles, but the angle between them is 2 radians in "
            "both, and the score is "
            "−0.416 in both.",
        ),
    ]
    for i, j, cx in PANELS:
        lines += panel(i, j, cx)
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
