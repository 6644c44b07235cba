"""Draw four ranked answers with their rewards, and the probability that a reward model gives to each of the six pairs.

The rewards are those of the page's worked example; the probability of a pair is the logistic function of the
difference (Bradley and Terry, 1952).
"""

from __future__ import annotations

import math
import sys
from itertools import combinations

from figures._drawing import head

REWARDS = (1.5, 0.5, 0.0, -1.0)
ZERO, UNIT = 92.0, 40.0
BAR_LEFT, BAR_WIDTH = 266.0, 116.0


def preferred(difference: float) -> float:
    """Return the probability that the first of two answers is preferred."""
    return 1 / (1 + math.exp(-difference))


def signed(number: float) -> str:
    """Write a number with a true minus."""
    return f"{number:.1f}".replace("-", "−")


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "reward-modeling",
            262,
            "Rewards of four ranked answers, and their six pairs",
            "On the left, four answers in order with rewards 1.5, 0.5, 0.0 and −1.0 as "
            "bars from zero. On the right, the probability of each pair as a bar: 1 over 2 0.73, 1 "
            "over 3 0.82, 1 over 4 "
            "0.92, 2 over 3 0.62, 2 over 4 0.82, 3 over 4 0.73.",
        ),
        '<text class="fig-text" x="8" y="20" font-weight="600">reward</text>',
        '<text class="fig-text" x="208" y="20" font-weight="600">p that the order is right</text>',
        f'<line class="fig-line" x1="{ZERO:g}" y1="36" x2="{ZERO:g}" y2="238"/>',
    ]
    for place, reward in enumerate(REWARDS):
        y = 44 + place * 50
        start = min(ZERO, ZERO + reward * UNIT)
        lines += [
            f'<text class="fig-muted" x="8" y="{y + 21}">{place + 1}</text>',
            f'<rect class="fig-fill1" x="{start:.1f}" y="{y + 2}" width="{abs(reward) * UNIT:.1f}" height="26"/>',
        ]
        text_x = ZERO + max(reward, 0) * UNIT + 6
        lines.append(f'<text class="fig-text" x="{text_x:.1f}" y="{y + 21}">{signed(reward)}</text>')
    for place, ((i, better), (j, worse)) in enumerate(combinations(enumerate(REWARDS, 1), 2)):
        y = 36 + place * 34
        p = preferred(better - worse)
        lines += [
            f'<text class="fig-text" x="208" y="{y + 19}">{i} › {j}</text>',
            f'<rect class="fig-box0" x="{BAR_LEFT:g}" y="{y + 3}" width="{BAR_WIDTH:g}" height="22"/>',
            f'<rect class="fig-fill3" x="{BAR_LEFT:g}" y="{y + 3}" width="{p * BAR_WIDTH:.1f}" height="22"/>',
            f'<text class="fig-text" x="{BAR_LEFT + BAR_WIDTH + 8:g}" y="{y + 19}">{p:.2f}</text>',
        ]
    half = BAR_LEFT + BAR_WIDTH / 2
    lines += [
        f'<line class="fig-line" stroke-dasharray="4 3" x1="{half:g}" y1="34" x2="{half:g}" y2="238"/>',
        f'<text class="fig-muted" x="{half:g}" y="255" text-anchor="middle">0.5: a coin toss</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
