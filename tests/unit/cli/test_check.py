from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import learning_paths
from learning_paths import registry, rules
from learning_paths.cli import main
from learning_paths.cli._terminal import wants_colour
from learning_paths.load import DiskTree
from tests.unit.sites import AS_ROOT, ATTENTION, CLEAN_PATH, SMALL_SITE, write

TOOLS = Path(learning_paths.__file__).parents[1]
NO_COMMENTARY = CLEAN_PATH.replace("    commentary: Start here.\n", "")
UNKNOWN = CLEAN_PATH.replace("attention", "atention")


def run(site: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would; fail if it shows a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "learning_paths", *arguments],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(TOOLS), **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def found(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    diagnostics: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return diagnostics


def rules_of(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    return [(item["file"], item["rule"]) for item in found(done)]


def test_a_clean_site(tmp_path: Path) -> None:
    done = run(write(tmp_path, SMALL_SITE), "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Checked 1 path, 1 step, 1 page: nothing to report.\n"


def test_an_error_is_shown_with_its_line_and_fails(tmp_path: Path) -> None:
    done = run(write(tmp_path, {**SMALL_SITE, "paths/first.yml": UNKNOWN}), "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(
        "paths/first.yml:4:11: error: no concept or paper page has the slug 'atention' [unknown-step]\n"
        "  4 |   - slug: atention\n"
        "    |           ^^^^^^^^\n"
        "  help: did you mean 'attention'?\n"
    )


def test_warnings_fail_only_with_strict(tmp_path: Path) -> None:
    write(tmp_path, {**SMALL_SITE, "paths/first.yml": NO_COMMENTARY})
    done, strict = run(tmp_path, "check"), run(tmp_path, "check", "--strict")
    assert (done.returncode, strict.returncode) == (0, 1)
    assert done.stdout == strict.stdout
    assert "warning: " in done.stdout


def test_information_never_fails(tmp_path: Path) -> None:
    config = "plugins:\n  - learning-paths:\n      rules: {missing-commentary: info}\n"
    write(tmp_path, {**SMALL_SITE, "mkdocs.yml": config, "paths/first.yml": NO_COMMENTARY})
    done = run(tmp_path, "check", "--strict")
    assert done.returncode == 0
    assert "1 for information" in done.stdout


def test_a_rule_that_is_off_is_not_run(tmp_path: Path) -> None:
    config = "plugins:\n  - learning-paths:\n      rules: {unknown-step: off}\n"
    done = run(write(tmp_path, {**SMALL_SITE, "mkdocs.yml": config, "paths/first.yml": UNKNOWN}), "check")
    assert (done.returncode, done.stdout) == (0, "Checked 1 path, 1 step, 1 page: nothing to report.\n")


def test_json(tmp_path: Path) -> None:
    done = run(write(tmp_path, {**SMALL_SITE, "paths/first.yml": UNKNOWN}), "check", "--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, document["version"], document["summary"]["errors"]) == (1, 1, 1)
    assert rules_of(done) == [("paths/first.yml", "unknown-step")]


def test_only_the_rules_that_are_named(tmp_path: Path) -> None:
    text = UNKNOWN.replace("    commentary: Start here.\n", "")
    write(tmp_path, {**SMALL_SITE, "paths/first.yml": text})
    assert len(found(run(tmp_path, "check", "--format", "json"))) == 2
    one = run(tmp_path, "check", "--format", "json", "--rule", "missing-commentary")
    assert (one.returncode, rules_of(one)) == (0, [("paths/first.yml", "missing-commentary")])
    both = run(tmp_path, "check", "--format=json", "--rule=missing-commentary", "--rule=unknown-step")
    assert (both.returncode, len(found(both))) == (1, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--rule", "unknown-stp"], "there is no rule 'unknown-stp'; did you mean 'unknown-step'?"),
        (["check", "--rule", "unknown-step", "--rule", ""], "no rule ''"),
        (["check", "--format", "yaml"], "yaml"),
        (["check", "--loud"], "--loud"),
        (["check", "extra"], "extra"),
        (["chek"], "chek"),
    ],
)
def test_a_wrong_command_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(write(tmp_path, SMALL_SITE), *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_unknown_rule_names_the_ones_there_are(tmp_path: Path) -> None:
    done = run(write(tmp_path, SMALL_SITE), "check", "--rule", "nothing")
    assert all(name in done.stderr for name in registry.names(rules))


@pytest.mark.parametrize("rule", registry.names(rules))
def test_every_rule_can_be_selected(tmp_path: Path, rule: str) -> None:
    # In this process, because there are many rules; the site has a fault that each rule but one leaves alone.
    write(tmp_path, {**SMALL_SITE, "paths/first.yml": UNKNOWN})
    run = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml"), "--format", "json", "--rule", rule])
    assert {item["rule"] for item in json.loads(run.stdout)["diagnostics"]} <= {rule}
    assert run.exit_code == (rule == "unknown-step")


def test_in_github_actions_the_format_is_theirs_unless_one_is_named(tmp_path: Path) -> None:
    write(tmp_path, {**SMALL_SITE, "paths/first.yml": UNKNOWN})
    plain = run(tmp_path, "check").stdout
    in_actions = {"GITHUB_ACTIONS": "true"}
    assert run(tmp_path, "check", environment=in_actions).stdout.startswith("::error file=paths/first.yml,line=4,")
    assert run(tmp_path, "check", "--format", "text", environment=in_actions).stdout == plain
    assert run(tmp_path, "check", environment={"GITHUB_ACTIONS": "false"}).stdout == plain


@pytest.mark.parametrize("output", ["github", "sarif"])
def test_a_site_in_a_folder_of_a_repository_is_named_from_the_root_of_that(tmp_path: Path, output: str) -> None:
    write(tmp_path, {f"site/{name}": text for name, text in {**SMALL_SITE, "paths/first.yml": UNKNOWN}.items()})
    (tmp_path / ".git").mkdir()
    for folder, config in ((tmp_path, "site/mkdocs.yml"), (tmp_path / "site/docs", "../mkdocs.yml")):
        done = run(folder, "check", "-f", config, "--format", output)
        assert (done.returncode, done.stderr) == (1, "")
        assert "site/paths/first.yml" in done.stdout
        assert "/site" not in done.stdout.replace("/site/paths", "")


@pytest.mark.parametrize(
    ("option", "environment", "coloured"),
    [
        ([], {}, False),  # the output is a pipe
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "auto"], {}, False),
        (["--color", "always", "--format", "json"], {}, False),
    ],
)
def test_colours(tmp_path: Path, option: list[str], environment: dict[str, str], coloured: bool) -> None:
    write(tmp_path, {**SMALL_SITE, "paths/first.yml": UNKNOWN})
    done = run(tmp_path, "check", *option, environment=environment)
    assert ("\x1b[" in done.stdout) is coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", done.stdout) == run(tmp_path, "check", *option, "--color", "never").stdout


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_colours_on_a_terminal(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_colour("auto", Terminal()) is coloured


def test_a_configuration_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, {f"sites/one/{name}": text for name, text in {**SMALL_SITE, "paths/first.yml": UNKNOWN}.items()})
    (tmp_path / "sites/one/mkdocs.yml").rename(tmp_path / "sites/one/other.yml")
    for config in ("sites/one/other.yml", str(tmp_path / "sites/one/other.yml")):
        done = run(tmp_path, "check", "-f", config, "--format", "json")
        assert (done.returncode, rules_of(done)) == (1, [("paths/first.yml", "unknown-step")])
    below = run(tmp_path / "sites/one/docs", "check", "--config-file", "../other.yml")
    assert below.stdout.startswith("paths/first.yml:4:11: ")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "mkdocs.yml"),
        ({"mkdocs.yml": "plugins: [\n"}, "mkdocs.yml:1:11"),
        ({"mkdocs.yml": b"\xff"}, "UTF-8"),
        ({"mkdocs.yml": "site_name: x\n"}, "plugin"),
        ({"mkdocs.yml/a": "a folder"}, "mkdocs.yml"),
        ({"mkdocs.yml": SMALL_SITE["mkdocs.yml"], "docs/index.md": ""}, "'paths'"),
        ({"mkdocs.yml": SMALL_SITE["mkdocs.yml"], "paths/first.yml": CLEAN_PATH}, "'docs'"),
        ({"mkdocs.yml": SMALL_SITE["mkdocs.yml"], "docs/index.md": "", "paths": "a file"}, "'paths'"),
        ({**SMALL_SITE, "mkdocs.yml": "plugins:\n  - learning-paths: {paths_dir: tracks}\n"}, "'tracks'"),
        ({**SMALL_SITE, "mkdocs.yml": "docs_dir: content\nplugins: [learning-paths]\n"}, "'content'"),
    ],
)
def test_where_it_cannot_run(tmp_path: Path, files: dict[str, str | bytes], said: str) -> None:
    done = run(write(tmp_path, files), "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("learning-paths: ")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_a_folder_that_may_not_be_read_is_no_folder_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Asked of the tree and not of the command, because root may read every folder.
    write(tmp_path, SMALL_SITE)
    assert DiskTree(tmp_path, ["paths"]).has_folder("paths")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert not DiskTree(tmp_path, ["paths"]).has_folder("paths")


@pytest.mark.skipif(AS_ROOT, reason="root may read every folder")
def test_an_unreadable_folder(tmp_path: Path) -> None:
    write(tmp_path, SMALL_SITE)
    (tmp_path / "paths").chmod(0)
    try:
        assert run(tmp_path, "check").returncode == 2
    finally:
        (tmp_path / "paths").chmod(0o755)


def test_wrong_options_are_reported_and_the_check_goes_on(tmp_path: Path) -> None:
    config = "plugins:\n  - learning-paths:\n      paths_dr: x\n      words_per_minute: 1\n"
    write(tmp_path, {**SMALL_SITE, "mkdocs.yml": config, "paths/first.yml": UNKNOWN})
    done = run(tmp_path, "check", "--format", "json")
    assert done.returncode == 1
    assert [(item["file"], item["line"], item["rule"]) for item in found(done)] == [
        ("mkdocs.yml", 3, "unknown-field"),
        ("mkdocs.yml", 4, "invalid-field"),
        ("paths/first.yml", 4, "unknown-step"),
    ]


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "aliased": ("title: &t T\ndescription: *t\nsteps: []\n", "invalid-yaml"),
    "bomb": (
        "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)),
        "invalid-yaml",
    ),
    "control": ("title: \x07\n", "invalid-yaml"),
    "deep": ("[" * 200_000, "invalid-yaml"),
    "doubled": (CLEAN_PATH + "title: T\n", "duplicate-key"),
    "empty": ("", "missing-field"),
    "latin-1": ("title: caf\xe9\n".encode("latin-1"), "invalid-yaml"),
    "list": ("- a\n", "invalid-field"),
    "nul": (b"title: \0\n", "invalid-yaml"),
    "object": ("title: !!python/object/apply:os.abort []\n", "invalid-yaml"),
    "several": ("a: b\n---\nc: d\n", "invalid-yaml"),
    "syntax": ("title: A: b\n", "invalid-yaml"),
    "tabs": ("steps:\n\t- slug: a\n", "invalid-yaml"),
    "text": ("just text\n", "invalid-field"),
    "unclosed": ("title: 'x\n", "invalid-yaml"),
    "utf-16": ("title: x\n".encode("utf-16"), "invalid-yaml"),
    "very-large": (b"#" * (4 * 1024 * 1024 + 1), "invalid-yaml"),
}


