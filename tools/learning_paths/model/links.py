"""Every link of a site: in its Markdown, in the heads of its papers, and in the Markdown of its paths."""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue, Page, Path, Step, once
from learning_paths.model.documents import MarkdownText, StageEntry
from learning_paths.model.generated import path_file
from learning_paths.model.targets import Problem, split, targets
from learning_paths.text.markdown.quick import glance
from learning_paths.text.span import Span
from learning_paths.text.written import Written


class LinkUse:
    """A link in one place. ``target`` is its address, relative to the Markdown file ``page`` if it is relative.

    ``page`` is the place in the docs folder of the page that shows the link: for a link in a path, the path's page.
    ``file`` is the file that it was written in, relative to the site's root. ``html`` says that it is the value of an
    HTML attribute, which MkDocs leaves as it is.

    Offsets count in the text of the file, or in ``field``, the value of a YAML file that holds the link.
    """

    __slots__ = ("_catalogue", "_end", "_field", "_start", "file", "html", "page", "target")

    def __init__(
        self,
        target: str,
        page: str,
        file: str,
        catalogue: Catalogue,
        start: int,
        end: int,
        field: Written[str] | None = None,
        html: bool = False,
    ) -> None:
        self.target = target
        self.page = page
        self.file = file
        self.html = html
        self._catalogue = catalogue
        self._start = start
        self._end = end
        self._field = field

    @property
    def written(self) -> str:
        """The target as it was written, with its escapes."""
        text = self._field.value if self._field is not None else self._catalogue.texts[self.file]
        return text[self._start : self._end]

    @property
    def span(self) -> Span:
        """Where the target was written. Looked up when asked for, because most links are never reported."""
        return self._place(self._start, self._end)

    def path_span(self) -> Span | None:
        """Return where the path of the target was written, without query and anchor.

        None if something else stands there, such as an escape of YAML.
        """
        return self._exactly(self._start, self._start + len(split(self.written).path))

    def anchor_span(self) -> Span | None:
        """Return where the anchor of the target was written, without its mark; None if something else stands there."""
        return self._exactly(self._start + self.written.find("#") + 1, self._end)

    def _exactly(self, start: int, end: int) -> Span | None:
        if self._field is None:
            return self._place(start, end)
        if start == end:
            return None
        span = self._place(start, end)
        places = self._catalogue.places(self.file)
        found = places.text[places.offset(*span[1:3]) : places.offset(*span[3:5])]
        return span if found == self._field.value[start:end] else None

    def _place(self, start: int, end: int) -> Span:
        places = self._catalogue.places(self.file)
        return places.span(start, end) if self._field is None else places.within(self._field, start, end)


def links(catalogue: Catalogue) -> Iterator[LinkUse]:
    """Yield every link of the site, in the order of the files: pages first, then paths."""
    cited = {page.document.docs_file: page.document.citation for page in catalogue.pages if page.kind.cited}
    for markdown in catalogue.markdown.values():
        for address, field in cited[markdown.docs_file].addresses if markdown.docs_file in cited else ():
            yield LinkUse(address, markdown.docs_file, markdown.file, catalogue, 0, len(field.value), field)
        yield from _in_page(catalogue, markdown)
    for path in catalogue.paths:
        for field in markdown_fields(path):
            yield from _in_field(catalogue, path, field)


def markdown_fields(path: Path) -> Iterator[Written[str]]:
    """Yield the values of a path that are Markdown, in the order in which its page shows them."""
    document = path.document
    if document.introduction is not None:
        yield document.introduction
    yield from document.outcomes
    for entry in document.entries:
        text = entry.introduction if isinstance(entry, StageEntry) else entry.commentary
        if text is not None:
            yield text
    if document.conclusion is not None:
        yield document.conclusion


def _in_page(catalogue: Catalogue, markdown: MarkdownText) -> Iterator[LinkUse]:
    from learning_paths.text.markdown.links import links as read  # noqa: PLC0415 - most pages are not read

    for target, start, end, html in read(markdown.source, markdown.start, catalogue.host.extensions):
        yield LinkUse(target, markdown.docs_file, markdown.file, catalogue, start, end, html=html)


def _in_field(catalogue: Catalogue, path: Path, field: Written[str]) -> Iterator[LinkUse]:
    from learning_paths.text.markdown.links import links as read  # noqa: PLC0415 - most paths are not read

    page, file = path_file(path), path.document.file
    for target, start, end, html in read(field.value, 0, catalogue.host.extensions):
        yield LinkUse(target, page, file, catalogue, start, end, field, html)


@once
def wrong_links(catalogue: Catalogue) -> tuple[tuple[LinkUse, Problem], ...]:
    """Return every link within the site that something is wrong with, in the order of the files."""
    where = targets(catalogue)
    found: list[tuple[LinkUse, Problem]] = []
    extensions = catalogue.host.extensions

    def look(uses: Iterator[LinkUse]) -> None:
        for use in uses:
            problem = where.problem(use.page, use.target, html=use.html)
            if problem is not None:
                found.append((use, problem))

    def is_right(page: str, text: str, start: int) -> bool:
        seen = glance(text, start, extensions)
        return (
            not seen.unclear
            and where.are_right(page, seen.targets)
            and (not seen.html or where.are_right(page, seen.html, html=True))
        )

    for markdown in catalogue.markdown.values():
        if not is_right(markdown.docs_file, markdown.source, markdown.start):
            look(_in_page(catalogue, markdown))
    for path in catalogue.paths:
        page = path_file(path)
        for field in markdown_fields(path):
            if not is_right(page, field.value, 0):
                look(_in_field(catalogue, path, field))
    return tuple(found)


def commentary_links(catalogue: Catalogue, step: Step) -> Iterator[LinkUse]:
    """Yield the links in the commentary of a step."""
    if step.entry.commentary is not None:
        yield from _in_field(catalogue, step.path, step.entry.commentary)


def commentary_pages(catalogue: Catalogue, step: Step) -> set[Page] | None:
    """Return the pages that the commentary of a step may link to, and perhaps others; None if only reading tells."""
    commentary = step.entry.commentary
    if commentary is None:
        return set()
    seen = glance(commentary.value, 0, catalogue.host.extensions)
    if seen.unclear:
        return None
    where, page = targets(catalogue), path_file(step.path)
    found = {where.page_at(page, target) for target in seen.targets}
    found |= {where.page_at(page, target, html=True) for target in seen.html}
    return {each for each in found if each is not None}
