from __future__ import annotations

from learning_paths.model.changes import FieldChange
from tests.unit.compare.sides import change_of_page, concepts, differ, page, path

TEXT = " ".join(f"word{number}" for number in range(30))


def said(before: dict[str, str], after: dict[str, str]) -> list[tuple[str | None, str | None]]:
    changes = differ(before, after).pages
    return [
        (each.before.qualified_slug if each.before else None, each.after.qualified_slug if each.after else None)
        for each in changes
    ]


def test_pages_are_added_and_removed() -> None:
    assert said(concepts("ab"), concepts("bc")) == [("concepts/a", None), (None, "concepts/c")]


def test_a_page_is_renamed_by_its_alias() -> None:
    after = {"docs/concepts/new.md": page("A", "aliases: [a]\n")}
    change = change_of_page({"docs/concepts/a.md": page("A")}, after, "new")
    assert (change.renamed, change.alias_missing, change.fields) == (True, False, ())
    more = {"docs/concepts/new.md": page("A", "aliases: [a, other]\n")}
    assert change_of_page({"docs/concepts/a.md": page("A")}, more, "new").fields == (
        FieldChange("aliases", ("a",), ("a", "other")),
    )


def test_an_alias_leads_to_the_page_of_its_own_folder_first() -> None:
    before = {"docs/concepts/a.md": page("C"), "docs/papers/a.md": page("P")}
    after = {
        "docs/concepts/c.md": page("C", "aliases: [a]\n"),
        "docs/papers/p.md": page("P", "aliases: [a]\n"),
    }
    assert said(before, after) == [("concepts/a", "concepts/c"), ("papers/a", "papers/p")]


def test_a_page_is_renamed_without_an_alias() -> None:
    change = change_of_page(
        {"docs/concepts/a.md": page("A", text=TEXT)}, {"docs/concepts/b.md": page("B", text=TEXT)}, "b"
    )
    assert (change.renamed, change.alias_missing) == (True, True)
    assert change.fields == (FieldChange("title", "A", "B"),)
    short = {"docs/concepts/a.md": page(text="# T")}, {"docs/concepts/b.md": page(text="# T")}
    assert said(*short) == [("concepts/a", None), (None, "concepts/b")]
    twice = {"docs/concepts/b.md": page(text=TEXT), "docs/concepts/c.md": page(text=TEXT)}
    assert len(said({"docs/concepts/a.md": page(text=TEXT)}, twice)) == 3


def test_a_page_is_renamed_in_its_file() -> None:
    file = "docs/concepts/a.md"
    change = change_of_page({file: page()}, {file: page(head="slug: b\n")}, "b")
    assert (change.renamed, change.alias_missing, change.fields) == (True, True, ())


def test_a_page_becomes_one_of_another_kind() -> None:
    change = change_of_page({"docs/concepts/a.md": page()}, {"docs/papers/a.md": page(head="year: 2020\n")}, "a")
    assert (change.renamed, change.alias_missing) == (True, False)
    assert change.fields == (FieldChange("year", None, 2020),)


def test_a_page_moves_to_another_file_and_keeps_its_address() -> None:
    assert said({"docs/concepts/a.md": page()}, {"docs/concepts/more/a.md": page()}) == []


def test_two_pages_become_one() -> None:
    after = {"docs/concepts/a.md": page("A", "aliases: [b]\n")}
    changes = differ(concepts("ab"), after).pages
    assert [change.page.slug for change in changes] == ["a", "b"]
    assert changes[0].fields == (FieldChange("aliases", (), ("b",)),)
    assert (changes[1].after, changes[1].into) == (None, changes[0].after)


def test_the_fields_of_a_page() -> None:
    before = page("A", "requires: [b, c]\nstatus: planned\n", "one two three")
    after = page("Ay", "requires: [c, d]\nminutes: 7\ntags: [x]\n", "one two")
    others = concepts("bcd")
    change = change_of_page({**others, "docs/concepts/a.md": before}, {**others, "docs/concepts/a.md": after}, "a")
    assert set(change.fields) == {
        FieldChange("title", "A", "Ay"),
        FieldChange("requires", ("b", "c"), ("c", "d")),
        FieldChange("status", "planned", None),
        FieldChange("minutes", None, 7),
        FieldChange("tags", (), ("x",)),
        FieldChange("text", 3, 2),
    }


def test_the_reason_of_a_prerequisite() -> None:
    before = page("A", "requires: [{slug: b, because: old}, {slug: c, because: same}, d, {slug: e, because: x}]\n")
    after = page("A", "requires: [{slug: beta, because: new}, {slug: c, because: same}, {slug: d, because: now}]\n")
    pages = concepts("cde")
    change = change_of_page(
        {**pages, "docs/concepts/b.md": page("B"), "docs/concepts/a.md": before},
        {**pages, "docs/concepts/beta.md": page("B", "aliases: [b]\n"), "docs/concepts/a.md": after},
        "a",
    )
    assert change.fields == (
        FieldChange("requires", ("beta", "c", "d", "e"), ("beta", "c", "d")),
        FieldChange("because", "old", "new", of="beta"),
        FieldChange("because", None, "now", of="d"),
    )


def test_other_words_of_the_same_number_are_a_change() -> None:
    files = [{"docs/concepts/a.md": page(text=text)} for text in ("one two", "one three")]
    assert change_of_page(files[0], files[1], "a").fields == (FieldChange("text", 2, 2),)


def test_a_comment_in_the_head_is_no_change() -> None:
    assert said({"docs/concepts/a.md": page()}, {"docs/concepts/a.md": page(head="# comment\n")}) == []


def test_a_renamed_prerequisite_is_no_change() -> None:
    after = {
        "docs/concepts/a.md": page("A", "requires: [beta]\n"),
        "docs/concepts/beta.md": page("B", "aliases: [b]\n"),
    }
    before = {"docs/concepts/a.md": page("A", "requires: [b]\n"), "docs/concepts/b.md": page("B")}
    assert said(before, after) == [("concepts/b", "concepts/beta")]


def test_orphans_come_and_go() -> None:
    pages = concepts("abc")
    changes = differ({**pages, "paths/p.yml": path("a", "b")}, {**pages, "paths/p.yml": path("b", "c")})
    assert [(each.page.slug, each.orphaned, each.rescued) for each in changes.pages] == [
        ("a", True, False),
        ("c", False, True),
    ]
    assert [each.slug for each in changes.orphaned()] == ["a"]


def test_a_page_that_moves_from_one_path_to_another_is_no_orphan() -> None:
    pages = concepts("ab")
    before = {**pages, "paths/p.yml": path("a", "b"), "paths/q.yml": path("b")}
    after = {**pages, "paths/p.yml": path("b"), "paths/q.yml": path("b", "a")}
    assert differ(before, after).pages == ()


def test_an_orphan_that_was_renamed_too() -> None:
    before = {**concepts("ab"), "paths/p.yml": path("a", "b")}
    after = {**concepts("a"), "docs/concepts/beta.md": page("B", "aliases: [b]\n"), "paths/p.yml": path("a")}
    (change,) = differ(before, after).pages
    assert (change.renamed, change.orphaned) == (True, True)
