from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.cli._markdown import laid_out


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("One\ntwo.", "One two."),
        ("One.\n\n\nTwo.", "One.\n\nTwo."),
        ("**Bold** and `co de` and *slanted*", "Bold and `co de` and *slanted*"),
        ("See [a page](https://x.y/z).", "See a page (https://x.y/z)."),
        ("`[a](b)` [c](d)", "`[a](b)` c (d)"),
        ("- a\n- b\n  c", "- a\n- b c"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("Text:\n- a", "Text:\n- a"),
        ('```yaml title="a.yml"\nb:\n  - c\n\n  - d\n```', "a.yml:\n    b:\n      - c\n\n      - d"),
        ("```\na\n```\nb", "    a\n\nb"),
        ("a\n```\nb\n```", "a\n\n    b"),
        ("````md\n```\n````", "    ```"),
        ("```\nnever closed", "    never closed"),
        ("| a | b |\n| --- | --- |", "| a | b |\n| --- | --- |"),
        ("", ""),
    ],
)
def test_blocks(markdown: str, shown: str) -> None:
    assert laid_out(markdown, 0, 70) == shown


def test_it_is_wrapped_and_indented() -> None:
    assert laid_out("one two three four", 2, 12) == "  one two\n  three four"
    assert laid_out("- one two three four", 2, 13) == "  - one two\n    three\n    four"
    assert laid_out("```\none two three four\n```", 2, 12) == "      one two three four"


@given(st.text(alphabet="ab `*[]()#-|~\n1."), st.integers(0, 4), st.integers(10, 80))
def test_no_word_is_lost_whatever_stands_there(markdown: str, indent: int, width: int) -> None:
    shown = laid_out(markdown, indent, width)
    if not set("`~*[|") & set(markdown):
        assert "".join(shown.split()) == "".join(markdown.split())
    assert all(not line or line.startswith(" " * indent) for line in shown.split("\n"))
