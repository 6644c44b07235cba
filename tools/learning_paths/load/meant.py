"""What a value of the wrong form was meant to be."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from learning_paths.load.slugs import is_reference, is_slug
from learning_paths.model.fields import PATTERNS, RANGES, Type

_ARXIV_PREFIX = re.compile(r"(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv[:\s]\s*", re.IGNORECASE)
_ARXIV_SUFFIX = re.compile(r"\.pdf$|\s*\[[\w.-]+\]$")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:www\.|dx\.)?doi\.org/|doi[:\s]\s*", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)

_BOOLS = {"yes": "true", "y": "true", "on": "true", "1": "true", "no": "false", "n": "false", "off": "false"} | {
    "0": "false"
}
_NUMBER = r"(?P<number>[0-9]{1,5})"
_MINUTES = re.compile(_NUMBER + r" ?(?:m|mins?|minutes?)\.?", re.IGNORECASE)
_HOURS = re.compile(_NUMBER + r" ?(?:h|hrs?|hours?)\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?P<year>[0-9]{4})[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?")
_ONE_YEAR = re.compile(r"\D*(?P<year>[0-9]{4})\D*")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})(?:[T ][0-9]{1,2}:.*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4})")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2})\.? )?([a-z]{3,9})\.?(?: ([0-9]{1,2}),?)? ([0-9]{4})", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december".split()


class Meant(NamedTuple):
    """A well-formed value, and whether it is certain that it was meant, or only likely."""

    text: str
    certain: bool


def meant(type_: Type, text: str) -> Meant | None:
    """Return what a text that does not have the form of its type was meant to be, or None."""
    found = _GUESSES[type_](text) if type_ in _GUESSES and len(text) <= 300 else None
    return found if found is not None and _VALID[type_](found.text) else None


def _arxiv(text: str) -> Meant | None:
    prefix = _ARXIV_PREFIX.match(text)
    if prefix is not None:
        return Meant(_ARXIV_SUFFIX.sub("", text[prefix.end() :]), certain=True)
    # 2005.14160 without quotes is a number for many tools, and comes back without its last zero.
    return Meant(text + "0", certain=False)


def _doi(text: str) -> Meant | None:
    prefix = _DOI_PREFIX.match(text)
    return Meant(text[prefix.end() :], certain=True) if prefix is not None else None


def _url(text: str) -> Meant | None:
    return Meant("https://" + text, certain=False) if _HOST.fullmatch(text) else None


def _bool(text: str) -> Meant | None:
    word = _BOOLS.get(text.lower())
    return Meant(word, certain=True) if word is not None else None


def _minutes(text: str) -> Meant | None:
    for pattern, factor in ((_MINUTES, 1), (_HOURS, 60)):
        match = pattern.fullmatch(text)
        if match is not None:
            return Meant(str(int(match["number"]) * factor), certain=True)
    return None


def _year(text: str) -> Meant | None:
    match = _YEAR.fullmatch(text)
    if match is not None:
        return Meant(match["year"], certain=True)
    match = _ONE_YEAR.fullmatch(text)
    return Meant(match["year"], certain=False) if match is not None else None


def _date(text: str) -> Meant | None:
    match = _YEAR_FIRST.fullmatch(text)
    # Without signs between them, month and day have two digits each.
    if match is not None and (match[2] or len(match[3] + match[4]) == 4):
        return _day(match[1], match[3], match[4], certain=True)
    match = _YEAR_LAST.fullmatch(text)
    if match is not None:
        one, other = int(match[1]), int(match[3])
        # Dots stand between day, month and year; with other signs, many put the month first.
        if match[2] == "." or one > 12 or one == other:
            return _day(match[4], match[3], match[1], certain=False)
        return _day(match[4], match[1], match[3], certain=False) if other > 12 else None
    match = _IN_WORDS.fullmatch(text)
    if match is not None and bool(match[1]) is not bool(match[3]):
        for number, month in enumerate(_MONTHS, start=1):
            if month.startswith(match[2].lower()):
                return _day(match[4], str(number), match[1] or match[3], certain=True)
    return None


def _day(year: str, month: str, day: str, *, certain: bool) -> Meant | None:
    try:
        return Meant(date(int(year), int(month), int(day)).isoformat(), certain)
    except ValueError:
        return None


def _slug(text: str) -> Meant:
    return Meant(_words(text), certain=False)


def _reference(text: str) -> Meant:
    return Meant("/".join(map(_words, text.replace("\\", "/").split("/"))).strip("/"), certain=False)


def _words(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text).strip("-.").lower().removesuffix(".md")


def _between(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: text.isdecimal() and least <= int(text) <= most


def _of_form(type_: Type) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(PATTERNS[type_], text) is not None


_GUESSES: Mapping[Type, Callable[[str], Meant | None]] = {
    Type.ARXIV: _arxiv,
    Type.BOOL: _bool,
    Type.DATE: _date,
    Type.DOI: _doi,
    Type.MINUTES: _minutes,
    Type.REFERENCE: _reference,
    Type.SLUG: _slug,
    Type.URL: _url,
    Type.YEAR: _year,
}
_VALID: Mapping[Type, Callable[[str], bool]] = {
    Type.BOOL: lambda text: True,
    Type.DATE: lambda text: True,
    Type.REFERENCE: is_reference,
    Type.SLUG: is_slug,
    **{type_: _between(*limits) for type_, limits in RANGES.items()},
    **{type_: _of_form(type_) for type_ in PATTERNS},
}
