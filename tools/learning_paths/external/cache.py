"""Answers of earlier runs, on disk.

Only what is certain is kept: that an address was reached, or that it cannot be. What could not be checked is asked for
again the next time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from learning_paths.external.addresses import web_address
from learning_paths.model.answer import Answer, Verdict
from learning_paths.whole_file import write_whole

VERSION = 1
DAY = 24 * 60 * 60.0
OWN_FOLDER = "learning-paths"
DEFAULT_FILE = Path(".cache", OWN_FOLDER, "external-links.json")
"""Where the answers are kept, beside mkdocs.yml."""

_MAX_BYTES = 32 * 1024 * 1024
_KEPT = 30 * DAY
"""How long an answer is kept that nobody asks for."""
_KEYS = {"verdict", "detail", "moved_to", "checked"}


@dataclass(frozen=True, slots=True)
class Cached:
    """An answer, and when it was given, in seconds since 1970."""

    answer: Answer
    checked: int


class Cache:
    """The answers in one file. ``now`` is the time, in seconds since 1970.

    ``note`` says why the file was not read, if there is one that was not. A file of another kind stays as it is.
    """

    def __init__(self, file: Path, now: float) -> None:
        self.file = file
        self.note: str | None = None
        self._foreign = False
        self._now = now
        self._cached = self._read()

    def fresh(self, max_age: float) -> dict[str, Answer]:
        """Return the answers that are not older than ``max_age``, in seconds; failures hold a day at most.

        An answer from the future is as good as none.
        """
        ages = {Verdict.REACHED: max_age, Verdict.UNREACHABLE: min(max_age, DAY)}
        return {
            address: cached.answer
            for address, cached in self._cached.items()
            if 0 <= self._now - cached.checked < ages[cached.answer.verdict]
        }

    def keep(self, answers: Mapping[str, Answer]) -> str | None:
        """Add answers that were given now, and write the file anew, without those that nobody asked for lately.

        Returns what the user should know if that was not possible.
        """
        certain = {
            address: Cached(answer, int(self._now))
            for address, answer in answers.items()
            if answer.verdict is not Verdict.UNCHECKED
        }
        if not certain or self._foreign:
            return None
        self._cached = {
            address: cached
            for address, cached in (self._cached | certain).items()
            if abs(self._now - cached.checked) < _KEPT
        }
        try:
            self._write()
        except OSError as error:
            return f"the answers could not be kept: {self.file}: {error.strerror}"
        return None

    def _read(self) -> dict[str, Cached]:
        content = b""
        try:
            if not self.file.is_file():  # nothing, or what would never end
                return {}
            with self.file.open("rb") as opened:
                content = opened.read(_MAX_BYTES + 1)
            return _parse(content)
        except OSError as error:
            self.note = f"answers of earlier runs could not be read: {self.file}: {error.strerror}"
        except (ValueError, RecursionError):
            self._foreign = not _may_be_answers(content)
            self.note = (
                f"{self.file} holds something else than answers of earlier runs, and is left as it is: "
                "take it away, or name another file with --external-cache"
                if self._foreign
                else f"{self.file} holds no answers of earlier runs that this version can read; it is written anew"
            )
        return {}

    def _write(self) -> None:
        folder = self.file.parent
        if not folder.exists():
            folder.mkdir(parents=True)
            if folder.name == OWN_FOLDER:
                # As the caches of other tools have: nobody has to think of keeping it out of a repository.
                (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        write_whole(self.file, _format(self._cached).encode("utf-8"))


def _format(cached: Mapping[str, Cached]) -> str:
    answers = {
        address: {
            "verdict": str(entry.answer.verdict),
            "detail": entry.answer.detail,
            "moved_to": entry.answer.moved_to,
            "checked": entry.checked,
        }
        for address, entry in sorted(cached.items())
    }
    return json.dumps({"version": VERSION, "answers": answers}, indent=1) + "\n"


def _may_be_answers(content: bytes) -> bool:
    """Return whether a file may have been written by some version of this program, or holds nothing to lose."""
    return not content.strip() or (content.startswith(b"{") and b'"version"' in content and b'"answers"' in content)


def _parse(content: bytes) -> dict[str, Cached]:
    """Return the answers of a file. Raises ValueError if it is not what this version writes."""
    document = json.loads(content) if len(content) <= _MAX_BYTES else None
    if not isinstance(document, dict) or document.get("version") != VERSION:
        raise ValueError("not of this version")
    answers = document.get("answers")
    if not isinstance(answers, dict):
        raise ValueError("no answers")  # noqa: TRY004 # whatever is wrong with the file is one error
    return {address: _cached(entry) for address, entry in answers.items()}


def _cached(entry: object) -> Cached:
    if not isinstance(entry, dict) or entry.keys() != _KEYS:
        raise ValueError("not an answer")
    verdict, detail, moved_to, checked = (entry[key] for key in ("verdict", "detail", "moved_to", "checked"))
    if verdict not in (Verdict.REACHED, Verdict.UNREACHABLE) or type(checked) is not int:
        raise ValueError("not an answer that is kept")
    if not isinstance(detail, str) or not (moved_to is None or isinstance(moved_to, str)):
        raise ValueError("not an answer that can be shown")
    if moved_to is not None and web_address(moved_to) != moved_to:
        raise ValueError("not an address")
    return Cached(Answer(Verdict(verdict), detail, moved_to), checked)
