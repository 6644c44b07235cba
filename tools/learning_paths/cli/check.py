"""``learning-paths check``: everything that is wrong with the paths and pages of a site."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from learning_paths import lint, registry, reports
from learning_paths.cli._rules import stop_for_unknown_rule
from learning_paths.cli._terminal import colour_option, stop, wants_colour
from learning_paths.load import DiskTree
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import SettingsError, read_settings
from learning_paths.load.repository import place_in_repository
from learning_paths.model.diagnostic import Report, Severity

FOUND = 1


@click.command()
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The site's mkdocs.yml.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(registry.names(reports)),
    default=None,
    show_default="github in GitHub Actions, text elsewhere",
    help="How to print what is found.",
)
@colour_option
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--rule", "only", multiple=True, metavar="NAME", help="Run this rule only. Can be given several times.")
def command(config_file: Path, output_format: str | None, colour: str, strict: bool, only: tuple[str, ...]) -> None:
    """Check the paths and pages of a site, without building it.

    Everything that is wrong is reported in one run, with file, line and column. The exit status is 0 if there is
    nothing at error level (with --strict: nothing at warning level either), 1 if there is, and 2 if the check could
    not run.
    """
    unknown = sorted(set(only).difference(lint.rule_names()))
    if unknown:
        stop_for_unknown_rule(unknown[0])
    # All that a check reads is kept until it ends. The collector of cycles would look through it several times, and
    # once more when Python ends, and find nothing to free.
    gc.disable()
    try:
        report = _check(config_file, only)
    finally:
        gc.freeze()
        gc.enable()
    if output_format is None:
        output_format = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    colours = wants_colour(colour, sys.stdout)
    click.echo(registry.load(reports, output_format).render(report, colour=colours), nl=False, color=colours)
    failed = report.count(Severity.ERROR) or (strict and report.count(Severity.WARNING))
    sys.exit(FOUND if failed else 0)


def _check(config_file: Path, only: tuple[str, ...]) -> Report:
    faults = Faults()
    try:
        settings = read_settings(config_file, lint.rule_names(), faults)
    except SettingsError as error:
        stop(str(error))
    tree = DiskTree(config_file.parent, [settings.docs_dir, settings.paths_dir])
    for name, folder in (("docs_dir", settings.docs_dir), ("paths_dir", settings.paths_dir)):
        if not tree.has_folder(folder):
            stop(f"there is no folder '{folder}' that can be read beside {config_file} ('{name}')")
    _, report = lint.check_site(tree, settings, faults, only)
    return replace(report, root=place_in_repository(config_file.parent))
