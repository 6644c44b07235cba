"""The sites that the benchmarks are made on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from learning_paths.lint import check_site, rule_names
from learning_paths.load import DiskTree
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from learning_paths.text import front_matter
from tests.benchmarks import synthetic_site


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("pages", "paths"), [(3, 1), (10, 1), (60, 6), (60, 2)])
def test_a_site_checks_clean_and_has_the_size_asked_for(tmp_path: Path, pages: int, paths: int) -> None:
    synthetic_site.write_site(tmp_path, pages, paths)
    settings = read_settings(tmp_path / "mkdocs.yml", rule_names(), Faults())
    catalogue, report = check_site(DiskTree(tmp_path, settings.folders), settings)
    # Two paths cannot hold sixty pages.
    assert {found.rule for found in report.diagnostics} == ({"orphan-page"} if (pages, paths) == (60, 2) else set())
    assert (report.pages, report.paths) == (pages, paths)
    assert {len(path.steps) for path in catalogue.paths} == {min(pages, synthetic_site.STEPS)}
    assert catalogue.pages[0].leads_to


def test_a_site_has_the_same_bytes_twice(tmp_path: Path) -> None:
    synthetic_site.write_site(tmp_path / "first", 30, 3)
    program = synthetic_site.__file__
    command = [sys.executable, program, "--pages", "30", "--paths", "3", str(tmp_path / "second")]
    subprocess.run(command, check=True)
    assert files(tmp_path / "first") == files(tmp_path / "second")


def test_pages_and_commentary_are_as_long_as_those_of_a_real_site(tmp_path: Path) -> None:
    synthetic_site.write_site(tmp_path, 30, 3)
    assert (len(list(tmp_path.glob("docs/*/*.md"))), len(list(tmp_path.glob("paths/*.yml")))) == (30, 3)
    for page in tmp_path.glob("docs/*/*.md"):
        text = page.read_text(encoding="utf-8")
        body = text[front_matter.body_start(text) :]
        assert 900 <= len(body.split()) <= 1100
        assert all(part in body for part in ("\n## ", "\n```python\n", "\n| --- |", "](../"))
    for path in tmp_path.glob("paths/*.yml"):
        commentaries = re.findall(r"commentary: \|\n((?:      .*\n)+)", path.read_text(encoding="utf-8"))
        assert len(commentaries) == synthetic_site.STEPS
        assert all(40 <= len(text.split()) <= 60 for text in commentaries)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        synthetic_site.write_site(tmp_path, 3, 1)
    assert files(tmp_path) == {"mine.txt": b"mine"}
