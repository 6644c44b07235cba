"""Changes for a terminal: new findings as in a report, then paths, pages and what is mended, and a summary."""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.diffs._phrases import (
    Line,
    Style,
    absence,
    needs_section,
    of_page,
    of_path,
    of_stage,
    of_step,
    shorten,
    summary,
)
from learning_paths.model.changes import Changes, PathChange
from learning_paths.reports.text import paint, render_diagnostic
from learning_paths.text.visible import visible

_SIGNS = {"added": "+", "removed": "-", "renamed": ">", "moved": ">", "changed": "~"}
_COLOURS = {"+": "32", "-": "31", ">": "36", "~": "33"}


def render(changes: Changes, colour: bool = False) -> str:
    """Return the changes as text with a newline at the end. ``colour`` adds terminal colours."""
    return "\n\n".join("\n".join(block) for block in _blocks(changes, colour)) + "\n"


def _blocks(changes: Changes, colour: bool) -> Iterator[list[str]]:
    absent = absence(changes.before, _STYLE)
    if absent is not None:
        yield [f"{_name(changes.before.name)}: {absent}"]
    if changes.new_findings:
        yield [paint("New findings", "1", colour)]
        for found in changes.new_findings:
            yield [render_diagnostic(found, changes.after.report, colour)]
    short = [of_path(path, _STYLE) for path in changes.paths if not needs_section(path)]
    if short:
        yield [paint("Paths", "1", colour), *(_line(line, colour) for line in short)]
    for path in changes.paths:
        if needs_section(path):
            yield _path(path, colour)
    if changes.pages:
        lines = (of_page(page, _STYLE) for page in changes.pages)
        yield [paint("Pages", "1", colour), *(_line(line, colour) for line in lines)]
    if changes.gone_findings:
        lines_of = (
            f"  {visible(found.finding.span.file)}: {found.severity}: {visible(found.finding.message)} [{found.rule}]"
            for found in changes.gone_findings
        )
        yield [paint("Findings that are gone", "1", colour), *lines_of]
    yield [f"{_name(changes.before.name)} → {_name(changes.after.name)}: {summary(changes)}"]


def _path(change: PathChange, colour: bool) -> list[str]:
    line = of_path(change, _STYLE)
    verb = "" if line.verb == "changed" else f" ({line.verb})"
    return [
        paint(f"Path {_name(line.name)}: {_name(line.title)}{verb}", "1", colour),
        *(f"  {note}" for note in line.notes),
        *(_line(of_stage(stage, _STYLE), colour) for stage in change.stages),
        *(_line(of_step(step, _STYLE), colour) for step in change.steps),
    ]


def _line(line: Line, colour: bool) -> str:
    sign = _SIGNS[line.verb]
    number = f"{line.number}. " if line.number is not None else ""
    title = _STYLE.prose(line.title) if line.name == "stage" else f"({_name(line.title)})"
    notes = f": {'; '.join(line.notes)}" if line.notes else ""
    return f"  {paint(sign, _COLOURS[sign], colour)} {number}{_name(line.name)} {title}{notes}"


def _name(text: str) -> str:
    return visible(shorten(text))


_STYLE = Style(name=_name, prose=lambda text: f"'{_name(text)}'")
