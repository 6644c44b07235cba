from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from learning_paths import widgets


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), mtime=0))


def test_what_every_page_waits_for_stays_within_its_weight() -> None:
    assert weight(widgets.stylesheet({"concepts": "Concept", "papers": "Paper"}, mend_theme=True)) <= 5_000


def test_styles_for_paper_stay_light_too() -> None:
    assert weight(widgets.print_stylesheet()) <= 2_500


def test_styles_for_paper_are_those_of_all_widgets_without_comments() -> None:
    styles = widgets.print_stylesheet()
    assert styles.startswith("@page")
    for selector in (".lp-path-nav", ".lp-step", ".lp-page-foot"):
        assert selector in styles
    assert "/*" not in styles
    assert styles.count("{") == styles.count("}")
    assert not re.search(r"^\s", styles, re.MULTILINE)


def test_styles_know_start_and_end_but_no_left_and_right() -> None:
    """Languages that are written from right to left need no styles of their own."""
    styles = widgets.stylesheet({"concepts": "Concept"}, mend_theme=True) + widgets.print_stylesheet()
    named = re.findall(
        r"^.*\b(?:left|right)\b(?![^{}]*\{).*$", re.sub(r"@(?:top|bottom)-right", "", styles), re.MULTILINE
    )
    assert named == []
    for name, value in re.findall(r"\b(margin|padding|inset|border-width|border-radius): ([^;]+);", styles):
        sides = re.findall(r"(?:\([^()]*(?:\([^()]*\))?[^()]*\)|[^\s()])+", value)
        if len(sides) == 4:
            order = (1, 0, 3, 2) if name == "border-radius" else (0, 3, 2, 1)
            assert [sides[place] for place in order] == sides, f"{name}: {value}"


def test_a_widget_that_was_changed_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gear").mkdir()
    markup = tmp_path / "gear" / "markup.html"
    markup.write_bytes(b"one\r\n")
    with monkeypatch.context() as package:
        package.setattr(widgets, "__file__", str(tmp_path / "__init__.py"))
        widgets.read_anew()
        assert (widgets.names(), widgets.markup("gear")) == (["gear"], "one\n")
        markup.write_bytes(b"two\n")
        assert widgets.markup("gear") == "one\n"
        widgets.read_anew()
        assert widgets.markup("gear") == "two\n"
    widgets.read_anew()
    assert "gear" not in widgets.names()
