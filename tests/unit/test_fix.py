from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learning_paths import lint, registry, rules
from learning_paths.fix import PASSES, Fixed, fix
from learning_paths.load import load_catalogue
from learning_paths.load.overlay import Overlay
from learning_paths.load.rewrite import CannotRewriteError
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Edit, Finding, Report, Severity
from learning_paths.model.settings import Settings
from learning_paths.text.edits import apply
from learning_paths.text.span import Span
from reference.files import MemoryTree
from tests.rules.sites import BASE
from tests.unit.sites import CLEAN_PATH, SMALL_SITE

RENAMED = "---\ntitle: Attention\nsummary: A soft lookup.\naliases: [old, older]\n---\n"
OLD = CLEAN_PATH.replace("attention", "old")
SITE = {**SMALL_SITE, "docs/concepts/attention.md": RENAMED, "paths/first.yml": OLD}


def fixed(files: Mapping[str, str | bytes], *, suggested: bool = False, only: tuple[str, ...] = ()) -> Fixed:
    tree = MemoryTree(files)

    def check(contents: Mapping[str, bytes]) -> tuple[Catalogue, Report]:
        catalogue = load_catalogue(Overlay(tree, contents), Settings())
        return catalogue, lint.run_rules(catalogue, Settings(), only)

    return fix(check, tree.files.__getitem__, suggested=suggested, last=lint.rules_about_the_run())


def after(files: Mapping[str, str | bytes], result: Fixed) -> dict[str, str | bytes]:
    return {**files, **{file: change.after for file, change in result.changes.items()}}


def rules_of(report: Report) -> list[str]:
    return [diagnostic.rule for diagnostic in report.diagnostics]


def test_what_is_certain_is_put_right() -> None:
    result = fixed(SITE)
    ((file, change),) = result.changes.items()
    assert (file, change.after.decode(), change.findings) == ("paths/first.yml", CLEAN_PATH, 1)
    assert (rules_of(result.found), rules_of(result.left)) == (["renamed-step"], [])
    assert result.problems == ()


def test_what_is_only_likely_is_put_right_if_that_is_asked_for() -> None:
    comment = "slug: attention  # learning-paths: ignore[unknown-stp]"
    files = {**SMALL_SITE, "paths/first.yml": CLEAN_PATH.replace("slug: attention", comment)}
    assert fixed(files).changes == {}
    result = fixed(files, suggested=True)
    # It makes way for what is certain: the name of the rule is put right, and then it is of no use.
    ((_, change),) = result.changes.items()
    assert (change.after.decode(), change.findings) == (CLEAN_PATH, 2)
    assert rules_of(result.left) == []


def test_only_what_was_asked_for_is_put_right() -> None:
    text = OLD.replace("slug: old", "slug: old  # learning-paths: ignore[empty-path]")
    files = {**SITE, "paths/first.yml": text}
    both = fixed(files)
    assert both.changes["paths/first.yml"].after.decode() == CLEAN_PATH
    one = fixed(files, only=("unused-suppression",))
    assert one.changes["paths/first.yml"].after.decode() == OLD
    assert fixed(files, only=("empty-path",)).changes == {}


def test_what_is_silenced_is_not_put_right() -> None:
    files = {**SITE, "paths/first.yml": OLD.replace("slug: old", "slug: old  # learning-paths: ignore[renamed-step]")}
    assert fixed(files).changes == {}


def test_all_names_of_a_comment_in_one_run() -> None:
    comment = "# learning-paths: ignore[empty-path, unused-suppression, duplicate-step, xyzzy]"
    files = {**SMALL_SITE, "paths/first.yml": CLEAN_PATH.replace("steps:", f"{comment}\nsteps:")}
    result = fixed(files)
    assert result.changes["paths/first.yml"].after.decode() == CLEAN_PATH
    assert rules_of(result.left) == []


def test_a_comment_stays_if_its_rule_fires_when_the_rest_is_put_right() -> None:
    comment = "  # learning-paths: ignore[missing-commentary]"
    text = CLEAN_PATH.replace("attention", "atention" + comment).replace("    commentary: Start here.\n", "")
    # Of the step that leads nowhere, too, the rule says that it has no commentary.
    result = fixed({**SMALL_SITE, "paths/first.yml": text}, suggested=True)
    assert result.changes["paths/first.yml"].after.decode() == text.replace("atention", "attention")
    # The prerequisite is not known before the list is one.
    pages = {
        "docs/concepts/b.md": "---\ntitle: B\nsummary: S\nrequires: attention\n---\n",
        "paths/first.yml": CLEAN_PATH.replace("attention", "b  # learning-paths: ignore[prerequisite-missing]"),
    }
    result = fixed({**SMALL_SITE, **pages})
    assert list(result.changes) == ["docs/concepts/b.md"]
    assert rules_of(result.left) == ["orphan-page"]


