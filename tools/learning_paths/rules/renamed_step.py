"""A step goes by an earlier slug of its page.

## What it does

Reports a step, and an item of `requires`, `assumes` or `alongside`, whose slug is one of the `aliases` of a page.

## Why it matters

The reference still leads to the page, as long as the alias stands. But two names for one page make a path hard to
search and to compare, and who tidies up the aliases breaks it.

## Bad

```markdown title="docs/concepts/lookup.md"
---
title: Lookup
summary: A hard lookup.
aliases: [dictionary]
---
```

```yaml title="paths/first.yml"
title: First steps
description: A path that was written before the page was renamed.
steps:
  - slug: dictionary
    commentary: Start here.
```

## Good

```markdown title="docs/concepts/lookup.md"
---
title: Lookup
summary: A hard lookup.
aliases: [dictionary]
---
```

```yaml title="paths/first.yml"
title: First steps
description: A path that goes along with the page's new name.
steps:
  - slug: lookup
    commentary: Start here.
```

## How to fix

Write the page's slug; `learning-paths check --fix` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue, Page
from learning_paths.model.diagnostic import Finding, Related, Severity

SEVERITY = Severity.WARNING  # the reference works, by the alias


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each reference that finds its page by an alias."""
    if not catalogue.by_alias:
        return
    for reference in catalogue.all_references():
        found = catalogue.find(reference.value)
        if found.page is None or not found.renamed:
            continue
        folder, _, alias = reference.value.rpartition("/")
        slug = _reference(catalogue, found.page, qualified=bool(folder))
        yield Finding(
            f"'{reference.value}' is an earlier slug of '{found.page.slug}'",
            reference.span,
            None if slug is None else f"write '{slug}'",
            related=tuple(
                Related("the alias", written.span) for written in found.page.document.aliases if written.value == alias
            ),
            edit=None if slug is None else catalogue.rewritten(reference, slug, certain=True),
        )


def _reference(catalogue: Catalogue, page: Page, *, qualified: bool) -> str | None:
    """Return what names a page and no other: its slug, or the slug with its folder."""
    names = (page.qualified_slug,) if qualified else (page.slug, page.qualified_slug)
    return next((name for name in names if catalogue.find(name).page is page), None)
