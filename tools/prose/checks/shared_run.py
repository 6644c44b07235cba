"""Eight words or more in a row that stand on another page too, or in the facts that the pages were written from.

Names, titles, formulas, code and headings are left out. Words are compared without their case and what stands between
them. Each run of eight is looked up once, so that the time is linear in all that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from learning_paths.model.diagnostic import Finding, Related, Severity
from learning_paths.text.span import Span
from prose.site import Site, Text

SEVERITY = Severity.WARNING
RUN = 8
_WORD = re.compile(r"(?P<word>[^\W_]+(?:[’'.,-][^\W_]+)*)|(?P<end>￼|\n\s*\n|\||^#.*$|^\?\?\?.*$)", re.MULTILINE)


class _Place(NamedTuple):
    """Where a run stands: in a text of the site, or in a file of facts, which has no text here."""

    file: str
    text: Text | None = None
    start: int = 0
    end: int = 0

    def span(self) -> Span:
        return Span(self.file) if self.text is None else self.text.span(self.start, self.end)


_Run = tuple[str, ...]


def check(site: Site) -> Iterator[Finding]:
    """Yield each run at its later place, with the earlier one."""
    names = [tuple(word for word, _, _ in chunk) for name in site.words["phrases"] for chunk in _chunks(name)]
    seen: dict[_Run, _Place] = {}
    for file in sorted(site.facts.iterdir()) if site.facts is not None else ():
        if file.is_file():
            for words in _chunks(file.read_text(encoding="utf-8")):
                for place in range(len(words) - RUN + 1):
                    seen.setdefault(_run(words, place, place + RUN), _Place(f"facts/{file.name}"))
    for text in site.texts:
        if text.page is not None or not text.file.startswith("docs/guide/"):
            yield from _shared(text, seen, names)


def is_complete(site: Site) -> bool:
    """Say whether all is there that texts are compared with."""
    return site.facts is not None


def _shared(text: Text, seen: dict[_Run, _Place], names: list[_Run]) -> Iterator[Finding]:
    """Yield the runs of a text that stand elsewhere, and add its own to what has been seen."""
    own: dict[_Run, _Place] = {}
    for words in _chunks(text.prose):
        place = 0
        while place <= len(words) - RUN:
            run = _run(words, place, place + RUN)
            other = seen.get(run)
            if other is None or other.file == text.file:
                own.setdefault(run, _Place(text.file, text, words[place][1], words[place + RUN - 1][2]))
                place += 1
                continue
            end = place + RUN
            while end < len(words) and _run(words, end - RUN + 1, end + 1) in seen:
                end += 1
            if not _is_made_of(_run(words, place, end), names):
                start, stop = words[place][1], words[end - 1][2]
                said = " ".join(text.value[start:stop].split())
                message = f"“{said}” stands elsewhere too"
                yield Finding(message, text.span(start, stop), related=(Related("there", other.span()),))
            place = end
    for run, where in own.items():
        seen.setdefault(run, where)


def _run(words: list[tuple[str, int, int]], start: int, end: int) -> _Run:
    return tuple(word for word, _, _ in words[start:end])


def _chunks(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """Yield the words between two ends: of a paragraph, of a cell, of what is no prose; each with its place."""
    words: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        if match["word"] is None:
            yield words
            words = []
        else:
            words.append((match["word"].lower(), match.start(), match.end()))
    yield words


def _is_made_of(run: _Run, names: list[_Run]) -> bool:
    """Say whether what is left of a run, when the names in it are taken out, is shorter than a run that counts."""
    left = list(run)
    for name in names:
        for place in range(len(left) - len(name) + 1):
            if name and tuple(left[place : place + len(name)]) == name:
                left[place : place + len(name)] = []
                break
    return len(left) < RUN
