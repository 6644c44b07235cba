from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text import yaml_hints, yaml_nodes
from learning_paths.text.yaml_nodes import compose

BLOCK = "a:\n  - slug: x\n    commentary: |\n      one\n      two\n"

MISTAKES = {
    "a:\n\tb: x\n": "spaces",
    "title: A: b\n": "quotes around it",
    "a:\n  - slug:x\n    commentary: y\n": "in the line above: 'slug: x'",
    "a:\n  - Some page\n    because: y\n": "'- slug: Some page'",
    "a:\n  - slug:\xa0x\n    commentary: y\n": "no-break space behind '- slug'",
    "a:\n  - slug\uff1a x\n    commentary: y\n": "full-width colon behind '- slug'",
    "a:\n  - slug: x\n  * slug: y\n": "star",
    "a:\n  - slug: x\n  \u2013 slug: y\n": "instead of '\u2013'",
    "a:\n  - slug: x\n  -slug: y\n": "'- slug'",
    "a:\n  - slug: x\n  commentary: y\n": "stand below its first",
    "title: 'It's here'\n": "written twice",
    'title: "It is\nb: c\n': "quote is closed",
    "a: [b\nc: d\n": "bracket is closed",
    "a: b\n---\nc: d\n": "one document",
    "a: *b\n": "starts with '*'",
    "a: @b\n": "'@'",
    "a: b\nno colon here\nc: d\n": "':'",
    "a:\n   b: x\n  c: y\n": "indentation",
    BLOCK + "three\n": "belongs to the text above",
    BLOCK + "    three and more\n": "belongs to the text above",
    BLOCK.replace("      one", "    one"): "belongs to the text above",
}


@pytest.mark.parametrize("loader", [yaml_nodes.PythonLoader, yaml_nodes.Loader], ids=["python", "usual"])
@pytest.mark.parametrize(("text", "named"), MISTAKES.items())
def test_the_usual_cause_is_named(
    text: str, named: str, loader: type[yaml_nodes.PythonLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "Loader", loader)
    faults = compose("f.yml", text).faults
    assert [fault.rule for fault in faults] == ["invalid-yaml"]
    assert named in (faults[0].hint or "")


@given(st.lists(st.text("ab -:|>*'\t\xa0\uff1a#"), min_size=1), st.integers(0, 10), st.integers(0, 10), st.text())
def test_any_lines_and_any_message_are_looked_at(lines: list[str], line: int, column: int, message: str) -> None:
    for words in ("", "expected", yaml_hints.NO_MAPPING):
        found = yaml_hints.hint(message + words, lines, line, column)
        assert found is None or found.strip()
