"""Where a site stands in the repository that holds it."""

from __future__ import annotations

from pathlib import Path


def place_in_repository(folder: Path) -> str:
    """Return a folder relative to the root of its git repository, with a slash at the end, or empty for the root.

    Outside of a repository, it is relative to the current folder, and empty where it does not lie below that.
    """
    whole = folder.resolve()
    roots = [parent for parent in (whole, *whole.parents) if (parent / ".git").exists()]
    root = roots[0] if roots else Path.cwd().resolve()
    if not whole.is_relative_to(root) or whole == root:
        return ""
    return whole.relative_to(root).as_posix() + "/"
