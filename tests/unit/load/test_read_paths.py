from __future__ import annotations

from datetime import date

import pytest

from learning_paths.load.faults import Faults
from learning_paths.load.read_paths import read_path
from learning_paths.model.documents import PathDocument, StageEntry, StepEntry
from learning_paths.text.span import Span
from learning_paths.text.written import Written

FULL = """\
title: From scaling laws to serving
description: How a language model is sized, built, aligned and served.
level: intermediate
audience: Engineers
assumes: [papers/attention, python]
outcomes:
  - Say *why*.
introduction: |
  First.

  Second.
conclusion: Done.
authors: [A. Author]
updated: 2026-11-22
draft: true
steps:
  - stage: One
    introduction: The start.
  - slug: papers/scaling-laws
    commentary: |
      Start with the map.
    title: The map
    read: §3.2–3.3
    optional: true
    minutes: 20
    alongside: [attention]
  - slug: b_2.0
"""
STEPS = "steps: [{slug: a, commentary: x}]\n"
NEEDED = f"title: T\ndescription: D\n{STEPS}"


def read(text: str, file: str = "paths/first.yml") -> tuple[PathDocument | None, list[tuple[str, int, int]]]:
    faults = Faults()
    document = read_path(file, text, faults)
    found = [(rule, found.span.line, found.span.column) for rule, all_ in faults.by_rule.items() for found in all_]
    return document, sorted(found, key=lambda fault: fault[1:])


def clean(text: str) -> PathDocument:
    document, found = read(text)
    assert found == []
    assert document is not None
    return document


def test_everything_a_path_file_may_hold() -> None:
    path = clean(FULL)
    assert (path.file, path.slug, path.span) == ("paths/first.yml", "first", Span("paths/first.yml", 1, 1, 1, 6))
    assert path.title == Written("From scaling laws to serving", Span("paths/first.yml", 1, 8, 1, 36))
    assert path.description is not None
    assert path.description.value == "How a language model is sized, built, aligned and served."
    assert (path.level, path.audience and path.audience.value) == ("intermediate", "Engineers")
    assert [(item.value, item.span.line, item.span.column) for item in path.assumes] == [
        ("papers/attention", 5, 11),
        ("python", 5, 29),
    ]
    assert [line.value for line in path.outcomes] == ["Say *why*."]
    assert path.introduction is not None
    assert path.introduction.value == "First.\n\nSecond."
    assert path.conclusion is not None
    assert path.conclusion.value == "Done."
    assert (path.authors, path.updated, path.draft) == (("A. Author",), date(2026, 11, 22), True)
    assert path.steps is not None
    stage, step, bare = path.steps.value
    assert isinstance(stage, StageEntry)
    assert (stage.title and stage.title.value, stage.introduction and stage.introduction.value) == ("One", "The start.")
    assert isinstance(step, StepEntry)
    assert step.slug == Written("papers/scaling-laws", Span("paths/first.yml", 19, 11, 19, 30))
    assert step.commentary is not None
    assert step.commentary.value == "Start with the map."
    assert (step.title and step.title.value, step.read and step.read.value) == ("The map", "§3.2–3.3")
    assert (step.optional, step.minutes, [item.value for item in step.alongside]) == (True, 20, ["attention"])
    assert isinstance(bare, StepEntry)
    assert (bare.slug and bare.slug.value, bare.commentary, bare.optional, bare.minutes) == ("b_2.0", None, False, None)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        # text
        ("audience: [a]", ("invalid-field", 1, 11)),
        ("audience: {a: b}", ("invalid-field", 1, 11)),
        ("level: beginner", ("invalid-field", 1, 8)),
        ("level: [advanced]", ("invalid-field", 1, 8)),
        # Markdown
        ("introduction: [a]", ("invalid-field", 1, 15)),
        ("outcomes: one", ("invalid-field", 1, 11)),
        ("outcomes: [a, [b]]", ("invalid-field", 1, 15)),
        ("outcomes: [a, ~]", ("invalid-field", 1, 15)),
        # true or false
        ("draft: yes", ("invalid-field", 1, 8)),
        ("draft: 1", ("invalid-field", 1, 8)),
        ("draft: [true]", ("invalid-field", 1, 8)),
        # date
        ("updated: 2026-02-30", ("invalid-field", 1, 10)),
        ("updated: 22.11.2026", ("invalid-field", 1, 10)),
        ("updated: 2026-11-22T10:00:00", ("invalid-field", 1, 10)),
        ("updated: ٢٠٢٦-11-22", ("invalid-field", 1, 10)),
        # the slugs of pages
        ("assumes: attention", ("invalid-field", 1, 10)),
        ("assumes: [a b]", ("invalid-field", 1, 11)),
        ("assumes: [/a]", ("invalid-field", 1, 11)),
        ("assumes: [a//b]", ("invalid-field", 1, 11)),
        ("assumes: ['']", ("invalid-field", 1, 11)),
        ("assumes: [..]", ("invalid-field", 1, 11)),
        ("assumes: [../a]", ("invalid-field", 1, 11)),
        ("assumes: [a#b]", ("invalid-field", 1, 11)),
        ("assumes: [{slug: a}]", ("invalid-field", 1, 11)),
        # keys
        ("titel: T", ("unknown-field", 1, 1)),
        ("Title: T", ("unknown-field", 1, 1)),
        ("x: {y: z}", ("unknown-field", 1, 1)),
        ("'': z", ("unknown-field", 1, 1)),
    ],
)
def test_a_wrong_field_is_one_fault_and_the_rest_is_read(line: str, fault: tuple[str, int, int]) -> None:
    document, found = read(f"{line}\n{NEEDED}")
    assert found == [fault]
    assert document is not None
    assert document.title is not None
    assert document.steps is not None
    assert len(document.steps.value) == 1


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("minutes: 0", ("invalid-field", 6, 14)),
        ("minutes: 10001", ("invalid-field", 6, 14)),
        ("minutes: 2.5", ("invalid-field", 6, 14)),
        ("minutes: '²'", ("invalid-field", 6, 14)),
        ("minutes: 99999999999999999999999", ("invalid-field", 6, 14)),
        ("optional: maybe", ("invalid-field", 6, 15)),
        ("read: [a]", ("invalid-field", 6, 11)),
        ("alongside: b", ("invalid-field", 6, 16)),
        ("alongside: [b c]", ("invalid-field", 6, 17)),
        ("commentary: [a]", ("invalid-field", 6, 17)),
        ("comentary: a", ("unknown-field", 6, 5)),
        ("stage: One", ("unknown-field", 6, 5)),
        ("requires: [b]", ("unknown-field", 6, 5)),
    ],
)
def test_a_wrong_field_of_a_step(line: str, fault: tuple[str, int, int]) -> None:
    text = f"title: T\ndescription: D\nsteps:\n  - slug: b\n  - slug: a\n    {line}\n"
    document, found = read(text)
    assert found == [fault]
    assert document is not None
    assert document.steps is not None
    assert [isinstance(entry, StepEntry) for entry in document.steps.value] == [True, True]


