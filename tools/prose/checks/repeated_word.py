"""A word that stands twice in a row, most often where a line was broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learning_paths.model.diagnostic import Finding, Severity
from prose.site import Site

SEVERITY = Severity.WARNING
_TWICE = re.compile(r"\b(?P<word>[^\W\d_]+)\s+(?P=word)\b(?![’'-])", re.IGNORECASE)
# Single letters are names of things (“a a b” as tokens), and these can follow themselves.
_MAY = frozenset(["that", "had", "is"])


def check(site: Site) -> Iterator[Finding]:
    """Yield each repeated word, at its second place."""
    for text in site.texts:
        for match in _TWICE.finditer(text.prose):
            word = match["word"]
            between = text.value[match.start() + len(word) : match.end() - len(word)]
            if len(word) > 1 and word.lower() not in _MAY and not between.strip() and "\n\n" not in between:
                yield Finding(f"“{word}” stands twice", text.span(match.end() - len(word), match.end()))
