"""Draw the memory of three ways to fine-tune 65 billion weights, to scale.

16 bytes a weight for full fine-tuning with Adam in mixed precision (Rajbhandari et al., 2020), 2 bytes for frozen
16-bit weights, 4 + 8/64 + 32/(64 * 256) bits for QLoRA's (Dettmers et al., 2023).
"""

from __future__ import annotations

import sys

from figures._drawing import head

WEIGHTS = 65e9
BITS = 4 + 8 / 64 + 32 / (64 * 256)
ROWS = (
    ("full fine-tuning", WEIGHTS * 16 / 1e9, 2),
    ("LoRA, weights in 16 bits", WEIGHTS * 2 / 1e9, 1),
    ("QLoRA, weights in 4.127 bits", WEIGHTS * BITS / 8 / 1e9, 3),
)
LEFT, SCALE = 16.0, 330 / (WEIGHTS * 16 / 1e9)
CARD = 48.0


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "qlora",
            246,
            "Memory to fine-tune 65 billion weights",
            "Three bars to scale: full fine-tuning 1,040 GB, LoRA over 16-bit weights 130 GB, "
            "QLoRA 33.5 GB. A dashed line marks the 48 GB of one GPU; only the last bar ends before it.",
        ),
    ]
    for place, (label, gigabytes, tone) in enumerate(ROWS):
        y = 12 + place * 70
        value = f"{gigabytes:,.0f} GB" if gigabytes > 100 else f"{gigabytes:.1f} GB"
        width = gigabytes * SCALE
        lines += [
            f'<text class="fig-text" x="{LEFT:g}" y="{y + 14}">{label}</text>',
            f'<rect class="fig-fill{tone}" x="{LEFT:g}" y="{y + 22}" width="{width:.1f}" height="28"/>',
            f'<text class="fig-text" x="{LEFT + max(width, 22) + 8:.1f}" y="{y + 41}">{value}</text>',
        ]
    card = LEFT + CARD * SCALE
    lines += [
        f'<line class="fig-line" stroke-dasharray="4 3" x1="{card:.1f}" y1="174" x2="{card:.1f}" y2="222"/>',
        f'<text class="fig-muted" x="{card + 2:.1f}" y="239" text-anchor="start">48 GB, one GPU</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
