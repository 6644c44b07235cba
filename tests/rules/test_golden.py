"""Golden cases: files in, diagnostics out.

A case is ``tests/rules/<rule>/<case>.yml`` and holds:

- ``why``: what the case is there for;
- ``files``: contents by path, laid over ``base.yml``; a file whose content is null is taken away;
- ``options``: the plugin's options in mkdocs.yml, if it needs any. The rule ``orphan-page`` is off in the cases of
  other rules, so that their pages need not stand in a path;
- ``answers``: what came back for links to other sites, by their targets, if anything was asked;
- ``full``: true, if hints, related places and edits are expected too;
- ``diagnostics``: all that is reported, as lines, or with ``full`` as mappings. This part comes last, and is written by
  ``pytest tests/rules --update-goldens``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from learning_paths import lint
from learning_paths.model.diagnostic import Diagnostic, Report
from learning_paths.text.span import Span
from tests.rules.sites import HERE, check, off_for

CASES = sorted(HERE.glob("*/*.yml"))
KEYS = {"why", "files", "options", "answers", "full", "diagnostics"}


def place(span: Span) -> str:
    return f"{span.file}:{span.line}:{span.column}"


def line(diagnostic: Diagnostic) -> str:
    found = diagnostic.finding
    # What PyYAML says of a syntax error is left out: its two parsers have different words for the same fault.
    message = re.sub(r"(?<=not valid YAML: ).*", "…", found.message)
    return f"{place(found.span)} {diagnostic.severity} [{diagnostic.rule}] {message}"


def full(diagnostic: Diagnostic) -> dict[str, Any]:
    found = diagnostic.finding
    entry: dict[str, Any] = {"diagnostic": line(diagnostic), "end": f"{found.span.end_line}:{found.span.end_column}"}
    if found.hint is not None:
        entry["hint"] = found.hint
    if found.related:
        entry["related"] = [f"{place(related.span)} {related.message}" for related in found.related]
    if found.edit is not None:
        span, certainty = found.edit.span, "certain" if found.edit.certain else "likely"
        entry["edit"] = f"{place(span)}-{span.end_line}:{span.end_column} {certainty}: {found.edit.new_text}"
    return entry


def shown(report: Report, case: dict[str, Any]) -> list[Any]:
    return [full(found) if case.get("full") else line(found) for found in report.diagnostics]


def update(file: Path, diagnostics: list[Any]) -> None:
    """Write the last part of a case anew, and leave every other byte as it is."""
    written = file.read_text(encoding="utf-8")
    head, found, _ = written.partition("\ndiagnostics:")
    assert found, f"{file} has no 'diagnostics:'"
    tail = yaml.safe_dump({"diagnostics": diagnostics}, allow_unicode=True, sort_keys=False, width=1000)
    file.write_text(f"{head}\n{tail}", encoding="utf-8")


@pytest.mark.parametrize("file", CASES, ids=[f"{case.parent.name}/{case.stem}" for case in CASES])
def test_case(file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(case) <= KEYS
    assert case["why"]
    options, answers = case.get("options"), case.get("answers")
    diagnostics = shown(check(tmp_path, case["files"], options, off_for(file.parent.name), answers), case)
    if request.config.getoption("--update-goldens", default=False):
        update(file, diagnostics)
    else:
        assert diagnostics == case["diagnostics"]


@pytest.mark.parametrize("rule", lint.rule_names())
def test_every_rule_has_three_cases_at_least_some_with_it_and_some_without(rule: str) -> None:
    cases = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in CASES if file.parent.name == rule]
    fires = [f"[{rule}]" in str(case["diagnostics"]) for case in cases]
    assert len(cases) >= 3
    assert any(fires)
    assert not all(fires)


def test_every_folder_is_a_rule() -> None:
    assert {case.parent.name for case in CASES} <= set(lint.rule_names())


def test_nothing_is_wrong_with_the_base(tmp_path: Path) -> None:
    report = check(tmp_path, {})
    assert (report.diagnostics, report.pages, report.paths, report.steps) == ((), 3, 1, 3)
