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
`status: planned` in its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.text.suggest import Suggester, did_you_mean

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each step whose slug no page has."""
    suggest = Suggester(chain(catalogue.by_slug, (page.qualified_slug for page in catalogue.pages)))
    kinds = " or ".join(kind.label.lower() for kind in catalogue.kinds)
    for path in catalogue.paths:
        for step in path.steps:
            slug = step.entry.slug
            if slug is None or catalogue.find(slug.value).pages:
                continue
            closest = suggest.closest(slug.value)
            edit = None if closest is None else catalogue.rewritten(slug, closest, certain=False)
            yield Finding(f"no {kinds} page has the slug '{slug.value}'", slug.span, did_you_mean(closest), edit=edit)
