"""Every widget comes to life on pages that instant navigation puts in place, and after a step back or forward."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser, built_site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(built_site)
    page.wait_for_load_state("networkidle")  # the theme has read the site's map
    page.evaluate("window.still = 'here'")
    yield page
    assert page.evaluate("window.still") == "here", "a page was loaded anew"
    assert faults == []
    context.close()


def heading(page: Page, words: str) -> None:
    expect(page.locator(".md-content h1")).to_contain_text(words)


def test_widgets_work_on_pages_that_were_put_in_place(page: Page) -> None:
    tabs = page.locator(".md-tabs")
    tabs.get_by_role("link", name="Paths").click()
    heading(page, "Paths")
    page.get_by_text("Your marks").click()
    expect(page.get_by_role("button", name="Save to a file")).to_be_visible()
    page.locator(".lp-card").get_by_role("link", name="The LLM lifecycle").click()
    heading(page, "The LLM lifecycle")
    page.get_by_role("button", name="Read: Scaling laws").click()
    expect(page.locator(".lp-path-progress .lp-progress-text")).to_contain_text("1 of 16")
    page.get_by_role("link", name="Continue: step 2, Attention").click()
    heading(page, "Attention")
    expect(page).to_have_url(re.compile(r"concepts/attention/\?path=llm-lifecycle$"))
    expect(page.locator(".lp-sidebar .lp-outline [aria-current=step]")).to_have_text(re.compile("Attention$"))
    expect(page.locator(".lp-sidebar")).to_have_count(1)
    page.get_by_role("button", name="Mark as read").click()
    expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("2 of 16")
    expect(page.locator(".lp-announcer")).to_have_text("Marked as read, 2 of 16")
    page.locator("article > p a", has_text="embedding").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Token embeddings")
    page.mouse.move(5, 5)
    expect(page.get_by_role("tooltip")).to_have_count(0)
    page.keyboard.press("n")
    heading(page, "Flash Attention")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    tabs.get_by_role("link", name="Concepts").click()
    heading(page, "Concepts")
    expect(page.locator(".lp-sidebar")).to_have_count(0)
    page.get_by_role("combobox", name="Read?").select_option("yes")
    expect(page.locator(".lp-pages > li:visible")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"concepts/\?read=yes$"))
    tabs.get_by_role("link", name="Home").click()
    expect(page.get_by_role("link", name="Continue: step 3, Flash Attention")).to_be_visible()


def test_a_step_back_and_forward_shows_each_page_on_its_path(page: Page, built_site: str) -> None:
    page.locator(".md-tabs").get_by_role("link", name="Paths").click()
    page.locator(".lp-card").get_by_role("link", name="From training to serving").click()
    heading(page, "From training to serving")
    page.locator(".lp-step-link").first.click()
    nav = page.locator("nav.lp-current")
    expect(nav.locator(".lp-place")).to_contain_text("Step 1 of 8")
    nav.locator("a[rel=next]").click()
    expect(nav.locator(".lp-place")).to_contain_text("Step 2 of 8")
    expect(page.locator(".lp-sidebar [aria-current=step]")).to_have_text(re.compile("Attention$"))
    page.go_back()
    expect(nav.locator(".lp-place")).to_contain_text("Step 1 of 8")
    expect(page.locator(".lp-sidebar [aria-current=step]")).to_have_text(re.compile("Scaling laws$"))
    page.go_forward()
    expect(nav.locator(".lp-place")).to_contain_text("Step 2 of 8")
    expect(page).to_have_url(f"{built_site}concepts/attention/?path=training-to-serving")
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", re.compile("/concepts/attention/$"))
    expect(page.locator(".lp-sidebar")).to_have_count(1)


def test_a_link_of_another_path_changes_the_path_that_is_followed(page: Page) -> None:
    page.locator(".md-tabs").get_by_role("link", name="Paths").click()
    page.locator(".lp-card").get_by_role("link", name="The LLM lifecycle").click()
    page.locator(".lp-step-link").first.click()
    expect(page.locator("nav.lp-current")).to_have_attribute("data-path", "llm-lifecycle")
    page.locator("nav.lp-path-nav[data-path=training-to-serving] .lp-place a").click()
    heading(page, "From training to serving")
    page.locator(".lp-step-link").first.click()
    expect(page.locator("nav.lp-current")).to_have_attribute("data-path", "training-to-serving")
    expect(page.locator("nav.lp-current")).to_have_count(1)
