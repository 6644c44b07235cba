from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.load.faults import Faults
from learning_paths.load.read_text import read_text
from learning_paths.load.tree import Source
from learning_paths.text import yaml_nodes
from learning_paths.text.span import Span
from learning_paths.text.yaml_nodes import Mapping, Node, Scalar, Sequence, YamlFault, compose, span_of

LOADERS = [
    pytest.param(yaml_nodes.PythonLoader, id="python"),
    pytest.param(
        yaml_nodes.Loader,
        id="c",
        marks=pytest.mark.skipif(
            yaml_nodes.Loader is yaml_nodes.PythonLoader, reason="this PyYAML was built without libyaml"
        ),
    ),
]

BOTH_LOADERS = (yaml_nodes.PythonLoader, yaml_nodes.Loader)


@pytest.fixture(params=LOADERS, autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "Loader", request.param)


def scalars(root: Node | None) -> dict[str, tuple[int, int, int, int]]:
    """Return the place of every scalar of a text by its value."""
    found: dict[str, tuple[int, int, int, int]] = {}
    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Scalar):
            found[node.value] = span_of("f", node)[1:]
        elif isinstance(node, Sequence):
            todo.extend(node.value)
        elif isinstance(node, Mapping):
            todo.extend(itertools.chain.from_iterable(node.value))
    return found


def only_fault(text: str) -> YamlFault:
    read = compose("f.yml", text)
    assert len(read.faults) == 1, read.faults
    return read.faults[0]


def place(fault: YamlFault) -> tuple[str, int, int]:
    return fault.rule, fault.span.line, fault.span.column


def test_columns_count_code_points() -> None:
    assert scalars(compose("f", "a😀: 😀b\nc: 'e\N{COMBINING ACUTE ACCENT}𝔘 x'\n").root) == {
        "a😀": (1, 1, 1, 3),
        "😀b": (1, 5, 1, 7),
        "c": (2, 1, 2, 2),
        "e\N{COMBINING ACUTE ACCENT}𝔘 x": (2, 4, 2, 11),
    }


def test_a_flow_value_is_covered_with_its_quotes_and_brackets() -> None:
    root = compose("f", 'a: [b, "c d"]\n').root
    assert scalars(root)["c d"] == (1, 8, 1, 13)
    assert isinstance(root, Mapping)
    assert span_of("f", root.value[0][1])[1:] == (1, 4, 1, 14)


def test_scalars_stay_text() -> None:
    root = compose("f", "[no, 012, 1e3, 2026-02-30, true, ~]").root
    assert isinstance(root, Sequence)
    assert [item.value for item in root.value] == ["no", "012", "1e3", "2026-02-30", "true", "~"]


@pytest.mark.parametrize(
    ("text", "line_of_b"),
    [
        ("a: x\r\nb: y\r\n", 2),
        ("a: x\rb: y\r", 2),
        ("\ufeffa: x\nb: y", 2),
        ("a: x\r\n\r\nb: y", 3),
        # Line ends of YAML 1.1 that no editor counts.
        ("a: x\x85\nb: y", 2),
        ("a: x\u2028z\nb: y", 2),
        ("a: 'x\u2029z'\nb: y", 2),
    ],
)
def test_lines_are_those_that_an_editor_counts(text: str, line_of_b: int) -> None:
    faults = Faults()
    read = read_text(Source("f", text.encode()), faults)
    assert read is not None
    assert not faults.by_rule
    assert scalars(compose("f", read).root)["b"] == (line_of_b, 1, line_of_b, 2)


def test_no_byte_order_mark_moves_the_first_line() -> None:
    read = read_text(Source("f", "\ufeffab: x\n".encode()), Faults())
    assert read == "ab: x\n"
    assert scalars(compose("f", read).root)["ab"] == (1, 1, 1, 3)


@pytest.mark.parametrize(
    ("text", "value", "start", "last_line"),
    [
        ("a: |\n  x\n  y\nb: z\n", "x\ny\n", (1, 4), 3),
        ("a: >-\n  x\n  y\n", "x y", (1, 4), 3),
        ("- k: |\n    x\n- z\n", "x\n", (1, 6), 2),
        ("a: |\n  x\n  y", "x\ny", (1, 4), 3),
        ("a: |\nb: z\n", "", (1, 4), 1),
    ],
)
def test_a_block_scalar_ends_with_its_last_line(text: str, value: str, start: tuple[int, int], last_line: int) -> None:
    line, column, end_line, end_column = scalars(compose("f", text).root)[value]
    assert (line, column) == start
    assert end_line == last_line
    assert (end_line, end_column) > (line, column)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "   \n\n", "~\n", "null\n"])
