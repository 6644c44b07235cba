"""The wheel, installed into empty environments, on a site outside the repository, with both hosts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "tools" / "learning_paths"
SITE = ROOT / "tests" / "sites" / "five_pages"
WHEELS = ROOT / ".cache" / "wheelhouse"

# What each host's environment gets beside our wheel: ProperDocs brings no theme of its own.
HOSTS = {"mkdocs": ["mkdocs"], "properdocs": ["properdocs", "properdocs-theme-mkdocs"]}
STEPS = ["concepts/flour", "concepts/yeast", "papers/gas-cells-in-dough", "concepts/crust"]


def run(command: Sequence[str | Path], folder: Path) -> str:
    # Nothing of the developer's Python or pip may help the wheel along.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder], ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        metadata = next(name for name in archive.namelist() if name.endswith("dist-info/entry_points.txt"))
        entry_points = archive.read(metadata).decode()
    source = {
        file.relative_to(SOURCE.parent).as_posix()
        for file in SOURCE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert names == source
    assert {Path(name).suffix for name in names} >= {".py", ".html", ".css"}
    assert "learning-paths = learning_paths.hosts.mkdocs.plugin:LearningPathsPlugin" in entry_points
    assert "learning-paths = learning_paths.__main__:main" in entry_points


@pytest.fixture(params=HOSTS)
def built_site(request: pytest.FixtureRequest, wheel: Path, tmp_path: Path) -> Path:
    """Build the site with one host in an environment of its own; return the site's folder."""
    if not (WHEELS / "filled").exists():
        message = "the wheels to install are not here: run make setup"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    host: str = request.param
    environment = tmp_path / "environment"
    run([sys.executable, "-m", "venv", "--without-pip", environment], tmp_path)
    python = environment / "bin" / "python"
    offline: list[str | Path] = ["install", "--quiet", "--no-index", "--find-links", WHEELS, "--only-binary", ":all:"]
    run([sys.executable, "-m", "pip", "--python", python, *offline, wheel, *HOSTS[host]], tmp_path)

    site = tmp_path / "bread"
    shutil.copytree(SITE, site)
    checked = run([environment / "bin" / "learning-paths", "check", "--strict"], site)
    assert "1 path, 4 steps, 4 pages" in checked
    # mkdocs.yml is not a name that ProperDocs looks for first.
    run([python, "-m", host, "build", "--strict", "--config-file", "mkdocs.yml"], site)
    return site / "site"


def test_the_installed_wheel_builds_a_path_that_can_be_walked(built_site: Path) -> None:
    overview = LexborHTMLParser((built_site / "paths" / "index.html").read_bytes())
    assert any((link.attributes["href"] or "").startswith("first/") for link in overview.css("a[href]"))
    path = LexborHTMLParser((built_site / "paths" / "first" / "index.html").read_bytes())
    assert [step.attributes["data-slug"] for step in path.css("ol.lp-steps > li.lp-step")] == [
        step.split("/")[1] for step in STEPS
    ]

    folder, walked = built_site / STEPS[0], []
    while True:
        walked.append(folder.relative_to(built_site).as_posix())
        page = LexborHTMLParser((folder / "index.html").read_bytes())
        (nav,) = page.css("nav.lp-path-nav[data-path=first]")
        assert f"Step {len(walked)} of {len(STEPS)}" in " ".join(nav.text().split())
        onward = nav.css_first("a[rel=next]")
        if onward is None:
            break
        target = (onward.attributes["href"] or "").split("?")[0]
        folder = Path(os.path.normpath(folder / target))
    assert walked == STEPS
