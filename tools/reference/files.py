"""Sites that are not on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from learning_paths.load.tree import Source


@dataclass(frozen=True)
class Files:
    """A tree of files that is a mapping of names to texts."""

    files: Mapping[str, str]

    def sources(self, folder: str, endings: Sequence[str]) -> Iterator[Source]:
        """Yield the files under a folder, as the trees that are checked do."""
        for file, content in sorted(self.files.items()):
            if file.startswith(f"{folder}/"):
                yield Source(file, content.encode() if file.endswith(tuple(endings)) else None)

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of single files."""
        return {file: self.files[file].encode() for file in files if file in self.files}

    def has_folder(self, folder: str) -> bool:
        """Return whether there are files under a folder."""
        return any(file.startswith(f"{folder}/") for file in self.files)
