"""A picture without words for those who cannot see it, or a figure without a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learning_paths.model.diagnostic import Finding, Severity
from prose.site import Site, figures

SEVERITY = Severity.WARNING
_IMAGE = re.compile(r"!\[\s*\]|<img\b(?![^<>]*\balt=\"[^\"]+\")[^<>]*+>")
_CAPTION = re.compile(r"<figcaption>\s*+\S")
_DRAWING = re.compile(r"^--8<-- \"(?P<file>[^\"]+\.svg)\"$", re.MULTILINE)


def check(site: Site) -> Iterator[Finding]:
    """Yield each image without alternative text, each figure without caption, each concept without a figure.

    What the drawings themselves say is the business of the tests of figures.
    """
    for text in site.texts:
        for image in _IMAGE.finditer(text.value, text.body):
            if text.prose[image.start() : image.end()].strip("￼ \n"):
                yield Finding("the image has no alternative text", text.span(*image.span()))
    for text, page in site.pages:
        inside = [(begin, text.value[begin:end]) for begin, end in figures(text.value, text.body)]
        if page.kind.name == "concept" and not any(_DRAWING.search(figure) for _, figure in inside):
            yield Finding("the page has no figure", text.span(text.body, text.body))
        for begin, figure in inside:
            if not _CAPTION.search(figure):
                yield Finding("the figure has no caption", text.span(begin, begin + len("<figure")))
