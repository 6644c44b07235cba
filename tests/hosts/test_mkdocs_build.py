"""What a built site shows its readers: docs/guide says what, and other people's scripts rely on it."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser, LexborNode

from learning_paths.hosts.mkdocs import plugin
from learning_paths.load import load_catalogue
from learning_paths.model.catalogue import Catalogue
from tests.hosts.builds import SITES, Built, attribute, edited, run_mkdocs, words
from tests.hosts.conftest import Build, Copy

CLOCK = ["pendulum", "escapement", "horologium", "quartz", "build-a-clock"]
ADDRESSES = {
    "pendulum": "concepts/pendulum/",
    "escapement": "concepts/escapements/escapement/",
    "balance-spring": "concepts/balance-spring/",
    "horologium": "papers/horologium/",
    "quartz": "concepts/quartz/",
    "build-a-clock": "projects/build-a-clock/",
}

THEMES = ["material", "mkdocs", "readthedocs"]


@pytest.fixture(params=[*((theme, True) for theme in THEMES), *((theme, False) for theme in THEMES)], ids=str)
def site(request: pytest.FixtureRequest, built: Build) -> Built:
    """Build the site with every field, with each theme and each form of address."""
    theme, directory_urls = request.param
    return built("every_field", theme, directory_urls=directory_urls)


@pytest.fixture
def clocks(built: Build) -> Built:
    return built("every_field")


def parts(nodes: Sequence[LexborNode]) -> list[str]:
    return [words(node) for node in nodes]


def content(page: LexborHTMLParser) -> LexborNode:
    """Return what a page shows beside the theme's own header, sidebar and footer."""
    found = page.css_first("article") or page.css_first("[role=main]")
    assert found is not None
    return found


def nav_of(site: Built, slug: str, path: str) -> LexborNode:
    (nav,) = site.page(ADDRESSES[slug]).css(f"nav.lp-path-nav[data-path={path}]")
    return nav


def place(site: Built, address: str) -> str:
    """Return the file of a page, relative to the site."""
    return site.file(address).relative_to(site.folder).as_posix()


def test_the_list_of_paths_has_a_card_for_each(site: Built) -> None:
    page = site.page("paths/")
    assert [words(title) for title in page.css("h1")] == ["Paths"]
    watch, clock = page.css("ul.lp-cards > li.lp-card")  # by level: a path without one comes last
    if "From clock" not in words(watch):
        watch, clock = clock, watch
    assert words(clock.css_first("h2")).startswith("How a clock keeps time")
    assert words(clock.css_first(".lp-card-text")) == "From a swinging weight to a clock that you can build."
    # 7 + 12 + 90 minutes: neither the optional step nor the page that is not written counts.
    assert parts(clock.css(".lp-facts span")) == ["Intermediate", "5 steps", "1 h 49 min"]
    assert parts(watch.css(".lp-facts span")) == ["2 steps", "16 min"]
    assert site.target("paths/", clock.css_first("h2 a")) == place(site, "paths/clock/")
    assert site.target("paths/", watch.css_first("h2 a")) == place(site, "paths/watch/")


def test_the_page_of_a_path_says_what_it_is_for(site: Built) -> None:
    page = content(site.page("paths/clock/"))
    assert [words(title).rstrip("¶") for title in page.css("h1")] == ["How a clock keeps time"]
    text = words(page)
    for part in [
        "From a swinging weight to a clock that you can build.",
        "You have seen a clock and wondered.",
        "A clock counts swings.",
        "Four parts are enough.",
        "You can now read any of the papers.",
        "Ada Clockmaker, Ben Dial",
        "22 November 2026",
    ]:
        assert text.count(part) == 1, part
    assert parts(page.css(".lp-outcomes li")) == [
        "Say why the period of a pendulum depends on its length.",
        "Build a clock.",
    ]
    assert words(page.css_first(".lp-outcomes em")) == "pendulum"
    assert site.target("paths/clock/", page.css_first(".lp-assumes a")) == place(site, "concepts/gears/")
    assert site.target("paths/clock/", page.css_first(".lp-introduction a")) == place(site, "paths/watch/")
    assert site.target("paths/clock/", page.css_first(".lp-conclusion a")) == place(site, "papers/")
    assert site.target("paths/clock/", page.css_first(".lp-start a")) == place(site, ADDRESSES["pendulum"])


