from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import meta

from learning_paths.text import front_matter
from learning_paths.text.yaml_nodes import Mapping, span_of

HEADS = {
    "plain": "---\ntitle: A\n---\n# A\n",
    "dots at the end": "---\ntitle: A\n...\nBody\n",
    "blanks behind the dashes": "---  \t\ntitle: A\n--- \t\nBody\n",
    "no head": "# A\n\nText\n",
    "empty": "",
    "not at the start": "\n---\ntitle: A\n---\nBody\n",
    "blank before the dashes": " ---\ntitle: A\n---\nBody\n",
    "four dashes": "----\ntitle: A\n----\nBody\n",
    "text behind the opening dashes": "--- x\ntitle: A\n---\nBody\n",
    "text behind the closing dashes": "---\ntitle: A\n--- x\nb: c\n---\nBody\n",
    "never closed": "---\ntitle: A\n\nBody\n",
    "a rule, not a head": "---\n\nBody\n\nmore\n",
    "dashes in a value": "---\ntitle: A\nsummary: |\n  x\n  ---\n  y\n---\nBody\n",
    "second rule in the body": "---\ntitle: A\n---\nBody\n\n---\n\nmore\n",
    "nothing in it": "---\n---\nBody\n",
    "an empty line in it": "---\n\n---\nBody\n",
    "a comment in it": "---\n# c\n---\nBody\n",
    "only a head": "---\ntitle: A\n---\n",
    "four closing dashes": "---\ntitle: A\n----\nBody\n",
    "not ASCII": "---\ntitle: 😀\n---\nBody é\n",
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_the_head_is_what_mkdocs_takes_for_one(text: str) -> None:
    match = meta.YAML_RE.match(text)
    page = front_matter.split("f.md", text)
    assert page.body_start == front_matter.body_start(text) == (0 if match is None else match.end())
    _, data = meta.get_data(text)
    keys = [key.value for key, _ in page.head.root.value] if isinstance(page.head.root, Mapping) else []
    assert keys == (list(data) if match else [])
    assert not data or page.head.faults == ()


@given(st.lists(st.sampled_from(["---", "...", "--- ", "----", "\n", "\n", "a: b", "# x", " "])).map("".join))
def test_any_head_is_what_mkdocs_takes_for_one(text: str) -> None:
    text += "\n"
    match = meta.YAML_RE.match(text)
    assert front_matter.split("f.md", text).body_start == (0 if match is None else match.end())


def test_positions_in_the_head_are_positions_in_the_file() -> None:
    text = "---\ntitle: A\nsummary: 😀 b\n---\nBody\n"
    page = front_matter.split("f.md", text)
    assert isinstance(page.head.root, Mapping)
    assert [span_of("f.md", value)[:3] for _, value in page.head.root.value] == [("f.md", 2, 8), ("f.md", 3, 10)]
    assert text[page.body_start :] == "Body\n"


def test_faults_in_the_head_have_their_line_in_the_file() -> None:
    text = "---\ntitle: A\nsummary: B: c\n---\nBody\n"
    page = front_matter.split("f.md", text)
    assert [(fault.rule, fault.span.line, fault.span.column) for fault in page.head.faults] == [("invalid-yaml", 3, 11)]
    assert text[page.body_start :] == "Body\n"


def test_a_head_that_mkdocs_overlooks_is_reported_and_read() -> None:
    text = "---\ntitle: A\n---"
    assert meta.get_data(text)[1] == {}, "MkDocs sees this head now; nothing need be reported any more"
    page = front_matter.split("f.md", text)
    assert [(fault.rule, fault.span[1:]) for fault in page.head.faults] == [("invalid-yaml", (3, 1, 3, 4))]
    assert isinstance(page.head.root, Mapping)
    assert page.body_start == len(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: T\n", (1, 1, 4)),
        ("---\ntitle: T\n\n# T\n\n----\n", (1, 1, 4)),
        ("\n\n---\ntitle: T\n---\n", (3, 1, 4)),
        ("----\ntitle: T\n----\n", (1, 1, 5)),
        (" ---\ntitle: T\n---\n", (1, 1, 4)),
    ],
)
def test_what_looks_like_a_head_and_is_none(text: str, place: tuple[int, int, int]) -> None:
    page = front_matter.split("f.md", text)
    assert page.body_start == 0
    assert [(fault.rule, fault.span.line, fault.span.column, fault.span.end_column) for fault in page.head.faults] == [
        ("invalid-yaml", *place)
    ]
    assert page.head.faults[0].hint


@pytest.mark.parametrize(
    "text", ["---\n\nNote: x\n", "---\n# T\n", "# T\n---\ntitle: T\n", "--\na: b\n", "a: b\n", "---\n"]
)
def test_a_line_at_the_top_of_a_text_is_no_head(text: str) -> None:
    assert front_matter.split("f.md", text).head.faults == ()
