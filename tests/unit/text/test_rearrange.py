from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from learning_paths.text import yaml_nodes
from learning_paths.text.list_items import CannotMoveError
from learning_paths.text.rearrange import rearranged


def moves(order: Sequence[int]) -> tuple[set[int], set[int]]:
    """Return which items move up and down, where as many as possible stay."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in order:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    staying = set()
    last = ends[-1] if ends else None
    while last is not None:
        staying.add(last)
        last = before[last]
    places = {number: place for place, number in enumerate(order)}
    moving = set(order) - staying
    up = {m for m in moving if any(k < m and places[k] > places[m] for k in staying)}
    return up, moving - up


def put(content: str | bytes, order: Sequence[int]) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    return rearranged(content, "steps", order, *moves(order))


COMPACT = """\
title: T
steps:
  - stage: One
  - slug: a
    commentary: about a
  - slug: b

  - stage: Two
  - slug: c
    commentary: |
      about c

      in two paragraphs
conclusion: C
"""


def test_items_move_with_their_lines_and_stages_keep_their_distance() -> None:
    assert (
        put(COMPACT, [0, 1, 4, 2, 3]).decode()
        == """\
title: T
steps:
  - stage: One
  - slug: a
    commentary: about a
  - slug: c
    commentary: |
      about c

      in two paragraphs
  - slug: b

  - stage: Two
conclusion: C
"""
    )
    assert (
        put(COMPACT, [0, 1, 3, 4, 2]).decode()
        == """\
title: T
steps:
  - stage: One
  - slug: a
    commentary: about a

  - stage: Two
  - slug: c
    commentary: |
      about c

      in two paragraphs
  - slug: b
conclusion: C
"""
    )


SPACED = """\
steps:

  # The first, for everyone.
  - slug: a  # by name
    commentary: x
    # to be extended

  # Two lines
  # on b.
  - slug: b

  - slug: c
    # of c

  - {slug: d, title: "D"}   # flow


# the end of the list
conclusion: C
"""


def test_comments_move_with_the_item_that_they_stand_at() -> None:
    assert (
        put(SPACED, [3, 1, 0, 2]).decode()
        == """\
steps:

  - {slug: d, title: "D"}   # flow

  # Two lines
  # on b.
  - slug: b

  # The first, for everyone.
  - slug: a  # by name
    commentary: x
    # to be extended

  - slug: c
    # of c


# the end of the list
conclusion: C
"""
    )


PARTS = """\
steps:
# ---- Part one ----

- slug: a
- slug: b

# ---- Part two ----

- slug: c
- slug: d
# - slug: e
"""


def test_comments_that_stand_alone_stay_where_they_are() -> None:
    assert (
        put(PARTS, [0, 2, 1, 3]).decode()
        == """\
steps:
# ---- Part one ----

- slug: a
- slug: c
- slug: b

# ---- Part two ----

- slug: d
# - slug: e
"""
    )
    assert (
        put(PARTS, [0, 3, 1, 2]).decode()
        == """\
steps:
# ---- Part one ----

- slug: a
- slug: d
- slug: b

# ---- Part two ----

- slug: c
# - slug: e
"""
    )
    assert (
        put(PARTS, [1, 2, 3, 0]).decode()
        == """\
steps:
# ---- Part one ----

- slug: b

# ---- Part two ----

- slug: c
- slug: d
- slug: a
# - slug: e
"""
    )


def test_what_stood_above_the_last_item_stays_at_the_end_if_that_moves_away() -> None:
    content = "steps:\n- slug: a\n- slug: b\n\n# alone\n\n- slug: c"
    assert put(content, [2, 0, 1]).decode() == "steps:\n- slug: c\n- slug: a\n- slug: b\n\n# alone"
    assert put(content + "\nx: 1", [2, 0, 1]).decode() == ("steps:\n- slug: c\n- slug: a\n- slug: b\n\n# alone\n\nx: 1")


def test_a_comment_that_silences_a_rule_moves_with_the_step_that_it_speaks_of() -> None:
    content = """\
steps:
  - slug: a
    # learning-paths: ignore[missing-commentary]
  - slug: b
  # learning-paths: ignore[unknown-step]

  # A word on c.
  - slug: c
"""
    assert (
        put(content, [2, 1, 0]).decode()
        == """\
steps:
  # learning-paths: ignore[unknown-step]

  # A word on c.
  - slug: c
    # learning-paths: ignore[missing-commentary]
  - slug: b
  - slug: a
