"""What ``check --fix`` and ``check --diff`` do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from learning_paths import fix, lint
from learning_paths.cli._fix_options import Choice, Outcome, tip
from learning_paths.cli._site import open_site
from learning_paths.cli._terminal import write_diff
from learning_paths.fix import Change, Check
from learning_paths.load.rewrite import CannotRewriteError, DiskFiles
from learning_paths.text.diff import unified_diff
from learning_paths.text.words import counted


def check_and_fix(check: Check, config_file: Path, choice: Choice) -> Outcome:
    """Check the site of a configuration, and write what puts it right, or with ``diff`` print it."""
    settings = open_site(config_file).settings
    places = [settings.docs_dir, settings.paths_dir]
    if not config_file.is_symlink():
        places.append(config_file.name)
    files = DiskFiles(config_file.parent, places)
    fixed = fix.fix(check, files.read, suggested=choice.suggested, last=lint.rules_about_the_run())
    if choice.diff:
        _print_diff(fixed.changes)
        return Outcome(fixed.found, (*_named(fixed.problems), _summary("Would fix", fixed.changes)))
    written, failures = _write(files, fixed.changes)
    left = check({})[1] if failures else fixed.left
    more = () if choice.suggested else tip(left, fixed=True)
    problems = (*fixed.problems, *failures)
    return Outcome(left, (*_named(problems), _summary("Fixed", written), *more), complete=not problems)


def _named(problems: Iterable[str]) -> Iterator[str]:
    return (f"learning-paths: {problem}" for problem in problems)


def _write(files: DiskFiles, changes: Mapping[str, Change]) -> tuple[dict[str, Change], list[str]]:
    """Replace files; return those that were, and why others were not."""
    written, failures = {}, []
    for file, change in changes.items():
        try:
            files.replace(file, change.before, change.after)
            written[file] = change
        except CannotRewriteError as error:
            failures.append(str(error))
    return written, failures


def _print_diff(changes: Mapping[str, Change]) -> None:
    for file, change in changes.items():
        write_diff(unified_diff(file, change.before.decode(), change.after.decode()))


def _summary(verb: str, changes: Mapping[str, Change]) -> str:
    findings, files = sum(change.findings for change in changes.values()), len(changes)
    if not files:
        return f"{verb} nothing."
    return f"{verb} {counted(findings, 'finding')} in {counted(files, 'file')}."
