"""The plugin's share of one build: ``python -m tests.benchmarks.bench_events``.

One process builds the site once and adds up the CPU time that is spent inside the plugin: importing it, and in each of
its events. Machines whose speed changes from minute to minute blur a comparison of two builds; both parts of this share
come from the same seconds.
"""

from __future__ import annotations

import argparse
import functools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import environment, show, write_site

ROOT = Path(__file__).parents[2]

PARTS = {
    "import": "import",
    "on_files": "reading, checking, pages of paths",
    "on_env": "frames",
    "on_page_context": "putting them in",
}
"""What is shown by itself: the names of events, and what happens in them."""


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
    """Build the site in ``site`` into ``out`` and print the CPU seconds of each event and of the rest, as JSON."""
    # What MkDocs and Material import anyway is not the plugin's.
    import material.plugins.search.plugin  # type: ignore[import-untyped] # noqa: F401, PLC0415 - no types
    import mkdocs.config.defaults  # noqa: F401, PLC0415 - not before the clock starts
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
    spent["rest"] = time.process_time() - sum(spent.values())
    sys.stdout.write(json.dumps(spent))


def shares(name: str, site: Path, repeats: int) -> list[str]:
    """Build a site a few times, every build in a process of its own; return a row of the table."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_events", "--site", str(site)]
    runs = [
        json.loads(subprocess.run(command, check=True, env=environment(), capture_output=True, text=True).stdout)
        for _ in range(repeats + 1)
    ][1:]  # the first fills caches
    own = [sum(run.values()) / run["rest"] - 1 for run in runs]
    median = {name: statistics.median(run.get(name, 0.0) for run in runs) for name in runs[0]}
    others = sum(time for name, time in median.items() if name not in (*PARTS, "rest"))
    times = [*(median.get(name, 0.0) for name in PARTS), others]
    return [
        name,
        f"{statistics.median(own):.1%}",
        f"{min(own):.1%} to {max(own):.1%}",
        *(f"{1000 * time:.0f} ms" for time in times),
        f"{median['rest']:.2f} s",
    ]


def rows(options: argparse.Namespace) -> Iterator[list[str]]:
    """Yield a row for each size that is asked for, and one for this project's own site."""
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder, "site")
            write_site(site, pages)
            yield shares(f"{pages:,}", site, options.repeats)
    if options.own:
        yield shares("own site", ROOT, options.repeats)


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="*", default=[100, 1000], help="sizes of the sites")
    parser.add_argument("--repeats", type=int, default=5, help="builds of each site (default: 5)")
    parser.add_argument("--own", action="store_true", help="this project's own site too, with all of its options")
    parser.add_argument("--site", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.site:
        with tempfile.TemporaryDirectory() as folder:
            build(options.site, Path(folder))
        return
    columns = ["pages", "on top of the rest", "from, to", *PARTS.values(), "other events", "rest of the build"]
    show("the plugin's share of a build (medians)", columns, list(rows(options)))


if __name__ == "__main__":
    main()
