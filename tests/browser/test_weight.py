"""How much a first visit loads, and whether the site works when it is opened from a disk."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from learning_paths import widgets

ROOT = Path(__file__).parents[2]

# What a first visit of a page with formulas may load: bytes, compressed as hosts of static sites do, and requests.
WHOLE = 150 * 1024
REQUESTS = 15


def weight(response: Response) -> int:
    body = response.body()
    compressed = response.url.endswith((".woff2", ".png"))
    return len(body) if compressed else len(gzip.compress(body, mtime=0))


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), mtime=0))


def scripts_inside(address: str) -> list[str]:
    """Return the scripts of ours that stand in a page itself."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        html = answer.read().decode()
    inside = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    ours = [script for script in inside if re.search(r"\blp-|\blp:|learning-paths", script)]
    assert widgets.late_search() in ours
    return ours


def first_visit(browser: Browser, address: str) -> dict[str, int]:
    """Return what a browser that knows nothing of the site loads for a page, by address."""
    context = browser.new_context()
    page = context.new_page()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 - a built-in method is refused
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # for what a script asks for when all is quiet
    sizes = {response.url: weight(response) for response in loaded}
    context.close()
    return sizes


def formulas_by_weight(site: str) -> list[str]:
    """Return the addresses of concepts with formulas, those with the heaviest HTML first."""
    with urllib.request.urlopen(site + "sitemap.xml") as answer:  # noqa: S310 - our own server
        addresses = re.findall(r"<loc>([^<]+/concepts/[^<]+)</loc>", answer.read().decode())
    sizes = {}
    for address in addresses:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            body = answer.read()
        if b"<math" in body:
            sizes[address] = len(gzip.compress(body, mtime=0))
    return sorted(sizes, key=sizes.__getitem__, reverse=True)


def test_pages_with_formulas_are_light(browser: Browser, built_site: str) -> None:
    heavy = formulas_by_weight(built_site)
    assert len(heavy) > 10
    # The longest path has the largest file of data.
    for address in [f"{built_site}concepts/attention/", *heavy[:3], heavy[len(heavy) // 2]]:
        sizes = first_visit(browser, f"{address}?path=llm-course")
        assert any("stix-two-math" in name for name in sizes), "no formula"
        assert len(sizes) <= REQUESTS, sizes
        assert sum(sizes.values()) <= WHOLE, sizes


@pytest.mark.parametrize("page", ["", "paths/", "paths/llm-course/", "concepts/", "papers/", "concepts/attention/"])
def test_what_the_plugin_adds_is_light(browser: Browser, built_site: str, page: str) -> None:
    sizes = first_visit(browser, f"{built_site}{page}?path=llm-course")
    ours = {name: size for name, size in sizes.items() if "/assets/learning-paths/" in name and "/data/" not in name}
    scripts = [size for name, size in ours.items() if name.endswith(".js")]
    # Those for paper are not counted: a browser loads them when the page stands.
    styles = [size for name, size in ours.items() if name.endswith("/learning-paths.css")]
    assert scripts
    assert styles
    assert sum(scripts) + sum(map(compressed, scripts_inside(built_site + page))) <= 8_000, ours
    assert sum(styles) <= 5_000, ours


def test_the_path_is_followed_on_pages_that_are_opened_from_a_disk(browser: Browser, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--no-directory-urls", "--site-dir", str(site)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((site / "concepts/attention.html").as_uri() + "?path=training-to-serving")
    expect(page.locator("nav.lp-current .lp-place")).to_contain_text("Step 2 of 8")
    expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("0 of 8")
    page.get_by_role("button", name="Mark as read").click()
    page.locator("nav.lp-current a[rel=next]").click()
    expect(page.locator("nav.lp-current .lp-place")).to_contain_text("Step 3 of 8")
    expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("1 of 8")
    context.close()
