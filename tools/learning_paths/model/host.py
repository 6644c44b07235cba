"""What mkdocs.yml says to MkDocs itself, as far as it decides where a link leads."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from learning_paths.text.markdown import Extensions
from learning_paths.text.markdown.slugs import Slugify, latin_slug

IGNORE, INFO, WARN = "ignore", "info", "warn"
RELATIVE_TO_DOCS = "relative_to_docs"

SNIPPETS = "pymdownx.snippets"
TABS = ("pymdownx.tabbed", "pymdownx.blocks.tab")

ALWAYS_EXCLUDED = (".*", "/templates/")
"""The patterns of files that MkDocs leaves out of a site besides those of ``exclude_docs``."""

ADDED = ("md_in_html", "attr_list")
"""The Markdown extensions that the plugin switches on in every site."""

ALWAYS_ON: Extensions = frozenset([*ADDED, "fenced_code", "tables", "toc"])
"""The Markdown extensions that MkDocs or the plugin switches on in every site."""

_BUNDLES = {
    "extra": ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
    "pymdownx.extra": (
        *("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
        *("pymdownx.betterem", "pymdownx.superfences"),
    ),
}

_PATH_OF_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*(?P<path>[^?#]*)")


class Validation(NamedTuple):
    """The option ``validation`` for links: ``ignore``, ``info`` or ``warn`` for each kind of them.

    ``absolute_links`` may also be ``relative_to_docs``: an absolute link then names a file of the docs folder.
    """

    not_found: str = WARN
    anchors: str = INFO
    absolute_links: str = INFO
    unrecognized_links: str = INFO


class Host(NamedTuple):
    """The options of MkDocs that decide where a link leads."""

    directory_urls: bool = True
    base: str | None = None
    """The path of ``site_url``, with a slash at both ends; None if the site does not say where it will be."""
    validation: Validation = Validation()
    extensions: Extensions = ALWAYS_ON
    plugins: frozenset[str] = frozenset()
    slugify: Slugify | None = latin_slug
    """What makes anchors of headings; None if it is a function of someone else's."""
    separator: str = "-"
    tab_slugs: tuple[tuple[Slugify | None, str], ...] = ()
    """What makes anchors of the titles of tabs, with its separator, for each extension that does so."""
    snippets: tuple[str, ...] | None = None
    """The folders, relative to the root, that `pymdownx.snippets` looks into; None if it is not on."""
    appended: tuple[str, ...] = ()
    """The files that it puts below every page."""
    custom_dir: str | None = None
    """The folder of the site's own templates and assets, relative to mkdocs.yml."""
    language: str = "en"
    """The language of the theme."""
    exclude_docs: Callable[[str], bool] | None = None
    """Whether a file of the docs folder is left out of the site; None if the option is not set."""
    draft_docs: Callable[[str], bool] | None = None
    """Whether a file of the docs folder is left out of what ``mkdocs build`` makes; None if the option is not set."""
    serving: bool = False
    """Whether drafts are shown."""

    def left_out(self, docs_file: str) -> str | None:
        """Return the option that leaves a file of the docs folder out of the site, or None."""
        if self.exclude_docs is not None:
            if self.exclude_docs(docs_file):
                return "exclude_docs"
        elif docs_file.startswith("templates/"):
            return "exclude_docs"
        if self.draft_docs is not None and not self.serving and self.draft_docs(docs_file):
            return "draft_docs"
        return None


def base_of(address: object) -> str | None:
    """Return the path of a site's address, with a slash at both ends, or None if this is no address."""
    match = _PATH_OF_ADDRESS.match(address) if isinstance(address, str) else None
    return None if match is None else f"/{match['path'].strip('/')}/".replace("//", "/")


def known_extensions(names: frozenset[str]) -> Extensions:
    """Return the names of Markdown extensions as they are asked for here.

    Those that are always on are among them. ``math`` says that formulas are taken out of the text.
    """
    plain = switched_on(names)
    if any("arithmatex" in name or "math" in name for name in plain):
        plain.add("math")
    return ALWAYS_ON | plain


def switched_on(names: Iterable[str]) -> set[str]:
    """Return the plain names of the Markdown extensions that a site asks for, those in a bundle on their own."""
    plain = {name.removeprefix("markdown.extensions.") for name in names}
    for bundle, members in _BUNDLES.items():
        if bundle in plain:
            plain.update(members)
    return plain
