"""A symbol that is written in another way than on the page on notation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.text.markdown_outline import mask_code
from prose.site import Site

SEVERITY = Severity.WARNING
_FORMULA = re.compile(r"\$\$[^$]++\$\$|(?<![\\$])\$(?!\s)[^$\n]++(?<!\s)\$(?!\d)")


def check(site: Site) -> Iterator[Finding]:
    """Yield each symbol in a formula that has another form here."""
    forms = [(re.compile(form), better) for form, better in site.words["symbols"].items()]
    for text in site.texts:
        if text.page is None and text.file.startswith("docs/guide/"):
            continue
        for formula in _FORMULA.finditer(mask_code(text.value), text.body):
            for form, better in forms:
                for match in form.finditer(formula[0]):
                    start = formula.start() + match.start()
                    yield Finding(
                        f"“{match[0]}” is written “{better}” on this site", text.span(start, start + len(match[0]))
                    )
