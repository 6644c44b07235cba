"""How long a page is, and how hard to read, beside the others of its kind: for information."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean, median
from typing import NamedTuple

from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.text.prose import STAND_IN
from prose.site import Site, Text, without_figures

SEVERITY = Severity.INFO
FAR = 1.35
"""So many times the median is far from it."""
LONGEST = 45
"""Words of a sentence that is named, whatever the others are like."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”)]?\s+(?=[“(*A-Z0-9￼$])|\n\s*\n|\n(?=[-*|#?\d])")


class Measures(NamedTuple):
    """The measures of one text: words of prose, words in a sentence, words in the longest paragraph."""

    words: int
    sentence: float
    paragraph: int


def measures(prose: str) -> Measures:
    """Return the measures of a text whose code and formulas are blanked out."""
    lines = [line for line in prose.split("\n") if not line.lstrip().startswith(("|", "#"))]
    text = "\n".join(lines)
    sentences = [count for count in (len(_WORD.findall(part)) for part in _SENTENCE_END.split(text)) if count > 2]
    paragraphs = [len(_WORD.findall(part)) for part in re.split(r"\n\s*\n", text)]
    return Measures(len(_WORD.findall(text)), mean(sentences or [0]), max(paragraphs, default=0))


def check(site: Site) -> Iterator[Finding]:
    """Yield the pages that are shorter or longer than their kind, or far from its median, and very long sentences."""
    found: dict[str, list[tuple[Text, Measures]]] = {}
    for text, page in site.pages:
        prose = without_figures(text)[text.body :]
        found.setdefault(page.kind.name, []).append((text, measures(prose)))
        yield from _long_sentences(text)
    for kind, entries in found.items():
        low, high = site.words["length"].get(kind, (0, 100_000))
        usual = Measures(*(median(part) for part in zip(*(measured for _, measured in entries), strict=True)))
        for text, measured in entries:
            place = text.span(text.body, text.body)
            if not low <= measured.words <= high:
                yield Finding(f"{measured.words} words of prose; {kind} pages have {low} to {high}", place)
            if measured.sentence > FAR * usual.sentence:
                yield Finding(f"{measured.sentence:.0f} words a sentence; the median is {usual.sentence:.0f}", place)
            if measured.paragraph > 2 * usual.paragraph:
                yield Finding(f"a paragraph of {measured.paragraph} words; the median is {usual.paragraph}", place)


def _long_sentences(text: Text) -> Iterator[Finding]:
    prose = without_figures(text)
    start = text.body
    for end in [*(match.start() for match in _SENTENCE_END.finditer(prose, text.body)), len(prose)]:
        sentence = prose[start:end]
        words = len(_WORD.findall(sentence))
        if words > LONGEST and "|" not in sentence and STAND_IN * 20 not in sentence:
            begin = start + len(sentence) - len(sentence.lstrip())
            yield Finding(f"a sentence of {words} words", text.span(begin, begin + 1))
        start = end
