"""Pages can be read on a narrow screen, and formulas without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

PAGES = [
    "",
    "paths/",
    "paths/llm-lifecycle/",
    "paths/training-to-serving/",
    "paths/training-to-serving/print/",
    "concepts/",
    "papers/",
    "concepts/attention/",
    "concepts/scaling-laws/",
    "concepts/rlhf/",
    "papers/proximal-policy-optimization/",
    "glossary/",
    "notation/",
    "papers/deepseek-r1-reasoning-via-reinforcement-learning/",
    "guide/curate/path-files/",
    "404.html",
]

# What is wider than the screen must scroll in a box of its own; this names what does not.
TOO_WIDE = """() => {
    const wide = [];
    for (const element of document.querySelectorAll('.md-container *, .md-header *')) {
        const box = element.getBoundingClientRect();
        if (box.width && box.right > document.documentElement.clientWidth + 1) {
            let scrolls = false;
            for (let up = element.parentElement; up; up = up.parentElement)
                scrolls ||= ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)
                    && up.getBoundingClientRect().right <= document.documentElement.clientWidth + 1;
            if (!scrolls && getComputedStyle(element).position !== 'fixed') wide.push(element.outerHTML.slice(0, 120));
        }
    }
    return wide;
}"""


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_no_page_scrolls_sideways(browser: Browser, built_site: str, width: int, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    for address in PAGES:
        page.goto(built_site + address)
        room = page.evaluate("document.documentElement.clientWidth")
        needed = page.evaluate("document.documentElement.scrollWidth")
        assert needed <= room, (address, page.evaluate(TOO_WIDE)[:5])
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_formulas_can_be_seen_without_scripts(browser: Browser, built_site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    seen = 0
    for address in ("concepts/attention/", "concepts/scaling-laws/", "concepts/rlhf/", "concepts/dpo/"):
        page.goto(built_site + address)
        page.evaluate("document.querySelectorAll('details').forEach(answer => { answer.open = true })")
        formulas = page.locator("article math")
        assert formulas.count() > 3, address
        for formula in formulas.all():
            box = formula.bounding_box()
            assert box is not None
            assert box["width"] > 3, formula.text_content()
            assert box["height"] > 5, formula.text_content()
            seen += 1
        # No formula is left as it was written.
        assert "\\frac" not in page.locator("article").inner_text()
        assert not page.locator("article .arithmatex:not(:has(math))").count()
    assert seen > 20
    context.close()


def test_a_step_is_marked_with_its_number_beside_its_text(browser: Browser, built_site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(built_site + "paths/llm-lifecycle/")
    steps = page.locator("li.lp-step").all()
    assert len(steps) > 10
    for step in steps:
        number, title = (step.locator(part).bounding_box() for part in (".lp-step-number", ".lp-step-link"))
        assert number is not None
        assert title is not None
        assert number["x"] + number["width"] <= title["x"], "the number covers the title"
    context.close()
