from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text import yaml_edits
from learning_paths.text.span import Span
from learning_paths.text.yaml_edits import is_plain, quoted, scalar, without_item
from learning_paths.text.yaml_nodes import Mapping, Scalar, Sequence, compose, span_of


def values(text: str) -> list[Scalar]:
    """Return the scalars of a text, keys included, in their order."""
    found = []
    todo = [compose("f", text).root]
    while todo:
        node = todo.pop()
        if isinstance(node, Scalar):
            found.append(node)
        elif isinstance(node, Sequence):
            todo.extend(reversed(node.value))
        elif isinstance(node, Mapping):
            todo.extend(each for pair in reversed(node.value) for each in reversed(pair))
    return found


def replaced(text: str, span: Span, new: str) -> str:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    start, end = starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
    return text[:start] + new + text[end:]


def rewrite(text: str, old: str, new: str) -> str | None:
    """Make the only scalar that says ``old`` say ``new``."""
    (node,) = [node for node in values(text) if node.value == old]
    span = span_of("f", node)
    change = scalar(text.split("\n")[span.line - 1], span, old, new)
    assert yaml_edits.node(span, node.style, old, new) == change, "both ways to look at a value see the same"
    return None if change is None else replaced(text, *change)


@pytest.mark.parametrize(
    ("text", "new", "result"),
    [
        ("a: old\n", "new", "a: new\n"),
        ("a: old  # c\n", "new", "a: new  # c\n"),
        ("a: 'old'\n", "new", "a: 'new'\n"),
        ('a: "old"\n', "new", 'a: "new"\n'),
        ("a: [x, old, y]\n", "new", "a: [x, new, y]\n"),
        ("{old: x}\n", "new", "{new: x}\n"),
        ("old: x\n", "new", "new: x\n"),
        ('{"old":x}\n', "new", '{"new":x}\n'),
        ("a: old\n", "null", "a: 'null'\n"),
        ("a: old\n", "x: y", "a: 'x: y'\n"),
        ("a: [old]\n", "it's, so", 'a: ["it\'s, so"]\n'),
        ("a: [old]\n", 'it\'s "so"', "a: ['it''s \"so\"']\n"),
        ("é: '😀'\nb: old", "new", "é: '😀'\nb: new"),
        ("😀: [é, old]", "new", "😀: [é, new]"),
        ("a: 'old'\n", "it's", None),
        ("a: |-\n  old\n", "new", None),
        ("a: >-\n  old", "new", None),
        ('a: "o\\x6cd"\n', "new", None),
        ("a: !!str old\n", "new", None),
        ("a: ! old\n", "new", None),
        ("a: &x old\n", "new", None),
        ("? old\n: x\n", "new", "? new\n: x\n"),
    ],
)
def test_a_value_says_something_else_in_its_own_quotes(text: str, new: str, result: str | None) -> None:
    assert rewrite(text, "old", new) == result


def test_a_value_of_several_lines_is_left_alone() -> None:
    assert rewrite("a: old\n  one\n", "old one", "new") is None
    assert scalar("", Span("f", 9, 1, 9, 4), "old", "new") is None
    assert scalar("a: ''", Span("f", 1, 4, 1, 6), "", "new") is None


PLAIN = ["a", "a-b", "a_b.c", "1", "papers/x", "é", "a b", "2026-11-22", "漢字"]
NOT_PLAIN = [
    "",
    "null",
    "Null",
    "-",
    "- a",
    "---",
    "...x",
    "a:",
    "a: b",
    "a #b",
    " a",
    "a ",
    "[a",
    "*a",
    "'a",
    "a, b",
    "~",
]


def test_what_needs_no_quotes() -> None:
    assert [text for text in PLAIN if not is_plain(text)] == []
    assert [text for text in NOT_PLAIN if is_plain(text)] == []


ONE_LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1)


@given(ONE_LINE)
def test_a_plain_text_is_read_as_what_it_is_anywhere(text: str) -> None:
    shown = text if is_plain(text) else quoted(text)
    for written in (f"a: {shown}", f"a: [{shown}, x]", f"{{a: {shown}}}", f"- {shown}\n", shown):
        root = yaml.compose(written, Loader=yaml.BaseLoader)
        assert text in [node.value for node in values(written)], root


SHAPES = st.sampled_from(
    ["k: {}\nz: 1\n", "- {}\n- z\n", "[{}, z]", "[z, {}]\n", "{{k: {}}}\n", "a:\n  - b: {}  # c\n    d: e\n", "{}: v\n"]
)
STYLES = st.sampled_from(["{}", "'{}'", '"{}"', "!!str {}", "&x {}", "! '{}'"])
SLUGS = st.from_regex(r"\A[a-z0-9_][\w.-]{0,8}\Z").filter(lambda slug: slug != "z")


