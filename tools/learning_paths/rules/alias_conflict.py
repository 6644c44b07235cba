"""An alias that cannot lead to its page.

## What it does

Reports an alias that is the slug of another page in the same folder, or the page's own slug; an alias that another page
of the folder has too, or that stands twice; and an alias that is the slug of a page in another folder, if somewhere it
is written without its folder, so that it leads there.

## Why it matters

A slug comes before an alias, and of two aliases only one can have the address. Readers with an old link, and paths with
the old name, end up on another page than the one that was meant.

## Bad

```markdown title="docs/concepts/lookup.md"
---
title: Lookup
summary: A hard lookup.
aliases: [attention]
---
```

## Good

```markdown title="docs/concepts/lookup.md"
---
title: Lookup
summary: A hard lookup.
aliases: [dictionary]
---
```

## How to fix

Decide which page the name belongs to, and remove the alias from the other. Where a page of another folder has the name,
write the folder before it wherever it is referred to. An alias that is the page's own slug, or that stands twice, can
go; `learning-paths check --fix` removes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from learning_paths.model.catalogue import Catalogue, Page
from learning_paths.model.crowds import MAX_RELATED
from learning_paths.model.diagnostic import Finding, Related, Severity
from learning_paths.text.written import Written

SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each alias that another slug or alias is in the way of."""
    if not catalogue.by_alias:
        return
    bare = _bare_references(catalogue)
    slugs = _by_address(catalogue.by_slug, catalogue.by_alias)
    claims = _by_address(catalogue.by_alias, catalogue.by_alias)
    for page in catalogue.pages:
        own: dict[str, Written[str]] = {}
        for alias in page.document.aliases:
            name = alias.value
            if name == page.slug:
                yield Finding(
                    f"the alias '{name}' is the page's own slug",
                    alias.span,
                    "remove the alias: aliases are earlier slugs",
                    edit=catalogue.without(alias, certain=True),
                )
            elif name in own:
                yield Finding(
                    f"the page has the alias '{name}' twice",
                    alias.span,
                    "remove one of the two",
                    related=(Related("the first", own[name].span),),
                    edit=catalogue.without(alias, certain=True),
                )
            else:
                own[name] = alias
                address = (page.kind.folder, name)
                if address in slugs:
                    yield _taken(alias, slugs[address])
                elif name in bare and name in catalogue.by_slug:
                    yield _shadowed(alias, page, catalogue.by_slug[name], bare[name])
                if address not in slugs and claims[address][0] is not page:
                    yield _claimed_twice(alias, claims[address][0])


def _taken(alias: Written[str], pages: Sequence[Page]) -> Finding:
    return Finding(
        f"the alias '{alias.value}' is the slug of another page",
        alias.span,
        "remove the alias, or give the other page another slug",
        related=tuple(Related("the page with this slug", page.document.slug_span) for page in pages[:MAX_RELATED]),
    )


def _shadowed(alias: Written[str], page: Page, others: Sequence[Page], bare: Sequence[Written[str]]) -> Finding:
    name, other = alias.value, others[0].qualified_slug
    return Finding(
        f"the alias '{name}' is also the slug of '{other}', which is where '{name}' leads",
        alias.span,
        f"write '{other}' where that page is meant, and '{page.qualified_slug}' where this one is",
        related=(
            *(Related("the page with this slug", each.document.slug_span) for each in others[:MAX_RELATED]),
            *(Related(f"'{name}' without its folder", each.span) for each in bare[:MAX_RELATED]),
        ),
    )


def _claimed_twice(alias: Written[str], first: Page) -> Finding:
    other = next(other for other in first.document.aliases if other.value == alias.value)
    return Finding(
        f"the page '{first.slug}' has the alias '{alias.value}' too",
        alias.span,
        "remove one of the two aliases",
        related=(Related("the other alias", other.span),),
    )


def _bare_references(catalogue: Catalogue) -> Mapping[str, list[Written[str]]]:
    """Return the references without a folder that are somebody's alias, by their slug."""
    found: dict[str, list[Written[str]]] = {}
    for reference in catalogue.all_references():
        if reference.value in catalogue.by_alias:
            found.setdefault(reference.value, []).append(reference)
    return found


def _by_address(
    index: Mapping[str, Sequence[Page]], names: Collection[str]
) -> Mapping[tuple[str, str], Sequence[Page]]:
    """Return the pages of an index for some names by folder and name, so that no list is searched twice."""
    found: dict[tuple[str, str], list[Page]] = {}
    for name in names:
        for page in index.get(name, ()):
            found.setdefault((page.kind.folder, name), []).append(page)
    return found
