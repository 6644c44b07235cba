from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learning_paths.text.reading_time import words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one", 1),
        ("one two\nthree", 3),
        (" one  two \r\n\r\n three ", 3),
        ("10\u00a0kB is little", 3),
        ("naïve – 猫", 3),
    ],
)
def test_what_stands_between_blanks_is_a_word(text: str, words: int) -> None:
    assert words_in(text) == words


@given(st.text())
@example("\ud800 x")
def test_every_run_of_other_characters_is_one_word(text: str) -> None:
    assert words_in(text) == len(re.findall(r"[^ \t\n\v\f\r]+", text))
