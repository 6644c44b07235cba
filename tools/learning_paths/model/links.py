"""Every link of a site: in its Markdown, in the heads of its papers, and in the Markdown of its paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from learning_paths.model.catalogue import Catalogue, Path
from learning_paths.model.documents import StageEntry
from learning_paths.text.span import Span
from learning_paths.text.written import Written


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link in one place. ``target`` is its address, relative to the Markdown file ``page`` if it is relative.

    ``page`` is the place in the docs folder of the page that shows the link: for a link in a path, the path's page.
    ``file`` is the file that it was written in, relative to the site's root.
    """

    target: str
    page: str
    file: str
    _catalogue: Catalogue
    _start: int
    _end: int
    _field: Written[str] | None = None
    """The value that holds the link, in a YAML file; offsets count in it. Else they count in the file."""

    @property
    def span(self) -> Span:
        """Where the target was written. Looked up when asked for, because most links are never reported."""
        if self._field is None:
            return self._catalogue.places(self.file).span(self._start, self._end)
        return self._catalogue.places(self.file).within(self._field, self._start, self._end)


def links(catalogue: Catalogue) -> Iterator[LinkUse]:
    """Yield every link of the site, in the order of the files: pages first, then paths."""
    from learning_paths.text.markdown.links import links as markdown_links  # noqa: PLC0415 - most runs read no page

    extensions = catalogue.host.extensions
    cited = {page.document.docs_file: page.document.citation for page in catalogue.pages if page.kind.cited}
    for markdown in catalogue.markdown.values():
        source = markdown.source
        for address, field in cited[markdown.docs_file].addresses if markdown.docs_file in cited else ():
            yield LinkUse(address, markdown.docs_file, markdown.file, catalogue, 0, len(field.value), field)
        for link in markdown_links(source, markdown.start, extensions):
            yield LinkUse(link.target, markdown.docs_file, markdown.file, catalogue, link.start, link.end)
    for path in catalogue.paths:
        file = path.document.file
        for field in markdown_fields(path):
            for link in markdown_links(field.value, 0, extensions):
                yield LinkUse(link.target, f"paths/{path.slug}.md", file, catalogue, link.start, link.end, field)


def markdown_fields(path: Path) -> Iterator[Written[str]]:
    """Yield the values of a path that are Markdown, in the order in which its page shows them."""
    document = path.document
    if document.introduction is not None:
        yield document.introduction
    yield from document.outcomes
    for entry in document.steps.value if document.steps is not None else ():
        text = entry.introduction if isinstance(entry, StageEntry) else entry.commentary
        if text is not None:
            yield text
    if document.conclusion is not None:
        yield document.conclusion
