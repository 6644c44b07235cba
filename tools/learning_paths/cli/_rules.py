"""Names of rules on the command line."""

from __future__ import annotations

from typing import NoReturn

from learning_paths import lint
from learning_paths.cli._terminal import stop
from learning_paths.text.suggest import Suggester, did_you_mean


def stop_for_unknown_rule(name: str) -> NoReturn:
    """Say that there is no rule of this name, with the one that was probably meant or with all, and exit."""
    names = lint.rule_names()
    hint = did_you_mean(Suggester(names).closest(name)) or f"the rules are: {', '.join(names)}"
    stop(f"there is no rule '{name}'; {hint}")
