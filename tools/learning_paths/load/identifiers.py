"""What a malformed identifier of a work was meant to be: arXiv identifiers, DOIs and addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from learning_paths.model.fields import PATTERNS, Type

_ARXIV_PREFIX = re.compile(r"(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv[:\s]\s*", re.IGNORECASE)
_ARXIV_SUFFIX = re.compile(r"\.pdf$|\s*\[[\w.-]+\]$")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:www\.|dx\.)?doi\.org/|doi[:\s]\s*", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


class Meant(NamedTuple):
    """A well-formed identifier, and whether it is certain that it was meant, or only likely."""

    text: str
    certain: bool


def meant(type_: Type, text: str) -> Meant | None:
    """Return what an identifier that does not have the form of its type was meant to be, or None."""
    found = _GUESSES[type_](text) if type_ in _GUESSES and len(text) <= 300 else None
    return found if found is not None and re.fullmatch(PATTERNS[type_], found.text) else None


def _arxiv(text: str) -> Meant | None:
    prefix = _ARXIV_PREFIX.match(text)
    if prefix is not None:
        return Meant(_ARXIV_SUFFIX.sub("", text[prefix.end() :]), certain=True)
    # 2005.14160 without quotes is a number for many tools, and comes back without its last zero.
    return Meant(text + "0", certain=False)


def _doi(text: str) -> Meant | None:
    prefix = _DOI_PREFIX.match(text)
    return Meant(text[prefix.end() :], certain=True) if prefix is not None else None


def _url(text: str) -> Meant | None:
    return Meant("https://" + text, certain=False) if _HOST.fullmatch(text) else None


_GUESSES = {Type.ARXIV: _arxiv, Type.DOI: _doi, Type.URL: _url}
