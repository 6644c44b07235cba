"""Every character of a formula comes from the site's own fonts, and what has to grow grows."""

from __future__ import annotations

import html
import importlib.util
import re
import unicodedata
import urllib.request
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]


def italic(char: str) -> str:
    """Return the form in which a letter is drawn as a variable."""
    name = unicodedata.name(char).replace("LATIN ", "").replace("GREEK ", "").replace(" LETTER", "")
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {name}")
    except KeyError:
        return ""


@pytest.fixture(scope="module")
def fonts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stix_two_math", ROOT / "tools/fonts/stix_two_math.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def characters_of_formulas(site: str) -> dict[str, str]:
    """Return the characters of all formulas, but for words in other fonts, each with a page that has it."""
    with urllib.request.urlopen(site + "sitemap.xml") as answer:  # noqa: S310 - our own server
        addresses = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    found: dict[str, str] = {}
    for address in addresses:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            text = answer.read().decode()
        for formula in re.findall(r"<math\b.*?</math>", text, re.DOTALL):
            shown = re.sub(r'<annotation\b.*?</annotation>|<mtext mathvariant="(?:mono|sans).*?</mtext>', "", formula)
            for char in html.unescape(re.sub(r"<[^>]*>", "", shown)):
                found.setdefault(char, address)
    return found


def fonts_used(page: Page, characters: str) -> list[dict[str, Any]]:
    """Return the fonts in which a browser draws these characters in a formula."""
    page.evaluate(
        """async characters => {
            let place = document.querySelector('#probe');
            if (!place) {
                const formula = '<p><math><mtext id="probe"></mtext></math></p>';
                document.querySelector('article').insertAdjacentHTML('beforeend', formula);
                place = document.querySelector('#probe');
            }
            place.textContent = characters;
            await document.fonts.load('16px "STIX Two Math Subset"', characters);
            await document.fonts.load('16px "STIX Two Math Subset More"', characters);
            await document.fonts.ready;
        }""",
        characters,
    )
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": document, "selector": "#probe"})["nodeId"]
    used: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return used


def own(used: list[dict[str, Any]]) -> bool:
    return bool(used) and all(font["isCustomFont"] for font in used)


def test_every_character_of_a_formula_is_in_a_font_of_the_site(browser: Browser, built_site: str) -> None:
    found = characters_of_formulas(built_site)
    assert len(found) > 80
    drawn = "".join(
        char for char in sorted(found) if not char.isspace() and char not in "\u2061\u2062\u2063\u2064\u200b"
    )
    # Letters of variables are drawn in italics.
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{built_site}concepts/attention/")
    # A character that no font of the site has shows that this can fail.
    assert not own(fonts_used(page, "☃"))
    if not own(fonts_used(page, drawn)):
        missing = {char: found[char] for char in drawn if not own(fonts_used(page, char))}
        assert not missing, "add them to tools/fonts/stix_two_math.py and make the fonts again"
    context.close()


def test_the_fonts_hold_what_the_script_that_makes_them_says(
    browser: Browser, built_site: str, fonts: ModuleType
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{built_site}concepts/attention/")
    asked = {chr(number) for name in fonts.FONTS for number in fonts.characters(name)}
    combining = {char for char in asked if re.match(r"[\u0300-\u036f\u20d0-\u20ff]", char)}
    spaces = {" ", "\u00a0"}
    assert own(fonts_used(page, "".join(sorted(asked - combining - spaces))))
    styles = re.sub(r"\s+", " ", (ROOT / "docs/assets/stylesheets/site.css").read_text(encoding="utf-8"))
    for name in list(fonts.FONTS)[1:]:
        assert f"unicode-range: {fonts.ranges(name)};" in styles, f"site.css loads {name} for other characters"
    context.close()


def test_brackets_and_roots_grow_with_what_they_hold(browser: Browser, built_site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{built_site}concepts/attention/")
    heights = page.evaluate(
        """async () => {
            const fraction = '<mfrac><mi>a</mi><mi>b</mi></mfrac>';
            const tall = `<mrow class="held"><mfrac>${fraction}${fraction}</mfrac></mrow>`;
            const grown = open => `<mo class="grows" fence="true" stretchy="true">${open}</mo>${tall}`;
            const formulas = [...'([{⌈⌊|'].map(grown).concat(`<msqrt class="grows">${tall}</msqrt>`);
            const part = document.createElement('div');
            part.innerHTML = formulas.map(formula => `<math display="block"><mrow>${formula}</mrow></math>`).join('');
            document.querySelector('article').append(part);
            await document.fonts.ready;
            const height = element => element.getBoundingClientRect().height;
            const held = [...part.querySelectorAll('.held')].map(height);
            return [...part.querySelectorAll('.grows')].map((element, n) => [height(element), held[n]]);
        }"""
    )
    assert len(heights) == 7
    for grown, held in heights:
        assert held > 50
        assert grown >= 0.9 * held
    context.close()
