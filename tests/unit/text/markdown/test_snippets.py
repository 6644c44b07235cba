from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetPreprocessor

from learning_paths.text.markdown.snippets import MAX_CHARACTERS, part_names, takes_in_more, with_parts

PARTS = {
    "a.md": "# In a\n\ntext",
    "b.md": '# In b\n\n--8<-- "a.md"',
    "round.md": '# Round\n--8<-- "round.md"',
    "list.md": "--8<--\na.md\n; b.md\n\nb.md\n--8<--",
    "figure.svg": '<svg id="f"></svg>',
    "empty.md": "",
}
PIECES = [
    *(
        '--8<-- "a.md"',
        "-8<- 'b.md'",
        '  --8<-- "b.md"',
        '--8<-- "list.md"',
        '--8<-- "figure.svg"',
        '--8<-- "round.md"',
    ),
    *('; --8<-- "a.md"', ';--8<-- "a.md"', '--8<-- "a.md" ', '--8<-- "a.md" x', 'x --8<-- "a.md"', '> --8<-- "a.md"'),
    *("--8<--", "---8<---", "  --8<--", "--8<-- ", "a.md", "  b.md", "; a.md", "none.md", '--8<-- "none.md"', ""),
    *("```", "# Own", '--8<-- "empty.md"', "--8<--a.md", "--8<-- \"a.md'", "list.md"),
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snippets")
    for name, text in PARTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def as_the_extension_has_it(text: str, folder: Path) -> list[str]:
    config = SnippetExtension(base_path=[str(folder)]).getConfigs()
    lines: list[str] = SnippetPreprocessor(config, Markdown()).run(text.split("\n"))
    return lines


def _words(lines: list[str]) -> list[str]:
    # What is written with a semicolon, so that it is taken literally, loses it.
    return [line.replace(";", "") for line in lines if line.strip()]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join))
@settings(max_examples=300)
def test_it_is_what_the_extension_makes(folder: Path, text: str) -> None:
    lines = with_parts(text, PARTS).split("\n")
    # A file that is not there leaves nothing; here its name stays, to tell that something is missing.
    mine = [line for line in lines if not takes_in_more(line)]
    assert _words(mine) == _words(as_the_extension_has_it(text, folder))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join))
def test_what_is_left_is_what_is_not_known(text: str) -> None:
    unknown = [name for name in part_names(text) if name not in PARTS]
    assert takes_in_more(with_parts(text, PARTS)) is bool(unknown)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.md:2:3", "a.md"), ("a.md:section", "a.md"), ("a.md:1:2,4:5", "a.md"), ("https://a.b/c.md", None)],
)
def test_names(name: str, expected: str | None) -> None:
    assert list(part_names(f'--8<-- "{name}"')) == ([] if expected is None else [expected])
    assert list(part_names(f"--8<--\n{name}\n--8<--")) == ([] if expected is None else [expected])


def test_of_an_address_nothing_is_known() -> None:
    assert takes_in_more(with_parts('--8<-- "https://a.b/c.md"', PARTS))


def test_parts_that_multiply_come_to_an_end() -> None:
    parts = {f"{n}.md": f'--8<-- "{n + 1}.md"\n' * 10 for n in range(30)} | {"30.md": "x" * 100}
    text = with_parts('--8<-- "0.md"', parts)
    assert len(text) < 10 * MAX_CHARACTERS
    assert takes_in_more(text)
