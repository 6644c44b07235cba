"""A site speaks one language: all that the build writes comes from the table of texts."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser, LexborNode

from learning_paths import widgets
from learning_paths.cli import main
from learning_paths.model.languages import de, en
from learning_paths.model.texts import placeholders
from tests.hosts.builds import SITES, Built, attribute, edited, run_mkdocs, words
from tests.hosts.conftest import Copy
from tests.hosts.test_hostile_text import shape

MATERIAL = "theme:\n  name: material\n  language: de\n  font: false\n  features: [navigation.path]\n"
CHOICES = {
    "material": (MATERIAL, ""),
    "mkdocs": ("theme: {name: mkdocs, locale: de}\n", ""),
    "readthedocs": ("theme: {name: readthedocs, locale: de}\n", ""),
    "the option, a country": ("theme: {name: material, language: en, font: false}\n", "      language: de_AT\n"),
}
SHOWN_TO_READERS = ("aria-label", "title", "alt", "placeholder", "data-title")


def built(site: Path, folder: Path, theme: str = MATERIAL, options: str = "") -> Built:
    with edited(site / "mkdocs.yml") as replace:
        replace(MATERIAL, theme)
        replace("      mend_theme: true\n", f"      mend_theme: true\n{options}")
    result = run_mkdocs(site / "mkdocs.yml", folder, "--strict")
    assert result.status == 0, result.log
    return result


@pytest.fixture(scope="module")
def own_words() -> set[str]:
    """Return the words that the site itself says."""
    found = set()
    for file in (SITES / "deutsch").rglob("*.*"):
        text = file.read_text(encoding="utf-8") if file.suffix in (".yml", ".md") else ""
        head, body = text.split("---\n")[1:] if text.startswith("---\n") else ("", text)
        if file.suffix == ".yml":
            head, body = text.replace("!!", ""), ""
        found |= set(letters(" ".join(values(yaml.safe_load(head or "{}"))))) | set(letters(body))
    return {word.lower() for word in found} | {"π"}


def values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in ("level", "status"):  # these are words of the format
                yield from values(each)
    elif isinstance(value, list):
        for each in value:
            yield from values(each)
    else:
        yield str(value)


def letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def content(page: LexborHTMLParser) -> list[LexborNode]:
    """Return what a page shows beside the theme's own header, sidebar and footer; all of it, if it has none."""
    found = page.css("article, [role=main]") or page.css("body")
    return [*found, *page.css("title, meta[name=description], .md-path")]


def shown(node: LexborNode) -> Iterator[str]:
    """Yield every piece of text that a reader meets in a node."""
    for each in node.traverse(include_text=True):
        if each.tag == "-text" and not (each.parent and each.parent.tag in ("script", "style", "annotation")):
            yield " ".join(each.text().split())
        elif each.tag != "-text":
            names = (*SHOWN_TO_READERS, "content") if each.tag == "meta" else SHOWN_TO_READERS
            yield from (attribute(each, name) for name in names if each.attributes.get(name))


def in_english() -> re.Pattern[str]:
    """Return what matches an English text, or a piece of one between placeholders, that German does not have."""
    whole, pieces = set(), set()
    for name, text in en.TEXTS.items():
        if de.TEXTS.get(name) == text or not letters(re.sub(r"\{\w+\}", "", text)):
            continue
        parts = re.split(r"\{\w+\}", text)
        whole.add(".+".join(map(re.escape, parts)))
        pieces |= {re.escape(part.strip(" .,:")) for part in parts if letters(part)}
    return re.compile("|".join(f"(?:{each})" for each in sorted(whole | pieces)))


