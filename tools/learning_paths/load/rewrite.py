"""Files of a site on disk, read and replaced as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from learning_paths.load.read_text import as_read
from learning_paths.whole_file import write_whole


class CannotRewriteError(Exception):
    """A file cannot be read or replaced, and is as it was. The text says which and why, for the user."""


def unchanged(read: Callable[[str], bytes], file: str, text: str | None) -> bytes:
    """Return the bytes of a file, which must still hold the text that was read. Raises CannotRewriteError."""
    content = read(file)
    if as_read(content) != text:
        raise _changed(file)
    return content


def _changed(file: str) -> CannotRewriteError:
    return CannotRewriteError(f"{file} has been changed by somebody else meanwhile, and is left as it is")


class DiskFiles:
    """Files of a site on disk, by their names relative to its root, with forward slashes.

    ``root`` is the folder of the configuration; ``places`` are what may be changed, relative to it: folders, and single
    files. A link is followed if it leads to one of these places, and stays a link.
    """

    def __init__(self, root: Path, places: Sequence[str]) -> None:
        self._root = root
        self._places = [os.path.realpath(root / place) for place in places]

    def read(self, file: str) -> bytes:
        """Return the bytes of a file. Raises CannotRewriteError."""
        real = self._real(file)
        try:
            with open(real, "rb") as opened:
                return opened.read()
        except OSError as error:
            raise CannotRewriteError(f"{file} cannot be read: {error.strerror}") from error

    def replace(self, file: str, before: bytes, after: bytes) -> None:
        """Replace a file that holds ``before`` by one that holds ``after``, all at once, with the same permissions.

        Raises CannotRewriteError if it holds something else by now, or if it cannot be written; then it is as it was.
        """
        current = self.read(file)
        if current == after:
            return
        if current != before:
            raise _changed(file)
        real = self._real(file)
        try:
            write_whole(Path(real), after, os.stat(real))
        except OSError as error:
            raise CannotRewriteError(f"{file} cannot be written: {error.strerror}") from error

    def _real(self, file: str) -> str:
        real = os.path.realpath(self._root / file)
        if not any(real == place or real.startswith(place + os.sep) for place in self._places):
            raise CannotRewriteError(f"{file} is outside of the site's folders, and is left as it is")
        return real
