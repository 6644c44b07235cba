"""Small sites for the checks of texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from learning_paths import lint
from learning_paths.load import load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from prose.review import review
from prose.site import Site, known_words
from reference.files import MemoryTree

ATTENTION = "---\ntitle: Attention\nsummary: A soft lookup.\n---\n\n"


def site_of(files: Mapping[str, str], tmp_path: Path, facts: Mapping[str, str] | None = None) -> Site:
    """Return a site with these files, and the words that the real one has."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nplugins: [learning-paths]\n", encoding="utf-8")
    settings = read_settings(tmp_path / "mkdocs.yml", lint.rule_names(), Faults())
    for name, text in (facts or {}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Site(load_catalogue(MemoryTree(files), settings), known_words(), tmp_path if facts else None)


def found(site: Site, check: str) -> list[str]:
    """Return what a check finds, as “file:line:column: message”."""
    spans = [(each.finding.span, each.finding.message) for each in review(site, [check], exceptions=())]
    return [f"{span.file}:{span.line}:{span.column}: {message}" for span, message in spans]
