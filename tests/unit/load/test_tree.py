from __future__ import annotations

import os
from pathlib import Path

import pytest

from learning_paths.load import tree
from learning_paths.load.faults import Faults
from learning_paths.load.overlay import Overlay
from learning_paths.load.read_text import read_text
from learning_paths.load.tree import MAX_FOLDERS, MAX_VISITS, DiskTree, Source
from learning_paths.text.span import Span
from tests.unit.sites import AS_ROOT, write


def listed(root: Path, folder: str = "paths", folders: tuple[str, ...] = ("docs", "paths")) -> list[Source]:
    found = DiskTree(root, folders).sources(folder, (".yml", ".yaml"))
    return [source for source in found if source.content is not None or source.problem is not None]


def read(root: Path, folder: str = "paths") -> dict[str, bytes | None]:
    return {source.file: source.content for source in listed(root, folder)}


def problem(root: Path, name: str) -> str:
    """Return what is said of a file that cannot be read, and check that the file beside it can."""
    write(root, {"paths/z.yml": "z"})
    found = {source.file: source for source in listed(root)}
    assert set(found) == {name, "paths/z.yml"}
    assert found["paths/z.yml"].content == b"z"
    assert found[name].content is None
    return found[name].problem or ""


def test_files_come_sorted_with_their_folders_and_without_the_hidden(tmp_path: Path) -> None:
    names = ["paths/b.yml", "paths/a.yaml", "paths/sub/c.yml", "paths/.d.yml", "paths/.git/e.yml", "paths/f.txt"]
    write(tmp_path, {name: name for name in [*names, "other/g.yml", "paths/.yml"]})
    assert [source.file for source in listed(tmp_path)] == ["paths/a.yaml", "paths/b.yml", "paths/sub/c.yml"]
    assert all(source.content == source.file.encode() for source in listed(tmp_path))


def test_a_file_of_another_name_is_found_and_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"paths/a.yml": "a", "paths/sub/b.png": b"\xff", "secret.txt": "s"})
    (tmp_path / "paths/c.txt").symlink_to("../secret.txt")
    (tmp_path / "paths/more").symlink_to("..")
    found = {source.file: source for source in DiskTree(tmp_path, ["docs", "paths"]).sources("paths", (".yml",))}
    assert found == {
        "paths/a.yml": Source("paths/a.yml", b"a"),
        "paths/c.txt": Source("paths/c.txt", None),
        "paths/more": found["paths/more"],
        "paths/sub/b.png": Source("paths/sub/b.png", None),
    }
    assert "out of the site's folders" in (found["paths/more"].problem or "")


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert listed(tmp_path) == []
    write(tmp_path, {"paths": "a file"})
    assert listed(tmp_path) == []
    assert not DiskTree(tmp_path, ["paths"]).has_folder("paths")
    assert not DiskTree(tmp_path, ["paths"]).has_folder("a" * 5_000)  # longer than a name can be


def test_a_link_within_the_site_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"docs/a.yml": "a", "docs/more/b.yml": "b", "paths/c.yml": "c"})
    (tmp_path / "paths/a.yml").symlink_to("../docs/a.yml")
    (tmp_path / "paths/more").symlink_to(tmp_path / "docs/more")
    assert read(tmp_path) == {"paths/a.yml": b"a", "paths/c.yml": b"c", "paths/more/b.yml": b"b"}


def test_a_link_to_a_file_out_of_the_site_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"secret.yml": "s", "paths/z.yml": "z"})
    (tmp_path / "paths/a.yml").symlink_to("../secret.yml")
    assert "out of the site's folders" in problem(tmp_path, "paths/a.yml")


def test_a_folder_whose_name_only_starts_like_one_of_the_site_s_is_out_of_the_site(tmp_path: Path) -> None:
    write(tmp_path, {"paths-old/a.yml": "s", "paths/z.yml": "z"})
    (tmp_path / "paths/a.yml").symlink_to("../paths-old/a.yml")
    assert "out of the site's folders" in problem(tmp_path, "paths/a.yml")


