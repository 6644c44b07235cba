from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.model.diagnostic import Diagnostic, Finding, Related, Report, Rule, Severity
from learning_paths.reports import text
from learning_paths.text.span import Span
from tests.unit.sites import ATTENTION, check


def diagnostic(span: Span, message: str = "it is wrong", hint: str | None = None, *related: Related) -> Diagnostic:
    return Diagnostic("some-rule", Severity.WARNING, Finding(message, span, hint, related))


def block(line: str, column: int, end_column: int, message: str = "m") -> list[str]:
    """Return the block for a place in the only line of a file, without its first line."""
    found = diagnostic(Span("f.yml", 1, column, 1, end_column), message)
    report = Report((found,), 0, 0, 0, {"f.yml": line})
    return text.render_diagnostic(found, report).split("\n")[1:]


def test_the_block_of_the_contract() -> None:
    files = {
        "docs/concepts/attention.md": ATTENTION,
        "paths/llm.yml": "title: T\ndescription: D\n\nsteps:\n  - slug: atention\n    commentary: x\n",
    }
    assert text.render(check(files)) == (
        "paths/llm.yml:5:11: error: no concept or paper page has the slug 'atention' [unknown-step]\n"
        "  5 |   - slug: atention\n"
        "    |           ^^^^^^^^\n"
        "  help: did you mean 'attention'?\n"
        "\n"
        "Checked 1 path, 1 step, 1 page: 1 error, 0 warnings.\n"
    )


def test_related_places_stand_between_the_line_and_the_help() -> None:
    found = diagnostic(Span("f.yml", 12, 1, 12, 2), "m", "h", Related("first here", Span("g.yml", 3, 4)))
    report = Report((found,), 0, 0, 0, {"f.yml": "\n" * 11 + "ab"})
    assert text.render_diagnostic(found, report).split("\n") == [
        "f.yml:12:1: warning: m [some-rule]",
        "  12 | ab",
        "     | ^",
        "  note: first here: g.yml:3:4",
        "  help: h",
    ]


@pytest.mark.parametrize(
    ("line", "column", "end", "shown"),
    [
        ("ab cd", 4, 6, ["  1 | ab cd", "    |    ^^"]),
        # Wide characters take two columns of a terminal, combining ones none.
        ("漢字: x", 5, 6, ["  1 | 漢字: x", "    |       ^"]),
        ("a: 漢字", 4, 6, ["  1 | a: 漢字", "    |    ^^^^"]),
        ("😀: x", 4, 5, ["  1 | 😀: x", "    |     ^"]),
        ("e\u0301: x", 5, 6, ["  1 | e\u0301: x", "    |    ^"]),
        ("\u0915\u0941: x", 5, 6, ["  1 | \u0915\u0941: x", "    |    ^"]),
        # A tab is one column here, so that the caret stands under its character.
        ("\ta: x", 5, 6, ["  1 |  a: x", "    |     ^"]),
        # What could move the cursor or turn the line round is not printed.
        ("a\x1b[31mb", 7, 8, ["  1 | a\ufffd[31mb", "    |       ^"]),
        ("a\u202eb", 3, 4, ["  1 | a\ufffdb", "    |   ^"]),
        # An empty place, and one behind the end of the line.
        ("ab", 1, 1, ["  1 | ab", "    | ^"]),
        ("ab", 3, 4, ["  1 | ab", "    |   ^"]),
        ("ab", 99, 120, ["  1 | ab", "    |   ^"]),
    ],
)
def test_the_caret_stands_under_its_text(line: str, column: int, end: int, shown: list[str]) -> None:
    assert block(line, column, end) == shown


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    found = diagnostic(Span("f.yml", 1, 4, 3, 2))
    report = Report((found,), 0, 0, 0, {"f.yml": "a: |  \n  b\n  c"})
    assert text.render_diagnostic(found, report).split("\n")[2] == "    |    ^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 5_000 + "HERE" + "y" * 5_000
    shown, carets = block(line, 5_001, 5_005)
    assert len(shown) < 200
    start, end = carets.index("^"), carets.rindex("^") + 1
    assert shown[start:end] == "HERE"


