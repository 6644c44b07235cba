"""A page that is named before, or without, being linked.

The names of a page are its title, its aliases, what its steps are called in the paths, and those that ``words.yml``
adds; names that are ordinary words of this site are left out there. Several pages can share a name (a method and the
paper that proposed it): a link to any of them will do. Headings, code, formulas, figures, questions' titles, link texts
and claims that are quoted to be corrected need no link.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache

from learning_paths.model.catalogue import Page
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.text.prose import STAND_IN
from prose.site import Site, Text, without_figures

SEVERITY = Severity.WARNING
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]*+)\]\((?P<target>[^()\s]*+)(?:\s[^()]*+)?\)")
_NO_PLACE = re.compile(r"^(?:#{1,6} |\?\?\?)[^\n]*+|^\*\*[“\"][^*]*+\*\*", re.MULTILINE)


def check(site: Site) -> Iterator[Finding]:
    """Yield the first mention of each page that is not a link, where no link came before."""
    names = page_names(site)
    if not names:
        return
    every = re.compile(
        rf"(?<![\w-])(?:{'|'.join(_pattern(name) for name in sorted(names, key=len, reverse=True))})(?![\w-]|\.\d)"
    )
    by_key = {_key(name): pages for name, pages in names.items()}
    for text, page in site.pages:
        yield from _unlinked(text, page, every, by_key, site)


def _unlinked(
    text: Text, page: Page, every: re.Pattern[str], names: dict[str, frozenset[Page]], site: Site
) -> Iterator[Finding]:
    known: set[Page] = {page}
    places = []
    prose = list(without_figures(text))
    for link in _LINK.finditer(text.value, text.body):
        target = site.target(text, link["target"])
        places.append((link.start(), target))
        prose[link.start() : link.end()] = STAND_IN * len(link[0])
    readable = _NO_PLACE.sub(lambda match: STAND_IN * len(match[0]), "".join(prose))
    links = iter([*places, (len(text.value), None)])
    start, target = next(links)
    for mention in every.finditer(readable, text.body):
        while start < mention.start():
            if target is not None:
                known.add(target)
            start, target = next(links)
        pages = names[_key(mention[0])]
        if known.isdisjoint(pages):
            known |= pages
            name = " ".join(mention[0].split())
            where = min(each.document.markdown.file for each in pages)
            address = posixpath.relpath(where, posixpath.dirname(text.file))
            yield Finding(
                f"the first mention of “{name}” is no link", text.span(*mention.span()), f"link it: [{name}]({address})"
            )


def page_names(site: Site) -> dict[str, frozenset[Page]]:
    """Return the names by which texts mention pages, each with the pages that it may mean."""
    ordinary = {_key(name) for name in site.words["ordinary"]}
    found: dict[str, set[Page]] = {}
    for page in site.catalogue.pages:
        names = [page.title, *(alias.value.replace("-", " ") for alias in page.document.aliases)]
        names += [step.entry.title.value for step in page.appears_in if step.entry.title is not None]
        if page.kind.cited:
            before, colon, _ = page.title.partition(":")
            names[0] = before if colon and len(before.split()) == 1 else ""
        names += site.words["names"].get(page.slug, [])
        for name in names:
            if name and _key(name) not in ordinary:
                found.setdefault(name, set()).add(page)
    merged: dict[str, set[Page]] = {}
    for name, pages in found.items():
        merged.setdefault(_key(name), set()).update(pages)
    return {name: frozenset(merged[_key(name)]) for name in found}


@cache
def _key(name: str) -> str:
    """Return what is the same for all ways to write a name."""
    return " ".join(word if _has_capitals(word) else word.lower() for word in _words(name))


def _pattern(name: str) -> str:
    """Return the pattern of a name: its first letters may be capitals or not, and a space may be a line's end."""
    parts = (
        re.escape(word) if _has_capitals(word) else f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:].lower())}"
        for word in _words(name)
    )
    return r"(?:\s+|-)".join(parts)


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", name) if word]


def _has_capitals(word: str) -> bool:
    """Say whether a word is written in one way only: it has capitals or digits after its first letter, or no letter."""
    return not word[0].isalpha() or any(sign.isupper() or sign.isdigit() for sign in word[1:])
