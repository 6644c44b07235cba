"""The docstring of a rule is its page in the guide, and what it shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from learning_paths import lint, registry, rules
from learning_paths.model.diagnostic import Report
from tests.rules.sites import check, off_for

HEADINGS = ["What it does", "Why it matters", "Bad", "Good", "How to fix"]
FENCE = re.compile(r'^```\w+ title="(?P<file>[^"\n]+)"\n(?P<content>.*?)^```$', re.DOTALL | re.MULTILINE)


def sections(rule: str) -> dict[str, str]:
    docstring = registry.load(rules, rule).__doc__
    assert docstring is not None
    title, *parts = re.split(r"^## (.*)\n", docstring, flags=re.MULTILINE)
    return {"": title, **dict(zip(parts[::2], parts[1::2], strict=True))}


def check_example(root: Path, rule: str, heading: str) -> Report:
    """Check what an example shows: files, and in a block ``answers`` what comes back for external links."""
    files = example(rule, heading)
    answers = files.pop("answers", None)
    return check(root, files, off=off_for(rule), answers=None if answers is None else yaml.safe_load(answers))


def example(rule: str, heading: str) -> dict[str, str]:
    text = sections(rule)[heading]
    files = {match["file"]: match["content"] for match in FENCE.finditer(text)}
    assert files
    assert text.count("```") == 2 * len(files), "a block without a title, or two of one file"
    return files


@pytest.mark.parametrize("rule", lint.rule_names())
def test_the_docstring_is_a_page_of_the_guide(rule: str) -> None:
    parts = sections(rule)
    assert list(parts) == ["", *HEADINGS]
    assert all(part.strip() for part in parts.values())
    title = parts[""].strip()
    assert "\n" not in title
    assert title.endswith(".")


@pytest.mark.parametrize("rule", lint.rule_names())
def test_bad_makes_this_rule_fire_and_no_other(rule: str, tmp_path: Path) -> None:
    assert {found.rule for found in check_example(tmp_path, rule, "Bad").diagnostics} == {rule}


@pytest.mark.parametrize("rule", lint.rule_names())
def test_good_makes_no_rule_fire(rule: str, tmp_path: Path) -> None:
    assert check_example(tmp_path, rule, "Good").diagnostics == ()
