"""What a reader has read is kept, shown everywhere at once, and never lost without a word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

KEY = "learning-paths:/mkdocs-learning-paths/:progress"
LIFECYCLE = "llm-lifecycle"
FIRST_THREE = ["concepts/scaling-laws", "concepts/attention", "concepts/flash-attention"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context
    assert faults == []
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def card(page: Page, path: str) -> Locator:
    """Return the card of a path in the list of all paths."""
    return page.locator(".lp-card", has=page.locator(f"h2#{path}"))


def with_marks(context: BrowserContext, marks: list[str], paths: dict[str, object] | None = None) -> None:
    """Have the marks in the storage before any page is opened, but not put them back on every page."""
    entry = {
        "version": 1,
        "marks": {page: {"mark": "read", "at": number} for number, page in enumerate(marks, start=1)},
        "paths": paths or {},
    }
    with_stored(context, json.dumps(entry))


def with_stored(context: BrowserContext, text: str) -> None:
    context.add_init_script(
        f"if (!localStorage.getItem('begun')) {{ localStorage.setItem('begun', 1);"
        f" localStorage.setItem({json.dumps(KEY)}, {json.dumps(text)}) }}"
    )


def mark(page: Page, name: str = "Mark as read") -> None:
    button = page.get_by_role("button", name=name)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def stored(page: Page) -> dict[str, dict[str, dict[str, object]]]:
    text = page.evaluate(f"localStorage.getItem({json.dumps(KEY)})")
    assert text is not None
    return dict(json.loads(text))


def test_read_and_known_are_different_marks_and_can_be_undone(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    mark(page)
    assert stored(page)["marks"]["concepts/attention"]["mark"] == "read"
    mark(page, "I know this already")
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "false")
    assert stored(page)["marks"]["concepts/attention"]["mark"] == "known"
    expect(page.locator(".lp-announcer")).to_have_text("Marked as known, 1 of 16")
    page.get_by_role("button", name="I know this already").click()
    expect(page.locator(".lp-announcer")).to_have_text("Mark taken away, 0 of 16")
    assert stored(page)["marks"]["concepts/attention"]["mark"] == ""


def test_home_path_and_cards_say_where_to_continue(context: BrowserContext, page: Page, built_site: str) -> None:
    with_marks(context, FIRST_THREE, {LIFECYCLE: {"at": 5, "step": FIRST_THREE[-1]}})
    page.goto(built_site)
    link = page.get_by_role("link", name="Continue: step 4, GPT-2")
    expect(link).to_have_attribute("href", re.compile(rf"\?path={LIFECYCLE}$"))
    expect(page.locator("lp-continue")).to_contain_text("The LLM lifecycle: 3 of 16 steps")
    page.goto(f"{built_site}paths/")
    expect(card(page, LIFECYCLE)).to_contain_text("3 of 16 steps")
    expect(card(page, "training-to-serving")).to_contain_text("3 of 8 steps")
    page.goto(f"{built_site}paths/{LIFECYCLE}/")
    page.get_by_role("link", name="Continue: step 4, GPT-2").click()
    expect(page.locator("nav.lp-current .lp-place")).to_contain_text("Step 4 of 16")


def test_steps_that_were_added_since_the_last_visit_are_named(
    context: BrowserContext, page: Page, built_site: str
) -> None:
    page.goto(f"{built_site}paths/{LIFECYCLE}/")
    slugs = page.locator("li.lp-step").evaluate_all("steps => steps.map(step => step.dataset.page)")
    seen = [slug for slug in slugs if slug not in {"concepts/dpo", "concepts/rlhf"}]
    with_marks(context, FIRST_THREE, {LIFECYCLE: {"at": 5, "seen": seen}})
    page.goto(f"{built_site}paths/{LIFECYCLE}/")
    expect(page.locator(".lp-added")).to_contain_text("2 steps were added since your last visit")
    page.reload()
    expect(page.locator(".lp-progress-text").first).to_contain_text("3 of 16")
    expect(page.locator(".lp-added")).to_have_count(0)


def test_a_mark_under_an_earlier_slug_counts(context: BrowserContext, page: Page, built_site: str) -> None:
    with_marks(context, ["concepts/self-attention"])  # an alias of concepts/attention
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("1 of 16")
    page.goto(f"{built_site}paths/")
    expect(card(page, LIFECYCLE)).to_contain_text("1 of 16 steps")
    page.goto(f"{built_site}concepts/attention/")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "false")


def test_a_page_that_is_read_names_what_the_reader_is_ready_for(
    context: BrowserContext, page: Page, built_site: str
) -> None:
    page.goto(f"{built_site}concepts/attention/")
    leads = page.locator(".lp-leads-to li").evaluate_all(
        "items => items.map(item => [item.dataset.page, item.dataset.requires.split(' ').filter(Boolean)])"
    )
    slug, requires = next((slug, requires) for slug, requires in leads if "concepts/attention" in requires)
    with_marks(context, [page for page in requires if page != "concepts/attention"])
    page.goto(f"{built_site}concepts/attention/")
    expect(page.locator(".lp-ready")).to_have_count(0)
    mark(page)
    address = page.locator(".lp-ready a").first.get_attribute("href") or ""
    assert slug.rpartition("/")[2] in " ".join(page.locator(".lp-ready a").evaluate_all("all => all.map(a => a.href)"))
    assert address


def test_a_finished_path_names_others_that_share_most(context: BrowserContext, page: Page, built_site: str) -> None:
    page.goto(f"{built_site}paths/training-to-serving/")
    slugs = page.locator("li.lp-step").evaluate_all("steps => steps.map(step => step.dataset.page)")
    with_marks(context, slugs)
    page.goto(f"{built_site}paths/training-to-serving/")
    finished = page.locator(".lp-finished")
    expect(finished).to_contain_text("You have read every step of this path.")
    expect(finished).to_contain_text("Other paths")
    expect(finished.get_by_role("link", name="The LLM lifecycle")).to_be_visible()


def test_optional_steps_are_counted_apart(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}paths/llm-course/")
    steps, optional = page.locator("li.lp-step").count(), page.locator("li.lp-step--optional").count()
    assert optional > 0
    page.locator(".lp-step:not(.lp-step--optional) .lp-step-mark").first.click()
    words = page.locator(".lp-path-progress .lp-progress-text")
    expect(words).to_contain_text(f"1 of {steps - optional} steps")
    expect(words).to_contain_text(f"0 of {optional} optional")
    before = words.inner_text()
    page.locator(".lp-step--optional .lp-step-mark").first.click()
    expect(words).to_contain_text(f"1 of {optional} optional")
    # What is left to read takes as long as before.
    assert words.inner_text().split(" · ")[:2] == before.split(" · ")[:2]


def test_a_path_that_is_finished_while_it_is_shown_has_nothing_to_continue(page: Page, built_site: str) -> None:
    page.goto(f"{built_site}paths/training-to-serving/")
    start = page.locator(".lp-start a").first
    before = start.inner_text()
    buttons = page.locator(".lp-step-mark")
    expect(buttons.first).to_be_visible()
    for button in buttons.all():
        button.click()
    expect(page.locator(".lp-finished")).to_be_visible()
    expect(start).to_have_text(before)
    buttons.nth(2).click()
    expect(page.locator(".lp-finished")).to_have_count(0)
    expect(start).to_contain_text("Continue: step 3")


def test_the_path_that_is_followed_comes_first_above_and_below_for_the_keyboard_too(
    page: Page, built_site: str
) -> None:
    page.goto(f"{built_site}concepts/attention/?path=training-to-serving")
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    for part in ("nav.lp-path-nav", ".lp-path-end"):
        assert page.locator(part).count() > 1
        assert page.locator(part).first.get_attribute("data-path") == "training-to-serving"


def test_other_tabs_follow_at_once(context: BrowserContext, built_site: str) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    other.goto(f"{built_site}paths/{LIFECYCLE}/")
    mark(one)
    expect(other.locator(".lp-path-progress .lp-progress-text")).to_contain_text("1 of 16")
    other.get_by_role("button", name="Read: Scaling laws", exact=True).click()
    expect(one.locator("nav.lp-current .lp-progress-text")).to_contain_text("2 of 16")
    assert set(stored(one)["marks"]) == {"concepts/attention", "concepts/scaling-laws"}


def test_marks_go_to_a_file_and_come_back_merged(
    context: BrowserContext, page: Page, built_site: str, tmp_path: Path
) -> None:
    with_marks(context, FIRST_THREE)
    page.goto(f"{built_site}paths/")
    page.get_by_text("Your marks").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "marks.json"
    download.value.save_as(file)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Forget all marks").click()
    expect(card(page, LIFECYCLE)).to_contain_text("3 of 16 steps")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget all marks").click()
    expect(page.locator(".lp-card .lp-progress")).to_have_count(0)
    assert page.evaluate(f"localStorage.getItem({json.dumps(KEY)})") is None

    page.goto(f"{built_site}papers/proximal-policy-optimization/")
    mark(page)
    page.goto(f"{built_site}paths/")
    page.get_by_text("Your marks").click()
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"version": 1}', encoding="utf-8")
    for given, answer in ((wrong, "holds no marks of this site"), (file, "were added to yours")):
        page.locator("input[type=file]").set_input_files(given)
        expect(page.locator(".lp-tools-note")).to_contain_text(answer)
    expect(card(page, LIFECYCLE)).to_contain_text("4 of 16 steps")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"marks": {}}', "null", '"text"'])
def test_what_cannot_be_read_is_set_aside_and_told(
    context: BrowserContext, page: Page, built_site: str, text: str
) -> None:
    with_stored(context, text)
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    expect(page.locator(".lp-trouble")).to_contain_text("could not be read")
    assert page.evaluate(f"localStorage.getItem({json.dumps(KEY + ':unreadable')})") == text
    mark(page)
    page.reload()
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "true")


def test_single_entries_that_make_no_sense_are_left_out(context: BrowserContext, page: Page, built_site: str) -> None:
    odd = {
        "version": 1,
        "marks": {"concepts/attention": {"mark": "read", "at": 1}, "a": 1, "b": {"mark": "<b>"}, "__proto__": None},
        "paths": {LIFECYCLE: {"at": "x", "step": 7, "seen": [1, None, "concepts/attention"]}, "c": []},
        "more": True,
    }
    with_stored(context, json.dumps(odd))
    page.goto(f"{built_site}concepts/attention/")
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".lp-trouble")).to_have_count(0)


def test_what_a_later_release_has_written_is_left_as_it_is(
    context: BrowserContext, page: Page, built_site: str
) -> None:
    text = '{"version": 2, "anything": ["else"]}'
    with_stored(context, text)
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    expect(page.locator(".lp-trouble")).to_contain_text("newer version")
    mark(page)
    assert page.evaluate(f"localStorage.getItem({json.dumps(KEY)})") == text


def test_a_full_storage_is_told_and_the_mark_lasts_as_long_as_the_page(
    context: BrowserContext, page: Page, built_site: str
) -> None:
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    page.evaluate(
        """() => { const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) {
            if (!window.roomy && key.startsWith('learning-paths:'))
                throw new DOMException('full', 'QuotaExceededError');
            set.call(this, key, value) } }"""
    )
    mark(page)
    expect(page.locator(".lp-trouble")).to_contain_text("no room left")
    page.evaluate("window.roomy = true")
    mark(page, "I know this already")
    expect(page.locator(".lp-trouble")).to_have_count(0)
    assert stored(page)["marks"]["concepts/attention"]["mark"] == "known"


def test_a_blocked_storage_breaks_nothing(browser: Browser, built_site: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = context.new_page()
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    mark(page)
    expect(page.locator(".lp-trouble")).to_contain_text("does not let this site keep your marks")
    expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("1 of 16")
    context.close()


def test_without_scripts_there_is_no_control_and_no_empty_room(browser: Browser, built_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in (f"concepts/attention/?path={LIFECYCLE}", "paths/", f"paths/{LIFECYCLE}/", ""):
        page.goto(built_site + address)
        assert page.locator(".lp-mark, .lp-step-mark, .lp-progress, .lp-keys-button, .lp-tools").count() == 0
        for empty in page.locator("lp-marks, lp-path-progress, lp-card-progress, lp-progress-tools, lp-filter").all():
            box = empty.bounding_box()
            assert box is None or box["height"] == 0, f"{address}: {empty.evaluate('part => part.outerHTML')}"
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    paths = page.locator("nav.lp-path-nav")
    assert paths.count() > 1
    assert paths.locator(".lp-commentary:visible").count() == paths.count(), "all paths are shown equally"
    context.close()


def test_no_room_is_kept_for_progress_before_there_is_any(context: BrowserContext, page: Page, built_site: str) -> None:
    def room() -> float:
        page.goto(f"{built_site}paths/")
        card = page.locator("lp-card-progress").first
        heights = [card.evaluate("place => place.getBoundingClientRect().height")]
        page.goto(f"{built_site}paths/{LIFECYCLE}/")
        heights.append(page.locator("lp-path-progress").evaluate("place => place.getBoundingClientRect().height"))
        page.goto(built_site)
        heights.append(
            page.locator("lp-continue").evaluate("place => parseFloat(getComputedStyle(place).paddingBottom)")
        )
        return min(heights) if any(heights) else 0

    assert room() == 0
    page.goto(f"{built_site}concepts/attention/?path={LIFECYCLE}")
    mark(page)
    assert room() > 0


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(browser: Browser, built_site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    with_marks(context, FIRST_THREE, {LIFECYCLE: {"at": 5}})
    context.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.moved += entry.value })).observe({type: 'layout-shift', buffered: true})"
    )
    page = context.new_page()
    for address in (
        f"concepts/attention/?path={LIFECYCLE}",
        "paths/",
        f"paths/{LIFECYCLE}/",
        "papers/",
        "papers/?tag=scaling",
        "",
    ):
        page.goto(built_site + address)
        page.wait_for_load_state("networkidle")
        moved = page.evaluate("window.moved")
        assert moved < 0.02, f"{address} moves by {moved}"
    context.close()
