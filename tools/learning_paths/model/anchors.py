"""Which anchors the pages of a site have. Each page is looked into when somebody links to an anchor of it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.generated import (
    PATHS_INDEX,
    TEMPLATES,
    kind_outline,
    listed_kinds,
    path_file,
    path_outline,
    paths_outline,
    shown_paths,
)
from learning_paths.model.host import TABS
from learning_paths.text.markdown.quick import plain_anchors

# All patterns here are compiled when they are first needed, as most sites never do: making one takes a part of each
# start.
#
# What another tool puts into a page when the site is built, such as what a program prints.
_TEMPLATE = r"\{[{%!]"
_IDENTIFIER = r"(?m)^::: "
_TEMPLATING = frozenset(["macros", "include-markdown", "markdownextradata", "exec", "gen-files"])

# Anchors that are there whatever a page says: those of a browser, of a theme, and of code with numbered lines.
_NUMBER_OF_TAB = r"__tabbed_\d+_\d+"
_NUMBERED = r"_\d+$"
_ALWAYS = r"(?is)top|__.*|:~:.*"


class _Known(NamedTuple):
    """What is known of the anchors of a page: whether these are all, and if not, whether it is because it grows."""

    names: frozenset[str]
    complete: bool
    grows: bool
    tabs: tuple[str, ...] = ()
    """The titles of its tabs."""


class Anchors:
    """The anchors of the pages of one site."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._host = catalogue.host
        self._plain: dict[str, frozenset[str]] = {}
        self._known: dict[str, _Known] = {}
        self._generated: dict[str, str] | None = None

    def has(self, docs_file: str, anchor: str) -> bool:
        """Return whether a page has an anchor, or may have it."""
        plain = self._plain.get(docs_file)
        if plain is None:
            plain = self._plain[docs_file] = self._look(docs_file)
        if anchor in plain:
            return True
        known = self._of(docs_file)
        # What makes headings uncertain makes no footnotes.
        complete = known.complete or (not known.grows and anchor.startswith(("fn:", "fnref")))
        if anchor in known.names or not complete:
            return True
        return bool(known.tabs) and not self._host.tab_slugs and re.fullmatch(_NUMBER_OF_TAB, anchor) is not None

    def works_anyway(self, docs_file: str, anchor: str) -> bool:
        """Return whether a browser finds its way to an anchor that MkDocs does not know."""
        from urllib.parse import unquote  # noqa: PLC0415 - only for what is not there

        anchor = unquote(anchor)
        return (
            re.fullmatch(_ALWAYS, anchor) is not None
            or anchor in self.names(docs_file)
            or self._is_tab(anchor, self._of(docs_file).tabs)
        )

    def _is_tab(self, anchor: str, titles: Iterable[str]) -> bool:
        """Return whether an anchor can be that of a tab, with that of a heading before it or not."""
        plain = re.sub(_NUMBERED, "", anchor)
        for title in titles:
            for slugify, separator in self._host.tab_slugs:
                if slugify is None:
                    return True
                slug = slugify(title, separator)
                if any(each == slug or each.endswith(separator + slug) for each in (anchor, plain)):
                    return True
        return False

    def names(self, docs_file: str) -> frozenset[str]:
        """Return the anchors that a page is known to have."""
        return self._of(docs_file).names

    def _look(self, docs_file: str) -> frozenset[str]:
        markdown = self._catalogue.markdown.get(docs_file)
        host = self._host
        if markdown is None or host.slugify is None:
            return frozenset()
        return plain_anchors(markdown.source, markdown.start, host.extensions, host.slugify, host.separator)

    def _of(self, docs_file: str) -> _Known:
        known = self._known.get(docs_file)
        if known is None:
            known = self._known[docs_file] = self._read(docs_file)
        return known

    def _read(self, docs_file: str) -> _Known:
        from learning_paths.text.markdown import snippets, tabs  # noqa: PLC0415 - most pages are not read
        from learning_paths.text.markdown.anchors import anchors  # noqa: PLC0415 - a site without such links does without

        markdown = self._catalogue.markdown.get(docs_file)
        source, start = (markdown.source, markdown.start) if markdown is not None else (self._outline(docs_file), 0)
        if source is None:
            return _Known(frozenset(), complete=False, grows=True)  # the page of another plugin
        host = self._host
        if host.snippets is not None and (host.appended or snippets.MARK in source):
            appended = (f'--8<-- "{name}"' for name in host.appended if name in self._catalogue.parts)
            source = snippets.with_parts("\n\n".join([source[start:], *appended]), self._catalogue.parts)
            start = 0
        found = anchors(source, start, host.extensions, host.slugify, host.separator)
        grows = self._grows(found.text) or (host.snippets is not None and snippets.takes_in_more(found.text))
        tabbed = not host.extensions.isdisjoint(TABS)
        titles = tabs.tab_titles(found.text) if tabbed else ()
        return _Known(found.names, found.complete and not grows, grows, titles)

    def _grows(self, text: str) -> bool:
        """Return whether another tool puts something into the text."""
        plugins, extensions = self._host.plugins, self._host.extensions
        templating = not _TEMPLATING.isdisjoint(plugins) or "markdown_include.include" in extensions
        if templating and re.search(_TEMPLATE, text):
            return True
        return "mkdocstrings" in plugins and re.search(_IDENTIFIER, text) is not None

    def _outline(self, docs_file: str) -> str | None:
        """Return Markdown with the anchors of a generated page; None if the site has templates of its own."""
        if self._generated is None:
            catalogue = self._catalogue
            self._generated = {}
            if not any(file.startswith(f"{TEMPLATES}/") for file in catalogue.theme_files):
                from learning_paths.model.texts import texts_in  # noqa: PLC0415 - few link to anchors of the lists

                texts = texts_in(catalogue.language, catalogue.changed_texts)
                shown = shown_paths(catalogue, drafts=catalogue.host.serving)
                for kind in listed_kinds(catalogue, catalogue.files):
                    self._generated[kind.index] = kind_outline(texts.kinds(kind))
                self._generated[PATHS_INDEX] = paths_outline(texts("paths"), shown)
                for path in (*reversed(catalogue.paths), *shown):
                    self._generated[path_file(path)] = path_outline(path)
        return self._generated.get(docs_file)
