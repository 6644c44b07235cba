from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.positions import offset_of, span_at, span_in_value
from learning_paths.text.span import Span
from learning_paths.text.yaml_nodes import Scalar, compose, span_of


def cut(text: str, span: Span) -> str:
    return text[offset_of(text, span.line, span.column) : offset_of(text, span.end_line, span.end_column)]


@given(st.text("ab\n", max_size=30), st.data())
def test_a_span_cuts_out_what_it_is_made_of(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert cut(text, span_at("f", text, start, end)) == text[start:end]


def value_of(text: str) -> tuple[str, Span]:
    root = compose("f.yml", text).root
    assert root is not None
    key, node = root.value[-1]
    assert key.value == "commentary"
    assert isinstance(node, Scalar)
    return node.value, span_of("f.yml", node)


@pytest.mark.parametrize(
    "text",
    [
        "commentary: x [a](b.md) y\n",
        "commentary: 'x [a](b.md) it''s'\n",
        'commentary: "x [a](b.md) \\" y"\n',
        "commentary: |\n  x\n\n  [a](b.md)\n",
        "commentary: |2-\n    x\n  [a](b.md)",
        "commentary: >\n  x\n  [a](b.md)\n  y\n",
        "commentary: >\n  x\n\n\n    [a](b.md)\n  y",
        "commentary: x\n  [a](b.md)\n  y\n",
        "title: b.md\ncommentary: [a](b.md)".replace(": [", ": x ["),
        "commentary: |\n  é😀 [a](b.md)\n",
    ],
)
def test_words_of_a_value_are_found_where_they_were_written(text: str) -> None:
    value, span = value_of(text)
    start = value.index("b.md")
    found = span_in_value(text, value, span, start, start + 4)
    assert found != span
    assert offset_of(text, found.line, found.column) == text.rindex("b.md")
    assert cut(text, found) == "b.md"


def test_each_of_several_is_found() -> None:
    text = "commentary: >\n  [a](b)\n  [a](b) [a](b)\n\n  bb [a](b)\n"
    value, span = value_of(text)
    starts = [place + 2 for place in range(len(value)) if value.startswith("](b)", place)]
    found = [span_in_value(text, value, span, start, start + 1) for start in starts]
    assert [(place.line, place.column) for place in found] == [(2, 7), (3, 7), (3, 14), (5, 10)]


@pytest.mark.parametrize("text", ['commentary: "[a](b\\x2Emd)"\n', "commentary: >\n  [a](<b\n  c>)\n"])
def test_words_that_were_written_otherwise_have_the_place_of_the_whole(text: str) -> None:
    value, span = value_of(text)
    start, end = value.index("b"), max(value.index(")"), 0)
    assert span_in_value(text, value, span, start, end) == span


@given(
    st.text(st.sampled_from("ab[]() \n'\"\\:#é"), max_size=40), st.sampled_from(["|", ">", "'", '"', None]), st.data()
)
def test_a_place_lies_in_the_value_and_holds_the_words_or_is_the_whole(
    words: str, style: str | None, data: st.DataObject
) -> None:
    node = yaml.MappingNode(
        "tag:yaml.org,2002:map",
        [
            (
                yaml.ScalarNode("tag:yaml.org,2002:str", "commentary"),
                yaml.ScalarNode("tag:yaml.org,2002:str", words, style=style),
            )
        ],
    )
    text = yaml.serialize(node, allow_unicode=True)
    value, span = value_of(text)
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))
    found = span_in_value(text, value, span, start, end)
    assert found == span or cut(text, found) == value[start:end]
