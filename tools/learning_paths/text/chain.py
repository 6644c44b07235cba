"""Long lists in messages: both ends, and how much is between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

SHOWN = 100
"""How many parts of a chain are shown: all of them, but for a chain that nobody could read to its end."""

Item = TypeVar("Item")


def chain(names: Sequence[str]) -> str:
    """Return ``a → b → c``; of more than ``SHOWN`` names, the first and the last, and how many stand between them."""
    first, last = ends(names)
    between = len(names) - len(first) - len(last)
    return " → ".join([*first, *([f"… {between} more …"] if between else []), *last])


def ends(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """Return the first and the last of ``items``, together not more than ``SHOWN``: all of them, if they are so few."""
    if len(items) <= SHOWN:
        return items, ()
    return items[: SHOWN // 2], items[-SHOWN // 2 :]
