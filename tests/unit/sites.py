"""Sites for tests: in memory where the files' place does not matter, on disk where it does."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from learning_paths import lint
from learning_paths.load import load_catalogue
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Report
from learning_paths.model.settings import Settings
from reference.files import MemoryTree

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
"""Whether the tests are run by root, who may read and write everything."""

MKDOCS_YML = "site_name: Test\nplugins:\n  - learning-paths\n"
ATTENTION = "---\ntitle: Attention\nsummary: A soft lookup.\n---\n# Attention\n"
CLEAN_PATH = (
    "title: First steps\n"
    "description: The one idea to start with.\n"
    "steps:\n"
    "  - slug: attention\n"
    "    commentary: Start here.\n"
)
SMALL_SITE = {"mkdocs.yml": MKDOCS_YML, "docs/concepts/attention.md": ATTENTION, "paths/first.yml": CLEAN_PATH}


def load_and_check(
    files: Mapping[str, str | bytes], settings: Settings | None = None, only: Collection[str] = ()
) -> tuple[Catalogue, Report]:
    settings = settings or Settings()
    catalogue = load_catalogue(MemoryTree(files), settings)
    return catalogue, lint.run_rules(catalogue, settings, only)


def check(files: Mapping[str, str | bytes], settings: Settings | None = None, only: Collection[str] = ()) -> Report:
    return load_and_check(files, settings, only)[1]


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files under a folder and return the folder."""
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def places(report: Report) -> list[tuple[str, str, int, int]]:
    """Return the rule, file, line and column of every diagnostic of a report."""
    spans = [(found.rule, found.finding.span) for found in report.diagnostics]
    return [(rule, span.file, span.line, span.column) for rule, span in spans]
