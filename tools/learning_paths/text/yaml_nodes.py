"""YAML text to nodes with positions.

A file is composed, never constructed: scalars stay text (``no`` is not False and ``012`` is not 10), no tag makes an
object, and every node knows where it was written. The C loader is used where PyYAML has one.

What is read is a subset: one document, text keys, no aliases, no tags but YAML's own, at most ``MAX_DEPTH`` levels and
``MAX_VALUES`` values.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

import yaml

from learning_paths.text.span import Span
from learning_paths.text.yaml_edits import Change, value_in_quotes


class _Unresolved:
    """Answers what PyYAML asks for each node: nothing has a tag but what is written with one, so none is looked up.

    PyYAML's own answers come to the same, and take a quarter of the time of composing.
    """

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool]) -> str:
        return ""

    def descend_resolver(self, parent: yaml.Node | None, index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class PythonLoader(_Unresolved, yaml.BaseLoader):
    """The loader for a PyYAML without libyaml."""


Loader: "type[PythonLoader] | type[CLoader]" = PythonLoader

if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class CLoader(_Unresolved, CParser):
        """The loader for a PyYAML with libyaml, which is many times as fast."""

    Loader = CLoader

MAX_DEPTH = 100
"""How deep a file may nest. A path needs five levels; without a limit, the C loader can exhaust the stack."""

MAX_VALUES = 200_000
"""How many values a file may hold: keys, texts, lists and mappings. A path of 40,000 steps has as many."""

# So many levels cannot exhaust the stack (20,000 were still read). Texts that cannot nest deeper are spared the extra
# pass that measures their depth.
_SAFE_DEPTH = 10_000

# Where a tag or an anchor starts, if one does. Behind a letter or digit, the sign is a part of the word before it.
_TAG_OR_ANCHOR = re.compile(r"[!&](?<!\w.)(?!\s)")

# YAML 1.1 ends lines at these too. No editor counts them as line ends, so they are read as spaces.
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

_NULLS = frozenset(["", "~", "null", "Null", "NULL"])
_SURROGATE = "[\ud800-\udfff]"
_YAML_TAGS = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    _YAML_TAGS + name for name in ("str", "seq", "map", "null", "bool", "int", "float", "timestamp")
) | {""}

Node = yaml.Node
Scalar = yaml.ScalarNode
Sequence = yaml.SequenceNode
Mapping = yaml.MappingNode


class YamlFault(NamedTuple):
    """What is wrong with a text as YAML. ``rule`` is ``invalid-yaml`` or ``duplicate-key``."""

    rule: str
    message: str
    span: Span
    first: Span | None = None
    """Where a repeated key stands for the first time."""
    hint: str | None = None
    change: Change | None = None
    """What would put it right."""
    certain: bool = False
    """Whether that is what the author meant, or only likely to be."""


class YamlText(NamedTuple):
    """The result of reading one YAML text: its root (None if the text is empty or unreadable) and its faults."""

    root: Node | None
    faults: tuple[YamlFault, ...]


def span_of(file: str, node: Node | yaml.Event) -> Span:
    """Return where a node was written. A block scalar ends with its last line, not with the next key.

    The end is never before the start.
    """
    start, end = node.start_mark, node.end_mark
    if start is None or end is None:  # PyYAML marks all that it reads; only nodes made by hand have none
        return Span(file)
    line, end_line, end_column = start.line + 1, end.line + 1, end.column + 1
    if end_column == 1 and end_line > line:
        # The mark stands at the start of the line behind the block; its last line is the one before, whose length is
        # not known here. One column past the start of that line is as good an end as any for showing the place.
        end_line -= 1
        if end_line == line:  # a block scalar with nothing in it: its sign is all there is
            end_column = start.column + 2
    # Half the time of Span(…), for the values of all files.
    return tuple.__new__(Span, (file, line, start.column + 1, end_line, end_column))


def is_null(node: Node) -> bool:
    """Return whether a node is an empty or null value, such as ``title:`` with nothing behind it."""
    return isinstance(node, Scalar) and node.style in (None, "") and node.value in _NULLS


def compose(file: str, text: str) -> YamlText:
    """Compose a YAML text into nodes. Never raises for what the text holds.

    ``file`` is used in spans only. ``text`` is the whole text; lines count from its start, so a caller who cuts a part
    out of a larger file keeps the lines before it, emptied.
    """
    text = _as_read(text)
    if len(text) > MAX_VALUES // 4 or _levels_at_most(text) > _SAFE_DEPTH:  # four values take a character at least
        too_much = _too_much(file, text)
        if too_much is not None:
            return YamlText(None, (too_much,))
    try:
        loader = Loader(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        return YamlText(None, (_syntax_fault(file, text, error),))
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        return YamlText(None, (_character_fault(file, text, error),))
    except (RecursionError, ValueError, OverflowError) as error:
        # The pure-Python loader recurses, and lets the errors of chr() through for an escape such as "\Uffffffff".
        detail = "it nests too deeply" if isinstance(error, RecursionError) else "an escape names no character"
        return YamlText(None, (YamlFault("invalid-yaml", f"the file cannot be read: {detail}", Span(file)),))
    if root is None:
        return YamlText(None, ())
    return YamlText(root, tuple(_structure_faults(file, text, root)))


def _as_read(text: str) -> str:
    """Return a text in which every character takes one column, and only a line feed ends a line."""
    if text.isascii():
        return text
    # The pure-Python loader leaves U+FEFF out of its columns; U+2060 is what Unicode puts in its place.
    return _OTHER_LINE_ENDS.sub(" ", text).replace("\ufeff", "\u2060")


def dashes(text: str, node: Sequence) -> list[int]:
    """Return the lines, from 0, of the dashes of a block sequence that was composed from a text without faults."""
    column, first, last = node.start_mark.column, node.start_mark.line, node.end_mark.line
    found = []
    loader = Loader(_as_read(text))
    try:
        while (token := loader.get_token()) is not None and token.start_mark.line <= last:
            place = token.start_mark
            # The items of what is nested in it are indented further.
            if isinstance(token, yaml.BlockEntryToken) and place.line >= first and place.column == column:
                found.append(place.line)
    finally:
        loader.dispose()
    return found


def _events(text: str) -> Iterator[yaml.Event]:
    loader = Loader(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _levels_at_most(text: str) -> int:
    """Return a number of levels that a text cannot exceed, at little cost.

    A level takes an opening bracket, or a column: a block within another stands further to the right, but for a list
    in a mapping.
    """
    if len(text) <= _SAFE_DEPTH // 2:
        return 2 * len(text)
    return text.count("[") + text.count("{") + 2 * max(map(len, text.split("\n")))


def _too_much(file: str, text: str) -> YamlFault | None:
    """Return what is wrong with a text that nests too deep or holds too many values, without making its nodes."""
    depth = values = 0
    try:
        for event in _events(text):
            values += isinstance(event, yaml.NodeEvent)
            if values > MAX_VALUES:
                message = f"the file holds more than {MAX_VALUES:,} values"
                return YamlFault("invalid-yaml", message, span_of(file, event), hint="split it")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    message = f"the file nests more than {MAX_DEPTH} levels deep"
                    return YamlFault("invalid-yaml", message, span_of(file, event))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, ValueError, OverflowError):
        pass  # compose() meets the same fault and reports it
    return None


def _syntax_fault(file: str, text: str, error: yaml.MarkedYAMLError) -> YamlFault:
    from learning_paths.text import yaml_hints  # noqa: PLC0415 - a file that can be read does without

    mark = error.problem_mark or error.context_mark
    if error.problem == "could not find expected ':'":
        mark = error.context_mark or mark  # the key, not the next line, where the parser gives up
    message = error.problem or error.context or "syntax error"
    if error.problem and error.context:
        message = f"{error.problem} ({error.context})"
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line] and line > 0):
        # The fault is "something is missing" at the very end: point behind the last line that has text.
        line = max((number for number, content in enumerate(lines) if content.strip()), default=0)
        column = len(lines[line].rstrip())
    here = lines[line] if line < len(lines) else ""
    if "escape character" in message and here[column - 1 : column] == "\\" != here[column : column + 1]:
        column -= 1  # the pure-Python loader points behind the backslash, the C one at it
    return YamlFault(
        "invalid-yaml",
        f"the file is not valid YAML: {message}",
        Span(file, line + 1, column + 1, line + 1, column + 2),
        hint=yaml_hints.hint(message, lines, line, column),
        change=value_in_quotes(lines, file, line + 1, column + 1) if yaml_hints.NO_MAPPING in message else None,
    )


def _character_fault(file: str, text: str, error: yaml.reader.ReaderError | UnicodeEncodeError) -> YamlFault:
    # The C reader gives an offset in UTF-8 bytes, the Python one in characters: find the character itself instead.
    for number, line in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            if yaml.reader.Reader.NON_PRINTABLE.match(character):
                message = f"the file holds a character that YAML does not allow: U+{ord(character):04X}"
                return YamlFault("invalid-yaml", message, Span(file, number, column, number, column + 1))
    return YamlFault("invalid-yaml", f"the file cannot be read: {error.reason}", Span(file))


def _structure_faults(file: str, text: str, root: Node) -> Iterator[YamlFault]:
    """Walk the nodes level by level and yield what the subset does not allow."""
    # Most texts have no tag, no anchor and no escape: there is nothing to look for in their scalars, and no node can be
    # met twice.
    plain = "\\" not in text and not (("!" in text or "&" in text) and _TAG_OR_ANCHOR.search(text))
    lines = cache(partial(text.split, "\n"))
    seen: set[int] = set()
    aliased = False
    depth = 1
    level = [root]
    while level:
        below: list[Node] = []
        for node in level:
            if not plain:
                if id(node) in seen:  # an alias is the very node that it names
                    aliased = True
                    continue
                seen.add(id(node))
                yield from _node_faults(file, node)
            if isinstance(node, Scalar):
                continue
            if depth > MAX_DEPTH:
                message = f"the file nests more than {MAX_DEPTH} levels deep"
                yield YamlFault("invalid-yaml", message, span_of(file, node))
            elif isinstance(node, Sequence):
                below += node.value
            elif isinstance(node, Mapping):
                yield from _key_faults(file, node, lines)
                below += [value for _, value in node.value]
                if not plain:
                    below += [key for key, _ in node.value if isinstance(key, Scalar)]
        level = below
        depth += 1
    if aliased:
        yield from _alias_faults(file, text)


def _node_faults(file: str, node: Node) -> Iterator[YamlFault]:
    if node.tag not in _PLAIN_TAGS:
        name = "!!" + node.tag.removeprefix(_YAML_TAGS) if node.tag.startswith(_YAML_TAGS) else node.tag
        yield YamlFault(
            "invalid-yaml",
            f"the tag '{name}' is not allowed",
            span_of(file, node),
            hint="remove the tag; every value is read as plain text, list or mapping",
        )
    # Only the pure-Python loader makes surrogates.
    if isinstance(node, Scalar) and not node.value.isascii() and re.search(_SURROGATE, node.value):
        yield YamlFault("invalid-yaml", "an escape names no character", span_of(file, node))


def _key_faults(file: str, mapping: Mapping, lines: Callable[[], list[str]]) -> Iterator[YamlFault]:
    keys: dict[str, Node] = {}
    item: int | None = None  # the column of the keys, if the mapping is an item of a list that has a dash
    for key, _ in mapping.value:
        if not isinstance(key, Scalar):
            yield YamlFault("invalid-yaml", "a key must be plain text", span_of(file, key))
        elif keys.setdefault(key.value, key) is not key:
            first, span = span_of(file, keys[key.value]), span_of(file, key)
            message = f"the key '{key.value}' stands twice in the same mapping (first in line {first.line})"
            if item is None:
                item = _column_of_item(mapping, lines)
            if item == span.column and keys[key.value] is next(iter(keys.values())):
                # Everything up to the next dash belongs to the item that begins here, and is compared with it alone.
                keys = {key.value: key}
                hint = "if a new item begins here, put a dash before it; else keep one of the two"
                change = (span._replace(column=item - 2, end_line=span.line, end_column=item), "- ")
                yield YamlFault("duplicate-key", message, span, first=first, hint=hint, change=change)
            else:
                yield YamlFault("duplicate-key", message, span, first=first, hint="keep one of the two")


def _column_of_item(mapping: Mapping, lines: Callable[[], list[str]]) -> int:
    """Return the column of a mapping's keys if it is an item of a list, with a dash and a space before it; else 0."""
    start = mapping.start_mark
    before = lines()[start.line][: start.column] if start is not None and not mapping.flow_style else ""
    return len(before) + 1 if before.endswith("- ") and not before[:-2].strip() else 0


def _alias_faults(file: str, text: str) -> Iterator[YamlFault]:
    for event in _events(text):
        if isinstance(event, yaml.AliasEvent):
            yield YamlFault(
                "invalid-yaml",
                f"the alias '*{event.anchor}' is not allowed",
                span_of(file, event),
                hint="write the value out; a text that starts with '*' needs quotes",
            )
