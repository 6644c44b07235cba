from __future__ import annotations

import json
import posixpath
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import learning_paths
from learning_paths import lint
from learning_paths.model.diagnostic import Diagnostic, Edit, Finding, Related, Report, Severity
from learning_paths.reports import sarif
from learning_paths.text.span import Span
from tests.unit.reports.shared import REPORT
from tests.unit.sites import ATTENTION, CLEAN_PATH, SMALL_SITE, check


def _object(required: str, optional: str = "", /, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object with these properties and no others, as the standard's own schema has it."""
    assert set(properties) == {*required.split(), *optional.split()}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
    }


TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
MESSAGE = _object("text", "markdown", text={"type": "string"}, markdown={"type": "string"})
POSITION = {"type": "integer", "minimum": 1}
ARTIFACT = _object(
    "uri uriBaseId",
    # A relative reference in ASCII, whose first part cannot be taken for a scheme.
    uri={"type": "string", "pattern": r"^(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"},
    uriBaseId={"const": "%SRCROOT%"},
)
REGION = _object(
    "startLine startColumn endLine endColumn",
    startLine=POSITION,
    startColumn=POSITION,
    endLine=POSITION,
    endColumn=POSITION,
)
PLACE = _object("artifactLocation region", artifactLocation=ARTIFACT, region=REGION)
RESULT = _object(
    "ruleId level message locations partialFingerprints",
    "ruleIndex relatedLocations fixes",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations={
        "type": "array",
        "minItems": 1,
        "maxItems": 1,
        "items": _object("physicalLocation", physicalLocation=PLACE),
    },
    relatedLocations={
        "type": "array",
        "uniqueItems": True,
        "items": _object("id physicalLocation message", id=POSITION, physicalLocation=PLACE, message=MESSAGE),
    },
    partialFingerprints={"type": "object", "minProperties": 1, "additionalProperties": TEXT},
    fixes={
        "type": "array",
        "items": _object(
            "description artifactChanges",
            description=MESSAGE,
            artifactChanges={
                "type": "array",
                "minItems": 1,
                "items": _object(
                    "artifactLocation replacements",
                    artifactLocation=ARTIFACT,
                    replacements={
                        "type": "array",
                        "minItems": 1,
                        "items": _object(
                            "deletedRegion insertedContent",
                            deletedRegion=REGION,
                            insertedContent=_object("text", text={"type": "string"}),
                        ),
                    },
                ),
            },
        ),
    },
)
RULE = _object(
    "id name shortDescription fullDescription help helpUri defaultConfiguration",
    id=TEXT,
    name={"type": "string", "pattern": "^[A-Z][A-Za-z]+$"},
    shortDescription=_object("text", text={"type": "string"}),
    fullDescription=_object("text", text={"type": "string", "maxLength": 1024}),
    help=MESSAGE,
    helpUri={"type": "string", "pattern": r"^https://\S+$"},
    defaultConfiguration=_object("level", level={"enum": ["note", "warning", "error"]}),
)
DRIVER = _object(
    "name version informationUri rules",
    name=TEXT,
    version=TEXT,
    informationUri={"type": "string", "pattern": r"^https://\S+$"},
    rules={"type": "array", "uniqueItems": True, "items": RULE},
)
RUN = _object(
    "tool columnKind results",
    tool=_object("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = _object(
    "$schema version runs",
    "",
    **{
        "$schema": {"type": "string", "pattern": r"^https://.*sarif-schema-2\.1\.0\.json$"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "maxItems": 1, "items": RUN},
    },
)
VALIDATOR = jsonschema.Draft7Validator(LOG)


def rendered(report: Report) -> dict[str, Any]:
    """Return the run of a report, after a look at its shape and at what no schema can say."""
    log = json.loads(sarif.render(report))
    VALIDATOR.validate(log)
    run: dict[str, Any] = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        related = result.get("relatedLocations", [])
        assert [each["id"] for each in related] == list(range(1, len(related) + 1))
        for each in (*result["locations"], *related):
            region = each["physicalLocation"]["region"]
            start, end = ((region[f"{end}Line"], region[f"{end}Column"]) for end in ("start", "end"))
            assert start <= end
    return run


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rendered(report)["results"]
    return found


def fingerprints(report: Report) -> list[str]:
    return [result["partialFingerprints"][sarif.FINGERPRINT] for result in results(report)]


def test_a_clean_site_names_the_tool_and_all_rules() -> None:
    run = rendered(check(SMALL_SITE))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("learning-paths", learning_paths.__version__)
    # All that were run: some need answers from outside.
    assert [rule["id"] for rule in driver["rules"]] == sorted(set(lint.rule_names()) - lint.rules_on_answers())
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == []


def test_only_the_rules_that_were_run_are_named() -> None:
    run = rendered(check(SMALL_SITE, only=["unknown-step"]))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["unknown-step"]


def test_a_rule_is_described_by_its_docstring() -> None:
    rules = {rule["id"]: rule for rule in rendered(check(SMALL_SITE))["tool"]["driver"]["rules"]}
    rule = rules["invalid-field"]
    assert rule["name"] == "InvalidField"
    assert rule["shortDescription"]["text"] == "A key holds what it cannot hold."
    assert rule["fullDescription"]["text"].startswith("Reports a value of the wrong shape: ")
    assert "\n" not in rule["fullDescription"]["text"]
    assert rule["helpUri"].endswith("/guide/curate/rules/#invalid-field")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert '```yaml title="paths/first.yml"\n' in rule["help"]["markdown"]
    assert "](https://mkdocs-learning-paths.github.io/" in rule["help"]["markdown"]
    assert ".md)" not in rule["help"]["markdown"]
    assert rules["missing-commentary"]["defaultConfiguration"] == {"level": "warning"}


def test_a_result() -> None:
    files = {
        **SMALL_SITE,
        "docs/concepts/flash.md": "---\ntitle: F\nsummary: S\nrequires: [attention]\n---\n",
        "paths/a b.yml": CLEAN_PATH,
        "paths/llm.yml": CLEAN_PATH.replace("slug: attention", "slug: flash") + "  - slug: attention\n",
    }
    found = {result["ruleId"]: result for result in results(check(files))}
    assert found["missing-commentary"]["level"] == "warning"
    place = found["invalid-field"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "paths/a%20b.yml", "uriBaseId": "%SRCROOT%"}
    wrong_order = found["prerequisite-after-step"]
    assert wrong_order["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 4,
        "startColumn": 11,
        "endLine": 4,
        "endColumn": 16,
    }
    message, first, second, help_ = wrong_order["message"]["text"].split("\n")
    assert message == "step 1 'flash' requires 'attention', which comes later, as step 2"
    assert first == "required here: [docs/concepts/flash.md:4:12](1)"
    assert second == "the later step: [paths/llm.yml:6:11](2)"
    assert help_.startswith("Help: move 'attention' (step 2) to before this step")
    assert [related["message"]["text"] for related in wrong_order["relatedLocations"]] == [
        *("required here", "the later step")
    ]


@pytest.mark.parametrize(
    ("certain", "text", "said"),
    [
        (True, "attention", "Replace with 'attention'"),
        (False, "attention", "Replace with 'attention' (likely, not certain)"),
        (True, "", "Remove"),
    ],
)
def test_an_edit_is_a_fix(certain: bool, text: str, said: str) -> None:
    edit = Edit(Span("paths/a b.yml", 2, 3, 2, 9), text, certain)
    report = Report((Diagnostic("r", Severity.ERROR, Finding("m", Span("f.yml"), edit=edit)),), 0, 0, 0, root="s/")
    (fix,) = results(report)[0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert fix["description"]["text"] == said
    assert change["artifactLocation"]["uri"] == "s/paths/a%20b.yml"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9},
            "insertedContent": {"text": text},
        }
    ]


