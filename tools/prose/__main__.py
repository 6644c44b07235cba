"""``python -m prose``: print what an editor should look at, as ``file:line:column``.

Exit status: 0 if there is nothing, 1 if there is something, 2 if it could not run. What is for information only, such
as a page's length and long sentences, is shown with ``--info`` and never changes the status.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from learning_paths import registry
from learning_paths.load.read_settings import SettingsError
from learning_paths.model.diagnostic import Report, Severity
from learning_paths.reports import text
from prose import checks
from prose.review import review
from prose.site import read_site

ROOT = Path(__file__).parents[2]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True))
@click.option(
    "--check", "only", multiple=True, type=click.Choice(registry.names(checks)), help="Run this one only; repeatable."
)
@click.option("--info", is_flag=True, help="Show what is for information, too.")
@click.option(
    "--facts", type=click.Path(path_type=Path), default=ROOT.parent / "shared" / "facts", help="Folder of facts."
)
def main(files: tuple[str, ...], only: tuple[str, ...], info: bool, facts: Path) -> None:
    """Read the texts of the site as an editor would. FILES limits what is shown to these, or to folders."""
    try:
        site = read_site(ROOT, facts)
    except (SettingsError, OSError) as error:
        click.echo(f"cannot read the site: {error}", err=True)
        sys.exit(2)
    names = {Path(name).resolve() for name in files}

    def asked_for(file: str) -> bool:
        place = (ROOT / file).resolve()
        return not names or place in names or not names.isdisjoint(place.parents)

    found = [
        diagnostic
        for diagnostic in review(site, only)
        if asked_for(diagnostic.finding.span.file) and (info or only or diagnostic.severity is not Severity.INFO)
    ]
    steps = sum(len(path.steps) for path in site.catalogue.paths)
    report = Report(tuple(found), len(site.catalogue.pages), len(site.catalogue.paths), steps, site.catalogue.texts)
    blocks = [text.render_diagnostic(diagnostic, report, colour=sys.stdout.isatty()) for diagnostic in found]
    click.echo("\n\n".join([*blocks, report.summary()]))
    sys.exit(1 if report.count(Severity.WARNING) or report.count(Severity.ERROR) else 0)


if __name__ == "__main__":
    main()