@pytest.mark.parametrize(
    ("item", "rule", "column"),
    [
        ("attention", "invalid-field", 5),
        ("", "invalid-field", 4),
        ("[a]", "invalid-field", 5),
        ("{}", "missing-field", 5),
        ("commentary: x", "missing-field", 5),
        ("slug:", "missing-field", 10),
        ("slug: ''", "missing-field", 11),
        ("slug: [a]", "invalid-field", 11),
        ("slug: A B", "invalid-field", 11),
        ("stage:", "missing-field", 11),
        ("stage: [a]", "invalid-field", 12),
        ("stage: One\n    commentary: x", "unknown-field", 5),
    ],
)
def test_what_is_no_step(item: str, rule: str, column: int) -> None:
    _, found = read(f"title: T\ndescription: D\nsteps:\n  - {item}\n")
    assert [(name, at) for name, _, at in found] == [(rule, column)]


@pytest.mark.parametrize("field", ["title", "description", "steps"])
def test_required_fields(field: str) -> None:
    lines = NEEDED.splitlines()
    without = "\n".join(line for line in lines if not line.startswith(field))
    assert read(without)[1] == [("missing-field", 1, 1)]
    empty = "\n".join(f"{field}:" if line.startswith(field) else line for line in lines)
    ((rule, line, column),) = read(empty)[1]
    assert (rule, lines[line - 1].split(":")[0], column) == ("missing-field", field, len(field) + 2)


@pytest.mark.parametrize("empty", ["''", "~", "'  '", "null"])
def test_a_required_text_may_not_be_empty(empty: str) -> None:
    assert read(f"title: {empty}\ndescription: D\n{STEPS}")[1] == [("missing-field", 1, 8)]


@pytest.mark.parametrize(("length", "found"), [(200, []), (201, [("invalid-field", 2, 14)])])
def test_a_description_has_at_most_200_characters(length: int, found: list[tuple[str, int, int]]) -> None:
    assert read(f"title: T\ndescription: {'😀' * length}\n{STEPS}")[1] == found


def test_all_faults_are_found_in_one_run() -> None:
    _, found = read("titel: T\nlevel: bad\nupdated: never\nsteps:\n  - a\n  - slug: b c\n    minutes: x\n  - stage:\n")
    # Not the title: its misspelt key has been reported.
    assert [rule for rule, *_ in found].count("missing-field") == 2
    assert [(rule, line) for rule, line, _ in found if rule != "missing-field"] == [
        ("unknown-field", 1),
        ("invalid-field", 2),
        ("invalid-field", 3),
        ("invalid-field", 5),
        ("invalid-field", 6),
        ("invalid-field", 7),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
def test_an_empty_file(text: str) -> None:
    assert read(text) == (None, [("missing-field", 1, 1)])


@pytest.mark.parametrize(("text", "place"), [("- a\n- b\n", (1, 1)), ("just text\n", (1, 1)), ("\n\n 5\n", (3, 2))])
def test_a_file_that_is_no_mapping(text: str, place: tuple[int, int]) -> None:
    assert read(text) == (None, [("invalid-field", *place)])


def test_a_file_that_is_not_yaml() -> None:
    assert read("title: A: b\n") == (None, [("invalid-yaml", 1, 9)])


@pytest.mark.parametrize("steps", ["{a: b}", "attention"])
def test_steps_that_are_no_list(steps: str) -> None:
    document, found = read(f"title: T\ndescription: D\nsteps: {steps}\n")
    assert [(rule, line) for rule, line, _ in found] == [("invalid-field", 3)]
    assert document is not None
    assert document.steps is None


@pytest.mark.parametrize("name", ["my path.yml", "index.yml", "README.yaml", "....yml", "a+b.yml"])
def test_a_file_whose_name_is_no_slug(name: str) -> None:
    assert read(NEEDED, f"paths/{name}") == (None, [("invalid-field", 1, 1)])


@pytest.mark.parametrize(("name", "slug"), [("a.yml", "a"), ("sub/v1.2_é.yaml", "v1.2_é"), ("A-B.yml", "A-B")])
def test_the_slug_is_the_file_s_name(name: str, slug: str) -> None:
    document, found = read(NEEDED, f"paths/{name}")
    assert found == []
    assert document is not None
    assert document.slug == slug
