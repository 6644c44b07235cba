"""Builds of the fixture sites by MkDocs' own command."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from mkdocs.__main__ import cli
from selectolax.lexbor import LexborHTMLParser, LexborNode

SITES = Path(__file__).parents[1] / "sites"


def words(node: LexborNode | None) -> str:
    """Return what a reader sees of a node, with single spaces."""
    assert node is not None
    return " ".join(node.text().split())


def attribute(node: LexborNode | None, name: str) -> str:
    """Return an attribute that must be there."""
    assert node is not None
    value = node.attributes[name]
    assert value is not None
    return value


@dataclass(frozen=True)
class Built:
    """A built site, and what its build said."""

    folder: Path
    log: str
    status: int
    directory_urls: bool = True

    def file(self, address: str) -> Path:
        """Return the file of a page, such as ``concepts/gears/``; the lists of a folder are ``concepts/``."""
        if not self.directory_urls and address and not (self.folder / address / "index.html").exists():
            return self.folder / f"{address.rstrip('/')}.html"
        return self.folder / address / "index.html"

    def page(self, address: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.file(address).read_text(encoding="utf-8"))

    def target(self, address: str, link: LexborNode | None, name: str = "href") -> str:
        """Return where a link of a page leads: a file of the site that exists, and the fragment, without a query."""
        path, mark, fragment = attribute(link, name).partition("#")
        path = path.partition("?")[0]
        page = self.file(address)
        file = Path(os.path.normpath(page.parent / path)) if path else page
        if file.is_dir():
            assert path.endswith(("/", ".", "..")), f"{path} is a folder, and the link does not end with a slash"
            file /= "index.html"
        assert file.is_file(), f"{address} links to {file}, which does not exist"
        return file.relative_to(self.folder).as_posix() + mark + fragment

    def html(self) -> Iterator[tuple[str, LexborHTMLParser]]:
        """Yield every page of the site with its place."""
        for file in sorted(self.folder.rglob("*.html")):
            yield file.relative_to(self.folder).as_posix(), LexborHTMLParser(file.read_text(encoding="utf-8"))


def run_mkdocs(config: Path, site_dir: Path, *options: str, directory_urls: bool = True) -> Built:
    """Run ``mkdocs build`` in this process, which saves the time to import it."""
    urls = "--use-directory-urls" if directory_urls else "--no-directory-urls"
    arguments = ["build", "--config-file", str(config), "--site-dir", str(site_dir), urls, *options]
    result = CliRunner().invoke(cli, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Built(site_dir, result.output, result.exit_code, directory_urls)


@contextlib.contextmanager
def edited(file: Path) -> Iterator[Callable[[str, str], None]]:
    """Give a function that replaces a text which must be there once."""
    text = file.read_text(encoding="utf-8")

    def replace(old: str, new: str) -> None:
        nonlocal text
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        text = text.replace(old, new)

    yield replace
    file.write_text(text, encoding="utf-8")
