"""Findings that are too many to be listed: they are counted."""

from __future__ import annotations

from collections.abc import Iterator

from learning_paths.model.diagnostic import Finding
from learning_paths.text.span import Span

MAX_FINDINGS = 1_000
"""So many findings of one rule in one file are listed; one more finding says how many others there are.

A million of them help nobody, and would take a gigabyte.
"""


MAX_RELATED = 20
"""So many places of one sort are named beside a finding, of pages that have one slug for instance."""


class Crowds:
    """Counts the findings of one rule, file by file, and tells those to be listed from the others."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._others: dict[str, Span] = {}

    def admit(self, span: Span) -> bool:
        """Count a finding, and return whether it is to be listed."""
        number = self._numbers.get(span.file, 0) + 1
        self._numbers[span.file] = number
        if number > MAX_FINDINGS:
            self._others.setdefault(span.file, span)
            return False
        return True

    def full(self, file: str) -> bool:
        """Return whether no more findings in a file will be listed."""
        return self._numbers.get(file, 0) >= MAX_FINDINGS

    def add(self, others: Crowds) -> None:
        """Count what others have counted and not listed."""
        for file, span in others._others.items():
            number = others._numbers[file] - MAX_FINDINGS
            self._numbers[file] = max(self._numbers.get(file, 0), MAX_FINDINGS) + number
            self._others.setdefault(file, span)

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each file in which not all are listed, at the first place that is left out."""
        for file, span in self._others.items():
            number = self._numbers[file] - MAX_FINDINGS
            yield Finding(
                f"there is more of this in the file: {number:,} findings that are not listed",
                span,
                f"at most {MAX_FINDINGS:,} of one rule in one file are; put these right and check again",
            )
