"""A prerequisite names no page.

## What it does

Reports an item of `requires`, `assumes` or `alongside` that no page has as its slug.

## Why it matters

The order of the paths cannot be checked against a page that does not exist.

## Bad

```markdown title="docs/concepts/flash-attention.md"
---
title: Flash Attention
summary: Attention without the large matrix.
requires: [atention]
---
```

## Good

```markdown title="docs/concepts/flash-attention.md"
---
title: Flash Attention
summary: Attention without the large matrix.
requires: [attention]
---
```

## How to fix

Take the suggested slug, or remove the item. A prerequisite that is to be written later can stand as a page with
`status: planned`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.text.suggest import Suggester, did_you_mean

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each reference, other than a step's, that no page has as its slug."""
    suggest = Suggester(chain(catalogue.by_slug, (page.qualified_slug for page in catalogue.pages)))
    for reference in catalogue.references():
        if catalogue.find(reference.value).pages:
            continue
        closest = suggest.closest(reference.value)
        edit = None if closest is None else catalogue.rewritten(reference, closest, certain=False)
        yield Finding(f"no page has the slug '{reference.value}'", reference.span, did_you_mean(closest), edit=edit)