def test_a_file_that_changed_since_it_was_read_is_left_alone() -> None:
    tree = MemoryTree(SITE)

    def check(contents: Mapping[str, bytes]) -> tuple[Catalogue, Report]:
        return lint.check_site(Overlay(tree, contents), Settings())

    result = fix(check, lambda file: b"something else", suggested=False)
    assert (result.changes, rules_of(result.left)) == ({}, ["renamed-step"])
    assert result.problems == ("paths/first.yml has been changed by somebody else meanwhile, and is left as it is",)

    def refuse(file: str) -> bytes:
        raise CannotRewriteError(f"{file} is not for you")

    assert fix(check, refuse, suggested=False).problems == ("paths/first.yml is not for you",)


def a_rule_that_edits(monkeypatch: pytest.MonkeyPatch, *edits: tuple[str, str, str]) -> None:
    """Add a rule that wants to replace a text by another wherever it stands first in a file."""

    def check(catalogue: Catalogue) -> Iterator[Finding]:
        for file, old, new in edits:
            for number, line in enumerate(catalogue.texts[file].split("\n"), start=1):
                if old in line:
                    column = line.index(old) + 1
                    span = Span(file, number, column, number, column + len(old))
                    yield Finding("m", span, edit=Edit(span, new, certain=True))
                    break

    module = ModuleType("aaa")
    vars(module).update(SEVERITY=Severity.WARNING, check=check)
    loaded = registry.load_all(rules)
    monkeypatch.setattr(registry, "load_all", lambda _: {"aaa": module, **loaded})


def test_an_edit_that_would_break_a_file_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    a_rule_that_edits(
        monkeypatch, ("paths/first.yml", "Start here", "x: y"), ("paths/second.yml", "Start here", "Begin here")
    )
    files = {**SITE, "paths/second.yml": OLD}
    result = fixed(files)
    assert list(result.changes) == ["paths/second.yml"]
    assert result.changes["paths/second.yml"].after.decode() == CLEAN_PATH.replace("Start here", "Begin here")
    assert result.problems == ("paths/first.yml could not be read any more with its fixes, and is left without them",)
    assert rules_of(result.left) == ["renamed-step", "aaa"]


def test_what_comes_to_light_when_a_file_can_be_read_is_no_reason_not_to_make_it_readable() -> None:
    text = CLEAN_PATH + "audience: a: b\n" * 3
    result = fixed({**SMALL_SITE, "paths/first.yml": text}, suggested=True)
    assert result.problems == ()
    assert result.changes["paths/first.yml"].after.decode() == CLEAN_PATH + "audience: 'a: b'\n" * 3
    assert rules_of(result.left) == ["duplicate-key", "duplicate-key"]


def test_the_passes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    a_rule_that_edits(monkeypatch, ("paths/first.yml", "here", "here here"))
    result = fixed(SMALL_SITE)
    assert result.changes["paths/first.yml"].after.count(b"here") == 1 + PASSES


def test_edits_that_undo_each_other_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    a_rule_that_edits(monkeypatch, ("paths/first.yml", "Start", "Begin"), ("paths/first.yml", "Begin", "Start"))
    assert fixed(SMALL_SITE).changes == {}


# The golden cases of all rules, each with every sort of line end.

CASES = {
    f"{file.parent.name}/{file.stem}": yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parents[1] / "rules").glob("*/*.yml"))
}
EDITED = {
    name: case
    for name, case in CASES.items()
    if case.get("full") and not case.get("options") and "edit" in str(case["diagnostics"])
}


def as_bytes(text: str, end: str, *, mark: bool, last: bool) -> bytes:
    text = text.rstrip("\n") + "\n" * last
    return codecs.BOM_UTF8 * mark + text.replace("\n", end).encode()


@pytest.mark.parametrize("suggested", [False, True])
@pytest.mark.parametrize("name", EDITED)
def test_fixing_twice_is_fixing_once_and_what_is_fixed_checks_clean(name: str, suggested: bool) -> None:
    site = {file: text for file, text in {**BASE, **EDITED[name]["files"]}.items() if text is not None}
    site.pop("mkdocs.yml")
    results = []
    for end, mark, last in (("\n", False, True), ("\r\n", True, True), ("\r", False, True), ("\r\n", False, False)):
        files = {file: as_bytes(text, end, mark=mark, last=last) for file, text in site.items()}
        result = fixed(files, suggested=suggested)
        assert result.problems == ()
        again = fixed(after(files, result), suggested=suggested)
        assert (again.changes, again.found.diagnostics) == ({}, result.left.diagnostics)
        assert not any(
            found.finding.edit is not None and (found.finding.edit.certain or suggested)
            for found in result.left.diagnostics
        )
        for change in result.changes.values():
            assert change.after.startswith(codecs.BOM_UTF8) is mark
            assert change.after.decode().count("\n") == change.after.decode().count("\r\n") or end == "\n"
        if last:
            results.append(
                {
                    file: change.after.decode().lstrip("\ufeff").replace(end, "\n")
                    for file, change in result.changes.items()
                }
            )
    assert results[0] == results[1] == results[2]


