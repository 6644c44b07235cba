from __future__ import annotations

import gzip
import re
from importlib import resources
from importlib.resources.abc import Traversable

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
    asked = {"task.done", "task.open", "theme.path"}  # put into the HTML of a page when it is made
    for file in [*widgets.sources(), *on_demand_sources()]:
        text = file.read_text(encoding="utf-8")
        asked |= set(re.findall(r'"([a-z-]+(?:\.[a-z?-]+)?)"', text)) & set(TEXTS)
        asked |= {
            f"{name}.{form}" for name in re.findall(r'\bcounted\(\s*"([^"]+)"', text) for form in ("one", "other")
        }
        # A name with a part that is filled in stands for all names that start with the rest.
        for start in re.findall(r"`([a-z-]+\.)\$\{\w+(?:\.\w+)?\}`", text):
            asked |= {known for known in TEXTS if known.startswith(start)}
    assert asked == set(TEXTS)


def test_words_go_with_the_script_that_says_them() -> None:
    later = widgets.on_demand(TEXTS)
    assert set(later) == {"filter", "preview", "progress-tools"}
    script = widgets.script(TEXTS)
    for name in TEXTS:
        carrier = later.get(name.partition(".")[0])
        assert f'"{name}":' in (carrier or script)
        assert carrier is None or f'"{name}":' not in script, f"{name} is carried twice"


def on_demand_sources() -> list[Traversable]:
    folder = resources.files(widgets)
    found = (folder.joinpath(name.replace("-", "_"), "on_demand.js") for name in widgets.names())
    return [file for file in found if file.is_file()]


@pytest.mark.parametrize("limit", [8_000])
def test_the_script_stays_within_its_weight(limit: int) -> None:
    assert len(gzip.compress(widgets.script(TEXTS).encode(), mtime=0)) <= limit
