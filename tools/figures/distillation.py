"""Draw a teacher's probabilities for three tokens at two temperatures.

Softmax of the scores 3, 1 and 0 divided by T = 1 and T = 4, as in the page's worked example (Hinton et al., 2015).
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head

SCORES = (3.0, 1.0, 0.0)
LEFT, SCALE = 84.0, 300.0


def softmax(temperature: float) -> list[float]:
    """Return the teacher's probabilities at a temperature."""
    exps = [math.exp(score / temperature) for score in SCORES]
    return [value / sum(exps) for value in exps]


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "distillation",
            288,
            "A teacher at two temperatures",
            "Horizontal bars for three tokens. At temperature 1 the teacher gives 0.844, "
            "0.114 and 0.042; at temperature 4 it gives 0.481, 0.292 and 0.227.",
        ),
    ]
    for panel, (temperature, tone) in enumerate(((1, 1), (4, 2))):
        top = 8 + panel * 142
        lines.append(f'<text class="fig-text" x="8" y="{top + 16}" font-weight="600">T = {temperature}</text>')
        for place, p in enumerate(softmax(temperature)):
            y = top + 28 + place * 34
            lines += [
                f'<text class="fig-muted" x="8" y="{y + 19}">token {place + 1}</text>',
                f'<rect class="fig-fill{tone}" x="{LEFT:g}" y="{y + 2}" width="{p * SCALE:.1f}" height="24"/>',
                f'<text class="fig-text" x="{LEFT + p * SCALE + 8:.1f}" y="{y + 19}">{p:.3f}</text>',
            ]
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
