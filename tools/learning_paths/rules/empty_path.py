"""A path has no steps.

## What it does

Reports a path whose `steps` hold nothing, or only stages.

## Why it matters

Readers would be sent to a page that leads nowhere.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path that is still empty.
steps: []
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path with one step.
steps:
  - slug: attention
    commentary: Start here.
```

## How to fix

Add a step. While the path is being written, `draft: true` keeps it out of the built site, and a file outside of the
folder of paths is not checked at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each path whose list of steps leads to no step."""
    for path in catalogue.paths:
        if path.document.steps is not None and not path.steps and "steps" not in path.document.unread:
            stages = bool(path.document.steps.value)
            message = "the path has stages, but no steps" if stages else "the path has no steps"
            yield Finding(message, path.document.steps.span, "add a step: '- slug: …' and a 'commentary:'")
