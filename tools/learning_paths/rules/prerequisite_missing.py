"""A path leaves out a page that one of its steps requires.

## What it does

Reports a page that a step requires, that no step of the path leads to or is read alongside, and that the path does not
assume. Pages read `alongside` a step are asked like the step itself. Each missing page is reported once for a path, at
the first step that needs it. What it requires in turn is asked for when it becomes a step itself.

A page that a misspelt step or item of `assumes` probably means is not missing as well, and as long as steps or assumed
pages of a path cannot be read, nothing is said to be missing from it.

## Why it matters

A reader who follows the path and nothing else lacks something, and the path does not say so.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path that starts in the middle.
steps:
  - slug: flash-attention
    commentary: The fast version.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path that says what it takes for granted.
assumes: [attention]
steps:
  - slug: flash-attention
    commentary: The fast version.
```

## How to fix

Add the page as an earlier step, or list it in `assumes`: readers are then told what the path takes for granted.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Related, Severity
from learning_paths.model.order import path_orders, reference, told
from learning_paths.model.unknown import probably_named

SEVERITY = Severity.WARNING  # the reader may well know the page; a path need not start from nothing


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each required page that the path neither has nor assumes."""
    for order in path_orders(catalogue):
        if not order.left_out or order.path.document.file in catalogue.unread_paths:
            continue
        misspelt = probably_named(order.path, catalogue)
        for left_out in order.left_out:
            needed = left_out.requirement.entry.slug
            target = left_out.requirement.target
            if target is not None and target.qualified_slug in misspelt:
                continue  # reported as a step, or an item of 'assumes', that leads nowhere
            yield Finding(
                f"{told(left_out.step, left_out.page, catalogue)} requires '{needed.value}', "
                "which is neither an earlier step nor assumed",
                reference(left_out.step, left_out.page, catalogue).span,
                f"add '{needed.value}' as an earlier step or to 'assumes'",
                related=(Related("required here", needed.span),),
            )
