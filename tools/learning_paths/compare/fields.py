"""Which keys of a document have another value than before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from learning_paths.model.changes import FieldChange, Value
from learning_paths.model.documents import RequirementEntry
from learning_paths.model.fields import Field, Type
from learning_paths.text.written import Written

Translate = Callable[[tuple[str, ...], tuple[str, ...]], tuple[str, ...]]
"""Takes the references of a list before and after; returns those before as they would be written now."""

_REFERENCES = (Type.REFERENCE, Type.REQUIREMENT)


def compare_fields(
    table: Sequence[Field], before: Callable[[str], object], after: Callable[[str], object], translate: Translate
) -> Iterator[FieldChange]:
    """Yield a change for each key of a field table whose values differ.

    ``before`` and ``after`` return the value of a key as the document holds it.
    """
    for field in table:
        old, new = _plain(before(field.name)), _plain(after(field.name))
        if field.many and field.type in _REFERENCES and isinstance(old, tuple) and isinstance(new, tuple):
            old = translate(old, new)
        if old != new:
            yield FieldChange(field.name, old, new)


def _plain(value: object) -> Value:
    """Return a value without the place it was written, as text, number, truth or list of texts."""
    # Those first, because they are tuples too.
    if isinstance(value, Written):
        value = value.value
    if isinstance(value, RequirementEntry):
        return value.slug.value
    if isinstance(value, (list, tuple)):
        return tuple(str(_plain(item)) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    assert value is None or isinstance(value, (str, int))
    return value
