from __future__ import annotations

import codecs
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.edits import apply
from learning_paths.text.span import Span


def at(line: int, column: int, end_line: int | None = None, end_column: int | None = None) -> Span:
    return Span("f", line, column, end_line or line, end_column if end_column is not None else column)


@pytest.mark.parametrize(
    ("content", "changes", "result"),
    [
        (b"", [], b""),
        (b"abc", [(at(1, 2, 1, 3), "x")], b"axc"),
        (b"abc", [(at(1, 2), "x")], b"axbc"),
        (b"abc", [(at(1, 4), "x")], b"abcx"),
        (b"abc\n", [(at(2, 1), "x")], b"abc\nx"),
        (b"", [(at(1, 1), "x")], b"x"),
        ("é😀漢".encode(), [(at(1, 2, 1, 3), "x")], "éx漢".encode()),
        (b"a\r\nb\r\nc", [(at(2, 1, 2, 2), "x")], b"a\r\nx\r\nc"),
        (b"a\rb\rc", [(at(2, 1, 2, 2), "x")], b"a\rx\rc"),
        (b"a\r\r\nb\n\rc", [(at(3, 1, 3, 2), "x"), (at(5, 1, 5, 2), "y")], b"a\r\r\nx\n\ry"),
        (b"\xef\xbb\xbfab", [(at(1, 1, 1, 2), "x")], b"\xef\xbb\xbfxb"),
        ("\ufeff\ufeffab".encode(), [(at(1, 1, 1, 2), "x")], "\ufeffxab".encode()),
        ("a\x0bb\x85c\u2028d".encode(), [(at(1, 7, 1, 8), "x")], "a\x0bb\x85c\u2028x".encode()),
        # Whole lines.
        (b"a\r\nb\r\nc", [(at(2, 1, 3, 1), "")], b"a\r\nc"),
        (b"a\r\nb", [(at(1, 2, 2, 2), "")], b"a"),
        (b"a\rb\n", [(at(1, 1, 3, 1), "")], b""),
        # Line ends of a new text are those of the file.
        (b"a\r\nb", [(at(1, 2), "\nx")], b"a\r\nx\r\nb"),
        (b"a\rb\nc", [(at(1, 2), "\nx"), (at(2, 2), "\ny"), (at(3, 2), "\nz\n")], b"a\rx\rb\ny\nc\nz\n"),
        (b"a", [(at(1, 2), "\nx")], b"a\nx"),
    ],
)
def test_one_place_after_the_other(content: bytes, changes: list[tuple[Span, str]], result: bytes) -> None:
    assert apply(content, changes) == (result, (True,) * len(changes))
    assert apply(content, changes[::-1]).content == result


@pytest.mark.parametrize(
    ("changes", "result", "made"),
    [
        # The same twice.
        ([(at(1, 2, 1, 3), "x"), (at(1, 2, 1, 3), "x")], b"axcdef", (True, True)),
        ([(at(1, 2), "x"), (at(1, 2), "x")], b"axbcdef", (True, True)),
        # The one that starts first.
        ([(at(1, 3, 1, 5), "x"), (at(1, 2, 1, 4), "y")], b"aydef", (False, True)),
        ([(at(1, 1, 1, 7), ""), (at(1, 2, 1, 4), "y"), (at(1, 4, 1, 5), "z")], b"", (True, False, False)),
        ([(at(1, 2, 1, 3), "x"), (at(1, 2, 1, 5), "y"), (at(1, 3, 1, 4), "z")], b"axzdef", (True, False, True)),
        # In one place, the one that was named first.
        ([(at(1, 2, 1, 3), "x"), (at(1, 2, 1, 3), "y")], b"axcdef", (True, False)),
        ([(at(1, 2), "x"), (at(1, 2), "y")], b"axbcdef", (True, False)),
        # Side by side.
        ([(at(1, 3, 1, 5), "y"), (at(1, 1, 1, 3), "x")], b"xyef", (True, True)),
        ([(at(1, 2), "x"), (at(1, 2, 1, 3), "y")], b"axycdef", (True, True)),
        ([(at(1, 2, 1, 3), "y"), (at(1, 3), "x")], b"ayxcdef", (True, True)),
        # Nowhere.
        (
            [(at(1, 7), "x"), (at(1, 8), "y"), (at(2, 1), "z"), (at(0, 1), "z"), (at(1, 0), "z")],
            b"abcdefx",
            (True, *[False] * 4),
        ),
        ([(at(1, 5, 1, 2), "x")], b"abcdef", (False,)),
        ([(at(1, 5, 3, 1), "x")], b"abcdef", (False,)),
    ],
)
def test_changes_in_each_other_s_way(changes: list[tuple[Span, str]], result: bytes, made: tuple[bool, ...]) -> None:
    assert apply(b"abcdef", changes) == (result, made)


def test_what_is_not_utf_8_stays_as_it_is() -> None:
    assert apply(b"a\xff", [(at(1, 1, 1, 2), "x")]) == (b"a\xff", (False,))


ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.lists(
    st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\ufeff"), max_size=6), ENDS),
    max_size=6,
)


@given(
    st.data(),
    LINES,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\ufeff"), max_size=4),
    st.booleans(),
)
def test_every_other_byte_stays_as_it_was(
    data: st.DataObject, lines: list[tuple[str, str]], last: str, mark: bool
) -> None:
    # Pieces of a file, each with its place as it is read; a "\r" must not be joined with the "\n" of an empty line.
    pieces: list[tuple[str, Span]] = []
    for number, (text, end) in enumerate([*lines, (last, "")], start=1):
        pieces += [
            (character, at(number, column, number, column + 1)) for column, character in enumerate(text, start=1)
        ]
        if end:
            pieces.append((end, at(number, len(text) + 1, number + 1, 1)))
    for (one, _), (other, _) in pairwise(pieces):
        if one == "\r" and other == "\n":
            return
    chosen = data.draw(st.lists(st.sampled_from(range(len(pieces))), unique=True) if pieces else st.just([]))
    new = [data.draw(st.text("ab\n😀", max_size=3)) for _ in chosen]
    begin = codecs.BOM_UTF8 if mark else b""
    content = begin + "".join(piece for piece, _ in pieces).encode()
    edited = apply(content, [(pieces[number][1], text) for number, text in zip(chosen, new, strict=True)])
    assert edited.made == (True,) * len(chosen)
    by_number = dict(zip(chosen, new, strict=True))
    found = edited.content.decode()
    place = len(begin.decode())
    assert found.startswith(begin.decode())
    for number, (piece, span) in enumerate(pieces):
        if number in by_number:
            own = lines[min(span.line, len(lines)) - 1][1] if lines else "\n"
            expected = by_number[number].replace("\n", own)
        else:
            expected = piece
        assert found.startswith(expected, place)
        place += len(expected)
    assert place == len(found)


MANY = """
from learning_paths.text.edits import apply
from learning_paths.text.span import Span
n = 100_000
changes = [(Span("f", line, 1, line, 2), "y") for line in range(1, n)]
assert all(apply(b"x\\n" * n, changes).made)
assert all(apply(b"x" * n, [(Span("f", 1, column, 1, column + 1), "y") for column in range(1, n)]).made)
assert sum(apply(b"x" * n, [(Span("f", 1, 1, 1, column), "y") for column in range(1, n)]).made) == 2
"""


def test_the_time_is_linear() -> None:
    subprocess.run([sys.executable, "-c", MANY], check=True, timeout=30)
