"""Floor 0: files that are written as a whole, or not at all; the only code that replaces one."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, content: bytes, like: os.stat_result | None = None) -> None:
    """Write a file, or put it in the place of the one that is there, all at once.

    ``like`` is whose owner and permissions it gets; without it, only its owner may read it. Raises OSError if that is
    not possible; then nothing has changed. What is read-only, or no regular file, such as a device, is not replaced.
    """
    import tempfile  # noqa: PLC0415 - slow to import, and few runs need it

    if file.exists():
        if not file.is_file():
            raise OSError(errno.EINVAL, "it is a folder" if file.is_dir() else "it is no regular file")
        if not os.access(file, os.W_OK):
            raise PermissionError(errno.EACCES, "it is read-only")
    # In the same folder, because a file can be moved at once within one file system only; hidden, so that nobody takes
    # it for a page.
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(descriptor)
        if like is not None:
            with suppress(OSError, AttributeError):  # only root may give a file away, and there is no owner on Windows
                os.chown(temporary, like.st_uid, like.st_gid)
            temporary.chmod(like.st_mode & 0o7777)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
