"""Compiled templates, kept where Python keeps the compiled modules of this package.

Compiling the templates takes a third of the time that the plugin adds to the build of a small site, and gives the same
each time.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import pickle
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, bc_magic


class TemplateBytecode(jinja2.FileSystemBytecodeCache):
    """Keeps the bytecode of templates in the folder ``__pycache__`` of this package.

    ``setting`` stands for all that a template is compiled with besides its source: what was kept with another is
    compiled anew. As with modules, nothing is written where the interpreter was told not to write bytecode, or may not;
    whatever cannot be read is compiled anew too.
    """

    def __init__(self, setting: str) -> None:
        folder = Path(importlib.util.cache_from_source(__file__)).parent
        super().__init__(str(folder), f"template-%s.{sys.implementation.cache_tag}.pyc")
        self._setting = setting

    def get_source_checksum(self, source: str) -> str:
        """Return what must be the same for bytecode to be used."""
        return super().get_source_checksum(f"{self._setting}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept of the same source, if anything was.

        Jinja unmarshals from the open file, which asks it for a few bytes at a time: nearly half of the time that
        all templates take to load.
        """
        try:
            kept = Path(self._get_cache_filename(bucket)).read_bytes()
            head = bc_magic + pickle.dumps(bucket.checksum, 2)  # as Jinja writes it
            if kept.startswith(head):
                bucket.code = marshal.loads(kept[len(head) :])  # noqa: S302 - as safe as the bytecode of modules
        except Exception:  # noqa: BLE001 - a damaged file can fail in any way, and no user could mend it
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bytecode of a template."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