def test_an_empty_text_has_no_faults(text: str) -> None:
    read = compose("f", text)
    assert read.faults == ()
    assert read.root is None or yaml_nodes.is_null(read.root)


@pytest.mark.parametrize(("text", "null"), [("a:", True), ("a: ~", True), ("a: Null", True), ("a: ''", False)])
def test_what_is_null(text: str, null: bool) -> None:
    root = compose("f", text).root
    assert isinstance(root, Mapping)
    assert yaml_nodes.is_null(root.value[0][1]) is null


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("title: A: b\n", 1, 9, "quotes"),
        ("a:\n\tb: x\n", 2, 1, "spaces"),
        ("a: *b\n", 1, 4, "quotes"),
        ("a: @b\n", 1, 4, "quotes"),
        ("a: `b`\n", 1, 4, "quotes"),
        ("a: %b\n", 1, 4, "quotes"),
        ("a:\n   b: x\n  c: y\n", 3, 3, "indentation"),
        ('a: "b" c\n', 1, 8, "quote"),
        ("a: b\nno colon here\nc: d\n", 2, 1, "':'"),
        # The end of the text is behind the last character that was written.
        ('a: "b\n', 1, 6, None),
        ("a: [b\n\n\n", 1, 6, None),
        ("😀: @b\n", 1, 4, "quotes"),
        ('a: "\\q"\n', 1, 5, None),
        ("a: - b\n", 1, 4, None),
        ("a: |x\n  y\n", 1, 5, None),
    ],
)
def test_syntax_errors_have_a_place_and_the_usual_cause(text: str, line: int, column: int, hint: str | None) -> None:
    fault = only_fault(text)
    assert place(fault) == ("invalid-yaml", line, column)
    assert "not valid YAML" in fault.message
    if hint is not None:
        assert hint in (fault.hint or "")


@pytest.mark.parametrize("escape", ["\\Uffffffff", "\\ud800"])
def test_an_escape_that_names_no_character(escape: str) -> None:
    fault = only_fault(f'a: "{escape}"\n')
    assert (fault.rule, fault.span.line) == ("invalid-yaml", 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "named"),
    [
        ("a: x\0\n", 1, 5, "U+0000"),
        ("a: x\nb: 😀\x07\n", 2, 5, "U+0007"),
        ("a: \x7f", 1, 4, "U+007F"),
        ("a: \x1b[31m", 1, 4, "U+001B"),
        ("a: \ufffe", 1, 4, "U+FFFE"),
        ("a: \ud800", 1, 4, "U+D800"),
    ],
)
def test_characters_that_yaml_does_not_allow(text: str, line: int, column: int, named: str) -> None:
    fault = only_fault(text)
    assert place(fault) == ("invalid-yaml", line, column)
    assert named in fault.message


def test_several_documents_are_one_too_many() -> None:
    assert place(only_fault("a: x\n---\nb: y\n")) == ("invalid-yaml", 2, 1)


def test_duplicate_keys_are_all_reported_with_the_first() -> None:
    faults = compose("f", "a: 1\nb: {c: 1, c: 2}\na: 2\nx:\n  - a: 1\na: 3\n").faults
    assert {(place(fault), fault.first and fault.first[1:]) for fault in faults} == {
        (("duplicate-key", 2, 11), (2, 5, 2, 6)),
        (("duplicate-key", 3, 1), (1, 1, 1, 2)),
        (("duplicate-key", 6, 1), (1, 1, 1, 2)),
    }


def test_a_duplicate_key_does_not_hide_the_rest() -> None:
    read = compose("f", "a: 1\na: 2\nb: 3\n")
    assert set(scalars(read.root)) == {"a", "b", "1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: &x [b]\nc: *x\n", 4), ("a: &x b\nc: *x\n", 4), ("a: &x b\n*x : c\n", 1), ("a: &x b\n<<: *x\n", 5)],
)
def test_an_alias_is_reported_where_it_is_used(text: str, column: int) -> None:
    fault = only_fault(text)
    assert place(fault) == ("invalid-yaml", 2, column)
    assert "'*x'" in fault.message


def test_an_alias_to_what_holds_it_is_reported_once() -> None:
    assert place(only_fault("&a [*a]")) == ("invalid-yaml", 1, 5)


@pytest.mark.parametrize(
    ("text", "column", "named"),
    [
        ("a: !foo b\n", 4, "'!foo'"),
        ("a: !!binary b\n", 4, "'!!binary'"),
        ("a: !!python/object/apply:os.system [x]\n", 4, "'!!python/object/apply:os.system'"),
        ("!foo a: b\n", 1, "'!foo'"),
    ],
)
def test_a_tag_is_reported_as_it_was_written(text: str, column: int, named: str) -> None:
    fault = only_fault(text)
    assert place(fault) == ("invalid-yaml", 1, column)
    assert named in fault.message


