from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.external.cache import DAY, DEFAULT_FILE, Cache
from learning_paths.model.answer import Answer, Verdict
from tests.unit.sites import write

NOW = 1_800_000_000.0
GOOD = Answer(Verdict.REACHED, moved_to="https://example.org/new")
BAD = Answer(Verdict.UNREACHABLE, "404 Not Found")
UNKNOWN = Answer(Verdict.UNCHECKED, "403 Forbidden")
ANSWERS = {"https://example.org/good": GOOD, "https://example.org/bad": BAD, "https://example.org/wall": UNKNOWN}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / DEFAULT_FILE


def keep(file: Path, answers: dict[str, Answer] = ANSWERS, now: float = NOW) -> None:
    assert Cache(file, now).keep(answers) is None


def names(file: Path) -> list[str]:
    return [address.rpartition("/")[2] for address in json.loads(file.read_text(encoding="utf-8"))["answers"]]


def test_what_is_certain_is_kept(file: Path) -> None:
    keep(file)
    cache = Cache(file, NOW + 60)
    assert cache.note is None
    assert cache.fresh(7 * DAY) == {"https://example.org/good": GOOD, "https://example.org/bad": BAD}


@pytest.mark.parametrize(
    ("age", "max_age", "fresh"),
    [
        (0.0, 7 * DAY, {"good", "bad"}),
        (DAY - 1, 7 * DAY, {"good", "bad"}),
        (DAY, 7 * DAY, {"good"}),
        (7 * DAY - 1, 7 * DAY, {"good"}),
        (7 * DAY, 7 * DAY, set()),
        (3600.0, 1800.0, set()),
        (0.0, 0.0, set()),
        (-1.0, 7 * DAY, set()),
    ],
)
def test_answers_grow_old(file: Path, age: float, max_age: float, fresh: set[str]) -> None:
    keep(file)
    found = Cache(file, NOW + age).fresh(max_age)
    assert {address.rpartition("/")[2] for address in found} == fresh


def test_new_answers_are_added_and_old_ones_dropped(file: Path) -> None:
    keep(file)
    keep(file, {"https://example.org/bad": GOOD, "https://example.org/more": GOOD}, NOW + 29 * DAY)
    assert names(file) == ["bad", "good", "more"]
    keep(file, {"https://example.org/last": BAD}, NOW + 31 * DAY)
    assert names(file) == ["bad", "last", "more"]


def test_the_file_as_it_is_written(file: Path) -> None:
    keep(file)
    new = "https://example.org/new"
    bad = {"verdict": "unreachable", "detail": "404 Not Found", "moved_to": None, "checked": int(NOW)}
    good = {"verdict": "reached", "detail": "", "moved_to": new, "checked": int(NOW)}
    answers = {"https://example.org/bad": bad, "https://example.org/good": good}
    assert json.loads(file.read_text(encoding="utf-8")) == {"version": 1, "answers": answers}
    assert sorted(each.name for each in file.parent.iterdir()) == [".gitignore", file.name]
    assert (file.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_nothing_new_leaves_the_file_alone(file: Path) -> None:
    keep(file, {"https://example.org/wall": UNKNOWN})
    assert not file.parent.exists()
    keep(file)
    before = file.stat().st_mtime_ns
    keep(file, {})
    assert file.stat().st_mtime_ns == before


ENTRY = {"verdict": "reached", "detail": "", "moved_to": None, "checked": 1}


def with_entry(entry: object) -> bytes:
    return json.dumps({"version": 1, "answers": {"https://example.org/": entry}}).encode()


WRONG: list[dict[str, object]] = [
    {"verdict": "unchecked"},
    {"verdict": ["reached"]},
    {"detail": None},
    {"checked": "1"},
    {"checked": True},
    {"checked": 1.5},
    {"moved_to": 1},
    {"moved_to": "javascript:alert(1)"},
    {"moved_to": "https://example.org/\n"},
    {"more": 1},
]
FOREIGN: dict[str, bytes] = {
    "no JSON": b"{",
    "no UTF-8": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "a long number": b"[" + b"9" * 10_000 + b"]",
    "another kind": b"[]",
    "YAML": b"site_name: x\nversion: answers\n",
    "other JSON": b'{"version": 1}',
}
BROKEN: dict[str, bytes] = {
    "empty": b"",
    "cut off": with_entry(ENTRY)[:-5],
    "of another version": b'{"version": 2, "answers": {}}',
    "answers in a list": b'{"version": 1, "answers": []}',
    "an answer in a list": with_entry([]),
    **{f"an answer with {wrong}": with_entry({**ENTRY, **wrong}) for wrong in WRONG},
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_answers_that_cannot_be_read_are_replaced(file: Path, content: bytes) -> None:
    write(file.parent, {file.name: content})
    cache = Cache(file, NOW)
    assert cache.fresh(7 * DAY) == {}
    assert cache.note is not None
    assert cache.note.startswith(str(file))
    assert cache.note.endswith("it is written anew")
    cache.keep(ANSWERS)
    assert Cache(file, NOW).note is None


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_a_file_of_another_kind_is_left_as_it_is(file: Path, content: bytes) -> None:
    write(file.parent, {file.name: content})
    cache = Cache(file, NOW)
    assert cache.fresh(7 * DAY) == {}
    assert cache.note is not None
    assert cache.note.startswith(f"{file} holds something else than answers of earlier runs, and is left as it is")
    assert cache.keep(ANSWERS) is None
    assert file.read_bytes() == content


def test_an_entry_that_is_right_is_taken(file: Path) -> None:
    # So that the cases above are about what they say.
    write(file.parent, {file.name: with_entry(ENTRY)})
    assert len(Cache(file, 2.0).fresh(7 * DAY)) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*ENTRY, "version", "answers"]), inner),
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()) | JSON.map(with_entry))
def test_any_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cache.json"
    file.write_bytes(content)
    cache = Cache(file, NOW)
    cache.fresh(7 * DAY)
    assert cache.keep(ANSWERS) is None
    kept = len(Cache(file, NOW).fresh(7 * DAY)) >= 2
    assert kept != (file.read_bytes() == content)


def test_what_is_no_file_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file, kind in ((tmp_path / "pipe", "no regular file"), (tmp_path, "a folder")):
        cache = Cache(file, NOW)
        assert cache.fresh(DAY) == {}
        assert cache.keep(ANSWERS) == f"the answers could not be kept: {file}: it is {kind}"
    assert (tmp_path / "pipe").is_fifo()


def test_where_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file", encoding="utf-8")
    note = Cache(tmp_path / DEFAULT_FILE, NOW).keep(ANSWERS)
    assert note is not None
    assert "could not be kept" in note


def test_a_failure_leaves_the_old_file_and_no_other(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(file)
    before = file.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    note = Cache(file, NOW).keep({"https://example.org/more": GOOD})
    assert note is not None
    assert note.endswith("No space left on device")
    assert file.read_bytes() == before
    assert sorted(each.name for each in file.parent.iterdir()) == [".gitignore", file.name]
