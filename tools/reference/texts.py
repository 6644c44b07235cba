"""The words of the interface in every language of the package: ``generated: texts``."""

from __future__ import annotations

from learning_paths import registry
from learning_paths.model import languages
from learning_paths.model.texts import BASE
from reference.tables import table


def section(name: str) -> str:
    """Return the table of texts; there is one, so that ``name`` is empty."""
    assert not name
    modules = registry.load_all(languages)
    base = modules.pop(BASE)
    rows = []
    for text, words in base.TEXTS.items():
        rows.append((f"`{text}`", f"`{words}`", *(_cell(module.TEXTS.get(text)) for module in modules.values())))
    return table(("Text", base.NAME, *(module.NAME for module in modules.values())), rows)


def _cell(text: str | None) -> str:
    return f"`{text}`" if text else ""
