"""git, asked about a repository: what a revision is, which files it has, and what is in them.

git is run as a command. It gets no arguments that a user wrote but revisions, and these never as options; it changes
nothing, fetches nothing, asks nothing and starts no program that the repository names in its configuration.
"""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

TIMEOUT = 60
"""Seconds for one command of git. Listing a hundred thousand files takes less than one."""

MAX_LISTING = 256 * 1024 * 1024
"""The longest list of files that is taken from git, in bytes; about two million files."""

_BATCH = 32 * 1024 * 1024
"""How many bytes of files one command of git hands over, more or less."""

_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "protocol.allow=never"),  # older versions than the next variable fetch what a partial clone lacks
)
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # some of its messages are recognised
}
_KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
"""What is kept of git's own variables. The others lead to another repository, as in a hook of git, or write traces."""

_NAME = re.compile(rb"[0-9a-f]{40,64}")
_SHALLOW = (
    "this is a shallow clone, which lacks most of the history: fetch it with 'git fetch --unshallow', "
    "or in GitHub Actions give actions/checkout 'fetch-depth: 0'"
)

_PARTIAL = (
    "a file of the revision is not in this clone, which is a partial one: clone without '--filter', "
    "or in GitHub Actions use actions/checkout without 'filter'"
)


class GitError(Exception):
    """git cannot answer. The text says why, for the user, in one line."""


class Entry(NamedTuple):
    """A file of a revision. ``mode`` is git's: ``120000`` is a link, ``160000`` a submodule."""

    mode: bytes
    object: bytes


LINK = b"120000"
SUBMODULE = b"160000"


