from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from learning_paths.cli import main
from learning_paths.cli._terminal import write_diff
from tests.unit.cli.test_check import TOOLS, found, run
from tests.unit.sites import AS_ROOT, CLEAN_PATH, SMALL_SITE, write

RENAMED = "---\r\ntitle: Attention\r\nsummary: A soft lookup.\r\naliases: [old]\r\n---\r\n# Attention\r\n"
OLD = CLEAN_PATH.replace("attention", "old  # the first")
NEW = CLEAN_PATH.replace("attention", "attention  # the first")
SITE: dict[str, str | bytes] = {
    **SMALL_SITE,
    "docs/concepts/attention.md": RENAMED.replace("[old]", "[old, attention]"),
    "paths/first.yml": OLD.replace("\n", "\r\n"),
    "paths/second.yml": OLD.replace("the first", "é").rstrip(),
}
LIKELY = CLEAN_PATH.replace("attention", "atention")


def contents(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def test_fix_writes_what_is_certain_and_reports_what_is_left(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "paths/third.yml": LIKELY})
    done = run(tmp_path, "check", "--fix")
    assert done.returncode == 1
    assert done.stdout.startswith("paths/third.yml:4:11: error: ")
    assert done.stdout.endswith("Checked 3 paths, 3 steps, 1 page: 1 error, 0 warnings.\n")
    assert done.stderr == "Fixed 3 findings in 3 files.\n--fix --suggested would put 1 of these right.\n"
    after = contents(tmp_path)
    assert after["docs/concepts/attention.md"] == RENAMED.encode()
    assert after["paths/first.yml"] == NEW.replace("\n", "\r\n").encode()
    assert after["paths/second.yml"].endswith("- slug: attention  # é\n    commentary: Start here.".encode())
    again = run(tmp_path, "check", "--fix")
    assert (again.returncode, again.stdout, contents(tmp_path)) == (1, done.stdout, after)
    assert again.stderr == "Fixed nothing.\n--fix --suggested would put 1 of these right.\n"
    last = run(tmp_path, "check", "--fix", "--suggested", "--strict")
    assert (last.returncode, last.stderr) == (0, "Fixed 1 finding in 1 file.\n")
    assert contents(tmp_path)["paths/third.yml"] == CLEAN_PATH.encode()


def test_diff_writes_nothing_and_its_status_is_that_of_a_check(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "paths/third.yml": LIKELY})
    before = contents(tmp_path)
    checks = {strict: run(tmp_path, "check", *strict).returncode for strict in ((), ("--strict",))}
    for options in (("--diff",), ("--fix", "--diff"), ("--diff", "--suggested")):
        for strict, status in checks.items():
            done = run(tmp_path, "check", *options, *strict)
            assert done.returncode == status
            assert (
                done.stderr
                == f"Would fix {3 + ('--suggested' in options)} findings in {3 + ('--suggested' in options)} files.\n"
            )
            assert ("+  - slug: attention\n" in done.stdout) is ("--suggested" in options)
            assert "Checked" not in done.stdout
    assert contents(tmp_path) == before
    clean = run(write(tmp_path / "clean", SMALL_SITE), "check", "--diff")
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, "", "Would fix nothing.\n")


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch here")
def test_patch_makes_of_the_diff_what_fix_writes(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one", SITE), write(tmp_path / "other", SITE)
    # Not with run(), which makes line feeds of all line ends.
    program = [sys.executable, "-m", "learning_paths", "check", "--diff"]
    environment = {**os.environ, "PYTHONPATH": str(TOOLS)}
    diff = subprocess.run(program, cwd=one, env=environment, capture_output=True, check=False).stdout
    assert b"-  - slug: old  # the first\r\n+  - slug: attention  # the first\r\n" in diff
    subprocess.run(["patch", "--binary", "-p1", "-s", "--posix"], input=diff, cwd=one, check=True)
    run(other, "check", "--fix")
    assert contents(one) == contents(other) != contents(write(tmp_path / "third", SITE))


def test_machines_get_their_format_on_standard_output(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "paths/third.yml": LIKELY})
    done = run(tmp_path, "check", "--fix", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["summary"]["errors"]) == (1, 1)
    assert [item["rule"] for item in found(done)] == ["unknown-step"]
    assert done.stderr.startswith("Fixed 3 findings in 3 files.")


