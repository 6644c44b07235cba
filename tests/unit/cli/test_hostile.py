"""Every command on a site that has everything in it that could break one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from learning_paths.cli import main
from tests.unit.cli.test_check import BROKEN
from tests.unit.repositories import ENVIRONMENT, commit, git, new_repository
from tests.unit.sites import CLEAN_PATH, SMALL_SITE, write

HEAD = "title: T\ndescription: D\nsteps:\n"
STRANGE = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "a/../a",
    "C:\\x",
    "~root",
    "./a",
    "a//a",
    "%2e%2e/a",
    "\u202ea",
]
CIRCLE = 300


def files() -> Iterator[tuple[str, str | bytes]]:
    yield from SMALL_SITE.items()
    for name, (text, _) in BROKEN.items():
        yield f"paths/{name}.yml", text
        content = text.encode() if isinstance(text, str) else text
        yield f"docs/concepts/{name}.md", b"---\n" + content + b"\n---\n# T\n"
    for number in range(CIRCLE):
        page = f"---\ntitle: T\nsummary: S\nrequires: [c{(number + 1) % CIRCLE}]\n---\n# T\n"
        yield f"docs/concepts/c{number}.md", page
    yield "paths/circle.yml", HEAD + "".join(f"  - slug: c{n}\n    commentary: C\n" for n in range(0, CIRCLE, 4))
    yield (
        "paths/strange.yml",
        HEAD + "".join(f"  - slug: {slug!r}\n    commentary: '[x]({slug})'\n" for slug in STRANGE),
    )
    heads = "slug: ../../../evil\naliases: [../../x, /etc/passwd, '', \u2066a]\nrequires: [../a]\n"
    yield "docs/concepts/strange.md", f'---\n{heads}---\n[x](../../../../etc/passwd)\n\n--8<-- "../../../secret.txt"\n'
    nested = "> " * 5000 + "x\n\n" + "[" * 5000 + "\n\n" + "<div>" * 5000 + "\n\n" + "*" * 5000 + "\n\n" + "`" * 5001
    yield "docs/concepts/nested.md", f"---\ntitle: N\nsummary: S\n---\n{nested}\n[a](#no)"
    yield "docs/concepts/\u202ebidi\u2066.md", "---\ntitle: \u202eX\x1b]0;hi\x07\n---\n\x1b[31m\n"
    yield "paths/many.yml", HEAD + "  - slug: attentoin\n" * 3000
    yield (
        "paths/counts.yml",
        HEAD.replace("steps:", f"introduction: {'the next two steps. ' * 3000}\nsteps:") + "  - x\n",
    )
    yield "docs/concepts/links.md", "---\ntitle: L\nsummary: S\n---\n" + "[a](b.md) " * 3000


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("title: Secret\n", encoding="utf-8")
    root = write(new_repository(tmp_path / "site"), dict(files()))
    for name, target in {
        "paths/zero.yml": "/dev/zero",
        "docs/concepts/zero.md": "/dev/zero",
        "paths/loop.yml": "loop.yml",
        "docs/round": "../docs",
        "docs/concepts/out.md": "../../../secret.txt",
        "paths/out.yml": "../../secret.txt",
    }.items():
        (root / name).symlink_to(target)
    commit(root)
    for name in ("paths/pipe.yml", "docs/concepts/pipe.md"):  # git has no pipes
        os.mkfifo(root / name)
    return root


def state(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file() and ".git" not in file.parts}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    "command",
    [
        "check",
        "check --format json",
        "check --format github",
        "check --format sarif",
        "check --fix --suggested --diff",
        "check --fix --suggested",
        "order circle",
        "order first --write",
        "order strange",
        "order bomb",
        "order ../secret",
        "explain ../secret",
        "diff",
        "diff EMPTY HEAD",
        "diff HEAD EMPTY --format markdown",
        "diff EMPTY --format json",
    ],
)
def test_no_command_breaks(site: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(site)
    if "EMPTY" in command:  # the same without what is hostile
        git(site, "rm", "-r", "--quiet", "--cached", ".")
        git(site, "add", "mkdocs.yml", "paths/first.yml", "docs/concepts/attention.md")
        tree = git(site, "write-tree")
        git(site, "reset", "--quiet")
        command = command.replace("EMPTY", git(site, "commit-tree", tree, "-m", "small"))
    before = state(site.parent)
    done = CliRunner().invoke(main, command.split())
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (0, 1, 2)
    assert "Traceback" not in done.output
    assert "internal-error" not in done.output
    assert "Secret" not in done.output
    assert not re.search("[\x00\x07\x1b]", done.output)
    if not command.endswith(("json", "sarif", "diff")):  # programs get what was written, and people what can be seen
        assert not re.search("[\u202e\u2066]", done.output)
    after = state(site.parent)
    assert after.keys() == before.keys()
    changed = {Path(name).name for name in after if after[name] != before[name]}
    if command == "check --fix --suggested":
        assert "first.yml" not in changed
        assert changed >= {"strange.yml"}
    else:
        assert changed == set()
    assert (site / "paths/first.yml").read_text(encoding="utf-8") == CLEAN_PATH
