"""The files that the plugin adds to a site, and what it says of the site's own."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path as DiskPath

from markupsafe import Markup, escape
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from learning_paths.exports import path_data
from learning_paths.hosts.mkdocs.language import folder_of_build
from learning_paths.model.addresses import INDEX_NAMES
from learning_paths.model.catalogue import Catalogue, Path
from learning_paths.model.generated import ASSETS, path_file
from learning_paths.model.texts import Texts
from learning_paths.pages.generated import GeneratedPage

STYLESHEET = f"{ASSETS}learning-paths.css"
PRINT_STYLESHEET = f"{ASSETS}print.css"
SCRIPT = f"{ASSETS}learning-paths.js"


def config_file(config: MkDocsConfig) -> DiskPath:
    """Return mkdocs.yml. With ``-f``, MkDocs keeps the path relative to where it was started."""
    return DiskPath(os.path.abspath(config.config_file_path or "mkdocs.yml"))


def site_root(config: MkDocsConfig) -> DiskPath:
    """Return the folder of mkdocs.yml."""
    return config_file(config).parent


def relative_folder(config: MkDocsConfig, folder: str) -> str:
    """Return an absolute folder relative to the site's root, with forward slashes."""
    return posixpath.normpath(DiskPath(os.path.relpath(folder, site_root(config))).as_posix())


def page_file(page: GeneratedPage, config: MkDocsConfig) -> File:
    """Return a generated page as a file of the site."""
    file = _generated(config, page.docs_file, page.markdown)
    if page.source:
        source = site_root(config) / page.source
        _set_source(file, source)
        file.edit_uri = DiskPath(os.path.relpath(source, config.docs_dir)).as_posix()
    else:
        _set_source(file, config_file(config))
    if config.nav is not None or not page.in_nav:
        # Where the nav is written by hand, what it does not name is not forgotten, only not in it.
        file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def _generated(config: MkDocsConfig, name: str, content: str) -> File:
    file = File.generated(config, name, content=content)
    folder = folder_of_build(config)
    if folder:
        file.dest_uri = folder + file.dest_uri
    return file


def _set_source(file: File, source: DiskPath) -> None:
    # Other plugins (rss, static-i18n) open, date or place the source of every file, and fail on None. MkDocs builds the
    # file of its content all the same, which it looks at first.
    file.abs_src_path = str(source)


def asset_file(name: str, content: str, config: MkDocsConfig) -> File:
    """Return a text for browsers, such as a script, as a file of the site."""
    file = _generated(config, name, content)
    _set_source(file, config_file(config))
    return file


def load_assets(config: MkDocsConfig) -> None:
    """Let every page load the styles and the script, those of the language that is being built."""
    folder = folder_of_build(config)
    stylesheet, path = folder + STYLESHEET, folder + SCRIPT
    # One configuration serves the builds of all languages.
    config.extra_css[:] = [stylesheet if css.endswith(STYLESHEET) else css for css in config.extra_css]
    if stylesheet not in config.extra_css:
        # First, so that the site's own styles have the last word.
        config.extra_css.insert(0, stylesheet)
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue) and script.path.endswith(SCRIPT):
            script.path = path
    if path not in map(str, config.extra_javascript):
        script = ExtraScriptValue(path)
        script.type = "module"  # never in the way of reading
        config.extra_javascript.append(script)


def data_files(paths: Sequence[Path], texts: Texts, files: Files, config: MkDocsConfig) -> Iterable[File]:
    """Yield what scripts need to know of paths, as files of the site. What exists is not made again."""
    existing = files.src_uris
    folder = folder_of_build(config)

    def address(docs_file: str) -> str:
        found = find_page(files, docs_file)
        return found.url.removeprefix(folder) if found is not None else ""

    for path in paths:
        name = f"{ASSETS}data/{path_data.path_name(path)}.js"
        if name not in existing:
            yield asset_file(name, path_data.path_data(path, path_file(path), address, texts), config)
    name = f"{ASSETS}data/paths.js"
    if name not in existing:
        yield asset_file(name, path_data.paths_data(paths, path_file, address), config)


