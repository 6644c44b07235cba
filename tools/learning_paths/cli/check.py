"""``learning-paths check``: everything that is wrong with the paths and pages of a site."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from learning_paths import lint, registry, reports
from learning_paths.cli._external import Outside, ask_outside, external_options, warn_without_external
from learning_paths.cli._fix_options import Choice, Outcome, fix_options, tip
from learning_paths.cli._rules import stop_for_unknown_rule
from learning_paths.cli._site import config_option, open_site
from learning_paths.cli._terminal import CANNOT_RUN, colour_option, wants_colour
from learning_paths.load import load_catalogue
from learning_paths.load.repository import place_in_repository
from learning_paths.model.answer import Answer
from learning_paths.model.catalogue import Catalogue
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
@fix_options
def command(
    config_file: Path,
    output_format: str | None,
    colour: str,
    strict: bool,
    only: tuple[str, ...],
    outside: Outside,
    fixes: Choice,
) -> None:
    """Check the paths and pages of a site, without building it.

    Everything that is wrong is reported in one run, with file, line and column. The exit status is 0 if there is
    nothing at error level (with --strict: nothing at warning level either), 1 if there is, and 2 if the check could
    not run, or --fix could not write a file.
    """
    unknown = sorted(set(only).difference(lint.rule_names()))
    if unknown:
        stop_for_unknown_rule(unknown[0])
    warn_without_external(only, outside)
    check = _Check(config_file, only, outside, fixes)
    if fixes.fix or fixes.diff:
        from learning_paths.cli._fix import check_and_fix  # noqa: PLC0415 - most runs only check

        outcome = check_and_fix(check, config_file, fixes)
    else:
        outcome = Outcome(check({})[1])
    report = outcome.report.at(place_in_repository(config_file.parent))
    if output_format is None:
        output_format = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    colours = wants_colour(colour, sys.stdout)
    if not fixes.diff:
        click.echo(registry.load(reports, output_format).render(report, colour=colours), nl=False, color=colours)
    for message in outcome.messages:
        click.echo(message, err=True)
    if output_format == "text" and sys.stderr.isatty() and not outcome.messages:
        click.echo("".join(f"{line}\n" for line in tip(report)), err=True, nl=False)
    if not outcome.complete:
        sys.exit(CANNOT_RUN)
    if check.status is not None:
        sys.exit(check.status)
    failed = report.count(Severity.ERROR) or (strict and report.count(Severity.WARNING))
    sys.exit(FOUND if failed else 0)


class _Check:
    """Checks a site, each time with other contents in place of those of some files. Others are asked once."""

    def __init__(self, config_file: Path, only: tuple[str, ...], outside: Outside, fixes: Choice) -> None:
        self._config_file = config_file
        self._only = only
        self._outside = outside
        self._fixing = fixes.fix
        self._asked = False
        self._answers: Mapping[str, Answer] | None = None
        self.status: int | None = None
        """The exit status where not all answers came, else None."""

    def __call__(self, contents: Mapping[str, bytes]) -> tuple[Catalogue, Report]:
        site = open_site(self._config_file, contents)
        catalogue = load_catalogue(site.tree, site.settings, site.faults)
        if not self._asked:
            self.status = ask_outside(catalogue, site.settings, self._config_file.parent, self._outside, self._only)
            self._asked, self._answers = True, catalogue.answers
            if self._fixing and self.status is not None:
                sys.exit(self.status)  # who pressed Ctrl-C wants nothing to be written
        catalogue.answers = self._answers
        return catalogue, lint.run_rules(catalogue, site.settings, self._only)
