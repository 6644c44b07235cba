"""What the commands share in finding a site."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from learning_paths import lint
from learning_paths.cli._terminal import stop
from learning_paths.load import DiskTree, SourceTree
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import SettingsError, read_settings
from learning_paths.load.tree import read_config
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

    tree: SourceTree
    settings: Settings
    faults: Faults


def open_site(config_file: Path, contents: Mapping[str, bytes] | None = None) -> Site:
    """Return the site of a configuration; stop the command where there is none, or a folder of it is missing.

    ``contents`` are taken in place of what some files hold on disk, by their names relative to the site's root.
    """
    contents = contents or {}

    def read(file: Path) -> bytes:
        return contents[file.name] if file == config_file and file.name in contents else read_config(file)

    faults = Faults()
    try:
        settings = read_settings(config_file, lint.rule_names(), faults, read)
    except SettingsError as error:
        stop(str(error))
    tree = DiskTree(config_file.parent, settings.folders)
    for name, folder in (("docs_dir", settings.docs_dir), ("paths_dir", settings.paths_dir)):
        if not tree.has_folder(folder):
            stop(f"there is no folder '{folder}' that can be read beside {config_file} ('{name}')")
    if contents:
        from learning_paths.load.overlay import Overlay  # noqa: PLC0415 - only fixes need it

        return Site(Overlay(tree, contents), settings, faults)
    return Site(tree, settings, faults)
