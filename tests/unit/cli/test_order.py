from __future__ import annotations

import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_paths.cli import main
from learning_paths.model.reorder import NewOrder, new_order
from tests.unit.model.graphs import any_graphs, files, path
from tests.unit.sites import MKDOCS_YML, write

PAGES = files({"a": [], "b": ["a"], "c": ["b"], "k": ["l"], "l": ["k"], "x": []})
SITE = {"mkdocs.yml": MKDOCS_YML, **PAGES}
OLD = """\
title: T
description: D
steps:
  - stage: One
  - slug: x
    commentary: x
  # about c
  - slug: c  # "see"
    commentary: |
      First.

      Then.
  - stage: "Two"
  - {slug: a}
  - slug: 'b'
    # to do
conclusion: C
"""
NEW = """\
title: T
description: D
steps:
  - stage: One
  - slug: x
    commentary: x
  - stage: "Two"
  - {slug: a}
  - slug: 'b'
    # to do
  # about c
  - slug: c  # "see"
    commentary: |
      First.

      Then.
conclusion: C
"""


def order(site: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(main, ["order", "-f", str(site / "mkdocs.yml"), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def broken(site: Path) -> str:
    """Return what the check says of the order of paths, but for its last line."""
    done = CliRunner().invoke(main, ["check", "-f", str(site / "mkdocs.yml"), "--rule", "prerequisite-after-step"])
    return "\n".join(done.stdout.splitlines()[:-1])


def test_a_path_in_order(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "paths/p.yml": NEW})
    for more in ((), ("--write",), ("--diff",)):
        done = order(tmp_path, "p", *more)
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout == "paths/p.yml: already in order (4 steps)\n"
    assert (tmp_path / "paths/p.yml").read_text(encoding="utf-8") == NEW


def test_the_order_is_shown_and_nothing_written(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "paths/p.yml": OLD})
    done = order(tmp_path, "p")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout == (
        "paths/p.yml: 1 of 4 steps moves\n"
        "\n"
        "     One\n"
        "  1  x\n"
        "     Two\n"
        "  2  a\n"
        "  3  b\n"
        "↓ 4  c  was 2, in 'One': it requires 'b'\n"
        "\n"
        "Nothing is written: 'learning-paths order p --write' rearranges the file.\n"
    )
    assert (tmp_path / "paths/p.yml").read_text(encoding="utf-8") == OLD


def test_the_difference_can_be_applied(tmp_path: Path) -> None:
    old = OLD.replace("\n", "\r\n").encode()
    write(tmp_path, {**SITE, "paths/p.yml": old})
    done = order(tmp_path, "p", "--diff")
    assert (done.exit_code, done.stderr) == (1, "")
    assert (tmp_path / "paths/p.yml").read_bytes() == old
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=tmp_path, input=done.stdout_bytes, check=True)
    assert (tmp_path / "paths/p.yml").read_bytes() == NEW.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_the_file_is_rearranged(tmp_path: Path, line_end: str, start: bytes) -> None:
    file = tmp_path / "paths/p.yml"
    write(tmp_path, {**SITE, "paths/p.yml": start + OLD.replace("\n", line_end).encode()})
    file.chmod(0o640)
    assert broken(tmp_path)
    done = order(tmp_path, "p", "--write")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "\n\npaths/p.yml is written. " in done.stdout
    assert file.read_bytes() == start + NEW.replace("\n", line_end).encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list((tmp_path / "paths").iterdir()) == [file]
    assert broken(tmp_path) == ""
    assert "already in order" in order(tmp_path, "p", "--write").stdout


def test_steps_that_require_each_other_are_named(tmp_path: Path) -> None:
    write(tmp_path, SITE | path("k", "l", "x") | path("b", "l", "a", "k", name="q"))
    done = order(tmp_path, "p")
    assert done.exit_code == 1
    assert done.stdout == (
        "paths/p.yml: no order of its 3 steps keeps all prerequisites, and none keeps more\n"
        "\n"
        "Steps 1 'k' and 2 'l' require each other, so that no order satisfies them.\n"
        "They stay as they are among themselves. 'learning-paths check' shows where they require each other.\n"
    )
    done = order(tmp_path, "q", "--write")
    assert done.exit_code == 1
    assert "1 of 4 steps moves" in done.stdout
    assert "Steps 2 'l' and 4 'k' require each other" in done.stdout
    assert broken(tmp_path) == ""


def test_of_many_steps_that_require_each_other_both_ends_are_named(tmp_path: Path) -> None:
    names = [f"p{number:03}" for number in range(120)]
    ring = {name: [names[(number + 1) % len(names)]] for number, name in enumerate(names)}
    write(tmp_path, {"mkdocs.yml": MKDOCS_YML, **files(ring), **path(*names)})
    said = order(tmp_path, "p").stdout.splitlines()[2]
    assert said.startswith("Steps 1 'p000', 2 'p001', ")
    assert "50 'p049', 20 more, 71 'p070'" in said
    assert said.endswith(" and 120 'p119' require each other, so that no order satisfies them.")


def test_a_stage_without_steps_stays_and_is_named(tmp_path: Path) -> None:
    write(tmp_path, SITE | path("#One", "b", "#Two", "a"))
    done = order(tmp_path, "p")
    assert "\nThe stage 'Two' has no steps then.\n" in done.stdout


