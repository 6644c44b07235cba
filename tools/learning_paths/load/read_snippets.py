"""The files that pages take parts of, with `pymdownx.snippets`: read as far as they lie in the docs folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from learning_paths.load.read_text import as_read
from learning_paths.load.tree import SourceTree
from learning_paths.text.markdown.snippets import MARK, part_names

MAX_FILES = 1000
"""How many such files are read, for a whole site."""


def read_snippets(
    tree: SourceTree, docs_dir: str, bases: Sequence[str], appended: Iterable[str], texts: Iterable[str]
) -> dict[str, str]:
    """Return the texts of the files that ``texts`` take parts of, and that these take parts of, by their names.

    ``bases`` are the folders, relative to the root, that the extension looks into, in this order, and ``appended`` the
    names of files that it puts below every page. What cannot be read, or may lie elsewhere, is left out.
    """
    found: dict[str, str] = {}
    seen: set[str] = set()
    ahead = dict.fromkeys([*appended, *_names(texts)])
    while ahead:
        places = {name: list(_places(name, docs_dir, bases)) for name in list(ahead)[: MAX_FILES - len(seen)]}
        seen.update(places)
        contents = tree.contents(dict.fromkeys(place for each in places.values() for place in each))
        new = {}
        for name, each in places.items():
            content = next((contents[place] for place in each if place in contents), None)
            text = as_read(content) if content is not None else None
            if text is not None:
                new[name] = text
        found.update(new)
        ahead = dict.fromkeys(name for name in _names(new.values()) if name not in seen)
        if len(seen) >= MAX_FILES:
            break
    return found


def _names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if MARK in text:
            yield from part_names(text)


def _places(name: str, docs_dir: str, bases: Iterable[str]) -> Iterator[str]:
    """Yield where a file may be, up to the first place outside of the docs folder, where nobody looks."""
    for base in bases:
        place = posixpath.normpath(posixpath.join(base, name))
        if not place.startswith(f"{docs_dir}/"):
            return
        yield place
