"""The file is not YAML, or not the safe subset that is read.

## What it does

Reports a path file, or the head of a page, that cannot be read: a syntax error, text that is not UTF-8, a folder or a
link out of the site where a file should be, a file larger than 4 MiB, an alias, a tag, or more than 100 levels of
nesting. A file among the paths that looks like one and is none by its name, such as `llm.md` or `llm.YML`, is a
warning.

## Why it matters

Nothing of the file is used, so that a whole path is missing from the site.

## Bad

```yaml title="paths/first.yml"
title: Attention: the idea
description: A path with a colon where YAML does not expect one.
steps:
  - slug: attention
    commentary: Start here.
```

## Good

```yaml title="paths/first.yml"
title: "Attention: the idea"
description: A path whose title stands in quotes.
steps:
  - slug: attention
    commentary: Start here.
```

## How to fix

Go to the line and column that the message names. Quote values that hold `: ` or start with `*`, `&`, `@` or a
backtick; indent with spaces; save the file as UTF-8. Write out what an alias stands for.
"""

from __future__ import annotations

from collections.abc import Iterable

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterable[Finding]:
    """Yield what could not be read."""
    return catalogue.faults.get("invalid-yaml", ())
