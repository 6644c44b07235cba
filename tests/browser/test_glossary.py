"""What a word means shows while it is pointed at or has the focus, as WCAG 1.4.13 asks, and without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

START = "concepts/scaling-laws/"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(browser: Browser, built_site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    page = context.new_page()
    page.goto(built_site + START)
    yield page
    context.close()


def word(page: Page) -> Locator:
    return page.locator("a.lp-term-word", has_text="parameters")


def meaning(page: Page) -> Locator:
    return page.locator("#lp-term-parameter")


def test_the_pointer_shows_it_and_may_go_onto_it(page: Page) -> None:
    expect(meaning(page)).to_be_hidden()
    word(page).hover()
    expect(meaning(page)).to_be_visible()
    expect(meaning(page)).to_contain_text("training adjusts")
    meaning(page).hover()
    expect(meaning(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(meaning(page)).to_be_hidden()


def test_the_focus_shows_it(page: Page) -> None:
    word(page).focus()
    expect(meaning(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning(page)).to_be_hidden()


def test_the_word_leads_to_its_place_in_the_glossary(page: Page) -> None:
    word(page).click()
    page.wait_for_url("**/glossary/#parameter")


@pytest.mark.parametrize("page", [True], indirect=True)
def test_escape_closes_it_until_the_word_is_left(page: Page) -> None:
    word(page).hover()
    page.keyboard.press("Escape")
    expect(meaning(page)).to_be_hidden()
    page.mouse.move(5, 5)
    word(page).hover()
    expect(meaning(page)).to_be_visible()


def test_it_stays_within_a_narrow_screen(browser: Browser, built_site: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(built_site + START)
    terms = [term for term in page.locator("a.lp-term-word").all() if term.is_visible()]
    assert terms
    for term in terms:
        term.focus()
        box = page.locator(f"#{term.get_attribute('aria-describedby')}").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_on_paper_a_word_is_a_word(page: Page) -> None:
    word(page).focus()
    page.emulate_media(media="print")
    expect(meaning(page)).to_be_hidden()