def test_every_broken_file_is_reported_in_one_run_and_nothing_else_breaks(tmp_path: Path) -> None:
    write(tmp_path, {**SMALL_SITE, **{f"paths/{name}.yml": text for name, (text, _) in BROKEN.items()}})
    write(tmp_path, {"paths/folder.yml/inside.txt": "", "secret.txt": "title: Secret\n", "paths/zz.yml": UNKNOWN})
    (tmp_path / "paths/out.yml").symlink_to("../secret.txt")
    (tmp_path / "paths/gone.yml").symlink_to("nothing.yml")
    (tmp_path / "paths/loop.yml").symlink_to("loop.yml")
    os.mkfifo(tmp_path / "paths/pipe.yml")
    write(
        tmp_path, {"docs/papers/latin-1.md": "caf\xe9".encode("latin-1"), "docs/papers/head.md": "---\na: b: c\n---\n"}
    )
    (tmp_path / "docs/papers/out.md").symlink_to("../../secret.txt")
    done = run(tmp_path, "check", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    by_file: dict[str, set[str]] = {}
    for file, rule in rules_of(done):
        by_file.setdefault(file, set()).add(rule)
    for name, (_, rule) in BROKEN.items():
        assert rule in by_file.pop(f"paths/{name}.yml"), name
    unreadable = ["folder.yml", "out.yml", "gone.yml", "loop.yml", "pipe.yml"]
    assert by_file == {
        **{f"paths/{name}": {"invalid-yaml"} for name in unreadable},
        **{f"docs/papers/{name}.md": {"invalid-yaml"} for name in ("latin-1", "head", "out")},
        "paths/zz.yml": {"unknown-step"},
    }
    assert "Secret" not in done.stdout
    assert all(item["line"] >= 1 and item["column"] >= 1 for item in found(done))
    # The same as text: every file is named, and no control character gets through.
    as_text = run(tmp_path, "check")
    assert as_text.returncode == 1
    assert all(f"paths/{name}.yml:" in as_text.stdout for name in BROKEN)
    assert not {"\x07", "\0", "\x1b"} & set(as_text.stdout)


def test_two_runs_print_the_same(tmp_path: Path) -> None:
    paths = {f"paths/p{number}.yml": UNKNOWN.replace("atention", f"gone{number}") for number in range(9)}
    pages = {f"docs/papers/q{number}.md": f"---\nrequires: [q{(number + 1) % 9}]\n---\n" for number in range(9)}
    write(tmp_path, {**SMALL_SITE, **paths, **pages})
    first, second = (
        run(tmp_path, "check", "--format", "json", environment={"PYTHONHASHSEED": seed}) for seed in ("1", "2")
    )
    assert first.stdout == second.stdout
    assert len(found(first)) > 9


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}]
)
@pytest.mark.parametrize("output", ["text", "json"])
def test_what_is_written_in_any_script_is_printed_anywhere(
    tmp_path: Path, environment: dict[str, str], output: str
) -> None:
    text = "title: 漢字 😀\ndescription: é\nsteps:\n  - slug: naïveté-漢字\n    commentary: x\n"
    write(tmp_path, {**SMALL_SITE, "paths/first.yml": text})
    done = run(tmp_path, "check", "--format", output, environment=environment)
    assert (done.returncode, done.stderr) == (1, "")
    assert "naïveté-漢字" in done.stdout


