"""Where files come from."""

import contextlib
import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

MAX_FILE_BYTES = 4 * 1024 * 1024
"""The largest file that is read. The longest pages of public sites have a tenth of this."""

MAX_FOLDERS = 100
"""How deep folders may lie in each other."""

MAX_VISITS = 100
"""How many times one folder is read, by as many ways: links to folders with links multiply."""

LEADS_NOWHERE = "this is a link to a file that does not exist"
LEADS_OUT = "this is a link that leads out of the site's folders"

_TOO_LARGE = f"the file is larger than {MAX_FILE_BYTES // 1024 // 1024} MiB"

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows translates line ends without it


class Source(NamedTuple):
    """A file that was found.

    ``content`` is its bytes, or None if it was not asked for or could not be read; then ``problem`` says why.
    """

    file: str
    content: bytes | None
    problem: str | None = None
    hint: str | None = None


class SourceTree(Protocol):
    """A tree of files, named relative to the site's root with forward slashes."""

    def sources(self, folder: str, endings: Sequence[str]) -> Iterator[Source]:
        """Yield the files under a folder, sorted by name, hidden ones left out.

        Those whose names have one of the endings are read; the others come without content. A folder that cannot be
        read is one source with a problem. A folder that does not exist has no files.
        """
        ...

    def has_folder(self, folder: str) -> bool:
        """Return whether the folder exists and can be read."""
        ...

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of single files in the site's folders, hidden or not, as far as they can be read."""
        ...


class DiskTree:
    """The files of a site on disk.

    ``root`` is the folder of mkdocs.yml; ``folders`` are the site's folders, relative to it. A link that leads out of
    these folders is not followed, and what is not a regular file is not opened.
    """

    def __init__(self, root: Path, folders: Sequence[str]) -> None:
        self.root = root
        self._allowed = [os.path.realpath(root / folder) for folder in folders]

    def has_folder(self, folder: str) -> bool:
        """Return whether the folder exists and can be read."""
        path = os.path.join(self.root, folder)
        return os.path.isdir(path) and os.access(path, os.R_OK | os.X_OK)

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of single files: see :class:`SourceTree`."""
        found = {}
        for file in files:
            path = os.path.join(self.root, file)
            with contextlib.suppress(OSError, ValueError):  # a name with a NUL is none
                if self._link_problem(path) is None and os.path.isfile(path):
                    content = _content(path)
                    if len(content) <= MAX_FILE_BYTES:
                        found[file] = content
        return found

    def sources(self, folder: str, endings: Sequence[str]) -> Iterator[Source]:
        """Yield the files under a folder: see :class:`SourceTree`."""
        top = os.path.join(self.root, folder)
        problem = self._link_problem(top) if os.path.lexists(top) else None
        if problem:
            yield Source(folder, None, problem, "put the folder itself here, or remove the link")
        elif os.path.isdir(top):
            real = os.path.realpath(top)
            yield from self._walk(top, folder, tuple(endings), (real,), Counter([real]))

    def _walk(
        self, directory: str, name: str, endings: tuple[str, ...], above: tuple[str, ...], visits: Counter[str]
    ) -> Iterator[Source]:
        try:
            with os.scandir(directory) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Source(name, None, f"the folder cannot be read: {error.strerror}")
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            file = f"{name}/{printable(entry.name)}"
            wanted = entry.name.endswith(endings)
            try:
                problem = self._link_problem(entry.path) if entry.is_symlink() else None
                if problem and (wanted or entry.is_dir()):
                    yield wrong_link(file, problem)
                elif entry.is_dir():
                    real = os.path.realpath(entry.path)
                    if wanted:
                        yield no_file(file)
                    elif len(above) > MAX_FOLDERS:
                        yield Source(file, None, f"this folder lies in more than {MAX_FOLDERS} others", "move it up")
                    elif real not in above:  # a link to a folder above would go round for ever
                        visits[real] += 1
                        if visits[real] > MAX_VISITS:
                            problem = f"more than {MAX_VISITS} ways lead to this folder, through links"
                            yield Source(file, None, problem, "remove links to folders that hold links")
                        else:
                            yield from self._walk(entry.path, file, endings, (*above, real), visits)
                else:
                    yield _read(entry, file) if wanted else Source(file, None)
            except OSError as error:
                yield Source(file, None, f"the file cannot be read: {error.strerror}")

    def _link_problem(self, link: str) -> str | None:
        real = os.path.realpath(link)
        if not os.path.exists(real):
            return LEADS_NOWHERE
        if not any(real == folder or real.startswith(folder + os.sep) for folder in self._allowed):
            return LEADS_OUT
        return None


def _read(entry: os.DirEntry[str], file: str) -> Source:
    if not entry.is_file():
        return Source(file, None, "this is not a regular file", "only regular files are read")
    content = _content(entry.path)
    if len(content) > MAX_FILE_BYTES:
        return too_large(file)
    return Source(file, content)


def wrong_link(file: str, problem: str) -> Source:
    """Return a link that is not followed."""
    return Source(file, None, problem, "put the file itself here, or remove the link")


def no_file(file: str) -> Source:
    """Return a folder that is named like a file."""
    return Source(file, None, "this is a folder, not a file", "rename the folder")


def too_large(file: str) -> Source:
    """Return a file that has more than ``MAX_FILE_BYTES``."""
    return Source(file, None, _TOO_LARGE, "split it")


def read_config(file: Path) -> bytes:
    """Return the bytes of a configuration. Raises OSError if it cannot be read, or is not one that should be."""
    mode = os.stat(file).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):  # opening a pipe waits for somebody who writes to it, and a device may never end
        raise OSError(errno.EINVAL, "this is not a regular file")
    content = _content(os.fspath(file))
    if len(content) > MAX_FILE_BYTES:
        raise OSError(errno.EFBIG, _TOO_LARGE)
    return content


def _content(path: str) -> bytes:
    """Return the bytes of a file, or as many as are one too many."""
    # Asked for what the file has and not for what it may have: memory is taken before it is read into. And not with
    # open(), whose buffer and object take longer than the reading.
    descriptor = os.open(path, _READ)
    try:
        left = min(os.fstat(descriptor).st_size, MAX_FILE_BYTES) + 1
        parts = []
        while left and (part := os.read(descriptor, left)):
            parts.append(part)
            left -= len(part)
    finally:
        os.close(descriptor)
    return b"".join(parts)


def printable(name: str) -> str:
    """Return a file's name as text that can be printed, whatever bytes it has on disk."""
    return name if name.isprintable() else name.encode("unicode_escape", "backslashreplace").decode("ascii")
