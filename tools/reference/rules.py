"""All rules, from their docstrings: ``generated: rules``. A rule's name is the anchor of its part."""

from __future__ import annotations

from learning_paths import lint
from learning_paths.model.rule_page import rule_page
from reference.tables import table


def section(name: str) -> str:
    """Return the list of all rules and a part for each; there is one list, so that ``name`` is empty."""
    assert not name
    pages = [rule_page(rule) for rule in lint.all_rules()]
    rows = [(f"[`{page.name}`](#{page.name})", str(page.severity), page.summary) for page in pages]
    return "\n\n".join(
        [table(("Rule", "Severity", "Reported"), rows), *(f"## {page.name}\n\n{page.markdown()}" for page in pages)]
    )
