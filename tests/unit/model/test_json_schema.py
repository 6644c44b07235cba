"""The schemas and the reader say the same of a file: valid, or not.

They are compared on every path file and page that this repository has, on files made to try each key, and on made-up
ones. Where they may differ, and why, stands in ``excused`` and nowhere else; the guide says it in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from learning_paths import lint, registry, rules
from learning_paths.model import fields
from learning_paths.model.diagnostic import Diagnostic
from learning_paths.model.fields import Field, Type
from learning_paths.model.json_schema import page_schema, path_schema
from tests.unit.model.typed_yaml import LOADERS, Core, compose, scalar, typed
from tests.unit.sites import check

ROOT = Path(__file__).parents[3]
SHAPE = ["unknown-field", "missing-field", "invalid-field", "empty-path"]
NOT_YAML = ["invalid-yaml", "duplicate-key"]
SCHEMAS: dict[str, dict[str, Any]] = {
    "paths/p.yml": path_schema(),
    "docs/concepts/c.md": page_schema(),
    "docs/papers/p.md": page_schema(cited=True),
}
VALIDATORS = {
    file: jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    for file, schema in SCHEMAS.items()
}


def is_valid(file: str, text: str, loader: type[yaml.SafeLoader]) -> bool:
    return bool(VALIDATORS[file].is_valid(typed(compose(text, loader), loader)))


def reader_says(file: str, text: str) -> list[Diagnostic] | None:
    """Return what the reader has against the shape of a file; None if it is no YAML that is read."""
    # Made into a head by dashes that the first line already has, so that positions stay.
    content = f"---\n{text.rstrip(chr(10))}\n---\n" if file.endswith(".md") else text
    content = content.replace("learning-paths: ignore", "learning-paths: report")  # a schema knows no comments
    found = check({file: content}, only=[*SHAPE, *NOT_YAML]).diagnostics
    assert all(diagnostic.finding.span.file == file for diagnostic in found)
    return None if any(diagnostic.rule in NOT_YAML for diagnostic in found) else list(found)


def excused(file: str, text: str, found: Diagnostic, loader: type[yaml.SafeLoader]) -> bool:
    """Return whether this is something that a schema cannot see."""
    page = file.endswith(".md")
    if page and found.rule == "unknown-field" and "a requirement" not in found.finding.message:
        return True  # a likely misspelling in the head of a page, where other keys are allowed
    if page and found.finding.message.startswith("'status' cannot be "):
        return True  # a likely misspelling of a status, where other words are allowed
    if "which YAML takes for a comment" in found.finding.message:
        return True  # a schema sees no comments
    span = found.finding.span
    node = node_at(compose(text, loader), span.line - page, span.column)
    if node is None or found.rule != "invalid-field":
        return False
    if not isinstance(scalar(node, loader), str):
        return True  # a number or a truth value, written in another way than the reader takes
    return "slug" in found.finding.message and not node.value.isascii()  # a sign that is no letter, beyond ASCII


def node_at(node: yaml.Node | None, line: int, column: int) -> yaml.ScalarNode | None:
    nodes = [node] if node is not None else []
    while nodes:
        each = nodes.pop()
        if isinstance(each, yaml.ScalarNode):
            if (each.start_mark.line + 1, each.start_mark.column + 1) == (line, column):
                return each
        else:
            for item in each.value:
                nodes.extend(item if isinstance(item, tuple) else [item])
    return None


def octal(text: str) -> bool:
    """Return whether a text holds a year that YAML 1.1 reads as an octal number."""
    return re.search(r"year\W+0[0-7]+\b", text) is not None


def compare(file: str, text: str) -> bool | None:
    """Assert that schema and reader agree on a file; return what both say, or None if it is no YAML that is read."""
    found = reader_says(file, text)
    if found is None:
        return None
    for version, loader in LOADERS.items():
        valid = is_valid(file, text, loader)
        if not found:
            assert valid or (version == "1.1" and octal(text)), (
                f"YAML {version}: the reader takes it, the schema does not"
            )
        elif valid:
            wrong = [str(each.finding.message) for each in found if not excused(file, text, each, loader)]
            assert not wrong, f"YAML {version}: the schema takes it, the reader does not"
    return not found


def sources() -> Iterator[tuple[str, str]]:
    """Yield the files that there are, with what each is called in the tests."""
    contents = [
        (str(file.relative_to(ROOT)), file.read_text(encoding="utf-8"))
        for pattern in ("paths/*.y*ml", "docs/*/*.md", "tests/sites/*/paths/*", "tests/sites/*/docs/*/*.md")
        for file in sorted(ROOT.glob(pattern))
        if file.is_file()
    ]
    for case in sorted(ROOT.glob("tests/rules/*/*.yml")):
        files = yaml.safe_load(case.read_text(encoding="utf-8"))["files"]
        contents += [(f"{case.parent.name}/{case.stem}: {name}", text) for name, text in files.items() if text]
    for rule in lint.rule_names():
        found = re.findall(
            r'^```\w+ title="(.*?)"\n(.*?)^```$', registry.load(rules, rule).__doc__ or "", re.DOTALL | re.MULTILINE
        )
        contents += [(f"{rule}, example {number}: {name}", text) for number, (name, text) in enumerate(found)]
    for name, text in contents:
        if name.endswith((".yml", ".yaml")) and "mkdocs" not in name:
            yield name, text
        elif name.endswith(".md") and (head := re.match(r"---\n(.*?)^---$", text, re.DOTALL | re.MULTILINE)):
            yield name, head[1]


SOURCES = list(sources())


@pytest.mark.parametrize(("name", "text"), SOURCES, ids=[name for name, _ in SOURCES])
def test_they_agree_on_every_file_that_there_is(name: str, text: str) -> None:
    if name.endswith(".md"):
        compare("docs/concepts/c.md", text)
        compare("docs/papers/p.md", text)
    else:
        compare("paths/p.yml", text)


def test_there_are_enough_files_good_and_bad() -> None:
    said = [compare("docs/papers/p.md" if name.endswith(".md") else "paths/p.yml", text) for name, text in SOURCES]
    assert said.count(True) > 100
    assert said.count(False) > 30


HEAD = "title: T\ndescription: D\n"
STEPS = "steps:\n  - slug: a\n"


@pytest.mark.parametrize(
    ("file", "text", "valid"),
    [
        ("paths/p.yml", HEAD + STEPS, True),
        ("paths/p.yml", "title: 2017\ndescription: no\n" + STEPS, True),
        ("paths/p.yml", "title: 1.5\ndescription: 2026-11-22\n" + STEPS, True),
        ("paths/p.yml", "title: .inf\ndescription: .nan\n" + STEPS, True),
        ("paths/p.yml", "title:\ndescription: D\n" + STEPS, False),
        ("paths/p.yml", "title: ' '\ndescription: D\n" + STEPS, False),
        ("paths/p.yml", "title: [T]\ndescription: D\n" + STEPS, False),
        ("paths/p.yml", "title: {T: T}\ndescription: D\n" + STEPS, False),
        ("paths/p.yml", "description: D\n" + STEPS, False),
        ("paths/p.yml", HEAD, False),
        ("paths/p.yml", "", False),
        ("paths/p.yml", "~", False),
        ("paths/p.yml", "- a", False),
        ("paths/p.yml", "text", False),
        ("paths/p.yml", HEAD + STEPS + "levle: advanced", False),
        ("paths/p.yml", HEAD + STEPS + "level: advanced", True),
        ("paths/p.yml", HEAD + STEPS + "level: ' advanced '", True),
        ("paths/p.yml", HEAD + STEPS + "level: |\n  advanced\n", True),
        ("paths/p.yml", HEAD + STEPS + "level:", True),
        ("paths/p.yml", HEAD + STEPS + "level: ''", True),
        ("paths/p.yml", HEAD + STEPS + "level: advancd", False),
        ("paths/p.yml", HEAD + STEPS + "level: Advanced", False),
        ("paths/p.yml", HEAD + STEPS + "level: 3", False),
        ("paths/p.yml", HEAD + STEPS + "level: true", False),
        ("paths/p.yml", HEAD + STEPS + "audience: 7", True),
        ("paths/p.yml", HEAD + STEPS + "audience: []", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: a", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: []", True),
        ("paths/p.yml", HEAD + STEPS + "assumes:", True),
        ("paths/p.yml", HEAD + STEPS + "assumes: [a, b/c, 2017, no, 1.5, -5, 2026-11-22]", True),
        ("paths/p.yml", HEAD + STEPS + "assumes: [a, ]", True),
        ("paths/p.yml", HEAD + STEPS + "assumes:\n  -\n", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: ['']", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: [[a]]", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: [a/, b]", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: [../a]", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: ['a ']", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: [漢字, é]", True),
        ("paths/p.yml", HEAD + STEPS + "assumes: ['..']", False),
        ("paths/p.yml", HEAD + STEPS + "assumes: [..a, a.b, a..]", True),
        ("paths/p.yml", HEAD + STEPS + "outcomes: ['', 1, true, a]", True),
        ("paths/p.yml", HEAD + STEPS + "outcomes: [~]", False),
        ("paths/p.yml", HEAD + STEPS + "outcomes: [[a]]", False),
        ("paths/p.yml", HEAD + STEPS + "introduction: 5\nconclusion: ''", True),
        ("paths/p.yml", HEAD + STEPS + "introduction: [a]", False),
        ("paths/p.yml", HEAD + STEPS + "authors: A", False),
        ("paths/p.yml", HEAD + STEPS + "authors: [A, 7]", True),
        ("paths/p.yml", HEAD + STEPS + "updated: 2026-11-22", True),
        ("paths/p.yml", HEAD + STEPS + "updated: '2024-02-29'", True),
        ("paths/p.yml", HEAD + STEPS + "updated: '2023-02-29'", False),
        ("paths/p.yml", HEAD + STEPS + "updated: 2026-02-30", False),
        ("paths/p.yml", HEAD + STEPS + "updated: 2026-1-2", False),
        ("paths/p.yml", HEAD + STEPS + "updated: 0000-01-01", False),
        ("paths/p.yml", HEAD + STEPS + "updated: 2026", False),
        ("paths/p.yml", HEAD + STEPS + "updated: 20261122", False),
        ("paths/p.yml", HEAD + STEPS + "updated: ''", False),
        ("paths/p.yml", HEAD + STEPS + "updated:", True),
        ("paths/p.yml", HEAD + STEPS + "draft: true", True),
        ("paths/p.yml", HEAD + STEPS + "draft: FALSE", True),
        ("paths/p.yml", HEAD + STEPS + "draft: 'tRuE'", True),
        ("paths/p.yml", HEAD + STEPS + "draft: yes", False),
        ("paths/p.yml", HEAD + STEPS + "draft: 1", False),
        ("paths/p.yml", HEAD + STEPS + "draft: ''", False),
        ("paths/p.yml", HEAD + STEPS + "draft: |\n  true\n", False),
        ("paths/p.yml", HEAD + STEPS + "draft:", True),
        ("paths/p.yml", HEAD + "steps: []", False),
        ("paths/p.yml", HEAD + "steps:", False),
        ("paths/p.yml", HEAD + "steps: ''", False),
        ("paths/p.yml", HEAD + "steps: a", False),
        ("paths/p.yml", HEAD + "steps: {slug: a}", False),
        ("paths/p.yml", HEAD + "steps: [a]", False),
        ("paths/p.yml", HEAD + "steps: [~]", False),
        ("paths/p.yml", HEAD + "steps: [[]]", False),
        ("paths/p.yml", HEAD + "steps: [{}]", False),
        ("paths/p.yml", HEAD + "steps: [{stage: S}]", False),
        ("paths/p.yml", HEAD + "steps: [{stage: S}, {slug: a}]", True),
        ("paths/p.yml", HEAD + "steps: [{stage: S, introduction: x}, {slug: a}]", True),
        ("paths/p.yml", HEAD + "steps: [{stage: S, commentary: x}, {slug: a}]", False),
        ("paths/p.yml", HEAD + "steps: [{stage: }, {slug: a}]", False),
        ("paths/p.yml", HEAD + "steps: [{stage: S, slug: a}]", False),
        ("paths/p.yml", HEAD + "steps: [{commentary: x}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: }]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: 'a b'}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a\n }]", True),
        ("paths/p.yml", HEAD + "steps:\n  - slug: |\n      a\n", False),
        (
            "paths/p.yml",
            HEAD + "steps: [{slug: a, optional: true, minutes: 25, alongside: [b], read: 3, title: 4}]",
            True,
        ),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: '25'}]", True),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 025}]", True),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 08}]", True),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: '000000001'}]", True),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: '0000000001'}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 10000}]", True),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 10001}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 0}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: -5}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 2.5}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 1_000}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: true}]", False),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: }]", True),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: ''}]", False),
        ("paths/p.yml", f"title: T\ndescription: {'x' * 200}\n" + STEPS, True),
        ("paths/p.yml", f"title: T\ndescription: {'x' * 201}\n" + STEPS, False),
        ("paths/p.yml", f"title: T\ndescription: |\n  {'x ' * 99}xx\n" + STEPS, True),
        ("paths/p.yml", f"title: T\ndescription: |\n  {'x   ' * 99}xx\n" + STEPS, True),
        ("paths/p.yml", f"title: T\ndescription: |\n  {'x   ' * 100}xx\n" + STEPS, False),
        ("paths/p.yml", f"title: T\ndescription: '  {'x ' * 99}xx    '\n" + STEPS, True),
        ("paths/p.yml", f"title: T\ndescription: {'漢' * 200}\n" + STEPS, True),
        ("paths/p.yml", f"title: T\ndescription: {'😀' * 201}\n" + STEPS, False),
        ("docs/concepts/c.md", "", True),
        ("docs/concepts/c.md", "~", True),
        ("docs/concepts/c.md", "- a", False),
        ("docs/concepts/c.md", "text", False),
        ("docs/concepts/c.md", "title: T\nhide: [toc]\nmy_plugin: {a: b}\n", True),
        ("docs/concepts/c.md", "year: soon\nauthors: A\n", True),
        ("docs/papers/p.md", "year: soon\n", False),
        ("docs/papers/p.md", "authors: A\n", False),
        ("docs/papers/p.md", "year: 2017\nvenue: NIPS\narxiv: '1706.03762'\ndoi: 10.1038/nature14539\n", True),
        ("docs/papers/p.md", "year: 999\n", False),
        ("docs/papers/p.md", "year: '2017'\n", True),
        ("docs/papers/p.md", "year: 3000\n", False),
        ("docs/papers/p.md", "arxiv: 1706.03762\n", True),
        ("docs/papers/p.md", "arxiv: 2005.14160\n", True),
        ("docs/papers/p.md", "arxiv: cs/0112017v2\n", True),
        ("docs/papers/p.md", "arxiv: ' 1706.03762 '\n", True),
        ("docs/papers/p.md", "arxiv: https://arxiv.org/abs/1706.03762\n", False),
        ("docs/papers/p.md", "arxiv: true\n", False),
        ("docs/papers/p.md", "arxiv: ''\ndoi: ''\nurl: ''\n", True),
        ("docs/papers/p.md", "doi: https://doi.org/10.1/x\n", False),
        ("docs/papers/p.md", "doi: 10.1\n", False),
        ("docs/papers/p.md", "url: example.org\n", False),
        ("docs/papers/p.md", "url: https://example.org/x\n", True),
        ("docs/concepts/c.md", "slug: a\naliases: [b, 3]\nminutes: 5\ntags: [x, 1]\n", True),
        ("docs/concepts/c.md", "slug: a/b\n", False),
        ("docs/concepts/c.md", "slug: ''\n", False),
        ("docs/concepts/c.md", "slug:\n", True),
        ("docs/concepts/c.md", "aliases: [a/b]\n", False),
        ("docs/concepts/c.md", "requires: [a, {slug: b}, {slug: c/d, because: e}]\n", True),
        ("docs/concepts/c.md", "requires: a\n", False),
        ("docs/concepts/c.md", "requires: {slug: a}\n", False),
        ("docs/concepts/c.md", "requires: [[a]]\n", False),
        ("docs/concepts/c.md", "requires: [~]\n", False),
        ("docs/concepts/c.md", "requires: [{because: a}]\n", False),
        ("docs/concepts/c.md", "requires: [{slug: a, becuse: b}]\n", False),
        ("docs/concepts/c.md", "requires: [{slug: }]\n", False),
        ("docs/concepts/c.md", "requires: [{slug: a, because: }]\n", True),
        ("docs/concepts/c.md", "status: planned\n", True),
        ("docs/concepts/c.md", "status: new\n", True),
        ("docs/concepts/c.md", "status: [new]\n", False),
        ("docs/concepts/c.md", "status:\n", True),
    ],
)
def test_they_agree_on_each_key(file: str, text: str, valid: bool) -> None:
    assert compare(file, text) is valid
    assert is_valid(file, text, Core) is valid


@pytest.mark.parametrize(
    ("file", "text", "version"),
    [
        # How a number or a truth value was written is lost when a parser has read it.
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 25.0}]", "1.2"),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: +25}]", "1.2"),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 0x19}]", "1.2"),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 1e2}]", "1.2"),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 1:30}]", "1.1"),
        ("paths/p.yml", HEAD + "steps: [{slug: a, minutes: 1_000}]", "1.1"),
        ("paths/p.yml", HEAD + "steps: [{slug: 1e+5}]", "1.2"),
        ("paths/p.yml", HEAD + STEPS + "draft: yes", "1.1"),
        ("docs/papers/p.md", "arxiv: 5\n", "1.2"),
        # Beyond ASCII, a regular expression that all editors read cannot tell letters from other signs.
        ("paths/p.yml", HEAD + "steps: [{slug: a€}]", "1.2"),
        # In the head of a page, keys and statuses that are not known belong to somebody else.
        ("docs/concepts/c.md", "sumary: S\n", "1.2"),
        ("docs/concepts/c.md", "status: planed\n", "1.2"),
    ],
)
def test_what_the_schema_takes_and_the_reader_does_not(file: str, text: str, version: str) -> None:
    assert is_valid(file, text, LOADERS[version])
    found = reader_says(file, text)
    assert found
    assert all(excused(file, text, each, LOADERS[version]) for each in found)


def test_what_the_reader_takes_and_the_schema_does_not() -> None:
    # The reader sees 1000, a parser of YAML 1.1 an octal 512.
    text = "year: 01000\n"
    assert reader_says("docs/papers/p.md", text) == []
    assert [is_valid("docs/papers/p.md", text, loader) for loader in LOADERS.values()] == [True, False]


PLAIN = [
    *("", "~", "null", "Null", "true", "True", "tRuE", "no", "yes", "off", "0", "1", "25", "025", "08", "0x19", "0o17"),
    *("1e3", "1.0", "2.5", "+5", "-5", ".5", ".inf", ".nan", "1:30", "1_000", "10000", "10001", "2017", "999", "02017"),
    *(
        "2026-11-22",
        "2026-02-30",
        "2024-02-29",
        "2026-1-2",
        "a",
        "a-b",
        "a/b",
        "a/",
        "..",
        ".a",
        "a b",
        "A",
        "漢字",
        "é",
    ),
    *("introductory", "advanced", "advancd", "complete", "planned", "new", "1706.03762", "cs/0112017", "10.1/x"),
    *("https://a.b", "=", "<<", "y", "n", "0000-01-01", "0.1", "00", "1000"),
]
QUOTED = ["''", "' '", "'25'", "'true'", "' advanced '", "'2017'", "'..'", "'a b'", '"a\\nb"', f"'{'x' * 201}'", "'a '"]
SCALARS = st.sampled_from([*PLAIN, *QUOTED])


def flow(value: Any) -> str:
    """Return a value as YAML in flow style; scalars are written as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) or "~" for item in value) + "]"
    return str(value)


VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["slug", "because", "stage", "title", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)
LIKELY = {
    Type.SLUG: ["a", "2017", "b.c"],
    Type.REFERENCE: ["a", "2017", "b/c"],
    Type.BOOL: ["true", "False", "'true'"],
    Type.MINUTES: ["25", "'7'"],
    Type.YEAR: ["2017", "'1999'"],
    Type.DATE: ["2026-11-22"],
    Type.ARXIV: ["1706.03762"],
    Type.DOI: ["10.1/x"],
    Type.URL: ["https://a.b"],
}


def mapping(table: tuple[Field, ...], unknown: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings that are mostly right, now and then wrong in one value or one key."""
    required = {field.name: value_of(field) for field in table if field.required}
    optional = {field.name: value_of(field) for field in table if not field.required}
    whole = st.fixed_dictionaries(required, optional={**optional, unknown: VALUES})
    parts = st.fixed_dictionaries({}, optional={**required, **optional})
    return st.one_of(whole, whole, whole, parts)


def value_of(field: Field) -> st.SearchStrategy[Any]:
    likely: st.SearchStrategy[Any] = st.sampled_from(
        LIKELY.get(field.type, field.choices or ["a", "2017", "no", "'b c'"])
    )
    if field.type is Type.REQUIREMENT:
        likely = st.sampled_from(["a", "b/c"]) | st.deferred(lambda: mapping(fields.REQUIREMENT, "becuse"))
    if field.type is Type.STEPS:
        items = st.deferred(lambda: mapping(fields.STEP, "stage") | mapping(fields.STAGE, "slug"))
        return st.one_of(*[st.lists(items, max_size=4)] * 8, VALUES)
    if field.many:
        likely = st.lists(likely, max_size=3) | st.lists(st.one_of(*[likely] * 5, VALUES), max_size=3)
    return st.one_of(*[likely] * 12, VALUES)


def documents(value: str) -> Iterator[tuple[str, str]]:
    """Yield files in which nothing can be wrong but one value, for one field of each sort that the tables have."""
    seen: set[tuple[object, ...]] = set()
    for name in ("PATH", "STEP", "STAGE", "REQUIREMENT", "PAGE", "CITATION"):
        for field in getattr(fields, name):
            sort = (field.type, field.many, field.required, field.choices, field.max_length)
            if sort in seen:
                continue
            seen.add(sort)
            for written in [value, f"[{value or '~'}]", f"[a, {value or '~'}]"] if field.many else [value]:
                path = {"title": "T", "description": "D", "steps": [{"slug": "a"}]}
                if name == "PATH":
                    yield "paths/p.yml", flow({**path, field.name: written})
                elif name == "STEP":
                    yield "paths/p.yml", flow({**path, "steps": [{"slug": "a", field.name: written}]})
                elif name == "STAGE":
                    yield "paths/p.yml", flow({**path, "steps": [{"stage": "S", field.name: written}, {"slug": "a"}]})
                elif name == "REQUIREMENT":
                    yield "docs/papers/p.md", flow({"requires": [{"slug": "a", field.name: written}]})
                else:
                    yield "docs/papers/p.md", flow({field.name: written})


@pytest.mark.parametrize("value", [*PLAIN, *QUOTED, "[]", "{}", "[a]", "{a: b}", "[{slug: a}]", "{slug: a}"])
def test_they_agree_on_each_value_for_each_sort_of_field(value: str) -> None:
    for file, text in documents(value):
        assert compare(file, text) is not None, "this is not YAML that is read"


@given(mapping(fields.PATH, "levle"))
@example({"title": "T", "description": "D", "steps": [{"slug": "a"}]})
def test_they_agree_on_any_path(document: dict[str, Any]) -> None:
    compare("paths/p.yml", flow(document))


@given(mapping((*fields.PAGE, *fields.CITATION), "hide"))
def test_they_agree_on_any_page(document: dict[str, Any]) -> None:
    compare("docs/concepts/c.md", flow(document))
    compare("docs/papers/p.md", flow(document))


@given(st.dictionaries(st.sampled_from(["title", "description", "steps", "draft", "x"]), VALUES))
def test_they_agree_on_any_nonsense(document: dict[str, Any]) -> None:
    compare("paths/p.yml", flow(document))
    compare("docs/papers/p.md", flow(document))


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
def test_a_schema_is_one_of_draft_7_and_every_key_has_its_meaning(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    mappings = [schema, *schema["definitions"].values()]
    described = [each for mapping in mappings for each in mapping["properties"].values()]
    assert all(each["description"].endswith((".", "`")) for each in described)
    # Beside a reference, draft 7 overlooks everything else.
    assert all(set(each) == {"$ref"} for each in subschemas(schema) if "$ref" in each)


def test_the_keys_of_a_schema_are_those_of_the_tables() -> None:
    path, page, paper = SCHEMAS.values()
    assert list(path["properties"]) == [field.name for field in fields.PATH]
    assert list(path["definitions"]["step"]["properties"]) == [field.name for field in fields.STEP]
    assert list(path["definitions"]["stage"]["properties"]) == [field.name for field in fields.STAGE]
    assert list(page["properties"]) == [field.name for field in fields.PAGE]
    assert list(paper["properties"]) == [field.name for field in (*fields.PAGE, *fields.CITATION)]


def subschemas(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from subschemas(each)
    elif isinstance(value, list):
        for each in value:
            yield from subschemas(each)


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
def test_every_pattern_is_one_for_javascript_too(schema: dict[str, Any]) -> None:
    patterns = {each["pattern"] for each in subschemas(schema) if isinstance(each.get("pattern"), str)}
    assert patterns
    for pattern in patterns:
        assert not re.search(r"\(\?(?![:=!])|\\[AZz]|[*+?}]\+", pattern), (
            "groups, anchors and quantifiers of Python only"
        )
        assert "$" not in pattern.replace(r"\s$", ""), "stands before a last line feed in Python, and not in JavaScript"


def test_a_long_text_is_looked_at_in_linear_time() -> None:
    validator = VALIDATORS["paths/p.yml"]
    for text in ("x " * 200_000, " " * 200_000 + "x", "x" + " " * 200_000 + "y" * 300, "a/" * 200_000):
        document = {"title": text, "description": text, "steps": [{"slug": text, "minutes": text}]}
        assert not validator.is_valid(document)
