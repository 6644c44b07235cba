from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text import yaml_nodes
from learning_paths.text.places import Places
from learning_paths.text.span import Span
from learning_paths.text.written import Written
from learning_paths.text.yaml_nodes import Mapping, Node, Scalar, Sequence, compose, span_of


def scalars(text: str) -> Iterator[Written[str]]:
    todo: list[Node | None] = [compose("f", text).root]
    while todo:
        node = todo.pop()
        if isinstance(node, Scalar):
            yield Written(node.value, span_of("f", node))
        elif isinstance(node, Sequence):
            todo.extend(node.value)
        elif isinstance(node, Mapping):
            todo.extend(itertools.chain.from_iterable(node.value))


def cut(text: str, span: Span) -> str:
    places = Places("f", text)
    return text[places.offset(span.line, span.column) : places.offset(span.end_line, span.end_column)]


def assert_exact(text: str, scalar: Written[str]) -> None:
    """Every character of a scalar is found where it stands, one behind the other, with only space between them."""
    places = Places("f", text)
    done = places.offset(scalar.span.line, scalar.span.column)
    first = True
    for number, character in enumerate(scalar.value):
        if character.isspace():
            continue
        span = places.within(scalar, number, number + 1)
        written = cut(text, span)
        start = places.offset(span.line, span.column)
        assert start >= done
        if written != character and (written, character) != ("\ufeff", "\u2060"):
            quote = "'" if written == "''" else '"'
            assert yaml.safe_load(f"{quote}{written}{quote}") == character
        if not first:
            between = text[done:start]
            assert not between.strip() or not yaml.safe_load(f'"{between}"').strip(), between
        first = False
        done = start + len(written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: the third step\n", "third"),
        ("a: the\n  third\n  step\n", "third\n  step"),
        ("a: |\n  the\n  third step\n", "third step"),
        ("a: |\n  the third\n  step\n", "third\n  step"),
        ("- a: |2-  # why\n      the\n\n      third step\n- b\n", "third step"),
        ("a: >-\n\n  the\n  third\n   step\n", "third\n   step"),
        ("a: 'it''s the third step'\n", "third"),
        ('a: "the\\tthi\\x72d step"\n', "thi\\x72d"),
        ('a: "the \\\n  third\\n step"\n', "third"),
        ("a: &x !!str |\n  the third step\n", "third"),
        ("a: [b, the third]\n", "third"),
        ("a: {b: the third, c: d}\n", "third"),
        ("😀: 𝔘 the third\n", "third"),
        ("a: | # a third comment\n  the third\n", "third"),
        ("a:\n  the third", "third"),
        ("a: \ufeffthe \u2028third\n", "third"),
    ],
)
def test_words_are_found_where_they_stand(text: str, written: str) -> None:
    words = re.compile(r"\s+".join(written.replace("\\x72", "r").split()))
    shapes: list[Callable[[str], str]] = [str, str.rstrip, lambda value: " ".join(value.split())]
    for shape, scalar in itertools.product(shapes, scalars(text)):
        value = shape(scalar.value)
        match = words.search(value)
        if match is not None:
            assert cut(text, Places("f", text).within(Written(value, scalar.span), *match.span())) == written


def test_space_around_a_range_is_left_out() -> None:
    text = "a: |\n    b\n\n    c\n"
    scalar = next(found for found in scalars(text) if found.value != "a")
    assert Places("f", text).within(scalar, 1, 4) == Span("f", 4, 5, 4, 6)
    assert Places("f", text).within(scalar, 0, 5) == Span("f", 2, 5, 4, 6)
    assert Places("f", text).within(scalar, 1, 3) == scalar.span


def test_a_value_that_is_not_what_was_written_is_pointed_at_as_a_whole() -> None:
    text = "a: one two\n"
    scalar = Written("one three", Span("f", 1, 4, 1, 11))
    assert Places("f", text).within(scalar, 0, 3) == scalar.span


