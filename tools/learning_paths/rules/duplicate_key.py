"""A mapping has the same key twice.

## What it does

Reports the second of two equal keys in one mapping of a path file or of the head of a page. Where the first key of a
step stands twice, a dash is missing: what comes behind it belongs to another step, and is reported only if it stands
twice there.

## Why it matters

YAML has no rule for which of the two counts, and most readers silently drop one: a commentary that somebody wrote
would never be shown.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path with a step that has two commentaries.
steps:
  - slug: attention
    commentary: Start here.
    commentary: Start with the core idea.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path with a step that has one commentary.
steps:
  - slug: attention
    commentary: Start with the core idea.
```

## How to fix

Keep one of the two. If the second was meant for another step, put the dash before its `slug:`, which
`learning-paths check --fix --suggested` does too.
"""

from __future__ import annotations

from collections.abc import Iterable

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterable[Finding]:
    """Yield each key that stands in its mapping already."""
    return catalogue.faults.get("duplicate-key", ())
