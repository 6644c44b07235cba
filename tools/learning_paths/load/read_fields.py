"""Mappings to values, by the field tables. All that can be wrong with the shape of a file is found here."""

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from learning_paths.load.faults import Faults
from learning_paths.load.slugs import is_reference, is_slug
from learning_paths.model.diagnostic import Edit, Severity
from learning_paths.model.documents import RequirementEntry
from learning_paths.model.fields import PATTERNS, RANGES, REQUIREMENT, Field, Type
from learning_paths.text import yaml_edits, yaml_nodes
from learning_paths.text.span import Span
from learning_paths.text.suggest import Suggester, did_you_mean
from learning_paths.text.written import Written

HOST_KEYS = frozenset(
    "author categories comments date description draft hide icon image index keywords pin readtime render_macros "
    "robots search social subtitle tag template url year".split()
)
"""Keys that MkDocs, Material or common plugins give a meaning of their own in the head of a page."""


class FieldValues(NamedTuple):
    """What a mapping says: its values by the names of their fields.

    ``unread`` are the fields that somebody wrote and that could not be read, or not whole: the key is misspelt or
    stands twice, the value or an item of it is wrong. That has been reported, so that nobody should report them, or
    what is in them, as missing.
    """

    values: dict[str, Any]
    unread: frozenset[str]


class Table:
    """A field table, made ready for looking up keys. ``hints`` say what to do about certain unknown ones."""

    def __init__(self, fields: Iterable[Field], hints: Mapping[str, str] = MappingProxyType({})) -> None:
        self.hints = hints
        self.fields = {field.name: field for field in fields}
        self.meant = {word: field.name for field in self.fields.values() for word in field.not_called}
        self.required = tuple(field for field in self.fields.values() if field.required)


