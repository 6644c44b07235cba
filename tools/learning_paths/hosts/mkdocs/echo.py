"""MkDocs checks links itself, later in the build. What the report has said of a link need not be said again."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

from mkdocs.structure.pages import Page as HostPage

from learning_paths.hosts.mkdocs.log import LEVELS
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Report
from learning_paths.model.links import wrong_links

# Compiled when it is first needed, as most sites never do: making a pattern takes a part of each start.
_LINK = r"(?s)Doc file '(?P<page>.+?)' contains .*?link (?:to )?'(?P<target>.*?)'(?:, | which )"
_RULES = ("broken-link", "broken-anchor")


def echoes(catalogue: Catalogue, report: Report) -> dict[tuple[str, str], int]:
    """Return the links of a report with the level that each was logged at, by page and target."""
    levels = {found.finding.span: LEVELS[found.severity] for found in report.diagnostics if found.rule in _RULES}
    said: dict[tuple[str, str], int] = {}
    for use, problem in wrong_links(catalogue) if levels else ():
        level = levels.get(use.span, levels.get(use.anchor_span() or use.span))
        if level is not None:
            said[use.page, use.target] = said[use.page, problem.file] = level
    return said


class Echo(logging.Filter):
    """Keeps back what MkDocs has to say of links that were reported at the same level or a higher one.

    The report names the line, and what to do. A link that is not in it, because the rule is off or a comment silences
    it, is MkDocs' own to report.
    """

    def __init__(self, said: Mapping[tuple[str, str], int]) -> None:
        super().__init__()
        self._said = said
        # The host's own name for it: forks of MkDocs have another.
        self._log = logging.getLogger(HostPage.__module__)

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is to be logged."""
        match = re.match(_LINK, record.getMessage())
        return match is None or self._said.get((match["page"], match["target"]), logging.NOTSET) < record.levelno

    def start(self) -> None:
        """Begin to listen."""
        self._log.addFilter(self)

    def stop(self) -> None:
        """Listen no more."""
        self._log.removeFilter(self)
