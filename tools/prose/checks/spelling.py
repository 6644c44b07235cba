"""A word that is misspelt, American, or written in another way than elsewhere on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from learning_paths.model.diagnostic import Finding, Severity
from prose.site import Site

SEVERITY = Severity.WARNING
_WORD = re.compile(r"(?<![\w\\@#/.-])[A-Za-z][a-z]+(?:[’'][a-z]+)?(?![\w@/]|\.\w)")
_IZE = re.compile(r"(?i)(?P<stem>\w{2,}[a-z])(?P<ize>iz|yz)(?P<end>e[sdr]?|ers|ing|ations?|ational|able|ability)")


@cache
def misspellings() -> dict[str, str]:
    """Return common misspellings and what is meant: those of codespell that have a single answer, or several."""
    return dict(_entries("dictionary.txt"))


@cache
def american() -> dict[str, str]:
    """Return American spellings and the British ones: codespell's list, the other way round."""
    return {there: here for here, there in _entries("dictionary_en-GB_to_en-US.txt")}


def _entries(name: str) -> Iterator[tuple[str, str]]:
    for line in files("codespell_lib").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        wrong, _, right = line.partition("->")
        yield wrong, right.strip(", ")


def check(site: Site) -> Iterator[Finding]:
    """Yield each word that should be written in another way, with the other way."""
    right = frozenset(site.words["right"])
    preferred = {
        re.compile(rf"(?<![\w-])(?:{wrong})(?![\w-])"): better for wrong, better in site.words["preferred"].items()
    }
    for text in site.texts:
        for match in _WORD.finditer(text.prose):
            better = _better(match[0], right)
            if better:
                yield Finding(f"“{match[0]}” is written “{better}”", text.span(*match.span()))
        if text.page is None and text.file.startswith("docs/guide/"):
            continue  # the guide speaks of code, whose names are its own
        for pattern, better in preferred.items():
            for match in pattern.finditer(text.prose):
                yield Finding(f"“{match[0]}” is written “{better}” on this site", text.span(*match.span()))


def _better(word: str, right: frozenset[str]) -> str | None:
    lower = word.lower().replace("’", "'")
    if lower in right or word in right:
        return None
    if lower in misspellings():
        return misspellings()[lower]
    if lower in american():
        return american()[lower]
    match = _IZE.fullmatch(lower)
    if match is None:
        return None
    return f"{match['stem']}{match['ize'].replace('z', 's')}{match['end']}"
