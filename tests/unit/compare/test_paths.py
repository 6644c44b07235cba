from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.model.changes import FieldChange, PathChange
from tests.unit.compare.sides import PATH, change_of_path, concepts, differ, page, path
from tests.unit.compare.test_pairs import longest

SITE = concepts("abcdefgh")


def told(change: PathChange) -> list[str]:
    """Return what is said of the steps: ``+ a``, ``- a``, ``> a`` for one that moved, ``~ a`` for other changes."""
    lines = []
    for step in change.steps:
        kept = step.after or step.before
        assert kept is not None
        assert kept.entry.slug is not None
        sign = "+" if step.before is None else "-" if step.after is None else ">" if step.moved else "~"
        lines.append(f"{sign} {kept.entry.slug.value}")
    return lines


def steps_told(before: list[str], after: list[str]) -> list[str]:
    return told(change_of_path({**SITE, "paths/p.yml": path(*before)}, {**SITE, "paths/p.yml": path(*after)}))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a b c", "a b c d", ["+ d"]),
        ("a b c", "b c", ["- a"]),
        ("a b c", "a d c", ["- b", "+ d"]),
        ("a b c d e", "a e b c d", ["> e"]),
        ("a b c d e", "b c d e a", ["> a"]),
        ("a b c d", "d x a b", ["> d", "+ x", "- c"]),
        ("a b", "c d", ["- a", "- b", "+ c", "+ d"]),
        ("a b a", "a b a a", ["+ a"]),
        ("a b a", "a b", ["- a"]),
    ],
)
def test_steps(before: str, after: str, said: list[str]) -> None:
    assert steps_told(before.split(), after.split()) == said


def test_nothing_is_different() -> None:
    files = {**SITE, "paths/p.yml": path("a", "# S", "b")}
    changes = differ(
        files, {**files, "paths/p.yml": "# a comment\n" + files["paths/p.yml"].replace("slug: a", "slug:   a")}
    )
    assert not changes
    assert (changes.paths, changes.pages) == ((), ())


SLUGS = st.lists(st.sampled_from([f"s{number}" for number in range(12)]), min_size=1, max_size=12, unique=True)


@given(SLUGS, SLUGS, st.sets(st.sampled_from([f"s{number}" for number in range(12)])))
def test_the_steps_told_are_exactly_the_difference(before: list[str], after: list[str], reworded: set[str]) -> None:
    now = [f"{slug}: New words." if slug in reworded else slug for slug in after]
    pages = concepts([*before, *after])
    files = {**pages, "paths/p.yml": path(*before)}, {**pages, "paths/p.yml": path(*now)}
    changes = differ(*files).paths
    steps = changes[0].steps if changes else ()
    added = {step.after.entry.slug.value: step for step in steps if step.before is None}  # type: ignore[union-attr] # these have one
    removed = {step.before.entry.slug.value for step in steps if step.after is None}  # type: ignore[union-attr] # these have one
    both = [(step, step.after.entry.slug.value) for step in steps if step.before and step.after]  # type: ignore[union-attr] # these have one
    moved = {slug for step, slug in both if step.moved}
    assert set(added) == set(after) - set(before)
    assert removed == set(before) - set(after)
    assert {slug for step, slug in both if step.fields} == reworded & set(before) & set(after)
    assert all(step.fields == (FieldChange("commentary", "Why.", "New words."),) for step, _ in both if step.fields)
    # What is neither removed nor moved stays; putting the others in at their new places makes the new order.
    rebuilt = [slug for slug in before if slug not in removed | moved]
    for number, slug in enumerate(after):
        if slug in moved or slug in added:
            rebuilt.insert(number, slug)
    assert rebuilt == after
    common = [after.index(slug) for slug in before if slug in after]
    assert len(moved) == len(common) - longest(common)


def test_steps_keep_to_their_page_when_it_is_renamed() -> None:
    before = {**SITE, "paths/p.yml": path("a", "b", "c")}
    after = {**SITE, "docs/concepts/beta.md": page("B", "aliases: [b]\n"), "paths/p.yml": path("a", "beta", "c")}
    del after["docs/concepts/b.md"]
    assert differ(before, after).paths == ()
    assert differ(before, {**after, "paths/p.yml": path("a", "b", "c")}).paths == ()
    assert told(change_of_path(before, {**after, "paths/p.yml": path("a", "c", "beta", "d")})) == [
        "> beta",
        "+ d",
    ]


