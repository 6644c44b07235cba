"""The files of a site as a commit has them, without a checkout."""

from __future__ import annotations

import errno
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from learning_paths.load.git import LINK, SUBMODULE, Entry, GitError, Repository
from learning_paths.load.tree import (
    LEADS_NOWHERE,
    LEADS_OUT,
    MAX_FILE_BYTES,
    Source,
    no_file,
    printable,
    too_large,
    wrong_link,
)

MAX_FILES = 1_000_000
"""The most files of one folder that are looked at. In a commit, a few trees can stand for any number of files."""

MAX_BYTES = 512 * 1024 * 1024
"""The most bytes of one folder that are read. In a commit, one content can stand for any number of files."""

_MAX_LINKS = 40  # one that leads to the next; what Linux follows
_MAX_TARGET = 4096  # the longest target of a link, in bytes
_SUBMODULE = "this is a submodule, and its files are in another repository"


class GitTree:
    """The files of a site in a commit.

    ``root`` is the folder of mkdocs.yml on disk, which has to lie in the repository; in the commit it need not exist.
    Files are named as on disk, and links are followed as on disk: within the site's folders. Raises GitError, as do
    the methods, where git cannot answer.
    """

    def __init__(self, root: Path, repository: Repository, commit: str) -> None:
        self._root = root
        self._repository = repository
        self._entries = repository.files(commit)
        # Sorted once, so that the files of a folder are found without looking at all others.
        self._places = sorted(self._entries)
        self._links: dict[bytes, bytes] | None = None
        self._allowed: list[bytes] = []

    def allow(self, folders: Sequence[str]) -> None:
        """Say which the site's folders are, relative to its root: links that lead out of these are not followed."""
        found = (self._real(self._place(folder)) for folder in folders)
        self._allowed = [folder for folder in found if folder is not None]

    def read(self, path: Path) -> bytes:
        """Return the content of a file, by its path on disk. Raises OSError if the commit has no such file."""
        place = self._real(self._place(Path(os.path.relpath(path, self._root)).as_posix()))
        entry = self._entries.get(place) if place is not None else None
        if entry is None or entry.mode in (LINK, SUBMODULE):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        content = dict(self._repository.contents([entry.object], MAX_FILE_BYTES)).get(entry.object)
        if content is None:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return content

    def contents(self, files: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of single files: see :class:`learning_paths.load.tree.SourceTree`."""
        objects: dict[str, bytes] = {}
        for file in files:
            place = self._real(self._place(file))
            entry = self._entries.get(place) if place is not None else None
            allowed = place is not None and any(_lies_in(place, folder) for folder in self._allowed)
            if allowed and entry is not None and entry.mode not in (LINK, SUBMODULE):
                objects[file] = entry.object
        contents = dict(self._repository.contents(objects.values(), MAX_FILE_BYTES))
        found = ((file, contents.get(name)) for file, name in objects.items())
        return {file: content for file, content in found if content is not None}

    def has_folder(self, folder: str) -> bool:
        """Return whether the folder exists."""
        place = self._real(self._place(folder))
        return place is not None and self._is_folder(place)

    def sources(self, folder: str, endings: Sequence[str]) -> Iterator[Source]:
        """Yield the files under a folder: see :class:`learning_paths.load.tree.SourceTree`."""
        place = self._real(self._place(folder))
        if place is None or not self._is_folder(place):
            return
        found = {source.file: (source, entry) for source, entry in self._found(place, folder, tuple(endings))}
        wanted = (entry.object for _, entry in found.values() if entry is not None)
        contents = dict(self._repository.contents(wanted, MAX_FILE_BYTES))
        size = 0
        for file in sorted(found, key=lambda file: file.split("/")):
            source, entry = found[file]
            content = contents.get(entry.object) if entry is not None else None
            if content is not None:
                size += len(content)
                if size > MAX_BYTES:
                    raise GitError(f"the files of the folder '{folder}' have more than {MAX_BYTES >> 20} MiB")
                yield Source(file, content)
            else:
                yield source if entry is None else too_large(file)

    def _found(self, place: bytes, folder: str, endings: tuple[str, ...]) -> Iterator[tuple[Source, Entry | None]]:
        """Yield the files of a folder, in no order, each with its entry if it is to be read."""
        left = MAX_FILES
        # A folder, how it is called, and all folders that were gone through on the way to it.
        work: list[tuple[bytes, str, frozenset[bytes]]] = [(place, folder, frozenset([place]))]
        while work:
            top, name, above = work.pop()
            for file in self._below(top):
                left -= 1
                if left < 0:
                    raise GitError(f"the folder '{folder}' has more than {MAX_FILES} files")
                words = file[len(top) + 1 if top else 0 :].decode("utf-8", "surrogateescape").split("/")
                if any(word.startswith(".") for word in words):
                    continue
                folders = list(_folders(file, top))
                if not above.isdisjoint(folders):
                    continue  # links would go round for ever
                called = [name, *map(printable, words)]
                misnamed = next((number for number, word in enumerate(words[:-1], 2) if word.endswith(endings)), None)
                if misnamed is not None:
                    yield no_file("/".join(called[:misnamed])), None
                    continue
                wanted = words[-1].endswith(endings)
                source = Source("/".join(called), None)
                entry = self._entries[file]
                if entry.mode == LINK:
                    followed = self._follow(file, source, wanted=wanted)
                    if isinstance(followed, bytes):
                        if followed not in above and followed not in folders:
                            work.append((followed, source.file, above.union(folders, [followed])))
                        continue
                    source, entry = followed
                if entry.mode == SUBMODULE and source.problem is None:
                    source = Source(source.file, None, _SUBMODULE)
                yield source, entry if wanted and source.problem is None else None

    def _follow(self, link: bytes, source: Source, *, wanted: bool) -> bytes | tuple[Source, Entry]:
        """Return the folder that a link leads to, or the link as a file that is there, with what is in it."""
        real = self._real(link)
        entry = self._entries.get(real) if real is not None else None
        is_folder = real is not None and self._is_folder(real)
        problem = None
        if real is not None and not is_folder and (entry is None or entry.mode == LINK):
            problem = LEADS_NOWHERE
        elif real is None or not any(_lies_in(real, folder) for folder in self._allowed):
            problem = LEADS_OUT
        # Of what lies outside of the repository, nobody knows whether it is a folder.
        if problem is not None and (wanted or is_folder or real is None):
            return wrong_link(source.file, problem), self._entries[link]
        if is_folder and real is not None:
            return (no_file(source.file), self._entries[link]) if wanted else real
        return source, entry or self._entries[link]

    def _place(self, path: str) -> bytes:
        """Return the place from the root of the repository of a path from the root of the site."""
        return self._repository.prefix + path.encode("utf-8", "surrogateescape")

    def _below(self, folder: bytes) -> Sequence[bytes]:
        """Return the files in a folder and its folders."""
        if not folder:
            return self._places
        # The byte behind the slash is the digit 0.
        return self._places[bisect_left(self._places, folder + b"/") : bisect_left(self._places, folder + b"0")]

    def _is_folder(self, place: bytes) -> bool:
        number = bisect_left(self._places, place + b"/") if place else 0
        return number < len(self._places) and _lies_in(self._places[number], place)

    def _real(self, place: bytes) -> bytes | None:
        """Return where a place is when all links on the way are followed; None if that is outside of the repository.

        Links that go round lead to one of them.
        """
        real: list[bytes] = []
        ahead = place.split(b"/")[::-1]
        left = _MAX_LINKS
        while ahead:
            part = ahead.pop()
            if part == b"..":
                if not real:
                    return None
                real.pop()
            elif part not in (b"", b"."):
                real.append(part)
                here = b"/".join(real)
                entry = self._entries.get(here)
                if entry is not None and entry.mode == LINK and left:
                    left -= 1
                    target = self._target(here)
                    if target is None or target.startswith(b"/"):
                        return None
                    real.pop()
                    ahead += target.split(b"/")[::-1]
        return b"/".join(real)

    def _target(self, link: bytes) -> bytes | None:
        """Return what a link says."""
        if self._links is None:
            objects = [entry.object for entry in self._entries.values() if entry.mode == LINK]
            self._links = {
                name: content
                for name, content in self._repository.contents(objects, _MAX_TARGET)
                if content is not None
            }
        return self._links.get(self._entries[link].object)


def _folders(file: bytes, top: bytes) -> Iterator[bytes]:
    """Yield the folders that lie between a folder and a file in it, without the folder."""
    end = file.find(b"/", len(top) + 1 if top else 0)
    while end >= 0:
        yield file[:end]
        end = file.find(b"/", end + 1)


def _lies_in(place: bytes, folder: bytes) -> bool:
    return not folder or place == folder or place.startswith(folder + b"/")