def test_only_the_rules_that_are_named_are_put_right(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    done = run(tmp_path, "check", "--fix", "--rule", "alias-conflict")
    assert (done.returncode, done.stderr) == (0, "Fixed 1 finding in 1 file.\n")
    assert contents(tmp_path)["paths/first.yml"] == SITE["paths/first.yml"].encode()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--suggested"], "--suggested needs --fix or --diff"),
        (["--diff", "--format", "json"], "--diff prints a diff, and nothing in another format"),
        (["--diff", "--fix", "--format", "text"], "--diff prints a diff, and nothing in another format"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, arguments: list[str], said: str) -> None:
    before = contents(write(tmp_path, SITE))
    done = run(tmp_path, "check", *arguments)
    assert (done.returncode, done.stdout, contents(tmp_path)) == (2, "", before)
    assert said in done.stderr


def test_in_github_actions_a_diff_is_a_diff(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    done = run(tmp_path, "check", "--diff", environment={"GITHUB_ACTIONS": "true"})
    assert done.stdout.startswith("--- a/docs/concepts/attention.md\n")


def test_a_comment_in_the_configuration(tmp_path: Path) -> None:
    config = "site_name: T\rplugins:\r  - learning-paths: # learning-paths: ignore[unknown-step]\r"
    write(tmp_path / "site", {**SMALL_SITE, "mkdocs.yml": config})
    done = run(tmp_path, "check", "-f", "site/mkdocs.yml", "--fix")
    assert (done.returncode, done.stderr) == (0, "Fixed 1 finding in 1 file.\n")
    assert contents(tmp_path)["site/mkdocs.yml"] == b"site_name: T\rplugins:\r  - learning-paths:\r"


def test_what_stands_outside_of_the_site_is_not_touched(tmp_path: Path) -> None:
    inherited = "plugins:\n  - learning-paths:  # learning-paths: ignore[unknown-step]\n      words_per_minute: 200\n"
    write(tmp_path, {"base.yml": inherited, "elsewhere.yml": "site_name: T\nINHERIT: ../base.yml\n"})
    write(tmp_path / "site", {**SITE, "mkdocs.yml": "site_name: T\nINHERIT: ../base.yml\n"})
    done = run(tmp_path / "site", "check", "--fix")
    assert done.returncode == 2
    assert done.stderr == (
        "learning-paths: ../base.yml is outside of the site's folders, and is left as it is\n"
        "Fixed 3 findings in 3 files.\n"
    )
    assert "../base.yml:2:" in done.stdout
    assert contents(tmp_path)["base.yml"] == inherited.encode()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "docs/files/first.yml": OLD})
    (tmp_path / "paths/first.yml").unlink()
    (tmp_path / "paths/first.yml").symlink_to("../docs/files/first.yml")
    assert run(tmp_path, "check", "--fix").stderr == "Fixed 3 findings in 3 files.\n"
    assert (tmp_path / "paths/first.yml").is_symlink()
    assert contents(tmp_path)["docs/files/first.yml"] == NEW.encode()


@pytest.mark.skipif(AS_ROOT, reason="root may write everything")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    (tmp_path / "paths").chmod(0o555)
    try:
        done = run(tmp_path, "check", "--fix")
    finally:
        (tmp_path / "paths").chmod(0o755)
    assert done.returncode == 2
    assert "learning-paths: paths/first.yml cannot be written: Permission denied\n" in done.stderr
    assert done.stderr.endswith("Fixed 1 finding in 1 file.\n")
    assert done.stdout.count("[renamed-step]") == 2
    assert contents(tmp_path)["paths/second.yml"] == SITE["paths/second.yml"].encode()  # type: ignore[union-attr]


def test_a_site_in_any_script(tmp_path: Path) -> None:
    page = "---\ntitle: 漢字\nsummary: é\naliases: [漢]\n---\n"
    text = "title: 漢字 😀\ndescription: é\nsteps:\n  - slug: 漢 # 😀\n    commentary: x\n"
    write(tmp_path, {**SMALL_SITE, "docs/concepts/漢字.md": page, "paths/漢.yml": text})
    plain = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    assert "+  - slug: 漢字 # 😀\n" in run(tmp_path, "check", "--diff", environment=plain).stdout
    assert run(tmp_path, "check", "--fix", environment=plain).returncode == 0
    assert contents(tmp_path)["paths/漢.yml"] == text.replace("slug: 漢 ", "slug: 漢字 ").encode()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (SITE, "--fix would put 3 of these right.\n"),
        ({**SITE, "paths/third.yml": LIKELY}, "--fix would put 3 of these right, --fix --suggested 4.\n"),
        ({**SMALL_SITE, "paths/first.yml": LIKELY}, "--fix --suggested would put 1 of these right.\n"),
        (SMALL_SITE, ""),
    ],
)
def test_who_sits_at_a_terminal_is_told_what_can_be_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | bytes], said: str
) -> None:
    monkeypatch.chdir(write(tmp_path, files))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert CliRunner().invoke(main, ["check"]).stderr == ""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    assert CliRunner().invoke(main, ["check", "--color", "never"]).stderr == said
    assert CliRunner().invoke(main, ["check", "--format", "json"]).stderr == ""


def test_a_diff_on_a_terminal_can_be_seen_as_a_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    diff = "-a\r\n+\u202eb\x1b[31m\n"
    write_diff(diff)
    assert capsys.readouterr().out == diff
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write_diff(diff)
    assert capsys.readouterr().out == "-a<U+000D>\n+<U+202E>b<U+001B>[31m\n"
