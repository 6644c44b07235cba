from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.terms import MAX_MEANING, Term, Uses, read_terms

GLOSSARY = """<h1 id="glossary">Glossary</h1><p>What words mean.</p>
<h2 id="logit">Logit<a class="headerlink" href="#logit" title="Link">&para;</a></h2>
<p>A <em>score</em> &amp; more,
before the <a href="../concepts/softmax/">softmax</a>.</p><p>Explained in <a href="../concepts/next/#a">Next</a>.</p>
<h3 id="flop">FLOP, floating-point operation</h3><p></p><p>One sum.</p>
<h2 id="attention"><a href="../concepts/attention/">Attention</a></h2><p>A lookup.</p>
<h2 id="empty">Empty</h2><h2>Without identifier</h2><p>Text.</p>
<h2 id="loss">Training loss</h2><ul><li>x</li></ul><p>How wrong.</p>"""
LOGIT = Term(("Logit", "raw score"), "logit", "")
FLOP = Term(("FLOP", "floating-point operation"), "flop", "")
LOSS = Term(("loss",), "loss", "")
USES = Uses([LOGIT, FLOP, LOSS])


def marked(html: str, without: frozenset[str] = frozenset()) -> str:
    return USES.marked(html, lambda term, word: f"[{word}|{term.anchor}]", without)


def test_a_glossary_is_read() -> None:
    assert read_terms(GLOSSARY) == [
        Term(
            ("Logit",), "logit", "A score & more, before the softmax.", ("../concepts/softmax/", "../concepts/next/#a")
        ),
        Term(("FLOP", "floating-point operation"), "flop", "One sum."),
        Term(("Attention",), "attention", "A lookup.", own_page=True),
        Term(("Training loss",), "loss", "How wrong."),
    ]


def test_a_long_explanation_is_cut_at_a_word() -> None:
    (term,) = read_terms(f'<h2 id="a">A</h2><p>{"word " * 200}</p>')
    assert len(term.meaning) <= MAX_MEANING + 2
    assert term.meaning.endswith("word …")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A logit, then a logit.</p>", "<p>A [logit|logit], then a logit.</p>"),
        ("<p>Logits and <em>FLOPs</em></p>", "<p>[Logits|logit] and <em>[FLOPs|flop]</em></p>"),
        ("a raw\nscore", "a [raw\nscore|logit]"),
        ("a floating point operation", "a [floating point operation|flop]"),
        ("flop, logit-free, sublogit, x-loss, losses, &loss;", "flop, logit-free, sublogit, x-loss, losses, &loss;"),
        ("<h2>Loss</h2><p>loss</p>", "<h2>Loss</h2><p>[loss|loss]</p>"),
        (
            "<p title='loss'><!-- loss --><img alt=\"loss > loss\">",
            "<p title='loss'><!-- loss --><img alt=\"loss > loss\">",
        ),
        ("<a>loss<b>loss</b></a> loss", "<a>loss<b>loss</b></a> [loss|loss]"),
        (
            "<svg><text>loss</text></svg><pre>loss</pre><table><td>loss</table>loss",
            "<svg><text>loss</text></svg><pre>loss</pre><table><td>loss</table>[loss|loss]",
        ),
        ("<table><tr><td><a>loss</td></tr></table>loss", "<table><tr><td><a>loss</td></tr></table>[loss|loss]"),
        ("</a>loss", "</a>[loss|loss]"),
        ("<code>loss", "<code>loss"),
        ("1 < 2 loss", "1 < 2 [loss|loss]"),
        ("<details><summary>loss?</summary>loss</details>", "<details><summary>loss?</summary>[loss|loss]</details>"),
    ],
)
def test_first_uses(html: str, expected: str) -> None:
    assert marked(html) == expected


def test_what_is_left_out() -> None:
    assert marked("<p>loss logit</p>", frozenset(["loss"])) == "<p>loss [logit|logit]</p>"
    assert Uses([]).marked("<p>loss</p>", lambda term, word: "!") == "<p>loss</p>"


def test_the_first_of_two_words_of_one_name_has_it() -> None:
    uses = Uses([LOSS, Term(("Loss", "cost"), "cost", "")])
    assert uses.marked("loss cost", lambda term, word: f"[{term.anchor}]") == "[loss] [cost]"


def test_a_word_with_a_page_of_its_own_is_left_alone_as_a_whole() -> None:
    uses = Uses([LOSS, Term(("loss function",), "loss-function", "", own_page=True)])
    assert uses.marked("a loss function, a loss", lambda term, word: f"[{word}]") == "a loss function, a [loss]"


PIECES = ["loss", "Logits", " ", "\n", "<p>", "</p>", "<a href='x'>", "</a>", "<h2>", "</h2>", "<code>", "</code>"]
PIECES += ["<!--", "-->", "<", ">", '"', "'", "<b", "raw score", "&amp;", "<svg>", "</svg>", "FLOP", "é", "-"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_nothing_else_of_a_page_is_changed(pieces: list[str]) -> None:
    html = "".join(pieces)
    found: list[str] = []

    def mark(term: Term, word: str) -> str:
        found.append(term.anchor)
        return f"\x01{word}\x02"

    result = USES.marked(html, mark)
    assert re.sub("[\x01\x02]", "", result) == html
    assert len(found) == len(set(found))


@given(
    st.lists(st.sampled_from(["<h2 id='a'>", "</h2>", "<p>", "</p>", "a", ",", "<a>", "</a>", "<", "&"]), max_size=40)
)
def test_any_page_can_be_a_glossary(pieces: list[str]) -> None:
    for term in read_terms("".join(pieces)):
        assert term.names
        assert term.meaning
        assert term.anchor


@pytest.mark.parametrize(
    "piece", ["loss ", "<a", '<a "', "<!", "<!--", "<a>", "</a>", "<h2><a>", "<a x='>", "floating-"]
)
def test_the_time_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        html = piece * times
        start = process_time()
        marked(html)
        read_terms(html)
        return process_time() - start

    seconds(10)
    assert seconds(32_000) < 40 * max(seconds(4_000), 0.01)
