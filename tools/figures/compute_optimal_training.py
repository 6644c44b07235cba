"""Plot predicted loss against model size for three fixed amounts of compute.

Law and constants: the refit of Hoffmann et al.'s third approach in "Chinchilla Scaling: A replication attempt",
arXiv:2404.10102: L = E + A/N^alpha + B/D^beta with D = C/(6N). Gopher and Chinchilla: "Training Compute-Optimal Large
Language Models", arXiv:2203.15556.

Print the SVG with ``python tools/figures/compute_optimal_training.py``.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

from figures._drawing import head, through

E, A, B, ALPHA, BETA = 1.8172, 482.01, 2085.43, 0.3478, 0.3658
BUDGETS = ((1e20, "10²⁰", 3), (1e22, "10²²", 2), (5.76e23, "5.76·10²³", 1))
LEFT, RIGHT, TOP, BOTTOM = 44.0, 428.0, 30.0, 300.0
DECADES = (7.5, 12.2)
LOSSES = (1.85, 2.9)


def loss(n: float, d: float) -> float:
    """Return the predicted loss in nats per token."""
    return E + A / math.pow(n, ALPHA) + B / math.pow(d, BETA)


def best(compute: float) -> float:
    """Return the size with the lowest loss for a budget, where the slope of both terms is equal."""
    return math.pow(ALPHA * A / (BETA * B), 1 / (ALPHA + BETA)) * math.pow(compute / 6, BETA / (ALPHA + BETA))


def x_of(n: float) -> float:
    """Return the place of n parameters on the horizontal axis."""
    low, high = DECADES
    return LEFT + (math.log10(n) - low) / (high - low) * (RIGHT - LEFT)


def y_of(value: float) -> float:
    """Return the place of a loss on the vertical axis."""
    low, high = LOSSES
    return BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)


def curve(compute: float) -> str:
    """Return the path of the loss for one budget, where it lies inside the frame."""
    sizes = (10 ** (DECADES[0] + step / 20) for step in range(round(20 * (DECADES[1] - DECADES[0])) + 1))
    points = ((n, loss(n, compute / (6 * n))) for n in sizes)
    return through((x_of(n), y_of(value)) for n, value in points if value <= LOSSES[1])


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    told = ", ".join(f"{label} FLOPs at {best(compute) / 1e9:.2f} billion parameters" for compute, label, _ in BUDGETS)
    yield from head(
        "compute-optimal-training",
        354,
        "Loss against model size at three fixed budgets",
        f"Three valley-shaped curves over a logarithmic axis of parameters. More compute"
        f" lowers the curve and moves its lowest point to larger models: {told}. On the curve of 5.76·10²³ FLOPs,"
        " Chinchilla with 70 billion parameters lies at the bottom and Gopher with 280 billion to the right of it,"
        " higher.",
    )
    for value in (2.0, 2.2, 2.4, 2.6, 2.8):
        y = y_of(value)
        yield f'<path class="fig-grid" d="M{LEFT:.1f} {y:.1f}H{RIGHT:.1f}"/>'
        yield f'<text class="fig-muted" x="{LEFT - 8:.1f}" y="{y + 5:.1f}" text-anchor="end">{value}</text>'
    for power, label in ((8, "10⁸"), (9, "10⁹"), (10, "10¹⁰"), (11, "10¹¹"), (12, "10¹²")):
        x = x_of(10.0**power)
        yield f'<path class="fig-grid" d="M{x:.1f} {TOP:.1f}V{BOTTOM:.1f}"/>'
        yield f'<text class="fig-muted" x="{x:.1f}" y="{BOTTOM + 20:.1f}" text-anchor="middle">{label}</text>'
    yield f'<path class="fig-line" d="M{LEFT:.1f} {TOP:.1f}V{BOTTOM:.1f}H{RIGHT:.1f}"/>'
    yield '<text class="fig-text" x="6" y="18">predicted loss (nats per token)</text>'
    yield f'<text class="fig-text" x="{(LEFT + RIGHT) / 2:.1f}" y="344" text-anchor="middle">parameters N</text>'
    for compute, label, colour in BUDGETS:
        yield f'<path class="fig-line{colour}" d="{curve(compute)}"/>'
        n = best(compute)
        x, y = x_of(n), y_of(loss(n, compute / (6 * n)))
        if colour != 1:
            yield f'<circle class="fig-fill{colour}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        above = y - 14 if colour == 1 else y - 22
        yield f'<text class="fig-t{colour}" x="{x:.1f}" y="{above:.1f}" text-anchor="middle">{label}</text>'
    for label, n, d, shift, anchor in (
        ("Chinchilla", 70e9, 1.4e12, -10.0, "end"),
        ("Gopher", 280e9, 300e9, 8.0, "start"),
    ):
        x, y = x_of(n), y_of(loss(n, d))
        yield f'<circle class="fig-fill4" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        yield f'<text class="fig-t4" x="{x + shift:.1f}" y="{y + 21:.1f}" text-anchor="{anchor}">{label}</text>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
