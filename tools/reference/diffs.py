"""A change and what ``learning-paths diff`` says of it: ``generated: diffs text``."""

from __future__ import annotations

import difflib

from learning_paths import diffs, registry
from learning_paths.compare import compare
from learning_paths.lint import check_site
from learning_paths.model.changes import Changes, Side
from learning_paths.model.settings import Settings
from reference.files import MemoryTree

PATH_FILE = "paths/first.yml"


def _page(title: str, minutes: int, more: str = "") -> str:
    return f"---\ntitle: {title}\nsummary: What {title.lower()} is about.\nminutes: {minutes}\n{more}---\n"


_PAGES = {
    "docs/concepts/attention.md": _page("Attention", 8),
    "docs/concepts/flash-attention.md": _page("Flash Attention", 7, "requires: [attention]\n"),
    "docs/concepts/sampling.md": _page("Sampling", 6),
    "docs/concepts/scaling-laws.md": _page("Scaling laws", 9),
}
BEFORE = {
    **_PAGES,
    PATH_FILE: """\
title: First steps
description: Attention, and how to make it fast.
steps:
  - slug: attention
    commentary: Start here.
  - slug: scaling-laws
    commentary: What size buys.
  - slug: flash-attention
    commentary: The same sums in another order.
  - slug: sampling
    commentary: How a word is picked.
""",
}
AFTER = {
    **_PAGES,
    "docs/concepts/attention.md": _page("Attention", 8, "requires: [embeddings]\n"),
    "docs/concepts/embeddings.md": _page("Embeddings", 5),
    PATH_FILE: """\
title: First steps
description: Attention, and how to make it fast.
level: introductory
steps:
  - slug: sampling
    commentary: How a word is picked.
  - slug: attention
    commentary: Start with the one operation that everything later is built from.
  - slug: embeddings
    commentary: What attention works on.
  - slug: flash-attention
    commentary: The same sums in another order.
""",
}


def section(name: str) -> str:
    """Return the change as lines (``lines``), or as a format shows it: ``text``, ``markdown`` or ``json``."""
    if name == "lines":
        lines = difflib.unified_diff(BEFORE[PATH_FILE].splitlines(), AFTER[PATH_FILE].splitlines(), n=1, lineterm="")
        shown = "\n".join([*lines][2:])
        return f'```diff title="{PATH_FILE}"\n{shown}\n```'
    options = "main..." if name == "text" else f"main... --format {name}"
    language = "text" if name == "text" else name
    output: str = registry.load(diffs, name).render(changes())
    # Longer than the fences in the output.
    return f'````{language} title="learning-paths diff {options}"\n{output}````'


def changes() -> Changes:
    """Return the change of the example."""
    sides = []
    for name, files in (("the merge base of main and HEAD", BEFORE), ("HEAD", AFTER)):
        sides.append(Side(name, None, *check_site(MemoryTree(files), Settings())))
    return compare(sides[0], sides[1])
