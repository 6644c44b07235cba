"""Changes as Markdown for a comment on a pull request, or for the summary of a CI job, on GitHub.

Titles and messages come from whoever wrote the change. They are shown as text: no markup, no HTML, no link, and nothing
that GitHub makes of words by itself, such as mentions of people and links to other issues. The length is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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
from learning_paths.model.diagnostic import Diagnostic, Report, Severity
from learning_paths.text.visible import visible

MARK = "<!-- learning-paths diff -->"
"""The first line: whoever posts the text can find it again and write over it. It is not shown."""

MAX_LENGTH = 60_000
"""The longest text that is written, in characters. GitHub takes comments of 65,536."""

MAX_ROWS = 100
"""The most rows of one table or list."""

_CUT = "The rest is left out here; `learning-paths diff` shows all of it."

# What Markdown takes for markup, as a character reference. The rest of its punctuation is harmless inside a line.
_MARKUP = re.compile(r"[\\`*_\[\]|~$&<>]")
# Words of which GitHub makes links by itself are cut by a space that has no width. It does so with the text that is
# left when Markdown has been read, so that a character reference would not help.
_LINK = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-)", re.IGNORECASE)
_CUT_HERE = "&#8203;"
_PLAIN_NAME = re.compile(r"[^`|\\\n]+")


def render(changes: Changes, colour: bool = False) -> str:
    """Return the changes as Markdown with a newline at the end. Colour has no meaning here."""
    left = MAX_LENGTH - len(_CUT) - 3
    lines = []
    for line in _lines(changes):
        left -= len(line) + 1
        if left < 0:
            lines += ["", _CUT]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(changes: Changes) -> Iterator[str]:
    yield MARK
    yield "## Learning paths"
    yield ""
    yield f"{_prose(changes.before.name)} → {_prose(changes.after.name)}: {summary(changes)}"
    absent = absence(changes.before, _STYLE)
    if absent is not None:
        yield from ("", f"{_prose(changes.before.name)}: {absent}")
    if changes.new_findings:
        yield from ("", "### New findings", "")
        yield from _findings(changes.new_findings, changes.after.report)
    short = [path for path in changes.paths if not needs_section(path)]
    yield from _table("Path", [of_path(path, _STYLE) for path in short[:MAX_ROWS]], len(short))
    for path in changes.paths:
        if needs_section(path):
            yield from _path(path)
    yield from _table("Page", [of_page(page, _STYLE) for page in changes.pages[:MAX_ROWS]], len(changes.pages))
    if changes.gone_findings:
        yield from ("", "### Findings that are gone", "")
        yield from _findings(changes.gone_findings, changes.before.report)


def _table(noun: str, lines: Sequence[Line], number: int) -> Iterator[str]:
    """Yield a table of paths or pages; ``number`` is how many there are in all."""
    if lines:
        yield from ("", f"### {noun}s", "", f"| | {noun} | What is different |", "| --- | --- | --- |")
        yield from _rows((f"| {line.verb} | {_titled(line)} | {'; '.join(line.notes)} |" for line in lines), number)


def _path(change: PathChange) -> Iterator[str]:
    line = of_path(change, _STYLE)
    verb = "" if line.verb == "changed" else f", {line.verb}"
    size, *notes = line.notes
    yield from ("", f"### Path {_titled(line)}{verb}", "", size)
    if notes or change.stages:
        yield ""
        yield from (f"- {note}" for note in notes)
        stages = (of_stage(stage, _STYLE) for stage in change.stages[:MAX_ROWS])
        items = (f"- {'; '.join([f'stage “{_prose(each.title)}” {each.verb}', *each.notes])}" for each in stages)
        yield from _rows(items, len(change.stages))
    if change.steps:
        yield from ("", "| | Step | Page | What is different |", "| --- | ---: | --- | --- |")
        steps = (of_step(step, _STYLE) for step in change.steps[:MAX_ROWS])
        rows = (f"| {each.verb} | {each.number or ''} | {_titled(each)} | {'; '.join(each.notes)} |" for each in steps)
        yield from _rows(rows, len(change.steps))


def _rows(shown: Iterable[str], number: int) -> Iterator[str]:
    """Yield rows, and behind them how many are left out."""
    yield from shown
    if number > MAX_ROWS:
        yield from ("", f"… and {number - MAX_ROWS} more")


def _titled(line: Line) -> str:
    return f"{_prose(line.title)} ({_name(line.name)})"


def _findings(findings: Sequence[Diagnostic], report: Report) -> Iterator[str]:
    worst_first = sorted(findings, key=lambda found: list(Severity).index(found.severity))
    yield from _rows((_finding(found, report) for found in worst_first[:MAX_ROWS]), len(findings))


def _finding(found: Diagnostic, report: Report) -> str:
    severity = f"**{found.severity}**" if found.severity is Severity.ERROR else str(found.severity)
    place = f"{_name(report.file_in_repository(found.finding.span))}, line {found.finding.span.line}"
    return f"- {severity} in {place}: {_prose(found.finding.message, 400)} (`{found.rule}`)"


def _name(text: str) -> str:
    """Return a slug or a file's name as code, in which GitHub makes nothing of anything."""
    name = visible(shorten(text)).strip()
    return f"`{name}`" if _PLAIN_NAME.fullmatch(name) else _prose(text)


def _prose(text: str, length: int = 100) -> str:
    """Return a text so that it is shown as it is, in one line, in a paragraph or in a cell of a table."""
    pieces = _LINK.split(visible(shorten(text, length)))
    return _CUT_HERE.join(_MARKUP.sub(lambda match: f"&#{ord(match[0])};", piece) for piece in pieces)


_STYLE = Style(name=_name, prose=lambda text: f"“{_prose(text)}”")
