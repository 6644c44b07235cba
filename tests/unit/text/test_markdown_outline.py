from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.markdown_outline import headings, mask_code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# A", [(1, "A", None, 1)]),
        ("###### A b", [(6, "A b", None, 1)]),
        ("####### A", []),
        ("#A", [(1, "A", None, 1)]),
        ("## A ##  ", [(2, "A", None, 1)]),
        ("  # A", [(1, "A", None, 1)]),
        ("    # A", []),
        ("A\n=", [(1, "A", None, 1)]),
        ("A\n---", [(2, "A", None, 1)]),
        ("Learn C#\n===", [(1, "Learn C#", None, 1)]),
        ("\n---\n", []),
        ("# A\n---\n", [(1, "A", None, 1)]),
        ("A\n===\n---", [(1, "A", None, 1)]),
        ("x\n\n## A {#b}\n", [(2, "A", "b", 3)]),
        ("## A {: #b .c }", [(2, "A", "b", 1)]),
        ("## A { .c #b }", [(2, "A", "b", 1)]),
        ("## A {.c}", [(2, "A", None, 1)]),
        ("A {#b}\n---", [(2, "A", "b", 1)]),
        ("## f{x}", [(2, "f{x}", None, 1)]),
        ("## `a` *b*", [(2, "`a` *b*", None, 1)]),
        ("```\n# A\n```\n# B", [(1, "B", None, 4)]),
        ("<!--\n# A\n-->\n# B <!-- c -->", [(1, "B", None, 4)]),
        ("`<!--`\n# A\n`-->`", [(1, "A", None, 2)]),
    ],
)
def test_headings(text: str, found: list[tuple[int, str, str | None, int]]) -> None:
    assert [(heading.level, heading.text, heading.id, heading.line) for heading in headings(text)] == found


MARKDOWN = st.lists(
    st.sampled_from(
        [*"[]()<>!`~\\\"'#{}=-: \n\tab😀", "](", "[a](b)", "```\n", "~~~\n", "<!--", "-->", "\n\n", "# ", "{#x}"]
    ),
    max_size=60,
).map("".join)


@given(MARKDOWN | st.text())
def test_masking_keeps_length_and_lines_and_changes_only_to_blanks(text: str) -> None:
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert all(new == old or (new == " " and old != "\n") for old, new in zip(text, masked, strict=True))


@given(MARKDOWN.map(lambda text: text.replace("`", "").replace("~", "").replace("<", "")))
def test_a_text_without_marks_of_code_and_comments_is_left_alone(text: str) -> None:
    assert mask_code(text) == text


@given(MARKDOWN | st.text())
def test_headings_stand_in_their_lines(text: str) -> None:
    lines = text.split("\n")
    for heading in headings(text):
        assert 1 <= heading.level <= 6
        assert 1 <= heading.line <= len(lines)
        assert heading.id is None or f"#{heading.id}" in lines[heading.line - 1]


# Each is repeated to 200,000 characters. A pattern that is quadratic in one needs an hour; the limit is generous
# for a slow machine, and no time is compared.
HOSTILE = [
    *(
        "[",
        "]",
        "`",
        "](",
        "<!--",
        "[a](",
        "[](",
        "[[]",
        "[]",
        "\\",
        "\\`",
        "{",
        "(",
        "#",
        " ",
        "\n",
        ">",
        "=",
        "-",
        "![",
    ),
    *(
        '[a](b "',
        "[a](b '",
        "[a](b (",
        "[a](<",
        "[a\n\n](b)",
        "` `` ",
        "~~~\n",
        "```\n",
        "```",
        "<!-- -->",
        "<!-->",
        "{#",
    ),
]
PROGRAM = """
import sys
from learning_paths.text.markdown_outline import comments, headings
parts = sys.stdin.read().split("\\x00")
texts = [part * (200_000 // len(part)) for part in parts]
texts += ["# x" + text for text in texts] + ["[" + text + "](x)" for text in texts]
texts.append(" ".join("`" * length for length in range(1, 2_000)))  # no run of backticks is closed
texts.append("# x {" + " " * 200_000)
for text in texts:
    sum(1 for _ in comments(text))
    sum(1 for _ in headings(text))
print(len(texts))
"""


def test_hostile_texts_take_no_more_than_linear_time() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input="\x00".join(HOSTILE),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (run.stdout.strip(), run.stderr) == (str(3 * len(HOSTILE) + 2), "")
