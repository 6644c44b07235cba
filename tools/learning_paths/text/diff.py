"""Differences between two states of a file, as ``patch`` and ``git apply`` read them."""

from __future__ import annotations


def unified_diff(file: str, before: str, after: str) -> str:
    """Return what changes a text into another; empty if they are the same.

    ``file`` is its name with forward slashes. Only line feeds end a line: what stands before them, a carriage return
    too, belongs to the line.
    """
    import difflib  # noqa: PLC0415 - slow to import, and few runs need it

    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    if lines[-1] == "\n":
        lines.pop()
    else:
        lines[-1] = lines[-1][:-1]
    return lines
