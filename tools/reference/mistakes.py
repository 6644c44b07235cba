"""Typical mistakes and what the check says of them: ``generated: mistakes misspelt-slug``."""

from __future__ import annotations

from learning_paths.lint import check_site
from learning_paths.model.settings import Settings
from learning_paths.reports import text
from reference.files import MemoryTree

PATH_FILE = "paths/first.yml"

PAGES = {
    "docs/concepts/attention.md": """\
---
title: Attention
summary: A soft lookup that lets every position collect what it needs from the others.
---
""",
    "docs/concepts/flash-attention.md": """\
---
title: Flash Attention
summary: Attention in blocks, with less traffic between the GPU's two kinds of memory.
requires:
  - slug: attention
    because: it computes the same sums in another order
---
""",
}
"""The pages that every mistake is made with."""

MISTAKES = {
    "misspelt-slug": """\
title: First steps
description: Attention, and how to make it fast.
steps:
  - slug: attention
    commentary: Start with the one operation that everything later is built from.
  - slug: flash-atention
    commentary: The same sums in another order.
""",
    "wrong-order": """\
title: First steps
description: Attention, and how to make it fast.
steps:
  - slug: flash-attention
    commentary: The fast version.
  - slug: attention
    commentary: The idea behind it.
""",
    "colon": """\
title: Attention: the idea
description: Attention, and how to make it fast.
steps:
  - slug: attention
    commentary: Start here.
""",
}
"""Path files with one mistake each."""


def section(name: str) -> str:
    """Return the path file with a mistake and, behind it, the whole output of the check."""
    path = MISTAKES[name]
    return f'```yaml title="{PATH_FILE}"\n{path}```\n\n```text title="learning-paths check"\n{output(name)}```'


def output(name: str) -> str:
    """Return what ``learning-paths check`` prints of a mistake."""
    _, report = check_site(MemoryTree({**PAGES, PATH_FILE: MISTAKES[name]}), Settings())
    return text.render(report)
