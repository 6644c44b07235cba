from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.ignore_comments import in_page, in_yaml, may_hold
from learning_paths.text.span import Span
from learning_paths.text.suppressions import Suppression, Suppressions

KEYS = ("commentary", "outcomes")


def silenced(found: Suppressions, lines: int) -> dict[int, set[str]]:
    """Return the rules that are silenced in each line."""
    rules = sorted({rule.value for suppression in found.found for rule in suppression.rules})
    by_line = {line: {rule for rule in rules if found.silencing(rule, line)} for line in range(1, lines + 1)}
    return {line: names for line, names in by_line.items() if names}


def yaml_file(text: str) -> dict[int, set[str]]:
    return silenced(in_yaml("f", text, KEYS), text.count("\n") + 2)


def page(text: str) -> dict[int, set[str]]:
    return silenced(in_page("f", text), text.count("\n") + 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- slug: a  # learning-paths: ignore[unknown-step]\n", {1: {"unknown-step"}}),
        ("x: y\n# learning-paths: ignore[unknown-step]\nslug: a\n", {3: {"unknown-step"}}),
        ("x: # learning-paths: ignore[a, b ,c]\n", {1: {"a", "b", "c"}}),
        ("x: #learning-paths:ignore[a]\n", {1: {"a"}}),
        ("x:\n  # learning-paths: ignore[a]\n  y: # learning-paths: ignore[b]\n", {3: {"a", "b"}}),
        ("x: y # why # learning-paths: ignore[a] # and learning-paths: ignore[b]\n", {1: {"a"}}),
        ("x: y # learning-paths: ignore[a] # learning-paths: ignore[b]\n", {1: {"a", "b"}}),
        ("x: y # learning-paths: ignore[a] because of z\n", {1: {"a"}}),
        # Comments and empty lines between a comment and what it speaks of.
        ("x: y\n# learning-paths: ignore[a]\n# learning-paths: ignore[b]\n\n# why\nz: w\n", {6: {"a", "b"}}),
        # At the top, the file as a whole is meant too.
        ("# learning-paths: ignore[a]\nx: y\n", {1: {"a"}, 2: {"a"}}),
        ("---\n\n# of the path\n# learning-paths: ignore[a]\nx: y\n", {1: {"a"}, 5: {"a"}}),
        ("  # learning-paths: ignore[a]\n", {1: {"a"}}),
        # No comments.
        ("learning-paths: ignore[a]\n", {}),
        ("x: y# learning-paths: ignore[a]\n", {}),
        ("x: 'y # learning-paths: ignore[a]'\n", {}),
        ('x: "y # learning-paths: ignore[a]"\n', {}),
        ("x: 'it''s\n  y # learning-paths: ignore[a]'\n", {}),
        ("x: |\n  y\n  # learning-paths: ignore[a]\n", {}),
        ("x: >-\n\n  # learning-paths: ignore[a]\n\nz: w\n", {}),
        ("x: |\n    y\n   # learning-paths: ignore[a]\nz: w\n", {4: {"a"}}),
        ("x: <!-- learning-paths:ignore[a] -->\n", {}),
        # Nothing is silenced.
        ("x: y # learning-paths: ignore\n", {}),
        ("x: y # learning-paths: ignore[]\n", {}),
        ("x: y # learning-paths: ignore[a\n# ]\n", {}),
        ("x: y # learning-paths: ignored[a]\n", {}),
        ("x: y # learning-paths: ignore-all[a]\n", {}),
        ("no: comment\n", {}),
        ("", {}),
    ],
)
def test_which_lines_a_comment_in_yaml_speaks_of(text: str, found: dict[int, set[str]]) -> None:
    assert yaml_file(text) == found
    head = {number + 1: rules for number, rules in found.items() if number > 1 or "ignore-file" in text}
    if not text.startswith("---"):
        in_head = page(f"---\n{text}---\n# T\n")
        in_head.pop(1, None)
        in_head.pop(2, None)
        head.pop(2, None)
        assert {line: rules for line, rules in in_head.items() if line <= text.count("\n") + 1} == head


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Behind the sign of a block, of all its lines.
        ("- x: |  # learning-paths: ignore[a]\n    y\n\n    z\n  w: v\n", {1: {"a"}, 2: {"a"}, 3: {"a"}, 4: {"a"}}),
        # At the end of a text of several lines, and above it.
        ("x: y\n  z\n  w # learning-paths: ignore[a]\nv: u\n", {1: {"a"}, 2: {"a"}, 3: {"a"}}),
        ("v: u\n# learning-paths: ignore[a]\nx: 'y\n\n  z'\nw: v\n", {3: {"a"}, 4: {"a"}, 5: {"a"}}),
        ("x:\n  y\n  z # learning-paths: ignore[a]\n", {2: {"a"}, 3: {"a"}}),
        # Two values of several lines that share one.
        ("{x: 'a\n b', y: 'c\n d', z: 0} # learning-paths: ignore[r]\n", {1: {"r"}, 2: {"r"}, 3: {"r"}}),
        # A list of several lines is no such value.
        ("x: [\n  a, # learning-paths: ignore[a]\n  b\n]\n", {2: {"a"}}),
    ],
)
def test_a_value_of_several_lines_is_one(text: str, found: dict[int, set[str]]) -> None:
    assert yaml_file(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("commentary: |\n  One <!-- learning-paths: ignore[a] -->\n  two\n", {2: {"a"}}),
        ("commentary: |\n  One\n\n  <!-- learning-paths: ignore[a] -->\n\n  two\n  three\n", {6: {"a"}}),
        ("commentary: |\n  One\n  <!-- learning-paths: ignore[a] -->\nslug: x\n", {3: {"a"}}),
        ("commentary: >\n  One\n  <!-- learning-paths: ignore[a] --> two\n", {3: {"a"}}),
        ("commentary: 'One\n\n  <!-- learning-paths: ignore[a] -->\n  it''s'\n", {4: {"a"}}),
        ("outcomes:\n  - One\n  - 'two <!-- learning-paths: ignore[a] -->'\n", {3: {"a"}}),
        ("title: |\n  One <!-- learning-paths: ignore[a] -->\n", {}),
        ("commentary: |\n  `One <!-- learning-paths: ignore[a] -->`\n", {}),
        ("commentary: |\n  ```\n  <!-- learning-paths: ignore[a] -->\n  ```\n", {}),
        ("commentary: |\n  One\n\n      <!-- learning-paths: ignore[a] -->\n", {}),
        ("commentary: |\n  One\n  # learning-paths: ignore[a]\n", {}),
    ],
)
def test_in_markdown_values_it_is_the_comment_of_markdown(text: str, found: dict[int, set[str]]) -> None:
    assert yaml_file(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x <!-- learning-paths: ignore[a] -->\n", {1: {"a"}}),
        ("x <!-- learning-paths: ignore[a]: it is so -->\n", {1: {"a"}}),
        ("<!-- learning-paths: ignore[a] -->\nx\n", {1: {"a"}, 2: {"a"}}),
        ("x\n<!-- learning-paths: ignore[a] -->\n\n<!-- why -->\ny\nz\n", {5: {"a"}}),
        ("x\n<!-- learning-paths: ignore[a]\n  it is so -->\ny\n", {4: {"a"}}),
        ("x <!-- learning-paths: ignore[a] --> y <!-- learning-paths: ignore[b] -->\n", {1: {"a", "b"}}),
        ("> <!-- learning-paths: ignore[a] -->\n> x\n", {1: {"a"}}),
        ("- x\n\n    <!-- learning-paths: ignore[a] -->\n    y\n", {4: {"a"}}),
        ("- x\ny\n\n    z <!-- learning-paths: ignore[a] -->\n", {4: {"a"}}),
        ("!!! note\n\n    x <!-- learning-paths: ignore[a] -->\n", {3: {"a"}}),
        ("x\n    y <!-- learning-paths: ignore[a] -->\n", {2: {"a"}}),
        ("---\ntitle: T\n---\n<!-- learning-paths: ignore[a] -->\nx\n", {5: {"a"}}),
        # Code.
        ("`<!-- learning-paths: ignore[a] -->`\n", {}),
        ("```\nx <!-- learning-paths: ignore[a] -->\n```\n", {}),
        ("x\n\n    y <!-- learning-paths: ignore[a] -->\n\n    z\n", {}),
        ("x\n\n\ty <!-- learning-paths: ignore[a] -->\n", {}),
        ("- x\n\ny\n\n    z <!-- learning-paths: ignore[a] -->\n", {}),
        # No comments.
        ("<!-- x <!-- learning-paths: ignore[a] -->\n", {}),
        ("x <!-- learning-paths: ignore[a] \n", {}),
        ("x <!-- learning-paths: ignore[a --> ]\n", {}),
        ("x # learning-paths: ignore[a]\n", {}),
        ("# learning-paths: ignore[a]\n\nx\n", {}),
        ("---\ntitle: T <!-- learning-paths:ignore[a] -->\n---\n", {}),
    ],
)
def test_which_lines_a_comment_in_markdown_speaks_of(text: str, found: dict[int, set[str]]) -> None:
    assert page(text) == found


