from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

from learning_paths import lint, registry, rules
from learning_paths.load.faults import Faults
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Report, Severity
from learning_paths.model.settings import Settings
from learning_paths.text.span import Span
from reference.files import MemoryTree
from tests.unit.sites import ATTENTION, CLEAN_PATH, SMALL_SITE, check, places

CONTRACT = {
    "invalid-yaml": "error",
    "duplicate-key": "error",
    "unknown-field": "error",
    "missing-field": "error",
    "invalid-field": "error",
    "empty-path": "error",
    "duplicate-path": "error",
    "unknown-step": "error",
    "ambiguous-slug": "error",
    "duplicate-step": "error",
    "renamed-step": "warning",
    "alias-conflict": "error",
    "unknown-prerequisite": "error",
    "prerequisite-cycle": "error",
    "prerequisite-after-step": "error",
    "prerequisite-missing": "warning",
    "missing-commentary": "warning",
    "stale-count": "warning",
    "forward-mention": "info",
    "orphan-page": "info",
    "planned-step": "info",
    "broken-link": "error",
    "broken-anchor": "error",
    "missing-metadata": "warning",
    "unreachable-link": "warning",
    "unused-suppression": "warning",
}
# With `--external` only. A rule has one severity, and these are no failures.
BEYOND_THE_CONTRACT = {"moved-link": "info", "unchecked-link": "info"}
FROM_THE_FIRST_DAY = (
    "invalid-yaml duplicate-key unknown-field missing-field invalid-field empty-path duplicate-path unknown-step "
    "ambiguous-slug duplicate-step unknown-prerequisite prerequisite-cycle prerequisite-after-step "
    "prerequisite-missing missing-commentary".split()
)
# Two steps without commentary, the second of them unknown.
STEPS = "title: T\ndescription: D\nsteps:\n  - slug: attention\n  - slug: gone\n"
SITE = {"docs/concepts/attention.md": ATTENTION, "paths/a.yml": STEPS}
ALL = [
    ("missing-commentary", "paths/a.yml", 4, 11),
    ("missing-commentary", "paths/a.yml", 5, 11),
    ("unknown-step", "paths/a.yml", 5, 11),
]


def test_the_rules_are_the_contract_s_with_its_severities() -> None:
    severities = {name: str(module.SEVERITY) for name, module in registry.load_all(rules).items()}
    assert set(FROM_THE_FIRST_DAY) <= set(severities)
    known = CONTRACT | BEYOND_THE_CONTRACT
    assert severities == {name: known[name] for name in severities}


def test_all_rules_run() -> None:
    assert places(check(SITE)) == ALL
    assert places(check(SMALL_SITE)) == []


def test_only_some_rules() -> None:
    assert places(check(SITE, only=["unknown-step"])) == ALL[2:]
    assert places(check(SITE, only=["unknown-step", "missing-commentary"])) == ALL
    assert places(check(SITE, only=["empty-path"])) == []


def test_levels_are_the_site_s() -> None:
    settings = Settings(levels={"missing-commentary": None, "unknown-step": Severity.INFO})
    (found,) = check(SITE, settings).diagnostics
    assert (found.rule, found.severity) == ("unknown-step", Severity.INFO)


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("  # learning-paths: ignore[unknown-step]", ALL[:2]),
        ("  # learning-paths: ignore[missing-commentary]", [ALL[0], ALL[2]]),
        ("  # learning-paths: ignore[missing-commentary, unknown-step]", ALL[:1]),
        ("  # learning-paths: ignore[empty-path]", [*ALL, ("unused-suppression", "paths/a.yml", 5, 42)]),
        ("  # learning-paths: ignore[]", [*ALL, ("unused-suppression", "paths/a.yml", 5, 17)]),
    ],
)
def test_a_comment_on_the_line_suppresses_in_yaml(comment: str, left: list[tuple[str, str, int, int]]) -> None:
    assert places(check({**SITE, "paths/a.yml": STEPS.rstrip() + comment + "\n"})) == left


def test_a_comment_on_a_line_of_its_own_suppresses_on_the_next() -> None:
    text = STEPS.replace(
        "  - slug: gone", "  # learning-paths: ignore[unknown-step, missing-commentary]\n  - slug: gone"
    )
    assert places(check({**SITE, "paths/a.yml": text})) == ALL[:1]


def test_a_comment_in_another_file_suppresses_nothing() -> None:
    commented = STEPS.replace("gone", "attention2  # learning-paths: ignore[unknown-step]")
    assert ("unknown-step", "paths/a.yml", 5, 11) in places(check({**SITE, "paths/b.yml": commented}))