def test_a_path_is_one_list_of_steps_under_its_stages(site: Built) -> None:
    page = content(site.page("paths/clock/"))
    assert [attribute(step, "data-slug") for step in page.css("ol.lp-steps > li.lp-step")] == CLOCK
    assert [title.split("¶")[0] for title in parts(page.css("h2"))] == [
        "Afterwards you can",
        "The parts",
        "The whole",
        "At the end",
    ]
    first, second = page.css("ol.lp-steps")
    assert [len(stage.css("li.lp-step")) for stage in (first, second)] == [2, 3]
    assert attribute(second, "start") == "3"
    assert words(page.css_first(".lp-stage-introduction")) == "Two ideas, and nothing else."


def test_a_step_tells_its_number_kind_minutes_and_commentary(site: Built) -> None:
    steps = content(site.page("paths/clock/")).css("li.lp-step")
    heads = [words(step.css_first(".lp-step-title")) for step in steps]
    assert heads == ["1 The pendulum", "2 The escapement", "3 Huygens's own book", "4 Quartz", "5 Build a clock"]
    assert [attribute(step, "value") for step in steps] == ["1", "2", "3", "4", "5"]
    facts = [parts(step.css(".lp-facts span")) for step in steps]
    assert facts == [
        ["Concept", "7 min"],
        ["Concept", "12 min", "Read the part on “Recoil”"],
        ["Paper", "25 min", "Optional"],
        ["Concept", "Not written yet"],
        ["Project", "1 h 30 min"],
    ]
    why = [words(step.css_first(".lp-commentary")) for step in steps]
    assert why[2:] == [
        "The first full account, by the one who built it.",
        "A crystal takes the place of the weight.",
        "Nothing teaches like building.",
    ]
    assert words(steps[1].css_first(".lp-commentary em")) == "counted"
    # Commentary is Markdown of the host: an example of HTML stays an example.
    assert words(steps[1].css_first(".lp-commentary code")) == '<a href="wheel.html" id="wheel">'


def test_the_head_of_a_step_has_one_link_and_it_leads_to_the_page(site: Built) -> None:
    steps = site.page("paths/clock/").css("li.lp-step")
    assert len(steps) == len(CLOCK)
    for step in steps:
        slug = attribute(step, "data-slug")
        (link,) = step.css(".lp-step-title a")
        assert site.target("paths/clock/", link) == place(site, ADDRESSES[slug])
        assert attribute(link, "href").endswith("?path=clock"), "the link loses the path"
        leading_there = [other for other in step.css("a") if attribute(other, "href") == attribute(link, "href")]
        assert len(leading_there) == 1


def test_pages_to_read_alongside_are_linked_from_the_path_and_from_the_step(site: Built) -> None:
    step = site.page("paths/clock/").css("li.lp-step")[1]
    expected = [place(site, "concepts/gears/"), place(site, "concepts/sundial/")]
    assert [site.target("paths/clock/", link) for link in step.css(".lp-alongside a")] == expected
    nav = nav_of(site, "escapement", "clock")
    assert [site.target(ADDRESSES["escapement"], link) for link in nav.css(".lp-alongside a")] == expected
    assert "Read the part on “Recoil”" in words(nav)


