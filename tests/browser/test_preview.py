"""Resting on a link shows what it leads to, as WCAG 1.4.13 asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

START = "concepts/attention/"


@pytest.fixture
def page(browser: Browser, built_site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(built_site + START)
    yield page
    context.close()


def link(page: Page) -> Locator:
    return page.locator("article > p a", has_text="embedding").first


def test_the_pointer_shows_it_and_may_go_onto_it(page: Page) -> None:
    link(page).hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_contain_text("Token embeddings")
    expect(preview).to_contain_text(re.compile(r"Concept · \d+ min"))
    expect(link(page)).to_have_attribute("aria-describedby", "lp-preview")
    preview.hover()
    page.wait_for_timeout(600)
    expect(preview).to_be_visible()
    page.mouse.move(5, 5)
    expect(preview).to_have_count(0)
    assert link(page).get_attribute("aria-describedby") is None


def test_escape_closes_it_and_leaves_pointer_and_focus_where_they_are(page: Page) -> None:
    link(page).hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_the_keyboard_s_focus_shows_it(page: Page) -> None:
    page.locator("article h1").click()
    link(page).evaluate("link => link.previousElementSibling?.focus()")
    # Tab to the link, as a reader without a pointer does.
    for _ in range(60):
        page.keyboard.press("Tab")
        if link(page).evaluate("link => document.activeElement === link"):
            break
    expect(page.get_by_role("tooltip")).to_contain_text("Token embeddings")
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_it_stays_within_the_window(browser: Browser, built_site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(built_site + START)
    link(page).hover()
    box = page.get_by_role("tooltip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    context.close()


def test_a_finger_shows_nothing(browser: Browser, built_site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    asked: list[str] = []
    page.goto(built_site + START)
    page.on("request", lambda request: asked.append(request.url))
    link(page).evaluate(
        "link => link.dispatchEvent(new PointerEvent('pointerover', {pointerType: 'touch', bubbles: true}))"
    )
    page.wait_for_timeout(700)
    expect(page.get_by_role("tooltip")).to_have_count(0)
    assert not [url for url in asked if "preview" in url]
    context.close()