def test_a_comment_suppresses_in_the_head_of_a_page() -> None:
    text = "---\nsummary: S\nrequires: [gone]{}\n---\n"
    page = {"docs/concepts/x.md": text.format("  # learning-paths: ignore[unknown-prerequisite]")}
    assert places(check(page)) == []
    page = {"docs/concepts/x.md": text.format("")}
    assert places(check(page)) == [("unknown-prerequisite", "docs/concepts/x.md", 3, 12)]


def a_rule_that(monkeypatch: pytest.MonkeyPatch, *findings: Finding, failing: bool = False) -> None:
    """Add a rule ``aaa`` that reports some findings, and then fails if asked to."""

    def check_(_: Catalogue) -> Iterator[Finding]:
        yield from findings
        if failing:
            raise ZeroDivisionError("by nothing")

    module = ModuleType("aaa")
    vars(module).update(SEVERITY=Severity.WARNING, check=check_)
    loaded = registry.load_all(rules)
    monkeypatch.setattr(registry, "load_all", lambda _: {"aaa": module, **loaded})


def test_a_comment_suppresses_in_the_text_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "# T\n\nOne <!-- learning-paths: ignore[aaa] -->\n\n<!-- learning-paths: ignore[aaa] -->\nTwo\n\nThree\n"
    a_rule_that(monkeypatch, *(Finding("m", Span("docs/index.md", line)) for line in (3, 6, 8)))
    assert places(check({"docs/index.md": page})) == [("aaa", "docs/index.md", 8, 1)]


def test_a_rule_that_fails_is_reported_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    a_rule_that(monkeypatch, Finding("before it failed", Span("paths/a.yml", 1)), failing=True)
    report = check(SITE)
    ours = [found for found in report.diagnostics if (found.rule, found.severity) == ("internal-error", Severity.ERROR)]
    assert len(ours) == 1
    assert "'aaa'" in ours[0].finding.message
    assert "ZeroDivisionError: by nothing" in ours[0].finding.message
    rest = [found for found in places(report) if found[0] != "internal-error"]
    assert rest == [("aaa", "paths/a.yml", 1, 1), *ALL]


def test_counts() -> None:
    report = check({**SITE, "paths/b.yml": "title: [\n"})
    assert (report.pages, report.paths, report.steps) == (1, 1, 2)
    assert [report.count(severity) for severity in Severity] == [2, 2, 0]


def test_the_order_does_not_depend_on_the_order_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = check(SITE)
    backwards = dict(reversed(registry.load_all(rules).items()))
    monkeypatch.setattr(registry, "load_all", lambda _: backwards)
    assert check(SITE).diagnostics == usual.diagnostics


UNUSED = STEPS.replace("- slug: gone", "- slug: gone  # learning-paths: ignore[empty-path, aaa]")


def unused(report: Report) -> list[str]:
    return [found.finding.message for found in report.diagnostics if found.rule == "unused-suppression"]


def test_what_a_rule_silences_is_known_though_it_was_not_asked_for() -> None:
    text = STEPS.replace("- slug: gone", "- slug: gone  # learning-paths: ignore[unknown-step, empty-path]")
    report = check({**SITE, "paths/a.yml": text}, only=["unused-suppression"])
    assert unused(report) == ["there is nothing to silence: 'empty-path' reports nothing in line 5"]
    assert len(report.diagnostics) == 1


def test_without_the_rule_nothing_is_said_of_suppressions() -> None:
    text = {**SITE, "paths/a.yml": UNUSED}
    assert unused(check(text, only=["unknown-step"])) == []
    assert unused(check(text, Settings(levels={"unused-suppression": None}))) == []
    assert len(unused(check(text))) == 2


def test_a_rule_that_is_off_is_not_judged_nor_one_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = {**SITE, "paths/a.yml": UNUSED}
    about_aaa = "there is nothing to silence: 'aaa' reports nothing in line 5"
    about_empty = "there is nothing to silence: 'empty-path' reports nothing in line 5"
    assert unused(check(text)) == [about_empty, "there is no rule 'aaa'"]
    with monkeypatch.context() as patch:
        a_rule_that(patch)
        assert unused(check(text)) == [about_empty, about_aaa]
        assert unused(check(text, Settings(levels={"empty-path": None}))) == [about_aaa]
        assert unused(check(text, Settings(levels={"aaa": None}))) == [about_empty]
        # Both run, so that both can be judged, asked for or not.
        assert unused(check(text, only=["unused-suppression", "aaa"])) == [about_empty, about_aaa]
    a_rule_that(monkeypatch, failing=True)
    assert unused(check(text)) == [about_empty]


