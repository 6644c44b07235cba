"""The words of the interface: what each text is called, and what it says in the language of the site.

A text may have placeholders such as ``{number}``. What counts something has one text for each form of the noun, such
as ``steps.one`` and ``steps.other``, named as CLDR names the forms. ``languages/en.py`` says which texts there are.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from learning_paths import registry
from learning_paths.model import languages
from learning_paths.model.kinds import Kind
from learning_paths.model.plurals import FORMS, plural_rule
from learning_paths.text.suggest import Suggester, did_you_mean

BASE = "en"
"""The language that has all texts."""

NOUNS = frozenset({"kind", "kinds"})
"""Placeholders for nouns: ``{kind}`` is the noun in lower case, ``{Kind}`` as it stands at the start of a sentence."""

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.ASCII | re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"\{([A-Za-z]+)\}")


class Texts:
    """The texts of one language.

    ``words`` are all texts by their names. ``escape`` makes what stands between the placeholders ready for the place
    that the texts are put into; what is filled in is left to the caller.
    """

    def __init__(self, language: str, words: Mapping[str, str], escape: Callable[[str], str] = str) -> None:
        self.language = language
        self.words = words
        self._escape = escape
        self._formats: dict[str, str] = {}  # made when they are first asked for: a page says few of all texts
        self._form = plural_rule(language)

    def __call__(self, name: str, /, **values: str | int) -> str:
        """Return a text with its placeholders filled in. Raises KeyError if there is no such text."""
        return self._format(name).format_map(values)

    def _format(self, name: str) -> str:
        found = self._formats.get(name)
        if found is None:
            found = self._formats[name] = _as_format(self.words[name], self._escape)
        return found

    def counted(self, name: str, number: int, **values: str | int) -> str:
        """Return the text that counts ``number`` things: ``steps`` gives ``1 step``, ``16 steps``."""
        form = f"{name}.{self._form(number)}"
        found = form if self.words.get(form) else f"{name}.other"
        return self._format(found).format_map({"number": number, **values})

    def duration(self, minutes: int) -> str:
        """Return a time as readers say it: ``7 min``, ``1 h``, ``1 h 35 min``."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self("minutes", number=rest)
        if not rest:
            return self("hours", number=hours)
        return self("duration", hours=self("hours", number=hours), minutes=self("minutes", number=rest))

    def date(self, date: datetime.date) -> str:
        """Return a date as readers write it: ``22 November 2026``."""
        return self("date", day=date.day, month=self(f"month.{date.month}"), year=date.year)

    def kind(self, kind: Kind) -> str:
        """Return the name of one page of a kind: ``Concept``."""
        return kind.label or self(f"kind.{kind.name}")

    def kinds(self, kind: Kind) -> str:
        """Return the name of all pages of a kind: ``Concepts``."""
        return kind.plural or self(f"kinds.{kind.name}")

    def escaped(self, escape: Callable[[str], str]) -> Texts:
        """Return the same texts, ready for another place. See the class."""
        return Texts(self.language, self.words, escape)


def _as_format(text: str, escape: Callable[[str], str]) -> str:
    parts = _PLACEHOLDER.split(text)
    for place in range(0, len(parts), 2):
        parts[place] = escape(parts[place]).replace("{", "{{").replace("}", "}}")
    for place in range(1, len(parts), 2):
        parts[place] = f"{{{parts[place]}}}"
    return "".join(parts)


def language_tag(language: str) -> str | None:
    """Return the name of a language as HTML wants it, ``pt-BR`` for ``pt_BR``; None if it cannot be one."""
    tag = language.replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def languages_with_texts() -> list[str]:
    """Return the tags of the languages that come with the package, in lower case, sorted."""
    return registry.names(languages)


def shipped(language: str) -> str | None:
    """Return the language of the package that serves for a tag: ``de`` for ``de-AT``. None if there is none."""
    names = languages_with_texts()
    tag = language.lower()
    while tag not in names:
        tag, more, _ = tag.rpartition("-")
        if not more:
            return None
    return tag


def texts_in(language: str, changed: Mapping[str, str]) -> Texts:
    """Return the texts of a language, with those that a site has changed.

    In a language that the package does not have, texts that the site does not give are English. If it gives none, the
    language of the texts is English.
    """
    words = dict(base_words())
    found = shipped(language)
    if found is not None and found != BASE:
        words |= registry.load(languages, found).TEXTS
    tag = language if found is not None or changed else BASE
    words |= changed
    return Texts(tag, words)


def base_words() -> Mapping[str, str]:
    """Return all texts in English."""
    words: Mapping[str, str] = registry.load(languages, BASE).TEXTS
    return words


class Fault(NamedTuple):
    """What is wrong with a text that a site has changed: the name of the rule that says so, a message and a hint."""

    rule: str
    message: str
    hint: str | None = None


def fault_in(name: str, text: str) -> Fault | None:
    """Return what is wrong with a changed text, or None."""
    words = base_words()
    family, _, form = name.rpartition(".")
    other = words.get(f"{family}.other") if form in FORMS else None
    english = words.get(name) or other
    if english is None:
        hint = did_you_mean(Suggester(words).closest(name))
        return Fault("unknown-field", f"there is no text '{name}'", hint)
    if not text.strip():
        return Fault("invalid-field", f"the text '{name}' is empty", f"in English: {english}")
    known = placeholders(english) | placeholders(other or "")
    # One of something, or two, can be said without the number.
    needed = known - {"number"} if other and form != "other" else known
    given = placeholders(text)
    unknown = given - known - {noun.capitalize() for noun in known & NOUNS}
    missing = needed - {name.lower() for name in given}
    if unknown:
        return Fault("invalid-field", f"the text '{name}' has no use for {_listed(unknown)}", f"in English: {english}")
    if missing:
        return Fault("invalid-field", f"the text '{name}' lacks {_listed(missing)}", f"in English: {english}")
    return None


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return set(_PLACEHOLDER.findall(text))


def _listed(names: set[str]) -> str:
    return " and ".join(f"{{{name}}}" for name in sorted(names))
