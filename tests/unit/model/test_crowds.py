"""More findings than anybody would read: they are counted, and the count is right."""

from __future__ import annotations

import json

import pytest

from learning_paths.model.crowds import MAX_FINDINGS, MAX_RELATED, Crowds
from learning_paths.model.diagnostic import Report
from learning_paths.model.settings import Settings
from learning_paths.reports import json as json_report
from learning_paths.text.span import Span
from tests.unit.sites import CLEAN_PATH, SMALL_SITE, check


def found(report: Report, rule: str) -> list[tuple[int, str]]:
    return [(each.finding.span.line, each.finding.message) for each in report.diagnostics if each.rule == rule]


def path(items: str, number: int) -> dict[str, str | bytes]:
    return {**SMALL_SITE, "paths/many.yml": CLEAN_PATH + items * number}


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        ("  - 1\n", "invalid-field"),
        ("  - slug: gone\n", "unknown-step"),
        ("  - slug: attention\n", "missing-commentary"),
    ],
)
def test_of_very_many_findings_a_thousand_are_listed_and_the_others_counted(item: str, rule: str) -> None:
    listed = found(check(path(item, MAX_FINDINGS)), rule)
    assert len(listed) == MAX_FINDINGS
    assert "not listed" not in str(listed)
    listed = found(check(path(item, MAX_FINDINGS + 1234)), rule)
    assert len(listed) == MAX_FINDINGS + 1
    assert listed[-1] == (
        CLEAN_PATH.count("\n") + MAX_FINDINGS + 1,
        "there is more of this in the file: 1,234 findings that are not listed",
    )


def test_each_file_and_each_rule_has_a_limit_of_its_own() -> None:
    item, number = "  - slug: gone\n", MAX_FINDINGS + 1
    report = check({**path(item, number), "paths/more.yml": CLEAN_PATH + item * number})
    counts = {rule: len(found(report, rule)) for rule in ("unknown-step", "missing-commentary")}
    assert counts == {"unknown-step": 2 * MAX_FINDINGS + 2, "missing-commentary": 2 * MAX_FINDINGS + 2}


def test_what_is_silenced_takes_no_place() -> None:
    silenced = "  - slug: gone  # learning-paths: ignore[unknown-step]\n    commentary: x\n"
    files = path(silenced, MAX_FINDINGS + 10)
    files["paths/many.yml"] = str(files["paths/many.yml"]) + "  - slug: away\n    commentary: x\n"
    assert [message for _, message in found(check(files), "unknown-step")] == [
        "no concept or paper page has the slug 'away'"
    ]


def test_what_is_off_is_not_counted_either() -> None:
    settings = Settings(levels={"invalid-field": None})
    assert found(check(path("  - 1\n", MAX_FINDINGS + 5), settings), "invalid-field") == []
    assert found(check(path("  - 1\n", MAX_FINDINGS + 5), only=["unknown-step"]), "invalid-field") == []


def test_programs_get_the_same() -> None:
    document = json.loads(json_report.render(check(path("  - 1\n", MAX_FINDINGS + 5))))
    last = document["diagnostics"][-1]
    assert last["rule"] == "invalid-field"
    assert "5 findings" in last["message"]
    assert document["summary"]["errors"] == MAX_FINDINGS + 1


def test_counts_are_added() -> None:
    first, second = Crowds(), Crowds()
    for number in range(MAX_FINDINGS + 3):
        first.admit(Span("a", number + 1))
    first.admit(Span("b"))
    assert not first.full("b")
    assert first.full("a")
    for _ in range(5):
        second.admit(Span("a"))
    second.add(first)
    ((message, span, *_),) = second.findings()
    assert (message, span.line) == (
        "there is more of this in the file: 3 findings that are not listed",
        MAX_FINDINGS + 1,
    )


def test_of_very_many_pages_with_one_slug_twenty_are_named() -> None:
    pages: dict[str, str | bytes] = {f"docs/concepts/{number}/attention.md": "# A\n" for number in range(50)}
    report = check({**SMALL_SITE, **pages, "docs/concepts/attention.md": "# A\n"}, only=["ambiguous-slug"])
    ((finding,),) = [[each.finding for each in report.diagnostics]]
    assert finding.message == "51 pages have the slug 'attention'"
    assert len(finding.related) == MAX_RELATED