"""
    )


def test_a_comment_between_two_items_belongs_to_the_one_that_it_is_indented_like() -> None:
    content = (
        "steps:\n  - slug: a\n    # of a\n  # of b\n    # too\n  - slug: b\n    # of b too\n  # of neither\nx: 1\n"
    )
    assert put(content, [1, 0]).decode() == (
        "steps:\n  # of b\n    # too\n  - slug: b\n    # of b too\n  - slug: a\n    # of a\n  # of neither\nx: 1\n"
    )


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_the_mark_at_the_start_and_a_missing_line_end(line_end: bytes, bom: bytes) -> None:
    old = bom + line_end.join([b"steps:", b"- slug: a", b"  commentary: |", b"    x", b"- slug: b", b"  title: 'B'"])
    new = bom + line_end.join([b"steps:", b"- slug: b", b"  title: 'B'", b"- slug: a", b"  commentary: |", b"    x"])
    assert put(old, [1, 0]) == new
    assert put(new, [1, 0]) == old
    assert put(old + line_end, [1, 0]) == new + line_end


def test_text_that_keeps_its_blank_lines_keeps_them_and_gets_no_more() -> None:
    content = "steps:\n- slug: a\n  c: |+\n    x\n\n- slug: b\n\n- slug: c\n\n- slug: d\n"
    assert put(content, [1, 0, 2, 3]).decode() == (
        "steps:\n- slug: b\n\n- slug: a\n  c: |+\n    x\n\n- slug: c\n\n- slug: d\n"
    )
    assert put(content, [1, 2, 0, 3]).decode() == (
        "steps:\n- slug: b\n\n- slug: c\n\n- slug: a\n  c: |+\n    x\n\n- slug: d\n"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("steps: [{slug: a}, {slug: b}]\n", "'steps' is written in brackets"),
        ("steps:\n  [\n    {slug: a},\n    {slug: b},\n  ]\n", "in brackets"),
        ("title: T\n", "the file has no list 'steps'"),
        ("steps:\n", "the file has no list 'steps'"),
        ("steps: {a: b}\n", "the file has no list 'steps'"),
        ("- a\n", "faults"),
        ("", "faults"),
        ("steps:\n- slug: a\n  slug: b\n- slug: c\n", "faults"),
        ("steps:\n- &x slug: a\n- *x\n", "faults"),
        ("? steps\n: - slug: a\n  - slug: b\n", "lines of their own"),
        ("steps:\n- slug: a\n", "some items"),
        # The text would swallow the blank line below the list.
        ("steps:\n- slug: a\n  c: |+\n    x\n- slug: b\n\nx: 1\n", "would change what the file says"),
        # The comment would become part of the text.
        ("steps:\n- slug: a\n  c: |\n   x\n- slug: b\n\n    # deep\n- slug: c\n", None),
    ],
)
def test_what_cannot_be_moved_safely_is_not_moved(content: str, said: str | None) -> None:
    order = [1, 0] if said else [0, 2, 1]
    with pytest.raises(CannotMoveError, match=said or "would change"):
        put(content, order)


def test_dashes_on_lines_of_their_own_and_lists_in_items() -> None:
    content = (
        "steps:\n-\n  slug: a\n- # about b\n  slug: b\n  alongside:\n  - x\n  - y\n- slug: c\n  alongside:\n    - z\n"
    )
    assert put(content, [2, 1, 0]).decode() == (
        "steps:\n- slug: c\n  alongside:\n    - z\n- # about b\n  slug: b\n  alongside:\n  - x\n  - y\n-\n  slug: a\n"
    )


# Files with everything that can stand around and in an item.

words = st.sampled_from(["x", "two words", "a: b", "# no comment", "- no item", "é\u2028ü", "'q'", '"', "[", ""])
indents = st.sampled_from([0, 2, 4])


@st.composite
def items(draw: st.DrawFn, indent: int) -> list[str]:
    """Draw the lines of an item, with its own comments."""
    inside = " " * (indent + 2)
    number = draw(st.integers(0, 99))
    if draw(st.integers(0, 9)) == 0:
        return [f"{' ' * indent}- {{slug: s{number}, title: 'T'}}{draw(st.sampled_from(['', '  # flow']))}"]
    lines = [f"{' ' * indent}- slug: s{number}{draw(st.sampled_from(['', '   # trailing']))}"]
    if draw(st.integers(0, 9)) == 0:
        lines = [f"{' ' * indent}-", f"{inside}slug: s{number}"]
    for key in draw(st.lists(st.sampled_from(["commentary", "read", "alongside", "note"]), unique=True)):
        if key == "alongside":
            lines.append(f"{inside}{key}:")
            lines += [f"{inside}{draw(st.sampled_from(['', '  ']))}- p{n}" for n in range(draw(st.integers(1, 1)))]
            continue
        style = draw(st.sampled_from(["plain", "'", '"', "|", ">-", "|+", "|", "folded", "null"]))
        text = draw(st.lists(words, min_size=1, max_size=3))
        if style == "plain":
            lines.append(f"{inside}{key}: text {draw(st.sampled_from(['', ' # said']))}")
        elif style in "'\"":
            said = " ".join(text).replace("'", "").replace('"', "")
            lines.append(f"{inside}{key}: {style}{said}{style}")
        elif style == "folded":
            lines += [f"{inside}{key}: one", f"{inside}  two", "", f"{inside}  three"]
        elif style == "null":
            lines.append(f"{inside}{key}:")
        else:
            lines.append(f"{inside}{key}: {style}")
            lines += [f"{inside}  {line}" if line else "" for line in ["start", *text]]
        if draw(st.integers(0, 5)) == 0:
            lines.append(f"{inside}# in the item")
    return lines


@st.composite
def path_files(draw: st.DrawFn) -> tuple[bytes, int]:
    """Draw a file and say how many items its list has."""
    indent = draw(indents)
    lines = draw(st.lists(st.sampled_from(["title: T", "# head", "", "intro: |\n  text\n"]), max_size=3))
    lines = list(dict.fromkeys(lines))
    lines.append(draw(st.sampled_from(["steps:", "steps:   # the list", "'steps':"])))
    count = draw(st.integers(1, 6))
    gap = st.lists(st.sampled_from(["", "", "{}# a word", "{}  # deep", "# alone"]), max_size=3)
    usual = draw(st.sampled_from([[], [""], [], [""]]))
    for number in range(count):
        between = draw(gap) if draw(st.integers(0, 3)) == 0 else (usual if number else [])
        lines += [line.format(" " * indent) for line in between]
        lines += draw(items(indent)) if draw(st.integers(0, 4)) else [f"{' ' * indent}- stage: S{number}"]
    lines += draw(st.sampled_from([[], [""], ["# after"], ["", "conclusion: 'C'  # end"], ["conclusion: |", "  C"]]))
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\n", "\r\n"]]))
    text = "".join(line.replace("\n", ends[0]) + ends[number % len(ends)] for number, line in enumerate(lines))
    if draw(st.integers(0, 3)) == 0:
        text = text.rstrip("\r\n")
    bom = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return bom + text.encode(), count


def loaded(content: bytes) -> dict[str, object]:
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\u2028", " ")
    values = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only
    assert isinstance(values, dict)
    return values


def stripped(value: object) -> object:
    """Return a value without the line ends that the last block scalar of a file loses with the file's last line end."""
    if isinstance(value, dict):
        return {key: stripped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [stripped(each) for each in value]
    return value.rstrip("\n") if isinstance(value, str) else value


@pytest.mark.parametrize("python", [False, True])
@given(path_files(), st.data())
@settings(max_examples=300)
def test_only_the_items_move(python: bool, drawn: tuple[bytes, int], data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if python:
            patch.setattr(yaml_nodes, "Loader", yaml_nodes.PythonLoader)
        only_the_items_move(*drawn, data)


def only_the_items_move(content: bytes, count: int, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(count)))
    old = loaded(content)
    steps = old["steps"]
    assert isinstance(steps, list)
    assert len(steps) == count
    try:
        result = put(content, order)
    except CannotMoveError:
        assert b"+" in content or b"  #" in content  # a text that keeps its blank lines, or a deep comment
        return
    new = loaded(result)
    exactly = content.endswith(b"\n")
    expected = {**old, "steps": [steps[number] for number in order]}
    assert list(new) == list(old)
    assert (new if exactly else stripped(new)) == (expected if exactly else stripped(expected))
    # No line is lost, none comes in but blank ones, and outside of the list nothing changes.
    assert said_lines(result) == said_lines(content)
    head, tail = outside(content, steps)
    assert result.startswith(head)
    assert result.endswith(tail)
    if b"|+" not in content:  # else the last line may be a blank one of such a text, and go with its line end
        assert result.endswith(b"\n") == content.endswith(b"\n")
    if list(order) == sorted(order):
        assert result == content


def said_lines(content: bytes) -> Counter[bytes]:
    return Counter(line for line in content.splitlines() if line.strip())


def outside(content: bytes, steps: Sequence[object]) -> tuple[bytes, bytes]:
    """Return what stands before the list, its key included, and what comes with the next key."""
    start = content.index(b"steps")
    start += content[start:].index(b"\n") + 1 if b"\n" in content[start:] else 0
    end = content.find(b"conclusion")
    return content[:start], content[end:] if end >= 0 else b""


@given(path_files(), st.data())
@settings(max_examples=150)
def test_there_and_back_no_line_is_lost(drawn: tuple[bytes, int], data: st.DataObject) -> None:
    content, count = drawn
    order = data.draw(st.permutations(range(count)))
    back = [order.index(number) for number in range(count)]
    try:
        result = put(put(content, order), back)
    except CannotMoveError:
        return
    assert said_lines(result) == said_lines(content)
    assert [line for line in result.splitlines() if line.strip() and not line.lstrip().startswith(b"#")] == [
        line for line in content.splitlines() if line.strip() and not line.lstrip().startswith(b"#")
    ]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), st.permutations(range(3)))
@example(b"steps:\n- a\n- b\n- c", [2, 1, 0])
def test_any_text(content: bytes, order: list[int]) -> None:
    try:
        content.decode()
    except UnicodeDecodeError:
        return
    try:
        result = put(content, order)
    except CannotMoveError:
        return
    assert sorted(result) == sorted(content)
