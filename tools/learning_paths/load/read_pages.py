"""Markdown pages to page documents."""

from __future__ import annotations

import re
from typing import Any

from learning_paths.load.faults import Faults
from learning_paths.load.read_fields import FieldReader, Table
from learning_paths.load.read_paths import add_yaml_faults
from learning_paths.load.slugs import is_slug
from learning_paths.model.addresses import INDEX_NAMES
from learning_paths.model.documents import Citation, MarkdownText, PageDocument
from learning_paths.model.fields import CITATION, PAGE
from learning_paths.model.kinds import Kind
from learning_paths.text import front_matter, yaml_nodes
from learning_paths.text.span import Span
from learning_paths.text.written import Written

_PAGE, _CITED_PAGE = Table(PAGE), Table((*PAGE, *CITATION))
_ALL_FIELDS = frozenset(_CITED_PAGE.fields)


def read_markdown(file: str, docs_file: str, text: str) -> MarkdownText:
    """Return the Markdown of any file of the docs folder."""
    return MarkdownText(file, docs_file, text, front_matter.body_start(text))


def read_page(file: str, docs_file: str, kind: Kind, text: str, faults: Faults) -> PageDocument | None:
    """Read one page of a kind. Returns None if the file is no page of its own, or none that can be named."""
    slug = _slug_of_file(docs_file, kind)
    if slug is None:
        return None
    if slug.endswith((".md", ".markdown")):
        name = docs_file.rsplit("/", 1)[-1]
        hint = f"rename it to '{name.rsplit('.', 1)[0]}'"
        faults.add("invalid-field", f"the file's name has two endings: '{name}'", Span(file), hint)
        slug = slug.rsplit(".", 1)[0]
    page = front_matter.split(file, text)
    markdown = MarkdownText(file, docs_file, text, page.body_start)
    add_yaml_faults(page.head, faults)
    values: dict[str, Any] = {}
    unread = _ALL_FIELDS if page.head.faults else frozenset()
    reader = FieldReader(file, faults, text[: page.body_start])
    root = page.head.root
    if isinstance(root, yaml_nodes.Mapping):
        table = _CITED_PAGE if kind.cited else _PAGE
        values, unread = reader.mapping(root, table, f"a {kind.noun} page", foreign_keys=True)
    elif root is not None and not yaml_nodes.is_null(root):
        unread = _ALL_FIELDS
        faults.add(
            "invalid-field", "the head of a page must be a mapping, with keys such as 'title:'", reader.start(root)
        )
    if not is_slug(slug) and "slug" not in values:
        faults.add(
            "invalid-field",
            f"'{slug}' cannot be the slug of a page, and a page's slug is the name of its file",
            Span(file),
            "rename the file, or give the page a 'slug:' of letters, digits, '-', '_' and '.'",
        )
        return None
    title = values.get("title") or _first_heading(markdown) or Written(_title_of_slug(slug), Span(file))
    return PageDocument(
        markdown=markdown,
        kind=kind,
        slug=values.get("slug") or Written(slug, Span(file)),
        title=title.value,
        title_span=title.span,
        summary=values.get("summary"),
        requires=values.get("requires", ()),
        aliases=values.get("aliases", ()),
        minutes=values.get("minutes"),
        tags=tuple(tag.value for tag in values.get("tags", ())),
        status=_plain(values.get("status")),
        citation=_citation(values),
        unread=unread,
    )


def _citation(values: dict[str, Any]) -> Citation:
    return Citation(
        authors=tuple(author.value for author in values.get("authors", ())),
        year=values.get("year"),
        venue=_plain(values.get("venue")),
        arxiv=values.get("arxiv"),
        doi=values.get("doi"),
        url=values.get("url"),
        bibtex_key=_plain(values.get("bibtex_key")),
    )


def _plain(written: Written[str] | None) -> str | None:
    return written.value if written is not None else None


def _slug_of_file(docs_file: str, kind: Kind) -> str | None:
    """Return the slug that a page's file gives it, or None for the page that lists the kind."""
    parts = docs_file.removeprefix(kind.folder + "/").split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    if stem not in INDEX_NAMES:
        return stem
    return parts[-2] if len(parts) > 1 else None


def _first_heading(markdown: MarkdownText) -> Written[str] | None:
    body = markdown.text
    if "#" not in body and "===" not in body:
        return None
    from learning_paths.text.markdown_outline import headings  # noqa: PLC0415 - most pages have a title in their head

    for heading in headings(body):
        if heading.level == 1:
            text = re.sub(r"[*_`]", "", heading.text).strip()
            line = markdown.source.count("\n", 0, markdown.start) + heading.line
            return (
                Written(text, Span(markdown.file, line, 1, line, 1 + len(body.split("\n")[heading.line - 1])))
                if text
                else None
            )
    return None


def _title_of_slug(slug: str) -> str:
    """Return a title for a page without one, as MkDocs makes it of a file's name."""
    title = slug.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
