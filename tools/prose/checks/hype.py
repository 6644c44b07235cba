"""A word that praises, fills or belongs to a manner of writing that this site does without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learning_paths.model.diagnostic import Finding, Severity
from prose.site import Site

SEVERITY = Severity.WARNING


def check(site: Site) -> Iterator[Finding]:
    """Yield each such word."""
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(site.words['hype'])})(?![\w-])", re.IGNORECASE)
    for text in site.texts:
        for match in words.finditer(text.prose):
            yield Finding(
                f"“{' '.join(match[0].split())}” says nothing that a number or a fact would not",
                text.span(*match.span()),
            )
