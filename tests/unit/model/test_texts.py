from __future__ import annotations

import datetime
import re
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

import learning_paths
from learning_paths import registry, widgets
from learning_paths.model import languages
from learning_paths.model.fields import LEVELS
from learning_paths.model.kinds import BUILT_IN, Kind
from learning_paths.model.languages.en import TEXTS
from learning_paths.model.plurals import FORMS
from learning_paths.model.texts import Texts, fault_in, language_tag, placeholders, shipped, texts_in

ENGLISH = texts_in("en", {})
OTHERS = [name for name in registry.names(languages) if name != "en"]


def families() -> set[str]:
    return {name.removesuffix(".other") for name in TEXTS if name.endswith(".other")}


# How templates and the code in Python ask for texts.
IN_TEMPLATE = re.compile(r'"([^"]+)"( ~ [\w.]+\))? \| text\b|\bcounted\("([^"]+)"')
IN_PYTHON = re.compile(r'\b(?:self(?:\.text)?|texts|words|_texts)(?:\.escaped\([\w.]+\))?\(f?"([\w.-]+?)(\{[^}]*\})?"')


def asked_for() -> set[str]:
    """Return every text that anything in the package asks for."""
    names: set[str] = set()
    starts: list[str] = []
    package = resources.files(learning_paths)
    for script in [*widgets.sources(), *widgets.on_demand_sources()]:
        names |= widgets.asked(widgets.sent(widgets.written(script)), TEXTS).keys()
    templates = [file.read_text(encoding="utf-8") for file in package.joinpath("pages", "templates").iterdir()]
    for template in [*templates, *map(widgets.markup, widgets.names())]:
        for name, start, counted in IN_TEMPLATE.findall(template):
            if counted:
                starts.append(f"{counted}.")
            elif start:
                starts.append(name)
            else:
                names.add(name)
    for module in (
        "pages/generated",
        "pages/redirects",
        "pages/words",
        "model/texts",
        "hosts/mkdocs/mended",
        "hosts/mkdocs/language",
    ):
        for name, start in IN_PYTHON.findall(package.joinpath(f"{module}.py").read_text(encoding="utf-8")):
            if start:
                starts.append(name)
            else:
                names.add(name)
    return names | {name for name in TEXTS if name.startswith(tuple(starts))}


def test_every_text_that_is_asked_for_exists_and_none_is_unused() -> None:
    assert asked_for() == TEXTS.keys()


def test_there_is_a_text_for_each_level_kind_and_month() -> None:
    """These are asked for by names of which a part is filled in."""
    assert {name for name in TEXTS if name.startswith("level.")} == {f"level.{level}" for level in LEVELS}
    for start in ("kind", "kinds"):
        assert {name for name in TEXTS if name.startswith(f"{start}.")} == {f"{start}.{kind.name}" for kind in BUILT_IN}
    assert {name for name in TEXTS if name.startswith("month.")} == {f"month.{month}" for month in range(1, 13)}


def test_what_counts_has_both_forms_in_english() -> None:
    assert families() == {name.removesuffix(".one") for name in TEXTS if name.endswith(".one")}


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, "0 min"), (7, "7 min"), (60, "1 h"), (95, "1 h 35 min"), (1440, "24 h")]
)
def test_durations(minutes: int, shown: str) -> None:
    assert ENGLISH.duration(minutes) == shown


def test_dates() -> None:
    assert ENGLISH.date(datetime.date(2026, 11, 22)) == "22 November 2026"
    american = texts_in("en", {"date": "{month} {day}, {year}"})
    assert american.date(datetime.date(2026, 3, 1)) == "March 1, 2026"


def test_numbers_choose_the_form() -> None:
    assert [ENGLISH.counted("steps", number) for number in (0, 1, 2)] == ["0 steps", "1 step", "2 steps"]
    polish = {"steps.one": "{number} krok", "steps.few": "{number} kroki", "steps.many": "{number} kroków"}
    texts = texts_in("pl", {**polish, "steps.other": "{number} kroku"})
    assert [texts.counted("steps", number) for number in (1, 2, 5, 22)] == ["1 krok", "2 kroki", "5 kroków", "22 kroki"]


def test_a_form_that_a_language_has_and_its_texts_lack_is_the_other() -> None:
    texts = texts_in("pl", {"steps.other": "{number} kroku"})
    assert texts.counted("steps", 3) == "3 kroku"


def test_the_name_of_a_kind_is_the_site_s_where_it_gives_one() -> None:
    concept, _ = BUILT_IN
    assert (ENGLISH.kind(concept), ENGLISH.kinds(concept)) == ("Concept", "Concepts")
    own = Kind("concept", "concepts", "Idea", "Ideas")
    assert (ENGLISH.kind(own), ENGLISH.kinds(own)) == ("Idea", "Ideas")


