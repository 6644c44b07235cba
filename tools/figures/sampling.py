"""Bars of the five-token distribution of the page “Sampling” under six settings.

Top row: softmax with temperature, p_i proportional to exp(z_i / T), for T = 0.5, 1 and 2 (with z_i = log p_i).
Bottom row: top-k and top-p truncation of the distribution at T = 1, the survivors rescaled to sum to one.
Formulas: the page itself; top-p as in Holtzman et al., “The Curious Case of Neural Text Degeneration”.
"""

from __future__ import annotations

import sys

from figures._drawing import head

PROBABILITIES = (0.40, 0.25, 0.18, 0.12, 0.05)
NAMES = "ABCDE"
PANEL_WIDTH = 148
BAR_WIDTH = 20
BAR_STEP = 27
BAR_SCALE = 150
ROW_HEIGHT = 178
BASELINE = 142


def tempered(temperature: float) -> list[float]:
    """Return the distribution at a temperature."""
    weights = [p ** (1 / temperature) for p in PROBABILITIES]
    return [weight / sum(weights) for weight in weights]


def first(count: int) -> list[float]:
    """Return the distribution with only its `count` most probable tokens."""
    total = sum(PROBABILITIES[:count])
    return [p / total if place < count else 0.0 for place, p in enumerate(PROBABILITIES)]


def nucleus_size(mass: float) -> int:
    """Return how many of the most probable tokens are needed to hold `mass`."""
    held = 0.0
    for place, p in enumerate(PROBABILITIES):
        held += p
        if held >= mass:
            return place + 1
    return len(PROBABILITIES)


def panel(title: str, colour: int, values: list[float], left: int, top: int) -> list[str]:
    """Return the lines of one small bar chart."""
    base = top + BASELINE
    lines = [f'<text class="fig-text" x="{left}" y="{top + 15}">{title}</text>']
    for place, value in enumerate(values):
        x = left + place * BAR_STEP
        middle = x + BAR_WIDTH / 2
        height = round(value * BAR_SCALE, 1)
        if value > 0:
            lines.append(
                f'<rect class="fig-fill{colour}" x="{x}" y="{base - height:.1f}" '
                f'width="{BAR_WIDTH}" height="{height}"/>'
            )
            lines.append(
                f'<text class="fig-text" x="{middle:g}" y="{base - height - 5:.1f}" text-anchor="middle">'
                f"{100 * value:.0f}</text>"
            )
        else:
            before = round(PROBABILITIES[place] * BAR_SCALE, 1)
            lines.append(
                f'<rect class="fig-line" stroke-dasharray="3 3" x="{x}" y="{base - before:.1f}" '
                f'width="{BAR_WIDTH}" height="{before}"/>'
            )
        lines.append(
            f'<text class="fig-muted" x="{middle:g}" y="{base + 18}" text-anchor="middle">{NAMES[place]}</text>'
        )
    end = left + (len(values) - 1) * BAR_STEP + BAR_WIDTH
    lines.append(f'<path class="fig-line" d="M{left - 3} {base}H{end + 3}"/>')
    return lines


def svg() -> str:
    """Return the whole figure."""
    rows = [
        [("T = 0.5", 2, tempered(0.5)), ("T = 1 (model)", 1, tempered(1.0)), ("T = 2", 2, tempered(2.0))],
        [
            ("top-k, k = 3", 3, first(3)),
            ("top-p 0.9", 3, first(nucleus_size(0.9))),
            ("top-p 0.6", 3, first(nucleus_size(0.6))),
        ],
    ]
    lines = [
        *head(
            "sampling",
            2 * ROW_HEIGHT - 14,
            "One distribution over five tokens, reshaped six ways",
            "Six small bar charts of the probabilities of tokens A to E, in per cent. "
            "Top row, temperature: at 0.5 the bars are 59, 23, 12, 5 and 1; at 1, as the model gives them, 40, 25, 18, "
            "12 and 5; at 2 they are 30, 24, 20, 16 and 11. Bottom row, truncation: top-k with k = 3 leaves 48, 30 and "
            "22; top-p 0.9 leaves 42, 26, 19 and 13; top-p 0.6 leaves 62 and 38. Removed tokens are dashed outlines."
            "",
        ),
    ]
    for row, charts in enumerate(rows):
        for column, (title, colour, values) in enumerate(charts):
            lines += panel(title, colour, values, 8 + column * PANEL_WIDTH, row * ROW_HEIGHT)
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
