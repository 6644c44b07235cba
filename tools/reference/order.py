"""A path that is not in order, and what ``learning-paths order`` makes of it: ``generated: order``."""

from __future__ import annotations

from learning_paths.cli._order import rearranged_file, report
from learning_paths.load import load_catalogue
from learning_paths.model.reorder import new_order
from learning_paths.model.settings import Settings
from reference.files import MemoryTree

PATH_FILE = "paths/serving.yml"

PAGES = {
    "attention": "",
    "embeddings": "",
    "flash-attention": "attention",
    "kv-cache": "attention",
    "speculative-decoding": "kv-cache",
}
"""Pages, and what each of them requires."""

PATH = """\
title: Serving
description: How a trained model is made to answer fast.
steps:
  - stage: What is computed
  - slug: embeddings
    commentary: Words as vectors.
  - slug: flash-attention
    commentary: The fast version.

  - stage: What is kept
  # The longest page: two evenings.
  - slug: kv-cache
    commentary: What need not be computed again.
  - slug: attention  # the idea
    commentary: What all of this is about.
  - slug: speculative-decoding
    commentary: Several words at once.
"""


def section(name: str) -> str:
    """Return the path file, the order that is printed, and the file as it is written; ``name`` is empty."""
    assert not name
    pages = {
        f"docs/concepts/{slug}.md": f"---\ntitle: {slug}\nrequires: [{requires}]\n---\n"
        for slug, requires in PAGES.items()
    }
    catalogue = load_catalogue(MemoryTree({**pages, PATH_FILE: PATH}), Settings())
    order = new_order(catalogue.paths[0], catalogue)
    after = rearranged_file(order, PATH.encode()).decode()
    printed = "\n".join(report(order))
    return (
        f'```yaml title="{PATH_FILE}"\n{PATH}```\n\n'
        f'```text title="learning-paths order serving"\n{printed}\n```\n\n'
        f'```yaml title="{PATH_FILE}, after learning-paths order serving --write"\n{after}```'
    )
