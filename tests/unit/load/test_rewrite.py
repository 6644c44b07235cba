from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from learning_paths.load.overlay import Overlay
from learning_paths.load.rewrite import CannotRewriteError, DiskFiles
from reference.files import MemoryTree
from tests.unit.sites import AS_ROOT, write


def files(root: Path) -> DiskFiles:
    return DiskFiles(root, ["docs", "paths", "mkdocs.yml"])


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    write(tmp_path, {"paths/a.yml": b"old\r\n", "mkdocs.yml": "old"})
    for file, before in (("paths/a.yml", b"old\r\n"), ("mkdocs.yml", b"old")):
        assert files(tmp_path).read(file) == before
        files(tmp_path).replace(file, before, b"new\xff")
        assert (tmp_path / file).read_bytes() == b"new\xff"
    assert names(tmp_path / "paths") == ["a.yml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_permissions_stay(tmp_path: Path, mode: int) -> None:
    file = write(tmp_path, {"paths/a.yml": "old"}) / "paths/a.yml"
    file.chmod(mode)
    files(tmp_path).replace("paths/a.yml", b"old", b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path) -> None:
    write(tmp_path, {"paths/a.yml": "theirs"})
    with pytest.raises(CannotRewriteError, match=r"paths/a\.yml has been changed"):
        files(tmp_path).replace("paths/a.yml", b"old", b"new")
    assert (tmp_path / "paths/a.yml").read_bytes() == b"theirs"
    files(tmp_path).replace("paths/a.yml", b"old", b"theirs")  # it holds what it should


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"docs/shared/a.yml": "old", "paths/b.yml": ""})
    link = tmp_path / "paths/a.yml"
    link.symlink_to("../docs/shared/a.yml")
    files(tmp_path).replace("paths/a.yml", b"old", b"new")
    assert link.is_symlink()
    assert (tmp_path / "docs/shared/a.yml").read_bytes() == b"new"


@pytest.mark.parametrize("file", ["other.txt", "../site/other.txt", "paths/link.yml", "/etc/hostname", "paths-2/a.yml"])
def test_files_outside_of_the_places_are_not_touched(tmp_path: Path, file: str) -> None:
    site = write(tmp_path / "site", {"paths/a.yml": "old", "other.txt": "old", "paths-2/a.yml": "old"})
    (site / "paths/link.yml").symlink_to("../other.txt")
    for act in (lambda: files(site).read(file), lambda: files(site).replace(file, b"old", b"new")):
        with pytest.raises(CannotRewriteError, match="outside of the site's folders"):
            act()
    assert (site / "other.txt").read_bytes() == b"old"


@pytest.mark.skipif(AS_ROOT, reason="root may write everything")
def test_what_is_read_only_stays(tmp_path: Path) -> None:
    write(tmp_path, {"paths/a.yml": "old", "docs/a.md": "old"})
    (tmp_path / "paths/a.yml").chmod(0o444)
    (tmp_path / "docs").chmod(0o555)
    try:
        with pytest.raises(CannotRewriteError, match=r"paths/a\.yml cannot be written: it is read-only"):
            files(tmp_path).replace("paths/a.yml", b"old", b"new")
        with pytest.raises(CannotRewriteError, match=r"docs/a\.md cannot be written: "):
            files(tmp_path).replace("docs/a.md", b"old", b"new")
    finally:
        (tmp_path / "docs").chmod(0o755)
    assert (tmp_path / "paths/a.yml").read_bytes() == (tmp_path / "docs/a.md").read_bytes() == b"old"


@pytest.mark.parametrize("function", ["fsync", "replace", "chmod"])
def test_whatever_fails_on_the_way_the_file_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    write(tmp_path, {"paths/a.yml": "old"})

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(CannotRewriteError, match=r"paths/a\.yml cannot be written: No space left on device"):
        files(tmp_path).replace("paths/a.yml", b"old", b"new")
    monkeypatch.undo()
    assert (tmp_path / "paths/a.yml").read_bytes() == b"old"
    assert names(tmp_path / "paths") == ["a.yml"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, {"paths/folder.yml/x": ""})
    for name in ("gone.yml", "folder.yml"):
        with pytest.raises(CannotRewriteError, match=f"paths/{name} cannot be read: "):
            files(tmp_path).read(f"paths/{name}")


def test_some_files_of_a_tree_hold_something_else() -> None:
    tree = Overlay(
        MemoryTree({"paths/a.yml": "old", "paths/b.yml": "b", "paths/c.txt": "c"}),
        {"paths/a.yml": b"new", "paths/c.txt": b"x", "paths/d.yml": b"d"},
    )
    found = [(source.file, source.content) for source in tree.sources("paths", [".yml"])]
    assert [(file, content) for file, content in found if content is not None] == [
        ("paths/a.yml", b"new"),
        ("paths/b.yml", b"b"),
    ]
    assert (tree.has_folder("paths"), tree.has_folder("docs")) == (True, False)
