"""Draw the group-relative advantages of eight answers to one question, three of them right.

(r - mean) / std with the population standard deviation, as in GRPO (Shao et al., 2024); the page's worked example.
"""

from __future__ import annotations

import statistics
import sys

from figures._drawing import head

REWARDS = (1, 0, 0, 1, 1, 0, 0, 0)
LEFT, STEP, BAR = 30.0, 50.0, 32.0
ZERO, SCALE = 142.0, 72.0


def svg() -> str:
    """Return the whole figure."""
    mean, std = statistics.mean(REWARDS), statistics.pstdev(REWARDS)
    lines = [
        *head(
            "rl-with-verifiable-rewards",
            282,
            "Advantages of eight answers to one question",
            "Eight bars from a zero line. The right answers 1, 4 and 5 have the advantage "
            "+1.29 and point up; the five wrong ones have −0.77 and point down.",
        ),
        f'<text class="fig-muted" x="8" y="20">advantage = (reward − {mean:.3f}) ÷ {std:.3f}</text>',
    ]
    for place, reward in enumerate(REWARDS):
        x = LEFT + place * STEP
        advantage = (reward - mean) / std
        height = abs(advantage) * SCALE
        middle = x + BAR / 2
        tone = 3 if reward else 2
        top = ZERO - height if reward else ZERO
        label_y = ZERO - height - 7 if reward else ZERO + height + 19
        label = f"{advantage:+.2f}".replace("-", "−")
        lines += [
            f'<rect class="fig-fill{tone}" x="{x:g}" y="{top:.1f}" width="{BAR:g}" height="{height:.1f}"/>',
            f'<text class="fig-text" x="{middle:g}" y="{label_y:.1f}" text-anchor="middle">{label}</text>',
            f'<text class="fig-t{tone}" x="{middle:g}" y="246" text-anchor="middle">{"right" if reward else "wrong"}'
            "</text>",
            f'<text class="fig-muted" x="{middle:g}" y="270" text-anchor="middle">{place + 1}</text>',
        ]
    lines += [f'<line class="fig-line" x1="20" y1="{ZERO:g}" x2="424" y2="{ZERO:g}"/>', "</svg>"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
