"""Pages before and after: which are the same, and what is different about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from learning_paths.compare.fields import compare_fields
from learning_paths.compare.pairs import Pairing
from learning_paths.model.catalogue import Catalogue, Page
from learning_paths.model.changes import TEXT, FieldChange, PageChange
from learning_paths.model.documents import PageDocument
from learning_paths.model.fields import CITATION, PAGE

_CITATION = frozenset(field.name for field in CITATION)
_FIELDS = [field for field in (*PAGE, *CITATION) if field.name not in ("slug", "aliases")]
_ALIASES = [field for field in PAGE if field.name == "aliases"]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of two states.

    ``pairs`` are all of them, in the order of their addresses, with those that are the same one side by side.
    ``became`` is what a page of the first state is in the second, merged pages included.
    """

    before: Catalogue
    after: Catalogue
    pairs: tuple[tuple[Page | None, Page | None], ...]
    became: dict[Page, Page]

    def translate(self, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
        """Return references to pages as they would be written now, in the words of ``after`` where it has them."""
        if before == after:
            return before
        written = {page: reference for reference in reversed(after) if (page := self.after.find(reference).page)}
        # Two pages that were merged are one reference now.
        return tuple(dict.fromkeys(self._now(reference, written) for reference in before))

    def _now(self, reference: str, written: dict[Page, str]) -> str:
        page = self.before.find(reference).page
        became = self.became.get(page) if page is not None else None
        if became is None:
            return reference
        return written.get(became) or (reference if self.after.find(reference).page is became else became.slug)


def pair_pages(before: Catalogue, after: Catalogue) -> Pages:
    """Find out which pages are the same.

    In this order: the same address and file, the same address, an alias, the same file, the same slug in another
    folder, the same text. The last three lead to no page twice, and a text of a few words says nothing.
    """
    pairing = Pairing(before.pages, after.pages)
    pairing.round(lambda page: [(page.qualified_slug, page.document.file)])
    pairing.round(lambda page: [page.qualified_slug])
    pairing.round(lambda page: [page.qualified_slug], lambda page: page.earlier_slugs)
    pairing.round(lambda page: [page.slug], lambda page: [alias.value for alias in page.document.aliases])
    pairing.round(lambda page: [page.document.file])
    pairing.round(lambda page: [page.slug], unique=True)
    pairing.round(_text, unique=True)
    became = dict(pairing.partner)
    for page in pairing.only_before:
        for reference in (page.qualified_slug, page.slug):
            found = after.find(reference)
            if found.renamed and found.page is not None:
                became.setdefault(page, found.page)
    pairs: list[tuple[Page | None, Page | None]] = [
        *pairing.partner.items(),
        *((page, None) for page in pairing.only_before),
        *((None, page) for page in pairing.only_after),
    ]
    return Pages(before, after, tuple(sorted(pairs, key=_address)), became)


def _text(page: Page) -> list[str]:
    text = page.document.markdown.text.strip()
    return [text] if len(text.split(maxsplit=20)) > 20 else []


def _address(pair: tuple[Page | None, Page | None]) -> tuple[str, str]:
    page = pair[1] or pair[0]
    assert page is not None
    return (page.qualified_slug, page.document.file)


def compare_pages(pages: Pages) -> Iterator[PageChange]:
    """Yield each page that was added, removed, renamed or changed, or whose place in paths came or went."""
    for before, after in pages.pairs:
        if before is None or after is None:
            yield PageChange(before, after, into=pages.became.get(before) if before is not None else None)
            continue
        change = PageChange(before, after, tuple(_fields(before, after, pages)))
        if change.fields or change.renamed or change.orphaned or change.rescued:
            yield change


def _fields(before: Page, after: Page, pages: Pages) -> Iterator[FieldChange]:
    old, new = before.document, after.document
    if old.markdown.source == new.markdown.source and before.slug == after.slug and before.kind == after.kind:
        return  # nothing is written differently; what it means is compared where it is used
    yield from compare_fields(_FIELDS, _value_of(old), _value_of(new), pages.translate)
    yield from _reasons(old, new, pages)
    # That the earlier slug of a renamed page is an alias now is part of renaming it.
    aliases = [alias.value for alias in old.aliases]
    if before.slug != after.slug and before.slug in [alias.value for alias in new.aliases]:
        aliases.append(before.slug)
    yield from compare_fields(
        _ALIASES, lambda _: sorted(aliases), lambda _: sorted(alias.value for alias in new.aliases), pages.translate
    )
    if old.markdown.text != new.markdown.text:
        yield FieldChange(TEXT, len(old.markdown.text.split()), len(new.markdown.text.split()))


def _reasons(old: PageDocument, new: PageDocument, pages: Pages) -> Iterator[FieldChange]:
    """Yield a change for each prerequisite that stays, and has another reason."""
    now = {entry.slug.value: entry.because for entry in new.requires}
    for entry in old.requires:
        (slug,) = pages.translate((entry.slug.value,), tuple(now))
        if slug in now and now[slug] != entry.because:
            yield FieldChange("because", entry.because, now[slug], of=slug)


def _value_of(document: PageDocument) -> Callable[[str], object]:
    return lambda name: getattr(document.citation if name in _CITATION else document, name)
