"""Run the checks; leave out what is allowed, and name what is allowed for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import yaml

from learning_paths import registry
from learning_paths.model.diagnostic import Diagnostic, Finding, Severity
from learning_paths.text.span import Span
from prose import checks
from prose.site import ALLOWED, Site


class Allowed(NamedTuple):
    """What is right all the same: the check, the file it is in, what the message holds, and the reason.

    ``line`` is where that is written.
    """

    check: str
    file: str
    says: str
    because: str
    line: int

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Say whether a finding is this one."""
        finding = diagnostic.finding
        return (diagnostic.rule, finding.span.file) == (self.check, self.file) and self.says in finding.message


def allowed() -> tuple[Allowed, ...]:
    """Return the entries of ``allowed.yml``."""
    text = ALLOWED.read_text(encoding="utf-8")
    root = yaml.compose(text, yaml.SafeLoader)
    lines = [node.start_mark.line + 1 for node in root.value] if isinstance(root, yaml.SequenceNode) else []
    return tuple(Allowed(**entry, line=line) for entry, line in zip(yaml.safe_load(text) or (), lines, strict=True))


def review(site: Site, only: Collection[str] = (), exceptions: Collection[Allowed] | None = None) -> list[Diagnostic]:
    """Return what the checks find, in the order of files and lines; with ``only``, these checks alone."""
    if exceptions is None:
        exceptions = allowed()
    found = list(_run(site, only))
    kept = [each for each in found if not any(exception.covers(each) for exception in exceptions)]
    for exception in exceptions:
        if not _judged(exception.check, site, only):
            continue
        if not any(exception.covers(each) for each in found):
            message = f"{exception.check} finds nothing in {exception.file} that says '{exception.says}'"
            place = Span("tools/prose/allowed.yml", exception.line, 1, exception.line, 1)
            kept.append(Diagnostic("allowed", Severity.WARNING, Finding(message, place, "take the entry out")))
    return sorted(kept, key=lambda diagnostic: diagnostic.sort_key)


def _run(site: Site, only: Collection[str]) -> Iterator[Diagnostic]:
    for name, module in registry.load_all(checks).items():
        if not only or name in only:
            yield from (Diagnostic(name, module.SEVERITY, finding) for finding in module.check(site))


def _judged(check: str, site: Site, only: Collection[str]) -> bool:
    """Say whether a check has run and had all that it compares with."""
    module = registry.load_all(checks).get(check)
    complete = getattr(module, "is_complete", None)
    return (not only or check in only) and (complete is None or complete(site))
