from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from learning_paths.cli import main
from tests.unit.cli.test_check import run
from tests.unit.repositories import ENVIRONMENT, commit, git, new_repository
from tests.unit.sites import ATTENTION, CLEAN_PATH, MKDOCS_YML, SMALL_SITE, write

TWO_STEPS = CLEAN_PATH + "  - slug: softmax\n    commentary: And then.\n"
SOFTMAX = "---\ntitle: Softmax\nsummary: Scores to shares.\n---\n# Softmax\n"
SECOND = {"docs/concepts/softmax.md": SOFTMAX, "paths/first.yml": TWO_STEPS}


def diff(site: Path, *arguments: str, **environment: str) -> Result:
    """Run the command in a folder, in this process: a new one takes longer than all that is asked of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(site)
        for name, value in {**ENVIRONMENT, **environment}.items():
            patch.setenv(name, value)
        done = CliRunner().invoke(main, ["diff", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def document(done: Result) -> dict[str, Any]:
    assert (done.exit_code, done.stderr) == (0, "")
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def last_line(done: Result) -> str:
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.splitlines()[-1]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = new_repository(tmp_path / "site")
    commit(root, SMALL_SITE)
    return root


def test_the_working_tree_and_the_last_commit(site: Path) -> None:
    assert last_line(diff(site)) == "HEAD → the working tree: Nothing is different."
    write(site, SECOND)  # a page that git does not know of yet
    done = diff(site)
    assert done.stdout == (
        "Path first: First steps\n"
        "  1 step → 2 steps, 1 min → 2 min\n"
        "  + 2. softmax (Softmax)\n"
        "\n"
        "Pages\n"
        "  + concepts/softmax (Softmax)\n"
        "\n"
        "HEAD → the working tree: 1 path changed; 1 page added; 1 min more.\n"
    )
    assert (done.exit_code, done.stderr) == (0, "")


def test_the_command_as_it_is_called(site: Path) -> None:
    write(site, SECOND)
    done = run(site, "diff", "HEAD", environment=ENVIRONMENT)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", diff(site).stdout)


def test_an_older_revision(site: Path) -> None:
    commit(site, SECOND)
    assert last_line(diff(site)) == "HEAD → the working tree: Nothing is different."
    assert last_line(diff(site, "HEAD~1")).startswith("HEAD~1 → the working tree: 1 path changed; 1 page added")
    assert last_line(diff(site, "main")).endswith("Nothing is different.")


def test_two_revisions_whatever_is_on_disk(site: Path) -> None:
    commit(site, SECOND)
    write(site, {"paths/first.yml": "title: broken: [", "mkdocs.yml": "gone: ["})
    for arguments in (("HEAD~1", "HEAD"), ("HEAD~1..HEAD",), ("HEAD~1..",), ("HEAD~1", "main"), ("HEAD~1...",)):
        assert last_line(diff(site, *arguments)).endswith("1 path changed; 1 page added; 1 min more.")
    assert last_line(diff(site, "..HEAD~1")) == "HEAD → HEAD~1: 1 path changed; 1 page removed; 1 min less."


def test_the_names_and_the_commits(site: Path) -> None:
    first = git(site, "rev-parse", "HEAD")
    second = commit(site, SECOND)
    found = document(diff(site, "HEAD~1", "main", "--format", "json"))
    assert found["version"] == 1
    assert [(found[which]["name"], found[which]["commit"]) for which in ("before", "after")] == [
        ("HEAD~1", first),
        ("main", second),
    ]
    on_disk = document(diff(site, first, "--format", "json"))
    assert (on_disk["after"]["name"], on_disk["after"]["commit"]) == ("the working tree", None)


def test_what_a_branch_does_and_not_what_it_lacks(site: Path) -> None:
    git(site, "switch", "--quiet", "--create", "topic")
    commit(site, SECOND)
    git(site, "switch", "--quiet", "main")
    commit(site, {"paths/second.yml": CLEAN_PATH})
    assert "1 removed" not in last_line(diff(site, "main...topic"))
    assert last_line(diff(site, "main...topic")) == (
        "the merge base of main and topic → topic: 1 path changed; 1 page added; 1 min more."
    )
    assert last_line(diff(site, "main", "topic")).endswith("1 path removed, 1 changed; 1 page added.")
    git(site, "switch", "--quiet", "topic")
    write(site, {"docs/concepts/more.md": SOFTMAX})
    assert last_line(diff(site, "--merge-base", "main")) == (
        "the merge base of main and HEAD → the working tree: 1 path changed; 2 pages added; 1 min more;"
        " 1 new finding (1 for information)."
    )
    assert last_line(diff(site, "--merge-base", "main", "topic")) == last_line(diff(site, "main...topic"))
    assert last_line(diff(site, "main...")).endswith("1 page added; 1 min more.")


def test_findings_that_come_and_go(site: Path) -> None:
    broken = CLEAN_PATH.replace("attention", "atention")
    write(site, {"paths/first.yml": "# a line more\n" + broken})
    found = document(diff(site, "--format", "json"))["findings"]
    (new,) = (each for each in found["new"] if each["rule"] == "unknown-step")
    assert (new["file"], new["line"], new["severity"]) == ("paths/first.yml", 5, "error")
    assert "did you mean 'attention'?" in diff(site).stdout
    commit(site)
    write(site, SMALL_SITE)
    found = document(diff(site, "--format", "json"))["findings"]
    assert found["new"] == []
    assert "unknown-step" in [each["rule"] for each in found["gone"]]


def test_it_fails_only_when_told_to(site: Path) -> None:
    assert diff(site, "--exit-code").exit_code == 0
    write(site, {"paths/first.yml": CLEAN_PATH.replace("attention", "atention")})
    assert diff(site).exit_code == 0
    assert diff(site, "--exit-code").exit_code == 1


def test_markdown(site: Path) -> None:
    write(site, SECOND)
    done = diff(site, "--format", "markdown", "--color", "always")
    assert done.stdout.startswith("<!-- learning-paths diff -->\n## Learning paths\n\nHEAD → the working tree: 1 path")
    assert "| added | 2 | Softmax (`softmax`) |  |\n" in done.stdout


def test_colour(site: Path) -> None:
    write(site, SECOND)
    assert "\x1b[" not in diff(site).stdout
    assert "\x1b[32m+\x1b[0m" in diff(site, "--color", "always").stdout


def test_nothing_is_touched(site: Path) -> None:
    write(site, SECOND)
    index = (site / ".git/index").read_bytes()
    files = {file: file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}
    assert diff(site, "HEAD").exit_code == 0
    assert diff(site, "HEAD", "main").exit_code == 0
    assert (site / ".git/index").read_bytes() == index
    assert {file: file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()} == files


def test_each_side_has_its_own_settings(site: Path) -> None:
    (site / "paths").rename(site / "tracks")
    (site / "docs").rename(site / "pages")
    write(site, {"mkdocs.yml": "docs_dir: pages\nplugins:\n  - learning-paths:\n      paths_dir: tracks\n"})
    assert last_line(diff(site)) == "HEAD → the working tree: Nothing is different."
    commit(site)
    assert last_line(diff(site, "HEAD~1", "HEAD")) == "HEAD~1 → HEAD: Nothing is different."


def test_a_site_in_a_subfolder(tmp_path: Path) -> None:
    root = new_repository(tmp_path / "repository")
    commit(root, {f"sites/grün/{name}": text for name, text in SMALL_SITE.items()} | {"mkdocs.yml": "other: site\n"})
    write(root / "sites/grün", SECOND)
    expected = "HEAD → the working tree: 1 path changed; 1 page added; 1 min more."
    assert last_line(diff(root / "sites/grün")) == expected
    assert last_line(diff(root, "-f", "sites/grün/mkdocs.yml")) == expected
    assert last_line(diff(root / "sites", "-f", str(root / "sites/grün/mkdocs.yml"))) == expected
    write(root / "sites/grün", {"paths/first.yml": CLEAN_PATH.replace("attention", "atention")})
    assert "in `sites/grün/paths/first.yml`, line 4" in diff(root / "sites/grün", "--format", "markdown").stdout


def test_links_among_the_files_of_a_theme_are_followed_on_both_sides(site: Path) -> None:
    write(site, {"mkdocs.yml": f"{MKDOCS_YML}theme: {{name: material, custom_dir: overrides}}\n"})
    write(site, {"overrides/files/logo.svg": "<svg/>", "docs/index.md": "![logo](images/logo.svg)\n"})
    (site / "overrides" / "images").symlink_to("files")
    commit(site)
    assert run(site, "check").returncode == 0
    assert last_line(diff(site)) == "HEAD → the working tree: Nothing is different."


def test_names_of_any_bytes(site: Path) -> None:
    odd = os.fsdecode(b"docs/concepts/\xff\n.md")
    files = {"docs/concepts/漢字.md": ATTENTION, "paths/größe.yml": CLEAN_PATH, odd: ATTENTION}
    write(site, files)
    assert diff(site).exit_code == 0
    commit(site)
    assert last_line(diff(site)).endswith("Nothing is different.")
    for name in files:
        (site / name).unlink()
    assert diff(site).exit_code == 0


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"README.md": ""}, "mkdocs.yml: No such file or directory"),
        ({"mkdocs.yml": "site_name: x\n"}, "mkdocs.yml does not use the plugin"),
        ({"mkdocs.yml": "site_name: [\n"}, "mkdocs.yml:1:13"),
    ],
)
def test_before_there_was_a_site_everything_is_new(tmp_path: Path, files: dict[str, str], why: str) -> None:
    root = new_repository(tmp_path / "site")
    commit(root, files)
    write(root, SMALL_SITE)
    done = diff(root)
    assert last_line(done).endswith("1 path added; 1 page added; 1 min more.")
    assert done.stdout.startswith(f"HEAD: nothing to compare with, so that all is new: '{why}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "git knows no revision 'nothing'"),
        (["HEAD", "nothing"], "git knows no revision 'nothing'"),
        (["HEAD..nothing"], "git knows no revision 'nothing'"),
        (["nothing...HEAD"], "git knows no revision 'nothing'"),
        (["HEAD....HEAD"], "git knows no revision '.HEAD'"),
        (["--", "--all"], "git knows no revision '--all'"),
        (["--", "-h", "HEAD"], "git knows no revision '-h'"),
        (["HEAD\nHEAD"], "git knows no revision 'HEAD\\nHEAD'"),
        ([""], "git knows no revision ''"),
        (["HEAD", ""], "git knows no revision ''"),
        (["a", "b", "c"], "more than two revisions"),
        (["HEAD:mkdocs.yml"], "is no commit"),
        (["-f", "nowhere/mkdocs.yml"], "there is no folder 'nowhere'"),
        (["-f", "other.yml"], "other.yml"),
    ],
)
def test_where_it_cannot_run(site: Path, arguments: list[str], said: str) -> None:
    done = diff(site, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("learning-paths: ")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_a_site_that_is_broken_now(site: Path) -> None:
    write(site, {"mkdocs.yml": "site_name: x\n"})
    assert "does not use the plugin" in diff(site).stderr
    commit(site)
    write(site, {"mkdocs.yml": MKDOCS_YML})
    done = diff(site, "HEAD~1", "HEAD")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "learning-paths: at HEAD: mkdocs.yml does not use the plugin: add 'learning-paths' to its 'plugins'\n"
    )


def test_without_a_repository_and_without_git(tmp_path: Path) -> None:
    write(tmp_path / "site", SMALL_SITE)
    done = diff(tmp_path / "site", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "does not lie in a git repository" in done.stderr
    done = diff(tmp_path / "site", PATH=str(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "git is not installed" in done.stderr


def test_a_shallow_clone(site: Path, tmp_path: Path) -> None:
    first = git(site, "rev-parse", "HEAD")
    commit(site, SECOND)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site}", "clone")
    done = diff(tmp_path / "clone", first)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "fetch-depth: 0" in done.stderr
    assert last_line(diff(tmp_path / "clone")).endswith("Nothing is different.")


def test_two_commits_of_a_merge_are_enough(site: Path, tmp_path: Path) -> None:
    git(site, "switch", "--quiet", "--create", "topic")
    commit(site, SECOND)
    git(site, "switch", "--quiet", "main")
    commit(site, {"paths/second.yml": CLEAN_PATH})
    git(site, "merge", "--quiet", "--no-ff", "--no-edit", "topic")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{site}", "clone")
    assert last_line(diff(tmp_path / "clone", "HEAD^1", "HEAD")) == (
        "HEAD^1 → HEAD: 1 path changed; 1 page added; 1 min more."
    )


@pytest.mark.parametrize(
    ("change", "plain", "check", "strict"),
    [
        ({"paths/first.yml": CLEAN_PATH + "    minutes: 5\n"}, 0, 0, 0),
        ({"paths/first.yml": CLEAN_PATH + "  - slug: gone\n    commentary: C\n"}, 0, 1, 1),
        ({"paths/first.yml": CLEAN_PATH.replace("    commentary: Start here.\n", "")}, 0, 0, 1),
        ({"docs/concepts/softmax.md": SOFTMAX}, 0, 0, 0),
        ({"mkdocs.yml": MKDOCS_YML[:-1] + ": {rules: {planned-step: error}}\n"}, 0, 1, 1),
    ],
    ids=["nothing", "an error", "a warning", "information", "a severity"],
)
def test_only_new_findings_fail(tmp_path: Path, change: dict[str, str], plain: int, check: int, strict: int) -> None:
    root = new_repository(tmp_path / "site")
    old = {
        "paths/old.yml": CLEAN_PATH + "  - slug: old-error\n    commentary: C\n  - slug: planned\n    commentary: C\n"
    }
    planned = {"docs/concepts/planned.md": SOFTMAX.replace("summary", "status: planned\nsummary")}
    commit(root, {**SMALL_SITE, **old, **planned})
    write(root, change)
    assert [diff(root, *option).exit_code for option in ((), ("--check",), ("--strict",))] == [plain, check, strict]
