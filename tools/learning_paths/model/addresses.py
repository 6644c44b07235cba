"""The addresses of a built site: which file each page becomes, and what a relative address in a page leads to."""

from __future__ import annotations

import posixpath

from learning_paths.model.catalogue import Catalogue

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for Markdown."""
INDEX_NAMES = ("index", "README")
"""What the page of a folder may be called, without its ending."""


def is_markdown(docs_file: str) -> bool:
    """Return whether MkDocs takes a file for a page."""
    return docs_file.endswith(MARKDOWN_ENDINGS)


def built_file(docs_file: str, *, directory_urls: bool) -> str:
    """Return the file of the built site that a file of the docs folder becomes."""
    if not is_markdown(docs_file):
        return docs_file
    folder, name = posixpath.split(docs_file)
    stem = posixpath.splitext(name)[0]
    if stem in INDEX_NAMES:
        return posixpath.join(folder, "index.html")
    return posixpath.join(folder, stem, "index.html") if directory_urls else posixpath.join(folder, f"{stem}.html")


def address_of(file: str, *, directory_urls: bool) -> str:
    """Return the address of a file of the built site, relative to the site; that of its front page is empty."""
    if directory_urls and posixpath.basename(file) == "index.html":
        return file.removesuffix("index.html")
    return file


def built_pages(catalogue: Catalogue, docs_files: list[str]) -> dict[str, str]:
    """Return the file of the built site that each file of the docs folder becomes.

    A page with a ``slug:`` of its own has the address of that slug, unless another page has it.
    """
    directory_urls = catalogue.host.directory_urls
    built = {file: built_file(file, directory_urls=directory_urls) for file in docs_files}
    renamed = [page for page in catalogue.pages if page.document.docs_file in built]
    taken: set[str] = set()
    for page in renamed:
        docs_file = page.document.docs_file
        folder, name = posixpath.split(docs_file)
        stem = posixpath.splitext(name)[0]
        if stem in (page.slug, *INDEX_NAMES):
            continue
        taken = taken or set(built.values())
        file = built_file(f"{folder}/{page.slug}.md", directory_urls=directory_urls)
        if file not in taken:
            taken.add(file)
            built[docs_file] = file
    return built


def followed(base: str, path: str) -> str | None:
    """Return the address that a relative one leads to, from a page with the address ``base``.

    Both are relative to the site. None if it leads out of it.
    """
    parts = base.split("/")[:-1]
    pieces = path.split("/")
    for piece in pieces:
        if piece == "..":
            if not parts:
                return None
            parts.pop()
        elif piece not in ("", "."):
            parts.append(piece)
    ends_with_slash = pieces[-1] in ("", ".", "..")
    return "".join(f"{part}/" for part in parts) if ends_with_slash else "/".join(parts)
