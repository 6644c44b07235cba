"""Commentary links to a page that comes later in the path.

## What it does

Reports a link in the commentary of a step that leads to the page of a later step. A page that is read together with the
step (`alongside`), or that the path takes for granted (`assumes`), is known by then and not reported.

## Why it matters

Readers who do not know the page yet follow the link and lose the order that the path is there to give. It can be meant
all the same, as a promise of what is to come.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path whose first step sends readers ahead.
steps:
  - slug: embeddings
    commentary: Vectors for words. What [attention](../concepts/attention.md) does with them is worth a look.
  - slug: attention
    commentary: Now the vectors meet.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path whose first step says what is to come.
steps:
  - slug: embeddings
    commentary: Vectors for words. The next step shows what becomes of them.
  - slug: attention
    commentary: Now the [vectors](../concepts/embeddings.md) meet.
```

## How to fix

Take the link out, put the step behind the page that it needs, or name that page in `alongside`.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue, Page, Path, Step
from learning_paths.model.diagnostic import Finding, Related, Severity
from learning_paths.model.links import commentary_links, commentary_pages
from learning_paths.model.targets import targets

SEVERITY = Severity.INFO  # a word on what is to come can be meant


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each link in commentary that leads ahead."""
    for path in catalogue.paths:
        places = _places(path)
        for step in path.steps:
            yield from _mentions(catalogue, step, places)


def _places(path: Path) -> dict[Page, Step]:
    """Return the first step of each page of a path."""
    places: dict[Page, Step] = {}
    for step in path.steps:
        if step.target is not None:
            places.setdefault(step.target, step)
    return places


def _mentions(catalogue: Catalogue, step: Step, places: dict[Page, Step]) -> Iterator[Finding]:
    known = {*step.alongside, *step.path.assumes}

    def later(page: Page | None) -> Step | None:
        found = places.get(page) if page is not None and page not in known else None
        return found if found is not None and found.number > step.number else None

    pages = commentary_pages(catalogue, step)
    if pages is not None and not any(map(later, pages)):
        return
    seen: set[int] = set()
    for use in commentary_links(catalogue, step):
        ahead = later(targets(catalogue).page_at(use.page, use.target, html=use.html))
        if ahead is None or ahead.number in seen:
            continue
        seen.add(ahead.number)
        yield Finding(
            f"step {step.number} links to '{ahead.title}', which comes later, as step {ahead.number}",
            use.span,
            "take the link out, move the step, or name the page in 'alongside'",
            related=(Related("the later step", ahead.entry.slug.span),) if ahead.entry.slug is not None else (),
        )
