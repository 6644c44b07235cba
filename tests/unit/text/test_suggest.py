from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.suggest import Suggester, did_you_mean


@pytest.mark.parametrize(
    ("word", "closest"),
    [
        ("atention", "attention"),
        ("Attention", "attention"),
        ("flashattention", "flash-attention"),
        ("dpo", "DPO"),
        ("DPo", "DPO"),
        ("zebra", None),
        ("", None),
        ("x" * 1_000_000, None),
    ],
)
def test_the_closest_known_word(word: str, closest: str | None) -> None:
    assert Suggester(["flash-attention", "attention", "DPO"]).closest(word) == closest


@pytest.mark.parametrize(
    ("word", "closest"),
    [
        ("introduction-to-ke", "introduction-to-knowledge-engineering"),
        ("deploying-a-kg", "deploying-a-knowledge-graph"),
        ("introduction-to-logik", "introduction-to-logic"),
        ("introduction-to-set-theory", None),
        ("introduction_to_logic", "introduction-to-logic"),
        ("introductionto-logic", "introduction-to-logic"),
        ("introduction-to-the-logic", "introduction-to-logic"),
        ("papers/introduction-to-logic", "introduction-to-logic"),
        ("concepts/introduction-to-music.md", None),
    ],
)
def test_words_that_only_look_alike_are_not_suggested(word: str, closest: str | None) -> None:
    known = ["introduction-to-logic", "introduction-to-knowledge-engineering", "deploying-a-knowledge-graph"]
    assert Suggester([*known, "concepts/introduction-to-logic"]).closest(word) == closest


def test_words_that_are_equally_close_are_settled_by_the_alphabet_and_not_by_their_order() -> None:
    assert Suggester(["caty", "catx"]).closest("cat") == Suggester(["catx", "caty"]).closest("cat")


def test_only_so_many_words_are_looked_up_and_the_answers_are_remembered() -> None:
    suggester = Suggester(["attention"], limit=2)
    assert [suggester.closest(word) for word in ("atention", "attentio", "attentin", "atention")] == [
        "attention",
        "attention",
        None,
        "attention",
    ]


def test_the_cutoff() -> None:
    assert Suggester(["title"], cutoff=0.95).closest("titel") is None
    assert Suggester(["title"], cutoff=0.6).closest("titel") == "title"


@given(st.lists(st.text(max_size=8)), st.text(max_size=8))
def test_what_is_suggested_is_known(known: list[str], word: str) -> None:
    closest = Suggester(known).closest(word)
    assert closest is None or closest in known


def test_the_hint() -> None:
    assert did_you_mean("attention") == "did you mean 'attention'?"
    assert did_you_mean(None) is None