def test_the_whole_file() -> None:
    everywhere = {line: {"a"} for line in range(1, 5)}
    assert yaml_file("# learning-paths: ignore-file[a]\nx: y\n\n") == {**everywhere, 5: {"a"}}
    assert page("---\nt: T # learning-paths: ignore-file[a]\n---\n") == {**everywhere, 5: {"a"}}
    assert page("x\n\n<!-- learning-paths: ignore-file[a] -->") == everywhere
    assert page("x\n\n`<!-- learning-paths: ignore-file[a] -->`") == {}


def test_of_several_comments_the_one_that_reaches_least_far_does_the_work() -> None:
    text = (
        "# learning-paths: ignore-file[a]\n"
        "commentary: |  # learning-paths: ignore[a]\n"
        "  x <!-- learning-paths: ignore[a] -->\n"
        "  y\n"
        "z: w # learning-paths: ignore[a, a]\n"
    )
    found = in_yaml("f", text, KEYS)

    def place(line: int) -> tuple[int, int]:
        silencing = found.silencing("a", line)
        assert silencing is not None
        return silencing[0].span.line, silencing[1]

    assert [place(line) for line in (1, 2, 3, 4, 5)] == [(1, 0), (2, 0), (3, 0), (2, 0), (5, 0)]


def test_a_file_that_is_no_yaml_has_comments_that_may_be_none() -> None:
    found = in_yaml("f", "x: y: z # learning-paths: ignore[a]\n")
    assert not found.readable
    assert found.silencing("a", 1)
    assert in_yaml("f", "x: y # learning-paths: ignore[a]\n").readable
    assert in_yaml("f", "# learning-paths: ignore[a]\n").readable
    assert not in_page("f", "---\nx: y: z # learning-paths: ignore[a]\n---\n").readable


