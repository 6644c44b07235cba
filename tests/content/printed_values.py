"""Find the numbers in what a page's code prints, and tell which of the expected values are not among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NUMBER = re.compile(
    r"""(?<![\w.])  (?P<sign>[-−]?)
    (?P<digits> \d{1,3} (?:,\d{3})+ (?:\.\d+)? | \d+\.\d+ | \.\d+ | \d+ )
    (?:[eE] (?P<power>[-+]?\d+) | \s?[·×*]\s?10 (?:\^|\*\*) (?P<times>[-+−]?\d+) )?
    (?P<unit>\s?%|\s?(?:thousand|million|billion|trillion)\b|\s?[KMBT](?![\w]))?""",
    re.VERBOSE,
)
UNITS = {"%": -2, "thousand": 3, "K": 3, "million": 6, "M": 6, "billion": 9, "B": 9, "trillion": 12, "T": 12}
EXACT = 1e-9
SIX_DIGITS = 5.1e-6  # what the expected values themselves are rounded to, relative
ENOUGH = 4  # significant digits of a printed number that was rounded


class Printed(NamedTuple):
    """A number as it was printed: its value, half of its last digit, and how many significant digits it has."""

    value: float
    half: float
    significant: int


def printed_numbers(text: str) -> Iterator[Printed]:
    """Yield the numbers in a text; one with a unit, such as 35% or 1.5B, both as it is written and as it is meant."""
    for match in NUMBER.finditer(text):
        digits = match["digits"].replace(",", "")
        power = int((match["power"] or match["times"] or "0").replace("−", "-"))
        decimals = len(digits.partition(".")[2])
        significant = len(digits.replace(".", "").lstrip("0")) or decimals
        value = float(digits) * (-1 if match["sign"] else 1)
        units = {0, UNITS[match["unit"].strip()]} if match["unit"] else {0}
        for unit in units:
            scale = 10.0 ** (power + unit)
            yield Printed(value * scale, 0.5 * 10.0**-decimals * scale, significant)


def shows(number: Printed, expected: float) -> bool:
    """Say whether a printed number is an expected value: exactly, or rounded to at least four significant digits."""
    distance = abs(number.value - expected)
    if distance <= EXACT * abs(expected):
        return True
    if number.significant < ENOUGH or isinstance(expected, int):
        return False
    return distance <= number.half * (1 + 1e-6) + SIX_DIGITS * abs(expected)


def missing(expected: dict[str, object], text: str) -> list[str]:
    """Return the values of `expected`, as “name: value”, that are not in a text; in words, only letters count."""
    numbers = list(printed_numbers(text))
    words = re.sub(r"\W", "", text)
    found = []
    for name, value in expected.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                there = re.sub(r"\W", "", one) in words
            else:
                assert isinstance(one, int | float)
                there = any(shows(number, one) for number in numbers)
            if not there:
                found.append(f"{name}: {one}")
    return found
