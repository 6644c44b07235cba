"""Which form of a noun a number asks for, by language: the rules of Unicode's CLDR for whole numbers.

A form has the name that CLDR gives it. Where scripts count, ``Intl.PluralRules`` of the browser has the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

FORMS = ("zero", "one", "two", "few", "many", "other")

Rule = Callable[[int], str]


def _english(n: int) -> str:
    return "one" if n == 1 else "other"


def _japanese(n: int) -> str:
    return "other"


def _french(n: int) -> str:
    return "one" if n in (0, 1) else "other"


def _russian(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _croatian(n: int) -> str:
    form = _russian(n)
    return "other" if form == "many" else form


def _polish(n: int) -> str:
    form = _russian(n)
    return "one" if n == 1 else "many" if form == "one" else form


def _czech(n: int) -> str:
    return "one" if n == 1 else "few" if n in (2, 3, 4) else "other"


def _slovenian(n: int) -> str:
    return {1: "one", 2: "two", 3: "few", 4: "few"}.get(n % 100, "other")


def _lithuanian(n: int) -> str:
    if 11 <= n % 100 <= 19 or n % 10 == 0:
        return "other"
    return "one" if n % 10 == 1 else "few"


def _latvian(n: int) -> str:
    if n % 10 == 0 or 11 <= n % 100 <= 19:
        return "zero"
    return "one" if n % 10 == 1 else "other"


def _romanian(n: int) -> str:
    return "one" if n == 1 else "few" if n == 0 or 1 <= n % 100 <= 19 else "other"


def _arabic(n: int) -> str:
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    return "few" if 3 <= n % 100 <= 10 else "many" if n % 100 >= 11 else "other"


def _hebrew(n: int) -> str:
    return {1: "one", 2: "two"}.get(n, "other")


def _icelandic(n: int) -> str:
    return "one" if n % 10 == 1 and n % 100 != 11 else "other"


def _irish(n: int) -> str:
    if n in (1, 2):
        return ("one", "two")[n - 1]
    return "few" if 3 <= n <= 6 else "many" if 7 <= n <= 10 else "other"


def _welsh(n: int) -> str:
    return {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(n, "other")


_GROUPS: tuple[tuple[str, Rule], ...] = (
    ("id ja ko lo ms my th vi zh", _japanese),
    ("am bn fa fr gu hi hy kn pa pt zu", _french),
    ("be ru uk", _russian),
    ("bs hr sh sr", _croatian),
    ("pl", _polish),
    ("cs sk", _czech),
    ("sl", _slovenian),
    ("lt", _lithuanian),
    ("lv", _latvian),
    ("mo ro", _romanian),
    ("ar", _arabic),
    ("he iw", _hebrew),
    ("is mk", _icelandic),
    ("ga", _irish),
    ("cy", _welsh),
)
RULES: Mapping[str, Rule] = {language: rule for languages, rule in _GROUPS for language in languages.split()} | {
    "pt-pt": _english
}
"""The languages that do not count as English does, with one form for one and another for everything else."""


def plural_rule(language: str) -> Rule:
    """Return what gives the name of the form for a number. ``language`` is a tag such as ``pl`` or ``pt-BR``."""
    tag = language.lower()
    return RULES.get(tag) or RULES.get(tag.partition("-")[0], _english)
