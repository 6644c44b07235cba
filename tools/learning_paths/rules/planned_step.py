"""A step's page is not written yet.

## What it does

Reports each step whose page has `status: planned` in its head.

## Why it matters

A planned page in a path is an honest gap: readers are told “Not written yet” and go on to the next step. It should be
closed one day, and this is the list of what is left to write.

## Bad

```markdown title="docs/concepts/quantisation.md"
---
title: Quantisation
summary: Fewer bits for each weight, and what is lost.
status: planned
---
```

```yaml title="paths/first.yml"
title: First steps
description: A path with a page that nobody has written.
steps:
  - slug: quantisation
    commentary: The same model in a quarter of the memory.
```

## Good

```markdown title="docs/concepts/quantisation.md"
---
title: Quantisation
summary: Fewer bits for each weight, and what is lost.
---

A weight takes two bytes because training needs them. Most of what it says fits into half of one.
```

```yaml title="paths/first.yml"
title: First steps
description: A path whose pages are all written.
steps:
  - slug: quantisation
    commentary: The same model in a quarter of the memory.
```

## How to fix

Write the page, then take `status: planned` out of its head, or make it `status: draft`. There is no hurry: this never
fails a check.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Related, Severity

SEVERITY = Severity.INFO  # the gap was announced, and readers are told


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each step that leads to a planned page."""
    for path in catalogue.paths:
        for step in path.steps:
            page, slug = step.target, step.entry.slug
            if page is None or slug is None or not page.planned:
                continue
            yield Finding(
                f"the page of step {step.number} '{slug.value}' is not written yet",
                slug.span,
                "write the page, and take 'status: planned' out of its head",
                related=(Related("the planned page", page.document.title_span),),
            )
