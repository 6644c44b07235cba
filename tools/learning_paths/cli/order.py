"""``learning-paths order``: the steps of a path in an order that keeps their prerequisites."""

from __future__ import annotations

import os
import sys
from pathlib import Path as FilePath
from typing import NoReturn

import click

from learning_paths.cli._order import rearranged_file, report
from learning_paths.cli._site import config_option, open_site
from learning_paths.cli._terminal import colour_option, stop, wants_colour, write_diff
from learning_paths.load import load_catalogue
from learning_paths.load.rewrite import CannotRewriteError, DiskFiles, unchanged
from learning_paths.model.catalogue import Catalogue, Path
from learning_paths.model.reorder import NewOrder, TooLargeError, new_order
from learning_paths.text.diff import unified_diff
from learning_paths.text.list_items import CannotMoveError
from learning_paths.text.suggest import Suggester, did_you_mean

NOT_IN_ORDER = 1


@click.command()
@click.argument("path")
@config_option
@click.option("--diff", "show_diff", is_flag=True, help="Show as a diff what --write would do, and write nothing.")
@click.option("--write", is_flag=True, help="Rearrange the file.")
@colour_option
def command(path: str, config_file: FilePath, show_diff: bool, write: bool, colour: str) -> None:
    """Put the steps of a path in an order that keeps their prerequisites.

    PATH is the slug of a path, or its file. Of all orders that keep the prerequisites, the one that is shown moves the
    fewest steps, and these no further than they must; stages stay where they are. With --write, the steps are
    rearranged in the file, together with their commentary and their comments, and every other byte stays as it is.

    The exit status is 0 if the file is in order, or has been put in order; 1 if it is not, or if no order can satisfy
    it; and 2 if the command could not run, or the file could not be written.
    """
    if show_diff and write:
        stop("--diff writes nothing, --write does: leave out one of them")
    site = open_site(config_file)
    catalogue = load_catalogue(site.tree, site.settings, site.faults)
    chosen = _find(path, catalogue, config_file.parent)
    file = chosen.document.file
    try:
        order = new_order(chosen, catalogue)
    except TooLargeError as error:
        stop(f"{file} cannot be put in order: {error}")
    colours = wants_colour(colour, sys.stdout)
    lines = list(report(order, colours))
    if order.moved and (write or show_diff):
        files = DiskFiles(config_file.parent, [site.settings.docs_dir, site.settings.paths_dir])
        try:
            before, after = _rearranged(order, files, catalogue)
            if write:
                files.replace(file, before, after)
        except CannotRewriteError as error:
            stop(str(error))
        except CannotMoveError as error:
            stop(f"{file} is left as it is: {error}")
        if show_diff:
            write_diff(unified_diff(file, before.decode(), after.decode()))
            sys.exit(NOT_IN_ORDER)
        lines += ["", f"{file} is written. Read the commentary of the steps that moved, and of their neighbours."]
    elif order.moved:
        lines += ["", f"Nothing is written: 'learning-paths order {chosen.slug} --write' rearranges the file."]
    click.echo("\n".join(lines), color=colours)
    sys.exit(NOT_IN_ORDER if order.knots or (order.moved and not write) else 0)


def _rearranged(order: NewOrder, files: DiskFiles, catalogue: Catalogue) -> tuple[bytes, bytes]:
    """Return the bytes of a path's file as they are and as they should be.

    Raises CannotRewriteError and CannotMoveError.
    """
    file = order.path.document.file
    before = unchanged(files.read, file, catalogue.texts.get(file))
    return before, rearranged_file(order, before)


def _find(name: str, catalogue: Catalogue, root: FilePath) -> Path:
    """Return the path of a slug or of a file; stop the command where there is none."""
    found = [path for path in catalogue.paths if path.slug == name]
    if not found:
        file = os.path.realpath(name)
        found = [path for path in catalogue.paths if name == path.document.file or file == _file(path, root)]
    if len(found) > 1:
        files = ", ".join(path.document.file for path in found)
        stop(f"several files have the slug '{name}': name one of them: {files}")
    if not found:
        _stop_without_path(name, catalogue, root)
    return found[0]


def _file(path: Path, root: FilePath) -> str:
    # Not Path.resolve(), which fails on links that go round.
    return os.path.realpath(root / path.document.file)


def _stop_without_path(name: str, catalogue: Catalogue, root: FilePath) -> NoReturn:
    for file in sorted(catalogue.unread_paths):
        if name in (file, FilePath(file).stem) or os.path.realpath(name) == os.path.realpath(root / file):
            stop(f"{file} cannot be read: mend what 'learning-paths check' reports first")
    slugs = [path.slug for path in catalogue.paths]
    hint = did_you_mean(Suggester(slugs).closest(name)) or f"the paths are: {', '.join(slugs) or 'none'}"
    stop(f"there is no path '{name}'; {hint}")
