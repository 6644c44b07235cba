from __future__ import annotations

import re

import pytest

from learning_paths import registry, reports
from learning_paths.model.diagnostic import Report
from tests.unit.reports.shared import REPORT
from tests.unit.sites import SMALL_SITE, check

FORMATS = registry.names(reports)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def render(name: str, report: Report, colour: bool = False) -> str:
    rendered = registry.load(reports, name).render(report, colour=colour)
    assert isinstance(rendered, str)
    return rendered


def test_the_formats_of_the_contract() -> None:
    assert FORMATS == ["github", "json", "sarif", "text"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_finding_is_there_in_the_order_of_the_report(name: str) -> None:
    rendered = render(name, REPORT)
    places = {
        "github": r"(?m)^::\w+ .*?title=([\w-]+)::",
        "json": r'"rule": "([\w-]+)"',
        "sarif": r'"ruleId": "([\w-]+)"',
        "text": r"(?m)^(?:paths/|\.\./|mkdocs).*\[([\w-]+)\]$",
    }
    assert re.findall(places[name], rendered) == [diagnostic.rule for diagnostic in REPORT.diagnostics]


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_the_same_again_and_ends_with_one_line_end(name: str) -> None:
    rendered = render(name, REPORT)
    assert rendered == render(name, REPORT)
    assert rendered.endswith("\n")
    assert not rendered.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_a_site_can_speak_to_the_terminal(name: str) -> None:
    rendered = render(name, REPORT)
    # In JSON, bidirectional controls and line separators are data, which a program has to get as they are.
    found = set(CONTROL.findall(rendered))
    assert found <= ({"\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066"} if name in ("json", "sarif") else set())


@pytest.mark.parametrize("name", ["github", "json", "sarif"])
def test_colour_is_for_text_only(name: str) -> None:
    assert render(name, REPORT, colour=True) == render(name, REPORT)


@pytest.mark.parametrize("name", FORMATS)
def test_a_clean_site_and_an_empty_one(name: str) -> None:
    for report in (check(SMALL_SITE), Report((), 0, 0, 0)):
        rendered = render(name, report)
        # SARIF has the rules' own documentation too, which speaks of attention.
        assert '"results": []' in rendered if name == "sarif" else "attention" not in rendered
