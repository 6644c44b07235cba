"""The plugin's options: ``generated: options``."""

from __future__ import annotations

from learning_paths.model.settings import OPTIONS
from reference.tables import table


def section(name: str) -> str:
    """Return the table of options; there is one, so that ``name`` is empty."""
    assert not name
    rows = [
        (f"`{option.name}`", f"`{option.default}`" if option.default else "none", option.meaning) for option in OPTIONS
    ]
    return table(("Option", "Default", "Meaning"), rows)
