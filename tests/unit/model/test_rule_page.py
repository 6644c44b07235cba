from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from learning_paths import lint
from learning_paths.model.diagnostic import Rule, Severity
from learning_paths.model.rule_page import GUIDE, RULES, rule_page, with_addresses

ROOT = Path(__file__).parents[3]
HERE = f"{GUIDE}{RULES}"
CURATE = f"{GUIDE}guide/curate/"


def test_the_parts_of_a_docstring() -> None:
    headings = ("What it does", "Why it matters", "Bad", "Good", "How to fix")
    parts = [f"## {heading}\n\n{text}\n" for heading, text in zip(headings, "ABCDE", strict=True)]
    text = "\n".join(["It is\nwrong.\n", *parts])
    page = rule_page(Rule("some-rule", Severity.WARNING, text))
    assert (page.name, page.severity, page.summary) == ("some-rule", Severity.WARNING, "It is wrong.")
    assert (page.what_it_does, page.why_it_matters, page.bad, page.good, page.how_to_fix) == tuple("ABCDE")
    assert page.address == f"{HERE}#some-rule"
    assert page.markdown() == (
        "*Severity: warning.* It is wrong.\n\nA\n\n**Why it matters.**\nB\n\n**Bad:**\n\nC\n\n**Good:**\n\nD\n\n"
        "**How to fix.**\nE"
    )


def test_no_docstring_at_all() -> None:
    # Python leaves docstrings out with -OO.
    page = rule_page(Rule("some-rule", Severity.ERROR, ""))
    assert (page.summary, page.what_it_does, page.how_to_fix) == ("", "", "")


def test_every_rule_has_all_parts() -> None:
    for page in map(rule_page, lint.all_rules()):
        assert all((page.summary, page.what_it_does, page.why_it_matters, page.bad, page.good, page.how_to_fix))


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("[a](path-files.md)", f"[a]({CURATE}path-files/)"),
        ("[a](path-files.md#a-step)", f"[a]({CURATE}path-files/#a-step)"),
        ("[a](index.md)", f"[a]({CURATE})"),
        ("[a](../install/index.md#options)", f"[a]({GUIDE}guide/install/#options)"),
        ("[a](../../index.md)", f"[a]({GUIDE})"),
        ("[a](#unknown-step)", f"[a]({HERE}#unknown-step)"),
        ("[a](https://example.org/x.md)", "[a](https://example.org/x.md)"),
        ("`[a](b.md)` and [c](d.md)", f"`[a](b.md)` and [c]({CURATE}d/)"),
        ("```md\n[a](b.md)\n```\n[c](d.md)", f"```md\n[a](b.md)\n```\n[c]({CURATE}d/)"),
        ("(path-files.md)", "(path-files.md)"),
    ],
)
def test_links_become_whole_addresses_but_for_those_in_code(written: str, whole: str) -> None:
    assert with_addresses(written) == whole


def test_the_addresses_are_those_of_the_published_guide() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(config.split("\n\n")[0])["site_url"] == GUIDE
    assert (ROOT / "docs" / f"{RULES.rstrip('/')}.md").is_file()
