from __future__ import annotations

from tests.unit.compare.sides import concepts, differ, page, path

SITE = {**concepts("abc"), "docs/concepts/d.md": page("D", "requires: [e]\n"), "docs/concepts/e.md": page("E")}


def said(before: dict[str, str], after: dict[str, str]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    changes = differ({**SITE, **before}, {**SITE, **after})
    new, gone = (
        [(found.rule, found.finding.span.line) for found in findings]
        for findings in (changes.new_findings, changes.gone_findings)
    )
    return new, gone


def test_new_and_gone() -> None:
    assert said({"paths/p.yml": path("a")}, {"paths/p.yml": path("a", "x")}) == ([("unknown-step", 6)], [])
    assert said({"paths/p.yml": path("a", "x")}, {"paths/p.yml": path("a")}) == ([], [("unknown-step", 6)])


def test_a_finding_moves_with_its_line() -> None:
    assert said({"paths/p.yml": path("x")}, {"paths/p.yml": path("a", "b", "x")}) == ([], [])


def test_a_finding_moves_with_its_file() -> None:
    assert said({"paths/p.yml": path("a", "x")}, {"paths/q.yml": path("a", "x")}) == ([], [])
    before = {"docs/concepts/a.md": page("A", "requires: [nothing]\n")}
    after = {"docs/concepts/z.md": page("A", "aliases: [a]\nrequires: [nothing]\n"), "docs/concepts/a.md": ""}
    changes = differ(before, {name: text for name, text in after.items() if text})
    assert (changes.new_findings, changes.gone_findings) == ((), ())


def test_a_step_number_in_a_message_does_not_make_it_new() -> None:
    before, after = path("a", "d", "e"), path("b", "a", "d", "c", "e")
    assert said({"paths/p.yml": before}, {"paths/p.yml": after}) == ([], [])


def test_a_number_in_a_name_does() -> None:
    before, after = path("a", "gpt-2"), path("a", "gpt-3")
    assert said({"paths/p.yml": before}, {"paths/p.yml": after}) == ([("unknown-step", 6)], [("unknown-step", 6)])


def test_of_several_with_one_message_the_new_one_is_named() -> None:
    step = "  - title: {0}\n    commentary: Why.\n"
    before = path("a") + step.format("one") + step.format("two")
    after = path("a") + step.format("one") + step.format("new") + step.format("two")
    assert said({"paths/p.yml": before}, {"paths/p.yml": after}) == ([("missing-field", 8)], [])
