from __future__ import annotations

import pytest

from learning_paths.model.unknown import unknown
from tests.unit.sites import ATTENTION, load_and_check

CITED = ATTENTION.replace("summary", "authors: [A]\nyear: 2017\nurl: https://example.org\nsummary")
CATALOGUE, _ = load_and_check(
    {
        "docs/concepts/attention.md": ATTENTION,
        "docs/concepts/both.md": ATTENTION,
        "docs/papers/both.md": CITED,
        "docs/papers/gpt-2.md": CITED,
        "docs/archive/embeddings.md": "# E\n",
        "docs/embedding/index.md": "# E\n",
    }
)


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        ("atention", "attention"),
        ("ATTENTION", "attention"),
        ("attention.md", "attention"),
        ("concept/attention", "concepts/attention"),
        ("papers/attention", "concepts/attention"),
        ("docs/concepts/attention.md", "concepts/attention"),
        ("papers/gpt2", "papers/gpt-2"),
        ("elsewhere/both", None),
        ("embeddings", None),
        ("docs/archive/embeddings", None),
        ("something-else", None),
    ],
)
def test_what_a_reference_was_meant_to_be(reference: str, meant: str | None) -> None:
    found = unknown(reference, CATALOGUE)
    assert found.meant == meant
    if meant is not None:
        assert found.hint == f"did you mean '{meant}'?"


def test_a_page_that_was_moved_out_of_the_folders_is_named() -> None:
    hint = unknown("embeddings", CATALOGUE).hint
    assert hint == "there is 'docs/archive/embeddings.md', but only what is in 'concepts/' or 'papers/' can be named"
    assert unknown("nothing-like-it", CATALOGUE).hint is None
