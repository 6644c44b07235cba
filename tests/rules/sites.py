"""Cases and examples as sites on disk, checked as the command checks them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from learning_paths import lint
from learning_paths.load import DiskTree, load_catalogue
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from learning_paths.model.answer import Answer, Verdict
from learning_paths.model.diagnostic import Report

HERE = Path(__file__).parent
BASE: dict[str, str] = yaml.safe_load((HERE / "base.yml").read_text(encoding="utf-8"))


def check(
    root: Path,
    files: Mapping[str, str | None],
    options: Mapping[str, Any] | None = None,
    off: Collection[str] = (),
    answers: Mapping[str, Mapping[str, str]] | None = None,
) -> Report:
    """Write files over the base site, a file without content taken away, and check the site.

    Rules named in ``off`` are off, unless the options give them a severity. ``answers`` is what came back for the
    targets of links to other sites; without it, nothing was asked.
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
    settings = settings._replace(levels={**dict.fromkeys(off), **settings.levels})
    tree = DiskTree(root, [settings.docs_dir, settings.paths_dir])
    catalogue = load_catalogue(tree, settings, faults)
    if answers is not None:
        catalogue.answers = {target: answer(**given) for target, given in answers.items()}
    return lint.run_rules(catalogue, settings)


def answer(verdict: str, detail: str = "", moved_to: str | None = None) -> Answer:
    """Return an answer as a case or an example has it."""
    return Answer(Verdict(verdict), detail, moved_to)


def off_for(rule: str) -> Collection[str]:
    """Return what is off in the cases and examples of a rule: their pages need not stand in a path."""
    return {"orphan-page"} - {rule}
