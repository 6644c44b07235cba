"""The command reads mkdocs.yml, the plugin is told by MkDocs: they must come to the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from learning_paths.hosts.mkdocs.host import host_of_config
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import read_settings
from learning_paths.model.host import Host

CONFIGS = {
    "nothing": "",
    "urls": "use_directory_urls: false\nsite_url: https://example.org/a/b\n",
    "root": "site_url: https://example.org\n",
    "validation": "validation: {anchors: warn, absolute_links: relative_to_docs, links: {not_found: info}}\n",
    "silence": "validation: {links: {anchors: ignore, unrecognized_links: ignore, absolute_links: warn}}\n",
    "extensions": "markdown_extensions: [footnotes, pymdownx.superfences, {toc: {permalink: true}}]\n",
    "bundle": "markdown_extensions: [extra]\n",
    "pymdownx bundle": "markdown_extensions: [pymdownx.extra]\n",
    "math": "markdown_extensions: [pymdownx.arithmatex, learning_paths.hosts.mkdocs.mathml]\n",
    "long names": "markdown_extensions: [markdown.extensions.footnotes, {markdown.extensions.toc: {separator: _}}]\n",
    "unicode": "markdown_extensions: [{toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }}]\n",
    "pymdownx": "markdown_extensions: [{toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify "
    "{kwds: {case: lower, normalize: NFD}}}}]\n",
    "snippets": "markdown_extensions: [pymdownx.snippets]\n",
    "parts of a folder": "markdown_extensions: [{pymdownx.snippets: {base_path: docs/parts, auto_append: [a.md]}}]\n",
    "parts of folders": "markdown_extensions: [{pymdownx.snippets: {base_path: ['!relative', !relative $config_dir/a, "
    "!relative $docs_dir/b, !relative $docs_dir, !relative , ../c]}}]\n",
    "tabs": "markdown_extensions: [{pymdownx.tabbed: {separator: _, slugify: "
    "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}}, "
    "{pymdownx.blocks.tab: {slugify: !!python/name:markdown.extensions.toc.slugify }}]\n",
    "numbered tabs": "markdown_extensions: [pymdownx.tabbed, {pymdownx.blocks.tab: {alternate_style: true}}]\n",
    "patterns": "exclude_docs: |\n  drafts/\n  !/templates/\ndraft_docs: |\n  later.md\n",
    "excluded": "exclude_docs: '*.txt'\n",
    "theme": "theme: {name: mkdocs, custom_dir: over/}\n",
}
FILES = ["a.md", "drafts/a.md", "later.md", "b/later.md", "templates/a.md", "a.txt", ".a/b.md"]
WORDS = ["A b", "Über  A_b", "日本 & c", ""]


def comparable(host: Host) -> object:
    slugs = [host.slugify(words, host.separator) for words in WORDS] if host.slugify is not None else None
    tabs = [[slugify(words, mark) for words in WORDS] for slugify, mark in host.tab_slugs if slugify is not None]
    left_out = [host.left_out(file) for file in FILES]
    return host._replace(slugify=None, tab_slugs=(), exclude_docs=None, draft_docs=None), slugs, tabs, left_out


@pytest.mark.parametrize("text", CONFIGS.values(), ids=CONFIGS)
def test_the_command_and_mkdocs_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.chdir(tmp_path)  # folders of snippets are relative to where the build is started
    for folder in ("docs", "over", "paths"):
        (tmp_path / folder).mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: x\nplugins: [search, learning-paths]\n{text}", encoding="utf-8")
    read = read_settings(config, [], Faults()).host
    told = host_of_config(load_config(str(config)), serving=False)
    assert comparable(told) == comparable(read)


def test_a_function_of_somebody_else_is_used_where_mkdocs_has_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    slugify = "!!python/name:os.path.join "
    config.write_text(
        f"site_name: x\nplugins: [learning-paths]\nmarkdown_extensions: [{{toc: {{slugify: {slugify}}}}}]\n",
        encoding="utf-8",
    )
    assert read_settings(config, [], Faults()).host.slugify is None
    told = host_of_config(load_config(str(config)), serving=True)
    assert told.serving
    assert told.slugify is not None
    assert told.slugify("a", "b") == "a/b"
