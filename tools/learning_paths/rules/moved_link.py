"""An external link is redirected for good.

## What it does

With `learning-paths check --external`, reports a link to another site whose host says that the page has another address
for good (301 or 308), and that was found there. Temporary redirects, which doi.org and others live by, are not
reported.

## Why it matters

It works, for as long as somebody keeps the redirect: usually until the next redesign.

## Bad

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The [course](http://example.org/course) goes further.
```

```yaml title="answers"
http://example.org/course: {verdict: reached, moved_to: https://example.org/courses/attention/}
```

## Good

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The [course](https://example.org/courses/attention/) goes further.
```

```yaml title="answers"
https://example.org/courses/attention/: {verdict: reached}
```

## How to fix

Open the link, see whether it is still the page that was meant, and write the new address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Edit, Finding, Severity
from learning_paths.model.links import links
from learning_paths.text.span import Span

SEVERITY = Severity.INFO  # readers arrive
NEEDS_ANSWERS = True

# An address that means the same in Markdown, in HTML and in YAML, with whatever quotes around it.
_PLAIN = r"(?a)https?://[\w./~%+=?@:,;#-]+"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each link to another site that is redirected for good."""
    from learning_paths.model.answer import Verdict  # noqa: PLC0415 - nothing is asked but with --external

    answers = catalogue.answers or {}
    for link in links(catalogue) if answers else ():
        answer = answers.get(link.target)
        if answer is None or answer.verdict is not Verdict.REACHED or answer.moved_to is None:
            continue
        before, hash_sign, fragment = link.target.partition("#")
        new = answer.moved_to + hash_sign + fragment
        message = f"'{link.target}' has moved for good, to '{new}'"
        if _is_front_page(new) and not _is_front_page(before):
            yield Finding(message, link.span, "it leads to the front page now: the page itself may be gone")
        elif _is_written(link.target, link.span):
            # What a stranger's host says: likely what the author means, never certain.
            edit = Edit(link.span, new, certain=False) if re.fullmatch(_PLAIN, new) else None
            yield Finding(message, link.span, f"write '{new}'", edit=edit)
        else:
            yield Finding(message, link.span)


def _is_front_page(address: str) -> bool:
    return address.partition("#")[0].rstrip("/").count("/") == 2


def _is_written(target: str, span: Span) -> bool:
    """Return whether the address stands there as it is, and is not made of an identifier."""
    return span.line == span.end_line and span.end_column - span.column == len(target)
