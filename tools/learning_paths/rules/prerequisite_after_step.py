"""A path puts a page before something that it requires.

## What it does

Reports a step whose page requires a page that the same path comes to later, directly or through pages that the path
leaves out; the message names the chain. Each step and each page that it needs too early is one finding.

- A page that is read `alongside` a step is read at that step: from there on it counts as known, and what it requires
  must have come before.
- A page in `assumes` counts as known from the start, and so does what it requires in turn. If such a page is a step as
  well, that step is asked like any other.
- An optional step, a planned page and a draft path are no exceptions. Where a page stands twice, its first place
  counts.
- Pages that require each other have no right order among themselves; that is
  [`prerequisite-cycle`](#prerequisite-cycle).
- Of what a path breaks through pages that it leaves out, at most 1,000 findings are shown; of a chain of more than 100
  pages, both ends. If there is more, or too much to look at, one finding says for how many steps.

## Why it matters

The reader meets an idea before what it is built on. Nobody who knows the subject notices; a newcomer stops here.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path in the wrong order.
steps:
  - slug: flash-attention
    commentary: The fast version.
  - slug: attention
    commentary: The idea behind it.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path in the right order.
steps:
  - slug: attention
    commentary: The idea.
  - slug: flash-attention
    commentary: The fast version.
```

## How to fix

Move one of the two steps. The hint names the move that breaks nothing else and repairs the most: the required page to
directly before this step, or before the first of all steps that require it; or this step to directly behind the
required page, or behind the last of all that it requires. Where there is no such move, several steps have to move:
[`learning-paths order`](index.md#put-a-path-in-order) finds the smallest number of them.

If the path is for readers who know the required page, list it in `assumes`. If the page can in truth be read first, the
requirement is wrong: remove it from the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Related, Severity
from learning_paths.model.order import BrokenOrder, PathOrder, name_of, pages_of, path_orders, reference, told
from learning_paths.text.chain import chain, ends

if TYPE_CHECKING:
    from learning_paths.model.moves import Move

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each page that comes later in the path than a step that needs it, at that step."""
    orders = path_orders(catalogue)
    if any(order.broken for order in orders):
        from learning_paths.model.moves import moves  # noqa: PLC0415 - a site without such faults does without

        for order, best in moves(catalogue):
            for broken, move in zip(order.broken, best, strict=True):
                yield _broken(broken, move, catalogue)
    for order in orders:
        if order.not_followed:
            yield _not_followed(order, catalogue)


def _broken(broken: BrokenOrder, move: Move | None, catalogue: Catalogue) -> Finding:
    step, later = broken.step, broken.later
    here, needed = reference(step, broken.page, catalogue), reference(later, broken.needed, catalogue)
    through = ""
    if len(broken.chain) > 1:
        through = f" ({chain([here.value, *(requirement.entry.slug.value for requirement in broken.chain)])})"
    place = "as" if broken.needed is later.target else "alongside"
    first, last = ends(broken.chain)
    return Finding(
        f"{told(step, broken.page, catalogue)} requires '{needed.value}'{through}, "
        f"which comes later, {place} step {later.number}",
        here.span,
        f"{_advice(broken, move, needed.value)}; or list '{needed.value}' in 'assumes'",
        related=(
            *(Related("required here", requirement.entry.slug.span) for requirement in (*first, *last)),
            Related("the later step", needed.span),
        ),
    )


def _advice(broken: BrokenOrder, move: Move | None, needed: str) -> str:
    """Return what to do, without what is the same in all cases."""
    if move is None:
        return f"move '{needed}' before this step, or this step behind it"
    if move.breaks:
        return (
            "no single move repairs this without breaking another prerequisite: "
            f"see 'learning-paths order {broken.step.path.slug}'"
        )
    if move.before:
        place = "this step" if move.place is broken.step else f"step {move.place.number}"
        text = f"move '{name_of(move.step)}' (step {move.step.number}) to before {place}"
    else:
        text = f"move this step to behind step {move.place.number} '{name_of(move.place)}'"
    if move.repairs == move.all_faults > 1:
        return f"{text}, which puts the whole path in order"
    if move.repairs > 1:
        return f"{text}, which repairs {move.repairs} of the {move.all_faults} faults of order in this path"
    return text


def _not_followed(order: PathOrder, catalogue: Catalogue) -> Finding:
    step, *others = order.not_followed
    page = pages_of(step)[0]
    more = {0: "", 1: " and one more step"}.get(len(others), f" and {len(others)} more steps")
    return Finding(
        f"{told(step, page, catalogue)}{more} may come before what they require "
        "through pages that the path leaves out: there are too many of these to follow them all",
        reference(step, page, catalogue).span,
        "mend what is shown and check again, or list in 'assumes' what the path takes for granted",
    )
