"""Single keys lead along a path, and one switch turns off all of them, the theme's too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

START = "concepts/attention/?path=llm-lifecycle"


@pytest.fixture
def page(browser: Browser, built_site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(built_site + START)
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    yield page
    context.close()


def test_n_and_p_follow_the_path_and_m_marks(page: Page) -> None:
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"concepts/flash-attention/\?path=llm-lifecycle$"))
    expect(page.locator("h1")).to_contain_text("Flash Attention")  # the address comes before the page
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"concepts/attention/\?path=llm-lifecycle$"))


def test_keys_are_letters_where_the_reader_types(page: Page) -> None:
    page.keyboard.press("/")  # the theme's key for the search
    search = page.get_by_role("textbox", name="Search")
    expect(search).to_be_focused()
    page.keyboard.type("npm")
    expect(search).to_have_value("npm")
    expect(page).to_have_url(re.compile(re.escape(START)))


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_keys_with_a_modifier_are_somebody_else_s(page: Page, modifier: str) -> None:
    page.keyboard.press(f"{modifier}+n")
    page.keyboard.press(f"{modifier}+m")
    expect(page).to_have_url(re.compile(re.escape(START)))
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "false")


def test_the_switch_turns_off_every_single_key_and_stays(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.reload()
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    for key in "npm?/fs.,":
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(re.escape(START)))
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Search")).not_to_be_focused()
    # The list can still be found, and the keys switched on again.
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_role("dialog").get_by_role("checkbox").check()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"concepts/flash-attention/"))
