from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result

from learning_paths import lint
from learning_paths.cli import main
from tests.unit.sites import check

RULES = lint.rule_names()
HEADINGS = ["Why it matters", "Bad", "Good", "How to fix", "How to silence it", "In the guide"]
BAD_LINK = re.compile(r"\]\(|\.md[)#]")


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], env={"COLUMNS": "80"})


def test_without_a_rule_all_are_listed_with_severity_and_summary() -> None:
    done = explain()
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[: len(RULES)]] == RULES
    assert "unknown-step             error    A step names no page." in lines
    assert "missing-commentary       warning  A step says nothing about why." in lines


@pytest.mark.parametrize("rule", RULES)
def test_the_page_of_every_rule(rule: str) -> None:
    done = explain(rule)
    assert (done.exit_code, done.stderr) == (0, "")
    first, *_ = done.stdout.splitlines()
    assert re.fullmatch(rf"{rule} \((error|warning|info)\)", first)
    assert [line for line in done.stdout.splitlines() if line in HEADINGS] == HEADINGS
    assert f"# learning-paths: ignore[{rule}]" in done.stdout
    assert f"{rule}: off" in done.stdout
    assert done.stdout.rstrip().endswith(f"/guide/curate/rules/#{rule}")
    # Only code and addresses, which are to be copied, may be wider than the terminal.
    wide = [line for line in done.stdout.splitlines() if len(line) > 80]
    assert [line for line in wide if not line.startswith("      ") and "https://" not in line] == []


def test_prose_has_whole_addresses_and_no_marks_of_markdown() -> None:
    text = explain("invalid-field").stdout
    assert "path-files/)." in text
    assert not BAD_LINK.search(text)
    assert "```" not in text


def test_the_examples_can_be_copied() -> None:
    text = explain("unknown-step").stdout
    assert "  paths/first.yml:\n      title: First steps\n" in text
    assert "      steps:\n        - slug: atention\n          commentary: Start here.\n" in text


@pytest.mark.parametrize("word", ["ignore", "ignore-file"])
def test_the_comments_that_it_names_silence_the_rule(word: str) -> None:
    text = explain("missing-metadata").stdout
    comments = re.findall(r"^ +((?:#|<!--) learning-paths: ignore.*)$", text, re.MULTILINE)
    in_yaml, in_markdown = (comment.replace("ignore", word) for comment in comments)
    rule = "missing-metadata"
    assert check({"docs/concepts/a.md": "---\ntitle: A\n---\n"}, only=[rule]).diagnostics
    assert not check({"docs/concepts/a.md": f"---\n{in_yaml}\ntitle: A\n---\n"}, only=[rule]).diagnostics
    if word == "ignore-file":  # the finding stands in the head, where one for a line has no reach
        assert not check({"docs/concepts/a.md": f"---\ntitle: A\n---\n{in_markdown}\n"}, only=[rule]).diagnostics


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unknwon-step", "there is no rule 'unknwon-step'; did you mean 'unknown-step'?"),
        ("unknown_step", "did you mean 'unknown-step'?"),
        ("UNKNOWN-STEP", "did you mean 'unknown-step'?"),
        ("xyz", f"the rules are: {', '.join(RULES)}"),
        ("", "there is no rule ''"),
        ("\x1b[31mred", "there is no rule '<U+001B>[31mred'"),
    ],
)
def test_an_unknown_rule(name: str, said: str) -> None:
    done = explain(name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("learning-paths: ")
    assert said in done.stderr


def test_the_name_that_is_no_rule() -> None:
    done = explain(lint.INTERNAL_ERROR)
    assert done.exit_code == 0
    assert "is not a rule" in done.stdout


def test_colours() -> None:
    plain, coloured = explain("unknown-step"), explain("unknown-step", "--color", "always")
    assert "\x1b" not in plain.stdout
    assert "\x1b[1munknown-step\x1b[0m (error)" in coloured.stdout
    assert re.sub(r"\x1b\[[0-9]*m", "", coloured.stdout) == plain.stdout
