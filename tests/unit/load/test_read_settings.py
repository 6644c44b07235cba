from __future__ import annotations

import os
from pathlib import Path

import pytest

from learning_paths import lint
from learning_paths.load.faults import Faults
from learning_paths.load.read_settings import SettingsError, read_settings
from learning_paths.model.diagnostic import Severity
from learning_paths.model.host import Host
from learning_paths.model.kinds import BUILT_IN, Kind
from learning_paths.model.settings import External, Settings
from tests.unit.sites import write

MATERIAL = """\
site_name: Test
theme: {name: material, features: [a]}
plugins:
  - search
  - learning-paths:
      paths_dir: tracks
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      options: !!python/object/apply:os.system [x]
  - pymdownx.snippets:
      base_path: !relative $docs_dir
"""


def settings(tmp_path: Path, text: str | bytes, **others: str) -> Settings:
    """Read a configuration in which nothing is wrong."""
    read, found = settings_and_faults(tmp_path, text, **others)
    assert found == []
    return read


def settings_and_faults(
    tmp_path: Path, text: str | bytes, **others: str
) -> tuple[Settings, list[tuple[str, str, int, int]]]:
    write(tmp_path, {"mkdocs.yml": text, **{name.replace("__", "/") + ".yml": other for name, other in others.items()}})
    faults = Faults()
    read = read_settings(tmp_path / "mkdocs.yml", lint.rule_names(), faults)
    found = [
        (rule, finding.span.file, finding.span.line, finding.span.column)
        for rule, findings in faults.by_rule.items()
        for finding in findings
    ]
    return read, sorted(found, key=lambda fault: fault[1:])


def refused(tmp_path: Path, text: str | bytes) -> str:
    write(tmp_path, {"mkdocs.yml": text})
    with pytest.raises(SettingsError) as raised:
        read_settings(tmp_path / "mkdocs.yml", lint.rule_names(), Faults())
    return str(raised.value)


@pytest.mark.parametrize(
    "plugins",
    [
        "[learning-paths]",
        "\n  - search\n  - learning-paths",
        "\n  - learning-paths:",
        "\n  - learning-paths: {}",
        "\n  learning-paths:\n  search: {}",
        "\n  learning-paths: {}",
        "{search: {}, learning-paths: ~}",
        "[{search: {}, learning-paths: {}}]",
        "\n  - learning-paths:\n      paths_dir:\n      words_per_minute: ~\n      rules:\n      kinds: null",
    ],
)
def test_the_plugin_without_options(tmp_path: Path, plugins: str) -> None:
    read = settings(tmp_path, f"site_name: x\nplugins: {plugins}\n")
    expected = Settings(docs_dir="docs", paths_dir="paths", kinds=BUILT_IN, words_per_minute=200, levels={})
    assert read._replace(host=expected.host) == expected


@pytest.mark.parametrize("plugins", ["plugins:\n  - learning-paths:\n      ", "plugins:\n  learning-paths:\n      "])
def test_all_options(tmp_path: Path, plugins: str) -> None:
    options = [
        "paths_dir: ./tracks/all/",
        "generated_files: [./reference/, api.md]",
        "glossary: ./words/index.md",
        "words_per_minute: 150",
        "rules: {missing-commentary: off, unknown-step: warning, empty-path: 'info'}",
        "kinds: {project: {folder: projects, label: Project, about: 'A\tkit'}, paper: {folder: works, cited: false}}",
        "external: {ignore: ['https://a.example/*', '*'], timeout: 5, concurrency: 64, time_limit: 86400}",
        "language: pt_BR",
        "texts: {close: Fechar, steps.one: um passo, way.after: 'Seguinte: {Kind}', keys: }",
    ]
    read = settings(tmp_path, "docs_dir: content\n" + plugins + "\n      ".join(options))
    assert read._replace(host=Host()) == Settings(
        docs_dir="content",
        paths_dir="tracks/all",
        generated_files=("reference/", "api.md"),
        glossary="words/index.md",
        words_per_minute=150,
        levels={"missing-commentary": None, "unknown-step": Severity.WARNING, "empty-path": Severity.INFO},
        kinds=(
            BUILT_IN[0],
            Kind("paper", "works", cited=False),
            Kind("project", "projects", "Project", "Projects", about="A kit"),
        ),
        external=External(("https://a.example/*", "*"), timeout=5, concurrency=64, time_limit=86400),
        language="pt-BR",
        texts={"close": "Fechar", "steps.one": "um passo", "way.after": "Seguinte: {Kind}"},
    )


