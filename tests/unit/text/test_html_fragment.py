from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from learning_paths.text.html_fragment import Fragment


def moved(html: str, *, shift: int = 0, title: bool = True) -> str:
    """Return HTML as the part ``p`` of a page, with every address marked."""
    fragment = Fragment(html, shift=shift, title=title)
    return fragment.written(lambda identifier: f"p:{identifier}", lambda address: f"<{address}>")


def unchanged(html: str) -> str:
    return Fragment(html).written(lambda identifier: identifier, lambda address: address)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a">A</h2>', '<h2 id="p:a">A</h2>'),
        ("<i ID=a>A</i>", '<i id="p:a">A</i>'),
        ('<a href="#a">A</a>', '<a href="&lt;#a&gt;">A</a>'),
        ('<img src="a.png" alt="x">', '<img src="&lt;a.png&gt;" alt="x">'),
        ('<img srcset="a.png 1x, b.png 2x">', '<img srcset="&lt;a.png&gt; 1x, &lt;b.png&gt; 2x">'),
        ('<a href="a?b=c&amp;d">A</a>', '<a href="&lt;a?b=c&amp;d&gt;">A</a>'),
        # What belongs together stays together.
        ('<label for="a">A</label><input id="a">', '<label for="p:a">A</label><input id="p:a">'),
        ('<input type="radio" name="g"><input type="radio" name="g">', '<input type="radio" name="p:g">' * 2),
        ('<i id="a b"></i><i id="c"></i><p aria-labelledby="c d"></p>', None),
        ('<map name="m"></map><img usemap="#m">', '<map name="p:m"></map><img usemap="#p:m">'),
        ('<i id="g"></i><rect fill="url(#g)"></rect>', '<i id="p:g"></i><rect fill="url(#p:g)"></rect>'),
        ("<i id='g'></i><b style='a:url(\"#g\")'></b>", '<i id="p:g"></i><b style="a:url(#p:g)"></b>'),
        ('<b style="background: url(a.png)"></b>', '<b style="background: url(&quot;\\3c a.png&gt;&quot;)"></b>'),
        ('<i id="g"></i><b data-bs-target="#g"></b>', '<i id="p:g"></i><b data-bs-target="#p:g"></b>'),
        # What another page has is not ours to rename.
        ('<label for="elsewhere">A</label>', '<label for="elsewhere">A</label>'),
        ('<rect fill="#abc"></rect>', '<rect fill="#abc"></rect>'),
        ('<meta name="a"><input name="">', '<meta name="a"><input name="">'),
        # An identifier is one element's.
        ('<i id="a">1</i><i id="a">2</i>', '<i id="p:a">1</i><i>2</i>'),
        ('<a id="a" name="a" href="#a"></a>', '<a id="p:a" href="&lt;#a&gt;"></a>'),
        ('<a name="a"></a>', '<a name="p:a"></a>'),
        # Text is not looked into.
        ("<p>id=&quot;a&quot; &amp;copy; &copy</p>", "<p>id=&quot;a&quot; &amp;copy; &copy</p>"),
        ('<code>&lt;a href="b"&gt;</code>', '<code>&lt;a href="b"&gt;</code>'),
        ("<p title='a > b'>c</p>", "<p title='a > b'>c</p>"),
    ],
)
def test_identifiers_and_addresses_are_rewritten_and_nothing_else_is(html: str, expected: str | None) -> None:
    if expected is None:
        expected = '<i id="p:a b"></i><i id="p:c"></i><p aria-labelledby="p:c d"></p>'
    assert moved(html) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("#a{fill:#abc}", "#p\\:a{fill:#abc}"),
        ("@media print{#a .b,#c{d:url(#a)}}", "@media print{#p\\:a .b,#c{d:url(#p:a)}}"),
        (".b{d:url('x y.png')}", '.b{d:url("\\3c x y.png>")}'),
    ],
)
def test_identifiers_in_styles_are_rewritten(css: str, expected: str) -> None:
    html = f'<i id="a"></i><i id="abc"></i><style>{css}</style>'
    assert moved(html) == f'<i id="p:a"></i><i id="p:abc"></i><style>{expected}</style>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a", "<p>a"),
        ("<div><p>a</div>", "<div><p>a</div>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a<li>b</li></li></ul>"),
        ("<div><b>a", "<div><b>a</b></div>"),
        ("a</div></section>b", "ab"),
        ("<b><i>a</b>b</i>", "<b><i>a</i></b>b"),
        ("<table><tr><td></div>a", "<table><tr><td>a</td></tr></table>"),
        ("<p><figure>a</p>b</figure>", "<p><figure>ab</figure>"),
        ('<svg><path d="M0"/></svg>', '<svg><path d="M0"></path></svg>'),
        ("<svg><linearGradient/></svg>", "<svg><linearGradient></lineargradient></svg>"),
        ("<div/>a", "<div>a</div>"),
        ("<br/>a<br>", "<br>a<br>"),
        ("a<!-- b --><!--> -->c", "a -->c"),
        ("a<!-- b", "a"),
        ("a<!doctype html><?b?></>c", "ac"),
        ("a < b <3 <", "a &lt; b &lt;3 &lt;"),
        ('a<i title="b', "a"),
        ("a</i b", "a"),
        ("<plaintext>a", "a"),
        ("<body><html><head>a", "a"),
        ('<base href="/x/">a', "a"),
        ("<noscript><p>a</p></noscript>", "<p>a</p>"),
        ("<textarea></div><b>", ""),
        ("<textarea></div></textarea>a", "<textarea></div></textarea>a"),
        ('<i title="<b>">a', '<i title="&lt;b>">a</i>'),
        ("<i<b>a", "a"),
        ('<i a"b=1 c=2 c=3>a', "<i c=2>a</i>"),
        ("<!--", ""),
        ("", ""),
    ],
)
def test_what_is_open_is_closed_and_what_would_close_too_much_is_gone(html: str, expected: str) -> None:
    assert unchanged(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<script>b</script>c", "ac"),
        ('a<script type="module">b</script>c', "ac"),
        ('a<script src="x.js" type="text/javascript"></script>c', "ac"),
        ("a<script>b", "a"),
        ('<script type="math/tex">a<b</script>', '<script type="math/tex">a<b</script>'),
        ('<script type="application/json">{}</script >b', '<script type="application/json">{}</script>b'),
        ('<script type="math/tex"><!--<script></script>b', "b"),
    ],
)
def test_scripts_are_left_out_and_data_stays(html: str, expected: str) -> None:
    assert unchanged(html) == expected


