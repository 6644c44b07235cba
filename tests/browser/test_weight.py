"""How much a first visit loads, and whether the site works when it is opened from a disk."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Response, expect

ROOT = Path(__file__).parents[2]

# Material reads the whole index of its search on every first visit; it grows with the site and is nothing of ours.
OF_THE_THEME = ("search_index.json",)


def weight(response: Response) -> int:
    body = response.body()
    return len(body) if response.url.endswith((".woff2", ".png")) else len(gzip.compress(body, mtime=0))


def test_a_page_with_formulas_is_light(browser: Browser, built_site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 - a built-in method is refused
    page.goto(f"{built_site}concepts/attention/?path=llm-lifecycle")
    page.wait_for_load_state("networkidle")
    sizes = {response.url.removeprefix(built_site): weight(response) for response in loaded}
    context.close()
    assert len(sizes) <= 15, sizes
    ours = {name: size for name, size in sizes.items() if "learning-paths/" in name}
    assert sum(size for name, size in ours.items() if name.endswith(".css")) <= 7_000, ours
    assert sum(size for name, size in ours.items() if name.endswith(".js")) <= 9_500, ours
    rest = sum(size for name, size in sizes.items() if not name.endswith(OF_THE_THEME))
    assert rest <= 165 * 1024, sizes


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
