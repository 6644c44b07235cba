"""Dots on a logarithmic axis: training compute 6ND of published models.

Parameters and tokens are the publications' own: GPT-3 (arXiv:2005.14165), Gopher (arXiv:2112.11446), LLaMA 65B
(arXiv:2302.13971), Chinchilla (arXiv:2203.15556), Llama 2 70B (arXiv:2307.09288), PaLM (arXiv:2204.02311), Llama 3 405B
(arXiv:2407.21783).

Print the SVG with ``python tools/figures/compute_cost.py``.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

from figures._drawing import head

MODELS = (
    ("GPT-3", 175e9, 300e9),
    ("Gopher", 280e9, 300e9),
    ("LLaMA 65B", 65.2e9, 1.4e12),
    ("Chinchilla", 70e9, 1.4e12),
    ("Llama 2 70B", 70e9, 2e12),
    ("PaLM 540B", 540e9, 780e9),
    ("Llama 3 405B", 405e9, 15.6e12),
)
LEFT, RIGHT, TOP, ROW = 120.0, 420.0, 14.0, 34.0
DECADES = (23.0, 26.0)
DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def x_of(flops: float) -> float:
    """Return the place of an amount of compute on the horizontal axis."""
    low, high = DECADES
    return LEFT + (math.log10(flops) - low) / (high - low) * (RIGHT - LEFT)


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    bottom = TOP + len(MODELS) * ROW
    told = ", ".join(f"{name} {6 * n * d:.2e}" for name, n, d in MODELS)
    yield from head(
        "compute-cost",
        bottom + 54,
        "Training compute of seven models",
        f"Logarithmic axis from 10^23 to 10^26 FLOPs. 6ND is: {told}.",
    )
    for power in range(23, 27):
        x = x_of(10.0**power)
        yield f'<path class="fig-grid" d="M{x:.1f} {TOP:.1f}V{bottom:.1f}"/>'
        label = "10" + str(power).translate(DIGITS)
        yield f'<text class="fig-muted" x="{x:.1f}" y="{bottom + 20:.1f}" text-anchor="middle">{label}</text>'
    for place, (name, n, d) in enumerate(MODELS):
        y = TOP + (place + 0.5) * ROW
        x = x_of(6 * n * d)
        yield f'<text class="fig-text" x="{LEFT - 10:.1f}" y="{y + 5:.1f}" text-anchor="end">{name}</text>'
        yield f'<path class="fig-line1" d="M{LEFT:.1f} {y:.1f}H{x:.1f}"/>'
        yield f'<circle class="fig-fill1" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
        base, exponent = f"{6 * n * d:.1e}".split("e+")
        label = f"{base}·10{exponent.translate(DIGITS)}"
        if x > RIGHT - 100:
            yield f'<text class="fig-t1" x="{x - 12:.1f}" y="{y - 6:.1f}" text-anchor="end">{label}</text>'
        else:
            yield f'<text class="fig-t1" x="{x + 12:.1f}" y="{y + 5:.1f}">{label}</text>'
    yield f'<path class="fig-line" d="M{LEFT:.1f} {TOP:.1f}V{bottom:.1f}H{RIGHT:.1f}"/>'
    middle = (LEFT + RIGHT) / 2
    yield f'<text class="fig-text" x="{middle:.1f}" y="{bottom + 44:.1f}" text-anchor="middle">6ND in FLOPs</text>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
