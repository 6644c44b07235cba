"""What a page gets around its own text: facts, its place in each path, what it requires and what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import jinja2

from learning_paths.model.catalogue import Page, Path, Step
from learning_paths.model.generated import path_file

Address = Callable[[str], str]
"""Turns a file of the docs folder into its address, seen from the page that is being made."""


class Place(NamedTuple):
    """Where a page stands in one path. ``commentary`` is HTML, as the host rendered it for the page of the path."""

    step: Step
    before: Step | None
    after: Step | None
    commentary: str

    @property
    def path(self) -> Path:
        """The path."""
        return self.step.path

    @property
    def stage(self) -> str | None:
        """The heading that the step stands under, if it has one."""
        stage = next(stage for stage in self.step.path.stages if self.step in stage.steps)
        return stage.entry.title.value if stage.entry is not None and stage.entry.title is not None else None

    @property
    def path_file(self) -> str:
        """The page of the path, by its place in the docs folder."""
        return path_file(self.step.path)


class Frame(NamedTuple):
    """HTML to put before and behind a page's own text."""

    head: str
    foot: str


def places(page: Page, order: Mapping[Path, int], commentary: Callable[[Step], str]) -> list[Place]:
    """Return the places of a page in the paths that readers see. ``order`` numbers these paths."""
    steps = [step for step in page.appears_in if step.path in order]
    steps.sort(key=lambda step: order[step.path])
    return [Place(step, *step.path.neighbours(step), commentary(step)) for step in steps]


def frame(page: Page, where: Collection[Place], env: jinja2.Environment, address: Address, base: str) -> Frame:
    """Return the frame of a page. ``base`` is the address of the site's home page, seen from the page."""
    values = {"page": page, "places": where, "address": address, "base": base}
    return Frame(
        env.get_template("learning-paths/pages/page-head.html").render(values),
        env.get_template("learning-paths/pages/page-foot.html").render(values),
    )
