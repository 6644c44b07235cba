"""On paper, a page is its own text in black on white, with nothing folded, hidden or cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

PATH = "paths/llm-lifecycle/"
STEP = "concepts/attention/?path=llm-lifecycle"
WHOLE = "paths/training-to-serving/print/"
PAGES = [
    PATH,
    STEP,
    WHOLE,
    "paths/",
    "papers/proximal-policy-optimization/",
    "guide/contribute/performance/",
    "guide/curate/path-files/",
]
PAPER = 673  # pixels between the margins of A4


@contextmanager
def paper(
    browser: Browser, *, scheme: Literal["light", "dark"] = "light", scripts: bool = True, width: int = PAPER
) -> Iterator[Page]:
    """Open a page as it is laid out for paper."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
    )
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def after(page: Page, selector: str) -> list[str]:
    """Return what styles put behind each element of a kind that is shown."""
    contents: list[str] = page.eval_on_selector_all(
        selector,
        "elements => elements.filter(element => element.checkVisibility())"
        ".map(element => getComputedStyle(element, '::after').content)",
    )
    return contents


def go(page: Page, address: str) -> None:
    """Open an address and let its scripts know of the print to come, as a browser does."""
    page.goto(address)
    if page.locator("html.js").count():
        page.wait_for_function("!!customElements.get('lp-marks')")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def opened(request: pytest.FixtureRequest, browser: Browser, built_site: str) -> Iterator[Callable[[str], Page]]:
    """Yield what opens a page of the site for print."""
    with paper(browser, scripts=request.param) as page:

        def opened(address: str) -> Page:
            go(page, built_site + address)
            assert page.locator("html.js").count() == request.param
            return page

        yield opened


def test_nothing_is_printed_that_one_can_only_press(opened: Callable[[str], Page]) -> None:
    for address in PAGES:
        page = opened(address)
        expect(page.locator("h1")).to_be_visible()
        for part in (
            "button",
            "input",
            "form",
            "header",
            "footer",
            ".md-sidebar",
            ".headerlink",
            "lp-marks",
            "lp-keys",
        ):
            expect(page.locator(part).locator("visible=true"), f"{part} of {address}").to_have_count(0)
        landmarks = page.locator("nav").locator("visible=true")
        expect(landmarks).to_have_count(landmarks.and_(page.locator(".lp-path-nav, .lp-contents")).count())


@pytest.mark.parametrize("address", [PATH, STEP, "guide/curate/path-files/"])
def test_a_dark_scheme_prints_as_a_light_one_does(browser: Browser, built_site: str, address: str) -> None:
    pictures = []
    for scheme in ("light", "dark"):
        with paper(browser, scheme=scheme) as page:
            go(page, built_site + address)
            assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
            page.evaluate("document.fonts.ready")
            pictures.append(page.screenshot(full_page=True))
    assert pictures[0] == pictures[1]


def test_a_handout_of_a_path_holds_what_the_path_says(opened: Callable[[str], Page]) -> None:
    page = opened(PATH)
    steps = page.locator("ol.lp-steps > li.lp-step")
    expect(steps).to_have_count(16)
    for number, step in enumerate(steps.all(), 1):
        expect(step.locator(".lp-step-number")).to_be_visible()
        expect(step.locator(".lp-step-number")).to_have_text(str(number))
        expect(step.locator(".lp-facts")).to_contain_text(re.compile(r"(Concept|Paper).*\d+ min"))
        expect(step.locator(".lp-commentary")).to_be_visible()
    for part in (".lp-lead", ".lp-audience", ".lp-introduction", ".lp-outcomes", ".lp-stage", ".lp-conclusion"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator(".lp-start")).to_be_hidden()


def test_a_step_says_where_it_stands_in_one_line(browser: Browser, built_site: str) -> None:
    with paper(browser) as page:
        go(page, built_site + STEP)
        expect(page.locator(".lp-current .lp-progress")).to_be_attached()
        (place,) = page.locator(".lp-place").locator("visible=true").all()
        expect(place).to_contain_text("Step 2 of 16 in The LLM lifecycle")
        box = place.bounding_box()
        assert box is not None
        assert box["height"] < 30, "more than a line"
        expect(page.locator(".lp-current .lp-commentary")).to_be_visible()
        expect(page.locator(".lp-ways").locator("visible=true")).to_have_count(0)
        # Not followed on a path, it says all its places, each in a line.
    with paper(browser) as page:
        go(page, built_site + "concepts/attention/")
        paths = page.locator("nav.lp-path-nav").count()
        assert paths > 1
        expect(page.locator(".lp-place").locator("visible=true")).to_have_count(paths)
        expect(page.locator(".lp-path-nav .lp-commentary").locator("visible=true")).to_have_count(0)


