"""Findings before and after, by what they say and not by where they stand: lines move."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping

from learning_paths.compare.pairs import Pairing
from learning_paths.model.diagnostic import Diagnostic, Report

_NUMBER = re.compile(r"('[^']*')|\d+")


def compare_findings(
    before: Report, after: Report, renamed_files: Mapping[str, str]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return the findings that are new, and those that are gone.

    Two findings are the same if they have rule, severity, file and message in common; of several such, those whose
    lines have the same text belong together. Numbers in a message may differ at last, because steps are counted: one
    that was inserted makes step 4 step 5. ``renamed_files`` are the files that have another name now.
    """
    old, new = before.diagnostics, after.diagnostics
    pairing = Pairing(range(len(old)), range(len(new)))

    def pair(say_before: Callable[[Diagnostic], Hashable], say_after: Callable[[Diagnostic], Hashable]) -> None:
        pairing.round(
            lambda number: [_key(old[number], renamed_files, say_before)],
            lambda number: [_key(new[number], {}, say_after)],
        )

    pair(
        lambda found: (found.finding.message, before.line(found.finding.span).strip()),
        lambda found: (found.finding.message, after.line(found.finding.span).strip()),
    )
    pair(lambda found: found.finding.message, lambda found: found.finding.message)
    pair(_without_numbers, _without_numbers)
    return tuple(new[number] for number in pairing.only_after), tuple(old[number] for number in pairing.only_before)


def _key(found: Diagnostic, files: Mapping[str, str], say: Callable[[Diagnostic], Hashable]) -> Hashable:
    file = found.finding.span.file
    return (found.rule, found.severity, files.get(file, file), say(found))


def _without_numbers(found: Diagnostic) -> str:
    """Return the message without the numbers that it counts. What stands in quotes is a name and stays."""
    return _NUMBER.sub(lambda match: match[1] or "", found.finding.message)
