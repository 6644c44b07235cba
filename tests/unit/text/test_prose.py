from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.prose import STAND_IN, prose


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('A [link](x.md "title") here', "A link here"),
        ('A [link][ref] here\n\n[ref]: x.md "title"', "A link here ~ ~ ~"),
        ("![image](x.png) here", "! image here"),
        ("A [link](a_(b).md) here", "A link here"),
        ('<b class="x">bold</b> here', "bold here"),
        ("a < b and c > d", "a < b and c > d"),
        ("`code` here", "~ here"),
        ("a\n\n```\ncode\n```\nhere", "a ~ ~ ~ here"),
        ("<!-- no --> here", "~ ~ ~ here"),
        ("$x y$ here, $$a\nb$$ there", "~ ~ here, ~ ~ there"),
        ("for $5 and $6 here", "for $5 and $6 here"),
        ("see https://example.org/step-5 here", "see ~ here"),
        ("see <https://example.org/step-5> here", "see ~ here"),
        ("- [ ] task", "- task"),
    ],
)
def test_only_sentences_are_left(text: str, left: str) -> None:
    runs = "".join("~" if c == STAND_IN else c for c in prose(text)).split()
    assert " ".join("~" if set(run) == {"~"} else run for run in runs) == left


@given(st.text() | st.text("[]()<>`$\\ab /:\n!"))
def test_length_and_lines_stay(text: str) -> None:
    shown = prose(text)
    assert len(shown) == len(text)
    assert [place for place, c in enumerate(shown) if c == "\n"] == [p for p, c in enumerate(text) if c == "\n"]
