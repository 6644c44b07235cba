"""An editor who runs `make prose` finds nothing left to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from learning_paths import registry
from learning_paths.model.diagnostic import Diagnostic, Severity
from prose import checks
from prose.review import review
from prose.site import read_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def findings() -> list[Diagnostic]:
    return [
        each for each in review(read_site(ROOT, ROOT.parent / "shared" / "facts")) if each.severity is not Severity.INFO
    ]


@pytest.mark.parametrize("check", [*registry.names(checks), "allowed"])
def test_the_texts_of_the_site(check: str, findings: list[Diagnostic]) -> None:
    places = [each.finding.span for each in findings if each.rule == check]
    messages = [each.finding.message for each in findings if each.rule == check]
    assert [f"{at.file}:{at.line}:{at.column}: {says}" for at, says in zip(places, messages, strict=True)] == []