def test_each_kind_has_a_list_of_its_pages_with_their_summaries(site: Built) -> None:
    listed = {
        "concepts/": {
            "Gears": ("concepts/gears/", "Wheels with teeth, which pass on a turn."),
            "Quartz": ("concepts/quartz/", "A crystal that swings thousands of times a second."),
            "The balance spring": (
                "concepts/balance-spring/",
                "A coil that does for a watch what the pendulum does for a clock.",
            ),
            "The escapement": ("concepts/escapements/escapement/", "It lets the wheels pass one tooth at a time."),
            "The pendulum": ("concepts/pendulum/", "A weight on a rod that swings at its own pace."),
            "The sundial": ("concepts/sundial/", "A shadow that goes round."),
        },
        "papers/": {
            "A second report": ("papers/second-report/", "Found only at its own address."),
            "Horologium Oscillatorium": (
                "papers/horologium/",
                "Huygens describes the clock that he had built, and proves why it works.",
            ),
        },
        "projects/": {"Build a clock": ("projects/build-a-clock/", "A wooden clock from a kit of nine parts.")},
    }
    for address, expected in listed.items():
        page = site.page(address)
        items = page.css(".lp-pages > li")
        assert [words(item.css_first("a")) for item in items] == list(expected)
        for item, (target, summary) in zip(items, expected.values(), strict=True):
            assert site.target(address, item.css_first("a")) == place(site, target)
            assert words(item).endswith(summary)
    assert [words(site.page(address).css_first("h1")).rstrip("¶") for address in listed] == [
        "Concepts",
        "Papers",
        "Projects",
    ]
    assert parts(site.page("concepts/").css(".lp-badge")) == ["Not written yet"]
    assert [parts(site.page(address).css(".lp-lead")) for address in listed] == [[], [], ["Clocks to build yourself."]]
    assert parts(site.page("papers/").css(".lp-year")) == ["1680", "1673"]


def test_a_page_shows_its_place_in_every_path_it_stands_in(site: Built) -> None:
    page = site.page(ADDRESSES["escapement"])
    assert {attribute(nav, "data-path") for nav in page.css("nav.lp-path-nav")} == {"clock", "watch"}
    place_in_clock = words(nav_of(site, "escapement", "clock").css_first(".lp-place"))
    assert place_in_clock == "Step 2 of 5 in How a clock keeps time The parts"  # and the stage
    assert words(nav_of(site, "escapement", "watch").css_first(".lp-place")) == "Step 2 of 2 in From clock to watch"
    for path in ("clock", "watch"):
        link = nav_of(site, "escapement", path).css_first(".lp-place a")
        assert site.target(ADDRESSES["escapement"], link) == place(site, f"paths/{path}/")
    why = nav_of(site, "escapement", "watch").css_first(".lp-commentary")
    assert words(why) == "The same escapement, a different swing."
    assert not site.page("concepts/sundial/").css("nav.lp-path-nav")


def test_each_step_leads_to_the_steps_beside_it(site: Built) -> None:
    for number, slug in enumerate(CLOCK):
        nav = nav_of(site, slug, "clock")
        beside = {"prev": CLOCK[number - 1] if number else None, "next": CLOCK[number + 1] if number < 4 else None}
        for rel, neighbour in beside.items():
            links = nav.css(f"a[rel={rel}]")
            assert len(links) == (neighbour is not None)
            if neighbour is not None:
                assert site.target(ADDRESSES[slug], links[0]) == place(site, ADDRESSES[neighbour])
                assert attribute(links[0], "href").endswith("?path=clock"), "the link loses the path"
    titles = [words(nav_of(site, slug, "clock").css_first("a[rel=next]")) for slug in CLOCK[:-1]]
    for title, expected in zip(
        titles, ["The escapement", "Huygens's own book", "Quartz", "Build a clock"], strict=True
    ):
        assert expected in title
    assert "The pendulum" in words(nav_of(site, "escapement", "clock").css_first("a[rel=prev]"))
    assert "The balance spring" in words(nav_of(site, "escapement", "watch").css_first("a[rel=prev]"))
    last = nav_of(site, "build-a-clock", "clock").css(".lp-ways a")[-1]
    assert site.target(ADDRESSES["build-a-clock"], last) == place(site, "paths/clock/") + "#conclusion"


def test_rel_of_a_link_belongs_to_the_nav_of_one_path(site: Built) -> None:
    """A script that asks a page for `a[rel=next]` must know which path it follows."""
    for slug in CLOCK:
        page = content(site.page(ADDRESSES[slug]))
        inside = page.css("nav.lp-path-nav a[rel=next], nav.lp-path-nav a[rel=prev]")
        assert len(page.css("a[rel=next], a[rel=prev]")) == len(inside) > 0


