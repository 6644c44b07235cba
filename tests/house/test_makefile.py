"""What ``make`` says on a machine that lacks something, tried with a PATH that has nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[2] / "Makefile"
TOOLS = ("make", "sh", "awk", "rm", "touch")

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="a machine without make cannot try the Makefile"
)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a folder with the Makefile and, in ``bin``, the tools that every machine has, without a Python."""
    shutil.copy(MAKEFILE, tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or "")
    return tmp_path


def add_python(bare: Path, name: str, pretence: str) -> None:
    """Put a Python into the PATH that runs one statement before the program it is given."""
    program = f"import sys; {pretence}; exec(sys.argv.pop(1))"
    script = bare / "bin" / name
    script.write_text(f"#!/bin/sh\nshift\nexec '{sys.executable}' -c '{program}' \"$@\"\n", encoding="utf-8")
    script.chmod(0o755)


def run_make(bare: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=bare, env={"PATH": str(bare / "bin")}, capture_output=True, text=True, check=False
    )


def first_line(run: subprocess.CompletedProcess[str]) -> str:
    assert run.returncode != 0
    message, *rest = run.stderr.splitlines()
    assert all(line.startswith("make: ***") for line in rest), run.stderr
    return message


def test_no_python(bare: Path) -> None:
    expected = "make: Python 3.11 or newer is needed (found: none); name one with PYTHON=/path/to/python3"
    assert first_line(run_make(bare, "test")) == expected


def test_only_an_old_python(bare: Path) -> None:
    add_python(bare, "python3", "sys.version_info = (3, 9, 2)")
    assert "3.11 or newer is needed (found: 3.9)" in first_line(run_make(bare, "serve"))


def test_a_python_without_venv(bare: Path) -> None:
    add_python(bare, "python3", 'sys.modules["ensurepip"] = None')
    message = "make: Python's venv module is missing (tried: python3); on Debian or Ubuntu: apt install python3-venv"
    assert first_line(run_make(bare, "test")) == message
    assert not (bare / ".venv").exists()


def test_a_newer_python_is_found_behind_an_old_one(bare: Path) -> None:
    add_python(bare, "python3", "sys.version_info = (3, 9, 2)")
    add_python(bare, "python3.12", 'sys.modules["ensurepip"] = None')
    assert "venv module is missing (tried: python3.12)" in first_line(run_make(bare, "test"))


def test_help_lists_every_task(bare: Path) -> None:
    run = run_make(bare)
    assert run.returncode == 0
    tasks = [line.split()[1] for line in run.stdout.splitlines()]
    assert tasks == ["help", "setup", "serve", "build", "check", "prose", "test", "lint", "lock", "clean"]
