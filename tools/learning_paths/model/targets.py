"""Where a link leads: to a file of the site, to an address of it, or nowhere.

Links of Markdown are looked up as MkDocs does: relative to the Markdown file, among the files of the docs folder. What
MkDocs does not check, because it is an address and not a file, is looked up as a browser does: relative to the address
of the page, among what is built.
"""

import posixpath
import re
from collections.abc import Iterable
from typing import NamedTuple

from learning_paths.model.addresses import (
    address_of,
    built_file,
    built_pages,
    followed,
    is_markdown,
)
from learning_paths.model.anchors import Anchors
from learning_paths.model.catalogue import Catalogue, Page, once
from learning_paths.model.generated import (
    ASSETS,
    PATHS_INDEX,
    has_index,
    listed_kinds,
    path_file,
    print_file,
    shown_paths,
)
from learning_paths.model.host import IGNORE, INFO, RELATIVE_TO_DOCS, WARN

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOT_COPIED = (".html", ".md", ".py", ".pyc")  # what a theme has for MkDocs, and not for browsers
_MADE_BY_MKDOCS = frozenset(["404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"])


class Fault:
    """What can be wrong with where a link leads."""

    MISSING = "missing"
    """There is no such file in the docs folder."""
    RENAMED = "renamed"
    """There was a page of that name, and it has another now."""
    LEFT_OUT = "left out"
    """There is a file, which is no part of the built site."""
    OUTSIDE = "outside"
    """It is an absolute address, which lacks the path that the site has on its host."""
    NOWHERE = "nowhere"
    """It is an address, at which the built site has nothing."""
    UNCHECKED = "unchecked"
    """It is an address that leads to a page, and MkDocs does not see to it that it always will."""
    ANCHOR = "anchor"
    """The page has no such anchor."""


class Problem(NamedTuple):
    """What is wrong with a link. ``file`` is what it leads to, in the docs folder, as far as that can be told."""

    fault: str
    file: str = ""
    anchor: str = ""
    option: str = ""
    """The option that leaves the file out."""
    page: Page | None = None
    """The page that has another name now."""
    informative: bool = False
    """Whether the site lets such a link pass with a word."""


class Target(NamedTuple):
    """The parts of a target."""

    path: str
    query: str
    anchor: str


def is_hidden(file: str) -> bool:
    """Return whether a file, or a folder above it, has a name that hides it: such files are no part of a site."""
    return any(part.startswith(".") and part.strip(".") for part in file.split("/"))


def is_elsewhere(target: str) -> bool:
    """Return whether a target is an address outside of the site, or none that can be known before the site is built."""
    return target.startswith("//") or _SCHEME.match(target) is not None or "{{" in target or "{%" in target


def split(target: str) -> Target:
    """Cut a target into path, query and anchor, as a browser does."""
    rest, _, anchor = target.partition("#")
    path, mark, query = rest.partition("?")
    return Target(path, mark + query, anchor)


@once
def targets(catalogue: Catalogue) -> "Targets":
    """Return where the links of a site may lead."""
    return Targets(catalogue)


