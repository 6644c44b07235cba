"""The Markdown side: finds what arithmatex wrote into a page, and puts MathML there."""

from __future__ import annotations

import html
import logging
import re
from functools import partial
from textwrap import shorten
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from learning_paths.hosts.mkdocs.mathml.convert import convert
from learning_paths.hosts.mkdocs.mathml.source import FormulaError

LOG = logging.getLogger("mkdocs.plugins.learning_paths.mathml")

# Formulas estimated to be wider than this get a keyboard stop, because a narrow screen has to scroll them; a stop at
# each of the others would only slow keyboard readers down. Inside a sentence, a formula moves to a line of its own
# before it overflows.
MAY_OVERFLOW_EM = {"display": 10.0, "inline": 16.0}

_line = partial(shorten, width=200, placeholder="…")  # for a log
_FORMULA = re.compile(r"\s*(?:\\\[(?P<display>.*)\\\]|\\\((?P<inline>.*)\\\))\s*", re.DOTALL)

_MARK = re.compile(r"[.,;:!?)\]”’…]+")


class MathMLTreeprocessor(Treeprocessor):
    """Replace what arithmatex wrote into a page by MathML."""

    def __init__(self, md: Markdown, label: str) -> None:
        super().__init__(md)
        self.label = label

    def run(self, root: Element) -> None:
        """Convert every formula of a page."""
        self._walk(root, annotate=True)

    def _walk(self, element: Element, annotate: bool) -> None:
        # What is kept beside a formula in a heading would end up in the table of contents.
        annotate = annotate and element.tag not in ("h1", "h2", "h3", "h4", "h5", "h6")
        for part in (element.text, *(child.tail for child in element)):
            if part and "$$" in part and not isinstance(part, AtomicString):
                # Nothing but a display that arithmatex did not recognise leaves these on a page.
                LOG.warning("$$ needs an empty line before and after the formula, and none inside: %s", _line(part))
        preceding = element.text or ""
        for place, child in enumerate(list(element)):
            following = child.tail or ""
            if "arithmatex" not in (child.get("class") or "").split():
                self._walk(child, annotate)
            else:
                if preceding.endswith("$") and following.startswith("$"):
                    LOG.warning("$$ needs an empty line before and after the formula: %s", _line(child.text or ""))
                self._replace(child, annotate)
                if child.tag == "span" and not child.get("tabindex"):
                    _keep_with_mark(element, place)
            preceding = following

    def _replace(self, wrapper: Element, annotate: bool) -> None:
        """Put MathML into the element that arithmatex wrote, and describe that element if it may scroll."""
        found = _FORMULA.fullmatch(wrapper.text or "")
        if not found:
            LOG.warning("pymdownx.arithmatex needs `generic: true` before formulas can become MathML")
            return
        display = found["display"] is not None
        # arithmatex escapes displays before they reach the tree, but not formulas inside a sentence.
        latex = (html.unescape(found["display"]) if display else found["inline"]).strip()
        try:
            formula = convert(latex, display, annotate)
        except FormulaError as error:
            LOG.warning("A formula is shown as code, because it cannot be converted (%s): %s", error, _line(latex))
            code = f"<code>{html.escape(latex, quote=False)}</code>"
            content = f"<pre>{code}</pre>" if display else code
        else:
            content = formula.mathml
            if formula.width > MAY_OVERFLOW_EM["display" if display else "inline"]:
                # What scrolls must be reachable by keyboard, and what can be reached needs a role and a name. A group
                # rather than a region: regions are landmarks, and a page can hold dozens of formulas.
                wrapper.attrib.update({"tabindex": "0", "role": "group", "aria-label": self.label})
        wrapper.text = AtomicString(self.md.htmlStash.store(content))


def _keep_with_mark(element: Element, place: int) -> None:
    """Keep the formula that is the child at a place on one line with the punctuation mark behind it.

    Browsers take a formula for a picture, behind which a line may end. Not with a style sheet: this extension has none.
    """
    formula = element[place]
    mark = _MARK.match(formula.tail or "")
    if mark and not isinstance(formula.tail, AtomicString):
        line = Element("span", {"style": "white-space: nowrap"})
        line.tail = (formula.tail or "")[mark.end() :]
        formula.tail = mark[0]
        element[place] = line
        line.append(formula)


class MathMLExtension(Extension):
    """The extension to list in `mkdocs.yml`, after `pymdownx.arithmatex`."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"label": ["Formula", "The name that a screen reader gives to a formula that may scroll."]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is given by Python-Markdown
        """Register the processor: after inline patterns (20), before tables of contents read the headings (5)."""
        md.treeprocessors.register(MathMLTreeprocessor(md, str(self.getConfig("label"))), "mathml", 12)


def makeExtension(**kwargs: Any) -> MathMLExtension:  # noqa: N802 - the name is given by Python-Markdown
    """Return the extension; Python-Markdown calls this."""
    return MathMLExtension(**kwargs)
