"""Paths before and after: which are the same, and what became of their stages and steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from learning_paths.compare.fields import compare_fields
from learning_paths.compare.pages import Pages
from learning_paths.compare.pairs import Pairing, kept_in_order
from learning_paths.model.catalogue import Catalogue, Page, Path, Stage, Step
from learning_paths.model.changes import PathChange, StageChange, StepChange
from learning_paths.model.fields import PATH, STAGE, STEP

PathPairs = Sequence[tuple[Path | None, Path | None]]

_PATH_FIELDS = [field for field in PATH if field.name != "steps"]
_STEP_FIELDS = [field for field in STEP if field.name != "slug"]


def pair_paths(before: Catalogue, after: Catalogue, pages: Pages) -> PathPairs:
    """Find out which paths are the same: by slug, else by all steps, else by the title and one of the steps."""
    became = pages.became
    pairing = Pairing(before.paths, after.paths)
    pairing.round(lambda path: [(path.slug, path.document.file)])
    pairing.round(lambda path: [path.slug])
    old = {path: [_identity(step, became) for step in path.steps] for path in pairing.only_before}
    new = {path: [_identity(step, {}) for step in path.steps] for path in pairing.only_after}
    pairing.round(
        lambda path: [tuple(old[path])] if old[path] else [],
        lambda path: [tuple(new[path])] if new[path] else [],
        unique=True,
    )
    pairing.round(
        lambda path: dict.fromkeys((path.title, step) for step in old[path]),
        lambda path: dict.fromkeys((path.title, step) for step in new[path]),
        unique=True,
    )
    pairs: list[tuple[Path | None, Path | None]] = [
        *pairing.partner.items(),
        *((path, None) for path in pairing.only_before),
        *((None, path) for path in pairing.only_after),
    ]
    return sorted(pairs, key=_slug)


def _identity(step: Step, became: Mapping[Page, Page]) -> Hashable:
    """Return what makes a step the same in another path: the page as it is now, or what is written."""
    return became.get(step.target, step.target) if step.target is not None else _reference(step)


def _slug(pair: tuple[Path | None, Path | None]) -> tuple[str, str]:
    path = pair[1] or pair[0]
    assert path is not None
    return (path.slug, path.document.file)


def compare_paths(pairs: PathPairs, pages: Pages) -> Iterator[PathChange]:
    """Yield each path that was added, removed, renamed or changed, if only in its minutes."""
    for before, after in pairs:
        if before is None or after is None:
            yield PathChange(before, after)
            continue
        steps = _pair_steps(before, after, pages)
        stages = _pair_stages(before, after, steps)
        change = PathChange(
            before,
            after,
            tuple(compare_fields(_PATH_FIELDS, _value_of(before.document), _value_of(after.document), pages.translate)),
            tuple(_stage_changes(before, after, stages, pages)),
            tuple(_step_changes(before, after, steps, stages, pages)),
        )
        if change.fields or change.stages or change.steps or change.renamed or before.minutes != after.minutes:
            yield change


def _value_of(document: object) -> Callable[[str], object]:
    return lambda name: getattr(document, name)


def _reference(step: Step) -> str | None:
    return step.entry.slug.value if step.entry.slug is not None else None


def _pair_steps(before: Path, after: Path, pages: Pages) -> Pairing[Step]:
    """Pair the steps that lead to the same page. A page that a path names twice pairs in the order of its steps."""
    partner = {old: new for old, new in pages.pairs if old is not None and new is not None}
    pairing = Pairing(before.steps, after.steps)
    for now in (partner, pages.became):
        pairing.round(
            lambda step, now=now: [now[step.target]] if step.target in now else [],  # type: ignore[misc] # no type for `now`
            lambda step: [step.target] if step.target is not None else [],
        )
    # What leads to no page, before or after, is known by what is written.
    pairing.round(lambda step: [_reference(step)])
    return pairing


def _step_changes(
    before: Path, after: Path, steps: Pairing[Step], stages: Pairing[Stage], pages: Pages
) -> Iterator[StepChange]:
    """Yield the changes in the order of the steps as they are; a removed one comes where it would stand."""
    partner = steps.partner
    kept = kept_in_order([partner[step].number for step in before.steps if step in partner])
    old_of = {new: old for old, new in partner.items()}
    stage_before, stage_after = _stage_of(before), _stage_of(after)
    changes: list[tuple[tuple[int, int], StepChange]] = []
    place = 0
    for step in before.steps:
        if step not in partner:
            changes.append(((place, step.number), StepChange(step, None)))
        elif partner[step].number in kept:
            place = partner[step].number
    for step in after.steps:
        old = old_of.get(step)
        if old is None:
            changes.append(((step.number, 0), StepChange(None, step)))
            continue
        change = StepChange(
            old,
            step,
            step.number not in kept,
            _other_stage(stage_before[old], stage_after[step], stages),
            tuple(compare_fields(_STEP_FIELDS, _value_of(old.entry), _value_of(step.entry), pages.translate)),
        )
        if change.moved or change.stages or change.fields:
            changes.append(((step.number, 0), change))
    return (change for _, change in sorted(changes, key=lambda item: item[0]))


def _other_stage(before: Stage, after: Stage, stages: Pairing[Stage]) -> tuple[Stage, Stage] | None:
    """Return the stages of a step if it changed from one to another; that a stage came or went is another change."""
    if before.entry is None and after.entry is None:
        return None
    if before.entry is not None and before not in stages.partner:
        return None
    if after.entry is not None and after not in stages.partners:
        return None
    return None if stages.partner.get(before) is after else (before, after)


def _stage_of(path: Path) -> dict[Step, Stage]:
    return {step: stage for stage in path.stages for step in stage.steps}


def _pair_stages(before: Path, after: Path, steps: Pairing[Step]) -> Pairing[Stage]:
    """Pair the stages of the same title, else those of which each holds most of the other's steps.

    What stands before the first heading is no stage here.
    """
    pairing = Pairing(_headed(before), _headed(after))
    pairing.round(lambda stage: [stage.title])
    old_of = {new: old for old, new in steps.partner.items()}
    most_after = _most(pairing.only_before, pairing.only_after, steps.partner)
    most_before = _most(pairing.only_after, pairing.only_before, old_of)
    pairing.round(
        lambda stage: [(stage, most_after[stage])] if stage in most_after else [],
        lambda stage: [(most_before[stage], stage)] if stage in most_before else [],
    )
    return pairing


def _headed(path: Path) -> list[Stage]:
    return [stage for stage in path.stages if stage.entry is not None]


def _most(stages: Iterable[Stage], others: Iterable[Stage], partner: Mapping[Step, Step]) -> dict[Stage, Stage]:
    """Return, for each stage, the one of the others that holds most of its steps."""
    stage_of = {step: stage for stage in others for step in stage.steps}
    found: dict[Stage, Stage] = {}
    for stage in stages:
        moved_to = (partner.get(step) for step in stage.steps)
        counts = Counter(stage_of[step] for step in moved_to if step in stage_of)
        if counts:
            found[stage] = counts.most_common(1)[0][0]
    return found


def _stage_changes(before: Path, after: Path, stages: Pairing[Stage], pages: Pages) -> Iterator[StageChange]:
    place = {stage: number for number, stage in enumerate(after.stages)}
    kept = kept_in_order([place[stages.partner[stage]] for stage in before.stages if stage in stages.partner])
    old_of = {new: old for old, new in stages.partner.items()}
    for stage in _headed(after):
        old = old_of.get(stage)
        if old is None:
            yield StageChange(None, stage)
            continue
        fields = tuple(compare_fields(STAGE, _value_of_stage(old), _value_of_stage(stage), pages.translate))
        change = StageChange(old, stage, place[stage] not in kept, fields)
        if change.moved or change.fields:
            yield change
    for stage in stages.only_before:
        yield StageChange(stage, None)


def _value_of_stage(stage: Stage) -> Callable[[str], object]:
    return lambda name: getattr(stage.entry, "title" if name == "stage" else name)
