"""What is to be said of a reference that no page answers to."""

from itertools import chain
from typing import NamedTuple

from learning_paths.model.catalogue import Catalogue, Page, Path, once
from learning_paths.text.suggest import Suggester, did_you_mean


class Unknown(NamedTuple):
    """What a reference that leads nowhere was probably meant to be, and what to do about it."""

    meant: str | None
    hint: str | None


def unknown(reference: str, catalogue: Catalogue) -> Unknown:
    """Return what is known of a reference that no page answers to."""
    folder, _, slug = reference.rpartition("/")
    pages = catalogue.by_slug.get(slug) or catalogue.by_alias.get(slug) or []
    if folder and len(pages) == 1:
        return Unknown(pages[0].qualified_slug, did_you_mean(pages[0].qualified_slug))
    if folder and slug in catalogue.by_slug:
        # As where folders are languages, and one of them lacks the page: any of the others would be a guess.
        *others, last = (f"'{page.kind.folder}/'" for page in pages)
        if len(others) > 2:
            others, last = others[:2], f"{len(pages) - 2} other folders"
        return Unknown(None, f"there is a '{slug}' in {', '.join(others)} and {last}, but not in '{folder}/'")
    file = _markdown_by_stem(catalogue).get(slug)
    if file is not None:
        folders = " or ".join(f"'{kind.folder}/'" for kind in catalogue.kinds)
        return Unknown(None, f"there is '{file}', but only what is in {folders} can be named")
    meant = _suggester(catalogue).closest(reference)
    return Unknown(meant, did_you_mean(meant))


def probably_named(path: Path, catalogue: Catalogue) -> frozenset[str]:
    """Return the slugs, with their folders, of the pages that a path names, or probably means by what leads nowhere.

    Several pages that one reference names are all among them. Steps that lead to a page are not looked at.
    """
    written = [step.entry.slug for step in path.steps if step.target is None and step.entry.slug is not None]
    written += [*path.document.assumes, *(reference for step in path.steps for reference in step.entry.alongside)]
    named: list[Page] = []
    for reference in dict.fromkeys(reference.value for reference in written):
        pages = catalogue.find(reference).pages
        meant = None if pages else unknown(reference, catalogue).meant
        named += pages if meant is None else catalogue.find(meant).pages
    return frozenset(page.qualified_slug for page in named)


@once
def _suggester(catalogue: Catalogue) -> Suggester:
    return Suggester(chain(catalogue.by_slug, (page.qualified_slug for page in catalogue.pages)))


@once
def _markdown_by_stem(catalogue: Catalogue) -> dict[str, str]:
    """Return the Markdown files that are no pages, by the slug that their names would give them."""
    pages = {page.document.docs_file for page in catalogue.pages}
    files = (file for file in sorted(catalogue.markdown, reverse=True) if file not in pages)
    return {file.rsplit("/", 1)[-1].rsplit(".", 1)[0]: catalogue.markdown[file].file for file in files}
