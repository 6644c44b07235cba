"""Floor 4: apply the edits of findings, and check what comes of them, until nothing is left to apply.

Nothing is written here: a file that was changed is laid over the one on disk.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from learning_paths.load.rewrite import CannotRewriteError, unchanged
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Edit, Report
from learning_paths.text import edits

PASSES = 10
"""An edit can make way for another one, or be in its way. What is left after so many passes is left to the next run."""

Check = Callable[[Mapping[str, bytes]], tuple[Catalogue, Report]]
"""Checks a site with other contents in place of those of some files."""

Read = Callable[[str], bytes]
"""Returns the bytes of a file, or raises CannotRewriteError."""


class Change(NamedTuple):
    """A file before and after, and how many findings that puts right."""

    before: bytes
    after: bytes
    findings: int


class Fixed(NamedTuple):
    """What became of a site: its report as it is, and as it would be with ``changes``, by the names of the files.

    ``problems`` says which files were left alone, and why.
    """

    found: Report
    left: Report
    changes: dict[str, Change]
    problems: tuple[str, ...]


def fix(check: Check, read: Read, *, suggested: bool, last: Collection[str] = ()) -> Fixed:
    """Apply the edits that are certain, and with ``suggested`` those that are likely.

    Edits of the rules named in ``last`` are applied when those of the others are: what such a rule finds may come to
    nothing when the others have put right what they found. An edit that would leave a file that is no longer YAML is
    not applied.
    """
    fixer = _Fixer(check, read, suggested=suggested)
    for _ in range(PASSES):
        if not fixer.run(lambda rule: rule not in last) and not fixer.run(lambda rule: rule in last):
            break
    return fixer.fixed()


class _Fixer:
    def __init__(self, check: Check, read: Read, *, suggested: bool) -> None:
        self._check = check
        self._read = read
        self._suggested = suggested
        self._before: dict[str, bytes] = {}
        self._after: dict[str, bytes] = {}
        self._problems: dict[str, str] = {}
        self._findings: dict[str, int] = defaultdict(int)
        self._catalogue, self._report = check({})
        self._found = self._report

    def fixed(self) -> Fixed:
        changes = {
            file: Change(self._before[file], after, self._findings[file])
            for file, after in sorted(self._after.items())
            if after != self._before[file]
        }
        return Fixed(self._found, self._report, changes, tuple(self._problems.values()))

    def run(self, wants: Callable[[str], bool]) -> bool:
        """Apply what can be applied at once of the edits of some rules. Return whether that was anything."""
        wanted: dict[str, list[Edit]] = defaultdict(list)
        for diagnostic in self._report.diagnostics:
            edit = diagnostic.finding.edit
            if edit is not None and (edit.certain or self._suggested) and wants(diagnostic.rule):
                wanted[edit.span.file].append(edit)
        edited: dict[str, edits.Edited] = {}
        for file, changes in wanted.items():
            content = self._content(file)
            if content is not None:
                result = edits.apply(content, [(edit.span, edit.new_text) for edit in changes])
                if result.content != content:
                    edited[file] = result
        edited = self._sound(edited)
        for file, result in edited.items():
            self._after[file] = result.content
            self._findings[file] += sum(result.made)
        return bool(edited)

    def _content(self, file: str) -> bytes | None:
        """Return the bytes that a file has now, None if it has to be left alone."""
        if file in self._problems:
            return None
        if file not in self._before:
            try:
                content = unchanged(self._read, file, self._report.texts.get(file))
            except CannotRewriteError as error:
                self._problems[file] = str(error)
                return None
            self._before[file] = self._after[file] = content
        return self._after[file]

    def _sound(self, edited: dict[str, edits.Edited]) -> dict[str, edits.Edited]:
        """Check the site with edited files, and return those of them that can still be read."""
        while edited:
            contents = {file: result.content for file, result in edited.items()}
            catalogue, report = self._check({**self._after, **contents})
            broken = [file for file in edited if _faults(catalogue, file) > _faults(self._catalogue, file)]
            if not broken:
                self._catalogue, self._report = catalogue, report
                break
            for file in broken:
                del edited[file]
                self._problems[file] = f"{file} could not be read any more with its fixes, and is left without them"
        return edited


def _faults(catalogue: Catalogue, file: str) -> tuple[int, ...]:
    """Return how much is wrong with a file as YAML; the first number counts more than the second."""
    # Keys are compared only where the rest can be read, so that doubled ones may come to light by a good edit.
    return tuple(
        sum(finding.span.file == file for finding in catalogue.faults.get(rule, ()))
        for rule in ("invalid-yaml", "duplicate-key")
    )
