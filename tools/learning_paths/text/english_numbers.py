"""English numbers, in words and in figures: what they look like, as parts of regular expressions, and what they say."""

from __future__ import annotations

import re

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBERS = {word: number for number, word in enumerate([*_ONES, *_TEENS], start=1)}
_NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}

CARDINALS = frozenset(_NUMBERS)
ORDINALS = frozenset(_ORDINALS)
"""The single words that numbers are made of."""

HYPHENS = r"\-\u2010\u2011"
"""Hyphens, for a class of characters."""

_COMPOUND = rf"(?:{'|'.join(_TENS)})(?:[{HYPHENS}](?:{'|'.join(_ONES)}))?"

SPELT = rf"(?:{_COMPOUND}|{'|'.join([*_TEENS, *_ONES])})(?![\w{HYPHENS}])"
"""A number below a hundred in words, and not the start of a longer word such as ``two-step``."""

FIGURES = r"\d{1,3}(?!\w|%|[.,]\d)"
"""A whole number below a thousand in figures."""

CARDINAL = rf"(?:{FIGURES}(?![{HYPHENS}])|{SPELT})"
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})(?!\w)"


def value(number: str) -> int:
    """Return what a number says: ``sixteen``, ``Twenty-one``, ``16``, ``third`` or ``3rd``.

    Raises KeyError for a word that is no number.
    """
    word = number.lower()
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    return sum(_NUMBERS[part] for part in re.split(f"[{HYPHENS}]", word))
