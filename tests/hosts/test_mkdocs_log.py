"""What a build says of faults, and when it fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from learning_paths.cli import main
from tests.hosts.builds import attribute, edited, run_mkdocs, words
from tests.hosts.conftest import Build, Copy


def checked(site: Path) -> list[str]:
    """Return the diagnostics of ``learning-paths check``, a block of lines each, without the summary."""
    result = CliRunner().invoke(main, ["check", "--config-file", str(site / "mkdocs.yml")])
    assert isinstance(result.exception, SystemExit | None), result.output
    return result.output.rstrip("\n").split("\n\n")[:-1]


def unwrapped(log: str) -> str:
    """Return a log without line breaks and indentation, which MkDocs adds by the width of the terminal."""
    return " ".join(log.split())


def break_the_path(site: Path) -> None:
    with edited(site / "paths/clock.yml") as replace:
        replace("  - slug: pendulum\n", "  - slug: pendulm\n")
        replace("level: intermediate", "levle: intermediate")
    (site / "paths/torn.yml").write_text('title: "Torn\n', encoding="utf-8")


def test_a_broken_file_is_reported_in_the_words_of_check(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    break_the_path(site)
    expected = checked(site)
    assert {re.search(r"\[([a-z-]+)\]$", block.split("\n")[0])[1] for block in expected} >= {  # type: ignore[index]
        "invalid-yaml",
        "unknown-field",
        "unknown-step",
    }
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    log = unwrapped(built.log)
    for block in expected:
        assert log.count(unwrapped(block)) == 1, block


def test_a_build_goes_on_after_a_broken_file(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    break_the_path(site)
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert built.status == 0
    steps = built.page("paths/clock/").css("li.lp-step")
    assert [attribute(step, "data-slug") for step in steps][1:] == [
        "escapement",
        "horologium",
        "quartz",
        "build-a-clock",
    ]
    assert "No such page" in words(steps[0])
    assert not steps[0].css(".lp-step-title a")
    # The path can still be walked: its first step that leads to a page has none before it.
    nav = built.page("concepts/escapements/escapement/").css_first("nav.lp-path-nav[data-path=clock]")
    assert nav is not None
    assert words(nav.css_first(".lp-place")).startswith("Step 2 of 5")
    assert not nav.css("a[rel=prev]")
    assert built.page("paths/watch/").css("li.lp-step")
    assert not built.file("paths/torn/").exists()


FAULTS = {
    "error": ("slug: quartz", "slug: quarzt", "unknown-step"),
    "warning": ("    commentary: A crystal takes the place of the weight.\n", "", "missing-commentary"),
}


@pytest.mark.parametrize("level", FAULTS)
def test_strict_fails_on_errors_and_on_warnings(copied: Copy, tmp_path: Path, level: str) -> None:
    old, new, rule = FAULTS[level]
    site = copied("every_field")
    with edited(site / "paths/clock.yml") as replace:
        replace(old, new)
    assert run_mkdocs(site / "mkdocs.yml", tmp_path / "lax").status == 0
    strict = run_mkdocs(site / "mkdocs.yml", tmp_path / "strict", "--strict")
    assert strict.status == 1
    assert f"[{rule}]" in strict.log
    assert re.search(rf"^{level.upper()} +-  paths/clock\.yml:\d+:\d+: {level}: ", strict.log, re.MULTILINE)


def test_strict_passes_on_information_and_says_it(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    with edited(site / "paths/clock.yml") as replace:
        replace(*FAULTS["warning"][:2])
    with edited(site / "mkdocs.yml") as replace:
        replace("  - learning-paths:\n", "  - learning-paths:\n      rules: {missing-commentary: info}\n")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site", "--strict")
    assert built.status == 0, built.log
    assert re.search(r"^INFO +-  paths/clock\.yml:\d+:\d+: info: .*\[missing-commentary\]", built.log, re.MULTILINE)


def test_a_rule_that_is_off_is_not_heard(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    with edited(site / "paths/clock.yml") as replace:
        replace(*FAULTS["warning"][:2])
    with edited(site / "mkdocs.yml") as replace:
        replace("  - learning-paths:\n", "  - learning-paths:\n      rules: {missing-commentary: off}\n")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site", "--strict")
    assert built.status == 0, built.log
    assert "missing-commentary" not in built.log


def test_a_site_in_order_says_nothing(built: Build) -> None:
    assert "learning" not in built("every_field").log
    assert "WARNING" not in built("every_field").log


def test_a_broken_link_in_commentary_is_seen_by_the_host(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    with edited(site / "paths/clock.yml") as replace:
        replace("../concepts/escapements/escapement.md)", "../concepts/escapement.md)")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site", "--strict")
    assert built.status == 1
    assert "../concepts/escapement.md" in built.log


@pytest.mark.parametrize("opened", ["<div>", "<b>", "<!--", "<script>", "</div></li></ol>", "```"])
def test_commentary_that_leaves_html_open_harms_no_other_page(copied: Copy, tmp_path: Path, opened: str) -> None:
    site = copied("every_field")
    with edited(site / "paths/clock.yml") as replace:
        replace("commentary: A crystal takes", f"commentary: |\n      {opened}\n      A crystal takes")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert built.status == 0, built.log
    # The commentary of the step is either whole or left out, and then the build says so.
    (why,) = built.page("concepts/quartz/").css("nav.lp-path-nav[data-path=clock]")
    assert "A crystal takes" in words(why) or "the commentary of step 4 leaves HTML open" in unwrapped(built.log)
    for address, title in {"concepts/quartz/": "Quartz", "projects/build-a-clock/": "Build a clock"}.items():
        page = built.page(address)
        (nav,) = page.css("nav.lp-path-nav[data-path=clock]")
        assert nav.css_first(".lp-place") is not None
        assert nav.css("a[rel=prev]"), "the way on is swallowed by the commentary"
        parent = page.css(".lp-page-foot")[0].parent
        assert parent is not None
        assert (parent.tag, title in words(parent.css_first("h1"))) == ("article", True)


def test_an_extension_that_takes_comments_away_is_told_of_once_for_a_path(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    with edited(site / "mkdocs.yml") as replace:
        replace("plugins:\n", "markdown_extensions: [pymdownx.striphtml]\nplugins:\n")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert built.status == 0, built.log
    said = unwrapped(built.log)
    assert said.count("paths/clock.yml:1:1: the comments around the commentary are gone") == 1
    assert "leaves HTML open" not in said
    (nav,) = built.page("concepts/quartz/").css("nav.lp-path-nav[data-path=clock]")
    assert nav.css("a[rel=prev]")
    with edited(site / "mkdocs.yml") as replace:
        replace("[pymdownx.striphtml]", "[{pymdownx.striphtml: {strip_comments: false}}]")
    whole = run_mkdocs(site / "mkdocs.yml", tmp_path / "whole", "--strict")
    assert whole.status == 0, whole.log


def test_a_fault_in_the_options_is_reported_at_its_place(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    with edited(site / "mkdocs.yml") as replace:
        replace("      kinds:\n", "      rules: {missing-comentary: info}\n      kinds:\n")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site", "--strict")
    assert built.status == 1
    found = [block for block in checked(site) if block.startswith("mkdocs.yml:")]
    assert found[0].startswith("mkdocs.yml:12:15: error: there is no rule 'missing-comentary' [unknown-field]")
    assert unwrapped(found[0]) in unwrapped(built.log)


def test_a_missing_folder_of_paths_is_a_warning(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    (site / "paths").rename(site / "routes")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert built.status == 0
    assert "there is no folder 'paths' beside mkdocs.yml" in unwrapped(built.log)
    assert run_mkdocs(site / "mkdocs.yml", tmp_path / "strict", "--strict").status == 1
    assert built.page("concepts/gears/").css_first(".lp-facts") is not None


def test_paths_may_stand_in_another_folder(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    (site / "content").mkdir()
    (site / "paths").rename(site / "content/routes")
    with edited(site / "mkdocs.yml") as replace:
        replace("      kinds:\n", "      paths_dir: content/routes\n      kinds:\n")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site", "--strict")
    assert built.status == 0, built.log
    edit = built.page("paths/clock/").css_first("a[rel=edit]")
    assert attribute(edit, "href") == "https://git.example.org/someone/clocks/edit/main/content/routes/clock.yml"


def test_a_page_in_the_place_of_a_path_is_named(copied: Copy, tmp_path: Path) -> None:
    site = copied("every_field")
    (site / "docs/paths").mkdir(exist_ok=True)
    (site / "docs/paths/clock.md").write_text("# My own\n", encoding="utf-8")
    built = run_mkdocs(site / "mkdocs.yml", tmp_path / "site")
    assert "paths/clock.yml:1:1: the site has a page 'paths/clock.md' of its own" in unwrapped(built.log)
    assert "My own" in words(built.page("paths/clock/").body)
    assert built.page("concepts/escapements/escapement/").css("nav.lp-path-nav[data-path=clock] a[rel=next]")
