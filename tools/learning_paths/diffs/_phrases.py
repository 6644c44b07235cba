"""What the formats for people have in common: the words for a change."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from learning_paths.model.catalogue import Path, Stage
from learning_paths.model.changes import (
    TEXT,
    Changes,
    FieldChange,
    PageChange,
    PathChange,
    Side,
    StageChange,
    StepChange,
)
from learning_paths.model.diagnostic import Severity
from learning_paths.model.fields import PATH, STAGE, STEP, Type
from learning_paths.text.words import counted, duration

MAX_LENGTH = 100
"""The longest text of a site that is shown, in characters."""

MAX_ITEMS = 8
"""The most items of a list that are shown."""

_MARKDOWN = frozenset(field.name for field in (*PATH, *STEP, *STAGE) if field.type is Type.MARKDOWN and not field.many)
_REFERENCES = frozenset(["alongside", "aliases", "assumes", "requires"])


class Style(NamedTuple):
    """How a format writes what comes from a site: ``name`` slugs and files, ``prose`` all other texts."""

    name: Callable[[str], str]
    prose: Callable[[str], str]


def shorten(text: str, length: int = MAX_LENGTH) -> str:
    """Return a text in one line, cut if it is long."""
    # Cut first: a text may be as long as a file.
    words = " ".join(text[: 4 * length].split())
    return words if len(words) <= length and len(text) <= 4 * length else words[: length - 1].rstrip() + "…"


def of_field(change: FieldChange, style: Style) -> str:
    """Return what happened to a field, such as ``commentary reworded`` or ``level: advanced``."""
    name, before, after = change.name, change.before, change.after
    if name == TEXT:
        return f"text: {before} → {after} words" if before != after else "text changed"
    if isinstance(before, bool) or isinstance(after, bool):
        what = "a draft" if name == "draft" else name
        return f"now {what}" if after else f"no longer {what}"
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _of_list(change, style)
    if name in _MARKDOWN or change.of is not None:
        what = name if change.of is None else f"reason for {style.name(change.of)}"
        return f"{what} {'added' if before is None else 'removed' if after is None else 'reworded'}"
    if before is None:
        return f"{name} added: {_value(after, style)}"
    if after is None:
        return f"{name} removed: {_value(before, style)}"
    return f"{name}: {_value(before, style)} → {_value(after, style)}"


def _value(value: object, style: Style) -> str:
    return style.prose(value) if isinstance(value, str) else str(value)


def _of_list(change: FieldChange, style: Style) -> str:
    write = style.name if change.name in _REFERENCES else style.prose
    parts = [
        f"{', '.join([write(item) for item in items[:MAX_ITEMS]])}"
        + (f" and {len(items) - MAX_ITEMS} more" if len(items) > MAX_ITEMS else "")
        + f" {word}"
        for items, word in ((change.added, "added"), (change.removed, "removed"))
        if items
    ]
    return f"{change.name}: {', '.join(parts)}" if parts else f"{change.name} in another order"


class Line(NamedTuple):
    """One thing that is different. ``notes`` are written in a style; the name and the title are as in the site.

    ``verb`` is ``added``, ``removed``, ``renamed``, ``moved`` or ``changed``.
    """

    verb: str
    name: str
    title: str
    notes: list[str]
    number: int | None = None


def of_stage(change: StageChange, style: Style) -> Line:
    """Return what happened to a stage."""
    stage = change.after or change.before
    assert stage is not None
    verb = _verb(change.before, change.after, moved=change.moved)
    notes = []
    for field in change.fields:
        if field.name == "stage":
            verb = "renamed" if verb == "changed" else verb
            notes.append(f"was {_value(field.before, style)}")
        else:
            notes.append(of_field(field, style))
    return Line(verb, "stage", stage.title or "?", notes)


def of_step(change: StepChange, style: Style) -> Line:
    """Return what happened to a step."""
    before, after = change.before, change.after
    step = after or before
    assert step is not None
    notes = []
    if before is not None and (after is None or change.moved):
        notes.append(f"was step {before.number}")
    if change.stages is not None:
        old, new = (_under(stage, style) for stage in change.stages)
        notes.append(f"from {old} to {new}")
    notes += [of_field(field, style) for field in change.fields]
    slug = step.entry.slug.value if step.entry.slug is not None else "?"
    verb = _verb(before, after, moved=change.moved)
    return Line(verb, slug, step.title, notes, after.number if after is not None else None)


def _under(stage: Stage, style: Style) -> str:
    return f"stage {style.prose(stage.title or '?')}" if stage.entry is not None else "the steps before the first stage"


def of_page(change: PageChange, style: Style) -> Line:
    """Return what happened to a page."""
    page = change.page
    verb = _verb(change.before, change.after)
    notes = []
    if change.before is None:
        notes += ["not written yet"] if page.planned else []
        notes += [] if page.appears_in else ["in no path"]
    elif change.after is None:
        notes += [f"its slug leads to {style.name(change.into.qualified_slug)} now"] if change.into is not None else []
    elif change.renamed:
        verb = "renamed"
        notes.append(f"was {style.name(change.before.qualified_slug)}")
        notes += ["without an alias, so that its earlier address leads nowhere"] if change.alias_missing else []
    notes += ["in no path any more"] if change.orphaned else []
    notes += ["in a path now"] if change.rescued else []
    notes += [of_field(field, style) for field in change.fields]
    return Line(verb, page.qualified_slug, page.title, notes)


def needs_section(change: PathChange) -> bool:
    """Return whether more is to be said of a path than fits in a line."""
    return bool(change.fields or change.stages or change.steps)


def of_path(change: PathChange, style: Style) -> Line:
    """Return what happened to a path. The first note is how many steps and minutes it has."""
    before, after = change.before, change.after
    steps = _from_to(before, after, lambda path: counted(len(path.steps), "step"))
    minutes = _from_to(before, after, lambda path: duration(path.minutes))
    notes = [f"{steps}, {minutes}"]
    verb = _verb(before, after)
    if change.renamed and before is not None:
        verb = "renamed"
        notes.append(f"was {style.name(before.slug)}")
    notes += [of_field(field, style) for field in change.fields]
    return Line(verb, change.path.slug, change.path.title, notes)


def _from_to(before: Path | None, after: Path | None, say: Callable[[Path], str]) -> str:
    said = dict.fromkeys(say(path) for path in (before, after) if path is not None)
    return " → ".join(said)


def _verb(before: object, after: object, *, moved: bool = False) -> str:
    return "added" if before is None else "removed" if after is None else "moved" if moved else "changed"


def summary(changes: Changes) -> str:
    """Return the changes in one sentence, with a full stop."""
    if not changes:
        return "Nothing is different."
    paths = Counter(_verb_of(change) for change in changes.paths)
    pages = Counter(_verb_of(change) for change in changes.pages)
    pages.update("orphaned" for change in changes.pages if change.orphaned)
    pages.update("rescued" for change in changes.pages if change.rescued)
    minutes = sum(_minutes(change.after) - _minutes(change.before) for change in changes.paths)
    parts = [
        _listed("path", paths),
        _listed("page", pages),
        f"{duration(abs(minutes))} {'more' if minutes > 0 else 'less'}" if minutes else "",
        _findings(changes),
    ]
    return f"{'; '.join(part for part in parts if part)}."


def _verb_of(change: PathChange | PageChange) -> str:
    return "renamed" if change.renamed else _verb(change.before, change.after)


def _listed(noun: str, counts: Counter[str]) -> str:
    """Return ``2 paths added, 1 changed``."""
    words = [word for word in ("added", "removed", "renamed", "changed", "orphaned", "rescued") if counts[word]]
    if not words:
        return ""
    first, *rest = words
    return ", ".join([f"{counted(counts[first], noun)} {first}", *(f"{counts[word]} {word}" for word in rest)])


def _minutes(path: Path | None) -> int:
    return path.minutes if path is not None else 0


def _findings(changes: Changes) -> str:
    new, gone = changes.new_findings, changes.gone_findings
    parts = []
    if new:
        counts = Counter(found.severity for found in new)
        kinds = [
            counted(counts[severity], severity) for severity in (Severity.ERROR, Severity.WARNING) if counts[severity]
        ]
        kinds += [f"{counts[Severity.INFO]} for information"] if counts[Severity.INFO] else []
        parts.append(f"{counted(len(new), 'new finding')} ({', '.join(kinds)})")
    if gone:
        parts.append(f"{len(gone)} gone" if new else f"{counted(len(gone), 'finding')} gone")
    return ", ".join(parts)


def absence(side: Side, style: Style) -> str | None:
    """Return a word on why a side has no site, or None if it has one."""
    return f"nothing to compare with, so that all is new: {style.prose(side.absent)}" if side.absent else None
