"""A step names no page.

## What it does

Reports a step whose slug no page has.

## Why it matters

The step leads nowhere, and the path is shown without it.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path with a misspelt step.
steps:
  - slug: atention
    commentary: Start here.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path whose step is a page.
steps:
  - slug: attention
    commentary: Start here.
```

## How to fix

Take the suggested slug, or write the page. A page that is to be written later can stand as a file with
`status: planned` in its head. A page that was renamed keeps its old references working if it has the earlier slug among
its `aliases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.model.unknown import unknown

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each step whose slug no page has."""
    any_page = _any_page(catalogue)
    for path in catalogue.paths:
        for step in path.steps:
            slug = step.entry.slug
            if slug is None or catalogue.find(slug.value).pages:
                continue
            meant, hint = unknown(slug.value, catalogue)
            edit = None if meant is None else catalogue.rewritten(slug, meant, certain=False)
            hint = hint or "write the page, with 'status: planned' as long as it has no text, or take the step out"
            yield Finding(f"no {any_page} has the slug '{slug.value}'", slug.span, hint, edit=edit)


def _any_page(catalogue: Catalogue) -> str:
    *others, last = (kind.noun for kind in catalogue.kinds)
    if len(others) > 3:
        return "page"  # a list of more kinds is longer than what is said of them
    return f"{', '.join(others)} or {last} page" if others else f"{last} page"
