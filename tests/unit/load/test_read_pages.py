from __future__ import annotations

import pytest

from learning_paths.load.faults import Faults
from learning_paths.load.read_pages import read_page
from learning_paths.model.catalogue import Page
from learning_paths.model.documents import Citation, PageDocument, RequirementEntry
from learning_paths.model.kinds import BUILT_IN, Kind
from learning_paths.text.span import Span
from learning_paths.text.written import Written

CONCEPT, PAPER = BUILT_IN
DEEP = Kind("deep", "a/b", "Deep", "Deeps")


def read(text: str, name: str = "x.md", kind: Kind = CONCEPT) -> tuple[PageDocument | None, list[tuple[str, int, int]]]:
    faults = Faults()
    docs_file = f"{kind.folder}/{name}"
    document = read_page(f"docs/{docs_file}", docs_file, kind, text, faults)
    found = [(rule, found.span.line, found.span.column) for rule, all_ in faults.by_rule.items() for found in all_]
    return document, sorted(found, key=lambda fault: fault[1:])


def clean(text: str, name: str = "x.md", kind: Kind = CONCEPT) -> PageDocument:
    document, found = read(text, name, kind)
    assert found == []
    assert document is not None
    return document


def test_everything_a_paper_may_hold() -> None:
    text = """\
---
title: Attention is all you need
summary: The paper.
slug: transformer
requires:
  - embeddings
  - {slug: papers/seq2seq, because: it is what this replaces}
aliases: [attention-paper]
minutes: 40
tags: [architecture]
status: complete
authors: [A. Vaswani, N. Shazeer]
year: 2017
venue: NeurIPS
arxiv: '1706.03762'
doi: 10.1/x
url: https://example.org
bibtex_key: vaswani2017
---
# Another title
"""
    page = clean(text, "attention.md", PAPER)
    file = "docs/papers/attention.md"
    assert (page.file, page.docs_file, page.kind) == (file, "papers/attention.md", PAPER)
    assert page.slug == Written("transformer", Span(file, 4, 7, 4, 18))
    assert (page.title, page.summary and page.summary.value) == ("Attention is all you need", "The paper.")
    assert page.requires == (
        RequirementEntry(Written("embeddings", Span(file, 6, 5, 6, 15)), None),
        RequirementEntry(Written("papers/seq2seq", Span(file, 7, 12, 7, 26)), "it is what this replaces"),
    )
    assert [alias.value for alias in page.aliases] == ["attention-paper"]
    assert (page.minutes, page.tags, page.status) == (40, ("architecture",), "complete")
    assert page.citation == Citation(
        ("A. Vaswani", "N. Shazeer"),
        2017,
        "NeurIPS",
        Written("1706.03762", Span(file, 15, 8, 15, 20)),
        Written("10.1/x", Span(file, 16, 6, 16, 12)),
        Written("https://example.org", Span(file, 17, 6, 17, 25)),
        "vaswani2017",
    )


@pytest.mark.parametrize("text", ["", "# T\n", "Text", "---\n---\n", "---\n# nothing\n---\n"])
def test_a_page_needs_no_head(text: str) -> None:
    assert clean(text).slug.value == "x"


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("a-b.md", CONCEPT, "a-b"),
        ("a.b.markdown", CONCEPT, "a.b"),
        ("folder/index.md", CONCEPT, "folder"),
        ("folder/README.md", CONCEPT, "folder"),
        ("folder/x.md", CONCEPT, "x"),
        ("x.md", DEEP, "x"),
    ],
)
def test_the_slug_is_the_file_s_name(name: str, kind: Kind, slug: str) -> None:
    assert clean("", name, kind).slug.value == slug


@pytest.mark.parametrize("kind", [CONCEPT, DEEP])
@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_the_list_of_a_kind_is_no_page_of_it(kind: Kind, name: str) -> None:
    assert read("---\ntitle: [\n---\n", name, kind) == (None, [])


def test_a_file_whose_name_is_no_slug_needs_one_in_its_head() -> None:
    assert read("", "My page.md") == (None, [("invalid-field", 1, 1)])
    assert clean("---\nslug: my-page\n---\n", "My page.md").slug.value == "my-page"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle:  Two\n---\n# One\n", "Two"),
        ("## Zero\n# One\n", "One"),
        ("One `x` *y*\n===\n", "One x y"),
        ("```\n# code\n```\n\n# One {#one}\n", "One"),
        ("Text\n", "Flash attention"),
        ("---\ntitle:\n---\n", "Flash attention"),
    ],
)
def test_the_title_is_the_head_s_or_the_heading_or_the_slug_s(text: str, title: str) -> None:
    assert clean(text, "flash-attention.md").title == title


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (10, 1), (1000, 5)])
def test_minutes_are_counted_from_the_words_of_the_body(words: int, minutes: int) -> None:
    document = clean("---\ntitle: T\n---\n" + "word " * words)
    assert document.minutes is None
    assert Page(document).minutes == minutes


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("requires: attention", ("invalid-field", 2, 11)),
        ("requires: [a b]", ("invalid-field", 2, 12)),
        ("requires: [[a]]", ("invalid-field", 2, 12)),
        ("requires: [{because: x}]", ("missing-field", 2, 13)),
        ("requires: [{slug: a, becuse: x}]", ("unknown-field", 2, 22)),
        ("requires: [{slug: a b}]", ("invalid-field", 2, 19)),
        ("aliases: old", ("invalid-field", 2, 10)),
        ("aliases: [concepts/old]", ("invalid-field", 2, 11)),
        ("slug: concepts/x", ("invalid-field", 2, 7)),
        ("minutes: soon", ("invalid-field", 2, 10)),
        ("tags: one", ("invalid-field", 2, 7)),
        ("status: plannd", ("invalid-field", 2, 9)),
        ("sumary: x", ("unknown-field", 2, 1)),
        ("year: MMXVII", ("invalid-field", 2, 7)),
        ("year: 20175", ("invalid-field", 2, 7)),
        ("authors: A. Author", ("invalid-field", 2, 10)),
    ],
)
def test_a_wrong_field_is_one_fault_and_the_page_is_read(line: str, fault: tuple[str, int, int]) -> None:
    document, found = read(f"---\n{line}\ntitle: T\n---\n", kind=PAPER)
    assert found == [fault]
    assert document is not None
    assert document.title == "T"


@pytest.mark.parametrize(
    "line",
    [
        "hide: [toc]",
        "template: home.html",
        "description: For search engines",
        "search: {exclude: true}",
        "icon: x",
        "date: 2026-01-01",
        "anything_else: [1, {2: 3}]",
        "status: new",
        "year: MMXVII",
        "authors: me",
    ],
)
def test_what_other_tools_write_in_the_head_of_a_concept_is_theirs(line: str) -> None:
    assert clean(f"---\n{line}\ntitle: T\n---\n").title == "T"


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("- a", ("invalid-field", 2, 1)),
        ("text", ("invalid-field", 2, 1)),
        ("title: A: b", ("invalid-yaml", 2, 9)),
        ("title: A\ntitle: B", ("duplicate-key", 3, 1)),
        ("title: *a", ("invalid-yaml", 2, 8)),
    ],
)
def test_a_broken_head_does_not_lose_the_page(head: str, fault: tuple[str, int, int]) -> None:
    document, found = read(f"---\n{head}\n---\n# T\n")
    assert found == [fault]
    assert document is not None
    assert document.slug.value == "x"
