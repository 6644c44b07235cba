"""Every page keeps what docs/guide/contribute/writing.md promises of its code and its figures."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.content.code_blocks import code_blocks, faults

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(page for folder in ("concepts", "papers", "projects") for page in DOCS.glob(f"{folder}/*.md"))
LIBRARY = [page for page in PAGES if page.parent.name != "projects"]
PRINT_PROMPTS = {
    "retrieval-augmented-generation",
    "chain-of-thought-prompting-elicits-reasoning",
    "large-language-models-are-zero-shot-reasoners",
}
"""Their outputs are sentences for a model to read, which are left whole."""

FIGURES = sorted(DOCS.glob("figures/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_code_of_a_page_prints_what_the_page_shows(page: Path) -> None:
    assert list(faults(page)) == []


@pytest.mark.parametrize("page", LIBRARY, ids=lambda page: page.stem)
def test_code_and_output_fit_a_screen(page: Path) -> None:
    blocks = code_blocks(page.read_text(encoding="utf-8"))
    assert [line for block in blocks for line in block.code.splitlines() if len(line) > 84] == []
    if page.stem not in PRINT_PROMPTS:
        assert [line for block in blocks for line in (block.output or "").splitlines() if len(line) > 42] == []


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.stem)
def test_a_figure_can_stand_in_a_page(figure: Path) -> None:
    text = figure.read_text(encoding="utf-8")
    # A figure is put into the page's Markdown as it is: there, a blank line or an indented one ends the markup.
    assert re.findall(r"^(?:[ \t]*|    .*)$", text, re.MULTILINE) == [""], "a blank line, or one with four spaces"

    # HTML allows an attribute without a value, XML does not.
    svg = ElementTree.fromstring(re.sub(r"\bdata-search-exclude(?!=)", 'data-search-exclude=""', text))
    ids = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
    assert [name for name in ids if not name.startswith(f"{figure.stem}-")] == [], "another figure may have the same id"
    assert len(ids) == len(set(ids))

    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    parts = {part.get("id"): part for part in svg if part.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert [parts[name].tag for name in svg.attrib["aria-labelledby"].split()] == [f"{SVG}title", f"{SVG}desc"]
    assert all((part.text or "").strip() for part in parts.values())