@pytest.mark.parametrize("value", ["words", "../words.md", "[words.md]", "a/../../words.md"])
def test_a_glossary_is_a_page_of_the_docs_folder(tmp_path: Path, value: str) -> None:
    read, faults = settings_and_faults(tmp_path, f"plugins:\n  - learning-paths:\n      glossary: {value}\n")
    assert read.glossary == ""
    assert faults == [("invalid-field", "mkdocs.yml", 3, 7)]


def test_tags_of_other_tools_are_left_alone(tmp_path: Path) -> None:
    assert settings(tmp_path, MATERIAL).paths_dir == "tracks"


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    assert settings(tmp_path, ("\ufeff" + MATERIAL).replace("\n", "\r\n").encode()).paths_dir == "tracks"


def test_aliases_and_doubled_keys_are_mkdocs_s_business(tmp_path: Path) -> None:
    text = "x: &p tracks\nx: 1\nplugins:\n  - learning-paths: {paths_dir: *p}\n"
    assert settings(tmp_path, text).paths_dir == "tracks"


@pytest.mark.parametrize(
    ("value", "environment", "folder"),
    [
        ("!ENV A", {"A": "one"}, "one"),
        ("!ENV [A, B, three]", {"B": "two", "A": "one"}, "one"),
        ("!ENV [A, B, three]", {"B": "two"}, "two"),
        ("!ENV [A, B, three]", {}, "three"),
        ("!ENV [A]", {"A": "one"}, "one"),
        ("!ENV A", {}, "paths"),
        ("!ENV [A, ~]", {}, "paths"),
        ("!ENV []", {}, "paths"),
        ("!ENV {A: b}", {"A": "one"}, "paths"),
        ("!ENV [[A], {b: c}]", {"A": "one"}, "paths"),
    ],
)
def test_the_environment_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, environment: dict[str, str], folder: str
) -> None:
    for name in ("A", "B"):
        monkeypatch.delenv(name, raising=False)
    for name, word in environment.items():
        monkeypatch.setenv(name, word)
    read, _ = settings_and_faults(tmp_path, f"plugins:\n  - learning-paths:\n      paths_dir: {value}\n")
    assert read.paths_dir == folder


def test_docs_dir_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCS", "content")
    assert settings(tmp_path, "docs_dir: !ENV [DOCS, docs]\nplugins: [learning-paths]\n").docs_dir == "content"


def test_an_absolute_docs_dir_is_made_relative(tmp_path: Path) -> None:
    text = f"docs_dir: {tmp_path / 'site' / 'content'}\nplugins: [learning-paths]\n"
    assert settings(tmp_path, text).docs_dir == "site/content"


def test_a_configuration_is_laid_over_the_one_that_it_inherits(tmp_path: Path) -> None:
    read = settings(
        tmp_path,
        "INHERIT: base/top.yml\nplugins:\n  learning-paths:\n    rules: {empty-path: info}\n",
        base__top="INHERIT: most.yml\ndocs_dir: new\nplugins:\n  learning-paths:\n    rules: {unknown-step: info}\n",
        base__most="docs_dir: other\nplugins:\n  search: {}\n  learning-paths:\n    paths_dir: tracks\n",
    )
    assert (read.docs_dir, read.paths_dir) == ("new", "tracks")
    assert read.levels == {"unknown-step": Severity.INFO, "empty-path": Severity.INFO}


def test_a_list_of_plugins_takes_the_place_of_the_inherited_one(tmp_path: Path) -> None:
    text = "INHERIT: base.yml\nplugins:\n  - learning-paths: {paths_dir: tracks}\n"
    read = settings(tmp_path, text, base="plugins:\n  - learning-paths: {words_per_minute: 100}\n")
    assert (read.paths_dir, read.words_per_minute) == ("tracks", 200)


def test_a_fault_in_an_inherited_file_is_reported_there(tmp_path: Path) -> None:
    _, found = settings_and_faults(
        tmp_path,
        "INHERIT: base/top.yml\nplugins:\n  learning-paths:\n    rules: {empty-path: bad}\n",
        base__top="plugins:\n  learning-paths:\n    paths_dr: x\n",
    )
    assert found == [("unknown-field", "base/top.yml", 3, 5), ("invalid-field", "mkdocs.yml", 4, 13)]