def test_links_and_images_of_commentary_lead_to_the_same_place_everywhere(site: Built) -> None:
    expected = [
        place(site, ADDRESSES["escapement"]),
        place(site, ADDRESSES["escapement"]) + "#recoil",
        place(site, "paths/clock/") + "#outcomes",
        place(site, "paths/watch/"),
    ]
    path_page = site.page("paths/clock/").css("li.lp-step")[0].css_first(".lp-commentary")
    step_page = nav_of(site, "pendulum", "clock").css_first(".lp-commentary")
    for address, commentary in {"paths/clock/": path_page, ADDRESSES["pendulum"]: step_page}.items():
        assert commentary is not None
        *inside, outside = commentary.css("a")
        assert [site.target(address, link) for link in inside] == expected
        assert attribute(outside, "href") == "https://example.com/a?b=c&d=e#f"
        assert site.target(address, commentary.css_first("img"), "src") == "assets/wheel.svg"
    assert site.page("paths/clock/").css_first("#outcomes") is not None
    assert site.page(ADDRESSES["escapement"]).css_first("#recoil") is not None


def test_code_in_commentary_is_shown_as_it_was_written(site: Built) -> None:
    code = nav_of(site, "escapement", "clock").css_first(".lp-commentary code")
    assert words(code) == '<a href="wheel.html" id="wheel">'


def test_no_identifier_stands_twice_in_a_page(site: Built) -> None:
    for name, page in site.html():
        ids = (
            [attribute(node, "id") for node in content(page).css("[id]")]
            if page.css_first("article, [role=main]")
            else []
        )
        assert len(ids) == len(set(ids)), name


def test_a_page_says_what_it_requires_and_why(site: Built) -> None:
    requires = site.page(ADDRESSES["escapement"]).css_first(".lp-requires")
    assert requires is not None
    assert parts(requires.css("li")) == ["The pendulum: the escapement is driven by its swing", "Gears"]
    assert [site.target(ADDRESSES["escapement"], link) for link in requires.css("a")] == [
        place(site, "concepts/pendulum/"),
        place(site, "concepts/gears/"),
    ]
    assert not site.page("concepts/gears/").css(".lp-requires")


def test_a_page_says_what_it_leads_to(site: Built) -> None:
    leads_to = site.page("concepts/pendulum/").css_first(".lp-leads-to")
    assert leads_to is not None
    assert [site.target("concepts/pendulum/", link) for link in leads_to.css("a")] == [
        place(site, ADDRESSES["escapement"]),
        place(site, ADDRESSES["horologium"]),
    ]
    assert not site.page("projects/build-a-clock/").css(".lp-leads-to")


def test_a_paper_shows_how_to_cite_and_find_it(site: Built) -> None:
    citation = site.page("papers/horologium/").css_first(".lp-citation")
    assert citation is not None
    assert words(citation).startswith("Christiaan Huygens, A. N. Other (1673). Horologium Oscillatorium. Muguet.")
    assert {words(link): attribute(link, "href") for link in citation.css("a")} == {
        "arXiv:0704.1673": "https://arxiv.org/abs/0704.1673",
        "doi:10.1000/hor(1)": "https://doi.org/10.1000/hor%281%29",
        "Read it": "https://example.org/horologium",
    }
    other = site.page("papers/second-report/").css_first(".lp-citation")
    assert other is not None
    assert {words(link): attribute(link, "href") for link in other.css("a")} == {
        "arXiv:0704.1680": "https://arxiv.org/abs/0704.1680"
    }
    # Neither the venue nor the address says again what the link to arXiv says.
    assert words(other) == "A. N. Other (1680). A second report. arXiv:0704.1680"
    assert not site.page("concepts/gears/").css(".lp-citation")


def test_a_page_shows_its_kind_its_minutes_and_its_summary(site: Built) -> None:
    page = site.page("projects/build-a-clock/")
    assert parts(page.css(".lp-page-head > .lp-facts > span")) == ["Project", "1 h 30 min"]
    assert words(page.css_first(".lp-page-head .lp-lead")) == "A wooden clock from a kit of nine parts."
    link = page.css_first(".lp-kind a")
    assert site.target("projects/build-a-clock/", link) == place(site, "projects/")
    assert "Draft" in words(site.page(ADDRESSES["balance-spring"]).css_first(".lp-facts"))


