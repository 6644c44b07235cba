"""Mappings to values, by the field tables. All that can be wrong with the shape of a file is found here."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from learning_paths.load.faults import Faults
from learning_paths.load.identifiers import meant
from learning_paths.model.diagnostic import Edit
from learning_paths.model.documents import RequirementEntry
from learning_paths.model.fields import PATTERNS, REQUIREMENT, Field, Type
from learning_paths.text import yaml_edits, yaml_nodes
from learning_paths.text.span import Span
from learning_paths.text.suggest import Suggester, did_you_mean
from learning_paths.text.written import Written

_SLUG_CHARACTERS = re.compile(r"[\w.-]+")

HOST_KEYS = frozenset(
    "author categories comments date description draft hide icon image index keywords pin readtime render_macros "
    "robots search social subtitle tag template url year".split()
)
"""Keys that MkDocs, Material or common plugins give a meaning of their own in the head of a page."""


def is_slug(text: str) -> bool:
    """Return whether a text can be a slug: letters, digits, ``-``, ``_`` and ``.``, and not dots alone."""
    return bool(_SLUG_CHARACTERS.fullmatch(text)) and bool(text.strip("."))


class FieldValues(NamedTuple):
    """What a mapping says: its values by the names of their fields.

    ``unread`` are the fields that somebody wrote and that have no value all the same, because the key is misspelt or
    the value is wrong. That has been reported, so that nobody should report them as missing.
    """

    values: dict[str, Any]
    unread: frozenset[str]


class Table:
    """A field table, made ready for looking up keys."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = {field.name: field for field in fields}
        self.required = tuple(field for field in self.fields.values() if field.required)


