"""Fill the generated parts of the guide, and write the schema beside the paths.

    python tools/reference/generate.py            writes them
    python tools/reference/generate.py --check    prints what is stale as a diff, and exits with status 1

A part of a page stands between the lines ``<!-- generated: fields PATH -->`` and ``<!-- end -->``. The first word names
the module that makes it, the second, if there is one, what it is asked for.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from learning_paths.model.json_schema import as_json, path_schema
from reference import bounds, commands, diffs, fields, mistakes, options, order, rules, texts

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
SCHEMA = ROOT / "paths" / "path.schema.json"

SECTIONS: Mapping[str, Callable[[str], str]] = {
    "bounds": bounds.section,
    "commands": commands.section,
    "diffs": diffs.section,
    "fields": fields.section,
    "mistakes": mistakes.section,
    "options": options.section,
    "order": order.section,
    "rules": rules.section,
    "texts": texts.section,
}

_PART = re.compile(
    r"^<!-- generated: (?P<module>\w+) ?(?P<name>[\w-]*) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL
)


def fill(text: str) -> str:
    """Return a page with its generated parts as they should be."""

    def part(match: re.Match[str]) -> str:
        start = match[0].partition("\n")[0]
        return f"{start}\n\n{SECTIONS[match['module']](match['name'])}\n\n<!-- end -->"

    return _PART.sub(part, text)


def stale() -> Iterator[tuple[Path, str, str]]:
    """Yield each file that differs from what the code says: its path, its text and what it should be."""
    for file in sorted(GUIDE.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        filled = fill(text)
        if filled != text:
            yield file, text, filled
    text = SCHEMA.read_text(encoding="utf-8") if SCHEMA.exists() else ""
    schema = as_json(path_schema())
    if schema != text:
        yield SCHEMA, text, schema


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; print a diff and exit with status 1 if a page is stale.")
def main(check: bool) -> None:
    """Fill the generated parts of the guide, and write the schema beside the paths."""
    found = list(stale())
    for file, text, filled in found:
        name = file.relative_to(ROOT).as_posix()
        if check:
            lines = (text.splitlines(keepends=True), filled.splitlines(keepends=True))
            click.echo("".join(difflib.unified_diff(*lines, name, f"{name} (generated)")), nl=False)
        else:
            file.write_text(filled, encoding="utf-8", newline="\n")
            click.echo(f"wrote {name}")
    sys.exit(1 if check and found else 0)


if __name__ == "__main__":
    main()
