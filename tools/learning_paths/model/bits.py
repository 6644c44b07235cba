"""Sets of small numbers as the bits of one number, which Python joins and compares many at a time."""

from __future__ import annotations

from collections.abc import Iterator


def members(bits: int) -> Iterator[int]:
    """Yield the numbers in a set, from the smallest."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
