"""The pages that the plugin makes besides the site's own: what they are called, and which anchors they have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from learning_paths.model.catalogue import Catalogue, Path, Step
from learning_paths.model.fields import LEVELS
from learning_paths.model.kinds import Kind

PATHS_FOLDER = "paths"
PATHS_INDEX = f"{PATHS_FOLDER}/index.md"
ASSETS = "assets/learning-paths/"
"""The folder of styles, scripts and data."""
TEMPLATES = "learning-paths"
"""The folder in a site's ``custom_dir`` whose templates take the place of the plugin's, as ``pages/path.md`` in it."""


def path_file(path: Path) -> str:
    """Return where the page of a path would stand in the docs folder."""
    return f"{PATHS_FOLDER}/{path.slug}.md"


def print_file(path: Path) -> str:
    """Return where the page that shows a whole path would stand in the docs folder."""
    return f"{PATHS_FOLDER}/{path.slug}/print.md"


def shown_paths(catalogue: Catalogue, *, drafts: bool) -> tuple[Path, ...]:
    """Return the paths that readers see: one for each slug, those with steps, drafts only if asked for.

    They come in the order of their level, then of their title.
    """
    shown: dict[str, Path] = {}
    for path in catalogue.paths:
        if path.steps and (drafts or not path.document.draft):
            shown.setdefault(path.slug, path)
    level = {name: number for number, name in enumerate(LEVELS)}
    return tuple(
        sorted(
            shown.values(),
            key=lambda path: (level.get(path.document.level or "", len(LEVELS)), path.title.casefold(), path.slug),
        )
    )


def listed_kinds(catalogue: Catalogue, existing: Collection[str]) -> Iterator[Kind]:
    """Yield the kinds whose list is made: those that have pages, and no list among the ``existing`` files."""
    for kind in catalogue.kinds:
        if not has_index(kind.folder, existing) and any(page.kind is kind for page in catalogue.pages):
            yield kind


def has_index(folder: str, existing: Collection[str]) -> bool:
    """Return whether a folder has a page of its own."""
    return f"{folder}/index.md" in existing or f"{folder}/README.md" in existing


def step_anchor(step: Step) -> str:
    """Return the anchor of a step on the page of its path."""
    return f"step-{step.target.slug if step.target is not None else step.number}"


# What follows says of the generated pages what their templates say, as far as anchors depend on it: headings, elements
# with an id, and the Markdown of path files where it stands. A test builds a site and compares.


def path_outline(path: Path) -> str:
    """Return Markdown with the anchors that the page of a path has."""
    document = path.document
    parts = [f"# {_plain(path.title)}"]
    if document.introduction is not None:
        parts += _within(document.introduction.value)
    if document.outcomes:
        parts.append("## Outcomes { #outcomes }")
        for outcome in document.outcomes:
            parts += _within(outcome.value)
    for stage in path.stages:
        if stage.entry is not None and stage.entry.title is not None:
            parts.append(f"## {_plain(stage.entry.title.value)}")
            if stage.entry.introduction is not None:
                parts += _within(stage.entry.introduction.value)
        elif stage.steps:
            parts.append("## Steps { #steps }")
        for step in stage.steps:
            parts.append(f'<a id="{step_anchor(step)}"></a>')
            if step.entry.commentary is not None:
                parts += _within(step.entry.commentary.value)
    if document.conclusion is not None:
        parts.append("## End { #conclusion }")
        parts += _within(document.conclusion.value)
    return "\n\n".join(parts)


def paths_outline(title: str, paths: Iterable[Path]) -> str:
    """Return Markdown with the anchors that the list of all paths has."""
    return "\n\n".join([f"# {_plain(title)}", *(f'<a id="{path.slug}"></a>' for path in paths)])


def kind_outline(title: str) -> str:
    """Return Markdown with the anchors that the list of the pages of a kind has."""
    return f"# {_plain(title)}"


def _within(markdown: str) -> list[str]:
    return ['<div markdown="1">', markdown, "</div>"]


def _plain(text: str) -> str:
    """Return Markdown that shows exactly this text."""
    return "".join(each if each.isalnum() or each == " " else f"&#{ord(each)};" for each in " ".join(text.split()))
