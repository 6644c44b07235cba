"""A whole path on one page: every step once, in its order, each page kept apart from the others."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.hosts.builds import SITES, Built, attribute, edited, run_mkdocs, words
from tests.hosts.conftest import Build, Copy

LOAF = "paths/loaf/print/"
CRUMB = "paths/crumb/print/"
STEPS = ["step-flour", "step-yeast", "step-open", "step-gas", "step-oven"]
THEMES = ["material", "mkdocs", "readthedocs"]
SPOKEN = ["aria-labelledby", "aria-describedby", "aria-controls", "for"]


@pytest.fixture(params=[(theme, urls) for urls in (True, False) for theme in THEMES], ids=str)
def site(request: pytest.FixtureRequest, built: Build) -> Built:
    theme, directory_urls = request.param
    return built("one_page", theme, directory_urls=directory_urls)


@pytest.fixture
def bread(built: Build) -> Built:
    return built("one_page")


def whole(page: LexborHTMLParser) -> LexborNode:
    (found,) = page.css(".lp-whole")
    return found


def chapters(page: LexborHTMLParser) -> list[LexborNode]:
    return [node for node in whole(page).iter() if node.tag == "section"]


def name_of(chapter: LexborNode) -> str:
    return attribute(chapter.css_first(".lp-chapter-title"), "id")


def chapter(page: LexborHTMLParser, slug: str) -> LexborNode:
    (found,) = (node for node in chapters(page) if name_of(node) == f"step-{slug}")
    return found


def links(node: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    for link in node.css("a[href]"):
        yield link, attribute(link, "href")


def test_every_step_stands_once_in_its_order(site: Built) -> None:
    page = whole(site.page(LOAF))
    found = chapters(site.page(LOAF))
    assert [name_of(node) for node in found] == STEPS
    titles = [words(node.css_first(".lp-chapter-title")) for node in found]
    assert titles == ["1 Flour", "2 Yeast", "3 What is left open", "4 Gas, and why it stays", "5 The oven"]
    text = words(page)
    for part in (
        "Flour is ground grain.",
        "Yeast is alive.",
        "Bold, in a cell",
        "Small and large",
        "Start here.",
        "It lifts the dough.",
        "The full account.",
        "You have an oven.",
        "Bake a loaf.",
        "Two things.",
        "Before the first step comes water.",
        "A note of the path.",
        "Back to what you can do",
        "Ada Baker",
    ):
        assert text.count(part) == 1, part
    # The title of a page is the title of its step, and stands there only.
    assert not page.css("h1")
    assert words(site.page(LOAF).css_first("h1")).startswith("A loaf of bread")


def test_a_step_says_what_it_is_and_why_it_comes_now(site: Built) -> None:
    page = site.page(LOAF)
    facts = [[words(fact) for fact in chapter(page, slug).css(".lp-facts > span")] for slug in ("yeast", "gas", "oven")]
    assert facts == [
        ["Concept", "9 min", "Read the first half"],
        ["Paper", "1 min", "Optional"],
        ["Concept", "Not written yet"],
    ]
    assert words(chapter(page, "yeast").css_first(".lp-commentary")) == "It lifts the dough."
    assert words(chapter(page, "yeast").css_first(".lp-alongside")) == "Read it together with Water."
    assert words(chapter(page, "gas").css_first(".lp-citation")).startswith("A. Mill, B. Sieve (1999).")
    assert "not written yet" in words(chapter(page, "oven").css_first(".lp-planned"))


def test_the_list_of_contents_leads_to_every_step(site: Built) -> None:
    contents = site.page(LOAF).css_first("nav.lp-contents")
    assert contents is not None
    assert [attribute(link, "href") for link in contents.css("li a")] == [f"#{step}" for step in STEPS]
    assert [words(stage) for stage in contents.css(".lp-contents-stage")] == ["What it is made of", "How it is made"]
    assert [attribute(part, "start") for part in contents.css("ol")] == ["1", "3"]
    assert [words(time) for time in contents.css(".lp-contents-minutes")] == ["1 min", "9 min", "1 min", "1 min"]


@pytest.mark.parametrize("address", [LOAF, CRUMB])
def test_no_identifier_stands_twice_and_whatever_refers_to_one_finds_it(site: Built, address: str) -> None:
    page = site.page(address)
    ids = [attribute(node, "id") for node in page.css("[id]")]
    assert len(ids) == len(set(ids)), sorted({name for name in ids if ids.count(name) > 1})
    inside = whole(page)
    for link, href in links(inside):
        if href.startswith("#"):
            assert unquote(href[1:]) in ids, words(link)
    for name in SPOKEN:
        for node in inside.css(f"[{name}]"):
            assert set(attribute(node, name).split()) <= set(ids)
    for reference in re.findall(r"url\(#([^)]*)\)", inside.html or ""):
        assert reference in ids


def test_what_belongs_to_a_page_stays_with_it(bread: Built) -> None:
    page = bread.page(LOAF)
    for slug, title in {"flour": "A drawing of grain", "yeast": "A drawing of yeast"}.items():
        own = chapter(page, slug)
        drawing = own.css_first("svg")
        assert drawing is not None
        assert words(page.css_first(f'[id="{attribute(drawing, "aria-labelledby")}"]')) == title
        assert f"url(#{slug}:shade)" in (drawing.html or "")
        note = own.css_first("sup a")
        assert attribute(own.css_first(".footnote li"), "id") == attribute(note, "href")[1:]
        tabs = own.css("input[type=radio]")
        assert {attribute(tab, "name") for tab in tabs} == {f"{slug}:__tabbed_1"}
        assert [attribute(tab, "id") for tab in tabs] == [attribute(label, "for") for label in own.css("label")][:2]


def test_links_to_pages_of_the_path_lead_to_their_place_in_the_document(site: Built) -> None:
    page = site.page(LOAF)
    found = {words(link): href for link, href in links(chapter(page, "flour")) if "headerlink" not in str(link.html)}
    expected = {
        "yeast": "#step-yeast",
        "feeding": "#yeast:feeding",
        "its own kinds": "#flour:kinds",
        "of itself": "#step-flour",
        "here": "#step-flour",
        "how yeast feeds": "#yeast:feeding",
        "gas": "#step-gas",
    }
    assert {text: found[text] for text in expected} == expected
    of_path = {words(link): href for link, href in links(whole(page))}
    assert of_path["the first step"] == "#step-flour"
    assert of_path["what you can do"] == "#outcomes"


def test_links_that_leave_the_document_lead_where_they_led(site: Built) -> None:
    page = site.page(LOAF)

    def leads(node: LexborNode, text: str) -> str:
        (link,) = (link for link, _ in links(node) if words(link) == text)
        return site.target(LOAF, link)

    def place(address: str) -> str:
        return site.file(address).relative_to(site.folder).as_posix()

    assert leads(chapter(page, "flour"), "water") == place("concepts/water/") + "#kinds"
    assert leads(whole(page), "the other path") == place("paths/crumb/")
    assert leads(chapter(page, "gas"), "the note") == place("papers/gas/") + "#no-such-place"
    for image in page.css(".lp-whole img"):
        assert site.target(LOAF, image, "src") == "assets/grain.svg"
    assert len(page.css(".lp-whole img")) == 2
    assert leads(whole(page), "Back to A loaf of bread") == place("paths/loaf/")


def test_headings_are_below_the_heading_of_their_step(bread: Built) -> None:
    flour = chapter(bread.page(LOAF), "flour")
    levels = [(node.tag, words(node).rstrip("¶")) for node in flour.css("h1, h2, h3, h4, h5, h6")]
    assert levels == [
        ("h3", "1 Flour"),
        ("h4", "Kinds"),
        ("h5", "Of wheat"),
        ("h6", "Deep"),
        ("h6", "Deepest"),
    ]
    # Without stages there is one level less.
    assert [node.tag for node in chapter(bread.page(CRUMB), "flour").css("h2, h3, h4")] == ["h2", "h3", "h4"]


def test_a_page_that_leaves_html_open_takes_nothing_of_the_next(site: Built) -> None:
    page = site.page(LOAF)
    opened = chapter(page, "open")
    assert "Bold, in a cell" in words(opened)
    after = chapter(page, "gas")
    assert not after.css("b, table, textarea")
    assert "Small and large" in words(after)
    assert "A note of the path." in words(whole(page))
    if site.directory_urls:  # which the HTML in the page was written for
        assert [attribute(link, "href") for link in opened.css("a[title]")] == ["#step-flour"]


def test_the_page_of_the_path_links_the_document(site: Built) -> None:
    _start, link = site.page("paths/loaf/").css(".lp-start a")
    assert words(link) == "Print or read as one page"
    assert site.target("paths/loaf/", link) == site.file(LOAF).relative_to(site.folder).as_posix()


def test_search_engines_and_the_search_leave_the_document_out(built: Build) -> None:
    for theme in THEMES:
        site = built("one_page", theme)
        (robots,) = site.page(LOAF).css("head meta[name=robots]")
        assert attribute(robots, "content") == "noindex"
        assert not site.page("paths/loaf/").css("meta[name=robots]")
        assert "print" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")
        index = site.folder / "search/search_index.json"
        entries = json.loads(index.read_text(encoding="utf-8"))["docs"]
        found = {entry["location"].partition("#")[0] for entry in entries if "Yeast is alive" in entry["text"]}
        assert found == {"concepts/rising/yeast/"}


def test_the_document_is_in_no_navigation(bread: Built) -> None:
    shown = [attribute(link, "href") for link in bread.page("").css(".md-nav--primary a")]
    assert "paths/" in " ".join(shown)
    assert not [href for href in shown if "print" in href]


def test_links_to_places_in_the_document_are_checked(site: Built, copied: Copy, tmp_path: Path) -> None:
    """The fixture has some, and is built strictly; one that leads astray is told."""
    places = [attribute(link, "href").partition("#")[2] for link in site.page("").css("a[href*='print']")]
    assert [place for place in places if place] == ["step-yeast", "yeast:feeding"]
    folder = copied("one_page")
    with edited(folder / "docs/index.md") as replace:
        replace("#yeast:feeding", "#yeast:feeding-it")
    log = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site").log
    assert "'paths/loaf/print.md#yeast:feeding-it'" in log
    assert "step-yeast" not in log


def test_without_the_option_there_is_no_such_page(copied: Copy, tmp_path: Path) -> None:
    folder = copied("one_page")
    with edited(folder / "mkdocs.yml") as replace:
        replace("      print_pages: true\n", "")
    (folder / "docs/index.md").write_text("# Bread\n", encoding="utf-8")
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    assert not list(site.folder.rglob("print*/index.html"))
    assert "print/" not in (site.page("paths/loaf/").html or "")


def test_a_page_that_the_site_has_written_itself_stays(copied: Copy, tmp_path: Path) -> None:
    folder = copied("one_page")
    (folder / "docs/paths/loaf").mkdir(parents=True)
    (folder / "docs/paths/loaf/print.md").write_text("# Our own\n", encoding="utf-8")
    (folder / "docs/index.md").write_text("# Bread\n", encoding="utf-8")
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    assert words(site.page(LOAF).css_first("h1")).startswith("Our own")
    assert not site.page(LOAF).css(".lp-whole, meta[name=robots]")
    assert site.page(CRUMB).css(".lp-whole")


def test_a_path_with_faults_is_still_a_document(copied: Copy, tmp_path: Path) -> None:
    """A page twice, a step without a page, one whose page is left out of the site, and a page of the path by hand."""
    folder = copied("one_page")
    (folder / "docs/paths").mkdir()
    (folder / "docs/paths/crumb.md").write_text("# By hand\n", encoding="utf-8")
    with edited(folder / "mkdocs.yml") as replace:
        replace("markdown_extensions:", "hooks: [leave_out.py]\nmarkdown_extensions:")
    (folder / "leave_out.py").write_text(
        "def on_files(files, config):\n    files.remove(files.get_file_from_path('concepts/water.md'))\n"
    )
    with edited(folder / "paths/loaf.yml") as replace:
        replace(
            "  - slug: oven\n",
            "  - slug: flour\n    commentary: Again.\n  - slug: rye\n  - slug: water\n  - slug: oven\n",
        )
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site")
    assert site.status == 0, site.log
    found = chapters(site.page(LOAF))
    assert [name_of(node) for node in found] == [
        *STEPS[:4],
        "step-flour-2",
        "step-6",
        "step-water",
        "step-oven",
    ]
    again, unknown, left_out = found[4:7]
    assert "Flour is ground grain." in words(again)
    # Each copy leads to itself, and others lead to the first.
    assert "#flour-2:kinds" in [href for _, href in links(again)]
    assert "#flour:kinds" in [href for _, href in links(found[1])]
    assert words(unknown.css_first(".lp-badge")) == "No such page"
    assert "not part of this site" in words(left_out)
    ids = [attribute(node, "id") for node in site.page(LOAF).css("[id]")]
    assert len(ids) == len(set(ids))
    assert [name_of(node) for node in chapters(site.page(CRUMB))] == ["step-gas", "step-flour"]


def test_properdocs_makes_the_same_document(bread: Built, tmp_path: Path) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [
        sys.executable,
        "-m",
        "properdocs",
        "build",
        "--strict",
        "-f",
        "mkdocs.yml",
        "-d",
        str(tmp_path / "site"),
    ]
    run = subprocess.run(command, cwd=SITES / "one_page", env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    theirs = Built(tmp_path / "site", "", 0)
    assert whole(theirs.page(LOAF)).html == whole(bread.page(LOAF)).html