def test_a_path_can_be_named_by_its_slug_or_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**SITE, "paths/p.yml": NEW, "paths/p.yaml": OLD, "paths/q.yml": NEW})
    for name in ("q", "paths/q.yml", str(tmp_path / "paths/q.yml")):
        assert "paths/q.yml: already" in order(tmp_path, name).stdout
    monkeypatch.chdir(tmp_path / "paths")
    assert "paths/q.yml: already" in order(tmp_path, "q.yml").stdout
    assert order(tmp_path, "p.yaml").exit_code == 1
    done = order(tmp_path, "p")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "several files have the slug 'p': name one of them: paths/p.yml, paths/p.yaml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["q"], "there is no path 'q'; the paths are: paths"),
        (["path"], "did you mean 'paths'?"),
        (["bad"], "paths/bad.yml cannot be read: mend what 'learning-paths check' reports first"),
        (["paths/bad.yml"], "paths/bad.yml cannot be read"),
        (["paths", "--diff", "--write"], "leave out one of them"),
        (["a\x1b[31m"], "there is no path 'a<U+001B>[31m'"),
    ],
)
def test_where_it_cannot_run(tmp_path: Path, arguments: list[str], said: str) -> None:
    write(tmp_path, {**SITE, "paths/paths.yml": NEW, "paths/bad.yml": "a: [\n"})
    done = order(tmp_path, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("steps: [{slug: b}, {slug: a}]\n", "'steps' is written in brackets"),
        ("steps:\n- slug: b\n- a\n- slug: a\n", "some items of 'steps' are neither steps nor stages"),
        ("steps:\n- slug: b\n  slug: b\n- slug: a\n", "faults in its YAML"),
        (
            "steps:\n- slug: b\n  commentary: |+\n    x\n- slug: a\n\nlevel: advanced\n",
            "would change what the file says",
        ),
    ],
)
def test_what_cannot_be_moved_safely_is_refused(tmp_path: Path, steps: str, said: str) -> None:
    text = f"title: T\ndescription: D\n{steps}"
    write(tmp_path, {**SITE, "paths/p.yml": text})
    assert order(tmp_path, "p").exit_code == 1
    for option in ("--write", "--diff"):
        done = order(tmp_path, "p", option)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "paths/p.yml is left as it is: " in done.stderr
        assert said in done.stderr
        assert (tmp_path / "paths/p.yml").read_text(encoding="utf-8") == text


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "docs/p.yml": OLD, "paths/q.yml": NEW})
    (tmp_path / "paths/p.yml").symlink_to("../docs/p.yml")
    assert order(tmp_path, "p", "--write").exit_code == 0
    assert (tmp_path / "paths/p.yml").is_symlink()
    assert (tmp_path / "docs/p.yml").read_text(encoding="utf-8") == NEW


def test_a_file_that_cannot_be_written_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write(tmp_path, {**SITE, "paths/p.yml": OLD})
    monkeypatch.setattr("os.replace", replace)
    done = order(tmp_path, "p", "--write")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "paths/p.yml cannot be written: No space left on device" in done.stderr
    assert [file.read_text(encoding="utf-8") for file in (tmp_path / "paths").iterdir()] == [OLD]


def test_a_file_that_somebody_changes_meanwhile_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {**SITE, "paths/p.yml": OLD})

    def changed(*arguments: Any) -> NewOrder:
        write(tmp_path, {"paths/p.yml": OLD + "# more\n"})
        return new_order(*arguments)

    monkeypatch.setattr("learning_paths.cli.order.new_order", changed)
    done = order(tmp_path, "p", "--write")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "changed by somebody else" in done.stderr
    assert (tmp_path / "paths/p.yml").read_text(encoding="utf-8") == OLD + "# more\n"


def test_a_path_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**SITE, "paths/p.yml": OLD})
    monkeypatch.setattr("learning_paths.model.reorder.MAX_STEPS", 3)
    done = order(tmp_path, "p")
    assert done.exit_code == 2
    assert "paths/p.yml cannot be put in order: it has more than 3 steps" in done.stderr


def test_control_characters_in_titles_do_not_reach_the_terminal(tmp_path: Path) -> None:
    write(tmp_path, SITE | path('"#\\e[31m\u202e"', "b", "a"))
    write(tmp_path, {"paths/p.yml": 'title: T\nsteps:\n- stage: "A\\e[31m\u202e"\n- slug: b\n- slug: a\n'})
    done = order(tmp_path, "p")
    assert "A<U+001B>[31m<U+202E>" in done.stdout


@given(any_graphs(6), st.data())
@settings(max_examples=40)
def test_after_writing_the_check_finds_no_fault_of_order(
    tmp_path_factory: pytest.TempPathFactory, requires: dict[str, list[str]], data: st.DataObject
) -> None:
    site = tmp_path_factory.mktemp("site")
    steps = data.draw(st.permutations([*sorted(requires), "#1", "#2"]))
    write(site, {"mkdocs.yml": MKDOCS_YML, **files(requires), **path(*steps)})
    before = (site / "paths/p.yml").read_bytes()
    done = order(site, "p", "--write")
    assert done.exit_code in (0, 1)
    assert broken(site) == ""
    after = (site / "paths/p.yml").read_bytes()
    assert sorted(after.splitlines()) == sorted(before.splitlines())
    assert (after == before) == ("steps move" not in done.stdout)
    again = order(site, "p", "--write")
    assert (again.exit_code, (site / "paths/p.yml").read_bytes()) == (done.exit_code, after)