def test_what_is_not_worth_looking_at() -> None:
    assert may_hold("x: y # learning-paths: ignore[a]")
    assert not may_hold("plugins:\n  - learning-paths:\n      rules: {}\n")
    assert not may_hold("")


def test_places() -> None:
    (found,) = in_yaml("f", "é: 😀  # learning-paths: ignore[a-b, c d,,e , ]  \n").found
    assert found.span == Span("f", 1, 7, 1, 47)
    assert [(rule.value, rule.span.column, rule.span.end_column) for rule in found.rules] == [
        ("a-b", 32, 35),
        ("c d", 37, 40),
        ("e", 42, 43),
    ]
    (found,) = in_yaml("f", "commentary: >\n    é\n    x <!-- learning-paths: ignore[a] -->\n", KEYS).found
    assert (found.span, found.rules[0].span) == (Span("f", 3, 7, 3, 41), Span("f", 3, 35, 3, 36))


# What is left when comments are taken out.


def cut(text: str, changes: list[tuple[Span, str]]) -> str:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for span, new in sorted(changes, reverse=True):
        assert new == ""
        start, end = starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
        assert start <= end
        text = text[:start] + text[end:]
    return text


def without_all(found: Suppressions, text: str) -> str | None:
    changes = [suppression.removal for suppression in found.found]
    return None if None in changes else cut(text, [change for change in changes if change is not None])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x: y  # learning-paths: ignore[a]\nz: w\n", "x: y\nz: w\n"),
        ("x: y # learning-paths: ignore[a] as we know  ", "x: y"),
        ("x: y\n  # learning-paths: ignore[a]\nz: w\n", "x: y\nz: w\n"),
        ("x: y\n# learning-paths: ignore[a]", "x: y"),
        ("# learning-paths: ignore[a]", ""),
        ("# learning-paths: ignore[a]\n", ""),
        ("x: y # why  # learning-paths: ignore[a]\n", "x: y # why\n"),
        ("x: y # learning-paths: ignore[a] # why\n", "x: y # why\n"),
        ("x: y # learning-paths: ignore[a] # learning-paths: ignore[b]\n", "x: y\n"),
        ("  # learning-paths: ignore[a]  # why\nx: y", "  # why\nx: y"),
        ("x: |  # learning-paths: ignore[a]\n  y\n", "x: |\n  y\n"),
        ("commentary: |\n  x <!-- learning-paths: ignore[a] -->\n", "commentary: |\n  x\n"),
        ("commentary: |\n  x\n  <!-- learning-paths: ignore[a] -->\n  y\n", "commentary: |\n  x\n\n  y\n"),
        ("commentary: >\n  x\n  <!-- learning-paths: ignore[a] -->\n  y\n", "commentary: >\n  x\n  y\n"),
        ("commentary: |\n  <!-- learning-paths: ignore[a] -->\n  x\n", "commentary: |\n  x\n"),
        ("commentary: |\n  <!-- learning-paths: ignore[a] -->\n    x\n", None),
        ("commentary: |\n  <!-- learning-paths: ignore[a] -->\n\n    x\n", None),
        ("commentary: |\n\n  <!-- learning-paths: ignore[a] -->\n    x\n", None),
        ("commentary: |\n  <!-- learning-paths: ignore[a] -->\nslug: x\n", None),
        ("commentary: 'x <!-- learning-paths: ignore[a] -->'\n", "commentary: 'x '\n"),
        ("commentary: '<!-- learning-paths: ignore[a] --> x'\n", "commentary: ' x'\n"),
    ],
)
def test_yaml_without_its_comments(text: str, left: str | None) -> None:
    assert without_all(in_yaml("f", text, KEYS), text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x <!-- learning-paths: ignore[a] -->\n", "x\n"),
        ("x <!-- learning-paths: ignore[a] --> y\n", "x y\n"),
        ("x <!-- learning-paths: ignore[a] -->, y\n", "x , y\n"),
        ("<!-- learning-paths: ignore[a] --> x\n", "x\n"),
        ("- x\n\n    <!-- learning-paths: ignore[a] --> x\n", "- x\n\n    x\n"),
        ("<!-- learning-paths: ignore[a] -->\nx\n", "x\n"),
        ("x\n\n<!-- learning-paths: ignore[a] -->\ny\n", "x\n\ny\n"),
        ("x\n<!-- learning-paths: ignore[a] -->\n\ny\n", "x\n\ny\n"),
        ("x\n<!-- learning-paths: ignore[a] -->\ny\n", "x\n\ny\n"),
        ("x\n\n<!-- learning-paths: ignore[a] -->\n\ny\n", "x\n\ny\n"),
        ("x\n\n<!-- learning-paths: ignore[a]\n why -->\n\ny\n", "x\n\ny\n"),
        ("x\n\n<!-- learning-paths: ignore[a] -->\n", "x\n\n"),
        ("x\n\n<!-- learning-paths: ignore[a] -->", "x\n\n"),
        ("x\n<!-- learning-paths: ignore[a]\n why -->", "x\n"),
        ("x <!-- learning-paths: ignore[a]\n why --> y", "x y"),
        ("---\n# learning-paths: ignore[a]\nt: T\n---\nx\n", "---\nt: T\n---\nx\n"),
        ("---\n# learning-paths: ignore[a]\n---\nx\n", "---\n\n---\nx\n"),
        ("---\nt: T\n---\n<!-- learning-paths: ignore[a] -->\nx\n", "---\nt: T\n---\n\nx\n"),
    ],
)
def test_pages_without_their_comments(text: str, left: str) -> None:
    assert without_all(in_page("f", text), text) == left


