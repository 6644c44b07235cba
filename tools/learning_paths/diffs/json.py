"""Changes as JSON, version 1, for other programs. The guide, “Review a change”, describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from learning_paths.model.catalogue import Page, Path, Stage, Step
from learning_paths.model.changes import Changes, FieldChange, PageChange, PathChange, Side, StageChange, StepChange
from learning_paths.model.diagnostic import Severity
from learning_paths.reports.json import diagnostic_object

VERSION = 1


def render(changes: Changes, colour: bool = False) -> str:
    """Return the changes as one JSON object with a newline at the end. Colour has no meaning here."""
    document = {
        "version": VERSION,
        "before": _side(changes.before),
        "after": _side(changes.after),
        "paths": [_path_change(change) for change in changes.paths],
        "pages": [_page_change(change) for change in changes.pages],
        "findings": {
            "new": [diagnostic_object(found) for found in changes.new_findings],
            "gone": [diagnostic_object(found) for found in changes.gone_findings],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "commit": side.commit,
        "absent": side.absent,
        "pages": side.report.pages,
        "paths": side.report.paths,
        "steps": side.report.steps,
        "minutes": sum(path.minutes for path in side.catalogue.paths),
        "errors": side.report.count(Severity.ERROR),
        "warnings": side.report.count(Severity.WARNING),
        "infos": side.report.count(Severity.INFO),
    }


def _path_change(change: PathChange) -> dict[str, Any]:
    return {
        "change": "renamed" if change.renamed else _verb(change),
        "before": _path(change.before),
        "after": _path(change.after),
        "fields": _fields(change.fields),
        "stages": [_stage_change(stage) for stage in change.stages],
        "steps": [_step_change(step) for step in change.steps],
    }


def _path(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    return {
        "slug": path.slug,
        "file": path.document.file,
        "title": path.title,
        "steps": len(path.steps),
        "minutes": path.minutes,
    }


def _stage_change(change: StageChange) -> dict[str, Any]:
    return {
        "change": _verb(change),
        "moved": change.moved,
        "before": _stage(change.before),
        "after": _stage(change.after),
        "fields": _fields(change.fields),
    }


def _stage(stage: Stage | None) -> str | None:
    """Return the title of a stage; None for what stands before the first, and for none."""
    return stage.title if stage is not None else None


def _step_change(change: StepChange) -> dict[str, Any]:
    return {
        "change": _verb(change),
        "moved": change.moved,
        "before": _step(change.before),
        "after": _step(change.after),
        "stage": {"before": _stage(change.stages[0]), "after": _stage(change.stages[1])} if change.stages else None,
        "fields": _fields(change.fields),
    }


def _step(step: Step | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "number": step.number,
        "slug": step.entry.slug.value if step.entry.slug is not None else None,
        "page": step.target.qualified_slug if step.target is not None else None,
        "title": step.title,
        "minutes": step.minutes,
    }


def _page_change(change: PageChange) -> dict[str, Any]:
    return {
        "change": "renamed" if change.renamed else _verb(change),
        "before": _page(change.before),
        "after": _page(change.after),
        "orphaned": change.orphaned,
        "rescued": change.rescued,
        "alias_missing": change.alias_missing,
        "merged_into": change.into.qualified_slug if change.into is not None else None,
        "fields": _fields(change.fields),
    }


def _page(page: Page | None) -> dict[str, Any] | None:
    if page is None:
        return None
    return {
        "page": page.qualified_slug,
        "file": page.document.file,
        "title": page.title,
        "minutes": page.minutes,
        "paths": [step.path.slug for step in page.appears_in],
    }


def _fields(changes: Sequence[FieldChange]) -> list[dict[str, Any]]:
    return [{"field": each.name, "of": each.of, "before": each.before, "after": each.after} for each in changes]


def _verb(change: PathChange | StageChange | StepChange | PageChange) -> str:
    return "added" if change.before is None else "removed" if change.after is None else "changed"
