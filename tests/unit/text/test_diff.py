from __future__ import annotations

import shutil
import subprocess
import sys
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
@given(TEXTS, TEXTS, st.sampled_from(["f", "two words", "é"]))
def test_patch_makes_the_same_of_it(tmp_path: Path, before: str, after: str, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(before.encode())
    diff = unified_diff(name, before, after)
    assert bool(diff) == (before != after)
    subprocess.run(
        ["patch", "--binary", "-p1", "-s", "--posix"], input=diff.encode(), cwd=tmp_path, check=True, timeout=30
    )
    assert (file.read_bytes() if file.exists() else b"") == after.encode()


def test_of_changes_that_edits_make_nothing_is_shown_that_did_not_change() -> None:
    before = [f"- slug: old\n  number: {number % 7}\n" for number in range(30)]
    after = [line.replace("old", "new") if number in (3, 4, 20) else line for number, line in enumerate(before)]
    del after[10]
    lines = unified_diff("f", "".join(before), "".join(after)).split("\n")
    taken = sorted(line for line in lines[2:] if line.startswith("-"))
    assert taken == ["-  number: 3", *["-- slug: old"] * 4]
    assert [line for line in lines[2:] if line.startswith("+")] == ["+- slug: new"] * 3
    assert sum(line.startswith("@@") for line in lines) == 3


MANY = """
from learning_paths.text.diff import unified_diff
n = 10_000
for before, after in [("- slug: old", "- slug: new"), ("- slug: old", "- slug: old\\n- slug: new"), ("a\\nb", "a")]:
    for line in ("x", "x{}", ""):
        texts = ["".join(f"{text}\\n{line.format(number)}\\n" for number in range(n)) for text in (before, after)]
        assert unified_diff("f", *texts)
assert unified_diff("f", "".join(f"{n}\\n" for n in range(20_000)), "".join(f"x{n}\\n" for n in range(20_000)))
"""


def test_the_time_is_linear() -> None:
    subprocess.run([sys.executable, "-c", MANY], check=True, timeout=60)