@pytest.mark.parametrize(
    ("option", "rule", "column"),
    [
        ("paths_dr: x", "unknown-field", 7),
        ("paths_dir: ../x", "invalid-field", 7),
        ("paths_dir: /x", "invalid-field", 7),
        ("paths_dir: C:\\x", "invalid-field", 7),
        ("paths_dir: ''", "invalid-field", 7),
        ("paths_dir: .", "invalid-field", 7),
        ("paths_dir: ./", "invalid-field", 7),
        ("paths_dir: [x]", "invalid-field", 7),
        ('paths_dir: "a\\0b"', "invalid-field", 7),
        ("words_per_minute: many", "invalid-field", 7),
        ("words_per_minute: 10", "invalid-field", 7),
        ("words_per_minute: 99999999999999999999", "invalid-field", 7),
        ("words_per_minute: [200]", "invalid-field", 7),
        ("rules: [unknown-step]", "invalid-field", 7),
        ("rules: {unknown-stp: off}", "unknown-field", 15),
        ("rules: {unknown-step: bad}", "invalid-field", 15),
        ("rules: {unknown-step: {a: b}}", "invalid-field", 15),
        ("kinds: project", "invalid-field", 7),
        ("kinds: {project: {label: Project}}", "missing-field", 15),
        ("kinds: {project: {folder: projects, lable: Project}}", "unknown-field", 43),
        ("kinds: {project: {folder: ../projects}}", "invalid-field", 25),
        ("kinds: {project: {folder: .}}", "invalid-field", 25),
        ("kinds: {project: {folder: concepts}}", "invalid-field", 15),
        ("kinds: {project: {folder: projects, cited: perhaps}}", "invalid-field", 43),
        ("kinds: {project: {folder: projects, label: [Project]}}", "invalid-field", 43),
        ("kinds: {project: {folder: projects, about: no}}", "invalid-field", 43),
        ("external: yes", "invalid-field", 7),
        ("external: {ignore: 'https://a.example/*'}", "invalid-field", 18),
        ("external: {ingore: []}", "unknown-field", 18),
        ("external: {allow_private: true}", "unknown-field", 18),
        ("external: {timeout: 0}", "invalid-field", 18),
        ("external: {timeout: 0.5}", "invalid-field", 18),
        ("external: {concurrency: 65}", "invalid-field", 18),
        ("external: {time_limit: [1]}", "invalid-field", 18),
        ("language: German", "invalid-field", 7),
        ("language: [de]", "invalid-field", 7),
        ("language: xx", "invalid-field", 7),
        ("language: no", "invalid-field", 7),
        ("language: ''", "invalid-field", 7),
        ("texts: [close]", "invalid-field", 7),
        ("texts: {clsoe: Shut}", "unknown-field", 15),
        ("texts: {close: no}", "invalid-field", 15),
        ("texts: {close: [Shut]}", "invalid-field", 15),
        ("texts: {close: {en: Shut}}", "invalid-field", 15),
        ("texts: {close: ''}", "invalid-field", 15),
        ("texts: {close: 'Shut {it}'}", "invalid-field", 15),
        ("texts: {place: 'Step {number}'}", "invalid-field", 15),
    ],
)
def test_a_wrong_option_is_reported_at_its_key_and_keeps_its_default(
    tmp_path: Path, option: str, rule: str, column: int
) -> None:
    read, found = settings_and_faults(tmp_path, f"plugins:\n  - learning-paths:\n      {option}\n")
    assert found == [(rule, "mkdocs.yml", 3, column)]
    assert (read.paths_dir, read.words_per_minute, dict(read.levels)) == ("paths", 200, {})
    assert read.external == External()
    assert (read.language, dict(read.texts)) == ("", {})


def test_a_wrong_value_leaves_a_kind_as_it_is_without_it(tmp_path: Path) -> None:
    kinds = "{paper: {cited: perhaps, label: {a: b}}, project: {folder: projects, cited: [yes], plural: }}"
    read, found = settings_and_faults(tmp_path, f"plugins:\n  - learning-paths:\n      kinds: {kinds}\n")
    assert [rule for rule, *_ in found] == ["invalid-field"] * 3
    assert read.kinds == (*BUILT_IN, Kind("project", "projects", "Project", "Projects"))


