"""Floor 2: what a change does. Two catalogues and their findings side by side; reads no file and prints nothing."""

from __future__ import annotations

from learning_paths.compare.findings import compare_findings
from learning_paths.compare.pages import compare_pages, pair_pages
from learning_paths.compare.paths import compare_paths, pair_paths
from learning_paths.model.changes import Changes, Side

__all__ = ["compare"]


def compare(before: Side, after: Side) -> Changes:
    """Return how the second state of a site differs from the first, in time that is linear but for sorting."""
    pages = pair_pages(before.catalogue, after.catalogue)
    paths = pair_paths(before.catalogue, after.catalogue, pages)
    renamed_files = {
        old.document.file: new.document.file
        for pairs in (pages.pairs, paths)
        for old, new in pairs
        if old is not None and new is not None
    }
    new, gone = compare_findings(before.report, after.report, renamed_files)
    return Changes(
        before=before,
        after=after,
        paths=tuple(compare_paths(paths, pages)),
        pages=tuple(compare_pages(pages)),
        new_findings=new,
        gone_findings=gone,
    )