def test_a_place_as_long_as_its_long_line() -> None:
    shown, carets = block("x" * 5_000, 1, 5_001)
    assert len(shown) == len(carets) < 200


@pytest.mark.parametrize("texts", [{}, {"f.yml": ""}, {"f.yml": "  \nx"}])
def test_without_the_line_there_is_only_the_message(texts: dict[str, str]) -> None:
    found = diagnostic(Span("f.yml"), "m", "h")
    report = Report((found,), 0, 0, 0, texts)
    assert text.render_diagnostic(found, report) == "f.yml:1:1: warning: m [some-rule]\n  help: h"


def test_messages_cannot_speak_to_the_terminal() -> None:
    found = diagnostic(Span("f.yml"), "a\x1b[2Jb\u2066c\nd", "e\x07f")
    rendered = text.render(Report((found,), 0, 0, 0))
    assert "a<U+001B>[2Jb<U+2066>c d" in rendered
    assert "e<U+0007>f" in rendered


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ("", "Checked 2 paths, 3 steps, 4 pages: nothing to report."),
        ("e", "Checked 2 paths, 3 steps, 4 pages: 1 error, 0 warnings."),
        ("eeww", "Checked 2 paths, 3 steps, 4 pages: 2 errors, 2 warnings."),
        ("i", "Checked 2 paths, 3 steps, 4 pages: 0 errors, 0 warnings, 1 for information."),
    ],
)
def test_the_last_line_sums_up(severities: str, line: str) -> None:
    of = {severity[0]: severity for severity in Severity}
    found = tuple(Diagnostic("r", of[letter], Finding("m", Span("f"))) for letter in severities)
    assert text.render(Report(found, pages=4, paths=2, steps=3)).endswith(f"{line}\n")


def test_colours_only_where_they_are_asked_for() -> None:
    report = check({"paths/a.yml": ""})
    plain, coloured = text.render(report), text.render(report, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror\x1b[0m" in coloured


@given(st.text(), st.integers(1, 50), st.integers(1, 50), st.integers(0, 60), st.text())
def test_whatever_is_printed_has_no_control_characters_and_one_line_for_each_part(
    content: str, line: int, column: int, length: int, message: str
) -> None:
    found = diagnostic(Span("f.yml", line, column, line, column + length), message, message or None)
    rendered = text.render_diagnostic(found, Report((found,), 0, 0, 0, {"f.yml": content}))
    lines = rendered.split("\n")
    assert len(lines) == len(rendered.splitlines())
    assert len(lines) - bool(message) in (1, 3)
    assert "\x1b" not in rendered


def many(number: int, severity: Severity, rule: str) -> list[Diagnostic]:
    return [Diagnostic(rule, severity, Finding("m", Span("f.yml", line))) for line in range(1, number + 1)]


RUN = (Rule("a", Severity.INFO, ""), Rule("b", Severity.INFO, ""))


def test_what_is_for_information_does_not_bury_the_rest() -> None:
    found = [*many(30, Severity.WARNING, "w"), *many(10, Severity.INFO, "a"), *many(812, Severity.INFO, "b")]
    lines = text.render(Report(tuple(found), 1, 2, 3, rules=RUN)).split("\n")
    assert sum("warning: m [w]" in line for line in lines) == 30
    assert sum("info: m [a]" in line for line in lines) == 10
    assert sum("info: m [b]" in line for line in lines) == 10
    assert lines[-4:] == [
        "… and 802 more for information [b]; to see them all: learning-paths check --rule b",
        "",
        "Checked 2 paths, 3 steps, 1 page: 0 errors, 30 warnings, 822 for information.",
        "",
    ]


def test_a_rule_that_is_asked_for_alone_shows_all() -> None:
    report = Report(tuple(many(30, Severity.INFO, "a")), 1, 2, 3, rules=RUN[:1])
    assert text.render(report).count("info: m [a]") == 30
    assert "more" not in text.render(report)
