from __future__ import annotations

from learning_paths.model.links import links
from tests.unit.sites import SMALL_SITE, load_and_check

PATH = """\
title: T
description: D
introduction: See [all](index.md).
outcomes: ["Read [one](../concepts/attention.md)"]
steps:
  - stage: First
    introduction: |
      Not `[code](x)`, but
      [this](../index.md#a).
  - slug: attention
    commentary: >
      Folded, with a
      ![figure](../f.svg).
conclusion: '[End](https://example.org/)'
"""


def test_every_link_of_a_site_with_its_place() -> None:
    files = {
        **SMALL_SITE,
        "docs/papers/x.md": "---\ntitle: X\nurl: https://example.org/x\narxiv: '1706.03762'\n---\n# X\n",
        "docs/index.md": "---\ntitle: Home\n---\n# Home\n\n[a](concepts/attention.md)\n",
        "paths/first.yml": PATH,
    }
    found = list(links(load_and_check(files)[0]))
    assert [(use.page, use.target, f"{use.file}:{use.span.line}:{use.span.column}") for use in found] == [
        ("index.md", "concepts/attention.md", "docs/index.md:6:5"),
        ("papers/x.md", "https://arxiv.org/abs/1706.03762", "docs/papers/x.md:4:9"),
        ("papers/x.md", "https://example.org/x", "docs/papers/x.md:3:6"),
        ("paths/first.md", "index.md", "paths/first.yml:3:25"),
        ("paths/first.md", "../concepts/attention.md", "paths/first.yml:4:24"),
        ("paths/first.md", "../index.md#a", "paths/first.yml:9:14"),
        ("paths/first.md", "../f.svg", "paths/first.yml:13:17"),
        ("paths/first.md", "https://example.org/", "paths/first.yml:14:20"),
    ]
