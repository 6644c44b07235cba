from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_paths.text.markdown.anchors import anchors
from learning_paths.text.markdown.links import links
from learning_paths.text.markdown.quick import Glance, glance, plain_anchors
from learning_paths.text.markdown.slugs import latin_slug
from tests.unit.text.markdown.fragments import HEADINGS, MARKDOWN
from tests.unit.text.markdown.reference import PLAIN, RICH, known

BOTH = pytest.mark.parametrize("names", [PLAIN, RICH], ids=["plain", "rich"])
HTML = st.sampled_from(
    ['<a href="h1">x</a>', "<img src=h2>", "<a\nhref = 'h3'>", "<IMG SRC='h4' srcset='h5 2x'>", '<a href="a&amp;b">']
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no link", Glance([], [], unclear=False)),
        ("[a](b.md) [c](d#e) ![f](g.png)", Glance(["b.md", "d#e", "g.png"], [], unclear=False)),
        ('[a](b.md "t") [c](https://x.y/(z)) [d](mailto:e@f)', Glance(["b.md"], [], unclear=False)),
        ("[a](b c.md)", Glance([], [], unclear=True)),
        ("[a](<b>)", Glance([], [], unclear=True)),
        ("[a](b(c).md)", Glance([], [], unclear=True)),
        ("[a]({{ b }})", Glance([], [], unclear=True)),
        (r"[a](b\_c)", Glance([], [], unclear=True)),
        ("[a]: b.md\n[c]: <d.md> 'T'\n[e]: https://x", Glance(["b.md", "d.md"], [], unclear=False)),
        ("a[^1]\n\n[^1]: b", Glance([], [], unclear=False)),
        ("[^1]: b", Glance([], [], unclear=True)),
        ("*[ABC]: d", Glance([], [], unclear=False)),
        ('<a href="b">', Glance([], ["b"], unclear=False)),
        ('<a href="https://b"> a href="c"', Glance([], ["c"], unclear=False)),
        ('<a href="b&amp;c">', Glance([], ["b&amp;c"], unclear=True)),
        ("`[a](b)`", Glance(["b"], [], unclear=False)),
    ],
)
def test_a_glance(text: str, expected: Glance) -> None:
    assert glance(text, 0, known(RICH)) == expected


def test_a_glance_may_begin_anywhere() -> None:
    assert glance("[a](b)\n[c](d)", 7, known(RICH)).targets == ["d"]


@BOTH
@given(st.lists(MARKDOWN | HTML, max_size=4).map("\n".join))
@settings(max_examples=400)
def test_a_glance_sees_every_link_of_the_site_or_says_that_it_may_not(names: tuple[str, ...], text: str) -> None:
    seen = glance(text, 0, known(names))
    for link in links(text, 0, known(names)):
        elsewhere = link.target.startswith(("https://", "http://"))
        of_footnote = link.target.startswith("#fnref:") and f"[^{link.target[7:]}]" in text.replace("]:", "")
        among = seen.html if link.html else seen.targets
        assert elsewhere or seen.unclear or of_footnote or link.target in among


@BOTH
@given(HEADINGS)
@settings(max_examples=400)
def test_plain_anchors_are_anchors(names: tuple[str, ...], text: str) -> None:
    assert (
        plain_anchors(text, 0, known(names), latin_slug, "-") <= anchors(text, 0, known(names), latin_slug, "-").names
    )


def test_headings_of_plain_words_are_found() -> None:
    text = "---\n# x\n---\n# A b\n\n## C, d ##\n\n```\n# e\n```\n\n## F `g`\n"
    assert plain_anchors(text, 12, known(RICH), latin_slug, "-") == {"a-b", "c-d"}
    assert plain_anchors("# a\n<div>\n# b\n</div>", 0, known(RICH), latin_slug, "-") == frozenset()
