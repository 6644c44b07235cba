"""The one shape of everything that can be wrong."""

import posixpath
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Self

from learning_paths.text.lines import Lines
from learning_paths.text.span import Span
from learning_paths.text.words import counted


class Severity(StrEnum):
    """How bad it is. Errors always fail a check; warnings fail it with ``--strict``; information never does."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def at_most(self, other: Self | None) -> Self:
        """Return the milder of two severities; None is no limit."""
        order = list(Severity)
        return self if other is None or order.index(self) >= order.index(other) else other


class Rule(NamedTuple):
    """A rule: its name, its severity where a site changes nothing, and its documentation.

    The documentation is the docstring of the rule's module; :func:`learning_paths.model.rule_page.rule_page` reads it.
    """

    name: str
    severity: Severity
    documentation: str


class Related(NamedTuple):
    """Another place that has to do with a finding, and a word on why."""

    message: str
    span: Span


class Edit(NamedTuple):
    """A change that would put a finding right: the text at ``span`` becomes ``new_text``.

    ``certain`` says whether it is what the author meant, or only likely to be.
    """

    span: Span
    new_text: str
    certain: bool


class Finding(NamedTuple):
    """What a rule found, before the runner adds the rule's name and its severity."""

    message: str
    span: Span
    hint: str | None = None
    related: tuple[Related, ...] = ()
    edit: Edit | None = None
    at_most: Severity | None = None
    """The severity that it has at most, whatever that of its rule is."""


class Diagnostic(NamedTuple):
    """A finding with the name of its rule and its severity."""

    rule: str
    severity: Severity
    finding: Finding

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by file, line, column, rule; the message settles the rest."""
        span = self.finding.span
        return (span.file, span.line, span.column, self.rule, self.finding.message)


class Report:
    """The result of one run: its diagnostics in order, and what was looked at.

    ``texts`` are those of all files that were read, by their names in spans, to cut snippets from; ``rules`` those that
    were run, by name. ``root`` is where the site stands in its repository, with a slash at the end; empty if the two
    have the same root.
    """

    def __init__(
        self,
        diagnostics: tuple[Diagnostic, ...],
        pages: int,
        paths: int,
        steps: int,
        texts: Mapping[str, str] = MappingProxyType({}),
        rules: tuple[Rule, ...] = (),
        root: str = "",
    ) -> None:
        self.diagnostics = diagnostics
        self.pages = pages
        self.paths = paths
        self.steps = steps
        self.texts = texts
        self.rules = rules
        self.root = root
        self._lines = Lines(texts)

    def at(self, root: str) -> "Report":
        """Return the same report of a site that stands at ``root`` in its repository."""
        return Report(self.diagnostics, self.pages, self.paths, self.steps, self.texts, self.rules, root)

    def line(self, span: Span) -> str:
        """Return the line that a place starts in, without its end; empty if the file has no such line."""
        return self._lines.at(span)

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics have this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def file_in_repository(self, span: Span) -> str:
        """Return the name of a place's file for those who know the repository and not the site, such as a CI host."""
        return posixpath.normpath(self.root + span.file)

    def summary(self) -> str:
        """Return the last line of a report: what was looked at, and how much is wrong."""
        seen = ", ".join([counted(self.paths, "path"), counted(self.steps, "step"), counted(self.pages, "page")])
        counts = [counted(self.count(Severity.ERROR), "error"), counted(self.count(Severity.WARNING), "warning")]
        infos = self.count(Severity.INFO)
        if infos:
            counts.append(f"{infos} for information")
        found = ", ".join(counts) if self.diagnostics else "nothing to report"
        return f"Checked {seen}: {found}."
