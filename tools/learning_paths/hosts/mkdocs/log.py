"""Diagnostics to MkDocs' log, with the text that ``learning-paths check`` prints."""

from __future__ import annotations

import logging

from learning_paths.model.diagnostic import Report, Severity
from learning_paths.reports.text import fold, render_diagnostic

# Below "mkdocs.plugins", so that warnings count for `mkdocs build --strict`. Not MkDocs' own plugin logger, which puts
# a prefix before each message: an editor finds "file:line:column:" at the start of a line.
log = logging.getLogger("mkdocs.plugins.learning_paths")

LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}
"""The level of MkDocs' log for each severity."""


def log_report(report: Report) -> None:
    """Log each diagnostic at its severity, and a summary if there are any."""
    shown, left_out = fold(report)
    for diagnostic in shown:
        log.log(LEVELS[diagnostic.severity], render_diagnostic(diagnostic, report))
    for line in left_out:
        log.info(line)
    log.log(logging.INFO if report.diagnostics else logging.DEBUG, report.summary())
