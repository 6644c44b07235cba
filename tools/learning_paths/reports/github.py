"""Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from learning_paths.model.diagnostic import Diagnostic, Report, Severity
from learning_paths.text.span import Span
from learning_paths.text.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, colour: bool = False) -> str:
    """Return one command in a line for each diagnostic, and a summary. Colour has no meaning here."""
    return "\n".join([*(_command(diagnostic, report) for diagnostic in report.diagnostics), report.summary()]) + "\n"


def _command(diagnostic: Diagnostic, report: Report) -> str:
    finding = diagnostic.finding
    span = finding.span
    properties = {"file": visible(report.file_in_repository(span)), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub has columns for a place in one line only
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = diagnostic.rule
    # The log of a run shows nothing but the message, so that the place is in it once more.
    lines = [visible(finding.message), f"at {_place(span, report)} [{diagnostic.rule}]"]
    lines += [f"note: {visible(related.message)}: {_place(related.span, report)}" for related in finding.related]
    if finding.hint:
        lines.append(f"help: {visible(finding.hint)}")
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(chr(10).join(lines))}"


def _place(span: Span, report: Report) -> str:
    return f"{visible(report.file_in_repository(span))}:{span.line}:{span.column}"


def _data(text: str) -> str:
    # The percent sign first: what it is put before must not be taken for written text.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
