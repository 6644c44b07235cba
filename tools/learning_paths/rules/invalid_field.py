"""A key holds what it cannot hold.

## What it does

Reports a value of the wrong shape: text where a list is expected, a level that does not exist, a date that is none, a
slug with spaces, a description longer than 200 characters, a file whose name cannot be a slug. A value that a `#`
without a space behind it cuts short, as in `title: Part #2`, is a warning.

## Why it matters

The value is not used, so that the site shows something else than the curator wrote.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path with a level that does not exist.
level: beginner
steps:
  - slug: attention
    commentary: Start here.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path with a level that exists.
level: introductory
steps:
  - slug: attention
    commentary: Start here.
```

## How to fix

The message says what the key may hold. The guide lists [all keys](path-files.md).
"""

from __future__ import annotations

from collections.abc import Iterable

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterable[Finding]:
    """Yield each value of the wrong shape."""
    return catalogue.faults.get("invalid-field", ())