def test_hostile_text_keeps_the_shape() -> None:
    found = results(REPORT)
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    assert [result["ruleId"] for result in found] == [diagnostic.rule for diagnostic in REPORT.diagnostics]
    assert [result["level"] for result in found] == [levels[diagnostic.severity] for diagnostic in REPORT.diagnostics]
    for result, diagnostic in zip(found, REPORT.diagnostics, strict=True):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri) == posixpath.normpath(f"site one/{diagnostic.finding.span.file}")
        # No text out of a file is a link; the only ones are those to the related places.
        assert result["message"]["text"].count("](") == len(diagnostic.finding.related)
        if diagnostic.finding.edit is not None:
            (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
            assert replacement["insertedContent"]["text"] == diagnostic.finding.edit.new_text
    assert [result["ruleId"] for result in found if "ruleIndex" not in result] == ["internal-error"]


def test_a_fingerprint_survives_lines_that_come_and_go() -> None:
    steps = "steps:\n  - slug: attention\n    commentary: x\n  - slug: atention\n  - slug: attention\n"
    path = f"title: T\ndescription: D\n{steps}"
    more = f"# A comment\n\ntitle: T\ndescription: D\nlevel: advanced\n{steps}"
    another = path.replace("steps:\n", "steps:\n  - slug: flour\n    commentary: x\n")
    pages = {"docs/concepts/attention.md": ATTENTION, "docs/concepts/flour.md": ATTENTION}
    before = fingerprints(check({**pages, "paths/p.yml": path}))
    assert len(before) == len(set(before)) == 4
    assert fingerprints(check({**pages, "paths/p.yml": more})) == before
    # A step before it changes the number of each step, which stands in the message.
    assert fingerprints(check({**pages, "paths/p.yml": another})) == before
    assert set(before).isdisjoint(fingerprints(check({**pages, "paths/q.yml": path})))


def test_findings_that_look_alike_have_fingerprints_of_their_own() -> None:
    path = CLEAN_PATH + "  - slug: gone\n    commentary: x\n" * 3
    before = fingerprints(check({**SMALL_SITE, "paths/p.yml": path}))
    assert len(before) == len(set(before)) >= 3


@given(st.text(), st.text(min_size=1), st.integers(1, 99), st.integers(1, 99), st.text())
def test_any_text_keeps_the_shape(message: str, file: str, line: int, column: int, new_text: str) -> None:
    span = Span(f"p/{file.replace('/', '').strip('.') or 'x'}", line, column, line, column)
    finding = Finding(
        message or "m", span, message or None, (Related(message or "r", span),), Edit(span, new_text, True)
    )
    report = Report((Diagnostic("r", Severity.ERROR, finding),), 0, 0, 0, {span.file: message})
    (result,) = results(report)
    assert result["message"]["text"].count("](1)") == 1