def test_a_configuration_with_a_strange_name_that_is_not_there(tmp_path: Path) -> None:
    done = run(write(tmp_path, SMALL_SITE), "check", "-f", "漢字.yml", environment={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "漢字.yml" in done.stderr


def test_neither_mkdocs_nor_a_template_engine_is_imported(tmp_path: Path) -> None:
    write(tmp_path, {**SMALL_SITE, "paths/first.yml": UNKNOWN})
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "learning_paths", "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(TOOLS)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert {"yaml", "click", "learning_paths"} <= imported
    assert not imported & {"mkdocs", "jinja2", "markdown", "material", "properdocs"}


def test_help_and_version(tmp_path: Path) -> None:
    for arguments in (["--help"], ["check", "--help"], ["check", "-h"]):
        done = run(tmp_path, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert "check" in done.stdout
    assert learning_paths.__version__ in run(tmp_path, "--version").stdout


def test_pages_of_another_site_are_not_found(tmp_path: Path) -> None:
    write(tmp_path, {f"a/{name}": text for name, text in SMALL_SITE.items()})
    write(tmp_path, {"b/mkdocs.yml": SMALL_SITE["mkdocs.yml"], "b/docs/index.md": "", "b/paths/first.yml": CLEAN_PATH})
    write(tmp_path, {"docs/concepts/attention.md": ATTENTION})
    done = run(tmp_path, "check", "-f", "b/mkdocs.yml", "--format", "json")
    assert rules_of(done) == [("paths/first.yml", "unknown-step")]
