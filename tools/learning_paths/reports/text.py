"""Diagnostics for people: one block each, with the line, a caret and a hint, and a summary at the end.

What is only for information must not bury the rest: see :func:`fold`.
"""

from __future__ import annotations

from collections import Counter

from learning_paths.model.diagnostic import Diagnostic, Report, Severity
from learning_paths.text.visible import visible, width

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_MAX_WIDTH = 160
MAX_INFOS = 10
"""So many findings for information are shown of one rule, where others have been run too."""


def render(report: Report, colour: bool = False) -> str:
    """Return the whole report as text with a newline at the end. ``colour`` adds terminal colours."""
    shown, left_out = fold(report)
    blocks = [render_diagnostic(diagnostic, report, colour) for diagnostic in shown]
    if left_out:
        blocks.append("\n".join(left_out))
    return "\n\n".join([*blocks, report.summary()]) + "\n"


def fold(report: Report) -> tuple[list[Diagnostic], list[str]]:
    """Return the diagnostics to show, and a line for each rule of which not all are shown.

    Errors and warnings are all shown. Of one rule's findings for information, the first ``MAX_INFOS`` are: a site that
    has taken up paths lately has hundreds of pages outside of them. If the rule alone was run, all are shown.
    """
    if len(report.rules) == 1 or report.count(Severity.INFO) <= MAX_INFOS:
        return list(report.diagnostics), []
    shown: list[Diagnostic] = []
    infos: Counter[str] = Counter()
    for diagnostic in report.diagnostics:
        if diagnostic.severity is Severity.INFO:
            infos[diagnostic.rule] += 1
            if infos[diagnostic.rule] > MAX_INFOS:
                continue
        shown.append(diagnostic)
    left_out = [
        f"… and {number - MAX_INFOS} more for information [{rule}]; to see them all: learning-paths check --rule {rule}"
        for rule, number in sorted(infos.items())
        if number > MAX_INFOS
    ]
    return shown, left_out


def render_diagnostic(diagnostic: Diagnostic, report: Report, colour: bool = False) -> str:
    """Return one diagnostic as text, without a newline at the end."""
    finding = diagnostic.finding
    span = finding.span
    severity = paint(str(diagnostic.severity), f"1;{_COLOURS[diagnostic.severity]}", colour)
    place = paint(f"{span.file}:{span.line}:{span.column}:", "1", colour)
    lines = [f"{place} {severity}: {visible(finding.message)} [{diagnostic.rule}]"]
    lines += _snippet(diagnostic, report, colour)
    for related in finding.related:
        place = f"{related.span.file}:{related.span.line}:{related.span.column}"
        lines.append(f"  note: {visible(related.message)}: {place}")
    if finding.hint:
        lines.append(f"  {paint('help:', '32', colour)} {visible(finding.hint)}")
    return "\n".join(lines)


def _snippet(diagnostic: Diagnostic, report: Report, colour: bool) -> list[str]:
    span = diagnostic.finding.span
    line = report.line(span)
    if not line.strip():
        return []
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(min(end, len(line)), start + 1)
    cut = max(0, min(start - 20, len(line) - _MAX_WIDTH))
    shown = visible(line[cut : cut + _MAX_WIDTH], keep_length=True)
    before = visible(line[cut:start], keep_length=True)
    marked = visible(line[start : min(end, cut + _MAX_WIDTH)], keep_length=True)
    number = str(span.line)
    carets = paint("^" * max(1, width(marked)), _COLOURS[diagnostic.severity], colour)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * width(before)}{carets}"]


def paint(text: str, code: str, colour: bool) -> str:
    """Return a text in a colour of the terminal, or as it is without ``colour``."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
