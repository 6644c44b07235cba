"""A figure that plots data is what its script draws."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "tools" / "figures").glob("[!_]*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_figure_is_what_its_script_draws(script: Path) -> None:
    spec = importlib.util.spec_from_file_location(f"figure_{script.stem}", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    figure = ROOT / "docs" / "figures" / f"{script.stem.replace('_', '-')}.svg"
    assert module.svg().encode() == figure.read_bytes(), f"run: python {script} > {figure}"


@pytest.mark.parametrize("figure", sorted((ROOT / "docs" / "figures").glob("*.svg")), ids=lambda figure: figure.stem)
def test_a_curve_has_a_script(figure: Path) -> None:
    lines = re.findall(r"\b(?:d|points)=\"([^\"]*)\"", figure.read_text(encoding="utf-8"))
    longest = max((len(re.findall(r"\d+(?:\.\d+)?", line)) for line in lines), default=0)
    drawn_by = figure.stem.replace("-", "_")
    assert longest <= 24 or drawn_by in {script.stem for script in SCRIPTS}, "a figure that plots data needs a script"