def test_what_is_between_placeholders_can_be_made_ready_for_another_place() -> None:
    texts = Texts("en", {"a": "<{x}> {not a placeholder} {{x}} {"}).escaped(lambda text: text.replace("<", "&lt;"))
    assert texts("a", x="<b>") == "&lt;<b>> {not a placeholder} {<b>} {"


@given(st.text(), st.text())
def test_a_text_is_shown_as_it_is_but_for_its_placeholders(before: str, after: str) -> None:
    expected = f"{before}{{x}}{after}"
    for name in placeholders(expected) - {"x"}:
        expected = expected.replace(f"{{{name}}}", "")
    values = dict.fromkeys(placeholders(expected), "{y}")
    shown = re.sub(r"\{[A-Za-z]+\}", "{y}", expected)
    assert Texts("en", {"a": expected})("a", **values) == shown


@pytest.mark.parametrize(
    ("language", "tag"),
    [("de", "de"), ("pt_BR", "pt-BR"), ("zh-Hant-TW", "zh-Hant-TW"), ("es-419", "es-419"), ("sl-rozaj", "sl-rozaj")],
)
def test_tags_of_languages(language: str, tag: str) -> None:
    assert language_tag(language) == tag


@pytest.mark.parametrize("language", ["", "d", "german", "de-", "de-1", '"', "de\n", "de en", "../de", "en.UTF-8"])
def test_what_is_no_language(language: str) -> None:
    assert language_tag(language) is None


def test_a_language_of_a_country_is_the_language_where_the_country_has_none() -> None:
    assert [shipped(tag) for tag in ("en", "EN-gb", "en-Latn-GB", "xx", "xx-en", "e")] == ["en"] * 3 + [None] * 3


def test_texts_that_nobody_gives_are_english() -> None:
    assert (texts_in("xx", {}).language, texts_in("xx", {})("close")) == ("en", "Close")
    some = texts_in("xx", {"close": "Xo"})
    assert (some.language, some("close"), some("keys")) == ("xx", "Xo", "Keyboard shortcuts")
    assert texts_in("en-GB", {}).language == "en-GB"


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_all_texts_with_their_placeholders(language: str) -> None:
    words = registry.load(languages, language).TEXTS
    assert list(words) == [name for name in words if name in TEXTS or name.rpartition(".")[2] in FORMS]
    assert {name for name in TEXTS if not name.endswith(".one")} <= words.keys()
    assert {name: fault_in(name, text) for name, text in words.items() if fault_in(name, text)} == {}


@pytest.mark.parametrize("name", TEXTS)
def test_an_english_text_has_no_fault(name: str) -> None:
    assert fault_in(name, TEXTS[name]) is None


@pytest.mark.parametrize(
    ("name", "text", "rule", "said", "hint"),
    [
        ("clsoe", "x", "unknown-field", "there is no text 'clsoe'", "did you mean 'close'?"),
        ("close.few", "x", "unknown-field", "there is no text 'close.few'", "did you mean 'close'?"),
        ("steps.all", "x", "unknown-field", "there is no text 'steps.all'", "did you mean 'steps'?"),
        ("close", " ", "invalid-field", "the text 'close' is empty", "in English: Close"),
        ("close", "{x}", "invalid-field", "the text 'close' has no use for {x}", "in English: Close"),
        (
            "place",
            "{number}",
            "invalid-field",
            "the text 'place' lacks {total}",
            "in English: Step {number} of {total}",
        ),
        ("place", "{Number} {total}", "invalid-field", "has no use for {Number}", "in English"),
        ("steps.other", "x", "invalid-field", "the text 'steps.other' lacks {number}", "in English: {number} steps"),
        ("steps.few", "{n}", "invalid-field", "the text 'steps.few' has no use for {n}", "in English: {number} steps"),
        ("progress.one", "x", "invalid-field", "the text 'progress.one' lacks {done}", "in English: {done} of"),
    ],
)
def test_faults_of_a_text(name: str, text: str, rule: str, said: str, hint: str) -> None:
    fault = fault_in(name, text)
    assert fault is not None
    assert fault.rule == rule
    assert said in fault.message
    assert hint in (fault.hint or "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("steps.one", "one step"),
        ("steps.one", "{number} step"),
        ("steps.few", "{number} steps"),
        ("added.one", "{number}: {names}"),
        ("way.after", "{Kind}"),
        ("way.after", "{kind}"),
        ("close", "{} {not one} {1}"),
        ("place", "{total} {total} {number}"),
    ],
)
def test_texts_without_a_fault(name: str, text: str) -> None:
    assert fault_in(name, text) is None
