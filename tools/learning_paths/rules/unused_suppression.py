"""A comment silences nothing.

## What it does

Reports each name in a comment `learning-paths: ignore[…]` or `ignore-file[…]` whose rule reports nothing that the
comment speaks of; a name that no rule has; and a comment without a name. Nothing is said of a rule that is switched off
or did not run, nor of a file whose shape has faults, because something to silence may come to light when they are put
right; nor of path files while pages have such faults or require what does not exist.

## Why it matters

What the comment silenced has been put right, or stands elsewhere by now. If it comes back, nobody will hear of it.

## Bad

```yaml title="paths/first.yml"
title: First steps
description: A path with a comment from when the step had no commentary.
steps:
  - slug: attention  # learning-paths: ignore[missing-commentary]
    commentary: Start here.
```

## Good

```yaml title="paths/first.yml"
title: First steps
description: A path without the comment.
steps:
  - slug: attention
    commentary: Start here.
```

## How to fix

Remove the name, or the comment if it names no other rule; `learning-paths check --fix` does. If something is reported
all the same, the comment stands in the wrong line: it belongs to the end of the line that the finding names, or above
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from learning_paths.model.diagnostic import Edit, Finding, Severity
from learning_paths.model.run import Run
from learning_paths.text.suggest import Suggester, did_you_mean
from learning_paths.text.written import Written

if TYPE_CHECKING:
    from learning_paths.text.suppressions import Suppression
    from learning_paths.text.yaml_edits import Change

SEVERITY = Severity.WARNING  # nothing is wrong with the site itself
OWN_NAME = "unused-suppression"


def check_run(run: Run) -> Iterator[Finding]:
    """Yield each name in a suppression that did nothing."""
    suggest = Suggester(run.rules)
    for suppression in run.suppressions:
        if not suppression.rules:
            yield Finding(
                "the comment names no rule",
                suppression.span,
                "write the rule in brackets behind it: 'ignore[unknown-step]'",
                edit=_certain(suppression.removal),
            )
        yield from _in_comment(run, suppression, suggest, own=False)
    # What silences this rule is known to do so only now.
    for suppression in run.suppressions:
        yield from _in_comment(run, suppression, suggest, own=True)


def _in_comment(run: Run, suppression: Suppression, suggest: Suggester, *, own: bool) -> Iterator[Finding]:
    """Yield what is wrong with the names of other rules in a comment, or with that of this rule."""
    useless = {
        position
        for position, rule in enumerate(suppression.rules)
        if (own or rule.value != OWN_NAME)
        and (suggest.closest(rule.value) is None if rule.value not in run.rules else _idle(run, suppression, position))
    }
    changes = suppression.without(useless)
    last = len(useless) == len(suppression.rules)
    for position, rule in enumerate(suppression.rules):
        if (rule.value == OWN_NAME) is own and (position in useless or rule.value not in run.rules):
            if rule.value in run.rules:
                hint = "remove the comment" if last else "remove the name from the comment"
                yield Finding(_nothing(suppression, rule), rule.span, hint, edit=_certain(changes[position]))
            else:
                yield _unknown(rule, suggest.closest(rule.value), changes.get(position))


def _idle(run: Run, suppression: Suppression, position: int) -> bool:
    return suppression.rules[position].value in run.judged and (suppression.span, position) not in run.used


def _nothing(suppression: Suppression, rule: Written[str]) -> str:
    from learning_paths.text.suppressions import Reach  # noqa: PLC0415 - most sites have no suppressions

    if suppression.reach is Reach.FILE:
        return f"there is nothing to silence: '{rule.value}' reports nothing in this file"
    return f"there is nothing to silence: '{rule.value}' reports nothing in line {suppression.lines[0]}"


def _unknown(rule: Written[str], closest: str | None, removal: Change | None) -> Finding:
    message = f"there is no rule '{rule.value}'"
    if closest is None:
        return Finding(message, rule.span, "remove it, or look the name up in the guide", edit=_certain(removal))
    return Finding(message, rule.span, did_you_mean(closest), edit=Edit(rule.span, closest, certain=False))


def _certain(change: Change | None) -> Edit | None:
    return None if change is None else Edit(*change, certain=True)
