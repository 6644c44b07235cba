"""Cases and examples as sites on disk, checked as the command checks them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from learning_paths import lint
from learning_paths.load import DiskTree
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from learning_paths.model.diagnostic import Report

HERE = Path(__file__).parent
BASE: dict[str, str] = yaml.safe_load((HERE / "base.yml").read_text(encoding="utf-8"))


def check(
    root: Path,
    files: Mapping[str, str | None],
    options: Mapping[str, Any] | None = None,
    off: Collection[str] = (),
) -> Report:
    """Write files over the base site, a file without content taken away, and check the site.

    Rules named in ``off`` are off, unless the options give them a severity.
    """
    site: dict[str, str | None] = {**BASE, **files}
    if options:
        site["mkdocs.yml"] = yaml.safe_dump({"plugins": [{"learning-paths": dict(options)}]})
    for name, content in site.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            file.write_text(content, encoding="utf-8", newline="")
    faults = Faults()
    settings = read_settings(root / "mkdocs.yml", lint.rule_names(), faults)
    settings = replace(settings, levels={**dict.fromkeys(off), **settings.levels})
    tree = DiskTree(root, [settings.docs_dir, settings.paths_dir])
    return lint.check_site(tree, settings, faults)[1]


def off_for(rule: str) -> Collection[str]:
    """Return what is off in the cases and examples of a rule: their pages need not stand in a path."""
    return {"orphan-page"} - {rule}