def test_links_to_other_sites_print_their_addresses_and_no_others_do(opened: Callable[[str], Page]) -> None:
    page = opened("papers/proximal-policy-optimization/")
    outside = after(page, "article a[href*='//arxiv.org']")
    assert outside
    for content in outside:
        assert re.fullmatch(r'" \(https://arxiv\.org/abs/[\d.]+\)"', content)
    inside = after(page, "article a:not([href*='//arxiv.org'])")
    assert inside
    assert set(inside) == {"none"}


def test_what_is_folded_is_open(opened: Callable[[str], Page]) -> None:
    page = opened("concepts/attention/")
    answers = page.locator("article details p")
    assert answers.count() >= 3
    for answer in answers.all():
        box = answer.bounding_box()
        assert box is not None
        assert box["height"] > 10


def test_what_was_opened_for_print_is_closed_again_afterwards(browser: Browser, built_site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(built_site + "concepts/attention/")
    answers = page.locator("article details:not(.lp-drawer)")
    answers.first.locator("summary").click()
    states = [answer.get_attribute("open") is not None for answer in answers.all()]
    assert states == [True, False, False]
    assert page.pdf().startswith(b"%PDF")
    assert [answer.get_attribute("open") is not None for answer in answers.all()] == states
    assert page.evaluate("document.documentElement.style.getPropertyValue('--lp-title')") == (
        '"Attention - How language models are made"'
    )
    context.close()


def test_nothing_is_wider_than_the_paper(opened: Callable[[str], Page]) -> None:
    for address in [*PAGES, "guide/curate/commands/", "guide/install/", "concepts/rlhf/", "concepts/scaling-laws/"]:
        page = opened(address)
        wide = page.evaluate(
            """width => [...document.querySelectorAll("article :is(table, pre, code, img, svg, p, li, math)")]
                // A space at the end of a line of code hangs over.
                .filter(each => each.checkVisibility()
                    && each.getBoundingClientRect().right > width + (each.matches("p code, li code") ? 8 : 1))
                .map(each => each.outerHTML.slice(0, 100))""",
            PAPER,
        )
        assert wide == [], address


def test_a_whole_path_is_one_document_and_each_step_begins_on_a_page_of_its_own(
    browser: Browser, built_site: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(built_site + "paths/training-to-serving/")
    page.get_by_role("link", name="Print or read as one page").click()
    expect(page).to_have_url(built_site + WHOLE)
    chapters = page.locator("section.lp-chapter")
    expect(chapters).to_have_count(8)
    page.wait_for_function("!!customElements.get('lp-marks')")
    # With all that scripts have done to the page, names are still unique, and links inside lead somewhere.
    astray = page.evaluate(
        """() => {
            const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
            const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
            const here = location.href.split("#")[0];
            const dead = [...document.querySelectorAll("article a[href*='#']")]
                .filter(link => link.href.startsWith(here + "#"))
                .filter(link => !document.getElementById(decodeURIComponent(link.hash.slice(1))))
                .map(link => link.outerHTML);
            return [twice, dead];
        }"""
    )
    assert astray == [[], []]
    page.locator(".lp-contents").get_by_role("link", name="RLHF").click()
    expect(page.locator(".lp-chapter-title:target")).to_be_in_viewport()
    page.emulate_media(media="print")
    starts = chapters.evaluate_all("each => each.map(one => getComputedStyle(one).breakBefore)")
    stages = page.locator(".lp-whole-stage").evaluate_all("each => each.map(one => getComputedStyle(one).breakBefore)")
    assert starts.count("page") == len(starts) - len(stages)
    assert set(stages) == {"page"}
    # A step and a stage without a page of its own would make it fewer.
    assert len(re.findall(rb"/Type ?/Page\b", page.pdf())) >= 9
    context.close()
