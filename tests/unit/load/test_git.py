from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from learning_paths.load import git as git_module
from learning_paths.load.git import GitError, Repository
from tests.unit.repositories import ENVIRONMENT, commit, git, new_repository


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "repository")


def refused(repository: Repository, revision: str) -> str:
    with pytest.raises(GitError) as error:
        repository.commit(revision)
    message = str(error.value)
    assert message.isprintable()
    return message


def test_revisions(folder: Path) -> None:
    first = commit(folder, message="the first")
    git(folder, "tag", "--annotate", "--message", "a tag", "v1")
    second = commit(folder, message="the second")
    git(folder, "branch", "grün/zweig")
    repository = Repository(folder)
    for name in ("HEAD", "main", "@", second, second[:10], "refs/heads/main", "grün/zweig"):
        assert repository.commit(name) == second
    for name in ("HEAD~1", "main^", "v1", "v1^{commit}", ":/the first", "HEAD@{1}"):
        assert repository.commit(name) == first


@pytest.mark.parametrize(
    "revision",
    [
        "nothing",
        "",
        " ",
        "-",
        "--all",
        "--git-dir",
        "-h",
        "--output=stolen",
        "^HEAD",
        "HEAD^@",
        "HEAD..HEAD",
        "HEAD...HEAD",
        "main nothing",
        "HEAD\nHEAD",
        "HEAD\0",
        "\ud800",
        "HEAD~99",
        "x" * 10_000,
    ],
)
def test_what_is_no_revision(folder: Path, revision: str) -> None:
    commit(folder)
    before = sorted(folder.rglob("*"))
    assert refused(Repository(folder), revision).startswith("git knows no revision '")
    assert sorted(folder.rglob("*")) == before


def test_what_is_no_commit(folder: Path) -> None:
    commit(folder, {"a": "a"})
    for revision in ("HEAD^{tree}", "HEAD:a", ":a"):
        assert refused(Repository(folder), revision) == f"'{revision}' is no commit"


def test_a_branch_of_the_remote_is_suggested(folder: Path) -> None:
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/other", "HEAD")
    assert refused(Repository(folder), "other") == "git knows no revision 'other'; did you mean 'origin/other'?"


def test_a_repository_without_commits(folder: Path) -> None:
    assert refused(Repository(folder), "HEAD") == "git knows no revision 'HEAD'; the repository has no commit yet"


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitError, match="does not lie in a git repository"):
        Repository(tmp_path)
    with pytest.raises(GitError, match="there is no folder"):
        Repository(tmp_path / "nothing")


def test_no_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(GitError, match="git is not installed"):
        Repository(folder)


def test_merge_base(folder: Path) -> None:
    base = commit(folder, message="base")
    git(folder, "switch", "--quiet", "--create", "side")
    commit(folder, message="side")
    git(folder, "switch", "--quiet", "main")
    commit(folder, message="main")
    repository = Repository(folder)
    assert repository.merge_base("main", "side") == base
    git(folder, "switch", "--quiet", "--orphan", "other")
    commit(folder, message="other")
    with pytest.raises(GitError, match=r"^'main' and 'other' have no commit in common$"):
        repository.merge_base("main", "other")


def test_a_shallow_clone_says_what_to_do(folder: Path, tmp_path: Path) -> None:
    first = commit(folder, message="one")
    git(folder, "branch", "topic")
    git(folder, "switch", "--quiet", "topic")
    commit(folder, message="two")
    git(folder, "switch", "--quiet", "main")
    commit(folder, message="three")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{folder}", "clone")
    repository = Repository(clone)
    assert "fetch-depth: 0" in refused(repository, first)
    with pytest.raises(GitError, match=r"no commit in common; this is a shallow clone.*fetch-depth: 0"):
        repository.merge_base("origin/topic", "HEAD")


def test_what_a_partial_clone_lacks_is_not_fetched(folder: Path, tmp_path: Path) -> None:
    commit(folder, {"a": "one"})
    commit(folder, {"a": "two"})
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{folder}", "clone")
    repository = Repository(tmp_path / "clone")
    (entry,) = repository.files(repository.commit("HEAD~1")).values()
    with pytest.raises(GitError, match="partial"):
        list(repository.contents([entry.object], 100))
    (entry,) = repository.files(repository.commit("HEAD")).values()
    assert list(repository.contents([entry.object], 100)) == [(entry.object, b"two")]


