"""Draw PPO's clipped objective against the probability ratio, for an advantage of +1 and of -1.

min(ratio * A, clip(ratio, 0.8, 1.2) * A), as in Schulman et al., 2017. Marked are the four cases of the page's example.
"""

from __future__ import annotations

import sys

from figures._drawing import head, through

EPS = 0.2
LOW, HIGH = 0.3, 1.7
PANELS = ((1, 22.0, "advantage +1", 3), (-1, 232.0, "advantage −1", 2))
WIDTH, ZERO, SCALE = 190.0, 190.0, 92.0


def clipped(ratio: float, advantage: float) -> float:
    """Return the objective of one token."""
    return min(ratio * advantage, max(1 - EPS, min(1 + EPS, ratio)) * advantage)


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "ppo-for-llms",
            376,
            "The clipped objective for a good and for a bad token",
            "Two panels, the ratio across and the objective upwards. With advantage +1 "
            "the line rises to 1.2 at ratio 1.2 and is flat from there: ratio 0.5 gives 0.5, ratio 1.5 gives 1.2. With "
            "advantage −1 the line is flat at −0.8 up to ratio 0.8 and falls from there: ratio 0.5 "
            "gives −0.8, ratio 1.5 "
            "gives −1.5.",
        ),
    ]
    for advantage, left, title, tone in PANELS:

        def x_of(ratio: float, left: float = left) -> float:
            return left + (ratio - LOW) / (HIGH - LOW) * WIDTH

        def y_of(value: float) -> float:
            return ZERO - value * SCALE

        corner = 1 + EPS if advantage > 0 else 1 - EPS
        path = through((x_of(u), y_of(clipped(u, advantage))) for u in (LOW, corner, HIGH))
        lines += [
            f'<text class="fig-text" x="{left:g}" y="24" font-weight="600">{title}</text>',
            f'<line class="fig-line" x1="{left:g}" y1="{ZERO:g}" x2="{left + WIDTH:g}" y2="{ZERO:g}"/>',
            f'<line class="fig-grid" x1="{x_of(1):.1f}" y1="44" x2="{x_of(1):.1f}" y2="340"/>',
            f'<path class="fig-line{tone}" d="{path}"/>',
        ]
        for ratio in (0.5, 1.5):
            value = clipped(ratio, advantage)
            label = f"{value:.1f}".replace("-", "−")
            beside = advantage < 0 and ratio > 1
            shift, aside, anchor = (5, -14, "end") if beside else (-14, 0, "middle")
            lines += [
                f'<circle class="fig-fill{tone}" cx="{x_of(ratio):.1f}" cy="{y_of(value):.1f}" r="6"/>',
                f'<text class="fig-text" x="{x_of(ratio) + aside:.1f}" y="{y_of(value) + shift:.1f}" '
                f'text-anchor="{anchor}">{label}</text>',
            ]
        ticks = (0.5, 1.0, 1.5)
        side = 20 if advantage > 0 else -8
        lines += [
            f'<text class="fig-muted" x="{x_of(u):.1f}" y="{ZERO + side:g}" text-anchor="middle">{u:g}</text>'
            for u in ticks
        ]
        flat = x_of(1.45) if advantage > 0 else x_of(0.56)
        below = y_of(clipped(1.45, 1)) + 24 if advantage > 0 else y_of(-0.8) + 24
        lines.append(f'<text class="fig-muted" x="{flat:.1f}" y="{below:.1f}" text-anchor="middle">no push</text>')
    lines += [
        '<text class="fig-muted" x="220" y="366" text-anchor="middle">across: ratio of new to old probability</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
