"""Links in real builds: what the check takes for an anchor or an address is one, and nothing is said twice."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from learning_paths import lint
from learning_paths.cli._site import open_site
from learning_paths.load import load_catalogue
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Report
from learning_paths.model.generated import path_file
from learning_paths.model.targets import targets
from tests.hosts.builds import SITES, Built, run_mkdocs
from tests.hosts.conftest import Build
from tests.unit.sites import write

ROOT = Path(__file__).parents[2]
FIXTURES = ["deutsch", "every_field", "five_pages", "overrides", "own_pages"]


def load(config: Path) -> Catalogue:
    site = open_site(config)
    return load_catalogue(site.tree, site.settings, site.faults)


def check(config: Path) -> Report:
    return lint.run_rules(load(config), open_site(config).settings, ["broken-link", "broken-anchor"])


# An independent look at what was built: every address and every anchor in the HTML, whoever has put it there.


def broken(site: Built, base: str) -> Iterator[str]:
    """Yield each address in the pages of a built site, within the site, that nothing is at."""
    pages = dict(site.html())
    anchors: dict[str, set[str | None]] = {}
    for name, page in pages.items():
        for node in page.css("[href], [src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            found = urlsplit(urljoin(f"http://host{base}{name}", address))
            if found.netloc != "host" or found.scheme != "http" or name == "404.html":
                continue  # the page for what is not found is shown anywhere, so that its own are absolute
            file = unquote(found.path).removeprefix(base)
            if file == "" or file.endswith("/") or (site.folder / file).is_dir():
                file = posixpath.join(file, "index.html")
            if file not in anchors and file in pages:
                nodes = pages[file].css("[id], a[name]")
                anchors[file] = {node.attributes.get(key) for node in nodes for key in ("id", "name")}
            fragment = unquote(found.fragment)
            if not (site.folder / file).is_file() or (fragment and file in pages and fragment not in anchors[file]):
                yield f"{name}: {address}"


@pytest.mark.parametrize("name", FIXTURES)
@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_crawler_finds_nothing_that_the_check_has_missed(built: Build, name: str, directory_urls: bool) -> None:
    assert [found for found in check(SITES / name / "mkdocs.yml").diagnostics if found.severity == "error"] == []
    assert list(broken(built(name, directory_urls=directory_urls), "/")) == []


def test_a_crawler_agrees_on_this_repository(tmp_path: Path) -> None:
    site = run_mkdocs(ROOT / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    assert check(ROOT / "mkdocs.yml").diagnostics == ()
    assert list(broken(site, "/mkdocs-learning-paths/")) == []


def test_the_crawler_sees(tmp_path: Path) -> None:
    page = '# A\n\n<a href="../no/">x</a> <a href="#no">y</a> <a href="../b/#b">z</a> <img src="i.png">\n'
    files = {"mkdocs.yml": "site_name: x\n", "docs/a.md": page, "docs/b.md": "# B\n", "docs/index.md": "# I\n"}
    site = run_mkdocs(write(tmp_path, files) / "mkdocs.yml", tmp_path / "site")
    assert list(broken(site, "/")) == ["a/index.html: ../no/", "a/index.html: #no", "a/index.html: i.png"]


# What is said of generated pages without making them.

FULL_PATH = """\
title: The *whole* path & more
description: D
audience: Everyone
assumes: [springs]
introduction: |
  # A heading in it

  <a id="own"></a> Text {{ not a macro }}
outcomes: [One, "## Two\\n\\ntext"]
authors: [A]
updated: 2026-01-01
steps:
  - stage: Größe `x_y` <b>
    introduction: |
      ### Steps
  - slug: gears
    read: all
    optional: true
    alongside: [springs]
    commentary: |
      ## Twice

      Text. {: #attribute }
  - slug: a-b.c
    commentary: |
          code

      ## Twice
  - slug: nothing
  - stage: Größe `x_y` <b>
  - slug: "1"
conclusion: |
  ## Twice
"""
PLAIN_PATH = "title: Plain\ndescription: D\nsteps: [{slug: gears}, {slug: springs}]\n"


@pytest.mark.parametrize("extensions", ["", "markdown_extensions: [footnotes, admonition, pymdownx.superfences]\n"])
def test_the_anchors_of_generated_pages_are_those_of_the_templates(tmp_path: Path, extensions: str) -> None:
    files = {
        "mkdocs.yml": f"site_name: x\nplugins: [learning-paths]\n{extensions}",
        "docs/index.md": "# x\n",
        "docs/concepts/gears.md": "# Gears\n",
        "docs/concepts/springs.md": "# Springs\n",
        "docs/concepts/a-b.c.md": "# A\n",
        "docs/papers/1.md": "# One\n",
        "paths/whole.yml": FULL_PATH,
        "paths/plain_path.yml": PLAIN_PATH,
    }
    site = run_mkdocs(write(tmp_path, files) / "mkdocs.yml", tmp_path / "site")
    catalogue = load(tmp_path / "mkdocs.yml")
    anchors = targets(catalogue).anchors
    for docs_file in (
        "paths/whole.md",
        "paths/plain_path.md",
        "paths/index.md",
        "concepts/index.md",
        "papers/index.md",
    ):
        page = site.page(docs_file.removesuffix("index.md").removesuffix(".md") + ("" if "index" in docs_file else "/"))
        (article,) = page.css("[role=main]")
        ids = {node.attributes["id"] for node in article.css("[id]")}
        names = anchors.names(docs_file)
        assert ids <= names, docs_file
        # Words with underscores can be read in two ways, and both are taken for anchors.
        assert all("_" in name for name in names - ids), docs_file
        assert not anchors.has(docs_file, "nothing")


def test_templates_of_the_site_s_own_may_have_other_anchors(tmp_path: Path) -> None:
    site = Path(shutil.copytree(SITES / "overrides", tmp_path / "overrides"))
    catalogue = load(site / "mkdocs.yml")
    assert targets(catalogue).anchors.has(path_file(catalogue.paths[0]), "anything")


# What others make.

PLUGIN = """\
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "reference/made.md", content="# Made\\n"))
    return files
