"""The first use of a word on a page shows what the site's glossary says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.hosts.builds import Built, attribute, run_mkdocs, words
from tests.hosts.conftest import Copy

GLOSSARY = """# Words

## Tooth, cog

A part that <em>sticks out</em> & meshes. &lt;b&gt;

See [flour](concepts/flour.md).

## [Yeast](concepts/yeast.md)

Lets go.

## Logit {#raw-score}

A *raw* `score`.
"""
TEXT = "\n\nThe tooth of a cog, a Logit, an yeast. `logit` and [logit](flour.md).\n\n## Logit\n\nLogits.\n"


@pytest.fixture
def site(copied: Copy) -> Path:
    folder = copied("five_pages")
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace(
            "- learning-paths", "- search\n  - learning-paths: {glossary: words.md}", 1
        ),
        encoding="utf-8",
    )
    (folder / "docs" / "words.md").write_text(GLOSSARY, encoding="utf-8")
    for page in (folder / "docs" / "concepts").glob("*.md"):
        page.write_text(page.read_text(encoding="utf-8") + TEXT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_word_leads_to_the_glossary_and_is_described(
    site: Path, tmp_path: Path, theme: str, directory_urls: bool
) -> None:
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site", "--theme", theme, directory_urls=directory_urls)
    assert built.status == 0, built.log
    page = built.page("concepts/yeast/")
    found = {words(link): link for link in page.css("a.lp-term-word")}
    assert list(found) == ["tooth", "Logit"]
    for word, meaning in (("tooth", "A part that sticks out & meshes. <b>"), ("Logit", "A raw score.")):
        anchor = built.target("concepts/yeast/", found[word]).partition("#")[2]
        assert built.page("words/").css_first(f"#{anchor}") is not None
        box = page.css_first(f"#{attribute(found[word], 'aria-describedby')}")
        assert attribute(box, "role") == "tooltip"
        assert words(box) == meaning


def test_a_page_that_explains_a_word_does_without(site: Path, tmp_path: Path) -> None:
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert [words(link) for link in built.page("concepts/flour/").css("a.lp-term-word")] == ["Logit"]
    assert built.page("words/").css("a.lp-term-word") == []


def test_search_does_not_find_a_page_by_what_its_words_mean(site: Path, tmp_path: Path) -> None:
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    index = json.loads((built.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert {entry["location"].partition("#")[0] for entry in index["docs"] if "meshes" in entry["text"]} == {"words/"}


def test_a_glossary_that_is_not_there_is_named(site: Path, tmp_path: Path) -> None:
    (site / "docs" / "words.md").unlink()
    built: Built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert "the docs folder has no page 'words.md' ('glossary' in mkdocs.yml)" in built.log
    (site / "docs" / "words.md").write_text("# Nothing\n", encoding="utf-8")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert "'words.md' has no heading with an explanation below it ('glossary' in mkdocs.yml)" in built.log
