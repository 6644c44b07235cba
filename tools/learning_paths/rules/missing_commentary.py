"""A step says nothing about why.

## What it does

Reports a step without a `commentary`, or with an empty one.

## Why it matters

A list of links is not a path. The commentary is what tells a reader why this page comes now and what to take from it.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path with a bare step.
steps:
  - slug: attention
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path with a step that says why.
steps:
  - slug: attention
    commentary: The one operation that everything later is built from.
```

## How to fix

Write two to five sentences: why this page, why now, what to take from it, how it leads on.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING  # a path is complete without it, only poorer


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each step without commentary."""
    for path in catalogue.paths:
        for step in path.steps:
            slug = step.entry.slug
            if slug is not None and step.entry.commentary is None and "commentary" not in step.entry.unread:
                yield Finding(
                    f"the step '{slug.value}' has no commentary",
                    slug.span,
                    "say in 'commentary:' why the reader should read this page now",
                )