"""
MADE = "reference/made.md"
PAGE = "# A\n\n[made](reference/made.md#x) [missing](nothing.md) [anchor](#nothing) [address](../b/)\n"


def lines(log: str) -> list[str]:
    """Return the lines of a log that speak of links."""
    return [line.strip() for line in log.splitlines() if re.search(r"\[broken-|Doc file", line)]


def test_pages_of_other_plugins_are_known_in_a_build_and_nothing_is_said_twice(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: x\nplugins: [learning-paths]\nhooks: [hook.py]\nvalidation: {anchors: warn}\n",
        "hook.py": PLUGIN,
        "docs/a.md": PAGE,
        "docs/b.md": "# B\n",
        "paths/first.yml": "title: T\ndescription: D\nsteps: [{slug: x, commentary: '[a](b.md)'}]\n",
    }
    config = write(tmp_path, files) / "mkdocs.yml"
    site = run_mkdocs(config, tmp_path / "site", "--strict")
    assert site.status == 1
    assert [re.sub(r"^[A-Z]+ +-? +", "", line) for line in lines(site.log)] == [
        "docs/a.md:3:39: error: 'nothing.md' leads nowhere: the docs folder has no 'nothing.md' [broken-link]",
        "docs/a.md:3:61: error: this page has no anchor '#nothing' [broken-anchor]",
        "docs/a.md:3:80: info: '../b/' is an address, which MkDocs does not check [broken-link]",
        "paths/first.yml:3:36: error: 'b.md' leads nowhere: the docs folder has no 'paths/b.md' [broken-link]",
        # Of the page of another plugin, only MkDocs knows the anchors.
        f"Doc file 'a.md' contains a link '{MADE}#x', but the doc '{MADE}' does not contain an anchor '#x'.",
    ]
    # The command cannot see what a hook makes.
    (first, *_) = check(config).diagnostics
    assert first.finding.message == "'reference/made.md#x' leads nowhere: the docs folder has no 'reference/made.md'"


@pytest.mark.parametrize(
    ("rules", "page"),
    [("{broken-link: 'off', broken-anchor: 'off'}", PAGE), ("{broken-link: info, broken-anchor: info}", PAGE)],
)
def test_mkdocs_speaks_where_the_report_does_not_or_less(tmp_path: Path, rules: str, page: str) -> None:
    files = {
        "mkdocs.yml": f"site_name: x\nplugins: [{{learning-paths: {{rules: {rules}}}}}]\n",
        "docs/a.md": page,
        "docs/b.md": "# B\n",
        "paths/first.yml": "title: T\ndescription: D\nsteps: []\n",
    }
    log = run_mkdocs(write(tmp_path, files) / "mkdocs.yml", tmp_path / "site").log
    assert "WARNING -  Doc file 'a.md' contains a link 'nothing.md'" in log


def test_mkdocs_speaks_of_what_a_comment_silences(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: x\nplugins: [learning-paths]\n",
        "docs/a.md": "[a](nothing.md) <!-- learning-paths: ignore[broken-link] -->\n",
        "paths/first.yml": "title: T\ndescription: D\nsteps: []\n",
    }
    log = run_mkdocs(write(tmp_path, files) / "mkdocs.yml", tmp_path / "site").log
    assert "WARNING -  Doc file 'a.md' contains a link 'nothing.md'" in log
    assert "[broken-link]" not in log


def test_the_log_of_mkdocs_is_its_own_again_when_a_build_is_over(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: x\nplugins: [learning-paths]\n",
        "docs/a.md": "[a](nothing.md)\n",
        "paths/first.yml": "title: T\ndescription: D\nsteps: []\n",
    }
    write(tmp_path / "with", files)
    write(tmp_path / "without", {**files, "mkdocs.yml": "site_name: x\n"})
    assert "Doc file" not in run_mkdocs(tmp_path / "with/mkdocs.yml", tmp_path / "site").log
    assert "Doc file 'a.md'" in run_mkdocs(tmp_path / "without/mkdocs.yml", tmp_path / "site").log
