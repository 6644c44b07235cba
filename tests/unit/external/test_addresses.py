from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.external.addresses import external_targets, matches, web_address
from tests.unit.sites import SMALL_SITE, load_and_check


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a/b.html?c=d&e=f#g", "https://example.org/a/b.html?c=d&e=f"),
        (" HTTPS://Example.ORG/Path ", "https://example.org/Path"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org.", "https://example.org./"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://example.org/a b/ü?q=ö|", "https://example.org/a%20b/%C3%BC?q=%C3%B6%7C"),
        ("https://example.org/%C3%BC%zz", "https://example.org/%C3%BC%zz"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://STRASSE.example", "https://strasse.example/"),
        ("https://straße.example", "https://xn--strae-oqa.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("http://[0:0::1]", "http://[::1]/"),
        ("http://2130706433/", "http://2130706433/"),
        ("http://a_b.example/", "http://a_b.example/"),
    ],
)
def test_what_is_asked_for(written: str, address: str) -> None:
    assert web_address(written) == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "https:",
        "https://",
        "https:///path",
        "https://?query",
        "https://:80/",
        "https://example.org:port/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example..org/",
        "https://.example.org/",
        "https://[::1/",
        "https://[fe80::1%eth0]/",
        "https://[example.org]/",
        "https://example.org%2f/",
        f"https://{'a' * 64}.org/",
        f"https://{'ü' * 64}.org/",
        f"https://{'a.' * 130}org/",
        f"https://example.org/{'a' * 4000}",
        "ftp://example.org/",
        "file:///etc/passwd",
        "mailto:someone@example.org",
        "javascript:alert(1)",
        "//example.org/",
        "page.md",
    ],
)
def test_what_is_no_address_of_the_web(written: str) -> None:
    assert web_address(written) is None


@given(st.text() | st.builds("https://{}/{}?{}#{}".format, st.text(), st.text(), st.text(), st.text()))
def test_any_text(written: str) -> None:
    address = web_address(written)
    if address is not None:
        assert re.fullmatch(r"https?://[a-z0-9_.:\[\]-]+/[!-~]*", address)
        assert "#" not in address
        assert web_address(address) == address


@pytest.mark.parametrize("text", ["https://" + "ü" * 500_000, "https://" + "a" * 5_000_000, "https:" + "/" * 5_000_000])
def test_long_texts_take_no_time(text: str) -> None:
    start = time.process_time()
    assert web_address(text) is None
    assert time.process_time() - start < 0.5


@given(st.text("ab/*"), st.lists(st.text("ab/", max_size=3), min_size=1, max_size=4).map("*".join))
def test_a_star_stands_for_any_characters(address: str, pattern: str) -> None:
    expected = re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), address)
    assert matches(address, [pattern]) == (expected is not None)


def test_many_stars_take_no_time() -> None:
    start = time.process_time()
    assert not matches("a" * 4000, ["*a" * 200 + "b"])
    assert time.process_time() - start < 0.5


def test_all_other_characters_stand_for_themselves() -> None:
    assert matches("https://example.org/?a=[b]", ["https://example.org/?a=[b]"])
    assert not matches("https://example.org/xa=b", ["https://example.org/?a=[b]"])
    assert not matches("https://example.org/", [])


LINKS = """\
---
title: Attention
summary: Links.
---
# Attention

[One](https://example.org/a#b), [once more](https://example.org/a#b), [two](HTTP://Example.org/A).
[Three](//example.org/c), [four](https://), [five](page.md), [six](mailto:a@example.org), [seven](ftp://example.org/),
[eight](/https://example.org/), [nine](#https://example.org/), [ten](https://internal.example/x#y).
"""


def test_character_references_are_read_as_a_browser_reads_them() -> None:
    link = "[a](https://example.org/?a=1&amp;b=2&copy=3&#x26;d&nonsense;&)"
    page = f"---\nsummary: Links.\n---\n# Attention\n\n{link}\n"
    catalogue = load_and_check({**SMALL_SITE, "docs/concepts/attention.md": page})[0]
    assert [address for _, address in external_targets(catalogue)] == [
        "https://example.org/?a=1&b=2&copy=3&d&nonsense;&"
    ]


def test_the_links_of_a_site_that_lead_out() -> None:
    catalogue = load_and_check({**SMALL_SITE, "docs/concepts/attention.md": LINKS})[0]
    assert list(external_targets(catalogue)) == [
        ("https://example.org/a#b", "https://example.org/a"),
        ("HTTP://Example.org/A", "http://example.org/A"),
        ("//example.org/c", "https://example.org/c"),
        ("https://", None),
        ("https://internal.example/x#y", "https://internal.example/x"),
    ]


@pytest.mark.parametrize("pattern", ["https://example.org/a", "https://example.org/a#b", "https://*/a", "*/a"])
def test_what_is_left_out(pattern: str) -> None:
    catalogue = load_and_check({**SMALL_SITE, "docs/concepts/attention.md": LINKS})[0]
    targets = dict(external_targets(catalogue, [pattern, "https://internal.example/*"]))
    assert sorted(targets) == ["//example.org/c", "HTTP://Example.org/A", "https://"]
