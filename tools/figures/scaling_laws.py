"""Plot the test loss that the power laws of Kaplan et al. (2020) give for a model's size and its training data.

Formula and constants: "Scaling Laws for Neural Language Models", arXiv:2001.08361: L(N) with N_c = 8.8e13 and
alpha_N = 0.076, L(D) with D_c = 5.4e13 and alpha_D = 0.095, and the law L(N, D) that joins them. The runs behind the
fit reach from 768 to 1.5 billion parameters; beyond that, the curves are dashed.

Print the SVG with ``python tools/figures/scaling_laws.py``.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

from figures._drawing import head, through

ALPHA_N, N_C = 0.076, 8.8e13
ALPHA_D, D_C = 0.095, 5.4e13
MEASURED = (768.0, 1.5e9)

LEFT, RIGHT, TOP, BOTTOM = 44.0, 428.0, 34.0, 296.0
N_DECADES = (2.75, 11.0)
LOSSES = (1.5, 8.0)


def loss(n: float, d: float = math.inf) -> float:
    """Return the loss in nats per token for n parameters and d training tokens."""
    return math.pow(math.pow(N_C / n, ALPHA_N / ALPHA_D) + D_C / d, ALPHA_D)


def x_of(n: float) -> float:
    """Return the place of n parameters on the horizontal axis."""
    low, high = N_DECADES
    return LEFT + (math.log10(n) - low) / (high - low) * (RIGHT - LEFT)


def y_of(value: float) -> float:
    """Return the place of a loss on the vertical axis."""
    low, high = (math.log(edge) for edge in LOSSES)
    return BOTTOM - (math.log(value) - low) / (high - low) * (BOTTOM - TOP)


def curve(start: float, end: float, d: float) -> str:
    """Return the path of the loss from start to end parameters, for d training tokens."""
    steps = 40
    sizes = (start * (end / start) ** (step / steps) for step in range(steps + 1))
    return through((x_of(n), y_of(loss(n, d))) for n in sizes)


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    yield from head(
        "scaling-laws",
        352,
        "Loss against model size, for three amounts of training data",
        "Both axes are logarithmic: parameters from one thousand to "
        "one hundred billion"
        " across, loss from 1.5 to 8 nats per token upwards. With unlimited data the loss is a straight falling line,"
        f" at {loss(1e9):.2f} for one billion parameters and {loss(1e10):.2f} for ten billion. "
        f"With 10 billion tokens the"
        f" curve leaves that line and flattens near {loss(1e11, 1e10):.1f}; with 100 million tokens it flattens much"
        f" earlier, near {loss(1e11, 1e8):.1f}. Beyond 1.5 billion parameters, where the fit has no measurements, all"
        " three are dashed.",
    )
    for value in (2, 3, 4, 6, 8):
        y = y_of(value)
        yield f'<path class="fig-grid" d="M{LEFT:.1f} {y:.1f}H{RIGHT:.1f}"/>'
        yield f'<text class="fig-muted" x="{LEFT - 8:.1f}" y="{y + 5:.1f}" text-anchor="end">{value}</text>'
    for power, name in ((3, "10³"), (5, "10⁵"), (7, "10⁷"), (9, "10⁹"), (11, "10¹¹")):
        x = x_of(10.0**power)
        yield f'<path class="fig-grid" d="M{x:.1f} {TOP:.1f}V{BOTTOM:.1f}"/>'
        anchor = "end" if power == 11 else "middle"
        place = RIGHT + 8 if power == 11 else x
        yield f'<text class="fig-muted" x="{place:.1f}" y="{BOTTOM + 20:.1f}" text-anchor="{anchor}">{name}</text>'
    yield f'<path class="fig-line" d="M{LEFT:.1f} {TOP:.1f}V{BOTTOM:.1f}H{RIGHT:.1f}"/>'
    yield '<text class="fig-text" x="6" y="18">loss (nats per token)</text>'
    yield f'<text class="fig-text" x="{(LEFT + RIGHT) / 2:.1f}" y="342" text-anchor="middle">parameters N</text>'
    low, high = MEASURED
    for colour, d in ((3, 1e8), (2, 1e10), (1, math.inf)):
        yield f'<path class="fig-line{colour}" d="{curve(low, high, d)}"/>'
        yield f'<path class="fig-line{colour}" stroke-dasharray="6 5" d="{curve(high, 1e11, d)}"/>'
    for n in (1e9, 1e10):
        x, y = x_of(n), y_of(loss(n))
        yield f'<circle class="fig-fill1" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        yield f'<text class="fig-t1" x="{x - 6:.1f}" y="{y + 20:.1f}" text-anchor="end">{loss(n):.2f}</text>'
    for colour, d, name, shift in ((3, 1e8, "100M tokens", 19), (2, 1e10, "10B tokens", -20)):
        y = y_of(loss(1e11, d)) + shift
        yield f'<text class="fig-t{colour}" x="{RIGHT - 2:.1f}" y="{y:.1f}" text-anchor="end">{name}</text>'
    x, y = x_of(2e6), y_of(3.46) + 5
    yield f'<text class="fig-t1" x="{x:.1f}" y="{y:.1f}" text-anchor="end">unlimited data</text>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
