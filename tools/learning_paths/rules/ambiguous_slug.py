"""A slug that several pages have.

## What it does

Reports a reference (a step, `requires`, `assumes`, `alongside`) by a bare slug that pages of several kinds share.

## Why it matters

Nobody can say which of the pages is meant, so the reference leads nowhere.

## Bad

```markdown title="docs/papers/attention.md"
---
title: The attention paper
summary: A paper whose slug is also a concept's.
authors: [A. Author]
year: 2017
url: https://example.org/attention
---
```

```yaml title="paths/first.yml"
title: First steps
description: A path with a step that two pages claim.
steps:
  - slug: attention
    commentary: Start here.
```

## Good

```markdown title="docs/papers/attention.md"
---
title: The attention paper
summary: A paper whose slug is also a concept's.
authors: [A. Author]
year: 2017
url: https://example.org/attention
---
```

```yaml title="paths/first.yml"
title: First steps
description: A path that says which of the two pages it means.
steps:
  - slug: concepts/attention
    commentary: Start here.
```

## How to fix

Put the folder of the page that is meant before the slug.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue, Found
from learning_paths.model.crowds import MAX_RELATED
from learning_paths.model.diagnostic import Finding, Related, Severity

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each reference that more than one page answers to."""
    said: dict[str, tuple[str, str, tuple[Related, ...]]] = {}
    for reference in catalogue.all_references():
        found = catalogue.find(reference.value)
        if len(found.pages) > 1:
            if reference.value not in said:
                said[reference.value] = _says(reference.value, found)
            message, hint, related = said[reference.value]
            yield Finding(message, reference.span, hint, related)


def _says(reference: str, found: Found) -> tuple[str, str, tuple[Related, ...]]:
    """Return what there is to say of a reference: message, hint and related places."""
    names = [page.qualified_slug for page in found.pages]
    distinct = sorted(set(names))
    hint = f"write {' or '.join(repr(name) for name in distinct)}, or give one of the pages another slug"
    if len(distinct) < len(names):
        hint = "give one of the pages another 'slug:', because they have the same one in the same folder"
    return (
        f"{len(names)} pages have the {'alias' if found.renamed else 'slug'} '{reference}'",
        hint,
        tuple(Related("one of the pages", page.document.title_span) for page in found.pages[:MAX_RELATED]),
    )
