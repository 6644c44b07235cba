"""A real browser, and the real site for it to walk."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield the Chromium that this machine has. Continuous integration (CI is set) must have one."""
    chromium = find_chromium()
    if chromium is None:
        message = "no Chromium: install it, or name it in the environment variable CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder for a while, and give its address, which ends with a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_QuietHandler, directory=str(folder))) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            serving.join()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build this repository's site once, serve it, and yield its address, which ends with a slash."""
    # Below a folder, as many hosts publish a site: the same as in its `site_url`, which the page for errors names.
    root = tmp_path_factory.mktemp("built")
    site = root / "mkdocs-learning-paths"
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    with served(root) as host:
        address = f"{host}{site.name}/"
        # Material's instant navigation follows links to pages that the site's map names, at its own address.
        sitemap = site / "sitemap.xml"
        text = sitemap.read_text(encoding="utf-8")
        published = min(re.findall(r"<loc>([^<]+)</loc>", text), key=len)
        sitemap.write_text(text.replace(published, address), encoding="utf-8")
        yield address
