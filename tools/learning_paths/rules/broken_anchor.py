"""A link leads to an anchor that its page does not have.

## What it does

Reports the part of a link behind `#` if the page has no such anchor: no heading with it, no `{#anchor}` of an attribute
list, no `id` in its HTML, no footnote. Anchors of headings are made as the site's `toc` makes them. A footnote that
nothing refers to is reported too, because it ends with a link back to where it is referred to.

Of a page that takes in parts of other files (`--8<--`, or a plugin that runs templates), nobody can tell; and where the
site has a function of its own that makes anchors, only those that are written out are looked at.

## Why it matters

The reader arrives at the top of a page and looks for what the link promised. Anchors break when a heading is reworded,
and MkDocs says nothing of it unless it is told to.

## Bad

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The cost
--------

It grows with the square of the length.
```

```markdown title="docs/concepts/flash-attention.md"
---
title: Flash Attention
summary: Attention without the large matrix.
---
# Flash Attention

It does not change [the cost](attention.md#the-costs) in arithmetic.
```

## Good

```markdown title="docs/concepts/attention.md"
---
title: Attention
summary: A soft lookup.
---
# Attention

The cost
--------

It grows with the square of the length.
```

```markdown title="docs/concepts/flash-attention.md"
---
title: Flash Attention
summary: Attention without the large matrix.
---
# Flash Attention

It does not change [the cost](attention.md#the-cost) in arithmetic.
```

## How to fix

Take the suggested anchor. A heading that others link to can keep its anchor whatever its words are:
`## The cost of it all {#the-cost}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.addresses import is_markdown
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Edit, Finding, Severity
from learning_paths.model.links import LinkUse, wrong_links
from learning_paths.model.targets import Fault, decoded, targets
from learning_paths.text.suggest import Suggester, did_you_mean

SEVERITY = Severity.ERROR

_FEW = 6
_FOOTNOTE = "fnref:"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each link to an anchor that is not there."""
    anchors = targets(catalogue).anchors
    suggesters: dict[str, Suggester] = {}
    for use, problem in wrong_links(catalogue):
        if problem.fault is not Fault.ANCHOR:
            continue
        if problem.anchor.startswith(_FOOTNOTE) and not use.written.startswith("#"):
            name = problem.anchor.removeprefix(_FOOTNOTE)
            yield Finding(
                f"nothing refers to the footnote '{name}', so that its way back leads nowhere",
                use.span,
                f"refer to it with [^{name}], or take it out",
            )
            continue
        names = anchors.names(problem.file)
        wanted = decoded(problem.anchor)
        suggest = suggesters.setdefault(problem.file, Suggester(names))
        closest = wanted if wanted in names else suggest.closest(wanted)
        yield Finding(
            _message(use, problem.file, problem.anchor),
            use.anchor_span() or use.span,
            _hint(closest, names, certain=closest == wanted),
            edit=_edit(use, closest, certain=closest == wanted),
        )


def _message(use: LinkUse, file: str, anchor: str) -> str:
    itself = "this page" if is_markdown(use.file) else "the page of this path"
    page = itself if file == use.page else f"'{file}'"
    return f"{page} has no anchor '#{anchor}'"


def _hint(closest: str | None, names: frozenset[str], *, certain: bool) -> str | None:
    if certain:
        return f"write '#{closest}': MkDocs compares anchors as they are written"
    if closest is None and names and len(names) <= _FEW:
        return f"its anchors are: {', '.join(f'#{name}' for name in sorted(names))}"
    return did_you_mean(None if closest is None else f"#{closest}")


def _edit(use: LinkUse, closest: str | None, *, certain: bool) -> Edit | None:
    span = use.anchor_span()
    # Most anchors are letters, digits and hyphens. Another could end the target, or the value that holds it.
    if closest is None or span is None or not all(each.isalnum() or each in "-_.:" for each in closest):
        return None
    return Edit(span, closest, certain)
