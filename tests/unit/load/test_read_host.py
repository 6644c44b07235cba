from __future__ import annotations

from pathlib import Path

import pytest

from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from learning_paths.model.host import ALWAYS_ON, Host, Validation, base_of
from learning_paths.text.markdown.slugs import latin_slug, unicode_slug


def host(tmp_path: Path, text: str) -> Host:
    config = tmp_path / "mkdocs.yml"
    config.write_text(text if "plugins:" in text else f"plugins: [learning-paths]\n{text}", encoding="utf-8")
    faults = Faults()
    read = read_settings(config, [], faults).host
    assert not faults.by_rule
    return read


def test_what_a_site_does_not_say(tmp_path: Path) -> None:
    assert host(tmp_path, "site_name: x\n") == Host(plugins=frozenset(["learning-paths"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", True), ("yes", True), ("false", False), ("False", False), ("no", False), ("off", False)],
)
def test_directory_urls(tmp_path: Path, text: str, expected: bool) -> None:
    assert host(tmp_path, f"use_directory_urls: {text}\n").directory_urls is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("https://example.org/a/b", "/a/b/"),
        ("https://example.org/a/?x#y", "/a/"),
        ("example.org/a", None),
        ("", None),
        (None, None),
        (["x"], None),
    ],
)
def test_the_path_of_an_address(address: object, expected: str | None) -> None:
    assert base_of(address) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("validation: {anchors: warn}", Validation(anchors="warn")),
        ("validation: {links: {anchors: ignore, not_found: info}}", Validation(anchors="ignore", not_found="info")),
        ("validation: {anchors: warn, links: {anchors: info}}", Validation()),
        ("validation: {absolute_links: relative_to_docs}", Validation(absolute_links="relative_to_docs")),
        ("validation: {not_found: relative_to_docs, anchors: loud, nav: {anchors: warn}}", Validation()),
        ("validation:\n  omitted_files: warn\n  unrecognized_links: warn", Validation(unrecognized_links="warn")),
        ("validation: warn", Validation()),
    ],
)
def test_validation(tmp_path: Path, text: str, expected: Validation) -> None:
    assert host(tmp_path, text + "\n").validation == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[footnotes, admonition]", {"footnotes", "admonition"}),
        ("\n  - markdown.extensions.footnotes\n  - toc: {permalink: true}", {"footnotes"}),
        ("{footnotes: {}, toc: {}}", {"footnotes"}),
        ("[extra]", {"extra", "abbr", "def_list", "footnotes"}),
        ("[pymdownx.arithmatex]", {"pymdownx.arithmatex", "math"}),
        ("[learning_paths.hosts.mkdocs.mathml]", {"learning_paths.hosts.mkdocs.mathml", "math"}),
        ("footnotes", set()),
        ("[[a], 1]", {"1"}),
    ],
)
def test_markdown_extensions(tmp_path: Path, text: str, expected: set[str]) -> None:
    assert host(tmp_path, f"markdown_extensions: {text}\n").extensions == ALWAYS_ON | expected


@pytest.mark.parametrize(
    ("options", "words", "slug"),
    [
        ("{permalink: true}", "Über A_B", "uber-a_b"),
        ("{slugify: !!python/name:markdown.extensions.toc.slugify }", "Über A", "uber-a"),
        ("{slugify: !!python/name:markdown.extensions.toc.slugify_unicode }", "Über A", "über-a"),
        ("{slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}", "Über  A", "über--a"),
        ("{slugify: !!python/object/apply:pymdownx.slugs.slugify {}}", "Über A", "Über-A"),
        (
            "\n        slugify: !!python/object/apply:pymdownx.slugs.slugify\n          kwds:\n            case: fold",
            "ß A",
            "ss-a",
        ),
        ("{separator: _}", "A b-c", "a_b-c"),
    ],
)
def test_how_headings_become_anchors(tmp_path: Path, options: str, words: str, slug: str) -> None:
    read = host(tmp_path, f"markdown_extensions:\n  - toc: {options}\n")
    assert read.slugify is not None
    assert read.slugify(words, read.separator) == slug


@pytest.mark.parametrize(
    "value",
    [
        "!!python/name:somebody.slugify ",
        "!!python/object/apply:somebody.slugify {kwds: {case: lower}}",
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {normalize: X}}",
        "text",
        "[a]",
    ],
)
def test_a_function_of_somebody_else_is_not_known(tmp_path: Path, value: str) -> None:
    assert host(tmp_path, f"markdown_extensions:\n  - toc:\n      slugify: {value}\n").slugify is None


def test_the_functions_are_the_known_ones(tmp_path: Path) -> None:
    assert host(tmp_path, "x: y\n").slugify is latin_slug
    text = "markdown_extensions: [{toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }}]\n"
    assert host(tmp_path, text).slugify is unicode_slug


PATTERNS = """\
exclude_docs: |
  drafts/
  *.tmp.md
  !/templates/
draft_docs: |
  later.md
"""


@pytest.mark.parametrize(
    ("file", "option"),
    [
        ("a.md", None),
        ("drafts/a.md", "exclude_docs"),
        ("b/c.tmp.md", "exclude_docs"),
        ("templates/a.md", None),
        ("later.md", "draft_docs"),
        (".x/y.md", "exclude_docs"),
    ],
)
def test_what_is_left_out(tmp_path: Path, file: str, option: str | None) -> None:
    assert host(tmp_path, PATTERNS).left_out(file) == option


def test_templates_are_left_out_by_themselves(tmp_path: Path) -> None:
    assert host(tmp_path, "x: y\n").left_out("templates/a.md") == "exclude_docs"
    assert host(tmp_path, "x: y\n").left_out("a/templates/a.md") is None


def test_drafts_are_there_while_they_are_served(tmp_path: Path) -> None:
    assert host(tmp_path, PATTERNS)._replace(serving=True).left_out("later.md") is None


def test_what_is_inherited_is_merged(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("validation: {anchors: warn}\ntheme: {custom_dir: ./over/}\n", encoding="utf-8")
    read = host(tmp_path, "INHERIT: base.yml\nvalidation: {not_found: ignore}\n")
    assert (read.validation, read.custom_dir) == (Validation(anchors="warn", not_found="ignore"), "over")


@pytest.mark.parametrize(
    "text",
    [
        "validation: [a]",
        "markdown_extensions: [toc: x]",
        "markdown_extensions: [toc: {separator: [a]}]",
        "exclude_docs: [a]",
        "exclude_docs: 'a[z-a]'",
        "exclude_docs: '!'",
        "theme: material",
        "theme: {custom_dir: [a]}",
        "theme: {custom_dir: }",
        "site_url: {a: b}",
    ],
)
def test_what_mkdocs_would_refuse_is_not_read(tmp_path: Path, text: str) -> None:
    read = host(tmp_path, text + "\n")
    assert read._replace(plugins=frozenset(), exclude_docs=None) == Host()
