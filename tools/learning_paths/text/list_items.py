"""The items of a list in a YAML file as the lines that belong to them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from learning_paths.text import yaml_nodes

_SUPPRESSION = re.compile(r"[ \t]*#[ \t]*learning-paths:[ \t]*ignore\[")
_KEEP = re.compile(r"(?:[&!][^ ]*+ ++)*+[|>][0-9]?\+")


class CannotMoveError(Exception):
    """The items of a list cannot be moved as whole lines. The message says why, for the user."""


class Item(NamedTuple):
    """The lines of one item of a list, from 0, the ends not included.

    From ``start``, it is what belongs to the place in the list and not to the item: blank lines, and comments with a
    blank line on either side. From ``head`` to ``end``, it is the item: the comments directly above it, its own lines,
    and the comments directly below it that are indented like its content.
    """

    start: int
    head: int
    end: int
    keeps_blank_lines: bool
    """The item ends with a block scalar to whose text all blank lines below belong (``|+``)."""


def items_of(text: str, key: str) -> list[Item]:
    """Return the items of the block list that is the value of a key of a YAML text.

    The lines from the first item's ``start`` to the last item's ``end`` are those of the whole list; each item starts
    where the one before ends. ``text`` has line feeds as line ends.

    Raises CannotMoveError if the value is no list, or is not written with a dash in front of each item.
    """
    name, value = _entry(text, key)
    lines = text.split("\n")
    dashes = yaml_nodes.dashes(text, value)
    column = value.start_mark.column
    ends = [_end(node, lines) for node in value.value]
    if len(dashes) != len(ends) or any(lines[dash][:column].strip() for dash in dashes):
        raise CannotMoveError(f"the items of '{key}' do not stand on lines of their own")
    found: list[Item] = []
    end = name.end_mark.line + 1
    after_item = False
    for dash, own_end in zip(dashes, ends, strict=True):
        tail, head = _shared(lines, end, dash, column, after_item)
        if found:
            found[-1] = found[-1]._replace(end=tail)
        found.append(Item(tail, head, own_end.line, own_end.keeps))
        end, after_item = own_end.line, True
    last = end
    while last < len(lines) and _is_comment(lines[last]) and _indent(lines[last]) > column:
        last += 1
    found[-1] = found[-1]._replace(end=last)
    return found


def _entry(text: str, key: str) -> tuple[yaml_nodes.Node, yaml_nodes.Sequence]:
    composed = yaml_nodes.compose("", text)
    if composed.faults or not isinstance(composed.root, yaml_nodes.Mapping):
        raise CannotMoveError("the file has faults in its YAML: mend what 'learning-paths check' reports first")
    for name, value in composed.root.value:
        if name.value == key:
            if not isinstance(value, yaml_nodes.Sequence) or not value.value:
                break
            if value.flow_style:
                raise CannotMoveError(f"'{key}' is written in brackets, and not with a line and a dash for each item")
            return name, value
    raise CannotMoveError(f"the file has no list '{key}'")


class _End(NamedTuple):
    line: int
    keeps: bool


def _end(node: yaml_nodes.Node, lines: Sequence[str]) -> _End:
    """Return the line behind the last one of an item's own."""
    while isinstance(node, (yaml_nodes.Sequence, yaml_nodes.Mapping)):
        if node.flow_style or not node.value:
            return _End(node.end_mark.line + 1, keeps=False)
        # The end of a block is marked where the next begins; the end of its last value is where it was written.
        node = node.value[-1] if isinstance(node, yaml_nodes.Sequence) else node.value[-1][1]
    assert isinstance(node, yaml_nodes.Scalar)
    mark = node.end_mark
    if node.style not in ("|", ">"):
        return _End(mark.line + 1, keeps=False)
    end = mark.line if mark.column == 0 else mark.line + 1
    keeps = _KEEP.match(lines[node.start_mark.line], node.start_mark.column) is not None
    while not keeps and end > node.start_mark.line + 1 and not lines[end - 1].strip():
        end -= 1
    return _End(end, keeps)


def _shared(lines: Sequence[str], start: int, end: int, column: int, after_item: bool) -> tuple[int, int]:
    """Divide the lines between two items.

    Up to the first number they belong to the item above, from the second on to the one below.
    """
    tail = start
    if after_item:
        while tail < end and _is_comment(lines[tail]) and _indent(lines[tail]) > column:
            tail += 1
    head = end
    while head > tail and _is_comment(lines[head - 1]):
        head -= 1
    # A comment that silences a rule speaks of the next line that is no comment, however far it stands above it.
    for number in range(start, end):
        if _SUPPRESSION.match(lines[number]):
            return min(tail, number), min(head, number)
    return tail, head


def _is_comment(line: str) -> bool:
    return line.lstrip(" \t").startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
