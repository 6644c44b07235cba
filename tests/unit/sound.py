"""What holds for every site, whatever is in its files: the whole way from bytes to reports and fixes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from learning_paths import fix, lint, registry, reports
from learning_paths.load import load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import SettingsError, read_settings
from learning_paths.load.read_text import read_text
from learning_paths.load.tree import Source
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Diagnostic, Report
from learning_paths.model.settings import Settings
from learning_paths.text import yaml_nodes
from learning_paths.text.span import Span
from reference.files import MemoryTree

CONFIG = "mkdocs.yml"


def check(files: Mapping[str, bytes]) -> tuple[Catalogue, Report] | None:
    """Check a site with its own mkdocs.yml, if it has one. None if that cannot be read."""

    def read(file: Path) -> bytes:
        if file.as_posix() not in files:
            raise FileNotFoundError(2, "no such file")
        return files[file.as_posix()]

    faults = Faults()
    settings = Settings()
    if CONFIG in files:
        try:
            settings = read_settings(Path(CONFIG), lint.rule_names(), faults, read)
        except SettingsError:
            return None
    catalogue = load_catalogue(MemoryTree(files), settings, faults)
    return catalogue, lint.run_rules(catalogue, settings)


def assert_sound(files: Mapping[str, str | bytes]) -> None:
    """Assert all that holds for every site."""
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    checked = check(contents)
    if checked is None:
        return
    report = checked[1]
    assert "internal-error" not in {diagnostic.rule for diagnostic in report.diagnostics}, report.diagnostics
    for span in spans(report):
        assert_inside(span, contents)
    written = assert_reports(report)
    again = check(contents)
    assert again is not None
    assert (again[1].diagnostics, again[1].summary()) == (report.diagnostics, report.summary())
    assert assert_reports(again[1]) == written
    assert_same_with_both_loaders(contents, report)
    assert_fixes(contents)


def spans(report: Report) -> Iterator[Span]:
    """Yield every place that a report names."""
    for diagnostic in report.diagnostics:
        finding = diagnostic.finding
        yield finding.span
        yield from (related.span for related in finding.related)
        if finding.edit is not None:
            yield finding.edit.span


def assert_inside(span: Span, files: Mapping[str, bytes]) -> None:
    """Assert that a place is one of its file."""
    text = read_text(Source(span.file, files[span.file]), Faults())
    if text is None:  # not UTF-8: the place is behind what could be read
        text = files[span.file].decode(errors="surrogateescape").replace("\r\n", "\n")
    lines = text.split("\n")
    assert 1 <= span.line <= len(lines), span
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
    assert span.line <= span.end_line <= len(lines), span
    assert span.end_column <= len(lines[span.end_line - 1]) + 1 + (text == "" or span.line == span.end_line), span
    assert (span.end_line, span.end_column) >= (span.line, span.column), span


def assert_reports(report: Report) -> dict[str, str]:
    """Assert that every format can be written and read, and return what was written."""
    written = {name: format_.render(report) for name, format_ in registry.load_all(reports).items()}
    found = json.loads(written["json"])["diagnostics"]
    keys = [(item["file"], item["line"], item["column"], item["rule"]) for item in found]
    assert keys == sorted(keys)
    assert len(found) == len(report.diagnostics)
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == len(report.diagnostics)
    *commands, summary = written["github"].splitlines()
    assert [
        line.partition(" ")[0] for line in commands if not line.startswith(("::error ", "::warning ", "::notice "))
    ] == []
    assert len(commands) == len(report.diagnostics)
    assert summary == report.summary()
    assert written["text"].endswith(f"{summary}\n")
    for name, text in written.items():
        assert "\x1b" not in text, name
        text.encode()  # no surrogates
    return written


def assert_same_with_both_loaders(files: Mapping[str, bytes], report: Report) -> None:
    """Assert that PyYAML's two loaders lead to the same report, where both can read every file.

    What is a syntax error to one of them is none to the other now and then, and each points at another place.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_nodes, "Loader", yaml_nodes.PythonLoader)
        other = check(files)
    if other is None or any(each.rule == "invalid-yaml" for both in (report, other[1]) for each in both.diagnostics):
        return
    assert [_without_end(each) for each in other[1].diagnostics] == [_without_end(each) for each in report.diagnostics]
    assert other[1].summary() == report.summary()


def _without_end(diagnostic: Diagnostic) -> Diagnostic:
    # The loaders see the end of a mapping or a list in different places, at the end of a file without a line feed.
    finding = diagnostic.finding
    span = finding.span._replace(end_line=0, end_column=0)
    return diagnostic._replace(finding=finding._replace(span=span))


def assert_fixes(files: Mapping[str, bytes]) -> None:
    """Assert that what is fixed can still be read, and that fixing it once more changes nothing."""

    def fixed(files: Mapping[str, bytes]) -> fix.Fixed:
        def run(contents: Mapping[str, bytes]) -> tuple[Catalogue, Report]:
            checked = check({**files, **contents})
            assert checked is not None  # nothing in a configuration is fixed
            return checked

        return fix.fix(run, lambda file: files[file], suggested=True, last=lint.rules_about_the_run())

    first = fixed(files)
    after = {file: change.after for file, change in first.changes.items()}
    second = fixed({**files, **after})
    assert first.left.diagnostics == second.found.diagnostics
    assert not second.changes or first.problems, second.changes
