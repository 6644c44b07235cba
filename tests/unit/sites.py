"""Sites for tests: in memory where the files' place does not matter, on disk where it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from learning_paths import lint
from learning_paths.load.tree import Source
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.diagnostic import Report
from learning_paths.model.settings import Settings

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


class MemoryTree:
    """A tree of files that is a mapping of names to contents."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}

    def sources(self, folder: str, endings: Sequence[str]) -> Iterator[Source]:
        for name in sorted(self.files):
            if name.startswith(f"{folder}/"):
                yield Source(name, self.files[name] if name.endswith(tuple(endings)) else None)

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        return {file: self.files[file] for file in files if file in self.files}

    def has_folder(self, folder: str) -> bool:
        return any(name.startswith(f"{folder}/") for name in self.files)


def load_and_check(
    files: Mapping[str, str | bytes], settings: Settings | None = None, only: Collection[str] = ()
) -> tuple[Catalogue, Report]:
    return lint.check_site(MemoryTree(files), settings or Settings(), only=only)


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
