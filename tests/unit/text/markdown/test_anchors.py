from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import toc
from pymdownx import slugs as pymdownx_slugs

from learning_paths.text.markdown.anchors import Anchors, anchors
from learning_paths.text.markdown.slugs import Slugify, latin_slug, pymdownx_slug, unicode_slug
from tests.unit.text.markdown.fragments import HEADINGS
from tests.unit.text.markdown.reference import PLAIN, RICH, known, page_anchors

BOTH = pytest.mark.parametrize("names", [PLAIN, RICH], ids=["plain", "rich"])


def found(text: str, names: tuple[str, ...] = RICH, slugify: Slugify | None = latin_slug) -> Anchors:
    return anchors(text, 0, known(names), slugify, "-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A b", {"a-b"}),
        ("## A\n\n## A\n\n## A", {"a", "a_1", "a_2"}),
        ("# A_1\n\n# A\n\n# A", {"a", "a_1", "a_2"}),
        ("# A {#b}", {"b"}),
        ("# A {: #b .c title='x y' }", {"b"}),
        ("# A {#a}\n\n# A", {"a", "a_1"}),
        ("# A {.c}", {"a"}),
        ("# f{x}", {"fx"}),
        ("# A {b} c {#d}", {"a-b-c-d"}),
        ("A {#b}\n===", {"b"}),
        ("# Größe", {"groe"}),
        ("# 日本語", {"_1"}),
        ("# Über 日本", {"uber"}),
        ("# `a_b` *c* __d__ _e_ f_g", {"a_b-c-d-e-f_g"}),
        ("# [a](b) ![c](d) [e][f]\n\n[f]: g", {"a-e"}),
        ("# a &amp; b &lt;c&gt; <b>d</b>", {"a-b-c-d"}),
        ("# `List<T>` and `&amp;`", {"listt-and-amp"}),
        (r"# a\_b \* c", {"a_b-c"}),
        ("# a[^1]\n\n[^1]: b", {"a", "fn:1", "fnref:1"}),
        ("a[^1] b[^1]\n\n[^1]: c", {"fn:1", "fnref:1", "fnref2:1"}),
        ("# a ##", {"a"}),
        ("#a", {"a"}),
        (" # a", set()),
        ("####### a", {"a"}),
        ("- # a\n- b\n\n    ## c", {"a", "c"}),
        ("> # a", {"a"}),
        ("!!! note\n\n    # a", {"a"}),
        ("# a\nb\n---\n# c\nd", {"a", "b", "c"}),
        ("a\nb\n---", set()),
        ("```\n# a\n```", set()),
        ("    # a", set()),
        ("<!-- # a -->", set()),
        ("<div>\n# a\n</div>", set()),
        ("<div markdown>\n# a\n</div>", {"a"}),
        ("<h2>a</h2>", set()),
        ("<h2 markdown>a</h2>", {"a"}),
        ('<h2 id="b" markdown>a</h2>', {"b"}),
        ('<span id="a"></span> <a name="b"></a> <p name="c">', {"a", "b"}),
        ('```\n<i id="a">\n```', set()),
        ("a\n{: #b }", {"b"}),
        ("[a](b){#c} *d*{: #e} `f`{#g}", {"c", "e", "g"}),
        ("a {#b} c", set()),
        ("| a {#b} | c |\n|---|---|\n| d | e {: #f} |", {"b", "f"}),
        ("# <https://a.b/c>", {"httpsabc"}),
        ("# a -- b", {"a-b"}),
        ("# `#!py x`", {"x"}),
    ],
)
def test_anchors(text: str, expected: set[str]) -> None:
    assert page_anchors(text, RICH) == expected
    # Where words could be read in two ways, an anchor for each is taken to be there.
    assert found(text).names >= expected
    assert found(text).complete
    assert len(found(text).names) - len(expected) <= ("_" in text or "{" in text)


@BOTH
@given(HEADINGS)
@settings(max_examples=200, derandomize=True)
def test_no_anchor_that_mkdocs_knows_is_missed(names: tuple[str, ...], text: str) -> None:
    mine = found(text, names)
    assert not mine.complete or page_anchors(text, names) <= mine.names


@BOTH
@given(HEADINGS.filter(lambda text: "_" not in text and "{" not in text))
def test_no_other_anchor_is_made_up(names: tuple[str, ...], text: str) -> None:
    assert found(text, names).names <= page_anchors(text, names)


@pytest.mark.parametrize(
    ("text", "extension", "complete"),
    [
        ("# a $x$", "pymdownx.arithmatex", False),
        ("a $x$\n# b", "pymdownx.arithmatex", True),
        ("# a--b", "smarty", False),
        ("# a--b", "tables", True),
        ("# ++ctrl++", "pymdownx.keys", False),
        ("# {--a--}", "pymdownx.critic", False),
    ],
)
def test_what_an_extension_can_change_is_left_open(text: str, extension: str, complete: bool) -> None:
    assert found(text, (*PLAIN, extension)).complete is complete


def test_an_emoji_may_be_a_picture() -> None:
    assert found("# a :smile: b", (*PLAIN, "pymdownx.emoji")).names == {"a-b", "a-smile-b"}


def test_without_the_function_only_what_is_written_is_known() -> None:
    assert found("# a\n\n# b {#c}", slugify=None)[:2] == (frozenset(["c"]), False)
    assert found("# b {#c}", slugify=None)[:2] == (frozenset(["c"]), True)


WORDS = st.text(st.sampled_from("aB é日ß_-. \t!?<b>&;İǅ1½"), max_size=30) | st.text(max_size=20)


@given(WORDS, st.sampled_from(["-", "_", "."]))
def test_slugs_are_those_of_toc(words: str, separator: str) -> None:
    assert latin_slug(words, separator) == toc.slugify(words, separator)
    assert unicode_slug(words, separator) == toc.slugify_unicode(words, separator)


@given(
    WORDS,
    st.sampled_from(["-", "_"]),
    st.sampled_from(["none", "lower", "lower-ascii", "fold"]),
    st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    st.booleans(),
)
def test_slugs_are_those_of_pymdownx(words: str, separator: str, case: str, normalize: str, encode: bool) -> None:
    theirs = pymdownx_slugs.slugify(case=case, normalize=normalize, percent_encode=encode)
    ours = pymdownx_slug(case=case, normalize=normalize, percent_encode=encode)
    try:
        expected = theirs(words, separator)
    except UnicodeEncodeError:  # half a character
        return
    assert ours(words, separator) == expected


@pytest.mark.parametrize("slugify", [toc.slugify_unicode, pymdownx_slugs.slugify(case="lower")])
def test_any_function_can_make_them(slugify: Slugify) -> None:
    text = "# Über 日本\n\n## A b\n\n## A b"
    assert found(text, slugify=slugify).names == page_anchors(text, RICH, slugify)
