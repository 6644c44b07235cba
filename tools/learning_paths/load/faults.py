"""A place to put what is wrong with the shape of a file while reading goes on."""

from __future__ import annotations

from collections import defaultdict

from learning_paths.model.crowds import Crowds
from learning_paths.model.diagnostic import Edit, Finding, Related, Severity
from learning_paths.text.span import Span


class Faults:
    """Findings by the name of the rule that reports them, and the texts of the files that were read."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.by_rule: dict[str, list[Finding]] = defaultdict(list)
        self.crowds: dict[str, Crowds] = defaultdict(Crowds)

    def add(
        self,
        rule: str,
        message: str,
        span: Span,
        hint: str | None = None,
        related: tuple[Related, ...] = (),
        edit: Edit | None = None,
        at_most: Severity | None = None,
    ) -> None:
        """Keep one finding for ``rule``, or count it if its file has very many of them."""
        if self.crowds[rule].admit(span):
            self.by_rule[rule].append(Finding(message, span, hint, related, edit, at_most))

    def full(self, rule: str, file: str) -> bool:
        """Return whether no more findings of a rule in a file will be kept, so that they need no hint."""
        return self.crowds[rule].full(file)