def test_any_language_can_be_given_by_its_texts(tmp_path: Path) -> None:
    """Norwegian is what YAML takes for false."""
    read = settings(tmp_path, 'plugins:\n  - learning-paths: {language: no, texts: {close: "Lukk\n\n   meg"}}\n')
    assert (read.language, read.texts) == ("no", {"close": "Lukk meg"})


def test_words_that_mkdocs_takes_for_truth_values_are_no_text(tmp_path: Path) -> None:
    read = settings(tmp_path, "plugins:\n  - learning-paths: {texts: {close: 'No', keys: \"off\", ready: 7}}\n")
    assert read.texts == {"close": "No", "keys": "off", "ready": "7"}


@pytest.mark.parametrize("options", ["tracks", "[paths_dir]"])
def test_options_that_are_no_mapping_are_reported(tmp_path: Path, options: str) -> None:
    _, found = settings_and_faults(tmp_path, f"plugins:\n  - learning-paths: {options}\n")
    assert [(rule, line) for rule, _, line, _ in found] == [("invalid-field", 2)]


def test_all_wrong_options_are_reported_in_one_run(tmp_path: Path) -> None:
    options = "{paths_dr: x, words_per_minute: 1, rules: {a: off, empty-path: b}, kinds: {c: {}}}"
    _, found = settings_and_faults(tmp_path, f"plugins:\n  - learning-paths: {options}\n")
    assert len(found) == 5


def test_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"mkdocs\.yml"):
        read_settings(tmp_path / "mkdocs.yml", [], Faults())


BOMB = "extra:\n  a0: &a0 [x, x, x, x, x, x, x, x]\n" + "".join(
    f"  a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 8)}]\n" for level in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: A: b\n", "mkdocs.yml:1:13"),
        ("site_name: x\nplugins: [\n", "mkdocs.yml:2:11"),
        (b"site_name: \xff\n", "UTF-8"),
        ("- a\n- b\n", "mapping"),
        ("just text\n", "mapping"),
        ("", "does not use the plugin"),
        ("# nothing\n", "does not use the plugin"),
        ("site_name: x\n", "does not use the plugin"),
        ("plugins:\n", "does not use the plugin"),
        ("plugins: learning-paths\n", "does not use the plugin"),
        ("plugins: [search]\n", "does not use the plugin"),
        ("plugins: [[learning-paths]]\n", "does not use the plugin"),
        ("plugins: {search: learning-paths}\n", "does not use the plugin"),
        ("INHERIT: gone.yml\nplugins: [learning-paths]\n", "gone.yml"),
        ("INHERIT: mkdocs.yml\nplugins: [learning-paths]\n", "circle"),
        ("INHERIT: .\nplugins: [learning-paths]\n", "directory"),
        ('INHERIT: "a\\0b"\nplugins: [learning-paths]\n', "INHERIT"),
        ('docs_dir: "a\\0b"\nplugins: [learning-paths]\n', "docs_dir"),
        ("[" * 200_000, "deep"),
        ("&a [*a]", "mapping"),
        ("plugins: [learning-paths]\nextra: &a [*a]\n", "200,000 values"),
        ("plugins: [learning-paths]\n" + BOMB, "200,000 values"),
        (b"#" * (4 * 1024 * 1024 + 1), "4 MiB"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_in_one_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    message = refused(tmp_path, text)
    assert said in message
    assert "\n" not in message


def test_a_mapping_that_holds_itself(tmp_path: Path) -> None:
    text = "plugins:\n  - learning-paths: &a\n      kinds: {project: *a}\n      paths_dir: tracks\n"
    assert "stands for more than 200,000 values" in refused(tmp_path, text)


def test_aliases_are_read_as_what_they_stand_for(tmp_path: Path) -> None:
    text = "plugins:\n  - learning-paths: {paths_dir: &a tracks, kinds: {project: {folder: *a}}}\n"
    read, found = settings_and_faults(tmp_path, text)
    assert found == []
    assert [kind.folder for kind in read.kinds if kind.name == "project"] == ["tracks"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_only_a_regular_file_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "base.yml")  # reading it would wait for ever
    assert refused(tmp_path, "INHERIT: base.yml\nplugins: [learning-paths]\n").endswith("this is not a regular file")
    assert refused(tmp_path, "INHERIT: /dev/zero\n").endswith("this is not a regular file")
