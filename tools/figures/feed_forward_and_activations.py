"""Plot ReLU, GELU and SiLU for the page on feed-forward layers.

ReLU(z) = max(0, z); GELU(z) = z Φ(z), with the standard normal distribution function; SiLU(z) = z / (1 + exp(-z)).
The dots are the values of the page's worked example, at -1 and 1.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

from figures._drawing import head, through

LOW, HIGH = -4.0, 2.5
LEFT, RIGHT, TOP, BOTTOM = 12.0, 428.0, 16.0, 246.0
TOP_VALUE, BOTTOM_VALUE = 2.6, -0.5


def relu(z: float) -> float:
    """Return max(0, z)."""
    return max(0.0, z)


def gelu(z: float) -> float:
    """Return z times the standard normal distribution function."""
    return 0.5 * z * (1 + math.erf(z / math.sqrt(2)))


def silu(z: float) -> float:
    """Return z times the logistic function."""
    return z / (1 + math.exp(-z))


CURVES: tuple[tuple[str, int, str, Callable[[float], float]], ...] = (
    ("ReLU", 1, "", relu),
    ("GELU", 2, ' stroke-dasharray="9 4"', gelu),
    ("SiLU", 3, ' stroke-dasharray="3 4"', silu),
)


def place(z: float, value: float) -> tuple[float, float]:
    """Return the place of a point of a curve."""
    x = LEFT + (z - LOW) / (HIGH - LOW) * (RIGHT - LEFT)
    y = TOP + (TOP_VALUE - value) / (TOP_VALUE - BOTTOM_VALUE) * (BOTTOM - TOP)
    return x, y


def path(f: Callable[[float], float]) -> str:
    """Return the path of a function."""
    steps = 52
    zs = [LOW + (HIGH - LOW) * step / steps for step in range(steps + 1)]
    return through(place(z, f(z)) for z in zs)


def svg() -> str:
    """Return the whole figure."""
    lines = [
        *head(
            "feed-forward-and-activations",
            290,
            "ReLU, GELU and SiLU",
            f"Three curves over the range from −4 to 2.5. ReLU is zero up to zero and then a "
            f"straight line. GELU and SiLU dip below zero before it: at −1 GELU is {gelu(-1):.3f} and "
            f"SiLU {silu(-1):.3f}. "
            f"At 1 ReLU is 1, GELU {gelu(1):.3f} and SiLU {silu(1):.3f}.",
        ),
    ]
    x0, y0 = place(0, 0)
    lines.append(f'<path class="fig-line" d="M{LEFT:.1f} {y0:.1f}H{RIGHT:.1f}M{x0:.1f} {TOP:.1f}V{BOTTOM:.1f}"/>')
    for z in (-4, -3, -2, -1, 1, 2):
        x, y = place(z, 0)
        anchor = "start" if z == -4 else "middle"
        name = f"−{-z}" if z < 0 else f"{z}"
        lines += [
            f'<path class="fig-grid" d="M{x:.1f} {TOP:.1f}V{BOTTOM:.1f}"/>',
            f'<text class="fig-muted" x="{x:.1f}" y="{BOTTOM + 20:.1f}" text-anchor="{anchor}">{name}</text>',
        ]
    for value in (1, 2):
        y = place(0, value)[1]
        lines += [
            f'<path class="fig-grid" d="M{LEFT:.1f} {y:.1f}H{RIGHT:.1f}"/>',
            f'<text class="fig-muted" x="{x0 - 8:.1f}" y="{y - 5:.1f}" text-anchor="end">{value}</text>',
        ]
    for place_of_name, (name, tone, dash, f) in enumerate(CURVES):
        lines.append(f'<path class="fig-line{tone}" fill="none"{dash} d="{path(f)}"/>')
        for z in (-1, 1):
            x, y = place(z, f(z))
            lines.append(f'<circle class="fig-fill{tone}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        y = 44 + place_of_name * 26
        lines += [
            f'<path class="fig-line{tone}"{dash} d="M24 {y - 5}H72"/>',
            f'<text class="fig-t{tone}" x="82" y="{y}">{name}</text>',
        ]
    lines += [
        f'<text class="fig-text" x="{RIGHT:.1f}" y="{BOTTOM + 38:.1f}" text-anchor="end">input z</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
