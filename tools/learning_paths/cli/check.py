"""``learning-paths check``: everything that is wrong with the paths and pages of a site."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from learning_paths import lint, registry, reports
from learning_paths.cli._external import Outside, ask_outside, external_options, warn_without_external
from learning_paths.cli._rules import stop_for_unknown_rule
from learning_paths.cli._site import config_option, open_site
from learning_paths.cli._terminal import colour_option, wants_colour
from learning_paths.load import load_catalogue
from learning_paths.load.repository import place_in_repository
from learning_paths.model.diagnostic import Report, Severity

FOUND = 1


@click.command()
@config_option
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
@external_options
def command(
    config_file: Path, output_format: str | None, colour: str, strict: bool, only: tuple[str, ...], outside: Outside
) -> None:
    """Check the paths and pages of a site, without building it.

    Everything that is wrong is reported in one run, with file, line and column. The exit status is 0 if there is
    nothing at error level (with --strict: nothing at warning level either), 1 if there is, and 2 if the check could
    not run.
    """
    unknown = sorted(set(only).difference(lint.rule_names()))
    if unknown:
        stop_for_unknown_rule(unknown[0])
    warn_without_external(only, outside)
    report, status = _check(config_file, only, outside)
    if output_format is None:
        output_format = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    colours = wants_colour(colour, sys.stdout)
    click.echo(registry.load(reports, output_format).render(report, colour=colours), nl=False, color=colours)
    if status is not None:
        sys.exit(status)
    failed = report.count(Severity.ERROR) or (strict and report.count(Severity.WARNING))
    sys.exit(FOUND if failed else 0)


def _check(config_file: Path, only: tuple[str, ...], outside: Outside) -> tuple[Report, int | None]:
    site = open_site(config_file)
    catalogue = load_catalogue(site.tree, site.settings, site.faults)
    status = ask_outside(catalogue, site.settings, config_file.parent, outside, only)
    report = lint.run_rules(catalogue, site.settings, only)
    return replace(report, root=place_in_repository(config_file.parent)), status
