"""What the plugin adds to ``mkdocs build``, in instructions: ``python -m tests.benchmarks.bench_instructions``.

The sites are those of ``bench_build``: with the plugin, and without it, with the pages that it generates written out.
Each is built once as a whole process, start to end, under cachegrind, which counts the instructions of the processor
outside of the kernel. Unlike times, they are the same in each run, whatever else the machine does. A build takes twenty
times as long under it. Needs Valgrind.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_build import write_variants
from tests.benchmarks.measure import environment, machine, show

_COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


def instructions(site: Path) -> int:
    """Build the site once to fill caches, and once more; return the instructions of the second build."""
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(build, check=True, cwd=site, env=environment(), capture_output=True)
    count = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run([*count, *build], check=True, cwd=site, env=environment(), capture_output=True, text=True)
    found = _COUNTED.search(done.stderr)
    if found is None:
        raise SystemExit(f"valgrind said nothing of instructions:\n{done.stderr}")
    return int(found[1].replace(",", ""))


def main() -> None:
    """Count what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.bench_instructions",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000], help="sizes of the sites")
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        raise SystemExit("there is no valgrind: install it, or measure times with bench_build")
    rows = []
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            sites = write_variants(Path(folder), pages)
            plugin, written = (instructions(sites[name]) / 1e9 for name in ("plugin", "written"))
        each = (plugin - written) / pages * 1000
        rows.append([f"{pages:,}", f"{plugin:.2f}", f"{written:.2f}", f"{plugin / written:.3f}", f"{each:.1f}"])
    columns = ["pages", "plugin, 10⁹", "written, 10⁹", "plugin/written", "added for each page, 10⁶"]
    show("instructions of mkdocs build", columns, rows)
    show("counted on", list(machine()), [list(machine().values())])


if __name__ == "__main__":
    main()
