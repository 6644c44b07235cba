"""Draw two distributions over three tokens, and the terms of the KL divergence between them.

Numbers of the page's worked example. A term is p log(p / q), with p the policy's and q the reference's probability.
"""

from __future__ import annotations

import math
import sys

from figures._drawing import head

POLICY = (0.5, 0.3, 0.2)
REFERENCE = (0.4, 0.4, 0.2)
LEFTS = (40.0, 166.0, 292.0)
BASE, SCALE = 176.0, 260.0
ZERO, TERM_SCALE = 264.0, 380.0


def term(p: float, q: float) -> float:
    """Return one term of the divergence."""
    return p * math.log(p / q)


def signed(number: float) -> str:
    """Write a number with its sign, with a true minus."""
    return "0" if number == 0 else f"{number:+.4f}".replace("-", "−")


def svg() -> str:
    """Return the whole figure."""
    total = sum(term(p, q) for p, q in zip(POLICY, REFERENCE, strict=True))
    lines = [
        *head(
            "kl-penalty",
            348,
            "Two distributions and the terms of their KL divergence",
            "Three pairs of bars. Token 1: reference 0.4, policy 0.5. Token 2: reference "
            "0.4, policy 0.3. Token 3: both 0.2. Below them the terms of the divergence: plus "
            "0.1116, minus 0.0863 and 0; "
            "their sum is 0.0253 nats.",
        ),
        '<rect class="fig-box0" x="40" y="8" width="18" height="14"/>',
        '<text class="fig-text" x="66" y="20">reference</text>',
        '<rect class="fig-fill1" x="166" y="8" width="18" height="14"/>',
        '<text class="fig-text" x="192" y="20">policy</text>',
    ]
    for place, (left, p, q) in enumerate(zip(LEFTS, POLICY, REFERENCE, strict=True)):
        value, middle, right = term(p, q), left + 47, left + 50
        height = abs(value) * TERM_SCALE
        top = ZERO - height if value > 0 else ZERO
        text_y = ZERO - height - 7 if value >= 0 else ZERO + height + 18
        lines += [
            f'<rect class="fig-box0" x="{left:g}" y="{BASE - q * SCALE:.1f}" width="44" height="{q * SCALE:.1f}"/>',
            f'<text class="fig-muted" x="{left + 22:g}" y="{BASE - q * SCALE - 6:.1f}" text-anchor="middle">{q}</text>',
            f'<rect class="fig-fill1" x="{right:g}" y="{BASE - p * SCALE:.1f}" width="44" height="{p * SCALE:.1f}"/>',
            f'<text class="fig-text" x="{left + 72:g}" y="{BASE - p * SCALE - 6:.1f}" text-anchor="middle">{p}</text>',
            f'<text class="fig-muted" x="{middle:g}" y="{BASE + 20:g}" text-anchor="middle">token {place + 1}</text>',
            f'<text class="fig-t2" x="{middle:g}" y="{text_y:.1f}" text-anchor="middle">{signed(value)}</text>',
        ]
        if value:
            lines.append(f'<rect class="fig-fill2" x="{left + 25:g}" y="{top:.1f}" width="44" height="{height:.1f}"/>')
    lines += [
        f'<line class="fig-line" x1="32" y1="{BASE:g}" x2="400" y2="{BASE:g}"/>',
        f'<line class="fig-line" x1="32" y1="{ZERO:g}" x2="400" y2="{ZERO:g}"/>',
        f'<text class="fig-text" x="40" y="338">sum of the terms: {total:.4f} nats</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
