"""``learning-paths diff``: what a change does to the paths and pages of a site."""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import click

from learning_paths import diffs, lint, registry
from learning_paths.cli._site import config_option, open_site
from learning_paths.cli._terminal import colour_option, stop, wants_colour
from learning_paths.compare import compare
from learning_paths.load.faults import Faults
from learning_paths.load.git import GitError, Repository
from learning_paths.load.git_tree import GitTree
from learning_paths.load.read_settings import SettingsError, read_settings
from learning_paths.load.repository import place_in_repository
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.changes import Side
from learning_paths.model.diagnostic import Report, Severity

DIFFERENT = 1


class _State(NamedTuple):
    """A state of the site: how it is called, and its commit, or None for the files on disk."""

    name: str
    commit: str | None


@click.command()
@click.argument("revisions", nargs=-1, metavar="[OLD [NEW]]")
@config_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice(registry.names(diffs)),
    default="text",
    show_default=True,
    help="How to print the changes; markdown is for a comment on a pull request.",
)
@colour_option
@click.option("--merge-base", is_flag=True, help="Compare with the commit at which OLD and NEW have parted.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything is different.")
@click.option("--check", "checked", is_flag=True, help="Exit with 1 if a finding at error level is new.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a finding at error or warning level is new.")
def command(
    revisions: tuple[str, ...],
    config_file: Path,
    output_format: str,
    colour: str,
    merge_base: bool,
    exit_code: bool,
    checked: bool,
    strict: bool,
) -> None:
    """Say what a change does to the paths and pages of a site.

    Compares the revision OLD of git (without one, HEAD) with the files on disk, or with the revision NEW. As with git,
    OLD..NEW is the same as OLD NEW, and OLD...NEW compares NEW with the commit at which the two have parted. Nothing
    is checked out, built or changed.

    The exit status is 0, and 2 if the revisions could not be compared. It is 1 with --exit-code if anything is
    different, and with --check or --strict if there are new findings.
    """
    try:
        repository = Repository(config_file.parent)
        before, after = _states(repository, revisions, merge_base=merge_base)
        changes = compare(_side(config_file, repository, before), _side(config_file, repository, after))
        if changes.after.absent is not None:
            stop(f"at {after.name}: {changes.after.absent}")
    except GitError as error:
        stop(str(error))
    colours = wants_colour(colour, sys.stdout)
    click.echo(registry.load(diffs, output_format).render(changes, colour=colours), nl=False, color=colours)
    fail = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,) if checked else ()
    worse = any(found.severity in fail for found in changes.new_findings)
    sys.exit(DIFFERENT if worse or (exit_code and changes) else 0)


def _states(repository: Repository, revisions: tuple[str, ...], *, merge_base: bool) -> tuple[_State, _State]:
    """Return what to compare with what. Raises GitError for what is no revision."""
    if len(revisions) > 2:
        stop("more than two revisions cannot be compared")
    old = revisions[0] if revisions else "HEAD"
    new = revisions[1] if len(revisions) == 2 else None
    if new is None and ".." in old:
        old, dots, new = re.split(r"(\.{2,3})", old, maxsplit=1)
        old, new = old or "HEAD", new or "HEAD"
        merge_base = merge_base or dots == "..."
    after = _State(new, repository.commit(new)) if new is not None else _State("the working tree", None)
    if merge_base:
        new = new if new is not None else "HEAD"
        return _State(f"the merge base of {old} and {new}", repository.merge_base(old, new)), after
    return _State(old, repository.commit(old)), after


def _side(config_file: Path, repository: Repository, state: _State) -> Side:
    if state.commit is None:
        return _on_disk(config_file, state.name)
    return _committed(config_file, repository, state.name, state.commit)


def _on_disk(config_file: Path, name: str) -> Side:
    site = open_site(config_file)
    catalogue, report = lint.check_site(site.tree, site.settings, site.faults)
    return Side(name, None, catalogue, report.at(place_in_repository(config_file.parent)))


def _committed(config_file: Path, repository: Repository, name: str, commit: str) -> Side:
    """Return the site as a commit has it, with the settings of that commit. Raises GitError."""
    tree = GitTree(config_file.parent, repository, commit)
    faults = Faults()
    try:
        settings = read_settings(config_file, lint.rule_names(), faults, tree.read)
    except SettingsError as error:
        return Side(name, commit, Catalogue(()), Report((), 0, 0, 0), absent=str(error))
    tree.allow(settings.folders)
    catalogue, report = lint.check_site(tree, settings, faults)
    return Side(name, commit, catalogue, report.at(repository.prefix.decode("utf-8", "replace")))