class Targets:
    """Where the links of one site may lead."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.host = catalogue.host
        self.anchors = Anchors(catalogue)
        self._open_folders = tuple(file for file in catalogue.files if file.endswith("/"))
        own = catalogue.files
        made: set[str] = set()
        self._paths = shown_paths(catalogue, drafts=catalogue.host.serving)
        made.update(path_file(path) for path in self._paths)
        if catalogue.print_pages:
            made.update(print_file(path) for path in self._paths)
        if self._paths and not has_index("paths", own):
            made.add(PATHS_INDEX)
        made.update(kind.index for kind in listed_kinds(catalogue, own))
        made.update(file for file in catalogue.theme_files if not file.endswith(_NOT_COPIED))
        for page in catalogue.pages:
            made.update(self._redirect(slug) for slug in page.earlier_slugs)
        self.files = own | made
        self._drafts = {path_file(path) for path in catalogue.paths} - made
        self._page_of = {page.document.docs_file: page for page in catalogue.pages}
        self._pages_at: dict[tuple[str, str, bool], Page | None] = {}
        self._right: dict[str, set[str]] = {}  # the targets that are right in all pages of a folder
        self._built: dict[str, str] | None = None
        self._by_address: dict[str, str] | None = None

    def _redirect(self, earlier_slug: str) -> str:
        """Return the file of the built site that sends readers on from an earlier address of a page."""
        return built_file(f"{earlier_slug}.md", directory_urls=self.host.directory_urls)

    def are_right(self, page: str, links: Iterable[str], *, html: bool = False) -> bool:
        """Return whether nothing at all is wrong with links. ``page`` is the Markdown file that they stand in."""
        folder = page[: page.rfind("/") + 1]
        known = self._right.setdefault(folder, set())
        for target in links:
            if not html and target in known:
                continue
            if not html and self._leads_to_file(folder, target):
                known.add(target)
            elif self.problem(page, target, html=html) is not None:
                return False
        return True

    def _leads_to_file(self, folder: str, target: str) -> bool:
        """Return whether a target is a file of the site and an anchor of it, as most are."""
        path, _, anchor = split(target)
        if path[:1] in ("", "/", "\\") or "%" in path:
            return False
        file = posixpath.normpath(folder + path)
        return file in self.files and (not anchor or not is_markdown(file) or self.anchors.has(file, anchor))

    def file_of(self, page: str, path: str) -> str:
        """Return the file of the docs folder that a path in a Markdown file names, as MkDocs reads it."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), decoded(path)).lstrip("/"))

    def problem(self, page: str, target: str, *, html: bool = False) -> Problem | None:
        """Return what is wrong with a link, or None."""
        if is_elsewhere(target):
            return None
        target = target.translate(_DROPPED)
        path, _, anchor = parts = split(target)
        if html:
            return self._of_html(page, parts)
        if target.startswith(("/", "\\")):
            return self._absolute(parts)
        if not path:
            return self._anchor(page, anchor)
        file = self.file_of(page, path)
        if file in self.files:
            return self._anchor(file, anchor)
        if self._is_unknown(file):
            return None
        left_out = self._left_out(file)
        if left_out is not None:
            return left_out
        renamed = self._renamed(file)
        if renamed is not None:
            return Problem(Fault.RENAMED, renamed.document.docs_file, anchor, page=renamed)
        if posixpath.splitext(path)[1]:
            return self._missing(file)
        return self._relative_address(page, parts, file)

    def page_at(self, page: str, target: str, *, html: bool = False) -> Page | None:
        """Return the page of a kind that a link leads to, if it leads to one."""
        key = (page, target, html)
        if key not in self._pages_at:
            self._pages_at[key] = self._page(page, target, html)
        return self._pages_at[key]

    def _page(self, page: str, target: str, html: bool) -> Page | None:
        path = "" if is_elsewhere(target) else split(target).path
        if not path:
            return None
        file: str | None = self.file_of(page, path)
        if html or file not in self._page_of:
            address = followed(self.address(page), path)
            file = self._at(address) if address is not None else None
        return self._page_of.get(file or "")

    def _missing(self, file: str) -> Problem | None:
        level = self.host.validation.not_found
        return None if level == IGNORE else Problem(Fault.MISSING, file, informative=level == INFO)

    def _is_unknown(self, file: str) -> bool:
        """Return whether nobody here can tell whether a file is there."""
        unchecked = self.catalogue.generated_files
        return (
            file.startswith((*self._open_folders, ASSETS))
            or any(file == name or (name.endswith("/") and f"{file}/".startswith(name)) for name in unchecked)
            or (is_hidden(file) and self.host.exclude_docs is not None and not self.host.exclude_docs(file))
        )

    def _left_out(self, file: str) -> Problem | None:
        option = "draft" if file in self._drafts else self.catalogue.left_out.get(file)
        return Problem(Fault.LEFT_OUT, file, option=option) if option is not None else None

    def _renamed(self, file: str) -> Page | None:
        """Return the page that once had the name of a file."""
        if not is_markdown(file):
            return None
        folder, name = posixpath.split(file)
        pages = self.catalogue.by_alias.get(posixpath.splitext(name)[0], [])
        found = [page for page in pages if posixpath.dirname(page.document.docs_file) == folder]
        found = found or [page for page in pages if page.kind.folder == folder]
        return found[0] if len(found) == 1 else None

    def _anchor(self, file: str, anchor: str) -> Problem | None:
        if not anchor or not is_markdown(file) or self.anchors.has(file, anchor):
            return None
        level = self.host.validation.anchors
        if level == IGNORE or (level == INFO and self.anchors.works_anyway(file, anchor)):
            return None
        return Problem(Fault.ANCHOR, file, anchor)

    def _relative_address(self, page: str, target: Target, file: str) -> Problem | None:
        level = self.host.validation.unrecognized_links
        if level == IGNORE:
            return None
        address = followed(self.address(page), target.path)
        found = self._at(address) if address is not None else None
        if found is not None:
            return Problem(Fault.UNCHECKED, found, target.anchor, informative=level != WARN)
        return Problem(Fault.NOWHERE, file)

    def _absolute(self, target: Target) -> Problem | None:
        level = self.host.validation.absolute_links
        if level == IGNORE:
            return None
        path = target.path.lstrip("/")
        if level == RELATIVE_TO_DOCS:
            file = self.file_of("", path) if path else "."
            if file in self.files:
                return self._anchor(file, target.anchor)
            if self._is_unknown(file):
                return None
            return self._left_out(file) or self._missing(file)
        inside, found = self._absolute_address(target)
        if inside and found is None:
            return self._nowhere(target)
        if level == WARN or (inside and found):
            return Problem(Fault.UNCHECKED, found or "", target.anchor, informative=level != WARN)
        return None

    def _nowhere(self, target: Target) -> Problem:
        """Return what is wrong with an absolute address that should lead into the site."""
        lost = self._at(target.path.lstrip("/"))
        return Problem(Fault.NOWHERE, target.path.lstrip("/")) if lost is None else Problem(Fault.OUTSIDE, lost)

    def _absolute_address(self, target: Target) -> tuple[bool, str | None]:
        """Return whether an absolute address leads into the site, and what it leads to there."""
        base = self.host.base
        path = target.path
        if base is None:
            found = self._at(path.lstrip("/"))
            return found is not None, found
        if f"{path}/" == base:
            path = base
        if not path.startswith(base):
            # What would be right without the path of the site leads out of it.
            lost = path != "/" and self._at(path.lstrip("/")) is not None
            return lost, None
        return True, self._at(path.removeprefix(base))

    def _of_html(self, page: str, target: Target) -> Problem | None:
        path, _, anchor = target
        if not path:
            return self._anchor(page, anchor)
        if path.startswith("/"):
            address: str | None = None
            inside, found = self._absolute_address(target)
        else:
            address = followed(self.address(page), decoded(path))
            inside, found = address is not None, self._at(address) if address is not None else None
        if not inside:
            return None  # another site on the same host, for all that can be told
        if found is None:
            return self._nowhere(target) if path.startswith("/") else Problem(Fault.NOWHERE, address or "")
        return self._anchor(found, anchor)

    def _at(self, address: str) -> str | None:
        """Return the file of the docs folder that is built at an address, or None if nothing is there."""
        built = self._addresses()
        address = decoded(address)
        for file in (address, posixpath.join(address, "index.html"), f"{address}.html"):
            if file in built:
                return built[file]
        name = posixpath.normpath(address) if address else "index.html"
        return name if name in _MADE_BY_MKDOCS or self._is_unknown(name) else None

    def address(self, page: str) -> str:
        """Return the address of a Markdown file, relative to the site."""
        self._addresses()
        directory_urls = self.host.directory_urls
        built = (self._built or {}).get(page) or built_file(page, directory_urls=directory_urls)
        return address_of(built, directory_urls=directory_urls)

    def address_from(self, page: str, file: str) -> str:
        """Return the address of a file, relative to that of a page."""
        here, there = self.address(page), self.address(file)
        folder = here.rpartition("/")[0]
        found = posixpath.relpath(there or ".", folder or ".")
        return f"{found}/" if there.endswith("/") or not there else found

    def _addresses(self) -> dict[str, str]:
        if self._by_address is None:
            self._built = built_pages(self.catalogue, sorted(self.files))
            self._by_address = {}
            for page in self.catalogue.pages:
                for slug in page.earlier_slugs:
                    self._by_address[self._redirect(slug)] = page.document.docs_file
            self._by_address.update((built, file) for file, built in self._built.items())
        return self._by_address


_DROPPED = {ord(character): None for character in "\t\r\n"}


def decoded(path: str) -> str:
    """Return a part of a target with its percent signs resolved."""
    if "%" not in path:
        return path
    from urllib.parse import unquote  # noqa: PLC0415 - most targets have nothing to decode

    return unquote(path)
