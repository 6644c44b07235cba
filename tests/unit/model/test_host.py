from __future__ import annotations

import pytest

from learning_paths.model.host import ADDED, ALWAYS_ON, known_extensions, switched_on


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        ([], ["md_in_html", "attr_list"]),
        (["toc", "admonition"], ["md_in_html", "attr_list"]),
        (["md_in_html"], ["attr_list"]),
        (["markdown.extensions.attr_list"], ["md_in_html"]),
        (["extra"], []),
        (["markdown.extensions.extra"], []),
        (["pymdownx.extra"], []),
    ],
)
def test_what_a_site_has_switched_on_need_not_be_added(names: list[str], missing: list[str]) -> None:
    assert [name for name in ADDED if name not in switched_on(names)] == missing


def test_what_is_always_on_is_known_and_so_are_the_members_of_a_bundle() -> None:
    assert known_extensions(frozenset()) == ALWAYS_ON
    assert {"footnotes", "def_list", "abbr"} <= known_extensions(frozenset(["markdown.extensions.extra"]))
    assert "pymdownx.superfences" in known_extensions(frozenset(["pymdownx.extra"]))
    assert "math" in known_extensions(frozenset(["pymdownx.arithmatex"]))
