"""A key that nothing reads.

## What it does

Reports a key that paths, stages, steps, requirements or the plugin's options do not have. In the head of a page, where
themes and other plugins have keys of their own, only a likely misspelling of one of our keys is reported.

## Why it matters

A misspelt key is ignored without a word: `optinal: true` leaves the step compulsory.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path with a misspelt key.
steps:
  - slug: attention
    comentary: Start here.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path whose keys are all known.
steps:
  - slug: attention
    commentary: Start here.
```

## How to fix

Take the suggested key, or remove the line. The guide lists [all keys](path-files.md).
"""

from __future__ import annotations

from collections.abc import Iterable

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterable[Finding]:
    """Yield each key that no field table has."""
    return catalogue.faults.get("unknown-field", ())
