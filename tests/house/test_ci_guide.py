"""What the guide tells others to run in CI can be run, and is what this repository runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from learning_paths import cli
from learning_paths.diffs.markdown import MARK
from learning_paths.load.resolve import PATH_ENDINGS
from learning_paths.model.addresses import MARKDOWN_ENDINGS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/guide/curate/ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r'^```yaml title="(.*?)"\n(.*?)^```$', PAGE, re.DOTALL | re.MULTILINE)
WORKFLOWS = [text for title, text in BLOCKS if title.startswith(".github/workflows/")]
OWN = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / ".github/workflows").glob("*.yml"))}
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^ +(?:- )?uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$")


def steps(workflow: str) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow)["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def parse(command: str) -> None:
    """Parse a command line of ours as the command does, without running it."""
    program, name, *arguments = shlex.split(command.split(" > ", maxsplit=1)[0])
    assert program == "learning-paths"
    context = click.Context(cli.main, **cli.main.context_settings)
    subcommand = cli.main.get_command(context, name)
    assert subcommand is not None, f"there is no command {name}"
    subcommand.make_context(name, arguments, parent=context)


def commands(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("learning-paths ")]


@pytest.mark.parametrize("text", [*WORKFLOWS, *OWN.values()])
def test_a_workflow_is_one(text: str) -> None:
    workflow = yaml.safe_load(text)
    assert workflow["name"]
    assert {"push", "pull_request", "schedule", "workflow_dispatch"} & set(workflow[True])  # YAML 1.1 reads `on` so
    assert "permissions" in workflow
    assert "write" not in str(workflow["permissions"])
    for job in workflow["jobs"].values():
        assert job["runs-on"]
        assert job["timeout-minutes"] <= 30
    for step in steps(text):
        assert ("uses" in step) != ("run" in step)


def test_every_action_is_pinned_and_everywhere_to_the_same_commit() -> None:
    pins: dict[str, set[tuple[str, str]]] = {}
    for text in [*WORKFLOWS, *OWN.values()]:
        lines = [line for line in text.splitlines() if "uses: " in line]
        assert lines
        for line in lines:
            match = PINNED.match(line)
            assert match is not None, line
            pins.setdefault(match["action"], set()).add((match["commit"], match["version"]))
    assert {action: found for action, found in pins.items() if len(found) > 1} == {}


def test_every_command_of_the_page_can_be_given() -> None:
    found = [command for text in WORKFLOWS for step in steps(text) for command in commands(step.get("run", ""))]
    found += re.findall(r"^\$ (learning-paths .*)$", PAGE, re.MULTILINE)
    found += re.findall(r"`(learning-paths \w+ -.*?)`", re.sub(r"<!--.*?-->", "", PAGE, flags=re.DOTALL))
    assert len(found) >= 4
    for command in found:
        parse(command)


@pytest.mark.parametrize("name", ["paths.yml", "path-changes.yml", "external-links.yml"])
def test_this_repository_runs_the_workflow_of_the_guide(name: str) -> None:
    texts = [text for title, text in BLOCKS if title == f".github/workflows/{name}"]
    guide, own = yaml.safe_load(texts[0]), yaml.safe_load(OWN[name])
    for workflow in (guide, own):
        (job,) = workflow["jobs"].values()
        (install,) = [step for step in job["steps"] if step.get("name") == "Install"]
        assert "pip install" in install.pop("run")  # from the registry there, from the repository here
    assert own == guide


def test_a_token_is_given_to_no_step_that_reads_a_pull_request() -> None:
    for text in WORKFLOWS:
        assert "pull_request_target" not in text
        for step in steps(text):
            if "learning-paths" in step.get("run", "").replace("<!-- learning-paths", ""):
                assert "env" not in step
            assert "${{" not in step.get("run", "")  # what others wrote would be run as a script


def test_the_comment_is_known_by_the_mark_of_the_text() -> None:
    (script,) = [step["run"] for text in WORKFLOWS for step in steps(text) if step.get("name") == "Comment"]
    assert f'startswith("{MARK}")' in script


@pytest.mark.parametrize("known", ["", "https://api.example/comments/7\nhttps://api.example/comments/9\n"])
def test_one_comment_is_written_and_written_over(tmp_path: Path, known: str) -> None:
    (script,) = [step["run"] for text in WORKFLOWS for step in steps(text) if step.get("name") == "Comment"]
    fake = tmp_path / "gh"
    fake.write_text(
        f"#!/bin/sh\ncase $2 in --paginate) printf '{known}' ;; *) echo \"$@\" >> calls ;; esac\n", encoding="utf-8"
    )
    fake.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "COMMENTS": "repos/o/r/issues/1/comments"}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)
    to = "--method PATCH https://api.example/comments/7" if known else "--method POST repos/o/r/issues/1/comments"
    assert (tmp_path / "calls").read_text(encoding="utf-8") == f"api --silent {to} --field body=@path-changes.md\n"


def test_the_check_of_the_workflow_passes_here_and_speaks_to_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (command,) = commands(steps(OWN["paths.yml"])[-1]["run"])
    program = [sys.executable, "-m", "learning_paths", *shlex.split(command)[1:]]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-1].startswith("Checked ")


def test_the_hook_calls_a_command_that_there_is() -> None:
    (hook,) = HOOKS
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert shlex.split(hook["entry"])[0] in project["scripts"]
    parse(hook["entry"])
    assert (hook["language"], hook["pass_filenames"], hook["always_run"]) == ("python", False, True)


def test_the_hook_looks_at_all_that_the_check_reads_and_at_nothing_else() -> None:
    (hook,) = HOOKS
    names = ["mkdocs.yml", "properdocs.yml", *(f"docs/concepts/a{ending}" for ending in MARKDOWN_ENDINGS)]
    names += [f"paths/a{ending}" for ending in PATH_ENDINGS]
    assert [name for name in names if not re.search(hook["files"], name)] == []
    assert [name for name in ("a.py", "md", "yml", "a.md.txt", "amd") if re.search(hook["files"], name)] == []


def test_the_configuration_of_pre_commit_names_the_hook() -> None:
    (text,) = [text for title, text in BLOCKS if title == ".pre-commit-config.yaml"]
    (repository,) = yaml.safe_load(text)["repos"]
    (used,) = repository["hooks"]
    (hook,) = HOOKS
    assert used["id"] == hook["id"]
    parse(" ".join([hook["entry"], *used["args"]]))
