"""A place to put what is wrong with the shape of a file while reading goes on."""

from __future__ import annotations

from collections import defaultdict

from learning_paths.model.diagnostic import Edit, Finding, Related
from learning_paths.text.span import Span


class Faults:
    """Findings by the name of the rule that reports them, and the texts of the files that were read."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.by_rule: dict[str, list[Finding]] = defaultdict(list)

    def add(
        self,
        rule: str,
        message: str,
        span: Span,
        hint: str | None = None,
        related: tuple[Related, ...] = (),
        edit: Edit | None = None,
    ) -> None:
        """Keep one finding for ``rule``."""
        self.by_rule[rule].append(Finding(message, span, hint, related, edit))
