"""Sites that are not on disk, for examples and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from learning_paths.load.tree import Source


class MemoryTree:
    """A tree of files that is a mapping of names to contents."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}

    def sources(self, folder: str, endings: Sequence[str]) -> Iterator[Source]:
        """Yield the files under a folder, as the trees that are checked do."""
        for name in sorted(self.files):
            if name.startswith(f"{folder}/"):
                yield Source(name, self.files[name] if name.endswith(tuple(endings)) else None)

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of single files."""
        return {file: self.files[file] for file in files if file in self.files}

    def has_folder(self, folder: str) -> bool:
        """Return whether there are files under a folder."""
        return any(name.startswith(f"{folder}/") for name in self.files)
