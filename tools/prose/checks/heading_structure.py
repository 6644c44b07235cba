"""A heading that is missing, out of place, of a skipped level, or in title case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learning_paths.model.catalogue import Page
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.text.markdown_outline import Heading, headings
from learning_paths.text.span import Span
from prose.site import Site, Text

SEVERITY = Severity.WARNING
_MARKUP = re.compile(r"[`*_]|\{[^}]*\}")


def check(site: Site) -> Iterator[Finding]:
    """Yield what is wrong with the headings of each text."""
    proper = frozenset(site.words["proper"])
    for text in site.texts:
        if not text.body and text.page is None and not text.file.startswith("docs/"):
            continue
        found = list(headings(text.value[text.body :]))
        yield from _levels(text, found)
        yield from (
            Finding(
                f"“{heading.text.strip()}” is in title case; only its first word has a capital", _span(text, heading)
            )
            for heading in found
            if _is_title_case(heading.text, proper)
        )
    for text, page in site.pages:
        yield from _parts(text, page, site.words["parts"])


def _levels(text: Text, found: list[Heading]) -> Iterator[Finding]:
    level = 1
    for heading in found:
        if heading.level == 1 and text.page is not None:
            yield Finding(
                "the title is written in the head, so that no heading is of the first level", _span(text, heading)
            )
        elif heading.level > level + 1:
            yield Finding(f"a heading of level {heading.level} stands below one of level {level}", _span(text, heading))
        level = heading.level


def _is_title_case(heading: str, proper: frozenset[str]) -> bool:
    words = _MARKUP.sub("", heading).split()[1:]
    plain = [word for word in words if word.strip("(),:;“”") not in proper and word[:1].isalpha() and len(word) > 3]
    return len(plain) > 1 and all(word[0].isupper() and not word.isupper() for word in plain)


def _parts(text: Text, page: Page, parts: dict[str, list[str]]) -> Iterator[Finding]:
    """Yield the parts that every page of the kind has and this one lacks or has elsewhere; others may stand between."""
    wanted = parts.get(page.kind.name, [])
    have = [heading.text.strip() for heading in headings(text.value[text.body :]) if heading.level == 2]
    place = text.span(text.body, text.body)
    last = -1
    for name in wanted:
        if name not in have:
            yield Finding(f"the part “{name}” is missing", place)
        elif have.index(name) < last:
            yield Finding(f"the part “{name}” comes too early", place)
        else:
            last = have.index(name)
    if wanted and page.kind.name == "concept" and have[:1] == wanted[:1]:
        yield Finding("the idea has no heading of its own before the worked example", place)


def _span(text: Text, heading: Heading) -> Span:
    """Return where a heading stands, whose line is counted from where the Markdown begins."""
    line = text.span(text.body, text.body).line + heading.line - 1
    column = len(heading.text) + heading.level + 2
    return Span(text.file, line, 1, line, column)
