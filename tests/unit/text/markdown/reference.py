"""Python-Markdown and MkDocs themselves, asked the same questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _ExtractAnchorsTreeprocessor, _RawHTMLPreprocessor

from learning_paths.model.host import known_extensions
from learning_paths.text.markdown import Extensions

PLAIN = ("attr_list", "fenced_code", "md_in_html", "tables", "toc")
RICH = (
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.arithmatex", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite"),
    *("pymdownx.superfences", "pymdownx.tabbed"),
)
_OPTIONS: dict[str, dict[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True},
}


def known(names: tuple[str, ...]) -> Extensions:
    """Return the extensions as the code under test is told of them."""
    return known_extensions(frozenset(names))


def markdown_links(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the targets of all links and images that Python-Markdown makes, but for those of footnotes and e-mail."""
    grab = _Grab()
    markdown.Markdown(extensions=[*names, grab], extension_configs=_OPTIONS).convert(text)
    return grab.found


class _Grab(Extension):
    """Collects what MkDocs would look at: its own look at links comes at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the name that Python-Markdown calls
        md.treeprocessors.register(_Links(md, self.found), "grab", 0)


class _Links(Treeprocessor):
    def __init__(self, md: markdown.Markdown, found: list[str]) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: Element) -> None:
        for element in root.iter():
            target = element.get({"a": "href", "img": "src"}.get(element.tag, ""))
            of_footnote = "footnote" in (element.get("class") or "")
            if target is not None and not of_footnote and "\x02" not in target:
                self.found.append(target)


def page_anchors(text: str, names: tuple[str, ...], slugify: Callable[[str, str], str] | None = None) -> set[str]:
    """Return the anchors of a page that MkDocs knows."""
    options = {**_OPTIONS, "toc": {"slugify": slugify}} if slugify is not None else _OPTIONS
    md = markdown.Markdown(extensions=list(names), extension_configs=options)
    html = _RawHTMLPreprocessor()
    html._register(md)
    rest = _ExtractAnchorsTreeprocessor(File("x.md", None, "site", True), Files([]), MkDocsConfig())
    rest._register(md)
    md.convert(text)
    # The ids of tabs are the extension's own; links to them work, and are not checked.
    return {anchor for anchor in html.present_anchor_ids | rest.present_anchor_ids if not anchor.startswith("__")}
