"""A whole path as one document, put together of pages that the host has rendered.

Each page keeps its own text. What it calls by a name of its own (headings, footnotes, tabs, parts of drawings) gets the
slug of its page in front, because another page may call something the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote, unquote, urlsplit

import jinja2
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from learning_paths.hosts.mkdocs.commentary import target_of
from learning_paths.model.catalogue import Path, Step
from learning_paths.model.generated import path_file
from learning_paths.pages.print_page import Chapter, depth, print_page
from learning_paths.text.html_fragment import Fragment

_PART = re.compile(r"<!--lp-part ([\w-]+)-->\s*(.*?)\s*<!--/lp-part-->", re.DOTALL)
_END = "<!--lp-end-->"
_CONTENTS = "lp-contents"
"""What the document itself calls its list of contents."""


class OwnText:
    """The address of a page, and what it says itself."""

    def __init__(self, url: str, html: str) -> None:
        self.url = url
        self.html = html
        self._read: dict[int, Fragment] = {}

    def fragment(self, shift: int) -> Fragment:
        """Return the text without its title, read once for all paths that the page stands in."""
        if shift not in self._read:
            self._read[shift] = Fragment(self.html, shift=shift, title=False)
        return self._read[shift]


Own = Mapping[str, OwnText]
"""What pages say themselves, by their places in the docs folder."""


class _Part:
    """A part of a page in the document: ``places`` says what its identifiers are called there."""

    def __init__(self, fragment: Fragment, url: str) -> None:
        self.fragment = fragment
        self.url = url
        self.places: dict[str, str] = {}


class _Document:
    """What is called how in the document, and which address leads where."""

    def __init__(self, url: str, title: str) -> None:
        self.url = url
        self.names = {_CONTENTS, *Fragment(title).identifiers}
        self.by_url: dict[str, tuple[str, _Part | None]] = {}
        """The section of each page, and the part that is its text."""
        self.of_path: dict[str, str] = {}
        """What the page of the path calls something, and how it is called here."""
        self.path_url = ""

    def name(self, wanted: str) -> str:
        """Return a name that nothing else has, which is ``wanted`` if it can be."""
        name, number = wanted, 1
        while name in self.names:
            number += 1
            name = f"{wanted}-{number}"
        self.names.add(name)
        return name

    def written(self, part: _Part, section: str | None = None) -> str:
        """Return the HTML of a part for its place in the document."""

        def address(value: str) -> str:
            try:
                to = urlsplit(value)
            except ValueError:
                return value
            if to.scheme or to.netloc or to.path.startswith("/"):
                return value
            target = target_of(part.url, to.path)
            place = self._place(part, section, target, unquote(to.fragment))
            if place is not None:
                return "#" + quote(place, safe="!$&'()*+,;=:@/?-._~")
            return get_relative_url(target, self.url) + value[len(to.path) :]

        return part.fragment.written(part.places.get, address)

    def _place(self, part: _Part, section: str | None, target: str, fragment: str) -> str | None:
        """Return where in the document an address leads, or None if it leads out of it."""
        if target == part.url and section is not None:
            found: tuple[str, _Part | None] | None = (section, part)
        else:
            found = self.by_url.get(target)
        if found is not None:
            place, text = found
            return place if not fragment else text.places.get(fragment) if text is not None else None
        return self.of_path.get(fragment) if target == self.path_url else None


def own_texts(paths: Collection[Path], files: Files) -> Own:
    """Return what the pages of paths say themselves, at a time when nothing has been put around it."""
    wanted = {path_file(path): None for path in paths}
    wanted |= {step.target.document.docs_file: None for path in paths for step in path.steps if step.target is not None}
    own = {}
    for docs_file in wanted:
        file = files.src_uris.get(docs_file)
        if file is not None and file.page is not None and file.page.content is not None:
            own[docs_file] = OwnText(file.url, file.page.content)
    return own


def print_html(
    path: Path,
    file: File,
    own: Own,
    commentaries: Mapping[int, str],
    env: jinja2.Environment,
    address: Callable[[str], str],
) -> tuple[str, set[str]]:
    """Return the HTML of a path's document, without its title, and every name that a link to it can use.

    ``file`` is the document, which has its title already; ``own`` are the pages of the path, as the host rendered
    them. ``commentaries`` are by the number of the step, as they stand in the page of the path.
    """
    document = _Document(file.url, (file.page.content if file.page is not None else None) or "")
    of_path = own.get(path_file(path), OwnText("", ""))
    document.path_url, content = of_path.url, of_path.html
    shift = depth(path)
    sections: list[tuple[Step, str, _Part | None]] = []
    for step in path.steps:
        slug = step.target.slug if step.target is not None else str(step.number)
        section = document.name(f"step-{slug}")
        document.of_path.setdefault(f"step-{slug}", section)
        page = own.get(step.target.document.docs_file) if step.target is not None else None
        text = None
        if page is not None:
            text = _Part(page.fragment(shift), page.url)
            prefix = section.removeprefix("step-")
            for name in text.fragment.identifiers:
                of_title = name in text.fragment.of_title
                text.places[name] = section if of_title else document.name(f"{prefix}:{name}")
            for name in text.fragment.groups:
                text.places.setdefault(name, f"{prefix}:{name}")
            document.by_url.setdefault(page.url, (section, text))
        sections.append((step, section, text))

    parts = {name: _Part(Fragment(html), document.path_url) for name, html in reversed(_PART.findall(content))}
    if _END in content:
        # Footnotes, and whatever else extensions put behind a text.
        parts["end"] = _Part(Fragment(content.rpartition(_END)[2]), document.path_url)
    why = {number: _Part(Fragment(html, shift=shift), document.path_url) for number, html in commentaries.items()}
    for part in (*parts.values(), *why.values()):
        for name in part.fragment.identifiers:
            if name not in document.of_path:
                document.of_path[name] = part.places[name] = document.name(name)
        for name in part.fragment.groups:
            part.places.setdefault(name, name)

    chapters = [
        Chapter(
            step,
            section,
            document.written(why[step.number]) if step.number in why else "",
            document.written(text, section) if text is not None else None,
        )
        for step, section, text in sections
    ]
    written = {name: document.written(part) for name, part in parts.items()}
    return print_page(path, written, chapters, env, address), document.names
