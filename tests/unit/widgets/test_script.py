from __future__ import annotations

import gzip
import re

import pytest

from learning_paths import widgets
from learning_paths.model.texts import TEXTS

DECLARED = re.compile(r"^(?:export )?(?:const|let|class|function) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)


def test_every_name_is_declared_once_because_all_scripts_share_one_scope() -> None:
    names = [name for file in widgets.sources() for name in DECLARED.findall(file.read_text(encoding="utf-8"))]
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})


def test_a_script_imports_what_an_earlier_one_exports_and_uses_all_of_it() -> None:
    exported: dict[str, set[str]] = {}
    for file in widgets.sources():
        text = file.read_text(encoding="utf-8")
        for names, source in IMPORTED.findall(text):
            for name in (name.strip() for name in names.split(",")):
                assert name in exported[source.rsplit("/", 1)[-1]], f"{file.name} imports {name}"
                assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{file.name} imports {name} and does not use it"
        exported[file.name] = set(re.findall(r"^export (?:const|let|class|function) (\w+)", text, re.MULTILINE))


def test_the_script_holds_no_import_no_export_and_no_comment() -> None:
    script = widgets.script({"a": "b"})
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
    assert not re.search(r"^\s*(//|/\*\*?\s*$)", script, re.MULTILINE)
    assert 'const texts = {"a":"b"};' in script


def test_words_cannot_end_the_script() -> None:
    assert "</script>" not in widgets.script({"a": "</script>"})


def test_every_text_that_scripts_ask_for_exists_and_no_other() -> None:
    asked = set()
    for file in widgets.sources():
        text = file.read_text(encoding="utf-8")
        asked |= set(re.findall(r'\btext\(\s*"([^"]+)"', text))
        asked |= {
            f"{name}.{form}" for name in re.findall(r'\bcounted\(\s*"([^"]+)"', text) for form in ("one", "other")
        }
        # A name with a part that is filled in stands for all names of that shape.
        for name in re.findall(r"\btext\([^)]*?`([^`]+)`", text):
            shape = re.compile(re.sub(r"\\\$\\\{.*?\\\}", ".+", re.escape(name)))
            asked |= {known for known in TEXTS if shape.fullmatch(known)}
        for name in re.findall(r'\btext\(\w+ \? `([^$`]+)\$\{\w+\}` : "([^"]+)"', text):
            asked.add(name[1])
    assert asked == set(TEXTS)


@pytest.mark.parametrize("limit", [8_000])
def test_the_script_stays_within_its_weight(limit: int) -> None:
    assert len(gzip.compress(widgets.script(TEXTS).encode(), mtime=0)) <= limit
