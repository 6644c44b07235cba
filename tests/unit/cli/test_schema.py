from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learning_paths.cli import main
from learning_paths.model.json_schema import page_schema, path_schema


def schema(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["schema", *arguments])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), path_schema()),
        (("path",), path_schema()),
        (("page",), page_schema()),
        (("page", "--cited"), page_schema(cited=True)),
    ],
)
def test_it_prints_a_schema(arguments: tuple[str, ...], expected: object) -> None:
    done = schema(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == expected
    assert done.stdout.endswith("}\n")
    assert done.stdout == schema(*arguments).stdout


def test_it_writes_a_file_and_writes_it_anew(tmp_path: Path) -> None:
    file = tmp_path / "path.schema.json"
    for _ in range(2):
        done = schema("path", "--output", str(file))
        assert (done.exit_code, done.stdout) == (0, f"wrote {file}\n")
        assert file.read_text(encoding="utf-8") == schema("path").stdout
    assert schema("page", "-o", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == schema("page").stdout


@pytest.mark.parametrize("text", ["title: A path\n", '{"a": 1}', "\xff"])
def test_a_file_of_another_kind_is_not_replaced(tmp_path: Path, text: str) -> None:
    file = tmp_path / "path.yml"
    file.write_text(text, encoding="latin-1")
    done = schema("--output", str(file))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nothing was written" in done.stderr
    assert file.read_text(encoding="latin-1") == text


def test_a_link_stays_a_link_and_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "path.schema.json"
    file.touch(0o640)
    (tmp_path / "link.json").symlink_to(file)
    assert schema("--output", str(tmp_path / "link.json")).exit_code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert file.read_text(encoding="utf-8") == schema().stdout
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = schema("--output", str(tmp_path / "pipe"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("/pipe cannot be written: it is no regular file\n")
    assert (tmp_path / "pipe").is_fifo()


def test_an_empty_file_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "new.json").touch()
    assert schema("--output", str(tmp_path / "new.json")).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("paths",), "paths"),
        (("--cited",), "learning-paths schema page --cited"),
        (("--output", "no/such/folder/x.json"), "no/such/folder/x.json cannot be written: No such file or directory"),
        (("--output", "."), ". cannot be written: it is a folder"),
    ],
)
def test_what_it_cannot_do(arguments: tuple[str, ...], said: str) -> None:
    done = schema(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
