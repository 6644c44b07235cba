"""What the files mean: paths whose steps lead to pages, and pages that know where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from learning_paths.model.crowds import Crowds
from learning_paths.model.diagnostic import Edit, Finding
from learning_paths.model.documents import (
    MarkdownText,
    PageDocument,
    PathDocument,
    RequirementEntry,
    StageEntry,
    StepEntry,
)
from learning_paths.model.host import Host
from learning_paths.model.kinds import Kind
from learning_paths.text import yaml_edits
from learning_paths.text.lines import Lines
from learning_paths.text.reading_time import words_in
from learning_paths.text.written import Written

if TYPE_CHECKING:
    from learning_paths.model.answer import Answer
    from learning_paths.text.places import Places


# Pages, paths and steps point at each other, so they are compared by identity, and their edges are filled in once by
# the loader when all of them exist. Nothing changes them afterwards. Written out, each would be the whole site.
#
# They are no dataclasses, because making those takes a tenth of the time that this package takes to be imported.
class Page:
    """A page of the site."""

    requires: tuple[Requirement, ...] = ()
    leads_to: tuple[Page, ...] = ()
    """The pages that require this one, in the order of their addresses."""
    appears_in: tuple[Step, ...] = ()
    """The steps that lead to this page, one for each path, in the order of the paths."""

    def __init__(self, document: PageDocument, words_per_minute: int = 200) -> None:
        self.document = document
        self.words_per_minute = words_per_minute
        self._minutes = 0

    @property
    def minutes(self) -> int:
        """Reading time in minutes, at least 1: what the page's head says, else counted from the words of its text."""
        if not self._minutes:
            # Counted when it is first asked for: checking a site never does.
            words = words_in(self.document.markdown.text) if self.document.minutes is None else 0
            self._minutes = self.document.minutes or max(1, round(words / self.words_per_minute))
        return self._minutes

    @property
    def kind(self) -> Kind:
        """The page's kind."""
        return self.document.kind

    @property
    def slug(self) -> str:
        """The page's slug."""
        return self.document.slug.value

    @property
    def title(self) -> str:
        """The page's title."""
        return self.document.title

    @property
    def qualified_slug(self) -> str:
        """The slug with its folder, such as ``papers/attention``; no other page has it."""
        return f"{self.kind.folder}/{self.slug}"

    @property
    def earlier_slugs(self) -> list[str]:
        """What the page was called before, with its folder; its aliases are these without."""
        return [f"{self.kind.folder}/{alias.value}" for alias in self.document.aliases]

    @property
    def known_requirements(self) -> list[Requirement]:
        """What has to be read first, as far as it names a page."""
        return [requirement for requirement in self.requires if requirement.target is not None]

    @property
    def planned(self) -> bool:
        """Whether the page is announced and not written yet."""
        return self.document.status == "planned"


class Requirement:
    """A page that has to be read first, and why. ``target`` is None where the slug names no page, or several."""

    def __init__(self, entry: RequirementEntry, target: Page | None) -> None:
        self.entry = entry
        self.target = target


class Stage:
    """A heading over some of a path's steps. A path without stages has one without an entry."""

    def __init__(self, entry: StageEntry | None, steps: tuple[Step, ...]) -> None:
        self.entry = entry
        self.steps = steps

    @property
    def title(self) -> str | None:
        """The heading, if there is one."""
        return self.entry.title.value if self.entry is not None and self.entry.title is not None else None


class Step:
    """One step of a path. ``number`` counts from 1 through the whole path."""

    def __init__(
        self, path: Path, number: int, entry: StepEntry, target: Page | None, alongside: tuple[Page, ...] = ()
    ) -> None:
        self.path = path
        self.number = number
        self.entry = entry
        self.target = target
        self.alongside = alongside

    @property
    def title(self) -> str:
        """What the step is called: its own title, else its page's, else its slug."""
        if self.entry.title is not None:
            return self.entry.title.value
        if self.target is not None:
            return self.target.title
        return self.entry.slug.value if self.entry.slug is not None else "?"

    @property
    def minutes(self) -> int:
        """Reading time in minutes: the step's own, else its page's, else 0."""
        if self.entry.minutes is not None:
            return self.entry.minutes
        return self.target.minutes if self.target is not None and not self.target.planned else 0


class Path:
    """A path through the site."""

    steps: tuple[Step, ...] = ()
    stages: tuple[Stage, ...] = ()
    assumes: tuple[Page, ...] = ()

    def __init__(self, document: PathDocument) -> None:
        self.document = document

    @property
    def slug(self) -> str:
        """The path's slug."""
        return self.document.slug

    @property
    def title(self) -> str:
        """The path's title, or its slug where it has none."""
        return self.document.title.value if self.document.title is not None else self.document.slug

    @property
    def minutes(self) -> int:
        """Reading time of all steps that are not optional, in minutes."""
        return sum(step.minutes for step in self.steps if not step.entry.optional)

    def neighbours(self, step: Step) -> tuple[Step | None, Step | None]:
        """Return the steps before and after ``step`` that lead to a page."""
        place = step.number - 1
        return _first_with_page(self.steps, place - 1, -1), _first_with_page(self.steps, place + 1, 1)


def _first_with_page(steps: tuple[Step, ...], place: int, way: int) -> Step | None:
    while 0 <= place < len(steps):
        if steps[place].target is not None:
            return steps[place]
        place += way
    return None


class Found(NamedTuple):
    """The pages that a reference names: one if all is well. ``renamed`` says that it was found by an alias."""

    pages: tuple[Page, ...]
    renamed: bool = False

    @property
    def page(self) -> Page | None:
        """The page, if the reference names exactly one."""
        return self.pages[0] if len(self.pages) == 1 else None