class FieldReader:
    """Reads the mappings of one file. Values come out by the name of their field; a wrong one is left out."""

    def __init__(self, file: str, faults: Faults) -> None:
        self.file = file
        self.faults = faults

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
        for key, value in node.value:
            if not isinstance(key, yaml_nodes.Scalar) or key.value in present:
                continue  # reported when the text was composed
            field = table.fields.get(key.value)
            if field is None:
                unread.update(self._unknown(key, table, what, foreign_keys))
                continue
            present[key.value] = value
            if not yaml_nodes.is_null(value):
                read = self._many if field.many else self._one
                result = read(field, value)
                if result is not None:
                    values[field.name] = result
                elif not _is_empty(value):
                    unread.add(field.name)
        for field in table.required:
            if field.name in present or field.name not in unread:
                self._require(field, node, present, what)
        return FieldValues(values, frozenset(unread.difference(values)) if unread else _NOTHING)

    def _require(self, field: Field, node: yaml_nodes.Node, present: Mapping[str, yaml_nodes.Node], what: str) -> None:
        value = present.get(field.name)
        if value is None:
            self.faults.add(
                "missing-field",
                f"{what} needs '{field.name}'",
                self.start(node),
                f"add '{field.name}:': {_lower(field.meaning)}",
            )
        elif _is_empty(value):
            self.faults.add("missing-field", f"{what} needs '{field.name}', and here it is empty", self.span(value))

    def _unknown(self, key: yaml_nodes.Node, table: Table, what: str, foreign_keys: bool) -> tuple[str, ...]:
        """Report an unknown key, and return the field that it was probably meant to be, if there is one."""
        if foreign_keys and key.value in HOST_KEYS:
            return ()
        closest = _closest(key.value, tuple(table.fields), 0.8 if foreign_keys else 0.6)
        if foreign_keys and closest is None:
            return ()
        span = self.span(key)
        self.faults.add(
            "unknown-field",
            f"{what} has no field '{_shown(key.value)}'",
            span,
            did_you_mean(closest) or f"the fields are: {', '.join(table.fields)}",
            edit=None if closest is None else Edit(span, closest, certain=False),
        )
        return () if closest is None else (closest,)

    def _invalid(self, message: str, node: yaml_nodes.Node, hint: str | None = None) -> None:
        self.faults.add("invalid-field", message, self.span(node), hint)

    def _many(self, field: Field, node: yaml_nodes.Node) -> Any:
        if not isinstance(node, yaml_nodes.Sequence):
            hint = None
            if isinstance(node, yaml_nodes.Scalar):
                hint = f"write it as a list: '{field.name}: [{_shown(node.value)}]'"
            self._invalid(f"'{field.name}' must be a list", node, hint)
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
            closest = _closest(text, field.choices, 0.8 if field.open_choices else 0.6)
            if closest is not None or not field.open_choices:
                span = self.span(node)
                self.faults.add(
                    "invalid-field",
                    f"'{field.name}' cannot be '{_shown(text)}'",
                    span,
                    did_you_mean(closest) or f"use one of: {', '.join(field.choices)}",
                    edit=None if closest is None else Edit(span, closest, certain=False),
                )
                return None
        return Written(text, self.span(node))

    def _line(self, span: Span) -> str:
        return self.faults.texts.get(self.file, "").split("\n", span.line)[span.line - 1]

    def _identifier(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        text = node.value.strip()
        if not text:
            return None
        span = self.span(node)
        if re.fullmatch(PATTERNS[field.type], text):
            return Written(text, span)
        hint, edit = None, None
        guess = meant(field.type, text)
        if guess is not None:
            hint = f"write '{guess.text}'" if guess.certain else did_you_mean(guess.text)
            change = yaml_edits.scalar(self._line(span), span, node.value, guess.text)
            if change is not None:
                # In quotes, so that no tool takes 2005.14160 for a number.
                new = yaml_edits.quoted(guess.text) if change == (span, guess.text) else change[1]
                edit = Edit(change[0], new, guess.certain)
        message = f"'{field.name}' must be {field.type}, not '{_shown(text)}'"
        self.faults.add("invalid-field", message, span, hint, edit=edit)
        return None

    def _markdown(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        return Written(node.value.rstrip(), self.span(node)) if node.value.strip() else None

    def _bool(self, field: Field, node: yaml_nodes.Node) -> bool | None:
        word = node.value.lower()
        if word not in ("true", "false"):
            self._invalid(f"'{field.name}' must be {field.type}, not '{_shown(node.value)}'", node)
            return None
        return bool(word == "true")

    def _minutes(self, field: Field, node: yaml_nodes.Node) -> int | None:
        return self._integer(field, node, 1, 10_000)

    def _year(self, field: Field, node: yaml_nodes.Node) -> int | None:
        return self._integer(field, node, 1000, 2999)

    def _integer(self, field: Field, node: yaml_nodes.Node, least: int, most: int) -> int | None:
        text = node.value
        if text.isascii() and text.isdecimal() and len(text) <= 9 and least <= int(text) <= most:
            return int(text)
        self._invalid(f"'{field.name}' must be {field.type}, not '{_shown(text)}'", node)
        return None

    def _date(self, field: Field, node: yaml_nodes.Node) -> date | None:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", node.value):
                return date.fromisoformat(node.value)
        except ValueError:
            pass  # such as 2026-02-30
        self._invalid(f"'{field.name}' must be {field.type}, not '{_shown(node.value)}'", node)
        return None

    def _slug(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        return self._checked_slug(field, node, [node.value])

    def _reference(self, field: Field, node: yaml_nodes.Node) -> Written[str] | None:
        return self._checked_slug(field, node, node.value.split("/"))

    def _checked_slug(self, field: Field, node: yaml_nodes.Node, parts: Sequence[str]) -> Written[str] | None:
        if all(is_slug(part) for part in parts):
            return Written(node.value, self.span(node))
        if not node.value.strip():
            if not field.required:  # an empty required field is reported as missing
                self._invalid(f"'{field.name}' names no page: it is empty", node)
            return None
        slug = "/".join(re.sub(r"[^\w.]+", "-", part).strip("-.") for part in parts).strip("/")
        slug = slug.removesuffix(".md").lower() if slug.endswith(".md") else slug.lower()
        self._invalid(
            f"'{_shown(node.value)}' is not a slug: a slug is letters, digits, '-', '_' and '.'",
            node,
            did_you_mean(slug) if all(map(is_slug, slug.split("/"))) else None,
        )
        return None


_REQUIREMENT = Table(REQUIREMENT)

_NOT_ONLY_SCALARS = frozenset([Type.STEPS, Type.REQUIREMENT])

_READERS: dict[Type, Callable[[FieldReader, Field, yaml_nodes.Node], Any]] = {
    Type.TEXT: FieldReader._text,
    Type.MARKDOWN: FieldReader._markdown,
    Type.BOOL: FieldReader._bool,
    Type.MINUTES: FieldReader._minutes,
    Type.YEAR: FieldReader._year,
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
def _closest(word: str, known: tuple[str, ...], cutoff: float) -> str | None:
    return Suggester(known, cutoff=cutoff).closest(word)


def _is_empty(node: yaml_nodes.Node) -> bool:
    """Return whether a value says nothing: null, or blanks in quotes."""
    return isinstance(node, yaml_nodes.Scalar) and (yaml_nodes.is_null(node) or not node.value.strip())


def _shown(text: str) -> str:
    """Return a text short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