@given(SHAPES, STYLES, SLUGS, SLUGS)
def test_only_the_value_changes(shape: str, style: str, old: str, new: str) -> None:
    text = shape.format(style.format(old))
    before = [node.value for node in values(text)]
    if before.count(old) != 1 or old == "null":
        return
    result = rewrite(text, old, new)
    if result is None:
        assert "&" in style or "!" in style
    else:
        assert [node.value for node in values(result)] == [new if value == old else value for value in before]
        assert len(result) - len(text) in (len(new) - len(old), len(new) - len(old) + 2)


def without(text: str, value: str) -> str | None:
    nodes = [node for node in values(text) if node.value == value]
    change = without_item(text.split("\n"), span_of("f", nodes[0]))
    return None if change is None else replaced(text, *change)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a: [x]\n", "a: []\n"),
        ("a: [ x ]\n", "a: [  ]\n"),
        ("a: [x, y]\n", "a: [y]\n"),
        ("a: [y, x]\n", "a: [y]\n"),
        ("a: [y , x , z]\n", "a: [y , z]\n"),
        ("a: [y,'x',z]\n", "a: [y,z]\n"),
        ("a: [y, x]  # c\n", "a: [y]  # c\n"),
        ("a: [\n  x,  # c\n  y\n]\n", "a: [\n  # c\n  y\n]\n"),
        ("a: [\n  y,\n  x\n]\n", "a: [\n  y,\n  \n]\n"),
        ("a: [\n  x\n]\n", "a: [\n  \n]\n"),
        ("a: [y,\n  x, z]\n", "a: [y,\n  z]\n"),
        ("a:\n  - x\n  - y\n", "a:\n  - y\n"),
        ("a:\n  - y\n  - x  # c\nb: z\n", "a:\n  - y\nb: z\n"),
        ("a:\n- y\n- x", "a:\n- y"),
        ("a:\n- x\n", "a:\n"),
        ("- x", ""),
        ("a:\n  - - x\n", None),
        ("a: x\n", None),
        ("{b: x}\n", None),
        ("- x: y\n", None),
        ("- |-\n  x\n", None),
    ],
)
def test_an_item_is_taken_out_of_its_list(text: str, result: str | None) -> None:
    assert without(text, "x") == result


@given(
    st.lists(st.sampled_from(["y", "'z, z'", '"a"', "b c"]), max_size=3),
    st.lists(st.sampled_from(["y", "'z, z'", '"a"', "b c"]), max_size=3),
    st.sampled_from(["x", "'x'", '"x"']),
    st.sampled_from(["[{}]", "[ {} ]", "[\n{}\n]", "[ # c\n  {}]"]),
    st.sampled_from([", ", ",", " , ", ",\n ", "\n, ", " ,\n\n  ", ", # c\n "]),
)
def test_the_other_items_of_a_list_stay(before: list[str], after: list[str], item: str, frame: str, comma: str) -> None:
    items = [*before, item, *after]
    for text in (f"k: {frame.format(comma.join(items))}\n", "k:\n" + "".join(f"  - {each}\n" for each in items)):
        result = without(text, "x")
        if result is None:
            assert "\n" in comma + frame
            continue
        left = [node.value for node in values(text) if node.value != "x"]
        # A list of lines has no brackets that could be left.
        assert [node.value for node in values(result)] == left + ([""] if len(items) == 1 and "[" not in text else [])


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("title: Attention: the idea\n", "title: 'Attention: the idea'\n"),
        ("title: It's: so\n", 'title: "It\'s: so"\n'),
        ("title: A: b \"c\" 'd'  # why\nx: y\n", "title: 'A: b \"c\" ''d'''  # why\nx: y\n"),
        ("- slug: a\n  commentary: See: x  \n- slug: b\n", "- slug: a\n  commentary: 'See: x'  \n- slug: b\n"),
        ("- title: A: b\n  x: y\n", "- title: 'A: b'\n  x: y\n"),
        ("title: 😀 é: c", "title: '😀 é: c'"),
        ("title: A: b\n  goes on\n", None),
        ("title: A: b\n\n  goes on\n", None),
        ("title: 'A': b\n", None),
        ("title: [A]: b: c\n", None),
        ("title: - a: b: c\n", None),
        ("a b: c: d\n", None),
        ("title: x\n  y: z\n", None),
    ],
)
def test_a_value_with_a_colon_gets_quotes(text: str, result: str | None) -> None:
    (fault,) = compose("f", text).faults
    assert fault.rule == "invalid-yaml"
    assert (None if fault.change is None else replaced(text, *fault.change)) == result
    assert not fault.certain
    if result is not None:
        assert compose("f", result).faults == ()


@given(st.text(st.sampled_from("ab:# '\"\\-[]{}é,"), min_size=1, max_size=12))
def test_quotes_around_a_value_are_yaml_that_says_the_same(value: str) -> None:
    text = f"title: {value}\nx: y\n"
    for fault in compose("f", text).faults:
        if fault.change is not None:
            found = [node.value for node in values(replaced(text, *fault.change))]
            assert found == ["title", value.partition(" #")[0].strip(), "x", "y"]
