"""What the scripts of a page need to know of paths: one file for each path, and one that lists all of them.

Each file is a script that puts one object into ``learningPathsData`` under its own name. Scripts may be loaded by
pages that are opened from a disk, other files may not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from learning_paths.model.catalogue import Page, Path, Step
from learning_paths.model.texts import Texts

Address = Callable[[str], str]
"""Turns a file of the docs folder into its address, relative to the site's home page."""


def path_name(path: Path) -> str:
    """Return the name of a path's file, without its ending."""
    return f"path-{path.slug}"


def path_data(path: Path, path_file: str, address: Address, texts: Texts) -> str:
    """Return a path's file: its steps with titles, addresses and minutes, and the pages that follow from it.

    ``texts`` has the names of kinds.
    """
    steps = [step for step in path.steps if step.target is not None]
    titles = [stage.title or "" for stage in path.stages]
    stage_of = {step: number for number, stage in enumerate(path.stages) for step in stage.steps}
    data: dict[str, Any] = {"slug": path.slug, "title": path.title, "url": address(path_file)}
    if any(titles):
        data["stages"] = titles
    data["steps"] = [
        {**_step(step, address, texts), **({"stage": stage_of[step]} if titles[stage_of[step]] else {})}
        for step in steps
    ]
    following = _following(steps)
    if following:
        data["following"] = [
            {**_page(page, address, texts), "requires": _slugs(each.target for each in page.requires)}
            for page in following
        ]
    return _script(path_name(path), data)


def paths_data(paths: Iterable[Path], path_file: Callable[[Path], str], address: Address) -> str:
    """Return the file that lists all paths: title, address, and the slugs of their steps."""
    data = [
        {
            "slug": path.slug,
            "title": path.title,
            "url": address(path_file(path)),
            "steps": _slugs(step.target for step in path.steps),
        }
        for path in paths
    ]
    return _script("paths", data)


def _step(step: Step, address: Address, texts: Texts) -> dict[str, Any]:
    page = step.target
    assert page is not None
    data = {**_page(page, address, texts), "number": step.number, "title": step.title, "minutes": step.minutes}
    if page.document.aliases:
        data["aliases"] = page.earlier_slugs
    if step.entry.optional:
        data["optional"] = True
    if page.planned:
        data["planned"] = True
    return data


def _page(page: Page, address: Address, texts: Texts) -> dict[str, Any]:
    return {
        "slug": page.qualified_slug,
        "title": page.title,
        "url": address(page.document.docs_file),
        "kind": texts.kind(page.kind),
        "minutes": 0 if page.planned else page.minutes,
    }


def _following(steps: Iterable[Step]) -> list[Page]:
    """Return the written pages outside a path that require one of its own, in the order in which they are met."""
    inside = {step.target for step in steps}
    found = {page: None for step in steps if step.target for page in step.target.leads_to}
    return [page for page in found if page not in inside and not page.planned]


def _slugs(pages: Iterable[Page | None]) -> list[str]:
    return [page.qualified_slug for page in pages if page is not None]


def _script(name: str, data: object) -> str:
    # `<` is escaped so that no text can end a script element, should anybody put this into a page.
    shown = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"(self.learningPathsData??={{}})[{json.dumps(name)}]={shown};\n"
