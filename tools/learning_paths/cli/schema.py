"""``learning-paths schema``: JSON Schemas of path files and of the heads of pages, for editors."""

from __future__ import annotations

import os
from pathlib import Path

import click

from learning_paths.cli._terminal import stop
from learning_paths.model.json_schema import DRAFT, as_json, page_schema, path_schema
from learning_paths.whole_file import write_whole


@click.command()
@click.argument("what", type=click.Choice(["path", "page"]), default="path")
@click.option("--cited", is_flag=True, help="With the keys of a paper: for pages of a kind that is cited.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file. One that is there is replaced only if it holds such a schema.",
)
def command(what: str, cited: bool, output: Path | None) -> None:
    """Print the JSON Schema of path files, or of the front matter of pages.

    With it, an editor completes keys and marks mistakes while they are typed. It is JSON Schema draft 7.
    """
    if cited and what != "page":
        stop("--cited is about pages: write 'learning-paths schema page --cited'")
    text = as_json(path_schema() if what == "path" else page_schema(cited))
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        if output.is_file() and not _is_schema(output.read_text(encoding="utf-8", errors="replace")):
            stop(f"{output} is there already, and it is no JSON Schema; nothing was written")
        if output.exists():
            write_whole(Path(os.path.realpath(output)), text.encode("utf-8"), output.stat())
        else:
            output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        stop(f"{output} cannot be written: {error.strerror}")
    click.echo(f"wrote {output}")


def _is_schema(text: str) -> bool:
    return not text or (text.lstrip().startswith("{") and f'"$schema": "{DRAFT}"' in text)
