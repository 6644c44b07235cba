"""Put the items of a list in a YAML file in another order, and leave every other byte as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from learning_paths.text import yaml_nodes
from learning_paths.text.lines import plain_text
from learning_paths.text.list_items import CannotMoveError, Item, items_of

Lines = tuple[bytes, ...]


def rearranged(content: bytes, key: str, order: Sequence[int], up: Collection[int], down: Collection[int]) -> bytes:
    """Return a YAML file with the items of the list ``key`` in another order.

    ``content`` is UTF-8. ``order`` has the numbers of all items, from 0; of these, ``up`` and ``down`` move up and down
    past others, which stay.

    An item moves with its own lines, the comments directly above it, and those directly below it that are indented like
    its content. Blank lines and other comments between items stay where they are among the items that stay; an item
    that moves up is put below them, one that moves down above them. A moved item is as far from its neighbours as most
    items of the list are. The last line of the file has a line end if it had one.

    Raises CannotMoveError where the items cannot be moved as whole lines, or the file would say something else then.
    """
    text = plain_text(content.decode())
    items = items_of(text, key)
    if sorted(order) != list(range(len(items))):
        raise CannotMoveError(f"some items of '{key}' are neither steps nor stages: mend what the check reports first")
    lines = content.splitlines(keepends=True)
    first, last = items[0].start, items[-1].end
    block = _Block(lines, items, {*up, *down}).in_order(order, up)
    result = b"".join([*lines[:first], *_with_line_ends(list(block), lines, last), *lines[last:]])
    # A last line without a line end takes one from the text of a block scalar; where it is, nobody can see.
    exactly = content.endswith((b"\n", b"\r"))
    before, after = (_meaning(plain_text(each.decode()), key, exactly=exactly) for each in (content, result))
    if after != (before[0], [before[1][number] for number in order]):
        raise CannotMoveError(f"moving the items of '{key}' as whole lines would change what the file says")
    return result


class _Block:
    """The lines of a list, to be put together in another order."""

    def __init__(self, lines: Sequence[bytes], items: Sequence[Item], moving: Collection[int]) -> None:
        self.items = items
        self.bodies = [lines[item.head : item.end] for item in items]
        gaps = [tuple(lines[item.start : item.head]) for item in items]
        self.first = gaps[0]
        self.usual = _usual(gaps[1:])
        self.above: dict[int, Lines] = {} if 0 in moving else {0: ()}
        """What stands above each item that stays, together with what stood above those that moved away from there."""
        left: Lines = ()
        for number, gap in enumerate(gaps[1:], start=1):
            if number not in moving:
                self.above[number] = _joined(left, gap)
                left = ()
            elif _is_blank(gap) != _is_blank(self.usual) or len(gap) != len(self.usual):
                left = _joined(left, gap)
        self.left = () if _is_blank(left) else left
        if items[-1].end == len(lines):  # no blank lines at the end of a file
            self.left = _without_blank_end(self.left)

    def in_order(self, order: Sequence[int], up: Collection[int]) -> Iterator[bytes]:
        """Yield the lines of the list in a new order."""
        gaps = [self.usual] * len(order)
        for place, number in enumerate(order):
            if number in self.above:
                start = place
                while start > 0 and order[start - 1] in up:
                    start -= 1
                gaps[start] = self.above[number]
        gaps[0] = (*self.first, *_without_blank_start(gaps[0]))
        keeps_blank_lines = False
        for gap, number in zip(gaps, order, strict=True):
            yield from _without_blank_start(gap) if keeps_blank_lines else gap
            yield from self.bodies[number]
            keeps_blank_lines = self.items[number].keeps_blank_lines
        yield from self.left


def _usual(gaps: Sequence[Lines]) -> Lines:
    """Return what is between most items, of gaps that are blank; nothing, if there are none."""
    blank = {len(gap): gap for gap in reversed(gaps) if _is_blank(gap)}
    counts = Counter(len(gap) for gap in gaps if _is_blank(gap))
    return blank[max(counts, key=lambda length: (counts[length], -length))] if counts else ()


def _joined(left: Lines, gap: Lines) -> Lines:
    if _is_blank(left):
        return max(left, gap, key=len) if _is_blank(gap) else gap
    if not gap:
        return left
    return (*_without_blank_end(left), *gap)


def _is_blank(lines: Lines) -> bool:
    return not any(line.strip() for line in lines)


def _without_blank_start(lines: Lines) -> Lines:
    start = 0
    while start < len(lines) and not lines[start].strip():
        start += 1
    return lines[start:]


def _without_blank_end(lines: Lines) -> Lines:
    return _without_blank_start(lines[::-1])[::-1]


def _with_line_ends(block: list[bytes], lines: Sequence[bytes], last: int) -> list[bytes]:
    """Return lines of which each has an end, and the last one if the last line of the list had one."""
    line_end = lines[0][len(lines[0].rstrip(b"\r\n")) :] or b"\n"
    block = [line if line.endswith((b"\n", b"\r")) else line + line_end for line in block]
    if not lines[last - 1].endswith((b"\n", b"\r")):
        block[-1] = block[-1].rstrip(b"\r\n")
    return block


Meaning = tuple[object, ...]


def _meaning(text: str, key: str, *, exactly: bool) -> tuple[list[Meaning], list[Meaning]]:
    """Return what a YAML text says but for the list ``key``, and the items of that list."""
    root = yaml_nodes.compose("", text).root
    rest: list[Meaning] = []
    items: list[Meaning] = []
    for name, value in root.value if isinstance(root, yaml_nodes.Mapping) else ():
        if name.value == key:
            items = [_said(item, exactly=exactly) for item in value.value]
        else:
            rest.append((name.value, _said(value, exactly=exactly)))
    return rest, items


def _said(node: yaml_nodes.Node, *, exactly: bool) -> Meaning:
    """Return what a node says, with the style of its scalars. A file nests too little to exhaust the stack."""
    if isinstance(node, yaml_nodes.Sequence):
        return ("list", *(_said(item, exactly=exactly) for item in node.value))
    if isinstance(node, yaml_nodes.Mapping):
        return ("map", *((_said(name, exactly=exactly), _said(value, exactly=exactly)) for name, value in node.value))
    assert isinstance(node, yaml_nodes.Scalar)
    block = node.style in ("|", ">")
    return (node.style, node.value if exactly or not block else node.value.rstrip("\n"))
