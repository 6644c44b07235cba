"""The keys of a mapping, from the field tables: ``generated: fields PATH``."""

from __future__ import annotations

import re

from learning_paths.model import fields
from learning_paths.model.fields import Field
from reference.tables import table


def section(name: str) -> str:
    """Return one field table of ``learning_paths.model.fields`` by its name, such as ``PATH``."""
    chosen: tuple[Field, ...] = getattr(fields, name)
    rows = [(f"`{field.name}`", _value(field), field.meaning) for field in chosen]
    return table(("Key", "Value", "Meaning"), rows)


def _value(field: Field) -> str:
    text = re.sub(r"'(\w+)'", r"`\1`", str(field.type))
    if field.choices:
        *first, last = (f"`{choice}`" for choice in field.choices)
        text = f"{', '.join(first)} or {last}"
    if field.open_choices:
        text += "; other words are left to the theme"
    if field.max_length is not None:
        text += f" of at most {field.max_length} characters"
    if field.many:
        text = f"a list, each item {text}"
    return f"{text}; **required**" if field.required else text
