from __future__ import annotations

import gzip
import re

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