def test_offsets_and_places_are_each_other_s_inverse() -> None:
    text = "a😀\n\nb\n"
    places = Places("f", text)
    spans = [places.span(offset, offset) for offset in range(len(text) + 1)]
    assert [(span.line, span.column) for span in spans] == [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2), (4, 1)]
    assert [places.offset(span.line, span.column) for span in spans] == list(range(len(text) + 1))
    assert places.offset(9, 1) == places.offset(4, 7) == len(text)


STYLES = [None, "'", '"', "|", ">"]
TEXTS = st.lists(
    st.sampled_from(
        ["word", "a", "'", '"', "''", "\\", " ", "  ", "\n", "\n\n", "\t", "é", "😀", ":", "#", "- ", "\x85"]
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
).map("".join)


@given(TEXTS, st.sampled_from(STYLES), st.integers(10, 60), st.integers(2, 6), st.booleans())
def test_whatever_pyyaml_writes_is_found(value: str, style: str | None, width: int, indent: int, flow: bool) -> None:
    document = {"a": [value, {"b": value}]}
    text = yaml.safe_dump(
        document,
        default_style=style,
        width=width,
        indent=indent,
        allow_unicode=True,
        default_flow_style=flow,
    )
    for scalar in scalars(text):
        assert_exact(text, scalar)
        assert_exact(text, Written(" ".join(scalar.value.split()), scalar.span))


LINE = st.lists(st.sampled_from(["word", "é", "😀", "a", "''", "-", ".", "(", "\\", "  ", "\t"]), max_size=6).map(
    " ".join
)
PLAIN_LINE = st.lists(st.sampled_from(["word", "é", "😀", "it's", 'a"b', "x-y", "1."]), min_size=1, max_size=4)
QUOTED = st.sampled_from(
    ["w", "é", " ", "  ", "\\n", "\\t", "\\\\", '\\"', "\\x41", "\\u00e9", "\\U0001F600", "\\\n  "]
)
HEADER = st.builds(
    str.__add__, st.sampled_from(["|", ">"]), st.sampled_from(["", "-", "+", "2", "2-", "+2", "  # comment"])
)
BLOCK = st.builds(
    lambda header, lines: header + "".join(f"\n    {line}" for line in lines) + "\n",
    HEADER,
    st.lists(LINE | st.just("  more"), min_size=1, max_size=6),
)
RAW = st.one_of(
    BLOCK,
    st.lists(PLAIN_LINE.map(" ".join), min_size=1, max_size=4).map(lambda lines: "\n    ".join(lines) + "\n"),
    st.lists(LINE, max_size=4).map(lambda lines: "'" + "\n\n    ".join(lines).replace("'", "''") + "'\n"),
    st.lists(QUOTED, max_size=12).map(lambda pieces: '"' + "".join(pieces) + '"\n'),
    st.lists(PLAIN_LINE.map(" ".join), min_size=2, max_size=3).map(lambda items: f"[{', '.join(items)}]\n"),
)


@given(RAW, st.sampled_from(["a: ", "- ", "a: !!str ", "a: &anchor ", "- b: "]), st.booleans())
def test_whatever_a_person_writes_is_found(raw: str, before: str, c_loader: bool) -> None:
    text = f"{before}{raw}"
    loader = yaml_nodes.Loader if c_loader else yaml_nodes.PythonLoader
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_nodes, "Loader", loader)
        found = list(scalars(text))
    for scalar in found:
        assert_exact(text, scalar)
        assert_exact(text, Written(scalar.value.rstrip(), scalar.span))


@given(st.text(), st.integers(1, 5), st.integers(1, 20), st.text(), st.integers(0, 20), st.integers(0, 20))
def test_any_text_and_any_value_give_a_place(
    text: str, line: int, column: int, value: str, start: int, end: int
) -> None:
    scalar = Written(value, Span("f", line, column, line, column))
    span = Places("f", text).within(scalar, start, end)
    assert (span.end_line, span.end_column) >= (span.line, span.column)
