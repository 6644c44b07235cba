"""What scripts say is in the language of the site, in the forms that it has for numbers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import served

SITE = Path(__file__).parents[1] / "sites" / "deutsch"


def build(source: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(source / "mkdocs.yml")]
    run = subprocess.run([*command, "-d", str(folder)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
    page.close()


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build(SITE, tmp_path_factory.mktemp("deutsch"))) as address:
        yield address


def test_marks_and_progress_speak_german(page: Page, german: str) -> None:
    page.goto(f"{german}konzepte/pendel/?path=uhr")
    page.get_by_role("button", name="Als gelesen markieren").click()
    expect(page.get_by_role("status").first).to_have_text("Als gelesen markiert, 1 von 4")
    expect(page.locator("nav.lp-current .lp-progress-text")).to_have_text("1 von 4 Schritten · noch 1 Std. 42 Min.")
    expect(page.locator("nav.lp-current summary")).to_contain_text("Alle Schritte")
    expect(page.get_by_role("navigation", name="Schritte: Wie eine Uhr geht").first).to_be_attached()
    page.goto(f"{german}paths/uhr/")
    expect(page.get_by_role("link", name="Weiter mit Schritt 2: Die Hemmung")).to_be_visible()
    expect(page.get_by_role("button", name="Gelesen: Das Pendel")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{german}paths/kurz/")
    expect(page.locator(".lp-progress-text")).to_have_text("1 von 1 Schritt")
    expect(page.locator(".lp-finished")).to_contain_text("Alle Schritte dieses Lernpfads sind gelesen.")


def test_what_is_loaded_later_speaks_german_too(page: Page, german: str) -> None:
    page.goto(f"{german}paths/")
    page.get_by_text("Meine Markierungen").click()
    expect(page.get_by_role("button", name="In einer Datei speichern")).to_be_visible()
    page.get_by_role("button", name="Tastenkürzel").click()
    dialog = page.get_by_role("dialog", name="Tastenkürzel")
    expect(dialog.get_by_text("Nächster Schritt des Lernpfads")).to_be_visible()
    dialog.get_by_role("button", name="Schließen").click()
    page.goto(f"{german}konzepte/")
    expect(page.get_by_role("search", name="Liste filtern")).to_be_attached()
    expect(page.get_by_text("4 von 4 Seiten")).to_be_visible()


def test_a_language_of_the_site_s_own_has_its_own_forms(page: Page, tmp_path: Path) -> None:
    """Polish has one form for two to four, and another for five and more."""
    source = Path(shutil.copytree(SITE, tmp_path / "source"))
    texts = {"progress.one": "{done}/{number} krok", "progress.few": "{done}/{number} kroki", "progress.other": "?"}
    texts |= {"filter.count.many": "{shown}/{number} stron", "filter.count.few": "{shown}/{number} strony"}
    texts = {name: text if "{" in text else "{done}/{number} kroków" for name, text in texts.items()}
    config = source / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "      mend_theme: true\n", f"      mend_theme: true\n      language: pl\n      texts: {json.dumps(texts)}\n"
    )
    config.write_text(text, encoding="utf-8")
    with served(build(source, tmp_path / "site")) as address:
        page.goto(f"{address}konzepte/pendel/?path=uhr")
        expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("0/4 kroki")
        page.goto(f"{address}konzepte/pendel/?path=kurz")
        expect(page.locator("nav.lp-current .lp-progress-text")).to_contain_text("0/1 krok")
        page.goto(f"{address}konzepte/")
        expect(page.get_by_text("4/4 strony")).to_be_visible()
