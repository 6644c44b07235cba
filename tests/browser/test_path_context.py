"""A page that stands in several paths knows which of them the reader follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

LIFECYCLE, SERVING = "llm-lifecycle", "training-to-serving"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
    context.close()


def current(page: Page) -> str | None:
    return page.locator("lp-path-context").get_attribute("data-current")


def test_the_address_says_which_path_the_reader_is_on(page: Page, built_site: str) -> None:
    for path, first in ((LIFECYCLE, "Step 2 of 16"), (SERVING, "Step 2 of 8")):
        page.goto(f"{built_site}concepts/attention/?path={path}")
        expect(page.locator("nav.lp-current")).to_have_attribute("data-path", path)
        expect(page.locator("nav.lp-current .lp-place")).to_contain_text(first)
        expect(page.locator("nav.lp-path-nav .lp-commentary:visible")).to_have_count(1)
        # The other paths are still named, and can be taken.
        paths = page.locator("nav.lp-path-nav").count()
        assert paths > 1
        expect(page.locator("nav.lp-path-nav .lp-place:visible")).to_have_count(paths)
        expect(page.locator("link[rel=canonical]")).to_have_attribute("href", re.compile("/concepts/attention/$"))


def test_without_an_address_that_says_so_it_is_the_path_that_was_followed_last(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}concepts/attention/")
    paths = page.locator("nav.lp-path-nav").count()
    assert paths > 1
    expect(page.locator("nav.lp-path-nav .lp-commentary:visible")).to_have_count(paths)
    assert current(page) is None
    page.goto(f"{built_site}concepts/scaling-laws/?path={SERVING}")
    expect(page.locator(".lp-outline").first).to_be_attached()
    page.goto(f"{built_site}concepts/attention/")
    expect(page.locator("nav.lp-current")).to_have_attribute("data-path", SERVING)
    page.goto(f"{built_site}papers/lima-less-is-more-for-alignment/")
    assert current(page) is None, "the path that was followed last does not hold this page"
    page.goto(f"{built_site}concepts/attention/?path=no-such-path")
    expect(page.locator("nav.lp-current")).to_have_attribute("data-path", SERVING)


def test_the_outline_of_a_long_path_shows_the_current_step(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}concepts/algorithmic-reasoning/?path=llm-course")
    here = page.locator(".md-sidebar--primary .lp-outline [aria-current]")
    expect(here).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0, "the page itself stays at its top"


def test_the_outline_shows_every_step_and_marks_the_current_one(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    outline = page.locator(".md-sidebar--primary .lp-outline")
    expect(outline.locator("li")).to_have_count(16)
    expect(outline.locator("[aria-current=step]")).to_have_text("2. Attention")
    outline.get_by_role("link", name="GPT-2").click()
    expect(page.locator(".md-sidebar--primary .lp-outline [aria-current=step]")).to_have_text("4. GPT-2")
    expect(page.locator(".md-sidebar--primary .lp-outline")).to_have_count(1)
    page.go_back()
    expect(page.locator(".md-sidebar--primary .lp-outline [aria-current=step]")).to_have_text("2. Attention")


def test_on_a_narrow_screen_the_outline_follows_the_menu_in_the_drawer(page: Page, built_site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    outline = page.locator(".md-sidebar--primary .lp-outline")
    expect(outline).to_have_count(1)
    expect(outline).to_be_hidden()
    page.locator(".md-header__button[for=__drawer]").click()
    # The section of the page has nothing but its list, so that the menu opens with all sections.
    expect(page.locator(".md-nav--primary > ul").get_by_role("link", name="Papers")).to_be_in_viewport()
    expect(outline.locator("[aria-current=step]")).to_be_in_viewport()
    outline.get_by_role("link", name="GPT-2").click()
    expect(page.locator("nav.lp-current .lp-place")).to_contain_text("Step 4 of 16")
    expect(page.locator(".md-sidebar--primary .lp-outline")).to_be_hidden()


def test_paths_that_are_not_followed_leave_the_text_in_sight(page: Page, built_site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{built_site}concepts/attention/")
    assert page.locator("nav.lp-path-nav").count() > 2
    expect(page.locator("article > p").first).to_be_in_viewport()
    last = page.locator("nav.lp-path-nav a[rel=next]").last
    last.focus()
    expect(last).to_be_in_viewport(ratio=1)


def test_a_page_read_in_one_path_is_read_in_all(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    button = page.get_by_role("button", name="Mark as read")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("0 of 16")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("1 of 16")
    expect(page.locator(".lp-announcer")).to_have_text("Marked as read, 1 of 16")
    page.goto(f"{built_site}paths/{SERVING}/")
    expect(page.locator(".lp-path-progress .lp-progress-text")).to_contain_text("1 of 8")
    expect(page.get_by_role("button", name="Read: Attention", exact=True)).to_have_attribute("aria-pressed", "true")
    page.goto(f"{built_site}concepts/attention/")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
