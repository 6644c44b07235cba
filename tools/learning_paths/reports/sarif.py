"""Diagnostics as SARIF 2.1.0, the format that code scanning services and editors read."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any
from urllib.parse import quote

from learning_paths import __version__
from learning_paths.model.diagnostic import Diagnostic, Edit, Report, Rule, Severity
from learning_paths.model.rule_page import GUIDE, rule_page, with_addresses
from learning_paths.text.span import Span
from learning_paths.text.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "learningPaths/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, colour: bool = False) -> str:
    """Return the report as a SARIF log with one run and a newline at the end. Colour has no meaning here."""
    numbers = {rule.name: number for number, rule in enumerate(report.rules)}
    fingerprints = _Fingerprints(report)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "learning-paths",
                        "version": __version__,
                        "informationUri": GUIDE,
                        "rules": [_rule(rule) for rule in report.rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(diagnostic, numbers, report, fingerprints.next(diagnostic))
                    for diagnostic in report.diagnostics
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    page = rule_page(rule)
    markdown = with_addresses(page.markdown())
    return {
        "id": page.name,
        # SARIF wants a second name for people, and in this form.
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": " ".join(page.what_it_does.split())},
        "help": {"text": markdown, "markdown": markdown},
        "helpUri": page.address,
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }


def _result(diagnostic: Diagnostic, numbers: dict[str, int], report: Report, fingerprint: str) -> dict[str, Any]:
    finding = diagnostic.finding
    number = numbers.get(diagnostic.rule)
    # A viewer shows a related place where the message links to it, by its number.
    lines = [_plain(finding.message)]
    for related_number, related in enumerate(finding.related, start=1):
        place = f"{report.file_in_repository(related.span)}:{related.span.line}:{related.span.column}"
        lines.append(f"{_plain(related.message)}: [{_link_text(place)}]({related_number})")
    if finding.hint:
        lines.append(f"Help: {_plain(finding.hint)}")
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        **({} if number is None else {"ruleIndex": number}),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(lines)},
        "locations": [{"physicalLocation": _place(finding.span, report)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": related_number,
                "physicalLocation": _place(related.span, report),
                "message": {"text": _plain(related.message)},
            }
            for related_number, related in enumerate(finding.related, start=1)
        ]
    if finding.edit is not None:
        result["fixes"] = [_fix(finding.edit, report)]
    return result


def _place(span: Span, report: Report) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span, report), "region": _region(span)}


def _artifact(span: Span, report: Report) -> dict[str, str]:
    return {"uri": quote(report.file_in_repository(span), errors="replace"), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(edit: Edit, report: Report) -> dict[str, Any]:
    what = f"Replace with '{visible(edit.new_text)}'" if edit.new_text else "Remove"
    return {
        "description": {"text": _plain(what if edit.certain else f"{what} (likely, not certain)")},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(edit.span, report),
                "replacements": [
                    {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.new_text}},
                ],
            }
        ],
    }


def _plain(text: str) -> str:
    # In a message, `[text](target)` is a link. What somebody wrote in a file must not become one.
    return visible(text).replace("](", "] (")


def _link_text(text: str) -> str:
    return re.sub(r"[\\\[\]]", r"\\\g<0>", visible(text))


class _Fingerprints:
    """Names findings so that they are known again in a later run, when lines above them have come or gone.

    A fingerprint is made of the rule, the file, the line as it is written, and the message without its numbers, which
    count lines and steps. Findings that have all of these in common are told apart by their order.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._seen: Counter[tuple[str, ...]] = Counter()

    def next(self, diagnostic: Diagnostic) -> str:
        """Return the fingerprint of a diagnostic; they are asked for in the order of the report."""
        span, message = diagnostic.finding.span, diagnostic.finding.message
        line = self._report.line(span).strip()
        key = (diagnostic.rule, self._report.file_in_repository(span), line, re.sub(r"[0-9]+", "#", message))
        self._seen[key] += 1
        parts = "\0".join([*key, str(self._seen[key])])
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
