"""Run commands in turn and measure what each costs.

CPU time (user and system) of the command itself is measured, not the time on the clock, because it changes less when
the machine has other work. The commands are run in rounds, not one of them many times and then the next, so that a busy
minute falls on all of them; every other round goes backwards. A ratio is the median of the ratios of the rounds.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, where, and how it must end."""

    arguments: Sequence[str]
    folder: Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command costs: the median of its CPU times in seconds, all of them, and its peak memory in MiB."""

    seconds: float
    runs: tuple[float, ...]
    peak: float

    @property
    def spread(self) -> float:
        """How far the longest run is from the shortest, as a part of the median."""
        return (max(self.runs) - min(self.runs)) / self.seconds

    def ratio(self, other: Cost) -> float:
        """Return how many times as much this costs as another command of the same rounds."""
        return statistics.median(mine / theirs for mine, theirs in zip(self.runs, other.runs, strict=True))


def measure(commands: Mapping[str, Command], repeats: int, *, warm: bool = True) -> dict[str, Cost]:
    """Run all commands in ``repeats`` rounds. With ``warm``, a first round that fills caches does not count."""
    rounds = []
    for number in range(repeats + warm):
        in_turn = list(commands) if number % 2 else list(commands)[::-1]
        rounds.append({name: _run(commands[name]) for name in in_turn})
    return {name: _cost([each[name] for each in rounds[warm:]]) for name in commands}


def _cost(runs: Sequence[tuple[float, float]]) -> Cost:
    times = tuple(seconds for seconds, _ in runs)
    return Cost(statistics.median(times), times, max(peak for _, peak in runs))


def environment() -> dict[str, str]:
    """Return the environment of what is measured: the bytecode of modules is kept, as an installed package has it."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Without leaving anything in the source tree.
        variables["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir(), "learning-paths-benchmarks"))
    return variables


def _run(command: Command) -> tuple[float, float]:
    with subprocess.Popen(
        command.arguments, cwd=command.folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command.arguments)} ended with {child.returncode} in {command.folder}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def write_site(folder: Path, pages: int) -> None:
    """Write a synthetic site, in a process of its own so that this one stays small."""
    generator = Path(__file__).with_name("synthetic_site.py")
    subprocess.run([sys.executable, str(generator), "--pages", str(pages), str(folder)], check=True)


def machine() -> dict[str, str]:
    """Return what was measured on."""
    found = {"python": platform.python_version(), "system": platform.system(), "cores": str(os.cpu_count())}
    for package in ("mkdocs", "mkdocs-material", "markdown", "pyyaml", "jinja2"):
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "none"
    return found


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, as it can stand in a Markdown file."""
    widths = [max(3, *(len(row[place]) for row in (columns, *rows))) for place in range(len(columns))]
    lines = [
        f"| {' | '.join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in (columns, ["-" * (width - 1) + ":" for width in widths], *rows)
    ]
    sys.stdout.write("\n".join([f"{title}:", "", *lines]) + "\n\n")


def show_json(values: object) -> None:
    """Print values as JSON."""
    sys.stdout.write(json.dumps(values, indent=2) + "\n")
