"""What a page gets around its own text: facts, its place in each path, what it requires and what it leads to."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

import jinja2

from learning_paths.model.catalogue import Page, Path, Step
from learning_paths.model.generated import path_file

Address = Callable[[str], str]
"""Turns a file of the docs folder into its address, seen from the page that is being made."""


class Place(NamedTuple):
    """Where a page stands in one path. ``commentary`` is HTML, as the host rendered it for the page of the path.

    ``path_file`` is the page of the path, by its place in the docs folder; ``stage`` is the heading that the step
    stands under, if it has one. The addresses stand here because a template takes long to call a function.
    """

    step: Step
    path: Path
    path_file: str
    path_address: str
    stage: str | None
    before: Step | None
    before_address: str
    after: Step | None
    after_address: str
    commentary: str


class Frame(NamedTuple):
    """HTML to put before and behind a page's own text."""

    head: str
    foot: str


def places(
    page: Page, order: Mapping[Path, int], commentary: Callable[[Step], str], address: Address
) -> Iterator[Place]:
    """Yield the places of a page in the paths that readers see. ``order`` numbers these paths."""
    steps = [step for step in page.appears_in if step.path in order]
    steps.sort(key=lambda step: order[step.path])
    for step in steps:
        path = step.path
        file = path_file(path)
        before, after = path.neighbours(step)
        yield Place(
            step=step,
            path=path,
            path_file=file,
            path_address=address(file),
            stage=_stage(step),
            before=before,
            before_address=_address(before, address),
            after=after,
            after_address=_address(after, address),
            commentary=commentary(step),
        )


def _address(step: Step | None, address: Address) -> str:
    return address(step.target.document.docs_file) if step is not None and step.target is not None else ""


def _stage(step: Step) -> str | None:
    return next(stage.title for stage in step.path.stages if step in stage.steps)


def frame(page: Page, where: Collection[Place], env: jinja2.Environment, address: Address, base: str) -> Frame:
    """Return the frame of a page. ``base`` is the address of the site's home page, seen from the page."""
    values = {"page": page, "places": where, "address": address, "base": base}
    return Frame(
        env.get_template("learning-paths/pages/page-head.html").render(values),
        env.get_template("learning-paths/pages/page-foot.html").render(values),
    )
