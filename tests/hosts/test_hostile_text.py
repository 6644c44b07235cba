"""Text that looks like markup is shown as text, wherever it is written, and nothing of it takes effect."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.hosts.builds import SITES, Built, attribute, edited, run_mkdocs, words
from tests.hosts.conftest import Copy

TEXTS = {
    "tags": "<script>alert(1)</script><img src=x onerror=alert(2)></title></p></li></nav>",
    "attributes": '" onmouseover="alert(1)" x=\'y\' > <b',
    "entities": "&lt;b&gt; &amp;amp; &#60;i&#62; &copy",
    "Markdown": "*a* _b_ **c** __d__ `e` ~~f~~ ^g^ ==h== ++ctrl++ [i](javascript:j) ![k](l) [[m]] [^1]",
    "blocks": "# a | b --- *** 1) c - d > e !!! note ??? f === ``` ~~~ $$ - [ ] g",
    "templates": "{{ 7 * 7 }} {% raw %} {# a #} { .b #c } {: .d } {++e++} {>>f<<} ${g}",
    "formulas": r"$x$ \(y\) \[z\] $$w$$ \begin{a}",
    "snippets": '--8<-- "index.md" -8<- ;--8<-- "x"',
    "sections": "]]> <![CDATA[ <!-- a --> --> <!--lp-why 1--> <!--/lp-why--> <?php ?> <!doctype html>",
    "links": "https://evil.example/?a=b&c=d www.evil.example a@evil.example javascript:alert(1) #1 @user :smile:",
    "directions": "a \u202eb\u202c \u2066c\u2069 \u200fd \u200be",
    "backslashes": "\\ \\\\ \\* \\n \\u003cb\\u003e \\<b> %0a %3Cb%3E",
}
STAND_IN = "HARMLESS"


def build(site: Path, folder: Path, text: str) -> Built:
    for file in site.rglob("*"):
        if file.suffix in (".yml", ".md") and file.name != "README.md":
            written = file.read_text(encoding="utf-8").replace(STAND_IN, json.dumps(text, ensure_ascii=False))
            file.write_text(written, encoding="utf-8")
    built = run_mkdocs(site / "mkdocs.yml", folder)
    assert built.status == 0, built.log
    assert "invalid-field" not in built.log
    return built


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = run_mkdocs(SITES / "hostile" / "mkdocs.yml", tmp_path_factory.mktemp("harmless"))
    assert built.status == 0, built.log
    return built


@pytest.fixture(scope="module", params=TEXTS)
def hostile_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Built]:
    folder = tmp_path_factory.mktemp("hostile")
    text = TEXTS[request.param]
    return text, build(Path(shutil.copytree(SITES / "hostile", folder / "source")), folder / "built", text)


def shape(page: LexborHTMLParser) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every element of a page with its attributes, in the order of the page."""
    assert page.root is not None
    for node in page.root.traverse(include_text=False):
        yield node.tag or "", {name: value or "" for name, value in node.attributes.items()}


def theme_shows_front_matter_as_html(name: str) -> bool:
    """MkDocs puts the title in the head of a page into HTML as it is: on the page itself that is the host's affair."""
    return name == "concepts/second/index.html"


def test_text_changes_nothing_but_text(hostile_site: tuple[str, Built], harmless: Built) -> None:
    text, site = hostile_site
    hostile = dict(site.html())
    expected = dict(harmless.html())
    assert hostile.keys() == expected.keys()
    shown = " ".join(text.split()).casefold()
    for name, page in expected.items():
        if theme_shows_front_matter_as_html(name):
            continue
        assert [tag for tag, _ in shape(hostile[name])] == [tag for tag, _ in shape(page)], name
        for (tag, attributes), (_, found) in zip(shape(page), shape(hostile[name]), strict=True):
            assert found.keys() == attributes.keys(), f"{name}: <{tag}>"
            for key, value in attributes.items():
                value, (before, stands_in, _) = value.casefold(), value.casefold().partition(STAND_IN.casefold())
                if key in ("href", "id", "for", "data-md-toggle") and stands_in:
                    # Addresses and identifiers are made of the text, and not the text itself.
                    assert found[key].casefold().startswith(before), f"{name}: <{tag} {key}>"
                    assert not set(found[key]) & set("\"'<> "), f"{name}: <{tag} {key}>"
                elif key == "data-paths" and value.startswith("{"):
                    titles = json.loads(value.replace(STAND_IN.casefold(), json.dumps(shown)[1:-1]))
                    assert json.loads(found[key].casefold()) == titles, f"{name}: <{tag} {key}>"
                else:
                    replaced = value.replace(STAND_IN.casefold(), shown)
                    assert found[key].casefold() == replaced, f"{name}: <{tag} {key}>"
        assert page.root is not None
        replaced = words(page.root).casefold().replace(STAND_IN.casefold(), shown)
        assert words(hostile[name].root).casefold() == replaced, name


def test_the_stand_in_stands_wherever_a_text_can_be_shown(harmless: Built) -> None:
    """Else the test above would compare nothing."""
    counts = {name: (page.html or "").count(STAND_IN) for name, page in harmless.html()}
    assert counts["paths/index.html"] >= 4
    assert counts["paths/first/index.html"] >= 15
    assert counts["paths/first/print/index.html"] >= 30
    assert counts["concepts/first/index.html"] >= 8
    assert counts["papers/third/index.html"] >= 12
    assert counts["projects/fourth/index.html"] >= 5
    assert counts["concepts/index.html"] >= 3


def test_what_stands_around_a_page_shows_its_text_as_text(hostile_site: tuple[str, Built], harmless: Built) -> None:
    """The page whose own title is hostile: only what we add to it."""
    text, hostile = hostile_site
    shown = " ".join(text.split())
    for part in (".lp-page-head", ".lp-page-foot"):
        added = hostile.page("concepts/second/").css_first(part)
        expected = harmless.page("concepts/second/").css_first(part)
        assert added is not None
        assert expected is not None
        replaced = words(expected).casefold().replace(STAND_IN.casefold(), shown.casefold())
        assert words(added).casefold() == replaced
        assert [node.tag for node in added.traverse()] == [node.tag for node in expected.traverse()]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<b>x</b>", "//evil.example/", "work"]
)
def test_only_addresses_of_the_web_are_linked_from_a_citation(copied: Copy, tmp_path: Path, url: str) -> None:
    site = copied("hostile")
    with edited(site / "docs/papers/third.md") as replace:
        replace("url: https://example.org/work", f"url: {json.dumps(url)}")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "built")
    assert "docs/papers/third.md:8:6: error: 'url' must be" in built.log
    links = [attribute(link, "href") for link in built.page("papers/third/").css(".lp-citation a")]
    assert links == ["https://arxiv.org/abs/2401.00001", "https://doi.org/10.1000/x"]


def test_an_address_cannot_leave_its_attribute(copied: Copy, tmp_path: Path) -> None:
    site = copied("hostile")
    url = 'https://example.org/z" onclick="alert(2)'
    with edited(site / "docs/papers/third.md") as replace:
        replace("url: https://example.org/work", f"url: {json.dumps(url)}")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "built")
    links = built.page("papers/third/").css(".lp-citation a")
    assert [list(link.attributes) for link in links] == [["href"]] * len(links)
    assert "onclick" not in {name for _, attributes in shape(built.page("papers/third/")) for name in attributes}
