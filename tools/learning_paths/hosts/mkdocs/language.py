"""The language that a site is built in."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from learning_paths.hosts.mkdocs.log import log
from learning_paths.model.settings import Settings
from learning_paths.model.texts import BASE, Texts, language_tag, shipped, texts_in

MATHML = "learning_paths.hosts.mkdocs.mathml"
"""The extension that turns formulas into MathML."""


def site_texts(config: MkDocsConfig, settings: Settings) -> Texts:
    """Return the words of the interface in the language that is being built.

    static-i18n builds a site once for each language: then it is the language of that build, and texts that the site
    changes belong to the language of the option, else to the default language.
    """
    building, default = _languages_of_i18n(config)
    changed = settings.texts
    if building is not None and building != (settings.language or default):
        changed = {}
    language = building or settings.language or config.theme.get("language") or str(config.theme.locale)
    tag = language_tag(str(language)) or BASE
    if shipped(tag) is None and not changed:
        log.info(
            "there are no texts in the language '%s', so that they are English: the option 'texts' gives them", tag
        )
    return texts_in(tag, changed)


def folder_of_build(config: MkDocsConfig) -> str:
    """Return the folder of the site that is being built, ``""`` or such as ``en/``.

    static-i18n puts each language but the default one into a folder, with pages that have the same sources.
    """
    building, default = _languages_of_i18n(config)
    return "" if building == default else f"{building}/"


def _languages_of_i18n(config: MkDocsConfig) -> tuple[str | None, str | None]:
    """Return the language that static-i18n builds now, and its default one; None without static-i18n."""
    i18n = config.plugins.get("i18n")
    default = getattr(i18n, "default_language", None)
    return getattr(i18n, "current_language", None) or default, default  # it says none before its first build


def name_formulas(config: MkDocsConfig, texts: Texts, before: str) -> str:
    """Let formulas be called what they are called in the language of the site, unless the site has its own name.

    ``before`` is the name from an earlier build with the same configuration. Returns the name of this build.
    """
    name = texts("formula")
    if MATHML in config.markdown_extensions:
        options = config.mdx_configs.setdefault(MATHML, {})
        if options.get("label", before) == before:
            options["label"] = name
    return name