def test_headings_are_moved_down_and_end_at_the_lowest() -> None:
    html = "<h1>a</h1><H2 class='b'>c</H2><h5>d</h5><h6>e</h6>"
    assert moved(html, shift=2) == "<h3>a</h3><h4 class='b'>c</h4><h6>d</h6><h6>e</h6>"


def test_the_title_is_left_out_and_what_stood_in_it_is_known() -> None:
    fragment = Fragment('<p>a</p><h1 id="t">T <a id="u">u</a></h1><h1 id="v">V</h1>', title=False)
    assert fragment.identifiers == ("t", "u", "v")
    assert fragment.of_title == ("t", "u")
    assert fragment.written(lambda identifier: identifier, str) == '<p>a</p><h1 id="v">V</h1>'


def test_a_title_that_is_not_closed_ends_with_the_text() -> None:
    fragment = Fragment('a<h1 id="t">T', title=False)
    assert fragment.of_title == ("t",)
    assert fragment.written(lambda identifier: identifier, str) == "a"


def test_names_of_groups_are_known() -> None:
    html = '<input name="g"><input name="g"><details name="h"></details><a name="i"></a><meta name="j">'
    assert Fragment(html).groups == ("g", "h")


def test_an_identifier_can_be_refused() -> None:
    fragment = Fragment('<i id="a"></i><i id="b"></i><a for="a b">c</a>')
    refused = fragment.written(lambda identifier: None if identifier == "a" else f"x{identifier}", str)
    assert refused == '<i></i><i id="xb"></i><a for="a xb">c</a>'


def test_a_fragment_can_be_written_again_for_another_place() -> None:
    fragment = Fragment('<a id="a" href="b">c</a>')
    for prefix in ("x", "y"):
        written = fragment.written(prefix.__add__, prefix.__add__)
        assert written == f'<a id="{prefix}a" href="{prefix}b">c</a>'