_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Catalogue:
    """Everything that was read from a site. An empty one is filled in by the loader."""

    pages: tuple[Page, ...] = ()
    """All pages, in the order of their files."""
    paths: tuple[Path, ...] = ()
    """All paths, in the order of their slugs; two of them share a slug where two files do."""
    faults: Mapping[str, Sequence[Finding]] = _EMPTY
    """What was wrong with the shape of the files, by the name of the rule that reports it."""
    crowds: Mapping[str, Crowds] = _EMPTY
    """How many more there were than are listed in ``faults``, by the name of the rule."""
    texts: Mapping[str, str] = _EMPTY
    """The text of each file that was read, by its name in spans."""
    markdown: Mapping[str, MarkdownText] = _EMPTY
    """Every Markdown file of the docs folder, of a kind or not, by its place in that folder."""
    parts: Mapping[str, str] = _EMPTY
    """The texts of files that pages take parts of, by their names there, as far as they lie in the docs folder."""
    files: frozenset[str] = frozenset()
    """Every file of the docs folder, by its place in it. A name that ends with ``/`` is a folder that is not looked
    into, because it is a link that leads out of the site's folders: whatever it holds counts as being there."""
    unread_paths: frozenset[str] = frozenset()
    """The path files that could not be read, or not whole, so that their steps may not be all that were meant."""
    left_out: Mapping[str, str] = _EMPTY
    """The files of the docs folder that are no part of the site, each with the option that says so."""
    theme_files: frozenset[str] = frozenset()
    """Every file of the folder that the site has for its theme (``custom_dir``), by its place in it."""
    host: Host = Host()
    print_pages: bool = False
    """Whether each path has a page that shows it as a whole."""
    generated_files: tuple[str, ...] = ()
    language: str = "en"
    """The language of the interface; ``changed_texts`` are those that the site changes."""
    changed_texts: Mapping[str, str] = _EMPTY
    answers: Mapping[str, Answer] | None = None
    """What came back for the targets of links to other sites, by the targets as they are written; None if nothing was
    asked. Not filled in by the loader: see the package ``external``."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self.kinds = kinds
        self.by_slug: dict[str, list[Page]] = {}
        self.by_alias: dict[str, list[Page]] = {}
        # What was looked up before: the loader and several rules ask for each reference.
        self._found: dict[str, Found] = {}
        # What functions marked with `once` have found.
        self._derived: dict[Callable[[Catalogue], Any], Any] = {}
        self._places: dict[str, Places] = {}

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.texts)

    def take_apart(self) -> None:
        """Let pages, paths and steps go, which hold each other: nothing but the collector of cycles would free them.

        Nobody may ask the catalogue for anything afterwards.
        """
        for page in self.pages:
            page.requires = page.leads_to = page.appears_in = ()
        for path in self.paths:
            path.steps = path.stages = path.assumes = ()
        self._derived.clear()

    def find(self, reference: str) -> Found:
        """Look up a slug such as ``attention``, or a qualified one such as ``papers/attention``."""
        found = self._found.get(reference)
        if found is None:
            found = self._found[reference] = self._look_up(reference)
        return found

    def _look_up(self, reference: str) -> Found:
        folder, _, slug = reference.rpartition("/")
        for index, renamed in ((self.by_slug, False), (self.by_alias, True)):
            pages = index.get(slug, [])
            if folder:
                pages = [page for page in pages if page.kind.folder == folder]
            if pages:
                return Found(tuple(pages), renamed)
        return Found(())

    def places(self, file: str) -> Places:
        """Return what turns offsets into places, in a file that was read and in the values that it holds."""
        from learning_paths.text.places import Places  # noqa: PLC0415 - a run without findings does without

        if file not in self._places:
            self._places[file] = Places(file, self.texts.get(file, ""))
        return self._places[file]

    def rewritten(self, written: Written[str], value: str, *, certain: bool) -> Edit | None:
        """Return the edit that makes a value in YAML say ``value``, or None where the text does not allow it."""
        change = yaml_edits.scalar(self._lines.at(written.span), written.span, written.value, value)
        return None if change is None else Edit(*change, certain=certain)

    def without(self, item: Written[str], *, certain: bool) -> Edit | None:
        """Return the edit that takes an item out of its list, or None where the text does not allow it."""
        change = yaml_edits.without_item(self._lines.of(item.span.file), item.span)
        return None if change is None else Edit(*change, certain=certain)

    def all_references(self) -> Iterator[Written[str]]:
        """Yield every name of a page that was written in a path, or in the head of a page: those of steps first."""
        for path in self.paths:
            yield from (step.entry.slug for step in path.steps if step.entry.slug is not None)
        yield from self.references()

    def references(self) -> Iterator[Written[str]]:
        """Yield every ``requires``, ``assumes`` and ``alongside`` that was written, in the order of the files."""
        for page in self.pages:
            yield from (requirement.entry.slug for requirement in page.requires)
        for path in self.paths:
            yield from path.document.assumes
            for step in path.steps:
                yield from step.entry.alongside


Result = TypeVar("Result")


def once(compute: Callable[[Catalogue], Result]) -> Callable[[Catalogue], Result]:
    """Mark a function of a catalogue whose result several rules need: it is computed at the first call only."""

    @wraps(compute)
    def remembered(catalogue: Catalogue) -> Result:
        derived = catalogue._derived  # noqa: SLF001 - this function is what the field is for
        if compute not in derived:
            derived[compute] = compute(catalogue)
        result: Result = derived[compute]
        return result

    return remembered
