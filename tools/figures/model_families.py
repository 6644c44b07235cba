"""Place published models by the month of their report and their number of parameters.

Sizes are those of the reports; months are those of the arXiv numbers, and of the release for GPT-1 and GPT-2, whose
reports have none: GPT-1 (117M, by secondary sources), BERT large 1810.04805, GPT-2 (1.5B), T5 1910.10683, GPT-3
2005.14165, Gopher 2112.11446, Chinchilla 2203.15556, PaLM 2204.02311, OPT 2205.01068, LLaMA 2302.13971, Llama 2
2307.09288, Mixtral 2401.04088, Llama 3 2407.21783.

Print the SVG with ``python tools/figures/model_families.py``.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

from figures._drawing import head

# name, year, month, parameters in billions, kind, where the label stands: dx, dy, anchor
MODELS = (
    ("GPT-1", 2018, 6, 0.117, "decoder", 10, 5, "start"),
    ("BERT", 2018, 10, 0.34, "encoder", 10, 5, "start"),
    ("GPT-2", 2019, 2, 1.5, "decoder", -8, -8, "end"),
    ("T5", 2019, 10, 11, "both", 10, 5, "start"),
    ("GPT-3", 2020, 5, 175, "decoder", -9, 5, "end"),
    ("Gopher", 2021, 12, 280, "decoder", -9, 0, "end"),
    ("Chinchilla", 2022, 3, 70, "decoder", -9, 10, "end"),
    ("PaLM", 2022, 4, 540, "decoder", -2, -10, "end"),
    ("OPT", 2022, 5, 175, "decoder", -9, 8, "end"),
    ("LLaMA", 2023, 2, 65.2, "decoder", -2, 22, "middle"),
    ("Llama 2", 2023, 7, 70, "decoder", 2, -10, "middle"),
    ("Mixtral", 2024, 1, 47, "decoder", 4, 22, "middle"),
    ("Llama 3", 2024, 7, 405, "decoder", 2, -10, "middle"),
)
LEFT, RIGHT, TOP, BOTTOM = 52.0, 424.0, 24.0, 296.0
YEARS = (2018.0, 2025.0)
DECADES = (-1.2, 3.1)


def x_of(year: float) -> float:
    """Return the place of a moment on the horizontal axis."""
    return LEFT + (year - YEARS[0]) / (YEARS[1] - YEARS[0]) * (RIGHT - LEFT)


def y_of(billions: float) -> float:
    """Return the place of a size on the vertical axis."""
    low, high = DECADES
    return BOTTOM - (math.log10(billions) - low) / (high - low) * (BOTTOM - TOP)


def mark(kind: str, x: float, y: float) -> str:
    """Return a circle for a decoder, a square for an encoder, a triangle for a model with both."""
    if kind == "encoder":
        return f'<rect class="fig-fill2" x="{x - 5.5:.1f}" y="{y - 5.5:.1f}" width="11" height="11"/>'
    if kind == "both":
        return f'<path class="fig-fill3" d="M{x - 7:.1f} {y + 6:.1f}H{x + 7:.1f}L{x:.1f} {y - 7:.1f}z"/>'
    return f'<circle class="fig-fill1" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>'


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    told = ", ".join(f"{model[0]} {model[1]} with {model[3]:g}" for model in MODELS)
    yield from head(
        "model-families",
        354,
        "Published models by date and number of parameters",
        f"Years from 2018 to 2024 across, billions of parameters upwards on a logarithmic"
        f" axis. In billions: {told}. Sizes rise a thousandfold up to 2020 and stay between 47 and 540 after it. BERT"
        " is an encoder, T5 has encoder and decoder, the others are decoders.",
    )
    yield '<text class="fig-text" x="6" y="14">parameters</text>'
    for size, label in ((0.1, "100M"), (1, "1B"), (10, "10B"), (100, "100B"), (1000, "1T")):
        y = y_of(size)
        yield f'<path class="fig-grid" d="M{LEFT:.1f} {y:.1f}H{RIGHT:.1f}"/>'
        yield f'<text class="fig-muted" x="{LEFT - 6:.1f}" y="{y + 5:.1f}" text-anchor="end">{label}</text>'
    for year in range(2018, 2025):
        x = x_of(year)
        yield f'<path class="fig-grid" d="M{x:.1f} {TOP:.1f}V{BOTTOM:.1f}"/>'
        x = x_of(year + 0.5)
        yield f'<text class="fig-muted" x="{x:.1f}" y="{BOTTOM + 20:.1f}" text-anchor="middle">{year}</text>'
    yield f'<path class="fig-line" d="M{LEFT:.1f} {TOP:.1f}V{BOTTOM:.1f}H{RIGHT:.1f}"/>'
    for label, year, month, size, kind, dx, dy, anchor in MODELS:
        x, y = x_of(year + (month - 0.5) / 12), y_of(size)
        yield mark(kind, x, y)
        yield f'<text class="fig-text" x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{label}</text>'
    for left, kind, label in ((76.0, "decoder", "decoder"), (182.0, "encoder", "encoder"), (292.0, "both", "both")):
        yield mark(kind, left, 340)
        yield f'<text class="fig-muted" x="{left + 14:.1f}" y="345">{label}</text>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
