from __future__ import annotations

import functools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from learning_paths.cli import main
from learning_paths.external.cache import DEFAULT_FILE
from learning_paths.external.limits import Limits
from tests.unit.cli.test_check import TOOLS
from tests.unit.cli.test_check import run as run_alone
from tests.unit.external.server import Server, serving
from tests.unit.sites import MKDOCS_YML, SMALL_SITE, write

PAGE = """\
---
title: Attention
summary: Links.
---
# Attention

[One]({0}/not-found#a) and [once more]({0}/not-found#b), [two]({0}/ok), [three]({0}/forbidden), [four]({0}/moved).
"""
ASK = ("check", "--external", "--external-allow-private")


def run(site: Path, *arguments: str) -> Result:
    """Run the command in this process, without the waits that spare other people's hosts."""
    impatient = functools.partial(Limits, delay=0.0, backoff=0.01)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(site)
        patch.setattr("learning_paths.external.limits.Limits", impatient)
        done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def found(done: Result) -> list[dict[str, Any]]:
    diagnostics: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return diagnostics


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Path:
    server.asked.requests.clear()
    return write(tmp_path, {**SMALL_SITE, "docs/concepts/attention.md": PAGE.format(server.url())})


def summary(done: Result) -> list[str]:
    return [line.removeprefix("learning-paths: ") for line in done.stderr.splitlines()]


def test_what_came_back_is_reported_in_each_place(site: Path, server: Server) -> None:
    done = run(site, *ASK, "--format", "json")
    url = server.url()
    assert [(item["rule"], item["severity"], item["message"]) for item in found(done)] == [
        ("unreachable-link", "warning", f"'{url}/not-found#a' leads to nothing: 404 Not Found"),
        ("unreachable-link", "warning", f"'{url}/not-found#b' leads to nothing: 404 Not Found"),
        ("unchecked-link", "info", f"'{url}/forbidden' could not be checked: 403 Forbidden"),
        ("moved-link", "info", f"'{url}/moved' has moved for good, to '{url}/elsewhere'"),
    ]
    assert summary(done) == [
        "external links: 4 addresses, 0 of them known from earlier runs: 2 reached, 1 unreachable, 1 unchecked"
    ]
    assert done.exit_code == 0
    assert server.asked.methods("/not-found") == ["HEAD", "GET"]


def test_a_new_address_is_written_where_that_is_asked_for(site: Path, server: Server) -> None:
    url = server.url()
    path = SMALL_SITE["paths/first.yml"].replace("Start here.", f"'[Start]({url}/moved#x) here.'")
    write(site, {"paths/first.yml": path})
    before = (site / "docs/concepts/attention.md").read_text(encoding="utf-8")
    assert run(site, *ASK, "--fix").exit_code == 0
    assert (site / "docs/concepts/attention.md").read_text(encoding="utf-8") == before
    done = run(site, *ASK, "--fix", "--suggested", "--format", "json")
    assert (site / "docs/concepts/attention.md").read_text(encoding="utf-8") == before.replace("/moved)", "/elsewhere)")
    assert (site / "paths/first.yml").read_text(encoding="utf-8") == path.replace("/moved#x", "/elsewhere#x")
    assert "moved-link" not in {item["rule"] for item in found(done)}
    assert server.asked.methods("/not-found") == ["HEAD", "GET"]  # asked for once, and not for each look at the site


def test_it_fails_a_strict_check_only(site: Path) -> None:
    assert run(site, *ASK).exit_code == 0
    assert run(site, *ASK, "--strict").exit_code == 1


def test_what_is_known_is_not_asked_for_again(site: Path, server: Server) -> None:
    first = run(site, *ASK, "--format", "json")
    assert (site / DEFAULT_FILE).is_file()
    server.asked.requests.clear()
    second = run(site, *ASK, "--format", "json")
    assert second.stdout == first.stdout
    assert {target for _, target in server.asked.requests} == {"/forbidden"}
    assert summary(second) == [
        "external links: 4 addresses, 3 of them known from earlier runs: 2 reached, 1 unreachable, 1 unchecked"
    ]
    run(site, *ASK, "--external-max-age", "0")
    assert {"/not-found", "/ok"} <= {target for _, target in server.asked.requests}


