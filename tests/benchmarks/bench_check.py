"""What ``learning-paths check`` costs: ``python -m tests.benchmarks.bench_check``.

It is compared with the least that any checker has to do: read the same files and compose their YAML with PyYAML's C
loader. Both are processes of their own, measured from start to end in the same rounds. So is ``mkdocs build`` of one of
the sites.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import Command, Cost, machine, measure, show, show_json, write_site

SMALL, BUILT, LARGE = 10, 1000, 5000
"""The sizes that targets are set for; a site of the second is built too."""

READ_AND_COMPOSE = """
import os, yaml
for top, _, names in os.walk("."):
    for name in names:
        with open(os.path.join(top, name), encoding="utf-8") as file:
            text = file.read()
        if name.endswith(".md"):
            _, _, text = text.partition("---\\n")
            text = text.partition("\\n---\\n")[0]
        yaml.compose(text, Loader=yaml.CBaseLoader)
"""


class Found(NamedTuple):
    """What was measured: the costs of each size by their names, and a build against a check of the largest site built.

    ``build`` is None where no build was asked for.
    """

    sizes: dict[int, dict[str, Cost]]
    build: float | None


def measured(sizes: Sequence[int], repeats: int, builds: int) -> Found:
    """Measure sites of so many pages, all in the same rounds; then so many builds of that of ``BUILT`` pages."""
    check = [sys.executable, "-m", "learning_paths", "check", "--strict"]
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for pages in sizes:
            site = Path(folder, f"{pages}")
            write_site(site, pages)
            commands[f"compose {pages}"] = Command([sys.executable, "-c", READ_AND_COMPOSE], site)
            commands[f"check {pages}"] = Command(check, site)
        found = measure(commands, repeats)
        build = None
        if builds and BUILT in sizes:
            command = Command([sys.executable, "-m", "mkdocs", "build"], Path(folder, f"{BUILT}"))
            pair = measure({"build": command, "check": commands[f"check {BUILT}"]}, builds, warm=False)
            build = pair["build"].ratio(pair["check"])
    return Found({pages: {name: found[f"{name} {pages}"] for name in ("check", "compose")} for pages in sizes}, build)


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_check", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 100, 1000, 5000], help="sizes of the sites")
    parser.add_argument("--repeats", type=int, default=7, help="runs of each command (default: 7)")
    parser.add_argument("--builds", type=int, default=3, help=f"builds of the site of {BUILT} pages (default: 3)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    found = measured(options.pages, options.repeats, options.builds)
    if options.json:
        sizes = {pages: {name: asdict(cost) for name, cost in costs.items()} for pages, costs in found.sizes.items()}
        show_json({"machine": machine(), "sizes": sizes, "build / check": found.build})
        return
    columns = ["pages", "check", "read and compose", "ratio", "each further page", "peak memory", "spread"]
    show("CPU time and memory", columns, list(_rows(found.sizes)))
    show("what is wanted", ["what", "measured", "wanted"], list(_targets(found)))
    show("measured on", list(machine()), [list(machine().values())])


def _rows(sizes: dict[int, dict[str, Cost]]) -> Iterator[list[str]]:
    before: tuple[int, Cost] | None = None
    for pages, costs in sizes.items():
        check, compose = costs["check"], costs["compose"]
        further = ""
        if before is not None:
            time, memory = (each / (pages - before[0]) for each in _more(check, before[1]))
            further = f"{time * 1000:.2f} ms, {memory * 1024:.0f} KiB"
        row = [f"{check.seconds:.2f} s", f"{compose.seconds:.2f} s", f"{check.ratio(compose):.2f}", further]
        yield [f"{pages:,}", *row, f"{check.peak:.0f} MiB", f"{check.spread:.0%}"]
        before = (pages, check)


def _more(larger: Cost, smaller: Cost) -> tuple[float, float]:
    return larger.seconds - smaller.seconds, larger.peak - smaller.peak


def _targets(found: Found) -> Iterator[list[str]]:
    check = {pages: costs["check"] for pages, costs in found.sizes.items()}
    if BUILT in check:
        ratio = check[BUILT].ratio(found.sizes[BUILT]["compose"])
        yield [f"check of {BUILT:,} pages / reading and composing them", f"{ratio:.2f}", "at most 3"]
        yield [f"check of {BUILT:,} pages", f"{check[BUILT].seconds:.2f} s", "at most 1.5 s"]
    if {BUILT, LARGE}.issubset(check):
        ratio = check[LARGE].ratio(check[BUILT])
        yield [f"check of {LARGE:,} pages / of {BUILT:,}", f"{ratio:.2f}", "at most 5"]
    if found.build is not None:
        yield [f"build / check of {BUILT:,} pages", f"{found.build:.0f}", "at least 20"]
    if SMALL in check:
        yield [f"check of {SMALL} pages", f"{check[SMALL].seconds:.3f} s", "less than 0.25 s"]


if __name__ == "__main__":
    main()