@pytest.mark.parametrize("text", ["a: !!str 1", "a: !!int 1", "a: ! b", "a: &unused b", "%YAML 1.1\n---\na: b\n"])
def test_yaml_s_own_tags_and_unused_anchors_are_allowed(text: str) -> None:
    assert compose("f", text).faults == ()


def test_a_key_must_be_text() -> None:
    fault = only_fault("? [a, b]\n: c\n")
    assert place(fault) == ("invalid-yaml", 1, 3)
    assert "key" in fault.message


DEEP = {
    "flow lists": "[" * 200_000,
    "closed flow lists": "[" * 200_000 + "]" * 200_000,
    "flow mappings": "{a: " * 200_000,
    "block lists": "- " * 200_000,
    "keys": "? " * 200_000,
    "lists in keys": "? [" * 200_000,
    "just above the text that is measured first": "[" * 10_001,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_a_fault_and_never_a_crash(text: str) -> None:
    read = compose("f", text)
    assert [fault.rule for fault in read.faults] == ["invalid-yaml"]
    assert read.root is None


@pytest.mark.parametrize(("levels", "faults"), [(100, 0), (101, 1)])
@pytest.mark.parametrize("padding", [0, 20_000], ids=["short", "long"])
def test_a_hundred_levels_are_the_limit(levels: int, faults: int, padding: int) -> None:
    text = "[" * levels + "]" * levels + "\n#" + "x" * padding
    assert len(compose("f", text).faults) == faults


MANY = {
    "items": "- 1\n" * 1000,
    "empty items": "- \n" * 1000,
    "items in a flow list": "[" + "1," * 1000 + "]",
    "keys": "".join(f"k{number}:\n" for number in range(500)),
    "aliases": "- &a x\n" + "- *a\n" * 999,
    "what cannot be read further down": "- 1\n" * 1000 + "[",
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_very_many_values_are_a_fault_and_no_nodes(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MAX_VALUES", 1000)
    read = compose("f", text)
    assert read.root is None
    (fault,) = read.faults
    assert (fault.rule, fault.message) == ("invalid-yaml", "the file holds more than 1,000 values")
    assert 1 <= fault.span.line <= 1000


def test_the_limit_itself_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MAX_VALUES", 1000)
    assert compose("f", "- 1\n" * 999).faults == ()
    assert compose("f", "[" + "1," * 999 + "]").faults == ()


@pytest.mark.parametrize(
    "text",
    ["[" * 3_000, "[" * 1_500 + "]" * 1_500, "\n".join(" " * depth + "a:" for depth in range(600))],
    ids=["flow lists", "closed flow lists", "block mappings"],
)
def test_less_deep_nesting_is_a_fault_too(text: str) -> None:
    assert {fault.rule for fault in compose("f", text).faults} == {"invalid-yaml"}


YAML_TEXT = st.lists(
    st.sampled_from([*"ab:-?[]{},#&*!|>%@`'\"\\ \n\t\0\x07\x85\u2028\ufeff😀", "a: ", "\n  ", "- ", "---", "...", "é"]),
    max_size=30,
).map("".join)


@given(YAML_TEXT | st.text(max_size=60).map(lambda text: text.replace("\r", "\n")))
def test_no_text_raises_and_every_fault_lies_in_the_text(text: str) -> None:
    lines = text.split("\n")
    for loader in BOTH_LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_nodes, "Loader", loader)
            read = compose("f", text)
        spans = [fault.span for fault in read.faults] + [fault.first for fault in read.faults if fault.first]
        if not read.faults and read.root is not None and not yaml_nodes.is_null(read.root):
            spans += [Span("f", *where) for where in scalars(read.root).values()]
        for span in spans:
            assert 1 <= span.line <= span.end_line <= len(lines), span
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
            assert (span.end_line, span.end_column) >= (span.line, span.column), span


# Where libyaml and PyYAML read different languages (tabs, tight flow keys), there is nothing to agree on.
COMMON_TEXT = st.lists(
    st.sampled_from([*"abé😀", "a: ", "b: ", "\n", "\n  ", "\n- ", "[a, b]", '"a b"', " # c", "|\n  x\n"])
)


@given(COMMON_TEXT.map("".join))
def test_both_loaders_agree(text: str) -> None:
    read = []
    for loader in BOTH_LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_nodes, "Loader", loader)
            read.append(compose("f", text))
    first, second = read
    assert scalars(first.root) == scalars(second.root)
    assert [(fault.rule, fault.span) for fault in first.faults] == [(fault.rule, fault.span) for fault in second.faults]
