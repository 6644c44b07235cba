from __future__ import annotations

from pathlib import Path

import pytest

from learning_paths.load.repository import place_in_repository


def test_a_folder_in_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repository/.git").mkdir(parents=True)
    (tmp_path / "repository/sites/one").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository/sites")
    assert place_in_repository(tmp_path / "repository/sites/one") == "sites/one/"
    assert place_in_repository(Path("one")) == "sites/one/"
    assert place_in_repository(Path("one/../..")) == ""


def test_a_worktree_has_a_file_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert place_in_repository(tmp_path / "site") == "site/"


def test_the_innermost_repository_counts(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "inner/.git").mkdir(parents=True)
    (tmp_path / "inner/site").mkdir()
    assert place_in_repository(tmp_path / "inner/site") == "site/"


def test_without_a_repository_the_current_folder_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here/site").mkdir(parents=True)
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert place_in_repository(Path("site")) == "site/"
    assert place_in_repository(Path()) == ""
    assert place_in_repository(tmp_path / "there") == ""