@pytest.mark.parametrize("choice", CHOICES)
def test_a_german_site_says_nothing_in_english(copied: Copy, tmp_path: Path, choice: str) -> None:
    site = built(copied("deutsch"), tmp_path / "site", *CHOICES[choice])
    pattern = in_english()
    found = [
        (name, text)
        for name, page in site.html()
        for node in content(page)
        for text in shown(node)
        if pattern.fullmatch(text)
    ]
    assert found == []
    path = words(site.page("paths/uhr/").css_first("article, [role=main]"))
    assert "Zusammengestellt von Anna Uhrmacher, Ben Zeiger. Aktualisiert am 22. November 2026." in path
    assert "Aufbau 4 Schritte 1 Std. 49 Min." in path
    assert "1 Schritt 7 Min." in words(site.page("paths/").css_first("ul.lp-cards"))
    nav = site.page("konzepte/hemmung/").css_first("nav.lp-path-nav")
    assert words(nav.css_first(".lp-place") if nav else None).startswith(
        "Schritt 2 von 4 im Lernpfad Wie eine Uhr geht"
    )
    assert words(nav.css_first("a[rel=next]") if nav else None) == "Weiter: Konzept Der Quarz"
    script = (site.folder / "assets/learning-paths/page.js").read_text(encoding="utf-8")
    assert '"all-steps":"Alle Schritte"' in script
    assert 'Konzept"; }' in (site.folder / "assets/learning-paths/learning-paths.css").read_text(encoding="utf-8")


def test_the_page_at_an_earlier_address_says_its_language(copied: Copy, tmp_path: Path) -> None:
    site = built(copied("deutsch"), tmp_path / "site", *CHOICES["the option, a country"])
    page = site.page("konzepte/schwinggewicht/")
    assert attribute(page.css_first("html"), "lang") == "de-AT"
    assert words(page.css_first("p")) == "Diese Seite ist jetzt hier zu finden: Das Pendel."


def test_sections_of_a_site_without_a_nav_are_named_as_their_lists(copied: Copy, tmp_path: Path) -> None:
    site = built(copied("deutsch"), tmp_path / "site")
    sidebar = site.page("paths/").css_first(".md-nav--primary")
    assert sidebar is not None
    for section in ("Lernpfade", "Konzepte", "Fachartikel", "Bauanleitungen"):
        assert section in words(sidebar)
    assert not {"Paths", "Papers", "Bauten"} & set(words(sidebar).split())


def test_what_a_site_says_of_its_paths_stands_above_their_list(tmp_path: Path) -> None:
    for number, (options, expected) in enumerate(
        [
            ("", []),
            ("      texts: {paths: Wege}\n", []),
            ("      texts: {paths.about: Mit der *Uhr* beginnen.}\n", ["Mit der *Uhr* beginnen."]),
        ]
    ):
        source = Path(shutil.copytree(SITES / "deutsch", tmp_path / str(number) / "source"))
        site = built(source, source.parent / "site", options=options)
        assert [words(lead) for lead in site.page("paths/").css(".lp-lead")] == expected


def test_every_word_of_the_build_is_a_text_that_a_site_can_change(
    copied: Copy, tmp_path: Path, own_words: set[str]
) -> None:
    """Each text is its number in brackets here: what is left beside it must be the site's own words."""
    site = built(copied("deutsch"), tmp_path / "site", options=all_texts(lambda number: f"⟦{number}⟧"))
    seen, left = set(), set()
    for name, page in site.html():
        if name == "404.html":
            continue  # the host's word for it
        for text in (text for node in content(page) for text in shown(node)):
            seen |= {int(number) for number in re.findall(r"⟦(\d+)", text)}
            left |= {(name, word) for word in letters(text) if word.lower() not in own_words}
    assert left == set()
    later = [widgets.script(en.TEXTS, "en", mend_theme=True), *widgets.on_demand(en.TEXTS).values()]
    in_scripts = {name for name in en.TEXTS if any(f'"{name}":' in script for script in later)}
    elsewhere = {"step.unknown", "print.elsewhere"} | {f"month.{month}" for month in range(1, 13) if month != 11}
    assert {name for number, name in enumerate(en.TEXTS) if number not in seen} <= in_scripts | elsewhere


def all_texts(text: Callable[[int], str]) -> str:
    """Return the option that changes all texts, each by its number, into a text with all of its placeholders."""
    changed = {}
    for number, (name, english) in enumerate(en.TEXTS.items()):
        changed[name] = " ".join([text(number), *(f"{{{each}}}" for each in sorted(placeholders(english)))])
    return f"      texts: {json.dumps(changed, ensure_ascii=False)}\n"


HOSTILE = (
    "<script>alert(1)</script></p></li></nav> \" onmouseover='x' > &lt; *a* _b_ **c** `d` [e](f) ![g](h) # i | j "
    "{{ 7 * 7 }} {% raw %} {# k #} { .l #m } $n$ <!--lp-why 1--> ]]> --8<-- www.evil.example :smile: \\ \u202e"
)