def test_files_and_contents(folder: Path) -> None:
    files: dict[str, str | bytes] = {
        "a b/ä": "1",
        "a b/c\n d": b"\0\n\xff",
        "empty": "",
        "same": "1",
        "large": "x" * 101,
    }
    name = commit(folder, files)
    repository = Repository(folder)
    entries = repository.files(name)
    assert set(entries) == {file.encode() for file in files}
    contents = dict(repository.contents((entry.object for entry in entries.values()), 100))
    assert len(contents) == 4
    found = {file.decode(): contents[entry.object] for file, entry in entries.items()}
    assert found == {"a b/ä": b"1", "a b/c\n d": b"\0\n\xff", "empty": b"", "same": b"1", "large": None}


def test_contents_come_in_parts_and_are_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_module, "_BATCH", 10)
    name = commit(folder, {f"{number}": f"content {number}" for number in range(20)})
    repository = Repository(folder)
    entries = repository.files(name)
    contents = dict(repository.contents((entry.object for entry in entries.values()), 100))
    assert all(contents[entry.object] == b"content " + file for file, entry in entries.items())


def test_an_object_that_is_not_there(folder: Path) -> None:
    commit(folder)
    with pytest.raises(GitError, match="not in this clone"):
        list(Repository(folder).contents([b"0" * 40], 100))


def test_where_a_folder_lies(folder: Path) -> None:
    commit(folder, {"sites/ä b/x": ""})
    assert Repository(folder).prefix == b""
    assert Repository(folder / "sites" / "ä b").prefix == "sites/ä b/".encode()
    (folder / "new\nline").mkdir()
    assert Repository(folder / "new\nline").prefix == b"new\nline/"


def test_variables_of_a_hook_do_not_lead_to_another_repository(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = commit(folder)
    other = new_repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert Repository(folder).commit("HEAD") == name
    assert not (tmp_path / "trace").exists()


def test_a_configuration_starts_no_program(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "run"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
    script.chmod(0o755)
    name = commit(folder, {"a": "a", ".gitattributes": "* diff=x filter=x\n"})
    for key in ("core.fsmonitor", "core.pager", "pager.ls-tree", "core.editor", "core.sshCommand", "diff.x.textconv",
                "diff.external", "filter.x.smudge", "alias.ls-tree", "gpg.program"):  # fmt: skip
        git(folder, "config", key, f"!{script}" if key.startswith("alias") else str(script))
    git(folder, "config", "core.hooksPath", str(tmp_path))
    repository = Repository(folder)
    assert repository.merge_base("HEAD", "main") == name
    entries = repository.files(name)
    assert len(list(repository.contents((entry.object for entry in entries.values()), 100))) == 2
    assert not mark.exists()


def fake_git(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script = folder / "git"
    script.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_git_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_git(tmp_path, "exec sleep 60", monkeypatch)
    monkeypatch.setattr(git_module, "TIMEOUT", 0.2)
    with pytest.raises(GitError, match=r"git rev-parse was not done after 0\.2 seconds"):
        Repository(tmp_path)


def test_git_that_says_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_git(tmp_path, "exec yes", monkeypatch)
    monkeypatch.setattr(git_module, "MAX_LISTING", 1000)
    repository = object.__new__(Repository)
    repository._command = (str(tmp_path / "git"), "", "", "", "", "", "", "")
    repository._folder = tmp_path
    with pytest.raises(GitError, match="prints more than 1000 bytes"):
        repository._run("ls-tree", limit=1000)


def test_git_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_git(tmp_path, "echo 'fatal: out of cheese' >&2; exit 128", monkeypatch)
    with pytest.raises(GitError, match=r"^git rev-parse failed: out of cheese$"):
        Repository(tmp_path)


def test_a_repository_of_somebody_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(folder)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setattr(git_module, "_KEPT", ("GIT_",))
    with pytest.raises(GitError, match=r"dubious ownership.*; to trust it: git config --global --add safe\.directory"):
        Repository(folder)


def test_git_is_the_real_one() -> None:
    version = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout
    assert version.startswith("git version ")
