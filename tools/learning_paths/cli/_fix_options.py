"""The options of ``check`` that put right what is found."""

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import click

from learning_paths.cli._terminal import stop
from learning_paths.model.diagnostic import Report


class Choice(NamedTuple):
    """What is asked for: nothing, fixes, or a diff; and whether with what is only likely."""

    fix: bool
    suggested: bool
    diff: bool


class Outcome(NamedTuple):
    """What came of it: the report of what is left, what to tell the user, and whether every file could be written."""

    report: Report
    messages: tuple[str, ...] = ()
    complete: bool = True


def fix_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command, which gets them as ``fixes``."""

    @click.option("--fix", is_flag=True, help="Put right what is certain, and report what is left.")
    @click.option("--suggested", is_flag=True, help="With --fix or --diff: also what is only likely (“did you mean”).")
    @click.option(
        "--diff", is_flag=True, help="Print what --fix would change, in place of a report, and write nothing."
    )
    @functools.wraps(command)
    def with_choice(*, fix: bool, suggested: bool, diff: bool, **options: object) -> object:
        if suggested and not (fix or diff):
            stop("--suggested needs --fix or --diff")
        if diff and options["output_format"] is not None:
            stop("--diff prints a diff, and nothing in another format: leave --format out")
        return command(fixes=Choice(fix, suggested, diff), **options)

    return with_choice


def tip(report: Report, *, fixed: bool = False) -> tuple[str, ...]:
    """Return what the options could do for a report: a line, or none. ``fixed`` says that --fix did what it could."""
    edits = [found.finding.edit for found in report.diagnostics if found.finding.edit is not None]
    certain, likely = sum(edit.certain for edit in edits), sum(not edit.certain for edit in edits)
    if certain and not fixed:
        more = f", --fix --suggested {certain + likely}" if likely else ""
        return (f"--fix would put {certain} of these right{more}.",)
    return (f"--fix --suggested would put {likely} of these right.",) if likely else ()
