"""Diagnostics as JSON, version 1, for other programs."""

from __future__ import annotations

import json
from typing import Any

from learning_paths.model.diagnostic import Diagnostic, Edit, Report, Severity
from learning_paths.text.span import Span

VERSION = 1


def render(report: Report, colour: bool = False) -> str:
    """Return the report as one JSON object with a newline at the end. Colour has no meaning here."""
    document = {
        "version": VERSION,
        "summary": {
            "pages": report.pages,
            "paths": report.paths,
            "steps": report.steps,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
        },
        "diagnostics": [diagnostic_object(diagnostic) for diagnostic in report.diagnostics],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def diagnostic_object(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return one diagnostic as it stands in the list ``diagnostics``."""
    finding = diagnostic.finding
    return {
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "message": finding.message,
        **_place(finding.span),
        "hint": finding.hint,
        "related": [{"message": related.message, **_place(related.span)} for related in finding.related],
        "edit": None if finding.edit is None else _edit(finding.edit),
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {**_place(edit.span), "new_text": edit.new_text, "certain": edit.certain}
