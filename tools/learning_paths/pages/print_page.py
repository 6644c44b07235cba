"""A whole path as one document: what it says of itself, then each step with its commentary and the text of its page."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from learning_paths.model.catalogue import Path, Step
from learning_paths.model.generated import path_file


class Chapter(NamedTuple):
    """A step in the document. ``commentary`` and ``text`` are HTML; without a page on the site, the text is None."""

    step: Step
    identifier: str
    commentary: str
    text: str | None


def print_page(
    path: Path,
    parts: Mapping[str, str],
    chapters: Sequence[Chapter],
    env: jinja2.Environment,
    address: Callable[[str], str],
) -> str:
    """Return the HTML of the document, without its title.

    ``parts`` is what the page of the path says, as HTML, by the names that its template gives to them. ``address``
    turns a file of the docs folder into its address, seen from the document.
    """
    template = env.get_template("learning-paths/pages/print-page.html")
    by_step = {chapter.step: chapter for chapter in chapters}

    def part(name: str) -> Markup:
        return Markup(parts.get(name, ""))  # noqa: S704 - HTML that the host has rendered

    return template.render(
        path=path,
        path_file=path_file(path),
        part=part,
        stages=[(stage, [by_step[step] for step in stage.steps]) for stage in path.stages],
        level=depth(path) + 1,
        address=address,
    )


def depth(path: Path) -> int:
    """Return how many levels below the headings of a page they stand in the document."""
    return 2 if any(stage.title is not None for stage in path.stages) else 1
