"""A claim that circulates and is wrong, in a form that can be recognised.

A page that corrects it quotes it in bold at the start of a paragraph; that is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from learning_paths.model.diagnostic import Finding, Severity
from prose.site import Site

SEVERITY = Severity.WARNING
_QUOTED = re.compile(r"\*\*[“\"][^*]*+\*\*|^\?\?\?[^\n]*+", re.MULTILINE)


def check(site: Site) -> Iterator[Finding]:
    """Yield each passage that has the form of such a claim, with what is right."""
    claims = [(_pattern(entry["form"]), entry["right"]) for entry in site.words["claims"]]
    for text in site.texts:
        value = _QUOTED.sub(lambda match: re.sub(r"\S", "￼", match[0]), text.value)
        for form, right in claims:
            for match in form.finditer(value, text.body):
                words = " ".join(match[0].split())
                yield Finding(f"“{words}” reads like a claim that is wrong", text.span(*match.span()), right)


def _pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of a form, in which a space stands for any white space, a line's end too."""
    return re.compile(re.sub(r" (?P<often>[*?]?)", lambda space: rf"\s{space['often'] or '+'}", form), re.IGNORECASE)
