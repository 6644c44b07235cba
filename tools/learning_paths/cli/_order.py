"""A new order of a path's steps: as text for people, and in the path's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from learning_paths.model.catalogue import Step
from learning_paths.model.documents import StageEntry
from learning_paths.model.order import name_of
from learning_paths.model.reorder import Moved, NewOrder, step_entries
from learning_paths.text.chain import ends
from learning_paths.text.rearrange import rearranged
from learning_paths.text.visible import visible, width
from learning_paths.text.words import counted


def report(order: NewOrder, colours: bool = False) -> Iterator[str]:
    """Yield the lines that say what is in order, what moves and why, and what no order can put right."""
    file, steps = order.path.document.file, counted(len(order.path.steps), "step")
    if order.moved:
        yield f"{file}: {len(order.moved)} of {steps} {'moves' if len(order.moved) == 1 else 'move'}"
        yield ""
        yield from _listing(order, colours)
    elif order.knots:
        yield f"{file}: no order of its {steps} keeps all prerequisites, and none keeps more"
    else:
        yield f"{file}: already in order ({steps})"
    for knot in order.knots:
        yield ""
        yield f"Steps {_names(knot)} require each other, so that no order satisfies them."
        yield "They stay as they are among themselves. 'learning-paths check' shows where they require each other."


def rearranged_file(order: NewOrder, content: bytes) -> bytes:
    """Return the file of a path, which holds ``content``, with its steps in a new order. Raises CannotMoveError."""
    up, down = ([moved.entry for moved in order.moved if moved.up is direction] for direction in (True, False))
    return rearranged(content, "steps", order.entries, up, down)


def _listing(order: NewOrder, colours: bool) -> Iterator[str]:
    """Yield all steps in their new order under their stages, with a word on each that moves."""
    written = order.path.document.entries
    step_of = dict(zip(step_entries(order.path), order.path.steps, strict=True))
    stage_of = _stages(written, range(len(written)))
    new_stage_of = _stages(written, order.entries)
    moved = {each.step: each for each in order.moved}
    digits = len(str(len(step_of)))
    longest = max(width(name_of(each.step)) for each in order.moved)
    number = 0
    for entry in order.entries:
        if entry not in step_of:
            yield f"{' ' * (digits + 4)}{_title(written[entry])}"
            continue
        number += 1
        step = step_of[entry]
        if step not in moved:
            yield f"  {number:>{digits}}  {name_of(step)}"
            continue
        left = stage_of[entry] if stage_of[entry] != new_stage_of[entry] else None
        stage = "" if left is None else f", in '{_title(written[left])}'"
        name = name_of(step) + " " * (longest - width(name_of(step)))
        arrow = "↑" if moved[step].up else "↓"
        line = f"{arrow} {number:>{digits}}  {name}  was {step.number}{stage}: {_why(moved[step])}"
        yield click.style(line, fg="yellow") if colours else line
    empty = [
        f"'{_title(written[stage])}'"
        for stage in set(stage_of.values()) - set(new_stage_of.values())
        if stage is not None
    ]
    for title in sorted(empty):
        yield ""
        yield f"The stage {title} has no steps then."


def _stages(written: Sequence[object], entries: Sequence[int]) -> dict[int, int | None]:
    """Return the entry of the stage that each entry stands in, in an order of all entries."""
    found: dict[int, int | None] = {}
    stage = None
    for entry in entries:
        if isinstance(written[entry], StageEntry):
            stage = entry
        else:
            found[entry] = stage
    return found


def _why(moved: Moved) -> str:
    through = "" if moved.directly else ", through other steps"
    if moved.up:
        return f"'{name_of(moved.place)}' requires it{through}"
    return f"it requires '{name_of(moved.place)}'{through}"


def _names(steps: Sequence[Step]) -> str:
    first, last = ends(steps)
    names = [f"{step.number} '{name_of(step)}'" for step in (*first, *last)]
    between = len(steps) - len(names)
    if between:
        names.insert(len(first), f"{between} more")
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _title(stage: object) -> str:
    assert isinstance(stage, StageEntry)
    return visible(stage.title.value) if stage.title is not None else "?"
