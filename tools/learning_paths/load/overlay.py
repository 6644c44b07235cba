"""A tree of files with some of them as they would be after a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from learning_paths.load.tree import Source, SourceTree


class Overlay:
    """The files of a tree, and ``contents`` in place of what some of them hold, by their names."""

    def __init__(self, tree: SourceTree, contents: Mapping[str, bytes]) -> None:
        self._tree = tree
        self._contents = contents

    def sources(self, folder: str, endings: Sequence[str]) -> Iterator[Source]:
        """Yield the files under a folder: see :class:`SourceTree`."""
        for source in self._tree.sources(folder, endings):
            content = self._contents.get(source.file) if source.content is not None else None
            yield source if content is None else source._replace(content=content)

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of single files: see :class:`SourceTree`."""
        found = self._tree.contents(files)
        return {file: self._contents.get(file, content) for file, content in found.items()}

    def has_folder(self, folder: str) -> bool:
        """Return whether the folder exists and can be read."""
        return self._tree.has_folder(folder)
