from __future__ import annotations

import gzip
import json
import re
from importlib import resources

import pytest

from learning_paths import pages, registry, widgets
from learning_paths.model import languages
from learning_paths.model.languages.en import TEXTS

DECLARED = re.compile(r"^(?:export )?(?:const|let|class|function) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)


def test_every_name_is_declared_once_because_all_scripts_share_one_scope() -> None:
    names = [name for file in widgets.sources() for name in DECLARED.findall(widgets.written(file))]
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})


def test_a_script_imports_what_an_earlier_one_exports_and_uses_all_of_it() -> None:
    exported: dict[str, set[str]] = {}
    for file in widgets.sources():
        text = widgets.written(file)
        for names, source in IMPORTED.findall(text):
            for name in (name.strip() for name in names.split(",")):
                assert name in exported[source.rsplit("/", 1)[-1]], f"{file} imports {name}"
                assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{file} imports {name} and does not use it"
        exported[file.rsplit("/", 1)[-1]] = set(
            re.findall(r"^export (?:const|let|class|function) (\w+)", text, re.MULTILINE)
        )


def test_the_script_holds_no_import_no_export_and_no_comment() -> None:
    script = widgets.script(TEXTS, "en")
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
    assert not re.search(r"^\s*(//|/\*\*?\s*$)", script, re.MULTILINE)


def test_a_comment_in_front_of_code_takes_none_of_the_code_with_it() -> None:
    script = "/** @type {any} */ (self).a = 1;\n/** Says * what. */\nb(); // why\n  /* c\n * d */\n"
    assert widgets.sent(script) == "(self).a = 1;\nb();\n"


def test_the_script_holds_the_texts_that_it_asks_for_and_their_language() -> None:
    script = widgets.script({name: name.upper() for name in TEXTS}, "pt-BR")
    found = re.search(r"^const texts = (\{.*\});\nconst language = \"([^\"]*)\";$", script, re.MULTILINE)
    assert found is not None
    assert found[2] == "pt-BR"
    texts = json.loads(found[1])
    # By name, by a name with a part that is filled in, and by a number.
    assert {"comma", "marked.read", "marked.known", "progress.one", "progress.other"} <= texts.keys()
    assert not {"requires", "month.1", "level.advanced", "moved"} & texts.keys()
    assert all(text == name.upper() for name, text in texts.items())


def test_forms_of_other_languages_go_along() -> None:
    assert "progress.few" in widgets.asked('counted("progress", 3)', {"progress.few": "x", "progress": "y"})


def test_texts_for_a_theme_go_along_only_with_what_mends_it() -> None:
    assert "theme.table" not in widgets.script(TEXTS, "en")
    assert "theme.table" in widgets.script(TEXTS, "en", mend_theme=True)


def test_words_cannot_end_the_script() -> None:
    assert "</script>" not in widgets.script({"close": "</script>"}, "en")


def test_scripts_ask_for_texts_by_literals_so_that_the_build_finds_them() -> None:
    for file in [*widgets.sources(), *widgets.on_demand_sources()]:
        if file == "_shared/site.js":
            continue  # it says what asking is
        text = widgets.sent(widgets.written(file))
        for call in re.finditer(r"(?<![\w.])(?:text|counted)\(\s*", text):
            following = text[call.start() :]
            assert widgets.asked(following.split(")")[0] + ")", TEXTS), f"{file}: {following[:60]}"


def test_words_go_with_the_script_that_says_them() -> None:
    later = widgets.on_demand(TEXTS)
    script = widgets.script(TEXTS, "en")
    assert set(later) == {"filter", "page", "path-progress", "preview", "progress-tools", "shortcuts", "trouble"}
    for name in TEXTS:
        if name.partition(".")[0] in later:
            there = f'"{name}":' in script
            assert (f'"{name}":' in later[name.partition(".")[0]]) != there, f"{name} is not carried once"


@pytest.mark.parametrize("language", registry.names(languages))
def test_scripts_stay_within_their_weight(language: str) -> None:
    texts = registry.load(languages, language).TEXTS
    later = widgets.on_demand(texts, folders=["concepts", "papers"])
    everywhere = (widgets.script(texts, language, mend_theme=True), widgets.late_search())
    head = resources.files(pages).joinpath("templates", "page-head.html").read_text(encoding="utf-8")
    chooser = head.partition("<script>")[2].partition("</script>")[0]
    assert "localStorage" in chooser
    # What a page of a step, of a path, and a list load at once, and what stands in them.
    for name, inside in (("page", chooser), ("path-progress", widgets.room()), ("filter", "")):
        parts = (*everywhere, inside, later[name])
        assert sum(len(gzip.compress(part.encode(), mtime=0)) for part in parts) <= 8_000, name


def test_folders_go_along_with_the_script_that_asks_for_them() -> None:
    assert 'const folders = ["concepts/"];' in widgets.on_demand(TEXTS, folders=["concepts"])["preview"]
