"""The plugin's share of one build: ``python -m tests.benchmarks.bench_events``.

One process builds the site once and adds up the CPU time that is spent inside the plugin: importing it, and in each of
its events. Machines whose speed changes from minute to minute blur a comparison of two builds; both parts of this share
come from the same seconds.
"""

from __future__ import annotations

import argparse
import functools
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import write_site


def timed(event: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    """Return the event with the CPU seconds of each call added to ``spent``."""

    @functools.wraps(event)  # also copies the event's priority
    def call(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return event(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - start

    return call


def build(site: Path, out: Path) -> None:
    """Build the site in ``site`` into ``out`` and print a line on the plugin's share."""
    # What MkDocs and Material import anyway is not the plugin's.
    import material.plugins.search.plugin  # type: ignore[import-untyped] # noqa: F401, PLC0415 - no types
    from mkdocs.commands import build as host  # noqa: PLC0415 - not before the clock starts
    from mkdocs.config import load_config  # noqa: PLC0415 - not before the clock starts
    from mkdocs.plugins import CombinedEvent  # noqa: PLC0415 - not before the clock starts

    spent: dict[str, float] = defaultdict(float)
    start = time.process_time()
    from learning_paths.hosts.mkdocs.plugin import LearningPathsPlugin as Plugin  # noqa: PLC0415 - not before the clock starts

    spent["import"] = time.process_time() - start
    for name, event in [pair for pair in vars(Plugin).items() if pair[0].startswith("on_")]:
        if isinstance(event, CombinedEvent):
            setattr(Plugin, name, CombinedEvent(*(timed(method, name, spent) for method in event.methods)))
        else:
            setattr(Plugin, name, timed(event, name, spent))
    config = load_config(str(site / "mkdocs.yml"), site_dir=str(out))
    config.plugins.on_startup(command="build", dirty=False)
    host.build(config)
    whole = time.process_time()
    own = sum(spent.values())
    parts = ", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in spent.items())
    sys.stdout.write(f"{own / (whole - own):.1%} on top of {whole - own:.2f} s: {parts}\n")


def main() -> None:
    """Build each size a few times, every build in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000], help="sizes of the sites")
    parser.add_argument("--repeats", type=int, default=3, help="builds of each site (default: 3)")
    parser.add_argument("--site", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.site:
            build(options.site, Path(folder))
            return
        for pages in options.pages:
            site = Path(folder) / str(pages)
            write_site(site, pages)
            for _ in range(options.repeats):
                sys.stdout.write(f"{pages} pages: ")
                sys.stdout.flush()
                command = [sys.executable, "-m", "tests.benchmarks.bench_events", "--site", str(site)]
                subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


if __name__ == "__main__":
    main()
