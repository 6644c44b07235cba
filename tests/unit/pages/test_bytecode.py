"""Compiled templates are kept as compiled modules are."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from learning_paths.model.texts import texts_in
from learning_paths.pages.bytecode import TemplateBytecode
from learning_paths.pages.environment import environment
from learning_paths.pages.words import Words


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("template-*"))


def render(source: str, setting: str = "plain") -> str:
    env = jinja2.Environment(
        loader=jinja2.DictLoader({"page": source}), bytecode_cache=TemplateBytecode(setting), autoescape=True
    )
    return env.get_template("page").render(name="Ann")


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render("Hello {{ name }}") == "Hello Ann"
    assert len(kept(folder)) == 1

    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert render("Hello {{ name }}") == "Hello Ann"


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    render("Hello {{ name }}")
    assert render("Bye {{ name }}") == "Bye Ann"
    assert len(kept(folder)) == 1


def test_what_was_compiled_with_another_setting_is_compiled_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render("Hello {{ name }}")
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    with pytest.raises(TypeError):
        render("Hello {{ name }}", "other")


@pytest.mark.parametrize("damage", [b"", b"j2", b"no bytecode at all" * 9])
def test_a_damaged_file_is_compiled_anew(folder: Path, damage: bytes) -> None:
    render("Hello {{ name }}")
    (file,) = kept(folder)
    whole = file.read_bytes()
    for length in (0, 4, len(whole) // 2):
        file.write_bytes(whole[:length] + damage)
        assert render("Hello {{ name }}") == "Hello Ann"
    assert file.read_bytes() == whole


def test_words_of_one_site_are_not_kept_for_another(folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "words.html").write_text('{{ "draft" | text }} {{ 61 | duration }}', encoding="utf-8")
    shown = [
        environment(Words(texts_in(language, changed)), [str(folder / "own")]).get_template("words.html").render()
        for language, changed in (("en", {}), ("de", {}), ("en", {"draft": "Unfinished"}))
    ]
    assert shown == ["Draft 1 h 1 min", "Entwurf 1 Std. 1 Min.", "Unfinished 1 h 1 min"]
    assert len(kept(folder)) == 1


def test_nothing_is_written_where_python_writes_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render("Hello {{ name }}") == "Hello Ann"
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "file"))
    assert render("Hello {{ name }}") == "Hello Ann"
