from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from learning_paths.load import git_tree as git_tree_module
from learning_paths.load.faults import Faults
from learning_paths.load.git import GitError, Repository
from learning_paths.load.git_tree import GitTree
from learning_paths.load.read_settings import SettingsError, read_settings
from learning_paths.load.tree import DiskTree, Source
from tests.unit.repositories import ENVIRONMENT, commit, git, new_repository
from tests.unit.sites import write


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def tree(root: Path, folders: Sequence[str] = ("docs", "paths"), revision: str = "HEAD") -> GitTree:
    repository = Repository(root)
    found = GitTree(root, repository, repository.commit(revision))
    found.allow(folders)
    return found


def sources(found: GitTree | DiskTree, folder: str = "docs") -> list[Source]:
    """Return what a tree has, in an order that does not depend on how a name is shown."""
    return sorted(found.sources(folder, (".md", ".yml")))


NAMES = [
    "docs/b.md",
    "docs/a.md",
    "docs/a/z.md",
    "docs/a.b/z.md",
    "docs/a-b.md",
    "docs/image.png",
    "docs/.hidden.md",
    "docs/.git-like/x.md",
    "docs/folder.md/inside.md",
    "docs/folder.md/deeper/inside.png",
    "docs/ä ö/ü.md",
    "docs/new\nline.md",
    "docs/bell\a.md",
    "paths/p.yml",
    "outside.md",
    "docs-old/x.md",
]


def test_it_finds_what_the_disk_has(tmp_path: Path) -> None:
    new_repository(tmp_path)
    commit(tmp_path, {**{name: name for name in NAMES}, os.fsdecode(b"docs/\xff\xfe.md"): b"\xff"})
    on_disk = DiskTree(tmp_path, ["docs", "paths"])
    for folder in ("docs", "paths", "docs/a", "nothing", "docs/b.md"):
        assert sources(tree(tmp_path), folder) == sources(on_disk, folder)
        assert tree(tmp_path).has_folder(folder) == on_disk.has_folder(folder)
    assert len(sources(tree(tmp_path))) == 11


LINKS = {
    "docs/to-file.md": "a.md",
    "docs/to-file.txt": "a.md",
    "docs/chain.md": "to-file.md",
    "docs/gone.md": "nothing.md",
    "docs/gone.txt": "nothing.md",
    "docs/round.md": "round.md",
    "docs/ping.md": "pong.md",
    "docs/pong.md": "ping.md",
    "docs/out.md": "../outside.md",
    "docs/out.txt": "../outside.md",
    "docs/old.md": "../docs-old/x.md",
    "docs/old": "../docs-old",
    "docs/to-paths.yml": "../paths/p.yml",
    "docs/to-folder": "a",
    "docs/to-folder.md": "a",
    "docs/through.md": "to-folder/z.md",
    "docs/a/up": "..",
    "docs/a/over": "../a.b",
    "docs/a.b/back": "../a",
    "docs/here": ".",
    "docs/sub/deep": "../to-folder/../a.b/./z.md",
}


def test_files_come_sorted_with_their_folders(tmp_path: Path) -> None:
    new_repository(tmp_path)
    commit(tmp_path, {name: name for name in NAMES})
    files = [source.file for source in tree(tmp_path).sources("docs", [".md"])]
    assert files == sorted(files, key=lambda file: file.split("/"))
    assert files.index("docs/a/z.md") < files.index("docs/a-b.md")


def test_it_follows_links_as_on_disk(tmp_path: Path) -> None:
    new_repository(tmp_path)
    write(tmp_path, {name: name for name in NAMES})
    for name, target in LINKS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(target)
    (tmp_path / "paths/all").symlink_to("../docs/a.b")
    (tmp_path / "tracks").symlink_to("paths")
    commit(tmp_path)
    folders = ["docs", "paths", "tracks"]
    on_disk = DiskTree(tmp_path, folders)
    for folder in folders:
        assert sources(tree(tmp_path, folders), folder) == sources(on_disk, folder)
        assert tree(tmp_path, folders).has_folder(folder)


def test_links_out_of_the_repository_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret.md": "secret"})
    root = new_repository(tmp_path / "site")
    write(root, {"docs/a.md": ""})
    for name, target in {"absolute.md": str(tmp_path / "secret.md"), "up.md": "../../secret.md"}.items():
        (root / "docs" / name).symlink_to(target)
    (root / "docs/folder").symlink_to("/usr")
    (root / "docs/long.md").symlink_to("x/" * 2000)
    commit(root)
    found = {source.file: source for source in sources(tree(root))}
    assert found["docs/a.md"].content == b""
    for name in ("absolute.md", "up.md", "folder"):
        assert "out of the site's folders" in (found[f"docs/{name}"].problem or "")
    assert found["docs/long.md"].problem is not None


def test_single_files_are_those_of_the_disk(tmp_path: Path) -> None:
    new_repository(tmp_path)
    write(tmp_path, {"docs/a.md": "a", "docs/.hidden/b.txt": "b", "secret.txt": "s", "docs/large.svg": "x" * 5_000_000})
    (tmp_path / "docs/inside").symlink_to("a.md")
    (tmp_path / "docs/outside").symlink_to("../secret.txt")
    commit(tmp_path)
    asked = [
        "docs/a.md",
        "docs/.hidden/b.txt",
        "secret.txt",
        "docs/inside",
        "docs/outside",
        "docs",
        "docs/none",
        "../x",
    ]
    found = tree(tmp_path).contents([*asked, "docs/large.svg"])
    assert found == DiskTree(tmp_path, ["docs", "paths"]).contents(asked)
    assert found == {"docs/a.md": b"a", "docs/.hidden/b.txt": b"b", "docs/inside": b"a"}


