"""Four weights on a 4-bit grid, for the page “Quantisation”.

Symmetric rounding: the scale is max |w| / 7, each weight moves to the nearest multiple of it.
"""

from __future__ import annotations

import sys

from figures._drawing import head

WEIGHTS = (0.124, -0.503, 0.317, 1.27)
LEVELS = 7
LEFT, RIGHT = 22, 418
BASE = 104


def place(value: float) -> float:
    """Return where a value stands on the line."""
    top = max(abs(w) for w in WEIGHTS)
    return LEFT + (value + top) / (2 * top) * (RIGHT - LEFT)


def svg() -> str:
    """Return the whole figure."""
    scale = max(abs(w) for w in WEIGHTS) / LEVELS
    lines = [
        *head(
            "quantization",
            188,
            "Four weights and the 4-bit grid they are rounded to",
            "A number line from -1.27 to 1.27 with fifteen evenly spaced grid points, "
            f"numbered -7 to 7, {scale:.3f} apart. Above the line stand the weights, each with a line down to its "
            "nearest grid point: "
            + ", ".join(f"{w} to point {round(w / scale)}" for w in WEIGHTS)
            + ". Below the line stand the integers that are stored.",
        ),
        f'<path class="fig-line" d="M{LEFT - 12} {BASE}H{RIGHT + 12}"/>',
    ]
    used = {round(w / scale) for w in WEIGHTS}
    for level in range(-LEVELS, LEVELS + 1):
        x = place(level * scale)
        lines.append(f'<path class="fig-line" d="M{x:.1f} {BASE - 6}V{BASE + 6}"/>')
        kind = "t2" if level in used else "muted"
        sign = "−" if level < 0 else ""
        bold = ' font-weight="bold"' if level in used else ""
        lines.append(
            f'<text class="fig-{kind}" x="{x:.1f}" y="{BASE + 26}" text-anchor="middle"{bold}>{sign}{abs(level)}</text>'
        )
    for weight, high in zip(WEIGHTS, (46, 46, 22, 46), strict=True):
        x, x2 = place(weight), place(round(weight / scale) * scale)
        lines.append(f'<path class="fig-line1" d="M{x:.1f} {high + 8}L{x2:.1f} {BASE - 8}"/>')
        lines.append(f'<circle class="fig-fill1" cx="{x:.1f}" cy="{high + 6}" r="5"/>')
        name = f"{weight}".replace("-", "−")
        anchor, at = ("end", x + 18) if weight == max(WEIGHTS) else ("middle", x)
        lines.append(f'<text class="fig-text" x="{at:.1f}" y="{high - 6}" text-anchor="{anchor}">{name}</text>')
    lines.append(f'<text class="fig-muted" x="{LEFT - 14}" y="{BASE + 56}">stored: the integers, and one scale</text>')
    lines.append(f'<text class="fig-text" x="{LEFT - 14}" y="{BASE + 78}">scale 1.27 ÷ 7 = {scale:.3f}</text>')
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