def find_page(files: Files, docs_file: str) -> File | None:
    """Return a page by its place in the docs folder. The site may call the list in a folder README.md."""
    known = files.src_uris  # get_file_from_path() does the same, here and elsewhere, and takes many times as long
    file = known.get(docs_file)
    if file is None and posixpath.basename(docs_file) == "index.md":
        file = known.get(posixpath.join(posixpath.dirname(docs_file), "README.md"))
    return file


def to_top(folder: str, url: str) -> str:
    """Return the relative address of a build's folder, such as ``../../``, seen from one of its pages.

    ``folder`` and ``url`` are relative to the site; the folder is empty, or ends with a slash. MkDocs' own function
    says the same of any two addresses, and takes twenty times as long.
    """
    return "../" * url.removeprefix(folder).count("/") or "./"


class Addresses:
    """The addresses of pages, seen from other pages.

    Pages of one folder see all others at the same relative addresses, so that each is made once for a folder: the
    frames of a thousand pages name sixteen thousand.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[str, dict[str, Markup]] = {}

    def seen_from(self, page: File) -> Callable[[str], str]:
        """Return what turns the place of a page in the docs folder into its address, seen from ``page``.

        The address is escaped for HTML; that of a page that the site does not have is empty.
        """
        folder = posixpath.dirname(page.url.rstrip("/"))
        # Seen from a page of the folder that no other page lies below, as one may below this.
        anyone = posixpath.join(folder, "_/" if page.url.endswith("/") else "_.html")
        known = self._known.setdefault(folder, {})

        def address(docs_file: str) -> Markup:
            found = known.get(docs_file)
            if found is None:
                target = find_page(self._files, docs_file)
                found = escape(get_relative_url(target.url, anyone) if target is not None else "")
                known[docs_file] = found
            return found

        return address


def address_by_slug(catalogue: Catalogue, files: Files, config: MkDocsConfig) -> None:
    """Give each page with a ``slug:`` of its own the address of that slug, unless another page has it."""
    taken = {file.dest_uri for file in files}
    for page in catalogue.pages:
        folder, name = posixpath.split(page.document.docs_file)
        stem = posixpath.splitext(name)[0]
        file = files.src_uris.get(page.document.docs_file)
        if file is None or stem in (page.slug, *INDEX_NAMES):
            continue
        named = File(f"{folder}/{page.slug}.md", None, config.site_dir, config.use_directory_urls)
        if named.dest_uri not in taken:
            taken.add(named.dest_uri)
            file.dest_uri = named.dest_uri


def redirect_files(catalogue: Catalogue, texts: Texts, files: Files, config: MkDocsConfig) -> Iterable[File]:
    """Yield a page for each alias of a page, which sends readers on to it. What exists is never replaced."""
    folder = folder_of_build(config)
    taken = {file.dest_uri for file in files}
    for page in catalogue.pages:
        target = files.src_uris.get(page.document.docs_file) if page.document.aliases else None
        if target is None:
            continue
        for slug in page.earlier_slugs:
            # The address that a page of this name would have.
            old = File(f"{slug}.md", None, config.site_dir, config.use_directory_urls)
            name, old.dest_uri = old.dest_uri, folder + old.dest_uri
            if old.dest_uri in taken:
                continue
            taken.add(old.dest_uri)
            from learning_paths.pages.redirects import redirect_page  # noqa: PLC0415 - most sites do without

            address = target.url_relative_to(old)
            redirect = _generated(config, name, redirect_page(page.title, address, texts))
            # Not the page: static-i18n builds what has its source in the docs folder from that folder.
            _set_source(redirect, config_file(config))
            yield redirect


def keep_out_of_nav(catalogue: Catalogue, files: Files) -> None:
    """Leave the pages of paths out of a nav that is made of all files.

    A sidebar of every page makes each page as large as the site. A nav that names a page still shows it.
    """
    for page in catalogue.pages:
        file = files.src_uris.get(page.document.docs_file)
        if file is not None and file.inclusion is InclusionLevel.INCLUDED:
            file.inclusion = InclusionLevel.NOT_IN_NAV
