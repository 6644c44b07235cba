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

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.model.unknown import unknown

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each reference, other than a step's, that no page has as its slug."""
    for reference in catalogue.references():
        if catalogue.find(reference.value).pages:
            continue
        meant, hint = unknown(reference.value, catalogue)
        edit = None if meant is None else catalogue.rewritten(reference, meant, certain=False)
        hint = hint or "write the page, with 'status: planned' as long as it has no text, or take the item out"
        yield Finding(f"no page has the slug '{reference.value}'", reference.span, hint, edit=edit)
