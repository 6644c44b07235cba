"""axe finds nothing on our pages, in both colour schemes, on a wide and on a narrow screen."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # ships no types
from playwright.sync_api import Browser

PAGES = [
    "",
    "paths/",
    "paths/llm-lifecycle/",
    "paths/training-to-serving/print/",
    "concepts/",
    "papers/",
    "concepts/attention/",
    "papers/proximal-policy-optimization/",
    "concepts/attention/?path=llm-lifecycle",
    "guide/curate/ci/",
    "404.html",
]

# What the page says of itself, beside axe's judgement of WCAG 2.2 A and AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, built_site: str, scheme: Literal["light", "dark"], width: int, address: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(built_site + address)
    shown = page.evaluate("document.body.dataset.mdColorScheme")
    assert shown == {"light": "default", "dark": "slate"}[scheme]
    results: dict[str, Any] = Axe().run(page, options={"runOnly": RULES}).response
    assert len(results["passes"]) > 20, "axe has looked at next to nothing"
    found = [
        f"{violation['id']} ({violation['impact']}): {node['target']}: {node['html'][:160]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]
    assert not found, json.dumps(found, indent=1)
    context.close()