def test_texts_are_shown_as_text_wherever_they_stand(tmp_path: Path) -> None:
    sites: list[Built] = []
    for options in (all_texts(lambda _: "HARMLESS"), all_texts(lambda _: HOSTILE)):
        source = Path(shutil.copytree(SITES / "deutsch", tmp_path / str(len(sites)) / "source"))
        sites.append(built(source, source.parent / "site", options=options))
    harmless, hostile = (dict(site.html()) for site in sites)
    assert hostile.keys() == harmless.keys()
    plain = " ".join(HOSTILE.split())
    for name, page in harmless.items():
        assert [tag for tag, _ in shape(hostile[name])] == [tag for tag, _ in shape(page)], name
        for (tag, expected), (_, found) in zip(shape(page), shape(hostile[name]), strict=True):
            assert found.keys() == expected.keys(), f"{name}: <{tag}>"
        replaced = words(page.root).casefold().replace("harmless", plain.casefold())
        assert words(hostile[name].root).casefold() == replaced, name


STATIC_I18N = """\
from mkdocs.plugins import BasePlugin, event_priority


class I18n(BasePlugin):
    current_language = "en"
    default_language = "de"


@event_priority(200)
def on_config(config):
    config.plugins["i18n"] = I18n()


@event_priority(-90)
def on_files(files, config):
    for file in files:
        if file.src_dir:
            file.dest_uri = "en/" + file.dest_uri
"""


def test_another_language_of_a_site_has_all_below_its_folder(copied: Copy, tmp_path: Path) -> None:
    """As static-i18n builds it: one configuration for all languages, and all but one in a folder of their own."""
    folder = copied("deutsch")
    (folder / "static_i18n.py").write_text(STATIC_I18N, encoding="utf-8")
    with edited(folder / "mkdocs.yml") as replace:
        replace("site_name: Uhren\n", "site_name: Uhren\nhooks: [static_i18n.py]\n")
    site = run_mkdocs(folder / "mkdocs.yml", tmp_path / "site", "--strict")
    assert site.status == 0, site.log
    assert not (site.folder / "paths").exists()
    assert not (site.folder / "assets/learning-paths").exists()
    page = site.page("en/paths/uhr/")
    assert "Updated 22 November 2026" in words(page.css_first("article"))
    assert site.target("en/paths/uhr/", page.css_first(".lp-start a")) == "en/konzepte/pendel/index.html"
    assert site.target("en/konzepte/schwinggewicht/", site.page("en/konzepte/schwinggewicht/").css_first("a")) == (
        "en/konzepte/pendel/index.html"
    )
    step = site.page("en/konzepte/pendel/")
    for selector, name in (("script[type=module]", "src"), ("link[href$='learning-paths.css']", "href")):
        for address, each in (("en/konzepte/pendel/", step), ("en/paths/uhr/", page)):
            assert site.target(address, each.css_first(selector), name).startswith("en/assets/learning-paths/")
    assert attribute(step.css_first("lp-path-context"), "data-base") == "../../"
    data = (site.folder / "en/assets/learning-paths/data/path-uhr.js").read_text(encoding="utf-8")
    assert '"url":"konzepte/pendel/"' in data


WRONG = """\
      language: xx-yy-zz-1
      texts:
        clsoe: Zu
        place: Schritt {number}
        keys: {a: b}
"""


def test_the_build_and_the_check_say_the_same_of_wrong_texts(
    copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = copied("deutsch")
    with edited(site / "mkdocs.yml") as replace:
        replace("      mend_theme: true\n", f"      mend_theme: true\n{WRONG}")
    build = run_mkdocs(site / "mkdocs.yml", tmp_path / "site", "--strict")
    monkeypatch.chdir(site)
    check = CliRunner().invoke(main, ["check"])
    assert (build.status, check.exit_code) == (1, 1)
    said = [re.findall(r"mkdocs\.yml:\d+:\d+: error: .*", output) for output in (build.log, check.output)]
    assert said[0] == said[1]
    assert [line.split(" [")[-1] for line in said[0]] == [
        "invalid-field]",
        "unknown-field]",
        "invalid-field]",
        "invalid-field]",
    ]
