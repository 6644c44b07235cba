"""Documents to the catalogue: every reference looked up, every page told where it stands."""

from __future__ import annotations

import gc
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from learning_paths.load.faults import Faults
from learning_paths.load.read_pages import read_markdown, read_page
from learning_paths.load.read_paths import read_path
from learning_paths.load.read_text import read_text
from learning_paths.load.tree import SourceTree
from learning_paths.model.addresses import MARKDOWN_ENDINGS
from learning_paths.model.catalogue import Catalogue, Page, Path, Requirement, Stage, Step
from learning_paths.model.diagnostic import Severity
from learning_paths.model.documents import MarkdownText, PageDocument, PathDocument, StageEntry
from learning_paths.model.kinds import Kind
from learning_paths.model.settings import Settings
from learning_paths.text.span import Span
from learning_paths.text.written import Written

PATH_ENDINGS = (".yml", ".yaml")


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of cycles from running.

    All that is read is kept. In a large program, such as a site generator, the collector would look through it and
    everything else several times meanwhile, for a fifth of the time, and find nothing to free.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_collector_at_rest()
def load_catalogue(tree: SourceTree, settings: Settings, faults: Faults | None = None) -> Catalogue:
    """Read all paths and pages of a site. Never raises for what the files hold.

    ``faults`` may bring faults that were found before, such as those of mkdocs.yml.
    """
    faults = faults if faults is not None else Faults()
    docs = _read_docs(tree, settings, faults)
    custom_dir = settings.host.custom_dir
    if custom_dir is not None:
        docs.theme_files = frozenset(source.file[len(custom_dir) + 1 :] for source in tree.sources(custom_dir, ()))
    if settings.host.snippets is not None:
        from learning_paths.load.read_snippets import read_snippets  # noqa: PLC0415 - many sites have none

        texts = (markdown.source for markdown in docs.markdown.values())
        docs.parts = read_snippets(tree, settings.docs_dir, settings.host.snippets, settings.host.appended, texts)
    paths = dict(_read_paths(tree, settings, faults))
    catalogue = resolve(settings, docs, filter(None, paths.values()), faults)
    catalogue.unread_paths = frozenset(file for file, path in paths.items() if path is None or not path.whole)
    return catalogue


class Docs:
    """What the docs folder holds; see the attributes of the same names in :class:`Catalogue`."""

    def __init__(self) -> None:
        self.pages: list[PageDocument] = []
        self.markdown: dict[str, MarkdownText] = {}
        self.parts: dict[str, str] = {}
        self.files: set[str] = set()
        self.left_out: dict[str, str] = {}
        self.theme_files: frozenset[str] = frozenset()


def _read_docs(tree: SourceTree, settings: Settings, faults: Faults) -> Docs:
    docs = Docs()
    start = len(settings.docs_dir) + 1
    # A kind's folder may lie in another kind's: a file belongs to the innermost.
    folders = sorted(((f"{kind.folder}/", kind) for kind in settings.kinds), key=lambda pair: -len(pair[0]))
    for source in tree.sources(settings.docs_dir, MARKDOWN_ENDINGS):
        file, docs_file = source.file, source.file[start:]
        option = settings.host.left_out(docs_file)
        if option is not None:
            docs.left_out[docs_file] = option
            continue
        kind = next((kind for folder, kind in folders if docs_file.startswith(folder)), None)
        if source.content is None:
            if source.problem is None:
                docs.files.add(docs_file)
                continue
            if kind is None and not _concerns_a_kind(docs_file, settings.kinds) and not file.endswith(MARKDOWN_ENDINGS):
                docs.files.add(docs_file + "/")
                continue
        docs.files.add(docs_file)
        text = read_text(source, faults)
        if text is None:
            continue
        faults.texts[file] = text
        page = read_page(file, docs_file, kind, text, faults) if kind is not None else None
        if page is not None:
            docs.pages.append(page)
        docs.markdown[docs_file] = page.markdown if page is not None else read_markdown(file, docs_file, text)
    _drop_doubles(docs)
    docs.pages.sort(key=lambda page: page.file)
    return docs


def _drop_doubles(docs: Docs) -> None:
    """Drop each README.md that has an index.md beside it: both would be the same page, and MkDocs takes the latter."""
    for docs_file in [file for file in docs.markdown if file.endswith("README.md")]:
        index = docs_file.removesuffix("README.md") + "index.md"
        if index in docs.markdown and posixpath.basename(docs_file) == "README.md":
            del docs.markdown[docs_file]
            docs.files.discard(docs_file)
            docs.pages = [page for page in docs.pages if page.docs_file != docs_file]
            docs.left_out[docs_file] = index


def _concerns_a_kind(folder: str, kinds: Iterable[Kind]) -> bool:
    return not folder or any(kind.folder == folder or kind.folder.startswith(f"{folder}/") for kind in kinds)