def test_the_answers_are_kept_where_one_says(site: Path) -> None:
    run(site, *ASK, "--external-cache", "other/answers.json")
    assert json.loads((site / "other/answers.json").read_text(encoding="utf-8"))["version"] == 1
    assert not (site / DEFAULT_FILE).exists()
    assert sorted(each.name for each in (site / "other").iterdir()) == ["answers.json"]


def test_the_answers_are_kept_beside_the_configuration(site: Path) -> None:
    (site / "elsewhere").mkdir()
    run(site / "elsewhere", *ASK, "-f", "../mkdocs.yml")
    assert (site / DEFAULT_FILE).is_file()
    assert list((site / "elsewhere").iterdir()) == []


def test_answers_that_cannot_be_read_are_told_and_asked_for_anew(site: Path) -> None:
    write(site, {DEFAULT_FILE.as_posix(): '{"version": 9, "answers": []}'})
    done = run(site, *ASK)
    assert len(summary(done)) == 2
    assert "holds no answers of earlier runs" in summary(done)[0]
    assert len(summary(run(site, *ASK))) == 1


def test_nothing_is_asked_without_the_option(site: Path, server: Server) -> None:
    done = run(site, "check")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "Checked 1 path, 1 step, 1 page: nothing to report.\n"
    assert server.asked.requests == []
    assert not (site / ".cache").exists()