class FieldReader:
    """Reads the mappings of one file. Values come out by the name of their field; a wrong one is left out."""

    def __init__(self, file: str, faults: Faults, text: str) -> None:
        self.file = file
        self.faults = faults
        self._lines = text.split("\n") if " #" in text else None  # the lines of a text that may have a comment in it

    def span(self, node: yaml_nodes.Node) -> Span:
        """Return where a node of this file was written."""
        return yaml_nodes.span_of(self.file, node)

    def start(self, node: yaml_nodes.Node) -> Span:
        """Return the place of the first key or item of a node: what to point at when something in it is missing."""
        if isinstance(node, yaml_nodes.Mapping) and node.value:
            return self.span(node.value[0][0])
        span = self.span(node)
        return span._replace(end_line=span.line, end_column=span.column)

    def mapping(self, node: yaml_nodes.Mapping, table: Table, what: str, *, foreign_keys: bool = False) -> FieldValues:
        """Read a mapping by a field table; ``what`` names it in messages, such as ``a step``.

        With ``foreign_keys``, keys that are not in the table are somebody else's, and only a likely misspelling is a
        fault. Steps are returned as their node.
        """
        values: dict[str, Any] = {}
        present: dict[str, yaml_nodes.Node] = {}
        unread: set[str] = set()
        partial: set[str] = set()
        keys: set[str] | None = None
        for key, value in node.value:
            name = key.value
            if not isinstance(key, yaml_nodes.Scalar):
                continue  # reported when the text was composed, and so is a key that stands twice
            if name in present:
                partial.add(name)
                continue
            field = table.fields.get(name)
            if field is None:
                if keys is None:
                    keys = {key.value for key, _ in node.value if isinstance(key, yaml_nodes.Scalar)}
                unread.update(self._unknown(key, keys, table, what, foreign_keys))
                continue
            present[name] = value
            if yaml_nodes.is_null(value):
                continue
            result = self._many(field, value) if field.many else self._one(field, value)
            if result is not None:
                values[name] = result
                if field.many and len(result) < len(value.value):
                    partial.add(name)
            elif not _is_empty(value):
                unread.add(name)
        for field in table.required:
            if field.name in present or field.name not in unread:
                self._require(field, node, present, what)
        lost = partial.union(unread.difference(values)) if unread or partial else ()
        return FieldValues(values, frozenset(lost) if lost else _NOTHING)

    def _require(self, field: Field, node: yaml_nodes.Node, present: Mapping[str, yaml_nodes.Node], what: str) -> None:
        value = present.get(field.name)
        if value is None:
            self.faults.add(
                "missing-field",
                f"{what} needs '{field.name}'",
                self.start(node),
                f"add '{field.name}: …', {_lower(field.meaning)}",
            )
        elif _is_empty(value):
            self.faults.add("missing-field", f"{what} needs '{field.name}', and here it is empty", self.span(value))

    def _unknown(
        self, key: yaml_nodes.Scalar, keys: set[str], table: Table, what: str, foreign_keys: bool
    ) -> tuple[str, ...]:
        """Report an unknown key, and return the field that it was probably meant to be, if there is one.

        ``keys`` are those that the mapping has, or would have with what was suggested.
        """
        if foreign_keys and key.value in HOST_KEYS:
            return ()
        if not foreign_keys and self.faults.full("unknown-field", self.file):
            self.faults.add("unknown-field", "", self.span(key))  # which is only counted
            return ()
        meant = closest(key.value, tuple(table.fields), 0.8 if foreign_keys else 0.6)
        other_word = None if foreign_keys else table.meant.get(key.value.lower())
        if other_word is not None and other_word not in keys:
            meant = other_word
        if foreign_keys and meant is None:
            return ()
        edit, hint = None, did_you_mean(meant)
        if meant is not None and meant in keys:
            hint = f"the key '{meant}' is there already: take one of the two out"
        elif meant is not None:
            edit = self._edit(key, meant, certain=False)
            keys.add(meant)
        self.faults.add(
            "unknown-field",
            f"{what} has no field '{_shown(key.value)}'",
            self.span(key),
            table.hints.get(key.value) or hint or f"the fields are: {', '.join(table.fields)}",
            edit=edit,
        )
        return () if meant is None else (meant,)

    def _edit(self, node: yaml_nodes.Node, new: str, *, certain: bool) -> Edit | None:
        """Return the edit that makes a scalar say something else, in the quotes that it has."""
        style = node.style if isinstance(node, yaml_nodes.Scalar) else None
        change = yaml_edits.node(self.span(node), style, node.value, new)
        return None if change is None else Edit(*change, certain=certain)

    def _invalid(self, message: str, node: yaml_nodes.Node, hint: str | None = None, edit: Edit | None = None) -> None:
        self.faults.add("invalid-field", message, self.span(node), hint, edit=edit)

    def _mistaken(self, type_: Type, message: str, node: yaml_nodes.Node) -> None:
        """Report a value that its type does not allow, with what it was meant to be, if that can be told."""
        from learning_paths.load.meant import meant  # noqa: PLC0415 - only mistakes need it

        guess = meant(type_, node.value.strip())
        if guess is None:
            self._invalid(message, node)
            return
        edit = self._edit(node, guess.text, certain=guess.certain)
        if edit is not None and type_ in PATTERNS and edit.span == self.span(node):
            # In quotes, so that no tool takes 2005.14160 for a number.
            edit = edit._replace(new_text=yaml_edits.quoted(guess.text))
        self._invalid(message, node, f"write '{guess.text}'" if guess.certain else did_you_mean(guess.text), edit)

    def _many(self, field: Field, node: yaml_nodes.Node) -> Any:
        if not isinstance(node, yaml_nodes.Sequence):
            hint, edit = None, None
            if isinstance(node, yaml_nodes.Scalar):
                edit = self._as_list(field, node)
                value = _shown(node.value)
                item = f"[{yaml_edits.quoted(value) if ',' in value else value}]" if edit is None else edit.new_text
                hint = f"write it as a list: {field.name}: {_shown(item)}"
            elif isinstance(node, yaml_nodes.Mapping):
                hint = "begin each item with a dash and a space"
            self._invalid(f"'{field.name}' must be a list", node, hint, edit)
            return None
        read = []
        for item in node.value:
            if yaml_nodes.is_null(item):
                hint = "remove it, or write something behind the dash"
                self._invalid(f"an item of '{field.name}' is empty", item, hint)
                continue
            value = self._one(field, item)
            if value is not None:
                read.append(value)
        return tuple(read)

    def _as_list(self, field: Field, node: yaml_nodes.Scalar) -> Edit | None:
        """Return the edit that makes a list of a value, or of several with commas between them if they are slugs."""
        span = self.span(node)
        written = yaml_edits.source(span, node.style, node.value)
        if written is None:
            return None
        if field.type in _REFERENCES and all(is_reference(part.strip()) for part in node.value.split(",")):
            return Edit(span, f"[{written}]", certain="," not in node.value or not node.style)
        if not node.style:
            if "," in node.value:  # one text, or several
                return None
            written = node.value if yaml_edits.is_plain(node.value) else yaml_edits.quoted(node.value)
        return Edit(span, f"[{written}]", certain=False)

    def _one(self, field: Field, node: yaml_nodes.Node) -> Any:
        if isinstance(node, yaml_nodes.Scalar) or field.type in _NOT_ONLY_SCALARS:
            return _READERS[field.type](self, field, node)
        place = f"an item of '{field.name}'" if field.many else f"'{field.name}'"
        self._invalid(f"{place} must be {field.type}", node)
        return None

    def _steps(self, field: Field, node: yaml_nodes.Node) -> yaml_nodes.Node:
        return node

    def _requirement(self, field: Field, node: yaml_nodes.Node) -> RequirementEntry | None:
        if isinstance(node, yaml_nodes.Mapping):
            values = self.mapping(node, _REQUIREMENT, "a requirement").values
            because = values.get("because")
            return RequirementEntry(values["slug"], because.value if because else None) if "slug" in values else None
        if isinstance(node, yaml_nodes.Scalar):
            reference = self._reference(field, node)
            return None if reference is None else RequirementEntry(reference)
        self._invalid(f"an item of '{field.name}' must be {field.type}", node)
        return None

    def _text(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        text = " ".join(node.value.split())
        if not text:
            return None
        if field.max_length is not None and len(text) > field.max_length:
            self._invalid(
                f"'{field.name}' has {len(text)} characters; at most {field.max_length} are shown everywhere",
                node,
                "shorten it; the rest can go into 'introduction'",
            )
        if field.choices and text not in field.choices:
            word = closest(text, field.choices, 0.8 if field.open_choices else 0.6)
            if word is not None or not field.open_choices:
                same = word == text.lower()
                self._invalid(
                    f"'{field.name}' cannot be '{_shown(text)}'",
                    node,
                    did_you_mean(word) or f"use one of: {', '.join(field.choices)}",
                    None if word is None else self._edit(node, word, certain=same),
                )
                return None
        if self._lines is not None and not field.choices:
            self._cut_short(field, node, self._lines)
        return Written(text, self.span(node))

    def _cut_short(self, field: Field, node: yaml_nodes.Node, lines: Sequence[str]) -> None:
        """Report a value with a sign behind it that begins a comment, and looks like a part of the value: `Part #2`."""
        span = self.span(node)
        line = lines[span.end_line - 1]
        match = _NO_COMMENT.fullmatch(line, span.end_column - 1)
        if match is None or not isinstance(node, yaml_nodes.Scalar) or node.style:
            return
        edit = None
        if span.line == span.end_line:
            whole = line[span.column - 1 :].rstrip()
            end = span.column + len(whole)
            edit = Edit(span._replace(end_column=end), yaml_edits.quoted(whole), certain=False)
        self.faults.add(
            "invalid-field",
            f"'{field.name}' ends before '{_shown(match['rest'])}', which YAML takes for a comment",
            span._replace(line=span.end_line, column=span.end_column + len(match["space"]), end_column=len(line) + 1),
            "put the whole value in quotes; or put a space behind '#', if this is a comment",
            edit=edit,
            at_most=Severity.WARNING,
        )

    def _identifier(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        text = node.value.strip()
        if not text:
            return None
        if re.fullmatch(PATTERNS[field.type], text):
            return Written(text, self.span(node))
        self._mistaken(field.type, f"'{field.name}' must be {field.type}, not '{_shown(text)}'", node)
        return None

    def _markdown(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        if not node.value.strip():
            return None
        if self._lines is not None:
            self._cut_short(field, node, self._lines)
        return Written(node.value.rstrip(), self.span(node))

    def _bool(self, field: Field, node: yaml_nodes.Node) -> bool | None:
        word = node.value.lower()
        if word not in ("true", "false"):
            self._mistaken(field.type, f"'{field.name}' must be {field.type}, not '{_shown(node.value)}'", node)
            return None
        return bool(word == "true")

    def _integer(self, field: Field, node: yaml_nodes.Node) -> int | None:
        least, most = RANGES[field.type]
        text = node.value
        if text.isascii() and text.isdecimal() and len(text) <= 9 and least <= int(text) <= most:
            return int(text)
        self._mistaken(field.type, f"'{field.name}' must be {field.type}, not '{_shown(text)}'", node)
        return None

    def _date(self, field: Field, node: yaml_nodes.Node) -> date | None:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", node.value):
                return date.fromisoformat(node.value)
        except ValueError:
            pass  # such as 2026-02-30
        self._mistaken(field.type, f"'{field.name}' must be {field.type}, not '{_shown(node.value)}'", node)
        return None

    def _slug(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        return self._checked_slug(field, node, Type.SLUG, is_slug)

    def _reference(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        return self._checked_slug(field, node, Type.REFERENCE, is_reference)

    def _checked_slug(
        self, field: Field, node: yaml_nodes.Node, type_: Type, is_valid: Callable[[str], bool]
    ) -> Written[str] | None:
        if is_valid(node.value):
            return Written(node.value, self.span(node))
        if node.value.strip():
            message = f"'{_shown(node.value)}' is not a slug: a slug is letters, digits, '-', '_' and '.'"
            self._mistaken(type_, message, node)
        elif not field.required:  # an empty required field is reported as missing
            self._invalid(f"'{field.name}' names no page: it is empty", node)
        return None


# A comment has a space behind its sign.
_NO_COMMENT = re.compile(r"(?P<space>[ \t]+)(?P<rest>#[^\s#!].*)")

_REQUIREMENT = Table(REQUIREMENT)

_REFERENCES = frozenset([Type.REFERENCE, Type.REQUIREMENT, Type.SLUG])
_NOT_ONLY_SCALARS = frozenset([Type.STEPS, Type.REQUIREMENT])

_READERS: dict[Type, Callable[[FieldReader, Field, yaml_nodes.Node], Any]] = {
    Type.TEXT: FieldReader._text,
    Type.MARKDOWN: FieldReader._markdown,
    Type.BOOL: FieldReader._bool,
    Type.MINUTES: FieldReader._integer,
    Type.YEAR: FieldReader._integer,
    Type.DATE: FieldReader._date,
    Type.SLUG: FieldReader._slug,
    Type.REFERENCE: FieldReader._reference,
    Type.ARXIV: FieldReader._identifier,
    Type.DOI: FieldReader._identifier,
    Type.URL: FieldReader._identifier,
    Type.REQUIREMENT: FieldReader._requirement,
    Type.STEPS: FieldReader._steps,
}

_NOTHING: frozenset[str] = frozenset()


@functools.lru_cache(1000)  # pages have the same keys of other tools, all of them
def closest(word: str, known: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """Return the known word that another is most likely a misspelling of, or None."""
    return Suggester(known, cutoff=cutoff).closest(word)


def _is_empty(node: yaml_nodes.Node) -> bool:
    """Return whether a value says nothing: null, or blanks in quotes."""
    return isinstance(node, yaml_nodes.Scalar) and (yaml_nodes.is_null(node) or not node.value.strip())


def _shown(text: str) -> str:
    """Return a text short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _lower(sentence: str) -> str:
    """Return a sentence of the field tables as a part of a longer one, in plain text."""
    return (sentence[:1].lower() + sentence[1:].rstrip(".")).replace("`", "'")
