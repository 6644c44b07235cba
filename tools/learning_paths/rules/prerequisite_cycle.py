"""Pages require each other.

## What it does

Reports a chain of `requires` that comes back to where it started, with every page of the chain and the place of each
requirement. Where pages require each other in many ways, each requirement that is part of a circle is in one of the
messages, and no circle is reported twice. Of a chain of more than 100 pages, both ends are shown. Of one knot of pages,
at most 100 circles are shown, and one more message says how many requirements are in none of them.

## Why it matters

No order of reading satisfies such pages: whichever comes first, something is missing.

## Bad

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
requires: [flash-attention]
---
```

## Good

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
```

## How to fix

Ask of each page in the chain whether it really cannot be read first. Usually one requirement is only “see also”:
remove it, and link to the page from the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.cycles import Cycle, KnotCycles, cycles
from learning_paths.model.diagnostic import Finding, Related, Severity
from learning_paths.text.chain import chain, ends

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each cycle of prerequisites, at the first requirement in it."""
    for knot in cycles(catalogue):
        yield from map(_circle, knot.cycles)
        if knot.not_shown:
            yield _not_shown(knot)


def _circle(cycle: Cycle) -> Finding:
    if len(cycle.pages) == 1:
        message = f"the page '{cycle.pages[0].slug}' requires itself"
    else:
        message = f"pages require each other: {chain([page.slug for page in (*cycle.pages, cycle.pages[0])])}"
    first, last = ends(list(zip(cycle.pages, cycle.requirements, strict=True)))
    related = tuple(
        Related(f"'{page.slug}' requires '{requirement.entry.slug.value}' here", requirement.entry.slug.span)
        for page, requirement in (*first[1:], *last)  # the first is where the finding itself stands
    )
    return Finding(
        message,
        cycle.requirements[0].entry.slug.span,
        "remove the requirement that is only “see also”, and link to that page from the text",
        related,
    )


def _not_shown(knot: KnotCycles) -> Finding:
    count, entry = len(knot.not_shown), knot.not_shown[0].entry
    more = "one more requirement is" if count == 1 else f"{count} more requirements are"
    return Finding(
        f"{more} part of a circle among the {len(knot.pages)} pages that require each other here: "
        f"'{entry.slug.value}' is the first; only {len(knot.cycles)} circles are shown",
        entry.slug.span,
        "mend the circles that are shown and check again",
    )
