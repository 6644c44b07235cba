"""What the plugin adds to ``mkdocs build``: ``python -m tests.benchmarks.bench_build``.

Three sites of the same concept and paper pages are built in turn, with the same theme, search and extensions:

- ``plugin``: with the plugin;
- ``written``: without it, and with the pages that it generates written out as Markdown files;
- ``bare``: without it, and without any page of a path or list.

``plugin`` against ``written`` is what the plugin itself costs: reading, checking, linking, and the frame around each
page. ``written`` against ``bare`` is what MkDocs takes for more pages, whoever wrote them.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from learning_paths.lint import check_site, rule_names
from learning_paths.load import DiskTree
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from learning_paths.model.generated import shown_paths
from learning_paths.model.texts import texts_in
from learning_paths.pages.environment import environment
from learning_paths.pages.generated import generated_pages
from learning_paths.pages.words import Words
from tests.benchmarks.measure import Command, Cost, machine, measure, show, show_json, write_site
from tests.benchmarks.synthetic_site import configuration

STYLESHEET = "assets/learning-paths/learning-paths.css"


def write_variants(folder: Path, pages: int) -> dict[str, Path]:
    """Write the three sites; return their folders."""
    sites = {name: folder / name for name in ("plugin", "written", "bare")}
    write_site(sites["plugin"], pages)
    for name in ("written", "bare"):
        shutil.copytree(sites["plugin"] / "docs", sites[name] / "docs")
        (sites[name] / "mkdocs.yml").write_text(configuration(plugin=False, lists=name == "written"), encoding="utf-8")
    (sites["bare"] / "docs/index.md").write_text("# A synthetic site\n", encoding="utf-8")
    settings = read_settings(sites["plugin"] / "mkdocs.yml", rule_names(), Faults())
    catalogue, _ = check_site(DiskTree(sites["plugin"], settings.folders), settings)
    texts = texts_in("en", {})
    for page in generated_pages(catalogue, shown_paths(catalogue, drafts=False), texts, environment(Words(texts))):
        file = sites["written"] / "docs" / page.docs_file
        file.parent.mkdir(exist_ok=True)
        file.write_text(page.markdown, encoding="utf-8")
    return sites


def costs(sites: dict[int, dict[str, Path]], repeats: int) -> dict[int, dict[str, Cost]]:
    """Measure a build of each site, and a check of those with the plugin, all sizes in the same rounds."""
    build = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    check = [sys.executable, "-m", "learning_paths", "check", "--strict"]
    commands = {}
    for pages, variants in sites.items():
        commands.update({f"{name} {pages}": Command(build, site) for name, site in variants.items()})
        commands[f"check {pages}"] = Command(check, variants["plugin"])
    found = measure(commands, repeats)
    return {pages: {name: found[f"{name} {pages}"] for name in (*sites[pages], "check")} for pages in sites}


def weight(sites: dict[str, Path]) -> dict[str, float]:
    """Return what the plugin adds to a page that stands in paths, in bytes, and the size of its styles."""
    added, gzipped, places = [], [], []
    for page in sorted(sites["plugin"].glob("docs/*/*.md")):
        file = f"site/{page.parent.name}/{page.stem}/index.html"
        framed, plain = ((sites[name] / file).read_bytes() for name in ("plugin", "written"))
        added.append(len(framed) - len(plain))
        gzipped.append(_gzipped(framed) - _gzipped(plain))
        places.append(framed.count(b'class="lp-path-nav"'))
    styles = (sites["plugin"] / "site" / STYLESHEET).read_bytes()
    return {
        "bytes a page": statistics.median(added),
        "gzipped": statistics.median(gzipped),
        "paths a page": statistics.mean(places),
        "bytes a place": sum(added) / sum(places),
        "styles": len(styles),
        "styles gzipped": _gzipped(styles),
    }


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, mtime=0))


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.bench_build",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000], help="sizes of the sites")
    parser.add_argument("--repeats", type=int, default=5, help="builds of each site (default: 5)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sites = {pages: write_variants(Path(folder, f"{pages}"), pages) for pages in options.pages}
        found = costs(sites, options.repeats)
        added = weight(sites[max(sites)])
    if options.json:
        sizes = {pages: {name: asdict(cost) for name, cost in by_name.items()} for pages, by_name in found.items()}
        show_json({"machine": machine(), "sizes": sizes, "weight": added})
        return
    _print(found)
    show("HTML that the plugin adds, and its styles", list(added), [[f"{value:.0f}" for value in added.values()]])
    show("measured on", list(machine()), [list(machine().values())])


def _print(found: dict[int, dict[str, Cost]]) -> None:
    smallest = found[min(found)]["plugin"]
    rows = []
    for pages, by_name in found.items():
        plugin, written, bare, check = (by_name[name] for name in ("plugin", "written", "bare", "check"))
        rows.append(
            [
                f"{pages}",
                *(f"{cost.seconds:.2f}" for cost in (plugin, written, bare)),
                f"{plugin.ratio(written):.3f}",
                f"{plugin.ratio(bare):.3f}",
                f"{plugin.seconds / pages * 1000:.1f}",
                f"{plugin.ratio(smallest) * min(found) / pages:.3f}",
                f"{plugin.ratio(check):.0f}",
                f"{plugin.peak:.0f}",
                f"{plugin.spread:.0%}",
            ]
        )
    columns = ["pages", "plugin s", "written s", "bare s", "plugin/written", "plugin/bare", "ms a page", "of smallest"]
    show("mkdocs build (CPU seconds, medians)", [*columns, "build/check", "peak MiB", "spread"], rows)


if __name__ == "__main__":
    main()
