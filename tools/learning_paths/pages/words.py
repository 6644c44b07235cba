"""The words of the interface, ready for templates."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from markupsafe import Markup

from learning_paths.model.kinds import Kind
from learning_paths.model.texts import Texts
from learning_paths.pages.escape import inline, markdown_text


class Words:
    """The texts of the interface as HTML and Markdown that show exactly these texts.

    What a template fills in is made safe too, unless it is markup already. The texts are made ready once, so that
    asking for one costs little.
    """

    def __init__(self, texts: Texts) -> None:
        self.plain = texts
        self._texts = texts.escaped(inline)
        # Most come again on the next pages. Markup is not to be taken for the same text that is none.
        self.text: Callable[..., Markup] = lru_cache(1000, typed=True)(self._text)
        self.duration: Callable[[int], Markup] = cache(self._duration)
        self.label: Callable[[Kind], Markup] = cache(self._label)
        self.way: Callable[[Kind, str], Markup] = cache(self._way)

    def _text(self, name: str, /, **values: object) -> Markup:
        """Return a text with its placeholders filled in. Raises KeyError if there is no such text."""
        return Markup(self._texts(name, **{key: _safe(value) for key, value in values.items()}))  # noqa: S704 - escaped

    def counted(self, number: int, name: str) -> Markup:
        """Return the text that counts so many things: ``16 steps`` for the name ``steps``."""
        return Markup(self._texts.counted(name, number))  # noqa: S704 - escaped

    def listed(self, items: Iterable[object]) -> Markup:
        """Return what there is, with commas between."""
        return Markup(self._texts("comma").join(map(_safe, items)))  # noqa: S704 - escaped

    def _duration(self, minutes: int) -> Markup:
        return Markup(self._texts.duration(minutes))  # noqa: S704 - escaped

    def date(self, date: datetime.date) -> Markup:
        """Return a date as readers write it."""
        return Markup(self._texts.date(date))  # noqa: S704 - escaped

    def _label(self, kind: Kind) -> Markup:
        return markdown_text(self.plain.kind(kind))

    def _way(self, kind: Kind, side: str) -> Markup:
        label = self.label(kind)
        return self.text(f"way.{side}", kind=label.lower(), Kind=label)

    def plural(self, kind: Kind) -> Markup:
        """Return the name of all pages of a kind."""
        return markdown_text(self.plain.kinds(kind))


def _safe(value: object) -> str:
    if isinstance(value, Markup):
        return value
    return str(value) if isinstance(value, int) else markdown_text(str(value))
