from __future__ import annotations

import json
from typing import Any

from learning_paths.exports.path_data import path_data, path_name, paths_data
from learning_paths.model.catalogue import Catalogue
from learning_paths.model.texts import texts_in
from tests.unit.sites import load_and_check


def page(title: str, head: str = "", words: int = 400) -> str:
    return f"---\ntitle: {title}\nsummary: S\n{head}---\n" + "word " * words


FILES = {
    "docs/concepts/a.md": page("A </script>", "aliases: [old-a]\n"),
    "docs/concepts/b.md": page("B", "requires: [a]\n"),
    "docs/papers/c.md": page("C", "status: planned\n"),
    "docs/concepts/d.md": page("D", "requires: [a, b]\n"),
    "docs/concepts/e.md": page("E", "requires: [a]\nstatus: planned\n"),
    "paths/one.yml": (
        "title: One\ndescription: D\nsteps:\n"
        "  - stage: First\n  - slug: a\n    minutes: 9\n  - slug: gone\n"
        "  - slug: b\n    title: Bee\n    optional: true\n"
        "  - stage: Then\n  - slug: c\n"
    ),
    "paths/two.yml": "title: Two\ndescription: D\nsteps:\n  - slug: d\n  - slug: b\n",
}


def load() -> Catalogue:
    return load_and_check(FILES)[0]


def address(docs_file: str) -> str:
    return docs_file.removesuffix(".md") + "/"


def parse(text: str, name: str) -> Any:
    start = f'(self.learningPathsData??={{}})["{name}"]='
    assert text.startswith(start)
    assert text.endswith(";\n")
    assert "<" not in text
    return json.loads(text.removeprefix(start).removesuffix(";\n"))


def test_a_path_tells_all_that_scripts_show_of_it() -> None:
    one = load().paths[0]
    assert parse(path_data(one, "paths/one.md", address, texts_in("en", {})), path_name(one)) == {
        "slug": "one",
        "title": "One",
        "url": "paths/one/",
        "stages": ["First", "Then"],
        "steps": [
            {
                "slug": "concepts/a",
                "title": "A </script>",
                "url": "concepts/a/",
                "kind": "Concept",
                "minutes": 9,
                "number": 1,
                "aliases": ["concepts/old-a"],
                "stage": 0,
            },
            {
                "slug": "concepts/b",
                "title": "Bee",
                "url": "concepts/b/",
                "kind": "Concept",
                "minutes": 2,
                "number": 3,
                "optional": True,
                "stage": 0,
            },
            {
                "slug": "papers/c",
                "title": "C",
                "url": "papers/c/",
                "kind": "Paper",
                "minutes": 0,
                "number": 4,
                "planned": True,
                "stage": 1,
            },
        ],
        "following": [
            {
                "slug": "concepts/d",
                "title": "D",
                "url": "concepts/d/",
                "kind": "Concept",
                "minutes": 2,
                "requires": ["concepts/a", "concepts/b"],
            },
        ],
    }


def test_a_path_without_stages_names_none() -> None:
    two = load().paths[1]
    data = parse(path_data(two, "paths/two.md", address, texts_in("en", {})), "path-two")
    assert "stages" not in data
    assert [sorted(set(step) & {"stage", "optional", "aliases", "planned"}) for step in data["steps"]] == [[], []]
    assert "following" not in data, "a page of the path itself does not follow from it"


def test_the_list_names_all_paths_and_their_pages() -> None:
    paths = load().paths
    data = parse(paths_data(paths, lambda path: f"paths/{path.slug}.md", address), "paths")
    assert data == [
        {"slug": "one", "title": "One", "url": "paths/one/", "steps": ["concepts/a", "concepts/b", "papers/c"]},
        {"slug": "two", "title": "Two", "url": "paths/two/", "steps": ["concepts/d", "concepts/b"]},
    ]