def test_a_link_to_a_folder_out_of_the_site_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/a.yml": "s", "paths/z.yml": "z"})
    (tmp_path / "paths/more").symlink_to("../elsewhere")
    assert "out of the site's folders" in problem(tmp_path, "paths/more")


def test_the_folder_of_a_kind_may_not_be_a_link_out_of_the_site(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/a.yml": "s", "docs/z.md": ""})
    (tmp_path / "docs/concepts").symlink_to("../elsewhere")
    (found,) = listed(tmp_path, "docs/concepts")
    assert (found.file, found.content) == ("docs/concepts", None)
    assert "out of the site's folders" in (found.problem or "")


def test_the_folder_of_the_paths_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/a.yml": "a"})
    (tmp_path / "paths").symlink_to("elsewhere")
    assert read(tmp_path) == {"paths/a.yml": b"a"}


def test_a_link_that_leads_nowhere_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"paths/z.yml": "z"})
    (tmp_path / "paths/a.yml").symlink_to("gone.yml")
    assert "does not exist" in problem(tmp_path, "paths/a.yml")


def test_a_link_to_itself_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"paths/z.yml": "z"})
    (tmp_path / "paths/a.yml").symlink_to("a.yml")
    assert problem(tmp_path, "paths/a.yml")


def test_links_that_go_round_are_walked_once(tmp_path: Path) -> None:
    write(tmp_path, {"paths/one/a.yml": "a", "paths/two/b.yml": "b"})
    (tmp_path / "paths/one/up").symlink_to("..")
    (tmp_path / "paths/one/over").symlink_to("../two")
    (tmp_path / "paths/two/back").symlink_to("../one")
    files = [source.file for source in listed(tmp_path)]
    assert files == [
        "paths/one/a.yml",
        "paths/one/over/b.yml",
        "paths/two/b.yml",
        "paths/two/back/a.yml",
    ]


def test_links_that_multiply_are_followed_a_hundred_times(tmp_path: Path) -> None:
    write(tmp_path, {"paths/0/a.yml": "a"})
    for level in range(1, 30):  # half a milliard ways lead to the first folder
        (tmp_path / f"paths/{level}").mkdir()
        for name in ("left", "right"):
            (tmp_path / f"paths/{level}/{name}").symlink_to(f"../{level - 1}")
    found = listed(tmp_path)
    assert sum(source.content is not None for source in found) == MAX_VISITS
    assert {source.problem for source in found} == {None, "more than 100 ways lead to this folder, through links"}


def test_folders_that_nest_very_deep_are_not_looked_into(tmp_path: Path) -> None:
    place = tmp_path / "paths"
    for _ in range(MAX_FOLDERS + 2):
        place.mkdir()
        (place / "a.yml").touch()
        place /= "d"
    found = listed(tmp_path)
    assert sum(source.content is not None for source in found) == MAX_FOLDERS + 1
    assert [source.problem for source in found if source.problem] == ["this folder lies in more than 100 others"]


def test_what_is_no_regular_file_is_reported_and_not_opened(tmp_path: Path) -> None:
    write(tmp_path, {"paths/z.yml": "z"})
    os.mkfifo(tmp_path / "paths/a.yml")  # reading it would wait for ever
    assert "not a regular file" in problem(tmp_path, "paths/a.yml")


def test_a_folder_with_the_name_of_a_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"paths/a.yml/b.yml": "b"})
    assert "folder" in problem(tmp_path, "paths/a.yml")


@pytest.mark.skipif(AS_ROOT, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"paths/a.yml": "a"})
    (tmp_path / "paths/a.yml").chmod(0)
    assert "cannot be read" in problem(tmp_path, "paths/a.yml")


