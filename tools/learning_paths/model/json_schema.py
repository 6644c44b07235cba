"""The field tables as JSON Schema, for editors.

The schemas are of draft 7, which editors know best: the YAML language server, and with it most editors, has read it for
longest, and newer drafts bring nothing that is needed here.

The reader takes every value as the text that was written, an editor sees values that its YAML parser has given types:
``title: 2017`` is a number there, ``draft: true`` a boolean, an empty value null. So a schema allows each value in all
the types it can arrive in. What it cannot see is how a number was written; the guide says what follows from that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from learning_paths.model import fields
from learning_paths.model.fields import CITATION, PAGE, PATH, REQUIREMENT, STAGE, STEP, Field, Type

DRAFT = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]

_END = r"(?![\s\S])"  # what `$` is in JavaScript; in Python, `$` also stands before a line feed at the end

# One part of a slug, in a regular expression that JavaScript and Python read alike. Letters of all scripts are allowed;
# beyond ASCII, a punctuation mark cannot be told from a letter without tables.
_PART = r"(?!\.+(?:/|(?![\s\S])))[^\x00-,/:-@\[-^`{-\xa0\s\u2000-\u206f\u3000-\u3003]+"
_PATTERNS: Mapping[Type, tuple[str, str]] = {
    Type.BOOL: (f"^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]){_END}", "Must be true or false."),
    Type.MINUTES: (
        rf"^(?!.{{10}})0*(?:[1-9][0-9]{{0,3}}|10000){_END}",
        "Must be a whole number of minutes from 1 to 10000.",
    ),
    Type.YEAR: (rf"^(?!.{{10}})0*[12][0-9]{{3}}{_END}", "Must be a year."),
    Type.DATE: (
        rf"^(?!0000)[0-9]{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]){_END}",
        "Must be a date such as 2026-11-22.",
    ),
    Type.SLUG: (f"^{_PART}{_END}", "Must be a slug: letters, digits, '-', '_' and '.'."),
    Type.REFERENCE: (f"^{_PART}(?:/{_PART})*{_END}", "Must be the slug of a page: letters, digits, '-', '_' and '.'."),
    **{
        identifier: (rf"^\s*(?:{pattern})?\s*{_END}", f"Must be {identifier}.")
        for identifier, pattern in fields.PATTERNS.items()
    },
}

_USUAL: Mapping[Type, Schema] = {
    Type.BOOL: {"type": "boolean"},
    **{type_: {"type": "integer", "minimum": least, "maximum": most} for type_, (least, most) in fields.RANGES.items()},
}
"""What a value usually arrives as, where that is not text."""

_ALSO: Mapping[Type, tuple[str, ...]] = {
    **dict.fromkeys((Type.TEXT, Type.MARKDOWN, Type.SLUG, Type.REFERENCE), ("boolean", "number")),
    Type.ARXIV: ("number",),
}
"""What a value of text can arrive as besides, if it has no quotes around it."""


def path_schema() -> Schema:
    """Return the schema of a path file."""
    return {
        "$schema": DRAFT,
        "title": "A learning path",
        "description": "A path of mkdocs-learning-paths: pages in reading order, with a word on why each comes now.",
        **_mapping(PATH),
        "definitions": {"step": _mapping(STEP), "stage": _mapping(STAGE)},
    }


def page_schema(cited: bool = False) -> Schema:
    """Return the schema of the head of a page; with ``cited``, of a page that has the keys of a paper too."""
    schema = _mapping((*PAGE, *CITATION) if cited else PAGE)
    del schema["additionalProperties"]  # other keys belong to MkDocs, the theme and other plugins
    return {
        "$schema": DRAFT,
        "title": "The head of a page",
        "description": "Front matter of a page that can be a step of a learning path.",
        **schema,
        "type": ["object", "null"],
        "definitions": {"requirement": _mapping(REQUIREMENT)},
    }


def as_json(schema: Schema) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _mapping(table: Iterable[Field]) -> Schema:
    fields = list(table)
    schema: Schema = {"type": "object"}
    required = [field.name for field in fields if field.required]
    if required:
        schema["required"] = required
    schema["properties"] = {field.name: {"description": field.meaning, **_field(field)} for field in fields}
    schema["additionalProperties"] = False
    return schema


def _field(field: Field) -> Schema:
    if field.type is Type.STEPS:
        return _STEPS
    if field.many:
        return {"type": ["array", "null"], "items": _value(field, empty=False)}
    return _value(field, empty=not field.required)


def _value(field: Field, *, empty: bool) -> Schema:
    """Return the schema of one value; ``empty`` says whether there may be nothing behind its key."""
    null = ("null",) if empty else ()
    if field.type is Type.REQUIREMENT:
        reference = _value(_REFERENCE, empty=False)
        return {"if": {"type": "object"}, "then": {"$ref": "#/definitions/requirement"}, "else": reference}
    if field.choices and not field.open_choices:
        words = rf"^\s*(?:{'|'.join(field.choices)})?\s*{_END}"
        return {"anyOf": [{"enum": list(field.choices)}, {**_one_of("string", *null), "pattern": words}]}
    usual = {"enum": list(field.choices)} if field.choices else _USUAL.get(field.type, {"type": "string"})
    schema: Schema = {"anyOf": [usual, _one_of("string", *null, *_ALSO.get(field.type, ()))]}
    if field.type in _PATTERNS:
        pattern, message = _PATTERNS[field.type]
        schema |= {"pattern": pattern, "patternErrorMessage": message}
    elif field.required:
        schema |= {"pattern": r"\S", "patternErrorMessage": "Must not be empty."}
    if field.type is Type.DATE:
        schema["format"] = "date"
    if field.max_length is not None:
        schema |= _at_most(field.max_length)
    return schema


def _one_of(*types: str) -> Schema:
    # Said in this way, an editor does not offer `true`, `false` and `null` wherever they are allowed.
    every = ("array", "boolean", "null", "number", "object", "string")
    return {"not": {"type": [each for each in every if each not in types]}}


def _at_most(length: int) -> Schema:
    # White space around a text is not counted, and what stands between two words counts as one character. Where a text
    # has more than that, the pattern counts; everywhere else a plain limit does, because editors have words for it.
    return {
        "if": {"type": "string", "pattern": r"^\s|\s$|\s\s"},
        "then": {
            "pattern": rf"^\s*(?:\S|\s+(?=\S)){{0,{length}}}\s*{_END}",
            "patternErrorMessage": f"Must have at most {length} characters.",
        },
        "else": {"maxLength": length},
    }


_REFERENCE = next(field for field in STEP if field.name == "slug")

_STAGE_ITEM: Schema = {"type": "object", "required": ["stage"], "not": {"required": ["slug"]}}

_STEPS: Schema = {
    "type": "array",
    "minItems": 1,
    # A path needs one step at least; stages alone are none.
    "contains": {"not": _STAGE_ITEM},
    # The questions that the reader asks, one after the other, instead of `oneOf`: so an editor compares an item with
    # one of the two and says what is wrong with it, not that it is neither.
    "items": {
        "if": {"type": "object", "required": ["slug"]},
        "then": {"$ref": "#/definitions/step"},
        "else": {
            "if": {"type": "object", "required": ["stage"]},
            "then": {"$ref": "#/definitions/stage"},
            # An item with neither key is a step that lacks its slug. While it is being written, both keys are offered.
            "else": {
                "allOf": [
                    {"$ref": "#/definitions/step"},
                    {"properties": {"stage": {"description": STAGE[0].meaning, "type": "string"}}},
                ]
            },
        },
    },
}