@pytest.mark.parametrize("file", ["paths/a.yml", "docs/papers/x.md", "mkdocs.yml", "docs/guide/x.md"])
def test_a_finding_in_line_one_is_silenced_in_any_file(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    a_rule_that(monkeypatch, Finding("m", Span(file)))
    comment = "# learning-paths: ignore[aaa]\n"
    texts = {
        ".yml": [comment + CLEAN_PATH, CLEAN_PATH.replace("\n", "  " + comment, 1), CLEAN_PATH + "# x\n" + comment],
        ".md": [
            f"---\n{comment}title: T\n---\n",
            "<!-- learning-paths: ignore[aaa] -->\n\n# T\n",
            f"---\nt: T\n{comment}---\n",
        ],
    }["." + file.rpartition(".")[2]]
    for text, silent in zip(texts, (True, True, False), strict=True):
        faults = Faults()
        faults.texts["mkdocs.yml"] = text
        tree = MemoryTree({**SMALL_SITE, file: text})
        _, report = lint.check_site(tree, Settings(), faults)
        found = {diagnostic.rule for diagnostic in report.diagnostics if diagnostic.finding.span.file == file}
        assert found & {"aaa", "unused-suppression"} == (set() if silent else {"aaa", "unused-suppression"})


FAULTS = {
    "a misspelt key": CLEAN_PATH.replace("commentary", "comentary"),
    "a value that is not read": CLEAN_PATH + "level: expert\n",
    "no YAML": CLEAN_PATH + "audience: a: b\n",
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_not_wholly_read_is_not_judged(name: str) -> None:
    comment = "# learning-paths: ignore[empty-path]\n"
    other = {"paths/b.yml": CLEAN_PATH.replace("steps:", comment + "steps:")}
    path = {"paths/a.yml": FAULTS[name].replace("steps:", comment + "steps:")}
    report = check({**SMALL_SITE, **other, **path})
    assert [place[1] for place in places(report) if place[0] == "unused-suppression"] == ["paths/b.yml"]
    if name != "no YAML":
        # What is silenced or switched off is no reason to wait.
        silenced = {
            "paths/a.yml": "# learning-paths: ignore-file[unknown-field, invalid-field]\n" + path["paths/a.yml"]
        }
        assert len(unused(check({**SMALL_SITE, **silenced}))) == 2
        off = Settings(levels={"unknown-field": None, "invalid-field": None})
        assert len(unused(check({**SMALL_SITE, **path}, off))) == 1


@pytest.mark.parametrize("head", ["requires: attention", "requires: [gone]", "a: b: c", "minutes: soon"])
def test_paths_are_not_judged_while_pages_are_in_doubt(head: str) -> None:
    path = {"paths/a.yml": CLEAN_PATH.replace("steps:", "# learning-paths: ignore[prerequisite-missing]\nsteps:")}
    page = {"docs/concepts/b.md": f"---\ntitle: B\nsummary: S\n{head}\n---\n"}
    assert unused(check({**SMALL_SITE, **path, **page})) == []
    comment = "# learning-paths: ignore[unknown-prerequisite]"
    silenced = {"docs/concepts/b.md": f"---\ntitle: B\nsummary: S\n{comment}\n{head}\n---\n"}
    assert len(unused(check({**SMALL_SITE, **path, **silenced}))) == (head == "requires: [gone]")
    assert len(unused(check({**SMALL_SITE, **path}))) == 1


@pytest.mark.parametrize(
    ("level", "at_most", "expected"),
    [
        (Severity.ERROR, None, Severity.ERROR),
        (Severity.ERROR, Severity.INFO, Severity.INFO),
        (Severity.ERROR, Severity.WARNING, Severity.WARNING),
        (Severity.INFO, Severity.WARNING, Severity.INFO),
        (Severity.WARNING, Severity.WARNING, Severity.WARNING),
    ],
)
def test_a_finding_can_be_milder_than_its_rule(level: Severity, at_most: Severity | None, expected: Severity) -> None:
    assert level.at_most(at_most) is expected


def test_what_a_site_lets_pass_is_information_whatever_the_severity_of_the_rule() -> None:
    site = {**SMALL_SITE, "docs/index.md": "[a](concepts/attention/) [b](nothing.md)\n"}
    report = check(site, Settings(levels={"broken-link": Severity.WARNING}))
    assert [(found.rule, found.severity) for found in report.diagnostics] == [
        ("broken-link", Severity.INFO),
        ("broken-link", Severity.WARNING),
    ]
