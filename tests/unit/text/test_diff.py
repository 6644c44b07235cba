from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.diff import unified_diff


def test_what_it_looks_like() -> None:
    assert unified_diff("paths/a.yml", "a\nb\nc\n", "a\nx\nc\n") == (
        "--- a/paths/a.yml\n+++ b/paths/a.yml\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"
    )
    assert unified_diff("f", "a\n", "a\n") == ""


def test_a_missing_line_end_at_the_end_is_told() -> None:
    missing = "\\ No newline at end of file\n"
    assert unified_diff("f", "a\nb", "a\nc") == f"--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n{missing}+c\n{missing}"
    assert unified_diff("f", "a", "a\n").endswith(f"-a\n{missing}+a\n")


TEXTS = st.lists(st.sampled_from(["a", "b\r", "\r", "", "é\u2028", "\x0bc", "d" * 3]), max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n".join(lines), "\n".join([*lines, ""])])
)


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch here")
@given(TEXTS, TEXTS)
def test_patch_makes_the_same_of_it(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "f"
    file.write_bytes(before.encode())
    diff = unified_diff("f", before, after)
    assert bool(diff) == (before != after)
    subprocess.run(
        ["patch", "--binary", "-p1", "-s", "--posix"], input=diff.encode(), cwd=tmp_path, check=True, timeout=30
    )
    assert (file.read_bytes() if file.exists() else b"") == after.encode()