class Repository:
    """The git repository that a folder lies in.

    ``prefix`` is where the folder lies in it, with a slash at the end, or empty for its root. Raises GitError if there
    is no git, or no repository.
    """

    def __init__(self, folder: Path) -> None:
        git = shutil.which("git")
        if git is None:
            raise GitError("git is not installed, or not found on the PATH")
        self._command = (git, *_OPTIONS)
        self._folder = folder
        if not folder.is_dir():
            raise GitError(f"there is no folder '{folder}'")
        # A folder's name may hold line ends.
        self.prefix, shallow = self._ask("rev-parse", "--show-prefix", "--is-shallow-repository")[:-1].rsplit(b"\n", 1)
        self._shallow = shallow == b"true"

    def commit(self, revision: str) -> str:
        """Return the full name of the commit that a revision means. Raises GitError if it means none."""
        found = self._object(revision)
        commit = self._object(f"{found}^{{commit}}") if found is not None else None
        if commit is None:
            # What looks like the name of an object is taken for one, whether it exists or not.
            exists = found is not None and self._object(f"{found}^{{object}}") is not None
            raise GitError(self._unknown(revision, exists=exists))
        return commit

    def merge_base(self, one: str, other: str) -> str:
        """Return the commit that two commits have branched off from. Raises GitError if they share none."""
        status, answer, _ = self._run("merge-base", self.commit(one), self.commit(other))
        found = _NAME.match(answer)
        if status or found is None:
            reason = f"; {_SHALLOW}" if self._shallow else ""
            raise GitError(f"'{one}' and '{other}' have no commit in common{reason}")
        return found[0].decode()

    def files(self, commit: str) -> dict[bytes, Entry]:
        """Return all files of a commit, by their places from the root of the repository, in git's order."""
        files = {}
        for line in self._ask("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            head, _, place = line.partition(b"\t")
            if place:
                mode, _, name = head.split(b" ")
                files[place] = Entry(mode, name)
        return files

    def contents(self, objects: Iterable[bytes], limit: int) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield the objects that are files, each once, with their content, or None for one larger than ``limit``.

        Raises GitError if an object is not in this clone.
        """
        asked = "".join(f"{name.decode()}\n" for name in dict.fromkeys(objects))
        batch: list[bytes] = []
        size = 0
        for line in self._ask("cat-file", "--batch-check", given=asked.encode()).splitlines():
            name, kind, length = self._described(line)
            if kind != b"blob":
                continue
            if length > limit:
                yield name, None
                continue
            batch.append(name)
            size += length
            if size > _BATCH:
                yield from self._read(batch)
                batch, size = [], 0
        if batch:
            yield from self._read(batch)

    def _read(self, names: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        answer = self._ask("cat-file", "--batch", given=b"\n".join(names) + b"\n", limit=None)
        start = 0
        for _ in names:
            end = answer.index(b"\n", start)
            name, _, length = self._described(answer[start:end])
            yield name, answer[end + 1 : end + 1 + length]
            start = end + 1 + length + 1

    def _described(self, line: bytes) -> tuple[bytes, bytes, int]:
        parts = line.split(b" ")
        if len(parts) != 3:
            raise GitError(_PARTIAL)
        return parts[0], parts[1], int(parts[2])

    def _object(self, revision: str) -> str | None:
        """Return the full name of the one object that a revision means, or None."""
        # Before git sees it: what looks like an option, and what cannot be an argument of a command.
        if not revision or revision.startswith("-") or not revision.isprintable():
            return None
        status, answer, _ = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
        found = _NAME.fullmatch(answer.strip())
        return found[0].decode() if found is not None and not status else None

    def _unknown(self, revision: str, *, exists: bool) -> str:
        shown = revision if revision.isprintable() else ascii(revision)[1:-1]
        if exists:
            return f"'{shown}' is no commit"
        message = f"git knows no revision '{shown}'"
        if self._shallow:
            return f"{message}; {_SHALLOW}"
        if self._object("HEAD") is None:
            return f"{message}; the repository has no commit yet"
        if self._object(f"refs/remotes/origin/{revision}") is not None:
            return f"{message}; did you mean 'origin/{shown}'?"
        return message

    def _ask(self, *arguments: str, given: bytes = b"", limit: int | None = MAX_LISTING) -> bytes:
        status, answer, complaint = self._run(*arguments, given=given, limit=limit)
        if status:
            raise GitError(self._reason(arguments[0], complaint))
        return answer

    def _reason(self, command: str, complaint: str) -> str:
        lines = [line.strip().removeprefix("fatal: ") for line in complaint.splitlines() if line.strip()]
        if any("not a git repository" in line for line in lines):
            return f"'{self._folder.resolve()}' does not lie in a git repository"
        if any("dubious ownership" in line for line in lines):
            return f"{lines[0]}; to trust it: {lines[-1]}"
        if any("lazy fetching" in line or "promisor" in line for line in lines):
            return _PARTIAL
        return f"git {command} failed: {lines[0] if lines else 'it does not say why'}"

    def _run(self, *arguments: str, given: bytes = b"", limit: int | None = MAX_LISTING) -> tuple[int, bytes, str]:
        """Run git; return its status, what it printed, and what it complained about.

        Raises GitError if it takes too long or prints more than ``limit``.
        """
        variables = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)
        }
        late = threading.Event()
        # Files and not pipes, so that neither side can wait for the other for ever.
        with TemporaryFile() as questions, TemporaryFile() as complaints:
            questions.write(given)
            questions.seek(0)
            try:
                process = subprocess.Popen(  # noqa: S603 - no shell, and only the arguments that are described above
                    [*self._command, *arguments],
                    cwd=self._folder,
                    env={**variables, **_ENVIRONMENT},
                    stdin=questions,
                    stdout=subprocess.PIPE,
                    stderr=complaints,
                )
            except OSError as error:
                raise GitError(f"git cannot be run in '{self._folder}': {error.strerror}") from error

            def stop() -> None:
                late.set()
                process.kill()

            clock = threading.Timer(TIMEOUT, stop)
            clock.start()
            try:
                assert process.stdout is not None
                with process.stdout as printed:
                    answer = printed.read(-1 if limit is None else limit + 1)
                too_long = limit is not None and len(answer) > limit
                if too_long:
                    process.kill()
                process.wait()
            finally:
                clock.cancel()
                process.kill()
                process.wait()
            complaints.seek(0)
            complaint = complaints.read(10_000).decode("utf-8", "replace")
        if late.is_set():
            raise GitError(f"git {arguments[0]} was not done after {TIMEOUT} seconds")
        if too_long:
            raise GitError(f"git {arguments[0]} prints more than {limit} bytes: the revision has too many files")
        return process.returncode, answer, complaint