@pytest.mark.parametrize("rules", ["a,b,c,d", " a , b , c , d ", "a, ,b,, c , d"])
def test_names_are_taken_out_in_any_combination(rules: str) -> None:
    text = f"x: y # learning-paths: ignore[{rules}]\n"
    (suppression,) = in_yaml("f", text).found
    for chosen in range(1, 15):
        positions = [position for position in range(4) if chosen >> position & 1]
        changes = suppression.without(positions)
        assert list(changes) == positions
        # All of them, or any single one.
        for taken in (positions, *([position] for position in positions)):
            left = cut(text, [change for position in taken if (change := changes[position]) is not None])
            (after,) = in_yaml("f", left).found
            assert [rule.value for rule in after.rules] == ["abcd"[n] for n in range(4) if n not in taken]
    assert suppression.without([0, 1, 2, 3]) == dict.fromkeys(range(4), suppression.removal)


LINES = st.sampled_from(
    [
        "x: y",
        "x: |",
        "commentary: >-",
        "  z",
        "  'w",
        "  v'",
        "- u",
        "",
        "# why",
        "  # learning-paths: ignore[a]",
        "x: y # learning-paths: ignore[b, c]",
        "  <!-- learning-paths: ignore[a] -->",
        "commentary: |  # learning-paths: ignore-file[c]",
        "  t <!-- learning-paths: ignore[b] --> s",
        "```",
        "---",
        "é # learning-paths: ignore[]",
    ]
)
TEXTS = st.lists(LINES, max_size=10).map("\n".join)


