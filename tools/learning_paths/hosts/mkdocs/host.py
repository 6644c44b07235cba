"""What the site says to MkDocs, taken from the configuration that MkDocs has read."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pathspec.gitignore
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from learning_paths.hosts.mkdocs.site_files import relative_folder
from learning_paths.model.host import (
    ALWAYS_EXCLUDED,
    IGNORE,
    INFO,
    RELATIVE_TO_DOCS,
    SNIPPETS,
    TABS,
    WARN,
    Host,
    Validation,
    base_of,
    known_extensions,
)
from learning_paths.text.markdown.slugs import Slugify, latin_slug

_LEVELS = {logging.DEBUG: IGNORE, logging.INFO: INFO, logging.WARNING: WARN}
_ALWAYS_EXCLUDED = pathspec.gitignore.GitIgnoreSpec.from_lines(ALWAYS_EXCLUDED)


def host_of_config(config: MkDocsConfig, *, serving: bool) -> Host:
    """Return the options of MkDocs: the same that :func:`learning_paths.load.read_host.host_of` reads in mkdocs.yml."""
    links = config.validation.links
    toc = {**config.mdx_configs.get("toc", {}), **config.mdx_configs.get("markdown.extensions.toc", {})}
    excluded, drafts = config.exclude_docs, config.draft_docs
    return Host(
        directory_urls=config.use_directory_urls,
        base=base_of(config.site_url),
        validation=Validation(
            not_found=_level(links.not_found),
            anchors=_level(links.anchors),
            absolute_links=_level(links.absolute_links),
            unrecognized_links=_level(links.unrecognized_links),
        ),
        extensions=known_extensions(frozenset(map(str, config.markdown_extensions))),
        plugins=frozenset(config.plugins),
        slugify=toc.get("slugify", latin_slug),
        separator=toc.get("separator", "-"),
        tab_slugs=tuple(_tab_slugs(config)),
        snippets=_snippet_folders(config),
        appended=tuple(map(str, config.mdx_configs.get(SNIPPETS, {}).get("auto_append", ()))),
        custom_dir=relative_folder(config, config.theme.custom_dir) if config.theme.custom_dir else None,
        language=str(config.theme.get("language") or config.theme.locale),
        exclude_docs=(_ALWAYS_EXCLUDED + excluded).match_file if excluded is not None else None,
        draft_docs=drafts.match_file if drafts is not None else None,
        serving=serving,
    )


def _tab_slugs(config: MkDocsConfig) -> Iterator[tuple[Slugify | None, str]]:
    for name in TABS:
        options = config.mdx_configs.get(name, {})
        if callable(options.get("slugify")):
            yield options["slugify"], str(options.get("separator", "-"))


def _snippet_folders(config: MkDocsConfig) -> tuple[str, ...] | None:
    if SNIPPETS not in config.markdown_extensions:
        return None
    given = config.mdx_configs.get(SNIPPETS, {}).get("base_path", ["."])
    folders = []
    for folder in [given] if isinstance(given, (str, os.PathLike)) else given:
        try:
            folders.append(relative_folder(config, os.fspath(folder)))
        except ConfigurationError:  # the folder of each page: none of a site
            folders.append("..")
    return tuple(folders)


def _level(value: object) -> str:
    return _LEVELS[value] if isinstance(value, int) and value in _LEVELS else RELATIVE_TO_DOCS
