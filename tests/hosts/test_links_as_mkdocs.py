"""What the check says of links, and what MkDocs says of them when it builds the same site with all its checks on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from learning_paths.cli._site import open_site
from learning_paths.load import load_catalogue
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.host import RELATIVE_TO_DOCS
from learning_paths.model.links import wrong_links
from learning_paths.model.targets import Fault
from tests.hosts.builds import run_mkdocs
from tests.unit.sites import write
from tests.unit.text.markdown.fragments import MARKDOWN
from tests.unit.text.markdown.reference import RICH

ROOT = Path(__file__).parents[2]
CONFIG = """\
site_name: Links
site_url: https://example.org/base/
theme: {name: mkdocs}
plugins:
  - learning-paths:
      rules: {broken-link: off, broken-anchor: off}  # else the plugin speaks for both
validation:
  absolute_links: warn
  anchors: warn
  not_found: warn
  unrecognized_links: warn
"""
EXTENSIONS = "markdown_extensions:\n" + "".join(
    f"  - {name}\n" if name != "pymdownx.arithmatex" else f"  - {name}: {{generic: true}}\n" for name in RICH
)

Said = set[tuple[str, str, str]]
"""Of each fault: the page, its kind, and the target; of an anchor, the file and the anchor."""

_LINK = re.compile(r"Doc file '(?P<page>[^\n]+?)' contains (?P<rest>.*)")
_KINDS = (
    ("anchor", re.compile(r"a link '.*?', but the doc '(?P<file>.*)' does not contain an anchor '#(?P<anchor>.*?)'\.")),
    ("anchor", re.compile(r"a link '[^#']*#(?P<anchor>.*)', but there is no such anchor on this page")),
    ("missing", re.compile(r"a link '(?P<target>.*?)', but the target(?: '.*')? is not found")),
    ("address", re.compile(r"an unrecognized relative link '(?P<target>.*)', it was left as is")),
    ("absolute", re.compile(r"an absolute link '(?P<target>.*)', it was left as is")),
)


def said_by_mkdocs(log: str) -> Said:
    said: Said = set()
    for found in _LINK.finditer(log):
        for kind, pattern in _KINDS:
            match = pattern.match(found["rest"])
            if match is not None:
                groups = match.groupdict()
                target = groups.get("target")
                if target is None:
                    target = f"{groups.get('file') or found['page']}#{groups['anchor']}"
                said.add((found["page"], kind, target))
                break
        else:
            assert "which is excluded from the built site" in found["rest"], found[0]
    return said


def said_by_us(catalogue: Catalogue) -> Said:
    said: Said = set()
    into_docs = catalogue.host.validation.absolute_links == RELATIVE_TO_DOCS
    for use, problem in wrong_links(catalogue):
        if use.html or (problem.fault is Fault.LEFT_OUT and problem.option in ("exclude_docs", "draft_docs")):
            continue  # MkDocs does not look at HTML, and only has a word for what is excluded
        if problem.fault is Fault.ANCHOR:
            said.add((use.page, "anchor", f"{problem.file}#{problem.anchor}"))
        elif use.target.startswith(("/", "\\")) and not into_docs:
            said.add((use.page, "absolute", use.target))
        elif problem.fault in (Fault.UNCHECKED, Fault.NOWHERE):
            said.add((use.page, "address", use.target))
        else:
            said.add((use.page, "missing", use.target))
    return said


def load(config: Path) -> Catalogue:
    site = open_site(config)
    return load_catalogue(site.tree, site.settings, site.faults)


def compare(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> Said:
    """Build a site, check that both say the same, and return what they say."""
    write(root, {"mkdocs.yml": config, "paths/first.yml": PATH, **files})
    built = run_mkdocs(root / "mkdocs.yml", root / "site", directory_urls="use_directory_urls: false" not in config)
    theirs = said_by_mkdocs(built.log)
    ours = said_by_us(load(root / "mkdocs.yml"))
    assert (sorted(ours - theirs), sorted(theirs - ours)) == ([], []), "too much, too little"
    return ours


PATH = """\
title: First
description: D
outcomes: ["Know [a](../index.md#home)"]
steps:
  - stage: One & two
  - slug: gears
    commentary: |
      [right](../concepts/gears.md) [wrong](concepts/gears.md) [self](#step-gears) [none](#step-spring)
      [stage](#one-two) [anchor](../concepts/gears.md#teeth) [none](../concepts/gears.md#tooth)
  - slug: springs
"""
SITE: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n",
    "docs/concepts/gears.md": "# Gears\n\n## Teeth\n\n## Teeth\n\n[^1]: n\n\nx[^1] y {#y}\n\n- z\n{: #z }\n",
    "docs/concepts/springs.md": "---\naliases: [coils]\n---\n# Springs\n\n<a id='here'></a>\n",
    "docs/concepts/a b.md": "# A b\n",
    "docs/folder/README.md": "# Folder\n",
    "docs/both/README.md": "# README\n",
    "docs/both/index.md": "# Index\n",
    "docs/secret.md": "# Secret\n[x](nothing.md)\n",
    "docs/image.png": b"",
    "docs/files/paper.pdf": b"",
    "docs/templates/x.md": "# T\n",
}
TARGETS = """
gears.md ../concepts/gears.md ./gears.md gear.md ../gears.md Gears.md gears gears/ ../gears/ gears.html ../index.md ..
. ./ # ? ?a=b ../ ../concepts ../concepts/ ../concepts/index.md index.md index README.md ../folder/README.md
../folder/index.md ../folder/ ../both/README.md ../both/index.md ../image.png ../imag.png ../files/paper.pdf
../files/ ../../index.md ../../../x.md /index.md /concepts/gears.md /base/concepts/gears/ / //example.org/x
https://example.org mailto:a@b.c tel:1 foo:bar javascript:x a@b.c ../paths/first.md ../paths/index.md ../paths/
../paths/first/ ../paths/second.md ../paths/index.md#first ../paths/first.md#step-gears ../paths/first.md#steps
../paths/first.md#one-two ../paths/first.md#first ../paths/first.md#conclusion coils.md ../coils/ coils/index.html
../concepts/index.md#concepts ../concepts/index.md#x gears.md#teeth gears.md#teeth_1 gears.md#teeth_2 gears.md#fn:1
gears.md#fnref:1 gears.md#fnref:2 gears.md#y gears.md#z gears.md#Gears gears.md# gears.md?x#teeth gears.md?#tooth
springs.md#here springs.md#Here #own #other #own-1 ../image.png#x a%20b.md a%20b.md#a-b a+b.md ge%61rs.md
gears.md#te%65th ../secret.md ../templates/x.md ../concepts//gears.md ../concepts/./gears.md
gears.md/ gears.md. ../concepts/gears.markdown \\\\gears.md ../assets/learning-paths/learning-paths.css nowhere.txt
x.y/z x/y.z http: http:x #top #__x #a#b gears.md#a#b
""".split()
FORMS = [
    *("[a]({})", "![a]({})", "[a](<{}>)", '[a]({} "t")', "[a][r{n}]\n\n[r{n}]: {}", "- x\n\n    [a]({})", "> [a]({})"),
    *("| [a]({}) |\n|---|", "!!! note\n\n    [a]({})", "<div markdown>\n[a]({})\n</div>", "# [a]({})", "*[a]({})*"),
]
NO_FORMS = ["`[a]({})`", "    [a]({})", "```\n[a]({})\n```", "<!-- [a]({}) -->", "<div>\n[a]({})\n</div>", r"\[a]({})"]


@pytest.mark.parametrize("urls", ["true", "false"])
def test_every_target_in_every_form(tmp_path: Path, urls: str) -> None:
    config = f"{CONFIG}{EXTENSIONS}use_directory_urls: {urls}\nexclude_docs: secret.md\n"
    pages = {}
    for number, form in enumerate([*FORMS, *NO_FORMS]):
        text = "\n\n".join(form.replace("{}", target).replace("{n}", str(n)) for n, target in enumerate(TARGETS))
        pages[f"docs/concepts/form{number}.md"] = f"# Form\n\n## Own\n\n{text}\n"
    pages["docs/concepts/index2/index.md"] = "\n\n".join(f"[a]({target})" for target in TARGETS)
    said = compare(tmp_path, {**SITE, **pages}, config)
    assert {kind for _, kind, _ in said} == {"missing", "address", "absolute", "anchor"}
    assert ("paths/first.md", "missing", "concepts/gears.md") in said
    assert ("paths/first.md", "anchor", "paths/first.md#step-spring") in said
    for number in range(len(FORMS)):
        assert any(page == f"concepts/form{number}.md" for page, _, _ in said)
    for number in range(len(FORMS), len(FORMS) + len(NO_FORMS)):
        assert not any(page == f"concepts/form{number}.md" for page, _, _ in said)


def test_absolute_links_into_the_docs_folder(tmp_path: Path) -> None:
    config = CONFIG.replace("absolute_links: warn", "absolute_links: relative_to_docs")
    text = "\n\n".join(f"[a](/{target})" for target in TARGETS if not target.startswith(("/", "\\")))
    said = compare(tmp_path, {**SITE, "docs/concepts/absolute.md": text}, config)
    assert ("concepts/absolute.md", "missing", "/gears.md") in said
    assert ("concepts/absolute.md", "anchor", "index.md#x") not in said


SNIPPETS = """
  - pymdownx.snippets:
      base_path: [!relative $config_dir/docs/parts, elsewhere]
      auto_append: [below.md]
  - pymdownx.blocks.tab
"""
PAGE_WITH_PARTS = """\
# Page

--8<-- "figure.svg"

- x

    --8<-- "part.md"

--8<--
deep.md
; part.md
--8<--

=== "One"

    ## In a tab

/// tab | Two
///

[a](#page) [b](#part) [c](#part_1) [d](#part_2) [e](#axis) [f](#deep) [g](#below) [h](#in-a-tab) [i](#no)
[j](#__tabbed_1_1) [k](#one) [l](#two) [n](outside.md#whatever) [o](#section)
"""


def test_parts_of_other_files_and_tabs(tmp_path: Path) -> None:
    files = {
        **SITE,
        "docs/parts/part.md": "## Part\n",
        "docs/parts/deep.md": '## Deep\n\n--8<-- "part.md"\n',
        "docs/parts/below.md": "## Below\n",
        "docs/parts/figure.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="axis"></g></svg>\n',
        "docs/page.md": PAGE_WITH_PARTS,
    }
    said = compare(tmp_path, files, CONFIG + EXTENSIONS.rstrip() + SNIPPETS)
    found = {target.partition("#")[2] for page, _, target in said if page == "page.md"}
    assert found == {"part_2", "no", "one", "two", "section", "whatever"}


class _Instead:
    """Puts a target in the place of a match, as it is."""

    def __init__(self, target: str) -> None:
        self.target = target

    def __call__(self, match: re.Match[str]) -> str:
        return self.target


TARGET = st.sampled_from([target for target in TARGETS if ":" not in target])
PAGES = st.lists(st.tuples(MARKDOWN, st.lists(TARGET, min_size=14, max_size=14)), min_size=12, max_size=12)


@given(PAGES)
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # a build for each step of making an example smaller would take minutes
    suppress_health_check=[HealthCheck.too_slow],
)
def test_texts_of_all_sorts(tmp_path_factory: pytest.TempPathFactory, pages: list[tuple[str, list[str]]]) -> None:
    files: dict[str, str | bytes] = dict(SITE)
    for number, (text, targets) in enumerate(pages):
        for place, target in enumerate(targets, start=1):
            text = re.sub(rf"\bt{place}\b(?:\.md)?", _Instead(target), text)
        files[f"docs/concepts/page{number}.md"] = text
    compare(tmp_path_factory.mktemp("site"), files, CONFIG + EXTENSIONS)


def test_this_repository(tmp_path: Path) -> None:
    built = run_mkdocs(ROOT / "mkdocs.yml", tmp_path / "site")
    assert said_by_us(load(ROOT / "mkdocs.yml")) == said_by_mkdocs(built.log) == set()
