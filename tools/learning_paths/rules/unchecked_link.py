"""An external link could not be checked.

## What it does

With `learning-paths check --external`, reports a link to another site of which nothing certain was learnt: its host
gave no answer in time, broke off, keeps programs out (401, 403, 429, 503), or is in a private network, where nothing is
asked for.

## Why it matters

It may be broken, and no other run may find out. Hosts that keep programs out do it every time.

## Bad

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The [first talk](https://example.org/talk) is a good introduction.
```

```yaml title="answers"
https://example.org/talk: {verdict: unchecked, detail: 403 Forbidden}
```

## Good

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The [first talk](https://example.org/talk) is a good introduction.
```

```yaml title="answers"
https://example.org/talk: {verdict: reached}
```

## How to fix

Open the link in a browser. If all is well and it is reported each time,
[leave the address out](external-links.md#leave-addresses-out), or switch the rule off.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.model.links import links

SEVERITY = Severity.INFO  # nothing is known to be wrong
NEEDS_ANSWERS = True


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each link to another site that could not be checked."""
    from learning_paths.model.answer import Verdict  # noqa: PLC0415 - nothing is asked but with --external

    answers = catalogue.answers or {}
    for link in links(catalogue) if answers else ():
        answer = answers.get(link.target)
        if answer is not None and answer.verdict is Verdict.UNCHECKED:
            yield Finding(f"'{link.target}' could not be checked: {answer.detail}", link.span, "open it in a browser")