def test_two_pages_become_one() -> None:
    before = {**SITE, "paths/p.yml": path("a", "b", "c")}
    after = {**SITE, "docs/concepts/a.md": page("A", "aliases: [b]\n")}
    del after["docs/concepts/b.md"]
    assert told(change_of_path(before, {**after, "paths/p.yml": path("a", "c")})) == ["- b"]
    only_b = {**before, "paths/p.yml": path("b", "c")}
    assert differ(only_b, {**after, "paths/p.yml": path("a", "c")}).paths == ()


def test_a_step_whose_page_comes_or_goes_is_the_same_step() -> None:
    before = {**SITE, "paths/p.yml": path("a", "new")}
    after = {**before, "docs/concepts/new.md": page()}
    assert [change.steps for change in differ(before, after).paths] == [()]  # the minutes are different, no more
    assert [change.steps for change in differ(after, before).paths] == [()]


def test_another_page_of_the_same_slug_is_another_step() -> None:
    pages = {"docs/concepts/a.md": page("Concept"), "docs/papers/a.md": page("Paper")}
    change = change_of_path({**pages, "paths/p.yml": path("concepts/a")}, {**pages, "paths/p.yml": path("papers/a")})
    assert told(change) == ["- concepts/a", "+ papers/a"]


def test_the_fields_of_a_step() -> None:
    before = path("a") + "    read: §1\n    minutes: 5\n    alongside: [b, c]\n"
    after = path("a: Now.") + "    title: Ay\n    optional: true\n    minutes: 7\n    alongside: [c, d]\n"
    (step,) = change_of_path({**SITE, "paths/p.yml": before}, {**SITE, "paths/p.yml": after}).steps
    assert set(step.fields) == {
        FieldChange("commentary", "Why.", "Now."),
        FieldChange("title", None, "Ay"),
        FieldChange("read", "§1", None),
        FieldChange("optional", False, True),
        FieldChange("minutes", 5, 7),
        FieldChange("alongside", ("b", "c"), ("c", "d")),
    }
    (alongside,) = (field for field in step.fields if field.name == "alongside")
    assert (alongside.added, alongside.removed) == (("d",), ("b",))


def test_the_fields_of_a_path() -> None:
    before = "level: introductory\nassumes: [a, b]\noutcomes: [One, Two]\ndraft: true\nupdated: 2026-01-02\n"
    after = "level: advanced\nassumes: [b, a]\noutcomes: [Two, Three]\nupdated: 2026-03-04\nintroduction: Hello.\n"
    rest = path("c").replace("The first.", "Changed.")
    change = change_of_path({**SITE, "paths/p.yml": before + path("c")}, {**SITE, "paths/p.yml": after + rest})
    assert {field.name: (field.before, field.after) for field in change.fields} == {
        "description": ("The first.", "Changed."),
        "level": ("introductory", "advanced"),
        "assumes": (("a", "b"), ("b", "a")),
        "outcomes": (("One", "Two"), ("Two", "Three")),
        "introduction": (None, "Hello."),
        "updated": ("2026-01-02", "2026-03-04"),
        "draft": (True, False),
    }
    assert (change.stages, change.steps) == ((), ())


def test_a_renamed_page_is_no_change_of_what_names_it() -> None:
    head = "assumes: [{0}]\n" + PATH
    before = {**SITE, "paths/p.yml": path("a", head=head.format("b")) + "    alongside: [b]\n"}
    after = {**SITE, "docs/concepts/beta.md": page("B", "aliases: [b]\n")}
    del after["docs/concepts/b.md"]
    for slug in ("beta", "b", "concepts/beta"):
        text = path("a", head=head.format(slug)) + f"    alongside: [{slug}]\n"
        assert differ(before, {**after, "paths/p.yml": text}).paths == ()


def test_paths_are_added_removed_and_renamed() -> None:
    before = {**SITE, "paths/gone.yml": path("a"), "paths/old.yml": path("a", "b"), "paths/same.yml": path("c")}
    after = {**SITE, "paths/new.yml": path("a", "b"), "paths/same.yml": path("c"), "paths/more.yml": path("d", "e")}
    changes = differ(before, after).paths
    said = [(each.before and each.before.slug, each.after and each.after.slug, each.renamed) for each in changes]
    assert said == [("gone", None, False), (None, "more", False), ("old", "new", True)]


