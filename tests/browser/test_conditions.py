"""Pages under conditions that readers set: letters set wide, zoom, forced colours, no movement, the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

PAGES = [
    "",
    "paths/",
    "paths/llm-lifecycle/",
    "paths/training-to-serving/print/",
    "concepts/",
    "papers/",
    "concepts/attention/?path=llm-lifecycle",
    "papers/proximal-policy-optimization/?path=llm-lifecycle",
    "guide/install/",
    "404.html",
]
STEP = "concepts/attention/?path=llm-lifecycle"

# What readers may set, and nothing may be lost by it (WCAG 1.4.12).
TEXT_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }
"""

# Text that is cut: in a box that hides what does not fit.
CUT = """() => {
    const cut = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.textContent.trim() || !node.parentElement.checkVisibility({visibilityProperty: true})) continue;
        if (node.parentElement.closest('.lp-hidden, .lp-announcer, .md-skip, math annotation, script, style')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
            const style = getComputedStyle(up);
            // A box that scrolls can be scrolled; one of no size, or outside of the window, is closed.
            const hides = [style.overflowX, style.overflowY].map(value => ['hidden', 'clip'].includes(value));
            const box = up.getBoundingClientRect();
            if (!hides.some(Boolean) || box.width < 2 || box.height < 2) continue;
            if (box.right <= 0 || box.left >= innerWidth) break;
            for (const part of range.getClientRects()) {
                if (hides[0] && (part.right > box.right + 2 || part.left < box.left - 2)
                    || hides[1] && (part.bottom > box.bottom + 4 || part.top < box.top - 4)) {
                    cut.push(`${node.textContent.trim().slice(0, 60)} in ${up.tagName}.${up.className}`);
                    break;
                }
            }
        }
    }
    return [...new Set(cut)];
}"""


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.fixture
def opened(browser: Browser) -> Iterator[Any]:
    contexts = []

    def open_page(width: int, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport=ViewportSize(width=width, height=height), **options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_text_is_lost_where_letters_are_set_wide(opened: Any, built_site: str, width: int) -> None:
    page = opened(width)
    lost = {}
    for address in PAGES:
        page.goto(built_site + address)
        page.wait_for_load_state("networkidle")
        before = set(page.evaluate(CUT))
        page.add_style_tag(content=TEXT_SPACING)
        page.wait_for_timeout(100)
        cut = set(page.evaluate(CUT)) - before
        if cut or sideways(page) > 0:
            lost[address] = (sideways(page), sorted(cut))
    assert not lost


@pytest.mark.parametrize(("width", "height", "zoom"), [(640, 400, 2), (320, 256, 4)], ids=["200 %", "400 %"])
def test_a_zoomed_page_needs_no_scrolling_sideways_and_keeps_its_parts(
    opened: Any, built_site: str, width: int, height: int, zoom: int
) -> None:
    page = opened(width, height, device_scale_factor=zoom)
    for address in PAGES:
        page.goto(built_site + address)
        assert sideways(page) <= 0, address
    page.goto(built_site + STEP)
    nav = page.locator("nav.lp-current")
    for part in (nav.locator(".lp-place"), nav.locator("a[rel=next]"), nav.get_by_text("All steps")):
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport()
    nav.get_by_text("All steps").click()
    here = nav.locator("[aria-current=step]")
    here.scroll_into_view_if_needed()
    expect(here).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    assert header is not None
    assert header["height"] < 0.4 * height, "the header takes too much of a zoomed window"


def edge(part: Locator) -> dict[str, str]:
    """Return what may show where the focus is, or what is current, where colours are forced."""
    found: dict[str, str] = part.evaluate(
        """element => {
            const style = getComputedStyle(element);
            return {outline: `${style.outlineStyle} ${style.outlineWidth}`, border: style.borderInlineStartStyle,
                    borderWidth: style.borderInlineStartWidth, weight: style.fontWeight,
                    image: style.backgroundImage, adjust: style.forcedColorAdjust};
        }"""
    )
    return found


def test_focus_and_current_step_can_be_seen_where_colours_are_forced(opened: Any, built_site: str) -> None:
    page = opened(1440, 900, forced_colors="active")
    page.goto(built_site + STEP)
    outline = page.locator(".lp-sidebar .lp-outline")
    expect(outline).to_be_visible()
    here = outline.locator("[aria-current=step]")
    other = outline.locator("a:not([aria-current])").nth(1)
    assert edge(here) != edge(other), "the current step looks like all others"
    for name in ("Mark as read", "I know this already"):
        button = page.get_by_role("button", name=name)
        assert edge(button)["border"] == "solid"
        button.focus()
    read = page.get_by_role("button", name="Mark as read")
    before = read.evaluate(LOOK)
    read.click()
    page.mouse.move(0, 0)
    assert read.evaluate(LOOK) != before, "a button that is pressed looks as it did before"
    bar = page.locator("nav.lp-current progress")
    assert edge(bar)["border"] == "solid", "an empty bar cannot be seen"
    for link in (page.locator("nav.lp-current a[rel=next]"), read, other):
        page.keyboard.press("Tab")  # from here on, the focus is the keyboard's
        link.focus()
        style, width = edge(link)["outline"].split()
        assert style != "none"
        assert float(width.removesuffix("px")) >= 2


# What of a button can be seen where colours are forced: system colours, edges, weight, and marks before it.
LOOK = """element => {
    const style = getComputedStyle(element), before = getComputedStyle(element, '::before');
    return [style.backgroundColor, style.color, style.borderTopWidth, style.fontWeight, before.content].join('; ');
}"""

MOVING = """() => document.getAnimations().filter(animation =>
    animation.playState === 'running' && animation.effect.getComputedTiming().activeDuration > 1
).map(animation => `${animation.constructor.name} of ${animation.effect.target.className}`)"""


def test_nothing_moves_for_those_who_asked_for_no_movement(opened: Any, built_site: str) -> None:
    page = opened(360, 780, reduced_motion="reduce")
    page.goto(built_site + STEP)
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    for press in (
        page.get_by_text("All steps").click,
        page.locator(".md-header__button[for=__drawer]").click,
        lambda: page.locator(".md-overlay").click(position={"x": 340, "y": 400}),
        page.get_by_role("button", name="Keyboard shortcuts").click,
    ):
        press()
        assert page.evaluate(MOVING) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# The element that has the focus: its name, whether its focus can be seen, and what covers it.
FOCUS = """() => {
    let element = document.activeElement;
    if (!element || element === document.body) return null;
    // A switch of the theme is shown by its label.
    if (element.matches('.md-option, .md-toggle') && element.nextElementSibling) element = element.nextElementSibling;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const boxes = [...element.getClientRects()].filter(part => part.width && part.height);
    const covers = boxes.map(part => {
        const x = Math.min(Math.max(part.left + part.width / 2, 0), innerWidth - 1);
        const y = Math.min(Math.max(part.top + part.height / 2, 0), innerHeight - 1);
        const top = document.elementFromPoint(x, y);
        return top && !element.contains(top) && !top.contains(element)
            && !top.closest('label')?.contains(element) ? `${top.tagName}.${top.className}` : '';
    });
    return {
        name: (element.getAttribute('aria-label') || element.textContent || element.name || '').trim().slice(0, 60),
        tag: element.tagName, type: element.className,
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
        inside: boxes.length > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        covered: covers.length && covers.every(Boolean) ? covers[0] : '',
    };
}"""


def tab_to(page: Page, link: Locator, most: int = 120) -> None:
    """Press Tab until a link has the focus, and see that each stop on the way shows its focus and is not covered."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            continue
        if "md-search__scrollwrap" not in stop["type"]:  # a stop of the theme's that cannot be seen
            assert stop["outlined"], f"the focus cannot be seen: {stop}"
            assert stop["inside"], f"the focus is out of sight: {stop}"
            if stop["covered"]:
                page.wait_for_timeout(400)  # by the search, which the key has closed a moment ago
                stop = page.evaluate(FOCUS)
            assert not stop["covered"], f"the focus is covered: {stop}"
        if link.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{link} cannot be reached with the tab key")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_alone_leads_from_the_home_page_along_a_path(opened: Any, built_site: str, width: int) -> None:
    page = opened(width, 700)
    page.goto(built_site)
    page.wait_for_load_state("networkidle")
    tab_to(page, page.locator(".home-actions a").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("paths/llm-lifecycle/"))
    tab_to(page, page.locator(".lp-start a").first)
    page.keyboard.press("Enter")
    expect(page.locator("nav.lp-current .lp-place")).to_contain_text("Step 1 of")
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    tab_to(page, page.locator("nav.lp-current a[rel=next]"))
    page.keyboard.press("Enter")
    expect(page.locator("nav.lp-current .lp-place")).to_contain_text("Step 2 of")
    expect(page.locator("nav.lp-current .lp-progress")).to_be_visible()
    if width < 600:
        tab_to(page, page.locator("nav.lp-current summary"))
        page.keyboard.press("Enter")
        tab_to(page, page.locator("nav.lp-current [aria-current=step]"))
    tab_to(page, page.get_by_role("button", name="Mark as read"))
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".lp-announcer")).to_have_text("Marked as read, 1 of 16")
    # Back through all of it, from below.
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        stop = page.evaluate(FOCUS)
        assert stop is None or "md-search__scrollwrap" in stop["type"] or (stop["outlined"] and not stop["covered"]), (
            stop
        )


def test_what_can_be_hit_is_at_least_24_pixels_high_and_wide(opened: Any, built_site: str) -> None:
    small = {}
    for width in (360, 1280):
        page = opened(width)
        for address in ("", "paths/", "paths/llm-lifecycle/", "papers/", STEP):
            page.goto(built_site + address)
            page.wait_for_load_state("networkidle")
            found = page.evaluate(
                """() => [...document.querySelectorAll(
                    'article :is(button, input, select, summary, .lp-button, .lp-way, .lp-step-link, .lp-page-link),'
                    + '.lp-outline a')]
                    .filter(element => element.checkVisibility({visibilityProperty: true}))
                    .map(element => [element.outerHTML.slice(0, 100), element.getBoundingClientRect()])
                    .filter(([html, box]) => box.width && (box.width < 24 || box.height < 24))
                    .map(([html, box]) => `${Math.round(box.width)} by ${Math.round(box.height)}: ${html}`)"""
            )
            if found:
                small[width, address] = found[:5]
    assert not small


def test_nothing_moves_when_fonts_and_data_come_late(opened: Any, built_site: str) -> None:
    page = opened(1280)

    def late(route: Any) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route(re.compile(r"\.woff2$|/data/"), late)
    page.add_init_script(
        "window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved.push("
        "[entry.value, entry.sources.map(source => source.node?.className || source.node?.nodeName).join()])))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in (STEP, "concepts/dpo/", "paths/llm-lifecycle/", "papers/proximal-policy-optimization/", ""):
        page.goto(built_site + address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(600)
        moved = page.evaluate("window.moved")
        assert sum(value for value, _ in moved) < 0.02, f"{address} moves: {moved}"
