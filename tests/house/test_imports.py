"""The import contracts of pyproject.toml: who may import whom."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_import_goes_to_a_lower_floor() -> None:
    # A process of its own, because the linter keeps what it read in globals.
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Contracts: " in run.stdout


def floors() -> dict[str, int]:
    """Return the floor of each module of the package, counted from the lowest line of the contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [each["layers"] for each in settings["contracts"] if each["id"] == "floors"]
    return {name: floor for floor, layer in enumerate(reversed(layers)) for name in layer.split(" | ")}


def test_each_module_says_on_which_floor_it_stands() -> None:
    found = {name: floor for name, floor in floors().items() if name != "__main__"}
    modules = {name: importlib.import_module(f"learning_paths.{name}") for name in found}
    said = {name: re.match(r"Floor (\d+): ", module.__doc__ or "") for name, module in modules.items()}
    assert {name: match and int(match[1]) for name, match in said.items()} == found


FOUND_BY_NAME = ("cli", "diffs", "reports", "rules", "model/languages", "hosts/mkdocs/mathml")
"""Folders whose modules the floor plan does not list."""


def test_the_floor_plan_lists_each_module_and_no_other() -> None:
    text = (ROOT / "docs" / "guide" / "contribute" / "architecture.md").read_text(encoding="utf-8")
    plan = text.partition("tools/learning_paths/")[2].partition("\ntools/reference/")[0]
    package = ROOT / "tools" / "learning_paths"
    files = [file.relative_to(package) for file in package.rglob("*.py") if not file.name.startswith("_")]
    listed = set(re.findall(r"\b\w+\.py\b", plan))
    named = [file for file in files if file.parent.as_posix() not in FOUND_BY_NAME]
    assert sorted(str(file) for file in named if file.name not in listed) == []
    assert sorted(listed - {file.name for file in named}) == []


def test_the_floor_plan_has_the_floors_of_the_contract() -> None:
    text = (ROOT / "docs" / "guide" / "contribute" / "architecture.md").read_text(encoding="utf-8")
    said = {name: int(floor) for name, floor in re.findall(r"^  (\w+)(?:\.py|/\S*) +floor (\d+)\b", text, re.MULTILINE)}
    found = floors()
    assert said == {name: found[name] for name in said}
    assert len(said) > 12
