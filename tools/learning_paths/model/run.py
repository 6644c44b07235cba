"""What a run of the rules has come to, for rules that judge the run and not the site."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from learning_paths.text.span import Span

if TYPE_CHECKING:
    from learning_paths.text.suppressions import Suppression


class Run(NamedTuple):
    """A run of the rules.

    ``rules`` are all that there are, ``judged`` those that ran to their end, and the one that looks at this. Left out
    of ``suppressions`` are those in files that could not be read.
    """

    rules: Sequence[str]
    judged: Collection[str]
    suppressions: Sequence[Suppression]
    used: Collection[tuple[Span, int]]
    """The names in suppressions that silenced something, by the place of the comment and the position of the name. What
    silences a finding of the rule that looks at this is added when that finding has been yielded."""