def test_a_path_with_another_name_and_other_steps_is_known_by_its_title() -> None:
    change = change_of_path({**SITE, "paths/p.yml": path("a", "b")}, {**SITE, "paths/q.yml": path("a", "c")})
    assert (change.renamed, told(change)) == (True, ["- b", "+ c"])


def test_a_title_alone_is_no_sign_of_a_new_name() -> None:
    changes = differ({**SITE, "paths/p.yml": path("a", "b")}, {**SITE, "paths/q.yml": path("c")}).paths
    assert [change.renamed for change in changes] == [False, False]


def test_the_same_steps_twice_are_no_sign_of_a_new_name() -> None:
    paths = {f"paths/{name}.yml": path("a", head=PATH.replace("First", name)) for name in "pqr"}
    before = {**SITE, "paths/p.yml": paths["paths/p.yml"]}
    after = {**SITE, "paths/q.yml": paths["paths/q.yml"], "paths/r.yml": paths["paths/r.yml"]}
    assert [change.renamed for change in differ(before, after).paths] == [False, False, False]


def test_a_path_that_only_takes_longer() -> None:
    before = {**SITE, "paths/p.yml": path("a")}
    change = change_of_path(before, {**before, "docs/concepts/a.md": page(text="word " * 2000)})
    assert (change.before and change.before.minutes, change.after and change.after.minutes) == (1, 10)
    assert (change.fields, change.stages, change.steps) == ((), (), ())


def stages_told(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return what is said of the stages, and of the steps that changed theirs. Capital letters are stages."""

    def steps(text: str) -> list[str]:
        return [f"# {word}" if word.isupper() else word for word in text.split()]

    files = [{**SITE, "paths/p.yml": path(*steps(text))} for text in (before, after)]
    changes = differ(*files).paths
    if not changes:
        return [], []
    (change,) = changes
    stages = []
    for stage in change.stages:
        old, new = (
            each and each.entry and each.entry.title and each.entry.title.value for each in (stage.before, stage.after)
        )
        stages.append(f"{old}{'>' if stage.moved else '='}{new}")
    steps_with_stage = []
    for step in change.steps:
        if step.stages:
            was, now = (each.entry.title.value if each.entry and each.entry.title else "-" for each in step.stages)
            assert step.after is not None
            assert step.after.entry.slug is not None
            steps_with_stage.append(f"{step.after.entry.slug.value}:{was}{now}")
    return stages, steps_with_stage


@pytest.mark.parametrize(
    ("before", "after", "stages", "steps"),
    [
        ("a b", "S a b", ["None=S"], []),
        ("S a b", "a b", ["S=None"], []),
        ("S a b T c", "S a b U c", ["T=U"], []),
        ("S a b T c", "S a b c", ["T=None"], []),
        ("S a b c", "S a T b c", ["None=T"], []),
        ("S a b T c", "S a T b c", [], ["b:ST"]),
        ("a b S c", "a S b c", [], ["b:-S"]),
        ("S a b", "a S b", [], ["a:S-"]),
        ("S a T b U c", "U c S a T b", ["U>U"], []),
        ("S a b c T d", "U a V b c W d", ["None=U", "S=V", "T=W"], []),
        ("S S a", "S a", ["S=None"], []),
    ],
)
def test_stages(before: str, after: str, stages: list[str], steps: list[str]) -> None:
    assert stages_told(before, after) == (stages, steps)


def test_the_introduction_of_a_stage() -> None:
    files = {**SITE, "paths/p.yml": path("# S", "a")}
    text = files["paths/p.yml"].replace("stage: S\n", "stage: S\n    introduction: Hello.\n")
    (stage,) = change_of_path(files, {**files, "paths/p.yml": text}).stages
    assert stage.fields == (FieldChange("introduction", None, "Hello."),)


def test_two_files_of_one_path_and_a_path_that_cannot_be_read() -> None:
    files = {**SITE, "paths/p.yml": path("a"), "paths/p.yaml": path("b"), "paths/q.yml": "title: 'x"}
    assert not differ(files, files)
    change = change_of_path(files, {**files, "paths/p.yaml": path("b", "c")})
    assert (change.path.document.file, told(change)) == ("paths/p.yaml", ["+ c"])
    broken = {**files, "paths/p.yml": path("a") + "  - title: no slug\n  - nothing\n"}
    assert told(change_of_path(broken, {**broken, "paths/p.yml": broken["paths/p.yml"] + "  - slug: b\n"})) == ["+ b"]