def test_a_planned_page_says_so_and_still_leads_on(site: Built) -> None:
    page = site.page(ADDRESSES["quartz"])
    assert "Not written yet" in words(page.css_first(".lp-facts"))
    assert "min" not in words(page.css_first(".lp-facts")).split()
    assert "not written yet" in words(page.css_first(".lp-planned"))
    assert nav_of(site, "quartz", "clock").css_first("a[rel=next]") is not None
    assert not site.page("concepts/gears/").css(".lp-planned")


def test_the_facts_stand_between_the_title_and_the_text(clocks: Built) -> None:
    article = content(clocks.page("concepts/gears/"))
    html = article.html or ""
    assert html.index("</h1>") < html.index("lp-page-head") < html.index("A large wheel") < html.index("lp-page-foot")
    assert len(article.css("h1")) == 1


def test_a_slug_of_its_own_is_a_pages_address(site: Built) -> None:
    assert words(site.page("concepts/balance-spring/").css_first("h1")).startswith("The balance spring")
    assert not [name for name, _ in site.html() if "coiled" in name]


def test_earlier_slugs_of_a_page_lead_to_it(site: Built) -> None:
    for alias in ("swinging-weight", "bob"):
        address = f"concepts/{alias}/"
        old = site.page(address)
        assert site.target(address, old.css_first("a")) == place(site, "concepts/pendulum/")
        assert site.target(address, old.css_first("link[rel=canonical]")) == place(site, "concepts/pendulum/")
        refresh = attribute(old.css_first("meta[http-equiv=refresh]"), "content")
        assert refresh == f"0; url={attribute(old.css_first('a'), 'href')}"


def test_a_draft_path_is_not_built(site: Built) -> None:
    assert not site.file("paths/secret/").exists()
    for name, page in site.html():
        html = page.html or ""
        assert "Not ready yet" not in html, name
        assert "paths/secret" not in html, name


def test_a_draft_path_is_shown_by_serve(copied: Copy) -> None:
    folder = copied("every_field")
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    site = Built(folder / "site", "", 0)
    assert [attribute(step, "data-slug") for step in site.page("paths/secret/").css("li.lp-step")] == ["gears"]
    assert words(site.page("paths/secret/").css_first(".lp-badge")) == "Draft"
    assert site.page("concepts/gears/").css_first("nav.lp-path-nav[data-path=secret]") is not None


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_build_is_let_go_when_it_ends(copied: Copy, monkeypatch: pytest.MonkeyPatch, command: Any) -> None:
    # Whatever is held longer is only freed by Python's collector, when the process ends.
    read: list[weakref.ref[object]] = []

    def remember(*arguments: Any) -> Catalogue:
        catalogue = load_catalogue(*arguments)
        read.extend(map(weakref.ref, [catalogue, *catalogue.pages, *catalogue.paths]))
        return catalogue

    monkeypatch.setattr(plugin, "load_catalogue", remember)
    folder = copied("every_field")
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command=command, dirty=False)
    gc.disable()
    try:
        build(config)
        held = [type(each()) for each in read if each() is not None]
    finally:
        gc.enable()
    assert len(read) > 10
    assert held == []
    assert not hasattr(config.plugins["learning-paths"], "addresses")  # which hold the files, and they their HTML


def sidebar(page: LexborHTMLParser) -> list[str]:
    return parts(page.css(".md-nav--primary a.md-nav__link"))


def test_concepts_and_papers_stay_out_of_a_nav_that_is_made_of_all_files(clocks: Built) -> None:
    shown = sidebar(clocks.page(""))
    assert {"Concepts", "Papers", "Projects", "Paths"} <= set(shown)
    for title in ("Gears", "The pendulum", "Horologium Oscillatorium", "Build a clock"):
        assert title not in shown
    # They are built all the same, and belong to the section of their list.
    assert "Gears" not in sidebar(clocks.page("concepts/pendulum/"))


