from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from learning_paths import diffs, registry
from learning_paths.compare import compare
from learning_paths.diffs import markdown
from learning_paths.diffs._phrases import shorten
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.changes import Changes, Side
from learning_paths.model.diagnostic import Report
from learning_paths.text.visible import visible
from tests.unit.compare.sides import concepts, page, path, side
from tests.unit.diffs.example import BEFORE, HOSTILE, changes, hostile
from tests.unit.sites import SMALL_SITE
from tests.unit.test_properties import ANYTHING, HEADS

GOLDEN = Path(__file__).parent / "golden"
FORMATS = registry.names(diffs)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def render(name: str, what: Changes, colour: bool = False) -> str:
    rendered = registry.load(diffs, name).render(what, colour=colour)
    assert isinstance(rendered, str)
    return rendered


def test_the_formats() -> None:
    assert FORMATS == ["json", "markdown", "text"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_change(name: str) -> None:
    """Compare with golden/; UPDATE_GOLDEN=1 writes the files."""
    rendered = render(name, changes())
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(rendered, encoding="utf-8", newline="\n")
    assert rendered == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_different(name: str) -> None:
    same = compare(side(BEFORE, "main"), side(BEFORE, "HEAD"))
    rendered = render(name, same)
    if name == "json":
        document = json.loads(rendered)
        assert (document["paths"], document["pages"], document["findings"]) == ([], [], {"new": [], "gone": []})
    else:
        assert "main → HEAD: Nothing is different.\n" in rendered


@pytest.mark.parametrize("name", FORMATS)
def test_a_side_without_a_site(name: str) -> None:
    empty = Side("main", "0" * 40, Catalogue(()), Report((), 0, 0, 0), absent="mkdocs.yml: <gone>")
    rendered = render(name, compare(empty, side({**concepts("a"), "paths/p.yml": path("a")}, "HEAD")))
    if name == "json":
        assert json.loads(rendered)["before"]["absent"] == "mkdocs.yml: <gone>"
    else:
        said = "“mkdocs.yml: &#60;gone&#62;”" if name == "markdown" else "'mkdocs.yml: <gone>'"
        assert f"main: nothing to compare with, so that all is new: {said}\n" in rendered
        assert "1 path added; 1 page added" in rendered


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_a_site_can_speak_to_the_terminal(name: str) -> None:
    found = set(CONTROL.findall(render(name, hostile())))
    # In JSON, bidirectional controls and line separators are data, which a program has to get as they are.
    assert found <= ({"\u2028", "\u202e", "\u2066"} if name == "json" else set())


@pytest.mark.parametrize("name", ["json", "markdown"])
def test_colour_is_for_text_only(name: str) -> None:
    assert render(name, changes(), colour=True) == render(name, changes())


def test_text_in_colour_is_the_same_text() -> None:
    coloured = render("text", changes(), colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render("text", changes())
    assert "\x1b[32m+\x1b[0m" in coloured


def test_a_line_of_text_is_bounded() -> None:
    assert max(len(line) for line in render("text", hostile()).splitlines()) < 6000


def test_json_counts_both_sides() -> None:
    document = json.loads(render("json", changes()))
    assert (document["version"], document["before"]["name"], document["after"]["commit"]) == (1, "main", None)
    assert [document["before"][key] for key in ("paths", "steps", "pages")] == [3, 11, 11]
    moved = [step["after"]["slug"] for step in document["paths"][1]["steps"] if step["moved"]]
    assert moved == ["b", "f"]


# What GitHub makes of Markdown cannot be run here. Its tables and the rest of its syntax are read by markdown-it as
# well; what GitHub does with words, it does with the text that is left.
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown() -> str:
    """Return the hostile changes as a browser gets them."""
    page: str = COMMONMARK.render(render("markdown", hostile()))
    return page.removeprefix(markdown.MARK).strip()


def test_hostile_text_makes_no_markup() -> None:
    read = shown()
    tags = set(re.findall(r"<(/?[a-zA-Z]\w*|!--)", read))
    allowed = {"h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "strong"}
    assert {tag.lstrip("/") for tag in tags} <= allowed
    assert set(re.findall(r"<strong>(.*?)</strong>", read)) <= {"error"}


def test_hostile_text_makes_no_mention_and_no_link() -> None:
    # Not in code, in which GitHub makes nothing of anything.
    rest = html.unescape(re.sub(r"(?s)<code>.*?</code>", "", shown()))
    assert re.findall(r"@\w+", rest) == []
    assert re.findall(r"#\d+|GH-\d+", rest) == []
    assert re.findall(r"(?i)https?://|www\.", rest) == []


def test_hostile_text_breaks_no_table() -> None:
    rows = [line for line in render("markdown", hostile()).splitlines() if line.startswith("|")]
    assert len(rows) > 30
    for row in rows:
        cells = row.count("|") - 1
        assert cells in (3, 4), row
    read = shown()
    assert read.count("<tr>") == len([row for row in rows if not re.match(r"[| :-]+$", row)])


def test_hostile_text_can_be_read() -> None:
    text = html.unescape(shown())
    for said in ("octocat and", "<script>alert(1)</script>", "**bold** _it_ ~~gone~~ $x^2$", "漢字 e\u0301",
                 "😀", "[link](https", "a | b || c \\| d"):  # fmt: skip
        assert said in text, said


def test_every_character_of_ascii_is_shown_as_it_is() -> None:
    text = "".join(map(chr, range(33, 127)))
    for part in [text[start : start + 40] for start in range(0, 94, 20)] + [f"a{c}{c}b{c}" for c in text]:
        shown = html.unescape(COMMONMARK.render(f"x {markdown._prose(part)} y"))
        assert shown.replace("\u200b", "") == f"<p>x {part} y</p>\n"


def test_a_huge_change_is_bounded() -> None:
    slugs = [f"page-{number}" for number in range(400)]
    files = {**concepts(slugs), "paths/p.yml": path(*slugs)}
    new = {f"docs/concepts/{slug}.md": page(slug) for slug in slugs}
    new |= {"paths/p.yml": path(*slugs[::-1])}
    new |= {f"paths/{number}.yml": path(*slugs[:3], "nothing") for number in range(250)}
    what = compare(side(files), side(new))
    rendered = render("markdown", what)
    assert len(rendered) <= markdown.MAX_LENGTH
    assert [int(number) for number in re.findall(r"… and (\d+) more", rendered)] == [150, 150, 299, 300]
    assert len(render("text", what)) > 50_000
    mentions = {name: page(f"'{HOSTILE[11]}'") for name in new if name.startswith("docs/")}
    rendered = render("markdown", compare(side(files), side({**new, **mentions})))
    assert markdown.MAX_LENGTH - 3000 < len(rendered) <= markdown.MAX_LENGTH
    assert rendered.endswith(f"\n\n{markdown._CUT}\n")


def test_a_row_that_does_not_fit_is_left_out_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = render("markdown", changes())
    for length in range(200, len(whole) + 200, 67):
        monkeypatch.setattr(markdown, "MAX_LENGTH", length)
        rendered = render("markdown", changes())
        assert len(rendered) <= length
        if rendered != whole:
            assert rendered.endswith(f"\n\n{markdown._CUT}\n")
            assert set(rendered.splitlines()) - {markdown._CUT} <= set(whole.splitlines())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_code_or_escaped(text: str) -> None:
    shown = COMMONMARK.render(f"x {markdown._name(text)} y")
    assert shown.startswith("<p>x ")
    assert shown.count("<p>") == 1
    assert "<script" not in shown


@given(ANYTHING, ANYTHING, HEADS | ANYTHING, HEADS | ANYTHING)
def test_any_two_sites_can_be_compared(before: bytes, after: bytes, page_before: bytes, page_after: bytes) -> None:
    old = side({**SMALL_SITE, "paths/x.yml": before, "docs/papers/x.md": page_before})
    new = side({**SMALL_SITE, "paths/x.yml": after, "docs/papers/y.md": page_after})
    what, back = compare(old, new), compare(new, old)
    for name in FORMATS:
        assert render(name, what).endswith("\n")
    assert len(render("markdown", what)) <= markdown.MAX_LENGTH
    read = json.loads(render("json", what)), json.loads(render("json", back))
    assert read[0]["findings"]["new"] == read[1]["findings"]["gone"]
    assert read[0]["findings"]["gone"] == read[1]["findings"]["new"]
    assert bool(what) == bool(back)
    assert not compare(old, old)
    assert not compare(new, new)


@given(st.text())
def test_any_text_is_shown_as_it_is_in_one_line(text: str) -> None:
    written = markdown._prose(text)
    assert not CONTROL.search(written)
    assert "\n" not in written
    rendered = html.unescape(COMMONMARK.render(f"| a |\n| - |\n| x {written} y |\n"))
    assert f"<td>x {visible(shorten(text))} y</td>" in rendered.replace("\u200b", "")
