from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from learning_paths import registry


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    folder = tmp_path / "a_package"
    folder.mkdir()
    for name in ("__init__", "two_words", "one", "_private"):
        (folder / f"{name}.py").write_text(f"NAME = {name!r}\n", encoding="utf-8")
    (folder / "notes.txt").write_text("not a module", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == "a_package"]:
        monkeypatch.delitem(sys.modules, name)
    import a_package  # type: ignore[import-not-found]  # noqa: PLC0415 - it exists while the test runs

    module: ModuleType = a_package
    return module


def test_modules_are_found_by_their_public_names(package: ModuleType) -> None:
    assert registry.names(package) == ["one", "two-words"]
    assert registry.load(package, "two-words").NAME == "two_words"
    assert list(registry.load_all(package)) == ["one", "two-words"]


@pytest.mark.parametrize("name", ["three", "_private", "__init__", "two_words", "", "one.two"])
def test_no_other_name_loads_anything(package: ModuleType, name: str) -> None:
    with pytest.raises(KeyError):
        registry.load(package, name)
