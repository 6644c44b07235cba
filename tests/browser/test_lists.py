"""The lists of pages can be filtered, and the site's search finds papers as people ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
    context.close()


def titles(page: Page) -> list[str]:
    return [
        title.rstrip(" 0123456789") for title in page.locator(".lp-pages > li:visible .lp-page-link").all_inner_texts()
    ]


def test_words_tag_year_and_path_choose_pages(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}papers/")
    everything = page.locator(".lp-pages > li").count()
    expect(page.get_by_role("status")).to_have_text(f"{everything} of {everything} pages")
    page.get_by_role("searchbox", name="Words").fill("klimov")
    expect(page.locator(".lp-pages > li:visible")).to_have_count(1)
    assert titles(page) == ["Proximal Policy Optimization Algorithms"]
    expect(page).to_have_url(re.compile(r"papers/\?words=klimov$"))
    page.get_by_role("searchbox", name="Words").fill("1707.06347")
    expect(page.locator(".lp-pages > li:visible")).to_have_count(1)
    page.get_by_role("searchbox", name="Words").fill("no such words")
    expect(page.get_by_text("No page fits.")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".lp-pages > li:visible")).to_have_count(everything)
    expect(page).to_have_url(re.compile(r"papers/$"))
    page.get_by_role("combobox", name="Year", exact=True).select_option("2017")
    then = page.locator(".lp-about[data-year='2017']").count()
    assert 0 < then < everything
    expect(page.locator(".lp-pages > li:visible")).to_have_count(then)
    page.get_by_role("combobox", name="Year", exact=True).select_option("")
    page.get_by_role("combobox", name="Path", exact=True).select_option(label="The LLM lifecycle")
    expect(page.locator(".lp-pages > li:visible")).to_have_count(10)


def test_a_filtered_list_can_be_shared_and_knows_what_was_read(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}papers/proximal-policy-optimization/")
    page.get_by_role("button", name="Mark as read").click()
    page.goto(f"{built_site}papers/?read=yes")
    expect(page.locator(".lp-pages > li:visible")).to_have_count(1)
    assert titles(page) == ["Proximal Policy Optimization Algorithms"]
    page.goto(f"{built_site}papers/?tag=no-longer-there")
    expect(page.get_by_role("combobox", name="Tag", exact=True).locator("option:checked")).to_have_text("All")
    page.goto(f"{built_site}papers/?words=policy&year=2017&nonsense=1")
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("policy")
    expect(page.get_by_role("combobox", name="Year", exact=True)).to_have_value("2017")
    expect(page.locator(".lp-pages > li:visible")).to_have_count(1)


def test_without_scripts_the_list_is_whole_and_nothing_is_dead(browser: Browser, built_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site}papers/?words=schulman")
    assert page.locator(".lp-pages > li:visible").count() == page.locator(".lp-pages > li").count() > 5
    assert page.locator(".lp-filter *").count() == 0
    context.close()


@pytest.mark.parametrize("words", ["Schulman", "1707.06347", "Klimov 2017"])
def test_the_search_finds_a_paper_by_author_year_and_identifier(page: Page, built_site: str, words: str) -> None:
    page.goto(built_site)
    page.get_by_role("textbox", name="Search").fill(words)
    result = page.locator(".md-search-result__link[href*='papers/proximal-policy-optimization/']").first
    result.wait_for(state="attached")
    kind = result.locator("h1").evaluate("title => getComputedStyle(title, '::after').content")
    assert kind == '"Paper"'
    # The words are in the index alone: the page shows its citation once.
    page.goto(f"{built_site}papers/proximal-policy-optimization/")
    assert page.locator("article").inner_text().count("Schulman") == 1
