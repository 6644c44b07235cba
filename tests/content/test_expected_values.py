"""The code of a concept page prints the values of its worked example, which were computed without the page.

What a page shows as output is what its code prints: test_pages.py sees to that.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.content.code_blocks import code_blocks
from tests.content.printed_values import missing, printed_numbers, shows

ROOT = Path(__file__).parents[2]
EXPECTED: dict[str, dict[str, object]] = yaml.safe_load(
    (Path(__file__).parent / "expected_values.yml").read_text(encoding="utf-8")
)
PAGES = {page.stem: page for kind in ("concepts", "papers", "projects") for page in (ROOT / "docs" / kind).glob("*.md")}
PLANNED = re.compile(r"^status: planned$", re.MULTILINE)


def is_written(slug: str) -> bool:
    return slug in PAGES and not PLANNED.search(PAGES[slug].read_text(encoding="utf-8"))


def core() -> set[str]:
    """The pages that are a step of a path, or have a worked example."""
    paths = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "paths").glob("*.yml")]
    return {step["slug"] for path in paths for step in path["steps"] if "slug" in step} | set(EXPECTED)


def test_every_core_page_is_written() -> None:
    unwritten = sorted(slug for slug in core() if not is_written(slug))
    assert unwritten == [], f"{len(unwritten)} core pages are planned only"


@pytest.mark.parametrize("slug", EXPECTED)
def test_a_page_prints_the_values_of_its_example(slug: str) -> None:
    outputs = [block.output or "" for block in code_blocks(PAGES[slug].read_text(encoding="utf-8"))]
    assert missing(EXPECTED[slug], "\n".join(outputs)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weights 0.4011 0.1978", 0.401112),
        ("524,288 bytes", 524288),
        ("compute: 3.150e+23 FLOPs", 3.15e23),
        ("compute: 3.15e+23", 3.15e23),
        ("5.153e-09", 5.15253e-09),
        ("9.129 billion", 9.12871e09),
        ("N = 9.129B", 9.12871e09),
        ("5.88 × 10^23", 5.88e23),
        ("utilisation 40.57%", 0.405742),
        ("27.66 %", 27.6596),
        ("-1.5", -1.5),
        ("−0.4161", -0.416147),
        ("[1.0, 0.0]", 0.0),
        ("0.9999", 0.999932),
        ("rank 20.", 20),
    ],
)
def test_what_counts_as_printed(text: str, expected: float) -> None:
    assert missing({"value": expected}, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.401", 0.401112),  # three digits
        ("0.4012", 0.401112),
        ("0.4010", 0.401112),
        ("layer20", 20),
        ("20.5", 20),
        ("1.20", 20),
        ("3.2e+23", 3.15e23),
        ("0.41", -0.41),
        ("0.00", 5.15253e-09),
        ("524,288", 524),
        ("40.57", 0.405742),  # only with the sign of per cent
    ],
)
def test_what_does_not(text: str, expected: float) -> None:
    assert missing({"value": expected}, text) == [f"value: {expected}"]


def test_words_and_lists() -> None:
    assert missing({"merges": ["e s", "est </w>"], "counts": [9, 7]}, "e + s -> es 9\nest + </w> -> est</w> 7") == []
    assert missing({"merges": ["l o"], "counts": [9, 7]}, "es 9") == ["merges: l o", "counts: 7"]


@given(st.floats(min_value=1e-12, max_value=1e30), st.integers(min_value=4, max_value=10))
def test_any_number_is_found_at_any_precision(value: float, digits: int) -> None:
    expected = float(f"{value:.6g}")
    assert any(shows(number, expected) for number in printed_numbers(f"x = {expected:.{digits - 1}e};"))
    assert expected < 1 or any(shows(number, expected) for number in printed_numbers(f"({expected:,.{digits}f})"))


@given(st.floats(min_value=1e-3, max_value=1e12), st.floats(min_value=1.0002, max_value=10))
def test_another_number_is_not_taken_for_it(value: float, factor: float) -> None:
    expected = float(f"{value:.6g}")
    assert not any(shows(number, expected) for number in printed_numbers(f"{expected * factor:.5e} "))