def test_a_submodule_is_not_read(tmp_path: Path) -> None:
    part = new_repository(tmp_path / "part")
    commit(part, {"x.md": "x"})
    root = new_repository(tmp_path / "site")
    write(root, {"docs/a.md": "a"})
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(part), "docs/part")
    commit(root)
    a, submodule = tree(root).sources("docs", [".md"])
    assert (a.file, submodule.file, submodule.content) == ("docs/a.md", "docs/part", None)
    assert "submodule" in (submodule.problem or "")
    with pytest.raises(OSError, match="No such file"):
        tree(root).read(root / "docs/part")


def test_a_site_in_a_subfolder(tmp_path: Path) -> None:
    new_repository(tmp_path)
    root = tmp_path / "sites" / "one"
    commit(tmp_path, {"sites/one/docs/a.md": "a", "sites/one/paths/p.yml": "p", "docs/b.md": "b", "shared/c.md": "c"})
    found = tree(root, ["docs", "paths", "../../shared"])
    assert sources(found) == [Source("docs/a.md", b"a")]
    assert sources(found, "../../shared") == [Source("../../shared/c.md", b"c")]
    assert sources(found, "../../../..") == []
    assert not found.has_folder("../../../..")


def test_a_folder_that_the_commit_does_not_have(tmp_path: Path) -> None:
    new_repository(tmp_path)
    commit(tmp_path, {"docs/a.md": "a"})
    write(tmp_path, {"site/docs/b.md": "b"})
    found = tree(tmp_path / "site")
    assert sources(found) == []
    assert not found.has_folder("docs")


def test_the_whole_repository_as_docs(tmp_path: Path) -> None:
    new_repository(tmp_path)
    write(tmp_path, {"a.md": "a"})
    (tmp_path / "round").symlink_to(".")
    commit(tmp_path)
    assert sources(tree(tmp_path, ["."]), ".") == [Source("./a.md", b"a")]


def test_a_file_is_as_large_as_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_tree_module, "MAX_FILE_BYTES", 10)
    new_repository(tmp_path)
    commit(tmp_path, {"docs/a.md": "x" * 10, "docs/b.md": "x" * 11, "docs/c.png": "x" * 99})
    a, b, c = sources(tree(tmp_path))
    assert (a.content, b.content, c) == (b"x" * 10, None, Source("docs/c.png", None))
    assert "larger than" in (b.problem or "")
    with pytest.raises(OSError, match="large"):
        tree(tmp_path).read(tmp_path / "docs/b.md")


def test_there_is_an_end_to_files_and_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_repository(tmp_path)
    write(tmp_path, {"docs/a/0.md": "x"})
    for number in range(20):  # each folder leads to the next by two ways: a million files in the end
        for name in ("one", "two"):
            write(tmp_path, {f"docs/{number}/x.md": "x"})
            (tmp_path / f"docs/{number}/{name}").symlink_to(f"../{number + 1}")
    commit(tmp_path)
    monkeypatch.setattr(git_tree_module, "MAX_FILES", 10_000)
    with pytest.raises(GitError, match="more than 10000 files"):
        sources(tree(tmp_path))
    write(tmp_path, {f"paths/{number}.yml": "the same" for number in range(10)})
    commit(tmp_path)
    monkeypatch.setattr(git_tree_module, "MAX_BYTES", 79)
    with pytest.raises(GitError, match="more than"):
        sources(tree(tmp_path), "paths")


def test_settings_of_a_commit(tmp_path: Path) -> None:
    new_repository(tmp_path)
    root = tmp_path / "site"
    config = "INHERIT: ../base.yml\nplugins:\n  learning-paths:\n    words_per_minute: 100\n"
    commit(tmp_path, {"site/mkdocs.yml": config, "base.yml": "docs_dir: content\n"})
    write(tmp_path, {"site/mkdocs.yml": "broken: [", "base.yml": "broken: ["})
    faults = Faults()
    settings = read_settings(root / "mkdocs.yml", [], faults, tree(root).read)
    assert (settings.docs_dir, settings.words_per_minute) == ("content", 100)
    assert set(faults.texts) == {"mkdocs.yml", "../base.yml"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"x": ""}, "No such file"),
        ({"mkdocs.yml": "site_name: x\n"}, "does not use the plugin"),
        ({"mkdocs.yml": "INHERIT: ../../etc/passwd\n"}, "No such file"),
        ({"mkdocs.yml/x": ""}, "No such file"),
        ({"mkdocs.yml": "x: ["}, "mkdocs.yml:1:5"),
    ],
)
def test_settings_that_a_commit_does_not_have(tmp_path: Path, files: dict[str, str], said: str) -> None:
    new_repository(tmp_path)
    commit(tmp_path, files)
    with pytest.raises(SettingsError, match=said):
        read_settings(tmp_path / "mkdocs.yml", [], Faults(), tree(tmp_path).read)


def test_a_configuration_that_is_a_link(tmp_path: Path) -> None:
    new_repository(tmp_path)
    write(tmp_path, {"config/site.yml": "plugins: [learning-paths]\ndocs_dir: pages\n"})
    (tmp_path / "mkdocs.yml").symlink_to("config/site.yml")
    commit(tmp_path)
    assert read_settings(tmp_path / "mkdocs.yml", [], Faults(), tree(tmp_path).read).docs_dir == "pages"