def _read_paths(tree: SourceTree, settings: Settings, faults: Faults) -> Iterable[tuple[str, PathDocument | None]]:
    """Yield each path file and what it says, or None where nothing of it can be used."""
    for source in tree.sources(settings.paths_dir, PATH_ENDINGS):
        if source.content is None and source.problem is None:
            _report_if_meant(source.file, faults)
            continue
        text = read_text(source, faults)
        if text is None:
            yield source.file, None
            continue
        faults.texts[source.file] = text
        yield source.file, read_path(source.file, text, faults)


def _report_if_meant(file: str, faults: Faults) -> None:
    """Report a file that was probably meant for a path and is not read; others are nobody's business here."""
    name = file.rsplit("/", 1)[-1].lower()
    if name.endswith(PATH_ENDINGS):
        message, hint = "this file is not read: the ending of its name is in capitals", "write '.yml' in small letters"
    elif name.endswith(MARKDOWN_ENDINGS) and not name.startswith("readme."):
        message = "this file is not read: a path is written in YAML, and its file's name ends with '.yml'"
        hint = "write the path as YAML, or move the page into the docs folder"
    else:
        return
    faults.add("invalid-yaml", message, Span(file), hint, at_most=Severity.WARNING)


def resolve(
    settings: Settings,
    docs: Docs,
    path_documents: Iterable[PathDocument],
    faults: Faults,
) -> Catalogue:
    """Connect documents to a catalogue. A reference that names no page, or several, stays unresolved."""
    catalogue = Catalogue(settings.kinds)
    catalogue.faults = faults.by_rule
    catalogue.crowds = faults.crowds
    catalogue.texts = faults.texts
    catalogue.markdown = docs.markdown
    catalogue.parts = docs.parts
    catalogue.files = frozenset(docs.files)
    catalogue.left_out = docs.left_out
    catalogue.theme_files = docs.theme_files
    catalogue.host = settings.host
    catalogue.print_pages = settings.print_pages
    catalogue.generated_files = settings.generated_files
    catalogue.language = settings.language or settings.host.language
    catalogue.changed_texts = settings.texts
    catalogue.pages = tuple(Page(document, settings.words_per_minute) for document in docs.pages)
    for page in catalogue.pages:
        catalogue.by_slug.setdefault(page.slug, []).append(page)
        for alias in dict.fromkeys(alias.value for alias in page.document.aliases):
            catalogue.by_alias.setdefault(alias, []).append(page)
    _connect_pages(catalogue)
    # Of `llm.yml` and `llm.yaml`, the first is the path and the second its double.
    in_order = sorted(path_documents, key=lambda found: (found.slug, found.file.endswith(".yaml"), found.file))
    catalogue.paths = tuple(_path(document, catalogue) for document in in_order)
    _connect_steps(catalogue)
    return catalogue


def _connect_pages(catalogue: Catalogue) -> None:
    leads_to: dict[Page, dict[Page, None]] = defaultdict(dict)
    for page in catalogue.pages:
        page.requires = tuple(
            Requirement(entry, catalogue.find(entry.slug.value).page) for entry in page.document.requires
        )
        for requirement in page.requires:
            if requirement.target is not None:
                leads_to[requirement.target][page] = None
    for page, following in leads_to.items():
        page.leads_to = tuple(following)


def _path(document: PathDocument, catalogue: Catalogue) -> Path:
    path = Path(document)
    path.assumes = _pages(document.assumes, catalogue)
    steps: list[Step] = []
    stages: list[tuple[StageEntry | None, list[Step]]] = []
    for entry in document.entries:
        if isinstance(entry, StageEntry):
            stages.append((entry, []))
            continue
        target = catalogue.find(entry.slug.value).page if entry.slug is not None else None
        step = Step(path, len(steps) + 1, entry, target, _pages(entry.alongside, catalogue))
        steps.append(step)
        if not stages:
            stages.append((None, []))
        stages[-1][1].append(step)
    path.steps = tuple(steps)
    path.stages = tuple(Stage(entry, tuple(members)) for entry, members in stages)
    return path


def _pages(references: Iterable[Written[str]], catalogue: Catalogue) -> tuple[Page, ...]:
    found = (catalogue.find(reference.value).page for reference in references)
    return tuple(page for page in found if page is not None)


def _connect_steps(catalogue: Catalogue) -> None:
    appears_in: dict[Page, list[Step]] = defaultdict(list)
    slugs: set[str] = set()
    for path in catalogue.paths:
        if path.slug in slugs:
            continue  # of two files with one slug, only the first is a path that readers can meet
        slugs.add(path.slug)
        here: set[Page] = set()
        for step in path.steps:
            if step.target is not None and step.target not in here:
                here.add(step.target)
                appears_in[step.target].append(step)
    for page, steps in appears_in.items():
        page.appears_in = tuple(steps)
