from __future__ import annotations

from pathlib import Path

from learning_paths import lint
from learning_paths.load import DiskTree
from learning_paths.model.host import Host
from learning_paths.model.kinds import BUILT_IN, Kind
from learning_paths.model.settings import Settings
from tests.unit.sites import load_and_check, places, write

NEEDED = "title: T\ndescription: D\nsteps:\n"


def page(head: str = "") -> str:
    return f"---\ntitle: T\nsummary: S\n{head}---\n"


def test_steps_are_numbered_through_the_stages() -> None:
    text = (
        NEEDED + "  - slug: a\n  - stage: One\n  - slug: b\n  - slug: gone\n  - stage: Two\n  - slug: c\n  - stage: 3\n"
    )
    files = {f"docs/concepts/{name}.md": page() for name in "abc"}
    catalogue, _ = load_and_check({**files, "paths/p.yml": text})
    (path,) = catalogue.paths
    assert [(step.number, step.target and step.target.slug) for step in path.steps] == [
        (1, "a"),
        (2, "b"),
        (3, None),
        (4, "c"),
    ]
    assert [
        (stage.entry and stage.entry.title and stage.entry.title.value, [step.number for step in stage.steps])
        for stage in path.stages
    ] == [(None, [1]), ("One", [2, 3]), ("Two", [4]), ("3", [])]
    before, after = path.neighbours(path.steps[1])
    assert (before and before.number, after and after.number) == (1, 4)
    assert path.neighbours(path.steps[0])[0] is None
    assert path.neighbours(path.steps[3])[1] is None


def test_a_page_knows_its_paths_and_what_it_leads_to() -> None:
    steps = "  - slug: b\n    commentary: x\n"
    catalogue, _ = load_and_check(
        {
            "docs/concepts/a.md": page(),
            "docs/concepts/b.md": page("requires: [a]\n"),
            "docs/papers/c.md": page("requires: [{slug: concepts/a}, b]\n"),
            "paths/z.yml": NEEDED + steps,
            "paths/y.yml": NEEDED + steps,
            "paths/y.yaml": NEEDED + steps,
        }
    )
    a, b, c = catalogue.pages
    assert [[other.slug for other in each.leads_to] for each in (a, b, c)] == [["b", "c"], ["c"], []]
    # Of two files with one slug, readers meet the first.
    assert [step.path.document.file for step in b.appears_in] == ["paths/y.yml", "paths/z.yml"]
    assert a.appears_in == ()


def test_slugs_aliases_and_folders() -> None:
    catalogue, _ = load_and_check(
        {
            "docs/concepts/a.md": page("aliases: [old]\n"),
            "docs/papers/a.md": page(),
            "docs/papers/file.md": page("slug: other\n"),
        }
    )

    def found(reference: str) -> tuple[list[str], bool]:
        answer = catalogue.find(reference)
        return [each.qualified_slug for each in answer.pages], answer.renamed

    assert found("a") == (["concepts/a", "papers/a"], False)
    assert found("papers/a") == (["papers/a"], False)
    assert found("concepts/old") == (["concepts/a"], True)
    assert found("papers/old") == ([], False)
    assert found("other") == (["papers/other"], False)
    assert found("file") == found("A") == found("wrong/a") == ([], False)
    assert catalogue.find("a").page is None


def test_a_kind_within_a_kind_has_its_own_pages() -> None:
    settings = Settings(kinds=(*BUILT_IN, Kind("law", "concepts/laws", "Law", "Laws")))
    catalogue, report = load_and_check({"docs/concepts/laws/x.md": page(), "docs/concepts/y.md": page()}, settings)
    assert [(each.kind.name, each.qualified_slug) for each in catalogue.pages] == [
        ("law", "concepts/laws/x"),
        ("concept", "concepts/y"),
    ]
    assert report.pages == 2


def test_a_planned_page_is_a_step_like_any_other() -> None:
    text = NEEDED + "  - slug: a\n    commentary: x\n"
    catalogue, report = load_and_check({"docs/concepts/a.md": page("status: planned\n"), "paths/p.yml": text})
    assert [found.rule for found in report.diagnostics] == ["planned-step"]
    assert catalogue.paths[0].steps[0].target is catalogue.pages[0]
    assert catalogue.paths[0].minutes == 0


