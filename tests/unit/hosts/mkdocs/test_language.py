from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from learning_paths.hosts.mkdocs.language import MATHML, name_formulas, site_texts
from learning_paths.model.settings import Settings
from learning_paths.model.texts import texts_in

CHANGED = {"close": "Zu"}


def config(theme: dict[str, Any], i18n: dict[str, str | None] | None = None) -> MkDocsConfig:
    made = MkDocsConfig()
    made.theme = Theme(**theme)
    made.plugins = {} if i18n is None else {"i18n": SimpleNamespace(**i18n)}  # type: ignore[assignment] # no real plugins
    return made


@pytest.mark.parametrize(
    ("theme", "option", "language"),
    [
        ({"name": "material"}, "", "en"),
        ({"name": "material", "language": "de"}, "", "de"),
        ({"name": "material", "language": "de"}, "en", "en"),
        ({"name": "mkdocs"}, "", "en"),
        ({"name": "mkdocs", "locale": "de_CH"}, "", "de-CH"),
        ({"name": "readthedocs", "locale": "de"}, "", "de"),
        ({"name": None, "custom_dir": "."}, "", "en"),
        ({"name": None, "custom_dir": ".", "language": "de"}, "", "de"),
        ({"name": "material", "language": "xx"}, "", "en"),
        ({"name": "material", "language": ["de"]}, "", "en"),
    ],
)
def test_the_language_is_the_option_s_else_the_theme_s(theme: dict[str, Any], option: str, language: str) -> None:
    assert site_texts(config(theme), Settings(language=option)).language == language


def test_a_language_without_texts_is_said_to_be_english(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        texts = site_texts(config({"name": "material", "language": "fr"}), Settings())
    assert texts("close") == "Close"
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert "'fr'" in caplog.text


def test_a_language_that_the_site_gives_is_that_of_the_theme_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        texts = site_texts(config({"name": "material", "language": "fr"}), Settings(texts={"close": "Fermer"}))
    assert (texts.language, texts("close"), texts("keys")) == ("fr", "Fermer", "Keyboard shortcuts")
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("building", "option", "language", "close"),
    [
        (None, "", "de", "Zu"),  # it does not say before its first build
        ("de", "", "de", "Zu"),
        ("en", "", "en", "Close"),
        ("de", "en", "de", "Schließen"),
        ("en", "en", "en", "Zu"),
    ],
)
def test_static_i18n_says_the_language_of_each_build(
    building: str | None, option: str, language: str, close: str
) -> None:
    site = config({"name": "material"}, {"current_language": building, "default_language": "de"})
    texts = site_texts(site, Settings(language=option, texts=CHANGED))
    assert (texts.language, texts("close")) == (language, close)


def test_formulas_are_called_what_they_are_called_in_the_language_of_each_build() -> None:
    site = config({"name": "material"})
    site.markdown_extensions = [MATHML]
    site.mdx_configs = {}
    before = ""
    for language, name in (("de", "Formel"), ("en", "Formula")):
        before = name_formulas(site, texts_in(language, {}), before)
        assert site.mdx_configs == {MATHML: {"label": name}}


def test_the_name_that_a_site_gives_to_formulas_stays() -> None:
    site = config({"name": "material"})
    site.markdown_extensions = [MATHML]
    site.mdx_configs = {MATHML: {"label": "Rechnung"}}
    name_formulas(site, texts_in("de", {}), name_formulas(site, texts_in("en", {}), ""))
    assert site.mdx_configs == {MATHML: {"label": "Rechnung"}}
