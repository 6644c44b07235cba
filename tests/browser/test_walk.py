"""A reader walks the first path of this repository's own site from its first step to its last."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

STEPS = [
    "concepts/scaling-laws",
    "concepts/attention",
    "concepts/flash-attention",
    "papers/language-models-are-unsupervised-multitask-learners",
    "papers/language-models-are-few-shot-learners",
    "concepts/sft",
    "papers/lima-less-is-more-for-alignment",
    "papers/learning-to-summarize-human-feedback",
    "papers/proximal-policy-optimization",
    "concepts/rlhf",
    "concepts/dpo",
    "papers/kto-model-alignment-prospect-theoretic-optimization",
    "papers/llama-2-open-foundation-fine-tuned-chat-models",
    "papers/constitutional-ai-harmlessness-from-ai-feedback",
    "papers/deepseek-r1-reasoning-via-reinforcement-learning",
    "papers/gpt-4-technical-report",
]
NAV = "nav.lp-path-nav[data-path=llm-lifecycle]"


def place(page: Page, site: str) -> str:
    """Return where a page stands in the site, without its query."""
    return urlsplit(page.url).path.removeprefix(urlsplit(site).path).strip("/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_next_links_lead_from_the_first_step_to_the_last(browser: Browser, built_site: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    requests: set[str] = set()
    faults: list[str] = []
    page.on("request", lambda request: requests.add(request.url))
    # Going on to the next page ends what the last one was still loading, such as its icon; that is no fault.
    page.on(
        "requestfailed",
        lambda request: (
            None if request.failure == "net::ERR_ABORTED" else faults.append(f"{request.url}: {request.failure}")
        ),
    )
    page.on(
        "response", lambda answer: faults.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    page.goto(built_site)
    page.get_by_role("link", name="Start with").click()
    expect(page).to_have_url(built_site + "paths/llm-lifecycle/")
    page.wait_for_load_state("networkidle")  # the theme has read the site's map, which instant navigation needs
    if scripts:
        # Instant navigation keeps the window, and with it whatever a script has left there.
        page.evaluate("window.walker = 'the same'")
    page.locator("ol.lp-steps > li.lp-step").first.locator(".lp-step-title a").click()

    walked: list[str] = []
    while True:
        nav = page.locator(NAV)
        expect(nav.locator(".lp-place")).to_contain_text(f"Step {len(walked) + 1} of {len(STEPS)}")
        walked.append(place(page, built_site))
        assert len(walked) <= len(STEPS)
        if not nav.locator("a[rel=next]").count():
            break
        nav.locator("a[rel=next]").click()
    assert walked == STEPS
    assert walked[-1] == place(page, built_site)
    if scripts:
        assert page.evaluate("window.walker") == "the same", "the walk was not made by instant navigation"

    # And back again, for the last two steps.
    for step in reversed(STEPS[-3:-1]):
        page.locator(NAV).locator("a[rel=prev]").click()
        expect(page).to_have_url(f"{built_site}{step}/?path=llm-lifecycle")

    assert len(requests) > len(STEPS)
    assert {url for url in requests if not url.startswith((built_site, "data:", "blob:"))} == set()
    assert faults == []
    context.close()