@pytest.mark.parametrize("command", [["check"], ["check", "--rule", "unknown-step", "--external"]])
def test_no_socket_is_made_without_the_option_or_a_rule_for_it(site: Path, command: list[str]) -> None:
    program = (
        "import os, sys\n"
        "sys.addaudithook(lambda event, args: os._exit(99) if event.startswith('socket.') else None)\n"
        "from learning_paths.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(TOOLS)}
    base = [sys.executable, "-c", program]
    assert subprocess.run([*base, *command], cwd=site, env=environment, check=False).returncode == 0
    # The hook does see sockets.
    assert subprocess.run([*base, *ASK], cwd=site, env=environment, check=False).returncode == 99


def test_private_addresses_are_not_asked_for_by_default(site: Path, server: Server) -> None:
    connections = server.asked.connections
    done = run(site, "check", "--external", "--format", "json")
    assert {item["rule"] for item in found(done)} == {"unchecked-link"}
    assert all(item["message"].endswith("'127.0.0.1' is in a private network") for item in found(done))
    assert server.asked.connections == connections


def test_addresses_that_are_left_out(site: Path, server: Server) -> None:
    options = f"external: {{ignore: ['*/forbidden', '{server.url()}/mov*'], timeout: 30, concurrency: 1}}"
    write(site, {"mkdocs.yml": f"plugins:\n  - learning-paths:\n      {options}\n"})
    done = run(site, *ASK, "--format", "json")
    assert {item["rule"] for item in found(done)} == {"unreachable-link"}
    assert {target for _, target in server.asked.requests} == {"/not-found", "/ok"}


def test_a_link_that_is_no_address(site: Path) -> None:
    write(site, {"docs/concepts/attention.md": "---\nsummary: Links.\n---\n# Attention\n\n[a](https://)\n"})
    done = run(site, *ASK, "--format", "json")
    assert [item["message"] for item in found(done)] == ["'https://' leads to nothing: it is no address of the web"]


def test_rules_that_are_off_are_not_asked_for(site: Path, server: Server) -> None:
    off = "{unreachable-link: off, unchecked-link: off, moved-link: off}"
    write(site, {"mkdocs.yml": f"plugins:\n  - learning-paths:\n      rules: {off}\n"})
    assert run(site, *ASK).stderr == ""
    assert server.asked.requests == []


def test_a_rule_for_it_says_that_it_needs_the_option(site: Path) -> None:
    done = run(site, "check", "--rule", "unreachable-link", "--rule", "unknown-step")
    assert (done.exit_code, summary(done)) == (0, ["the rule 'unreachable-link' finds nothing without --external"])
    assert summary(run(site, *ASK, "--rule", "unreachable-link"))[0].startswith("external links: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--external-allow-private"], "need --external"),
        (["--external-max-age", "1"], "need --external"),
        (["--external-cache", "x"], "need --external"),
        (["--external", "--external-max-age", "-1"], "--external-max-age"),
        (["--external", "--external-max-age", "nan"], "--external-max-age"),
        (["--external", "--external-cache", "."], "--external-cache"),
    ],
)
def test_options_that_make_no_sense(site: Path, server: Server, arguments: list[str], said: str) -> None:
    done = run(site, "check", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert server.asked.requests == []


@pytest.mark.parametrize("module", ["", "__version__ = '1.26.20'\n"])
def test_without_urllib3_it_says_what_to_install(site: Path, tmp_path: Path, module: str) -> None:
    content = module or "raise ModuleNotFoundError(name='urllib3')\n"
    write(tmp_path, {"modules/urllib3/__init__.py": content})
    path = f"{tmp_path / 'modules'}{os.pathsep}{TOOLS}"
    done = run_alone(site, *ASK, environment={"PYTHONPATH": path})
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'mkdocs-learning-paths[external]'" in done.stderr
    assert run_alone(site, "check", environment={"PYTHONPATH": path}).returncode == 0


def test_without_certificate_authorities_it_says_what_to_do(site: Path, tmp_path: Path) -> None:
    write(tmp_path, {"modules/certifi.py": "raise ImportError\n"})
    environment = {
        "PYTHONPATH": f"{tmp_path / 'modules'}{os.pathsep}{TOOLS}",
        "SSL_CERT_FILE": str(tmp_path / "none"),
        "SSL_CERT_DIR": str(tmp_path / "none"),
    }
    done = run_alone(site, *ASK, environment=environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install certifi" in done.stderr


def start(site: Path, *arguments: str) -> subprocess.Popen[str]:
    environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(TOOLS)}
    command = [sys.executable, "-m", "learning_paths", *arguments]
    return subprocess.Popen(
        command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def test_ctrl_c_ends_the_asking_and_not_the_report(site: Path, server: Server) -> None:
    url = server.url()
    page = f"---\nsummary: Links.\n---\n# Attention\n\n[One]({url}/not-found), [two]({url}/never).\n"
    write(site, {"docs/concepts/attention.md": page, "mkdocs.yml": MKDOCS_YML})
    process = start(site, *ASK, "--format", "json")
    end = time.monotonic() + 30
    while time.monotonic() < end and len(server.asked.requests) < 3:
        time.sleep(0.01)
    time.sleep(0.5)  # the answer to the third is on its way
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert [item["message"] for item in json.loads(output)["diagnostics"]] == [
        f"'{url}/not-found' leads to nothing: 404 Not Found"
    ]
    assert "Traceback" not in errors
    assert "1 unreachable, 0 unchecked, 1 not asked for" in errors
    assert "not-found" in (site / DEFAULT_FILE).read_text(encoding="utf-8")


def test_progress_is_shown_on_a_terminal(site: Path, server: Server) -> None:
    pty = pytest.importorskip("pty")
    write(
        site, {"docs/concepts/attention.md": f"---\nsummary: Links.\n---\n# Attention\n\n[One]({server.url('/ok')}).\n"}
    )
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "learning_paths", *ASK, "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(TOOLS)}
    done = subprocess.run(command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    json.loads(done.stdout)
    assert "\rExternal links: " in shown
    assert shown.rstrip().endswith("1 reached, 0 unreachable, 0 unchecked")


def test_fixes_ask_once_and_take_what_came_back(site: Path, server: Server) -> None:
    page = site / "docs/concepts/attention.md"
    before = page.read_bytes()
    done = run(site, *ASK, "--fix", "--format", "json")
    assert (page.read_bytes(), summary(done)[1:]) == (
        before,
        ["Fixed nothing.", "--fix --suggested would put 1 of these right."],
    )
    server.asked.requests.clear()
    done = run(site, *ASK, "--fix", "--suggested", "--format", "json")
    assert summary(done)[1:] == ["Fixed 1 finding in 1 file."]
    assert page.read_bytes() == before.replace(b"/moved", b"/elsewhere")
    assert "moved-link" not in {item["rule"] for item in found(done)}
    # What is not certain is asked for in each run, once for all its passes.
    assert server.asked.requests == [("HEAD", "/forbidden"), ("GET", "/forbidden")]


@pytest.mark.parametrize("status", [2, 130])
def test_nothing_is_written_where_not_all_could_be_asked(
    site: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    path = site / "paths/first.yml"
    text = path.read_text(encoding="utf-8") + "draft: no\n"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("learning_paths.cli.check.ask_outside", lambda *_: status)
    done = run(site, *ASK, "--fix")
    assert (done.exit_code, done.stdout, path.read_text(encoding="utf-8")) == (status, "", text)
    assert run(site, *ASK, "--diff").stdout.endswith("-draft: no\n+draft: false\n")
