"""What the commands share in speaking to a terminal: colours, encoding, and how they stop."""

from __future__ import annotations

import os
import sys
from typing import NoReturn, TextIO

import click

CANNOT_RUN = 2

colour_option = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text; auto: on a terminal, unless NO_COLOR is set.",
)


def wants_colour(choice: str, stream: TextIO) -> bool:
    """Return whether to write colours to a stream, by the value of ``--color`` and the customs of the environment.

    With ``auto``, ``NO_COLOR`` speaks first, then ``FORCE_COLOR``; ``TERM=dumb`` is a terminal that has no colours.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    if forced:
        return forced not in ("0", "false")
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def speak_utf8() -> None:
    """Write UTF-8 from here on: pages are written in any language, and a pipe on some systems is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")


def write_diff(diff: str) -> None:
    """Write a diff: on a terminal so that all of it can be seen, elsewhere byte for byte, so that it can be applied."""
    if sys.stdout.isatty():
        from learning_paths.text.visible import visible  # noqa: PLC0415 - most commands write no diff

        click.echo("\n".join(map(visible, diff.split("\n"))), nl=False)
    else:
        # As bytes, so that a carriage return is not made into something else on the way.
        click.echo(diff.encode(), nl=False)


def stop(message: str) -> NoReturn:
    """Say why the command cannot run, and exit with status 2. The message may hold whatever somebody wrote."""
    from learning_paths.text.visible import visible  # noqa: PLC0415 - most commands can run

    click.echo(f"learning-paths: {visible(message)}", err=True)
    sys.exit(CANNOT_RUN)
