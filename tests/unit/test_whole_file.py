from __future__ import annotations

import os
from pathlib import Path

import pytest

from learning_paths.whole_file import write_whole


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "new", b"text")
    assert (tmp_path / "new").read_bytes() == b"text"
    assert os.name == "nt" or (tmp_path / "new").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["new"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name, kind in (("folder", "a folder"), ("pipe", "no regular file"), ("link", "no regular file")):
        with pytest.raises(OSError, match=f"it is {kind}"):
            write_whole(tmp_path / name, b"text")
    assert (tmp_path / "pipe").is_fifo()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "link", "pipe"]


def test_what_is_read_only_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda file, mode: mode != os.W_OK)  # whoever runs this, root as well
    with pytest.raises(PermissionError, match="it is read-only"):
        write_whole(tmp_path / "old", b"new")
    assert (tmp_path / "old").read_bytes() == b"old"
