"""A page lacks what lists and citations need of it.

## What it does

Reports a page of a kind whose head has no `summary`, and a paper (or a page of another kind with `cited: true`) that
lacks `authors`, a `year`, or all of `arxiv`, `doi` and `url`. All that a page lacks is one finding. A planned page
needs its summary only.

## Why it matters

The summary stands beside the title wherever pages are listed, and readers choose by it. Without authors, a year and a
place to read it, a work cannot be cited or found.

## Bad

```markdown title="docs/papers/attention-is-all-you-need.md"
---
title: Attention Is All You Need
authors: [Ashish Vaswani, Noam Shazeer, et al.]
---
```

## Good

```markdown title="docs/papers/attention-is-all-you-need.md"
---
title: Attention Is All You Need
summary: The Transformer, a translation model that is built of attention alone.
authors: [Ashish Vaswani, Noam Shazeer, et al.]
year: 2017
arxiv: "1706.03762"
---
```

## How to fix

Add the keys that the message names to the head of the page. The guide says
[what each holds](path-files.md#the-head-of-a-page).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Finding, Severity
from learning_paths.model.documents import PageDocument

SEVERITY = Severity.WARNING  # the page can be read all the same

PLACES = ("arxiv", "doi", "url")
"""Where a work can be read: one of them is enough."""


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each page that lacks something, with all that it lacks."""
    for page in catalogue.pages:
        missing = list(_missing(page.document, planned=page.planned))
        if missing:
            yield Finding(
                f"the {page.kind.noun} '{page.slug}' has {_listed([message for message, _ in missing])}",
                page.document.title_span,
                f"add to the head of the page: {_listed([hint for _, hint in missing])}",
            )


def _missing(document: PageDocument, *, planned: bool) -> Iterator[tuple[str, str]]:
    """Yield what a page lacks, and how to write it. What is written and wrong is reported as that."""
    citation, unread = document.citation, document.unread
    if document.summary is None and "summary" not in unread:
        yield "no 'summary'", "'summary: …', one sentence on what it is about"
    if planned or not document.kind.cited:
        return
    if not citation.authors and "authors" not in unread:
        yield "no 'authors'", "'authors: [A. Author, …]'"
    if citation.year is None and "year" not in unread:
        yield "no 'year'", "'year: …'"
    if not (citation.arxiv or citation.doi or citation.url or unread.intersection(PLACES)):
        yield "none of 'arxiv', 'doi' and 'url'", "one of 'arxiv: …', 'doi: …' and 'url: …'"


def _listed(items: Sequence[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last
