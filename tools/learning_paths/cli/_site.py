"""What the commands share in finding a site."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from learning_paths import lint
from learning_paths.cli._terminal import stop
from learning_paths.load import DiskTree
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import SettingsError, read_settings
from learning_paths.model.settings import Settings

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The site's mkdocs.yml.",
)


class Site(NamedTuple):
    """A site on disk, as a check takes it. ``faults`` are those of mkdocs.yml."""

    tree: DiskTree
    settings: Settings
    faults: Faults


def open_site(config_file: Path) -> Site:
    """Return the site of a configuration; stop the command where there is none, or a folder of it is missing."""
    faults = Faults()
    try:
        settings = read_settings(config_file, lint.rule_names(), faults)
    except SettingsError as error:
        stop(str(error))
    tree = DiskTree(config_file.parent, [settings.docs_dir, settings.paths_dir])
    for name, folder in (("docs_dir", settings.docs_dir), ("paths_dir", settings.paths_dir)):
        if not tree.has_folder(folder):
            stop(f"there is no folder '{folder}' that can be read beside {config_file} ('{name}')")
    return Site(tree, settings, faults)
