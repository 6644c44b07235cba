from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.model.diagnostic import Diagnostic, Finding, Related, Report, Severity
from learning_paths.reports import github
from learning_paths.text.span import Span
from tests.unit.reports.shared import REPORT
from tests.unit.sites import SMALL_SITE, check


def render(finding: Finding, severity: Severity = Severity.ERROR, rule: str = "some-rule", root: str = "") -> str:
    *lines, summary = github.render(Report((Diagnostic(rule, severity, finding),), 1, 2, 3, root=root)).splitlines()
    assert summary.startswith("Checked 2 paths, 3 steps, 1 page: ")
    (line,) = lines
    return line


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner of GitHub Actions does: its name, its properties and its data."""
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, listed = line[2:end].partition(" ")
    properties = dict(pair.split("=", 1) for pair in listed.split(",") if pair)
    return (
        name,
        {key: unescape(value, "\r\n:,%") for key, value in properties.items()},
        unescape(line[end + 2 :], "\r\n%"),
    )


def unescape(text: str, characters: str) -> str:
    for character in characters:
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_a_finding_of_a_site() -> None:
    files = {**SMALL_SITE, "paths/llm.yml": "title: T\ndescription: D\nsteps:\n  - slug: atention\n    commentary: x\n"}
    assert github.render(check(files)) == (
        "::error file=paths/llm.yml,line=4,endLine=4,col=11,endColumn=19,title=unknown-step::"
        "no concept or paper page has the slug 'atention'%0Aat paths/llm.yml:4:11 [unknown-step]%0A"
        "help: did you mean 'attention'?\n"
        "Checked 2 paths, 2 steps, 1 page: 1 error, 0 warnings.\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")]
)
def test_the_command_of_each_severity(severity: Severity, command: str) -> None:
    assert read(render(Finding("m", Span("f.yml")), severity))[0] == command


def test_what_is_escaped_and_what_is_not() -> None:
    line = render(Finding("100 % of a:b, c,d%0A", Span("a,b:c%d.yml", 1, 2, 1, 3)))
    assert line == (
        "::error file=a%2Cb%3Ac%25d.yml,line=1,endLine=1,col=2,endColumn=3,title=some-rule::"
        "100 %25 of a:b, c,d%250A%0Aat a,b:c%25d.yml:1:2 [some-rule]"
    )


def test_related_places_and_the_hint_are_lines_of_the_message() -> None:
    related = (Related("the first", Span("g.yml", 3, 4)), Related("the second", Span("h.yml", 5, 6)))
    _, _, data = read(render(Finding("m", Span("f.yml", 1, 2, 1, 3), "do this", related)))
    assert data.split("\n") == [
        *("m", "at f.yml:1:2 [some-rule]", "note: the first: g.yml:3:4", "note: the second: h.yml:5:6"),
        "help: do this",
    ]


def test_a_place_of_several_lines_has_no_columns() -> None:
    # The runner would throw them away, with a word about it in its log.
    _, properties, _ = read(render(Finding("m", Span("f.yml", 3, 4, 5, 1))))
    assert properties == {"file": "f.yml", "line": "3", "endLine": "5", "title": "some-rule"}


def test_a_site_that_is_not_the_whole_repository() -> None:
    finding = Finding("m", Span("paths/a.yml", 1, 1, 1, 2), None, (Related("r", Span("docs/b.md")),))
    _, properties, data = read(render(finding, root="sites/one/"))
    assert properties["file"] == "sites/one/paths/a.yml"
    assert data == "m\nat sites/one/paths/a.yml:1:1 [some-rule]\nnote: r: sites/one/docs/b.md:1:1"
    assert read(render(Finding("m", Span("../base.yml")), root="sites/one/"))[1]["file"] == "sites/base.yml"


def test_hostile_text_makes_no_command_of_its_own() -> None:
    *lines, summary = github.render(REPORT).splitlines()
    assert len(lines) == len(REPORT.diagnostics)
    assert not summary.startswith(":")
    for line, diagnostic in zip(lines, REPORT.diagnostics, strict=True):
        name, properties, data = read(line)
        assert name in ("error", "warning", "notice")
        assert properties["title"] == diagnostic.rule
        assert set(properties) - {"file", "line", "endLine", "col", "endColumn", "title"} == set()
        assert len(data.split("\n")) == 2 + len(diagnostic.finding.related) + bool(diagnostic.finding.hint)


@given(st.text(), st.text(min_size=1), st.text())
def test_what_goes_in_comes_out_of_the_runner(message: str, file: str, hint: str) -> None:
    line = render(Finding(message, Span(f"paths/{file}"), hint or None))
    assert len(line.splitlines()) == 1
    name, properties, data = read(line)
    assert name == "error"
    assert list(properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert data.split("\n")[-1].startswith("help: " if hint else "at ")
    if message.isprintable():
        assert data.split("\n")[0] == message
    assert re.fullmatch(r"::error [^\n]*?::[^\n]*", line)