def assert_sound(found: Suppressions, text: str) -> list[Suppression]:
    lines = text.split("\n")
    for suppression in found.found:
        spans = [suppression.span, *(rule.span for rule in suppression.rules)]
        for span in spans:
            assert span.line <= len(lines)
            assert span.end_column <= len(lines[span.end_line - 1]) + 1
        assert lines[suppression.span.line - 1][suppression.span.column - 1 :].startswith(("#", "<!--"))
        for rule in suppression.rules:
            line = lines[rule.span.line - 1]
            assert line[rule.span.column - 1 : rule.span.end_column - 1] == rule.value
    return list(found.found)


@given(TEXTS)
def test_in_any_yaml_a_comment_is_what_yaml_overlooks(text: str) -> None:
    found = in_yaml("f", text, KEYS)
    assert_sound(found, text)
    if not found.readable or not found.found:
        return
    value = yaml.safe_load(text)
    for suppression in found.found:
        if (
            suppression.removal is not None
            and text.split("\n")[suppression.span.line - 1][suppression.span.column - 1] == "#"
        ):
            assert yaml.safe_load(cut(text, [suppression.removal])) == value


@given(TEXTS)
def test_any_page(text: str) -> None:
    assert_sound(in_page("f", text), text)


MANY = """
from learning_paths.text.ignore_comments import in_page, in_yaml
comment, n = "# learning-paths: ignore[a]", 10_000
html = "<!-- learning-paths: ignore[a] -->"
for text in (
    f"{comment}\\n" * n + "commentary: |\\n" + "  x\\n" * n,
    "x: y " + f"{comment} " * n,
    f"x: y {comment}\\n" * n,
    "x: [" + "a, " * n + "] " + comment,
    "commentary: |\\n" + f"  {html}\\n" * n,
    "commentary: |\\n  " + f"{html} " * n,
    f"- commentary: |\\n    x {html}\\n" * n,
    f"- commentary: '{html}\\n\\n    x'\\n" * n,
    "# learning-paths: ignore[" * n,
):
    in_yaml("f", text, ["commentary"])
for text in (f"{html}\\n" * n, f"{html} " * n, f"{html}\\n\\n" * n, "<!-- learning-paths: ignore[" * n, f"x{html}" * n):
    in_page("f", text)
"""


def test_the_time_is_linear() -> None:
    subprocess.run([sys.executable, "-c", MANY], check=True, timeout=30)
