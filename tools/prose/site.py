"""The texts of the site, as the checks read them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from learning_paths import lint
from learning_paths.load import DiskTree, load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from learning_paths.model.catalogue import Catalogue, Page
from learning_paths.model.documents import StageEntry
from learning_paths.text.prose import STAND_IN, prose
from learning_paths.text.span import Span
from learning_paths.text.written import Written

WORDS = Path(__file__).with_name("words.yml")
ALLOWED = Path(__file__).with_name("allowed.yml")

# Of the head of a page: what readers read.
_HEAD_TEXT = re.compile(
    r"^[ ]*(?:- )?(?P<key>title|summary|description|because): (?P<text>.*(?:\n {4,}\S.*)*)", re.MULTILINE
)
_OUTWARD_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]*+)\]\(https?://[^()\s]*+\)")
_WORD = re.compile(r"\S")
_SNIPPET = re.compile(r"^;?--8<--.*$", re.MULTILINE)


class Text(NamedTuple):
    """A text that readers read.

    ``value`` is what offsets refer to: the whole file of a page, or one text of a path. ``prose`` has the same length;
    code, formulas, addresses, comments and the titles of other people's works are blanked out in it. ``body`` is where
    the Markdown of a page begins. ``span`` says where the characters between two offsets were written.
    """

    file: str
    value: str
    prose: str
    body: int
    page: Page | None
    span: Callable[[int, int], Span]

    @property
    def written(self) -> bool:
        """Whether it is the page of a concept, a paper or the like, and not only planned."""
        return self.page is not None and not self.page.planned


@dataclass
class Site:
    """A site and what is known of its words. ``facts`` is a folder of texts from which no sentence may be taken."""

    catalogue: Catalogue
    words: dict[str, Any]
    facts: Path | None = None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts of the site, in the order of their files."""
        return tuple(sorted(_texts(self.catalogue), key=lambda text: text.file))

    @cached_property
    def by_file(self) -> dict[str, Page]:
        """The pages by the names of their files."""
        return {page.document.markdown.file: page for page in self.catalogue.pages}

    def target(self, text: Text, address: str) -> Page | None:
        """Return the page that a relative link of a text leads to, or None."""
        file = posixpath.join(posixpath.dirname(text.file), address.partition("#")[0])
        return self.by_file.get(posixpath.normpath(file))

    @property
    def pages(self) -> Iterator[tuple[Text, Page]]:
        """The texts of all pages that are written."""
        for text in self.texts:
            if text.page is not None and text.written:
                yield text, text.page


def read_site(root: Path, facts: Path | None = None) -> Site:
    """Read the site whose ``mkdocs.yml`` is in a folder. Raises SettingsError or OSError where that cannot be read."""
    settings = read_settings(root / "mkdocs.yml", lint.rule_names(), Faults())
    catalogue = load_catalogue(DiskTree(root, settings.folders), settings)
    return Site(catalogue, known_words(), facts if facts is not None and facts.is_dir() else None)


def known_words() -> dict[str, Any]:
    """Return what ``words.yml`` says."""
    words: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words


def _texts(catalogue: Catalogue) -> Iterator[Text]:
    titles = _titles_of_works(catalogue)
    pages = {page.document.markdown.file: page for page in catalogue.pages}
    for markdown in catalogue.markdown.values():
        page = pages.get(markdown.file)
        source = markdown.source
        head = _head(source[: markdown.start], page)
        body = source[markdown.start :]
        body = _without(body, _between(body, "<!-- generated: ", "<!-- end -->"))
        body = _SNIPPET.sub(_stand_in, body)
        masked = head + titles.sub(_stand_in, prose(_OUTWARD_LINK.sub(_stand_in, body)))
        yield Text(markdown.file, source, masked, markdown.start, page, catalogue.places(markdown.file).span)
    for path in catalogue.paths:
        document = path.document
        written: list[Written[str] | None] = [document.title, document.description, document.audience]
        written += [document.introduction, *document.outcomes, document.conclusion]
        for entry in document.entries:
            if isinstance(entry, StageEntry):
                written += [entry.title, entry.introduction]
            else:
                written += [entry.title, entry.commentary]
        for text in written:
            if text is not None:
                masked = titles.sub(_stand_in, prose(_OUTWARD_LINK.sub(_stand_in, text.value)))
                yield Text(document.file, text.value, masked, 0, None, _span_in(catalogue, document.file, text))


def _span_in(catalogue: Catalogue, file: str, text: Written[str]) -> Callable[[int, int], Span]:
    return lambda start, end: catalogue.places(file).within(text, start, end)


def _titles_of_works(catalogue: Catalogue) -> re.Pattern[str]:
    """Return what finds the titles of the works that are cited, also where a line ends within one."""
    titles = [page.title for page in catalogue.pages if page.kind.cited]
    titles += [before for before, colon, _ in (title.partition(": ") for title in titles) if colon and " " in before]
    words = (r"\s+".join(re.escape(word) for word in title.split()) for title in sorted(titles, key=len, reverse=True))
    return re.compile("|".join(words) or r"(?!)")


def _head(head: str, page: Page | None) -> str:
    """Return the head of a page with all blanked out that is not read as text."""
    kept = list(re.sub(r"[^\n]", STAND_IN, head))
    for match in _HEAD_TEXT.finditer(head):
        if match["key"] != "title" or page is None or not page.kind.cited:
            start, end = match.span("text")
            kept[start:end] = head[start:end]
    return "".join(kept)


def _stand_in(match: re.Match[str]) -> str:
    return _WORD.sub(STAND_IN, match[0])


def figures(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where the figures in a Markdown text begin and end."""
    return _between(text, "<figure", "</figure>", start)


def without_figures(text: Text) -> str:
    """Return the prose of a text with its figures blanked out, captions and all."""
    return _without(text.prose, figures(text.value, text.body))


def _between(text: str, opening: str, closing: str, start: int = 0) -> Iterator[tuple[int, int]]:
    begin = text.find(opening, start)
    while begin != -1:
        end = text.find(closing, begin)
        if end == -1:
            return  # nor is there an end for what opens later
        yield begin, end + len(closing)
        begin = text.find(opening, end)


def _without(text: str, places: Iterator[tuple[int, int]]) -> str:
    parts, last = [], 0
    for begin, end in places:
        parts += [text[last:begin], _WORD.sub(STAND_IN, text[begin:end])]
        last = end
    return "".join([*parts, text[last:]])