LINES = st.sampled_from(
    [
        "title: T",
        "title: 'it''s'  # why",
        "descripton: D",
        "description: D",
        "description: |",
        "  text # learning-paths: ignore[empty-path]",
        "assumes: [old, 'older', \"old\",attention]",
        "assumes:",
        "  - old",
        "  - older # learning-paths: ignore[empty-path, renamed-step]",
        "# learning-paths: ignore-file[unknown-step, unused-suppression]",
        "level: begginer",
        "level: introductry",
        "updated: 2026/1/5",
        "draft: yes",
        "steps:",
        "- slug: old",
        '- slug: "older"  # learning-paths: ignore[unknown-stp]',
        "- {slug: old, commentary: x, alongside: [older]}",
        "- attention",
        "  commentary: a: b",
        "  commentary: |  # learning-paths: ignore[stale-count]",
        "    Text <!-- learning-paths: ignore[broken-link] -->",
        "    <!-- learning-paths: ignore[broken-link] -->",
        "  comentary: é 😀",
        "  minutes: 5 min",
        "  # learning-paths: ignore[unknown-step]",
        "",
    ]
)


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans(), st.booleans())
def test_any_path_file_can_be_fixed(lines: list[str], end: str, mark: bool, last: bool, suggested: bool) -> None:
    content = as_bytes("\n".join(lines), end, mark=mark, last=last)
    files: dict[str, str | bytes] = {**SITE, "paths/first.yml": content}
    result = fixed(files, suggested=suggested)
    assert result.problems == ()
    assert "internal-error" not in rules_of(result.left)
    again = fixed(after(files, result), suggested=suggested)
    assert (again.changes, again.found.diagnostics) == ({}, result.left.diagnostics)
    # What was fixed is not found again.
    first = [
        (found.rule, found.finding.edit)
        for found in result.found.diagnostics
        if found.finding.edit is not None and (found.finding.edit.certain or suggested)
    ]
    if first:
        assert apply(content, [(edit.span, edit.new_text) for _, edit in first]).content != content
    if "paths/first.yml" in result.changes:
        changed = result.changes["paths/first.yml"].after
        assert changed.startswith(codecs.BOM_UTF8) is mark
        # Characters that no edit has to do with.
        assert changed.decode().count("😀") == content.decode().count("😀")


PAGE_LINES = st.sampled_from(
    [
        "title: T",
        "summary: 'S: s'",
        "sumary: S",
        "requires: old",
        "requires: [old, {slug: older, because: x}]  # learning-paths: ignore[unknown-prerequisite]",
        "aliases: [x, y, x]",
        "aliases:",
        "  - x",
        "  - y  # learning-paths: ignore[alias-conflict]",
        "minutes: 1 h",
        "year: 2017-06",
        "arxiv: arXiv:1706.03762",
        "url: example.org",
        "status: planed",
        "# learning-paths: ignore-file[orphan-page, unused-suppression]",
        "---",
        "",
    ]
)
BODY_LINES = st.sampled_from(
    [
        "# T",
        "Text <!-- learning-paths: ignore[broken-link] --> more 😀",
        "<!-- learning-paths: ignore[broken-link, orphan-page] -->",
        "`<!-- learning-paths: ignore[x] -->`",
        "    <!-- learning-paths: ignore[x] -->",
        "<!-- learning-paths: ignore-file[missing-metadata, nothing] -->",
        "```",
        "- item",
        "[a](old.md)",
        "",
    ]
)


@given(
    st.lists(PAGE_LINES, max_size=8),
    st.lists(BODY_LINES, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_any_page_can_be_fixed(
    head: list[str], body: list[str], end: str, mark: bool, last: bool, suggested: bool
) -> None:
    content = as_bytes("\n".join(["---", *head, "---", *body]), end, mark=mark, last=last)
    files: dict[str, str | bytes] = {**SITE, "docs/papers/x.md": content}
    result = fixed(files, suggested=suggested)
    assert result.problems == ()
    again = fixed(after(files, result), suggested=suggested)
    assert (again.changes, again.found.diagnostics) == ({}, result.left.diagnostics)
    if "docs/papers/x.md" in result.changes:
        changed = result.changes["docs/papers/x.md"].after
        assert changed.startswith(codecs.BOM_UTF8) is mark
        assert changed.decode().count("😀") == content.decode().count("😀")
        assert changed.count(b"\n") - changed.count(b"\r\n") == 0 or end == "\n"
