"""Bars of the memory per device for 7.5 billion parameters: on one device, and sharded over 64 in three stages.

Bytes per parameter with mixed-precision Adam: 2 for weights, 2 for gradients, 12 for the optimiser. Model, number of
devices and stages are those of "ZeRO: Memory Optimizations Toward Training Trillion Parameter Models",
arXiv:1910.02054.

Print the SVG with ``python tools/figures/training_memory.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from figures._drawing import head

PARAMETERS, DEVICES = 7.5, 64
PARTS = (("weights", 2, 1), ("gradients", 2, 3), ("optimiser", 12, 2))
STAGES = (
    ("one device, or copies on each", ()),
    ("optimiser state sharded", (2,)),
    ("and gradients", (1, 2)),
    ("and weights", (0, 1, 2)),
)
LEFT, SCALE, TOP, ROW = 8.0, 2.9, 62.0, 62.0


def sizes(sharded: tuple[int, ...]) -> list[float]:
    """Return the gigabytes of each part on one device."""
    return [PARAMETERS * size / (DEVICES if place in sharded else 1) for place, (_, size, _) in enumerate(PARTS)]


def elements() -> Iterator[str]:
    """Yield the lines of the SVG."""
    told = "; ".join(f"{name}: {sum(sizes(sharded)):.1f} GB" for name, sharded in STAGES)
    yield from head(
        "training-memory",
        312,
        "Memory per device for 7.5 billion parameters, in GB",
        "Four stacked bars of weights, gradients and optimiser state, the last"
        f" being three quarters of the first bar. {told}. The last three bars are for 64 devices.",
    )
    x = LEFT
    for name, size, colour in PARTS:
        yield f'<rect class="fig-fill{colour}" x="{x:.1f}" y="6" width="16" height="14"/>'
        yield f'<text class="fig-t{colour}" x="{x + 22:.1f}" y="18">{name}, {size}N</text>'
        x += 136 if colour == 1 else 150
    yield '<text class="fig-muted" x="8" y="44">GB per device, N = 7.5 billion, 64 devices</text>'
    for place, (name, sharded) in enumerate(STAGES):
        y = TOP + place * ROW
        yield f'<text class="fig-text" x="{LEFT:.1f}" y="{y + 14:.1f}">{name}</text>'
        x = LEFT
        for (_, _, colour), share in zip(PARTS, sizes(sharded), strict=True):
            yield (
                f'<rect class="fig-fill{colour}" x="{x:.1f}" y="{y + 22:.1f}" width="{share * SCALE:.1f}" height="24"/>'
            )
            x += share * SCALE
        yield f'<text class="fig-text" x="{x + 8:.1f}" y="{y + 39:.1f}">{sum(sizes(sharded)):.1f}</text>'
    yield "</svg>"


def svg() -> str:
    """Return the whole SVG text."""
    return "\n".join(elements()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(svg())
