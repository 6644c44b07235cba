from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from learning_paths.model.addresses import address_of, built_file, built_pages, followed
from learning_paths.model.host import Host
from learning_paths.model.settings import Settings
from tests.unit.sites import load_and_check

NAMES = st.sampled_from(["index", "README", "a", "b c", "x.y", "readme", "Index"])
FILES = st.builds(
    lambda folders, name, ending: "/".join([*folders, name + ending]),
    st.lists(NAMES, max_size=3),
    NAMES,
    st.sampled_from([".md", ".markdown", ".mkd", ".html", ".png", ""]),
)


@given(FILES, st.booleans())
def test_files_and_addresses_are_those_of_mkdocs(docs_file: str, directory_urls: bool) -> None:
    file = File(docs_file, None, "site", directory_urls)
    built = built_file(docs_file, directory_urls=directory_urls)
    assert built == file.dest_uri
    address = address_of(built, directory_urls=directory_urls)
    assert address.replace(" ", "%20") == ("" if file.url == "./" else file.url)


BASES = st.sampled_from(["", "a/", "a/b/", "a/b.html", "x.html"])
PATHS = st.lists(st.sampled_from(["..", ".", "a", "b.html", ""]), min_size=1, max_size=5).map("/".join)


@given(BASES, PATHS.filter(lambda path: not path.startswith("/") and path))
def test_addresses_are_followed_as_browsers_do(base: str, path: str) -> None:
    found = followed(base, path)
    # From far below the host's root, so that what leads out of the site can be told.
    joined = urljoin(f"http://h/1/2/3/4/5/6/{base}", path).removeprefix("http://h/1/2/3/4/5/6/")
    if found is None:
        assert joined.startswith("http://")
    elif "//" not in path:  # an empty folder is one to urljoin, and none to a server
        assert found == joined


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_page_with_a_slug_has_its_address(directory_urls: bool) -> None:
    files = {
        "docs/concepts/a.md": "---\nslug: other\n---\n",
        "docs/concepts/b.md": "---\nslug: c\n---\n",
        "docs/concepts/c.md": "",
        "docs/concepts/d/index.md": "---\nslug: e\n---\n",
    }
    catalogue, _ = load_and_check(files, Settings(host=Host(directory_urls=directory_urls)))
    built = built_pages(catalogue, sorted(catalogue.files))
    ending = "/index.html" if directory_urls else ".html"
    assert built == {
        "concepts/a.md": f"concepts/other{ending}",
        "concepts/b.md": f"concepts/b{ending}",  # the address of its slug is another page's
        "concepts/c.md": f"concepts/c{ending}",
        "concepts/d/index.md": "concepts/d/index.html",
    }