@pytest.mark.skipif(AS_ROOT, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"paths/a/b.yml": "b"})
    (tmp_path / "paths/a").chmod(0)
    try:
        assert "cannot be read" in problem(tmp_path, "paths/a")
    finally:
        (tmp_path / "paths/a").chmod(0o755)


def test_a_file_that_goes_away_meanwhile_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"paths/a.yml": "a"})

    def vanished(entry: object, file: str) -> Source:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(tree, "_read", vanished)
    (found,) = listed(tmp_path)
    assert (found.content, found.problem) == (None, "the file cannot be read: No such file or directory")


@pytest.mark.parametrize(("size", "is_read"), [(tree.MAX_FILE_BYTES, True), (tree.MAX_FILE_BYTES + 1, False)])
def test_the_largest_file(tmp_path: Path, size: int, is_read: bool) -> None:
    write(tmp_path, {"paths/a.yml": b"x" * size})
    (found,) = listed(tmp_path)
    assert (found.content is not None) is is_read
    assert is_read or "larger than 4 MiB" in (found.problem or "")


@pytest.mark.parametrize("name", [b"a\xff.yml", b"a\n.yml", "a\u202eb.yml".encode()])
def test_a_name_that_cannot_be_printed_is_escaped(tmp_path: Path, name: bytes) -> None:
    (tmp_path / "paths").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "paths") + b"/" + name)).write_bytes(b"x")
    (found,) = listed(tmp_path)
    assert found.content == b"x"
    assert found.file.isprintable()
    assert found.file.startswith("paths/a\\")


def test_names_are_relative_to_the_root_wherever_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"site/paths/a.yml": "a"})
    monkeypatch.chdir(tmp_path)
    assert [source.file for source in listed(Path("site"))] == ["paths/a.yml"]


@pytest.mark.parametrize(
    ("content", "line", "column", "byte"),
    [(b"\xff", 1, 1, "0xFF"), (b"a: x\nb: \xc3\xa9\xe9t\n", 2, 5, "0xE9"), (b"a\r\nb\xf0\x9f\x98", 2, 2, "0xF0")],
)
def test_what_is_not_utf_8_is_reported_where_it_stands(content: bytes, line: int, column: int, byte: str) -> None:
    faults = Faults()
    assert read_text(Source("paths/a.yml", content), faults) is None
    (finding,) = faults.by_rule["invalid-yaml"]
    assert finding.span == Span("paths/a.yml", line, column, line, column + 1)
    assert "UTF-8" in finding.message
    assert byte in finding.message


def test_what_could_not_be_read_is_reported_at_its_start() -> None:
    faults = Faults()
    assert read_text(Source("paths/a.yml", None, "this is odd", "mend it"), faults) is None
    (finding,) = faults.by_rule["invalid-yaml"]
    assert (finding.message, finding.hint, finding.span) == ("this is odd", "mend it", Span("paths/a.yml"))


def test_single_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"docs/a.md": "a", "docs/.hidden/b.txt": "b", "secret.txt": "s", "docs/large.svg": "x" * 11}
    site = write(tmp_path, files)
    (site / "docs/inside").symlink_to("a.md")
    (site / "docs/outside").symlink_to("../secret.txt")
    os.mkfifo(site / "docs/pipe")
    monkeypatch.setattr(tree, "MAX_FILE_BYTES", 10)
    asked = [
        *files,
        "docs/inside",
        "docs/outside",
        "docs/pipe",
        "docs",
        "docs/none",
        "docs/a\0",
        "../x",
        "docs/../secret.txt",
    ]
    found = DiskTree(site, ["docs", "paths"]).contents(asked)
    assert found == {"docs/a.md": b"a", "docs/.hidden/b.txt": b"b", "docs/inside": b"a"}
    assert Overlay(DiskTree(site, ["docs"]), {"docs/a.md": b"new"}).contents(["docs/a.md"]) == {"docs/a.md": b"new"}
