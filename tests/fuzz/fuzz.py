"""Feed the check what a fuzzer thinks of, guided by the code that it reaches: see README.md beside this file.

python tests/fuzz/fuzz.py TARGET [CORPUS] [OPTIONS OF LIBFUZZER]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

with atheris.instrument_imports(include=["learning_paths", "yaml"]):
    from learning_paths.load.faults import Faults
    from learning_paths.load.read_pages import read_page
    from learning_paths.load.read_paths import read_path
    from learning_paths.model.fields import MARKDOWN_KEYS
    from learning_paths.model.kinds import BUILT_IN
    from learning_paths.text import counting, edits, front_matter, ignore_comments, markdown_outline, yaml_nodes
    from learning_paths.text.lines import plain_text
    from learning_paths.text.markdown import anchors, links, slugs, snippets, tabs
    from learning_paths.text.span import Span
    from tests.unit.sites import SMALL_SITE
    from tests.unit.sound import assert_inside, assert_sound

EVERYTHING = frozenset(
    "abbr admonition attr_list def_list footnotes math md_in_html tables toc fenced_code wikilinks "
    "pymdownx.superfences pymdownx.arithmatex pymdownx.details pymdownx.tabbed pymdownx.snippets".split()
)
NOUNS = [
    counting.Noun("step", "steps", counting.Use.STEP, 5),
    counting.Noun("paper", "papers", counting.Use.WORK, 3),
    counting.Noun("concept", "concepts", counting.Use.IDEA, 2),
]


def text_of(data: bytes) -> str | None:
    """Return what is read from bytes, None if they are not UTF-8."""
    try:
        return plain_text(data.decode())
    except UnicodeDecodeError:
        return None


def yaml(data: bytes) -> None:
    """YAML to nodes, and nodes to documents, with both loaders."""
    text = text_of(data)
    if text is None:
        return
    for loader in (yaml_nodes.PythonLoader, yaml_nodes.CLoader):
        yaml_nodes.Loader = loader
        faults = Faults()
        read_path("paths/x.yml", text, faults)
        for kind in BUILT_IN:
            read_page("docs/x.md", "x.md", kind, f"---\n{text}\n---\n", faults)
        for findings in faults.by_rule.values():
            for finding in findings:
                if finding.span.file == "paths/x.yml":
                    assert_inside(finding.span, {"paths/x.yml": data})


def markdown(data: bytes) -> None:
    """Links, anchors, headings, comments and counted things in Markdown."""
    text = text_of(data)
    if text is None:
        return
    body = front_matter.body_start(text)
    for extensions in (EVERYTHING, frozenset[str]()):
        for link in links.links(text, body, extensions):
            assert 0 <= link.start <= link.end <= len(text), link
        anchors.anchors(text, body, extensions, slugs.latin_slug, "-")
    whole = snippets.with_parts(text, dict.fromkeys(snippets.part_names(text), text))
    assert len(whole) <= len(text) + 3 * snippets.MAX_CHARACTERS
    tabs.tab_titles(text)
    for start, end in markdown_outline.comments(text):
        assert 0 <= start < end <= len(text)
    lines = text.count("\n") + 1
    assert all(1 <= heading.line <= lines for heading in markdown_outline.headings(text))
    for count in counting.counts(text, NOUNS, about_path=True):
        assert 0 <= count.start < count.end <= len(text)


def suppressions(data: bytes) -> None:
    """Comments that silence rules, in pages and in YAML."""
    text = text_of(data)
    if text is None:
        return
    lines = text.count("\n") + 1
    for found in (ignore_comments.in_page("docs/x.md", text), ignore_comments.in_yaml("x.yml", text, MARKDOWN_KEYS)):
        for suppression in found.found:
            assert 1 <= suppression.span.line <= suppression.span.end_line <= lines
        for line in range(1, min(lines, 50) + 1):
            found.silencing("unknown-step", line)


def edit(data: bytes) -> None:
    """Changes to the bytes of a file: what they leave alone stays as it is."""
    provider = atheris.FuzzedDataProvider(data)
    changes = [
        (Span("x", *(provider.ConsumeIntInRange(1, 9) for _ in range(4))), provider.ConsumeUnicodeNoSurrogates(3))
        for _ in range(provider.ConsumeIntInRange(0, 4))
    ]
    content = provider.ConsumeBytes(200)
    result = edits.apply(content, changes)
    assert len(result.made) == len(changes)
    if not any(result.made):
        assert result.content == content
    again = edits.apply(content, [])
    assert again.content == content


def site(data: bytes) -> None:
    """A whole site, from bytes to reports and fixes: a path, a paper and a concept, with zeros between them."""
    path, paper, concept = [*data.split(b"\0\0"), b"", b""][:3]
    yaml_nodes.Loader = yaml_nodes.CLoader
    files: Mapping[str, str | bytes] = {
        **SMALL_SITE,
        "paths/x.yml": path,
        "docs/papers/x.md": paper,
        "docs/concepts/y.md": concept,
    }
    assert_sound(files)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "markdown": markdown,
    "suppressions": suppressions,
    "edit": edit,
    "site": site,
}


def main() -> None:
    """Run one target until it fails, or for as long as the options say."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