NAMES = (
    "a annotation-xml b br button caption col colgroup dd desc details dl dt font foreignObject form frameset h1 h2 i "
    "iframe image img input li mi math marquee nobr noscript object option p path plaintext rt ruby script section "
    "select style summary svg table td template textarea th title tr ul video xmp body div"
).split()
ATTRIBUTES = [
    "",
    ' id="x"',
    " id=y",
    " href='#x'",
    ' title="</section><table>"',
    " x='<!--'",
    " a=b/",
    ' style="background:url(#x)"',
    ' type="text/plain"',
    ' encoding="text/html"',
    ' "',
    " =",
    " name=q",
]
LOOSE = [
    "text ",
    "<!--",
    "-->",
    "<!",
    "<?",
    "]]>",
    "<![CDATA[",
    "<",
    "</",
    "&lt;",
    "&",
    '<a href="',
    "'",
    '"',
    ">",
    "</section>",
    "<!-->",
    "<b x",
    "=",
    "</ ",
]
TOKENS = st.one_of(
    st.builds("<{}{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), st.sampled_from(["", "/", " "])),
    st.builds("</{}>".format, st.sampled_from(NAMES)),
    st.sampled_from(LOOSE),
)
SOUP = st.lists(TOKENS, max_size=20).map("".join)


@settings(max_examples=500)
@given(SOUP)
@example("<table><b><td>")  # a browser takes the `b` along, out of the table
@example("<template><b><template><td>")  # and here out of both templates
@example("<noscript><style></noscript><table></style>")
def test_whatever_a_part_holds_the_next_one_is_as_it_was(html: str) -> None:
    part = moved(html)
    page = LexborHTMLParser(
        f'<!doctype html><main><section id="A">{part}</section><section id="B"><p>b</p></section></main>'
    )
    main = page.css_first("main")
    assert main is not None
    assert [child.attributes.get("id") for child in main.iter()] == ["A", "B"]
    after = page.css_first("#B")
    assert after is not None
    assert after.html == '<section id="B"><p>b</p></section>'


@settings(max_examples=300)
@given(SOUP)
def test_every_identifier_of_a_part_is_rewritten_and_stands_once(html: str) -> None:
    page = LexborHTMLParser(f"<!doctype html><main>{moved(html)}</main>")
    found = [str(node.attributes["id"]) for node in page.css("main [id]")]
    assert len(found) == len(set(found))
    assert all(identifier.startswith("p:") for identifier in found)


@settings(max_examples=300)
@given(st.text(alphabet="<>/=\"'!-&;abp \n", max_size=60))
def test_no_text_can_leave_its_part(html: str) -> None:
    page = LexborHTMLParser(f"<!doctype html><main><section>{moved(html)}</section><section>b</section></main>")
    main = page.css_first("main")
    assert main is not None
    assert [child.tag for child in main.iter()] == ["section", "section"]


def elements(page: LexborHTMLParser) -> list[tuple[str | None, dict[str, str | None]]]:
    assert page.body is not None
    nodes: list[LexborNode] = list(page.body.traverse(include_text=False))
    return [(node.tag, dict(node.attributes)) for node in nodes]


WELL_FORMED = st.recursive(
    st.sampled_from(["text", "a &amp; b", "<br>", '<img src="x.png" alt="">', "<code>&lt;b></code>"]),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["div", "section", "blockquote", "em", "span", "details"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=30,
)


@given(WELL_FORMED)
def test_what_is_well_formed_stays_as_it_is(html: str) -> None:
    assert unchanged(html) == html


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "</div>",
        "<p>",
        "<b>",
        "<td>",
        "<tr><td>",
        "<!--",
        "<a b=",
        '<a id="x" ',
        "<",
        "<style>",
        "#a{",
        "<svg/>",
    ],
)
def test_reading_takes_time_in_proportion_to_length(piece: str) -> None:
    def seconds(times: int) -> float:
        best = 1.0
        for _ in range(3):
            start = time.process_time()
            moved(piece * times + "</b></td></tr></x>" * times)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8_000) < 25 * seconds(800) + 0.05
