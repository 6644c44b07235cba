"""An external link leads to nothing.

## What it does

With `learning-paths check --external`, reports a link to another site that certainly fails: its host does not exist,
refuses the connection or has a certificate that does not hold; the answer is an error such as 404 or 410, or 500 each
time; it redirects in a circle. Without the option nothing is asked, and nothing reported.

Each place that uses the address is reported: links in pages and in the texts of a path, and `url`, `arxiv` and `doi` in
the head of a paper. What could not be checked for certain is [`unchecked-link`](#unchecked-link).

## Why it matters

A reader who follows the link learns nothing. Papers, code and courses move, and the link was right when it was written,
so that nobody looks.

## Bad

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The [first code](https://example.org/first-code) is short.
```

```yaml title="answers"
https://example.org/first-code: {verdict: unreachable, detail: 404 Not Found}
```

## Good

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The [first code](https://example.org/code/first#part) is short.
```

```yaml title="answers"
https://example.org/code/first#part: {verdict: reached}
```

## How to fix

Look for where the page has moved, link to a copy in a web archive, or take the link out. A host that answers programs
with errors and people with pages can be [left out](external-links.md#leave-addresses-out).
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.model.links import links

SEVERITY = Severity.WARNING  # the fault lies with others, and may be gone tomorrow
NEEDS_ANSWERS = True


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each link to another site that leads to nothing."""
    from learning_paths.model.answer import Verdict  # noqa: PLC0415 - nothing is asked but with --external

    answers = catalogue.answers or {}
    for link in links(catalogue) if answers else ():
        answer = answers.get(link.target)
        if answer is not None and answer.verdict is Verdict.UNREACHABLE:
            yield Finding(
                f"'{link.target}' leads to nothing: {answer.detail}",
                link.span,
                "look for where it has moved, or take the link out",
            )
