"""What a change does to the paths and pages of a site: two catalogues, and how the second differs from the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from learning_paths.model.catalogue import Catalogue, Page, Path, Stage, Step
from learning_paths.model.diagnostic import Diagnostic, Report

Value = str | int | bool | tuple[str, ...] | None
"""A field's value without its place. A date is text; None is a field that was not written."""

TEXT = "text"
"""The name of the change of a page's text. Its values are numbers of words, which may be equal."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One key that has another value than before.

    ``name`` is the key, or ``text``. Slugs in lists of references are written as they are now, so that a page that was
    renamed is no change of a list that names it. ``of`` is the prerequisite that a reason (``because``) belongs to.
    """

    name: str
    before: Value
    after: Value
    of: str | None = None

    @property
    def added(self) -> tuple[str, ...]:
        """The items of a list that it did not have before."""
        return _without(self.after, self.before)

    @property
    def removed(self) -> tuple[str, ...]:
        """The items of a list that it has no longer."""
        return _without(self.before, self.after)


def _without(items: Value, others: Value) -> tuple[str, ...]:
    known = set(others) if isinstance(others, tuple) else set()
    return tuple(item for item in items if item not in known) if isinstance(items, tuple) else ()


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that was added (no ``before``), removed (no ``after``), moved, or says something else.

    ``moved`` is kept to as few steps as explain the new order. ``stages`` are what it stood and stands under, where
    both stages are there before and after and differ: the step changed its stage, or the heading went past it.
    """

    before: Step | None
    after: Step | None
    moved: bool = False
    stages: tuple[Stage, Stage] | None = None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class StageChange:
    """A stage that was added, removed, moved among the stages, or says something else."""

    before: Stage | None
    after: Stage | None
    moved: bool = False
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class PathChange:
    """A path that was added, removed, renamed or changed.

    ``stages`` and ``steps`` are empty for one that was added or removed: all of them were.
    """

    before: Path | None
    after: Path | None
    fields: tuple[FieldChange, ...] = ()
    stages: tuple[StageChange, ...] = ()
    steps: tuple[StepChange, ...] = ()

    @property
    def renamed(self) -> bool:
        """Whether it has another slug than before."""
        return self.before is not None and self.after is not None and self.before.slug != self.after.slug

    @property
    def path(self) -> Path:
        """The path as it is, or as it was where it is no more."""
        path = self.after or self.before
        assert path is not None
        return path


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that was added, removed, renamed or changed, or that paths lead to now and did not before, or no longer.

    ``into`` is the page that a removed one was merged into: its slug is an alias of that page now.
    """

    before: Page | None
    after: Page | None
    fields: tuple[FieldChange, ...] = ()
    into: Page | None = None

    @property
    def renamed(self) -> bool:
        """Whether it has another slug, or another kind, than before."""
        if self.before is None or self.after is None:
            return False
        return self.before.qualified_slug != self.after.qualified_slug

    @property
    def alias_missing(self) -> bool:
        """Whether it was renamed and its earlier slug does not lead to it."""
        if not self.renamed or self.before is None or self.after is None:
            return False
        aliases = {alias.value for alias in self.after.document.aliases}
        return self.before.slug != self.after.slug and self.before.slug not in aliases

    @property
    def orphaned(self) -> bool:
        """Whether it stood in a path before and stands in none now."""
        return (
            self._both and bool(self.before and self.before.appears_in) and not (self.after and self.after.appears_in)
        )

    @property
    def rescued(self) -> bool:
        """Whether it stood in no path before and stands in one now."""
        return (
            self._both and not (self.before and self.before.appears_in) and bool(self.after and self.after.appears_in)
        )

    @property
    def page(self) -> Page:
        """The page as it is, or as it was where it is no more."""
        page = self.after or self.before
        assert page is not None
        return page

    @property
    def _both(self) -> bool:
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states that are compared.

    ``name`` is how the user calls it; ``commit`` is its full name in git, or None for the files on disk. ``absent``
    says why there is no site at all on this side; its catalogue and its report are empty then.
    """

    name: str
    commit: str | None
    catalogue: Catalogue
    report: Report
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that is different between two states of a site.

    Paths and pages are in the order of their slugs and addresses, findings in the order of a report.
    """

    before: Side
    after: Side
    paths: tuple[PathChange, ...]
    pages: tuple[PageChange, ...]
    new_findings: tuple[Diagnostic, ...]
    gone_findings: tuple[Diagnostic, ...]

    def __bool__(self) -> bool:
        return any((self.paths, self.pages, self.new_findings, self.gone_findings))

    def orphaned(self) -> Iterator[Page]:
        """Yield the pages that no path leads to any more."""
        return (change.page for change in self.pages if change.orphaned)