def test_a_nav_by_hand_shows_the_pages_it_names(built: Build) -> None:
    site = built("own_pages")  # strictly: what the nav leaves out is not warned of
    for address in ("", "concepts/gears/", "concepts/springs/", "paths/first/"):
        shown = sidebar(site.page(address))
        assert "Gears, by hand" in shown
        assert "Springs" not in shown


def test_a_page_outside_the_nav_belongs_to_the_section_of_its_list(built: Build) -> None:
    site = built("own_pages")
    for address, section in {"concepts/springs/": ["Concepts"], "concepts/gears/": ["Concepts"], "": ["Home"]}.items():
        active = site.page(address).css(".md-nav--primary > .md-nav__list > .md-nav__item--active")
        assert [words(item.css_first("label, a")) for item in active] == section, address


def test_lists_that_a_site_has_written_itself_are_kept(built: Build) -> None:
    site = built("own_pages")
    for address, title in {"paths/": "Our own list of paths", "concepts/": "Our own list of concepts"}.items():
        page = content(site.page(address))
        assert words(page.css_first("h1")) == title
        assert "Written by hand." in words(page)
        assert not page.css(".lp-cards, .lp-pages")
    assert words(site.page("papers/").css_first(".lp-pages a")) == "On springs"
    # The page of the kind is found, whatever its file is called.
    link = site.page("concepts/gears/").css_first(".lp-kind a")
    assert site.target("concepts/gears/", link) == "concepts/index.html"


def test_a_pages_list_may_be_called_readme(copied: Copy, tmp_path: Path) -> None:
    folder = copied("own_pages")
    (folder / "docs/concepts/index.md").rename(folder / "docs/concepts/README.md")
    with edited(folder / "mkdocs.yml") as replace:
        replace("concepts/index.md", "concepts/README.md")
    with edited(folder / "docs/index.md") as replace:
        replace("concepts/index.md", "concepts/README.md")
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    link = site.page("concepts/gears/").css_first(".lp-kind a")
    assert site.target("concepts/gears/", link) == "concepts/index.html"
    assert words(content(site.page("concepts/")).css_first("h1")) == "Our own list of concepts"


def test_a_page_of_a_path_that_a_site_has_written_itself_is_kept(copied: Copy, tmp_path: Path) -> None:
    folder = copied("own_pages")
    (folder / "docs/paths/first.md").write_text("# Our own page of the path\n", encoding="utf-8")
    with edited(folder / "mkdocs.yml") as replace:
        replace("  - Paths: paths/README.md\n", "  - Paths: paths/README.md\n  - First: paths/first.md\n")
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    assert words(content(site.page("paths/first/")).css_first("h1")) == "Our own page of the path"
    assert not site.page("paths/first/").css(".lp-steps")
    assert site.page("concepts/gears/").css_first("nav.lp-path-nav a[rel=next]") is not None


EDIT = "https://git.example.org/someone/clocks/edit/main/"


def edit_link(page: LexborHTMLParser) -> str | None:
    link = page.css_first("a[rel=edit]")
    return None if link is None else attribute(link, "href")


def test_the_edit_link_of_a_path_opens_its_yaml_file(built: Build) -> None:
    site = built("every_field")
    assert edit_link(site.page("paths/clock/")) == EDIT + "paths/clock.yml"
    assert edit_link(site.page("paths/watch/")) == EDIT + "paths/watch.yaml"
    assert edit_link(site.page("concepts/gears/")) == EDIT + "docs/concepts/gears.md"
    # These are made of many files: there is none to edit.
    assert edit_link(site.page("paths/")) is None
    assert edit_link(site.page("concepts/")) is None


def test_the_configuration_may_be_named_from_another_folder(
    copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied("every_field")
    monkeypatch.chdir(tmp_path)
    site = run_mkdocs(Path("every_field/mkdocs.yml"), tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    assert edit_link(site.page("paths/clock/")) == EDIT + "paths/clock.yml"


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_search_finds_paths_and_the_commentary_of_steps(built: Build, theme: str) -> None:
    site = built("every_field", theme)
    entries = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))["docs"]

    def found(text: str) -> set[str]:
        return {entry["location"].partition("#")[0] for entry in entries if text in entry["title"] + entry["text"]}

    assert "paths/clock/" in found("How a clock keeps time")
    assert "paths/clock/" in found("Nothing teaches like building.")
    assert "paths/watch/" in found("The same escapement, a different swing.")
    assert "paths/clock/" in found("A clock counts swings.")
    assert "concepts/gears/" in found("A large wheel turns a small one fast.")


