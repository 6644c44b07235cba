"""The pages that a site gets besides its own: one for each path, and the lists of paths and of pages."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from learning_paths.model.catalogue import Catalogue, Page, Path
from learning_paths.model.generated import PATHS_FOLDER, PATHS_INDEX, has_index, listed_kinds, path_file, print_file
from learning_paths.model.kinds import Kind
from learning_paths.model.texts import Texts, texts_in

_PLAIN = re.compile(r"[\w./-]+")


class GeneratedPage(NamedTuple):
    """A page to add to a site. ``docs_file`` is where it would stand in the docs folder.

    ``source`` is the file that it is made of, relative to the site's root, or None if it is made of many.
    """

    docs_file: str
    markdown: str
    source: str | None = None
    in_nav: bool = True
    """Whether it may stand in a navigation that is made of all pages."""


def generated_pages(
    catalogue: Catalogue,
    paths: Iterable[Path],
    texts: Texts,
    env: jinja2.Environment,
    existing: Collection[str] = (),
    *,
    print_pages: bool = False,
) -> Iterator[GeneratedPage]:
    """Yield the pages to add.

    ``texts`` are the words of the interface, and ``env`` the templates made with them. ``existing`` are the pages, by
    their place in the docs folder, that the site has written itself: they stay as they are. With ``print_pages``, each
    path has a page for all of it, which holds nothing but its title yet: see ``print_page``.
    """
    paths = list(paths)
    for path in paths:
        if path_file(path) not in existing:
            whole = print_file(path) if print_pages else None
            yield GeneratedPage(path_file(path), _path_page(path, whole, env), path.document.file)
        if print_pages and print_file(path) not in existing:
            title = texts("print.title", path=path.title)
            page = env.get_template("learning-paths/pages/print.md").render(path=path, title=title)
            yield GeneratedPage(print_file(path), page, path.document.file, in_nav=False)
    if paths and not has_index(PATHS_FOLDER, existing):
        template = env.get_template("learning-paths/pages/paths.md")
        about = texts("paths.about")
        own = about != texts_in(texts.language, {})("paths.about")
        head = {"title": texts("paths"), "about": about, "own": own}
        page = template.render(head, paths=paths, path_file=path_file, link=Linker(PATHS_INDEX))
        yield GeneratedPage(PATHS_INDEX, page)
    for kind in listed_kinds(catalogue, existing):
        pages = [page for page in catalogue.pages if page.kind is kind]
        yield GeneratedPage(kind.index, _kind_page(kind, pages, paths, texts, env))


def _path_page(path: Path, whole: str | None, env: jinja2.Environment) -> str:
    template = env.get_template("learning-paths/pages/path.md")
    file = path_file(path)
    first = next((step for step in path.steps if step.target is not None), None)
    return template.render(path=path, document=path.document, first=first, whole=whole, link=Linker(file))


def _kind_page(kind: Kind, pages: Iterable[Page], paths: Iterable[Path], texts: Texts, env: jinja2.Environment) -> str:
    template = env.get_template("learning-paths/pages/kind.md")
    in_order = sorted(pages, key=lambda page: (page.title.casefold(), page.slug))
    shown = set(paths)
    paths_of = {page: [step.path for step in page.appears_in if step.path in shown] for page in in_order}
    titles = {path.slug: path.title for paths in paths_of.values() for path in paths}
    title = texts.kinds(kind)
    return template.render(
        title=title,
        about=kind.about or texts("list.about", kinds=title.lower(), Kinds=title),
        kind=kind,
        pages=in_order,
        paths_of={page: [path.slug for path in found] for page, found in paths_of.items()},
        titles=dict(sorted(titles.items())),
        link=Linker(kind.index),
    )


class Linker:
    """Makes links between Markdown files: the host checks them and turns them into addresses."""

    def __init__(self, from_file: str) -> None:
        folder = posixpath.dirname(from_file)
        self._folder = f"{folder}/"
        self._to_top = "../" * (folder.count("/") + 1)

    def __call__(self, to_file: str, path: str | None = None) -> Markup:
        """Return what stands between the parentheses of a Markdown link to a file of the docs folder.

        ``path`` is the slug of the path that the reader follows there.
        """
        here = to_file.startswith(self._folder)
        target = to_file.removeprefix(self._folder) if here else f"{self._to_top}{to_file}"
        plain = _PLAIN.fullmatch(target)
        if path is not None:
            target += f"?path={path}"
        # In angle brackets, a target may hold spaces and parentheses.
        return Markup(target if plain else f"<{target}>")  # noqa: S704 - the name of a file of the site
