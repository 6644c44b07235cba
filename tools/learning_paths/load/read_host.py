"""The options of MkDocs in mkdocs.yml, as far as links depend on them."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

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
from learning_paths.text.markdown.slugs import Slugify, latin_slug, pymdownx_slug, unicode_slug

_PYTHON = "tag:yaml.org,2002:python/"
_FALSE = ("false", "no", "off")


class Tagged(NamedTuple):
    """A value with a tag of somebody else's, such as ``!!python/name:markdown.extensions.toc.slugify``."""

    tag: str
    value: object


def host_of(values: Mapping[str, object], docs_dir: str) -> Host:
    """Return the options of MkDocs. ``values`` are those of mkdocs.yml: text, lists, mappings, and tagged values.

    What MkDocs would refuse is read as if it were not there.
    """
    extensions = _named(values.get("markdown_extensions"))
    toc: dict[str, object] = {}
    for name in ("toc", "markdown.extensions.toc"):
        toc.update(extensions.get(name, {}))
    separator = toc.get("separator", "-")
    theme = values.get("theme")
    theme = theme if isinstance(theme, Mapping) else {}
    custom_dir = theme.get("custom_dir")
    language = theme.get("language") or theme.get("locale")
    return Host(
        directory_urls=str(values.get("use_directory_urls", "true")).lower() not in _FALSE,
        base=base_of(values.get("site_url")),
        validation=_validation(values.get("validation")),
        extensions=known_extensions(frozenset(extensions)),
        plugins=frozenset(_named(values.get("plugins"))),
        slugify=_slugify(toc.get("slugify")),
        separator=separator if isinstance(separator, str) else "-",
        tab_slugs=tuple(_tab_slugs(extensions)),
        snippets=_snippet_folders(extensions.get(SNIPPETS), docs_dir),
        appended=tuple(_texts(extensions.get(SNIPPETS, {}).get("auto_append"))),
        custom_dir=posixpath.normpath(custom_dir) if isinstance(custom_dir, str) and custom_dir else None,
        language=language if isinstance(language, str) else "en",
        exclude_docs=_patterns(values.get("exclude_docs"), ALWAYS_EXCLUDED),
        draft_docs=_patterns(values.get("draft_docs")),
    )


def _tab_slugs(extensions: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Slugify | None, str]]:
    for name in TABS:
        options = extensions.get(name, {})
        if options.get("slugify") is not None:
            yield _slugify(options["slugify"]), str(options.get("separator", "-"))


def _snippet_folders(options: Mapping[str, object] | None, docs_dir: str) -> tuple[str, ...] | None:
    """Return the folders that snippets are looked for in. The folder of each page, `!relative`, is one outside."""
    if options is None:
        return None
    given = options.get("base_path", ["."])
    folders = given if isinstance(given, list) else [given]
    return tuple(_folder(folder, docs_dir) for folder in folders)


def _folder(value: object, docs_dir: str) -> str:
    if isinstance(value, Tagged):
        value, _, below = str(value.value or "..").partition("/")
        value = {"$config_dir": ".", "$docs_dir": docs_dir}.get(value, "..") + f"/{below}"
    return posixpath.normpath(value) if isinstance(value, str) and value else ".."


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _named(value: object) -> dict[str, Mapping[str, object]]:
    """Return a list of names, each with or without options, as a mapping."""
    if isinstance(value, Mapping):
        items = list(value.items())
    else:
        items = []
        for item in value if isinstance(value, list) else ():
            items += list(item.items())[:1] if isinstance(item, Mapping) else [(item, None)]
    return {name: options if isinstance(options, Mapping) else {} for name, options in items if isinstance(name, str)}


def _validation(value: object) -> Validation:
    if not isinstance(value, Mapping):
        return Validation()
    links = value.get("links")
    given = {**value, **(links if isinstance(links, Mapping) else {})}
    levels = {name: given[name] for name in Validation._fields if given.get(name) in (IGNORE, INFO, WARN)}
    if given.get("absolute_links") == RELATIVE_TO_DOCS:
        levels["absolute_links"] = RELATIVE_TO_DOCS
    return Validation(**{name: str(level) for name, level in levels.items()})


def _slugify(value: object) -> Slugify | None:
    if value is None:
        return latin_slug
    if isinstance(value, Tagged):
        kind, _, name = value.tag.removeprefix(_PYTHON).partition(":")
        if kind == "name" and name in ("markdown.extensions.toc.slugify", "markdown.extensions.headerid.slugify"):
            return latin_slug
        if kind == "name" and name == "markdown.extensions.toc.slugify_unicode":
            return unicode_slug
        if kind == "object/apply" and name == "pymdownx.slugs.slugify":
            options = value.value.get("kwds", {}) if isinstance(value.value, Mapping) else {}
            return _pymdownx(options) if isinstance(options, Mapping) else None
    return None


def _pymdownx(options: Mapping[str, object]) -> Slugify | None:
    case, normalize = str(options.get("case", "none")), str(options.get("normalize", "NFC"))
    percent_encode = str(options.get("percent_encode", "false")).lower()
    if normalize not in ("NFC", "NFD", "NFKC", "NFKD"):
        return None
    return pymdownx_slug(case=case, normalize=normalize, percent_encode=percent_encode not in _FALSE)


def _patterns(value: object, before: tuple[str, ...] = ()) -> Callable[[str], bool] | None:
    """Return what tells whether a file is named by patterns like those of a .gitignore."""
    if not isinstance(value, str):
        return None
    from pathspec.gitignore import GitIgnoreSpec  # noqa: PLC0415 - most sites have no patterns

    try:
        return GitIgnoreSpec.from_lines([*before, *value.splitlines()]).match_file
    except (ValueError, re.error):
        return None
