"""A page stands in no path.

## What it does

Reports a page of a kind that is no step of any path, that no path assumes, and that none has `alongside` a step. Drafts
of paths count: what stands in one is being placed. A planned page that another page requires is left out, because it is
there for that page's sake.

On a site without paths, nothing is reported. Nor is anything as long as a path has no steps, cannot be read whole, or
has a step that no page answers to: the page that is missed may be the one that is meant there. Where several pages have
the slug of a step, none of them is reported.

## Why it matters

Readers who follow paths never come to the page. Often it was written for a path and forgotten there.

## Bad

```markdown title="docs/concepts/quantisation.md"
---
title: Quantisation
summary: Fewer bits for each weight, and what is lost.
---
```

## Good

```markdown title="docs/concepts/quantisation.md"
---
title: Quantisation
summary: Fewer bits for each weight, and what is lost.
---
```

```yaml title="paths/first.yml"
title: First steps
description: A path that has a place for the page.
steps:
  - slug: quantisation
    commentary: The same model in a quarter of the memory.
```

## How to fix

Make the page a step of a path, name it `alongside` a step, or list it in what a path `assumes`. If your pages are meant
to stand outside of paths, switch the rule off: `orphan-page: off` under `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue, Page
from learning_paths.model.diagnostic import Finding, Severity

SEVERITY = Severity.INFO  # a site may well have pages that are no part of a path


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each page that no path names."""
    if not catalogue.paths or catalogue.unread_paths:
        return
    named: set[Page] = set()
    for path in catalogue.paths:
        if not path.steps:
            return
        named.update(path.assumes)
        for step in path.steps:
            slug = step.entry.slug
            meant = catalogue.find(slug.value).pages if slug is not None else ()
            if not meant:
                return
            named.update(meant, step.alongside)
    for page in catalogue.pages:
        if page not in named and not (page.planned and page.leads_to):
            yield Finding(
                f"the page '{page.slug}' stands in no path",
                page.document.title_span,
                "make it a step of a path, or name it in a path's 'assumes' or a step's 'alongside'",
            )