def test_minutes_of_a_path_leave_out_optional_steps() -> None:
    text = NEEDED + "  - slug: a\n  - slug: b\n    minutes: 7\n  - slug: c\n    optional: true\n    minutes: 100\n"
    files = {f"docs/concepts/{name}.md": page("minutes: 5\n") for name in "abc"}
    catalogue, _ = load_and_check({**files, "paths/p.yml": text})
    assert catalogue.paths[0].minutes == 12


def test_every_file_of_the_docs_folder_is_known_and_every_markdown_read(tmp_path: Path) -> None:
    files = {
        "docs/index.md": "---\nnot: [yaml\n---\nHome\n",
        "docs/guide/a.mkd": "A\n",
        "docs/concepts/index.md": "Concepts\n",
        "docs/concepts/b.md": "---\ntitle: B\n---\nText\n",
        "docs/concepts/wheel.svg": "<svg/>",
        "docs/.hidden/c.md": "C\n",
        "elsewhere/d.md": "D\n",
    }
    write(tmp_path, files)
    (tmp_path / "paths").mkdir()
    (tmp_path / "docs/shared").symlink_to("../elsewhere")
    (tmp_path / "docs/papers").symlink_to("../elsewhere")
    catalogue, report = lint.check_site(DiskTree(tmp_path, ["docs", "paths"]), Settings())
    assert catalogue.files == {
        "index.md",
        "guide/a.mkd",
        "concepts/index.md",
        "concepts/b.md",
        "concepts/wheel.svg",
        "papers",
        "shared/",
    }
    assert {name: markdown.text for name, markdown in catalogue.markdown.items()} == {
        "index.md": "Home\n",
        "guide/a.mkd": "A\n",
        "concepts/index.md": "Concepts\n",
        "concepts/b.md": "Text\n",
    }
    assert [page.qualified_slug for page in catalogue.pages] == ["concepts/b"]
    # A folder of a kind that leads out of the site is a fault; another one is only not looked into.
    assert [place for place in places(report) if place[0] == "invalid-yaml"] == [("invalid-yaml", "docs/papers", 1, 1)]


def test_what_is_left_out_of_the_site_is_not_there() -> None:
    host = Host(exclude_docs=lambda file: file.startswith("concepts/secret"), draft_docs="concepts/later.md".__eq__)
    files = {f"docs/concepts/{name}.md": page() for name in ("secret", "later", "a")}
    steps = "".join(f"  - slug: {name}\n    commentary: x\n" for name in ("secret", "later", "a"))
    site = {**files, "docs/concepts/secret.png": "", "paths/p.yml": NEEDED + steps}
    catalogue, report = load_and_check(site, Settings(host=host))
    assert [each.slug for each in catalogue.pages] == ["a"]
    assert catalogue.files == set(catalogue.markdown) == {"concepts/a.md"}
    assert catalogue.left_out == {
        "concepts/later.md": "draft_docs",
        "concepts/secret.md": "exclude_docs",
        "concepts/secret.png": "exclude_docs",
    }
    assert [found.rule for found in report.diagnostics] == ["unknown-step", "unknown-step"]
    catalogue, report = load_and_check(site, Settings(host=host._replace(serving=True)))
    assert [each.slug for each in catalogue.pages] == ["a", "later"]


def test_of_a_readme_and_an_index_only_the_index_is_there() -> None:
    files = {
        f"docs/{name}.md": page() for name in ("README", "index", "concepts/x/README", "concepts/x/index", "b/README")
    }
    catalogue, _ = load_and_check(files)
    assert set(catalogue.markdown) == {"index.md", "concepts/x/index.md", "b/README.md"}
    assert catalogue.files == set(catalogue.markdown)
    assert [each.document.docs_file for each in catalogue.pages] == ["concepts/x/index.md"]
    assert catalogue.left_out == {"README.md": "index.md", "concepts/x/README.md": "concepts/x/index.md"}


def test_the_files_of_the_theme_are_known() -> None:
    files = {"docs/a.md": "[logo](img/logo.svg) [page](main.html)\n", "over/img/logo.svg": "", "over/main.html": ""}
    catalogue, report = load_and_check(files, Settings(host=Host(custom_dir="over")))
    assert catalogue.theme_files == {"img/logo.svg", "main.html"}
    # Templates are for MkDocs, and not for browsers.
    assert [found.finding.message for found in report.diagnostics] == [
        "'main.html' leads nowhere: the docs folder has no 'main.html'"
    ]