def test_templates_of_the_site_take_the_place_of_ours(built: Build) -> None:
    site = built("overrides")
    page = site.page("paths/first/")
    assert "This is our own template of Wheels and springs." in words(content(page))
    assert not page.css(".lp-step")
    assert words(site.page("concepts/springs/").css_first("nav.our-own-nav")) == "2 of Wheels and springs"
    assert not site.page("concepts/springs/").css(".lp-path-nav")
    # What is not overridden is ours.
    assert site.page("concepts/springs/").css_first(".lp-facts") is not None


def test_every_page_gets_our_styles(clocks: Built, built: Build) -> None:
    for site in (clocks, built("own_pages", "mkdocs")):
        links = [attribute(link, "href") for link in site.page("").css("link[rel=stylesheet]")]
        assert any(link.endswith("assets/learning-paths/learning-paths.css") for link in links)
    assert ".lp-step" in (clocks.folder / "assets/learning-paths/learning-paths.css").read_text(encoding="utf-8")


def test_every_page_has_styles_for_print_that_nothing_waits_for(site: Built) -> None:
    for address in ("", "paths/", "paths/clock/", ADDRESSES["escapement"]):
        (link,) = site.page(address).css("head > link[media=print]")
        assert attribute(link, "rel") == "stylesheet"
        assert site.target(address, link) == "assets/learning-paths/print.css"


def test_the_text_of_a_generated_page_is_not_its_yaml_file(clocks: Built) -> None:
    """A generated page names its YAML file as its source; MkDocs must show what was generated, not the source."""
    text = words(content(clocks.page("paths/clock/")))
    assert "commentary:" not in text
    assert "slug:" not in text
    assert "How a clock keeps time" in text


def test_every_file_has_a_source_for_other_plugins_to_look_at(copied: Copy, tmp_path: Path) -> None:
    """Plugins such as static-i18n and rss fail on a file without one."""
    folder = copied("every_field")
    with edited(folder / "mkdocs.yml") as replace:
        replace("site_name: Clocks\n", "site_name: Clocks\nhooks: [look.py]\n")
    (folder / "look.py").write_text(
        "import os\n"
        "from mkdocs.plugins import event_priority\n"
        "@event_priority(-50)\n"
        "def on_files(files, config):\n"
        "    ours = [file for file in files if 'paths/' in file.src_uri or file.generated_by == 'learning-paths']\n"
        "    print('looked at', len(ours))\n"
        "    print('without:', [file.src_uri for file in ours if not os.path.isfile(file.abs_src_path or '')])\n",
        encoding="utf-8",
    )
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    # Three paths less the draft, four lists, two redirects, two of styles, eight scripts, and the data of the paths.
    assert "looked at 21" in site.log
    assert "without: []" in site.log


def test_a_site_without_paths_has_no_list_of_them(copied: Copy, tmp_path: Path) -> None:
    folder = copied("every_field")
    for file in (folder / "paths").iterdir():
        file.unlink()
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    assert not (site.folder / "paths").exists()
    assert site.page("concepts/").css(".lp-pages a")


def test_no_page_asks_another_host_for_anything(clocks: Built) -> None:
    for name, page in clocks.html():
        for node in page.css("script[src], img[src], iframe[src], link[rel=stylesheet][href], source[src]"):
            address = node.attributes.get("src") or node.attributes.get("href") or ""
            assert not address.startswith(("http:", "https:", "//")), f"{name}: {address}"


@pytest.mark.parametrize("site", sorted(folder.name for folder in SITES.iterdir() if folder.is_dir()))
def test_every_fixture_site_says_why_it_exists(site: str) -> None:
    assert len((SITES / site / "README.md").read_text(encoding="utf-8").split()) >= 8
