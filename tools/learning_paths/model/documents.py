"""What a file says. Every value keeps the place it was written; what was not written is None or empty."""

from datetime import date
from typing import NamedTuple

from learning_paths.model.kinds import Kind
from learning_paths.text.span import Span
from learning_paths.text.written import Written


class MarkdownText(NamedTuple):
    """The Markdown of a file in the docs folder, of whatever kind: what stands behind the head.

    ``file`` is relative to the site's root, ``docs_file`` to the docs folder. ``source`` is the text of the whole file,
    and the Markdown is what it holds from the offset ``start`` on: no copy is kept, because most are never looked at.
    """

    file: str
    docs_file: str
    source: str
    start: int = 0

    @property
    def text(self) -> str:
        """The Markdown."""
        return self.source[self.start :]


class StepEntry(NamedTuple):
    """One step as the path file has it."""

    span: Span
    slug: Written[str] | None
    commentary: Written[str] | None = None
    title: Written[str] | None = None
    read: Written[str] | None = None
    optional: bool = False
    minutes: int | None = None
    alongside: tuple[Written[str], ...] = ()
    unread: frozenset[str] = frozenset()
    """Fields that are written and could not be read, or not whole, which is reported as such."""


class StageEntry(NamedTuple):
    """One stage as the path file has it."""

    span: Span
    title: Written[str] | None
    introduction: Written[str] | None = None


class PathDocument(NamedTuple):
    """A path file. ``slug`` is the file's name without its ending; ``span`` is where the file's mapping starts."""

    file: str
    slug: str
    span: Span
    title: Written[str] | None = None
    description: Written[str] | None = None
    level: str | None = None
    audience: Written[str] | None = None
    assumes: tuple[Written[str], ...] = ()
    outcomes: tuple[Written[str], ...] = ()
    introduction: Written[str] | None = None
    conclusion: Written[str] | None = None
    authors: tuple[str, ...] = ()
    updated: date | None = None
    draft: bool = False
    steps: Written[tuple[StepEntry | StageEntry, ...]] | None = None
    unread: frozenset[str] = frozenset()
    """Fields that are written and could not be read, or not whole, which is reported as such."""

    @property
    def entries(self) -> tuple[StepEntry | StageEntry, ...]:
        """The steps and stages, in their order; none where the file has no list of them."""
        return self.steps.value if self.steps is not None else ()

    @property
    def whole(self) -> bool:
        """Whether all pages that the path was meant to name are known by their slugs."""
        if self.steps is None or self.unread & {"assumes", "steps"}:
            return False
        steps = (entry for entry in self.entries if isinstance(entry, StepEntry))
        return all(step.slug is not None and "alongside" not in step.unread for step in steps)


class RequirementEntry(NamedTuple):
    """One item of a page's ``requires``."""

    slug: Written[str]
    because: str | None = None


class Citation(NamedTuple):
    """What is needed to cite and find a paper."""

    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    arxiv: Written[str] | None = None
    doi: Written[str] | None = None
    url: Written[str] | None = None
    bibtex_key: str | None = None

    @property
    def addresses(self) -> tuple[tuple[str, Written[str]], ...]:
        """The addresses that the page links to, each with the value that it is made of."""
        found = []
        if self.arxiv is not None:
            found.append((f"https://arxiv.org/abs/{self.arxiv.value}", self.arxiv))
        if self.doi is not None:
            found.append((f"https://doi.org/{_quoted(self.doi.value)}", self.doi))
        if self.url is not None:
            found.append((self.url.value, self.url))
        return tuple(found)

    @property
    def terms(self) -> str:
        """What a search finds the paper by, beside its text: authors, year, venue and identifiers."""
        found = [*self.authors, str(self.year or "")]
        arxiv = f"arXiv {self.arxiv.value}" if self.arxiv is not None else ""
        if self.venue and self.venue.replace(":", " ") != arxiv:
            found.append(self.venue)
        found.append(arxiv)
        if self.doi is not None:
            found.append(f"doi {self.doi.value}")
        return ", ".join(part for part in found if part)


_PLAIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/._-")


def _quoted(doi: str) -> str:
    """Return a DOI as a part of an address. Older ones have signs in them that would end its path."""
    if _PLAIN.issuperset(doi):
        return doi
    from urllib.parse import quote  # noqa: PLC0415 - most have none

    return quote(doi)


class PageDocument(NamedTuple):
    """A page. ``minutes`` is what its head says; a page that says nothing is measured when somebody asks.

    ``title_span`` is where the title was written; a page without one is pointed at as a whole.
    """

    markdown: MarkdownText
    kind: Kind
    slug: Written[str]
    title: str
    title_span: Span
    summary: Written[str] | None = None
    requires: tuple[RequirementEntry, ...] = ()
    aliases: tuple[Written[str], ...] = ()
    minutes: int | None = None
    tags: tuple[str, ...] = ()
    status: str | None = None
    citation: Citation = Citation()
    unread: frozenset[str] = frozenset()
    """As for a step; all fields if the head is no YAML."""

    @property
    def file(self) -> str:
        """The file, relative to the site's root."""
        return self.markdown.file

    @property
    def docs_file(self) -> str:
        """The file, relative to the docs folder."""
        return self.markdown.docs_file

    @property
    def slug_span(self) -> Span:
        """Where the slug was written, or else the title, if the page is called after its file."""
        return self.title_span if self.slug.span == Span(self.slug.span.file) else self.slug.span
