from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.visible import MAX_LENGTH, visible, width


@pytest.mark.parametrize(
    ("text", "shown", "as_long"),
    [
        ("plain", "plain", "plain"),
        ("漢字 é 😀", "漢字 é 😀", "漢字 é 😀"),
        ("a\tb\nc", "a b c", "a b c"),
        ("a\rb", "a<U+000D>b", "a\ufffdb"),
        ("\x1b[31m", "<U+001B>[31m", "\ufffd[31m"),
        ("a\u202eb", "a<U+202E>b", "a\ufffdb"),
        ("\ud800", "<U+D800>", "\ufffd"),
        ("", "", ""),
    ],
)
def test_what_is_shown(text: str, shown: str, as_long: str) -> None:
    assert visible(text) == shown
    assert visible(text, keep_length=True) == as_long


def test_a_text_that_nobody_would_read_to_its_end_is_cut() -> None:
    shown = visible("x" * 10 * MAX_LENGTH)
    assert len(shown) == MAX_LENGTH
    assert shown.endswith("x…")
    assert visible("x" * MAX_LENGTH) == "x" * MAX_LENGTH


@given(st.text())
def test_it_is_one_line_of_what_can_be_seen(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown
    assert len(visible(text, keep_length=True)) == len(text)


@pytest.mark.parametrize(("text", "columns"), [("ab", 2), ("漢字", 4), ("e\u0301", 1), ("\u0915\u0941", 1), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
