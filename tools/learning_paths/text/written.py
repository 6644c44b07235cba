"""A value together with the place it was read from."""

from typing import Generic, NamedTuple, TypeVar

from learning_paths.text.span import Span

T_co = TypeVar("T_co", covariant=True)


class Written(NamedTuple, Generic[T_co]):
    """A value and where it was written. ``span`` covers the value, not its key."""

    value: T_co
    span: Span
