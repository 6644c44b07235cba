from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_paths.text.markdown.links import Link, links
from tests.unit.text.markdown.fragments import MARKDOWN
from tests.unit.text.markdown.reference import PLAIN, RICH, known, markdown_links

BOTH = pytest.mark.parametrize("names", [PLAIN, RICH], ids=["plain", "rich"])


def found(text: str, names: tuple[str, ...] = RICH) -> list[Link]:
    return list(links(text, 0, known(names)))


def targets(text: str, names: tuple[str, ...] = RICH) -> list[str]:
    """Return the targets of links that somebody has written, as against the way back from a footnote."""
    return [link.target for link in found(text, names) if not link.html and not link.target.startswith("#fnref:")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ("x [a](b.md#c), [d](../e/f.md)", ["b.md#c", "../e/f.md"]),
        ("![alt](i.png)", ["i.png"]),
        ("[](b)", ["b"]),
        ("[a]()", [""]),
        ("[a *b* `c`](d)", ["d"]),
        ("[a [b] c](d)", ["d"]),
        (r"[a \] b](c)", ["c"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        (r"[a](b\)c)", ["b)c"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("[a](b c.md)", ["b c.md"]),
        ("[a]( b.md )", ["b.md"]),
        ('[a](b.md "t")', ["b.md"]),
        ("[a](b.md 't (x)')", ["b.md"]),
        ("[a](it's.md)", ["it's.md"]),
        ("[a](b.md (t))", ["b.md (t)"]),
        ('[a](<b> "t]")', ["b"]),
        ('[a\nb](c.md\n"t")', ["c.md"]),
        ("[![alt](i.png)](b.md)", ["i.png", "b.md"]),
        ("[x [a](b)", ["b"]),
        ("- [ ] [a](b)", ["b"]),
        ("> [a\n> b](c)", ["c"]),
        ("😀[é](b)", ["b"]),
        (r"\\[a](b)", ["b"]),
        ("| [a](b) | [c](d) |\n|---|---|\n| [e](f) | `|` |", ["b", "d", "f"]),
        ("[a][b]\n\n[b]: c.md", ["c.md"]),
        ("[a][B]\n\n[b]: c.md 'T'", ["c.md"]),
        ("[b][]\n\n[b]: <c.md>", ["c.md"]),
        ("[b] ![b] [x][b]\n\n- y\n\n    [b]: c.md", ["c.md"]),
        ("[b]: c.md\n[d]: e.md\n\n[d]", ["e.md"]),
        ("[a\nb]\n\n[a b]:\n    c.md\n    'T'", ["c.md"]),
        ("[b]\n\n[b]: c.md\n\n[b]: d.md", ["d.md"]),
        ("[a][b] [c]", []),
        ("<https://x.org/y>", ["https://x.org/y"]),
        ("# [a](b)\n[c](d)\n===", ["b", "d"]),
        ("- a\n\n    [b](c)\n\n        [d](e)", ["c"]),
        ("a\n    [b](c)", ["c"]),
        ('!!! note "[a](b)"\n\n    [c](d)\n\n    - x\n\n        [e](f)', ["b", "d", "f"]),
        ('=== "x"\n\n    [a](b)\n\n??? y\n\n    [c](d)', ["b", "d"]),
        ("x[^1]\n\n[^1]: [a](b)\n\n    [c](d)", ["b", "d"]),
        ("term\n:   [a](b)\n\n    [c](d)", ["b", "d"]),
        ("<div markdown>\n[a](b)\n</div>", ["b"]),
        ("<p markdown>[a](b)</p>", ["b"]),
        ("a <b>[c](d)</b>", ["d"]),
        ("[a](b&amp;c.md)", ["b&amp;c.md"]),
        ("[a](b%20c.md)", ["b%20c.md"]),
        ("[a]({{ b }})", ["{{ b }}"]),
        ("`a [x](b)", ["b"]),
        ("<!-- [a](b)", ["b"]),
        ("a <!-- b\n\n[c](d) -->", ["d"]),
        ("~~~ a\n~~~ b\n\n[a](b)", ["b"]),
    ],
)
def test_what_is_a_link(text: str, expected: list[str]) -> None:
    assert targets(text) == expected
    assert set(markdown_links(text, RICH)) == set(expected)


@pytest.mark.parametrize(
    "text",
    [
        "[a] (b)",
        "[a](b",
        "a](b)",
        r"\[a](b)",
        r"[a\](b)",
        "[a]\n\n(b)",
        "[a\n\nb](c)",
        "(a)[b]",
        "`[a](b)`",
        "`` ` [a](b) ``",
        "```\n[a](b)\n```",
        '```python title="x"\n[a](b)\n```',
        "~~~\n[a](b)\n```\n[c](d)\n~~~",
        "``` py foo\n[a](b)\n```",
        "- x\n\n    ```\n    [a](b)\n    ```",
        "> ```\n> [a](b)\n> ```",
        "a\n\n    [b](c)",
        "- a\n\nb\n\n    [c](d)",
        "<!-- [a](b) -->",
        "<!--\n\n[a](b)\n\n-->",
        "a <!-- [b](c) --> d",
        "<div>\n[a](b)\n</div>",
        "<div>\n\n[a](b)\n\n</div>",
        "<p>[a](b)</p>",
        '<span title="[a](b)">c</span>',
        "$[a](b)$ and \\(f[x](y)\\)",
        "$$\nf[x](y)\n$$",
        "[^1]: not a link",
        "*[a]: b",
        "[a]: b.md",
    ],
)
def test_what_is_no_link(text: str) -> None:
    assert targets(text) == []
    assert markdown_links(text, RICH) == []
    assert targets(f"{text}\n\n# z\n[z](end)") == ["end"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- x\n\n    ```\n    [a](b)\n\n    [c](d)\n    ```", ["b", "d"]),
        ('```python title="x"\n\n[a](b)\n```', ["b"]),
        ("$[a](b)$", ["b"]),
        ("[a][^1]\n\n[^1]: b.md", ["b.md"]),
        ("!!! note\n\n    [a](b)", []),
    ],
)
def test_what_an_extension_would_make_otherwise(text: str, expected: list[str]) -> None:
    assert targets(text, PLAIN) == expected
    assert markdown_links(text, PLAIN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a <a href="b.html">c</a>', ["b.html"]),
        ("<a href=b/>c</a>", ["b/"]),
        ("<A HREF='b c'>d</A>", ["b c"]),
        ('<div>\n<a class="x" href=" b ">c</a>\n</div>', ["b"]),
        ('<a href="a?b&amp;c">d</a>', ["a?b&c"]),
        ('<img alt="x" src="i.png" srcset="j.png 2x, k.png 3x">', ["i.png", "j.png", "k.png"]),
        ('<video src="v.mp4" poster="p.png"><track src="t.vtt"></video>', ["v.mp4", "p.png", "t.vtt"]),
        ('<iframe src="f.html"></iframe>', ["f.html"]),
        ('<picture><source srcset="s.webp"></picture>', ["s.webp"]),
        ('`<a href="b">`', []),
        ('```\n<a href="b">\n```', []),
        ('<!-- <a href="b"> -->', []),
        ('<a data-href="b">c</a>', []),
        ('<a href="">b</a>', []),
        ("<a name='b'>c</a>", []),
        ('    <a href="b">', []),
    ],
)
def test_html(text: str, expected: list[str]) -> None:
    assert [link.target for link in found(text)] == expected
    assert all(link.html for link in found(text))


def test_a_footnote_that_nothing_refers_to_leads_back_nowhere() -> None:
    text = "a[^1]\n\n[^1]: b\n\n[^2]: c\n"
    assert [(link.target, text[link.start : link.end]) for link in found(text)] == [("#fnref:2", "2")]
    assert found(text, PLAIN) != found(text)


def test_places_are_those_of_what_was_written() -> None:
    text = "é [a]( b\\_c.md 'd')\n\n- [e][f]\n\n\t[g](<h i>)\n\n> <a href='j'>k</a>\n\n[f]: <l.md>\n"
    assert [(link.target, text[link.start : link.end]) for link in found(text)] == [
        ("b_c.md", r"b\_c.md"),
        ("h i", "h i"),
        ("j", "j"),
        ("l.md", "l.md"),
    ]


def test_the_text_may_begin_anywhere() -> None:
    text = "---\ntitle: '[a](b)'\n---\n    code\n\n[c](d)\n"
    assert [(link.target, link.start) for link in links(text, text.index("    code"), known(PLAIN))] == [("d", 38)]


@BOTH
@given(MARKDOWN)
@settings(max_examples=200, derandomize=True)
def test_the_links_are_those_of_python_markdown(names: tuple[str, ...], text: str) -> None:
    # A link by reference is found once; what it may hold of an address of mail is left out of both.
    assert {target for target in targets(text, names) if "@" not in target} == set(markdown_links(text, names))


@given(MARKDOWN | st.text())
def test_links_lie_in_the_text_in_order(text: str) -> None:
    everything = found(text)
    assert all(0 <= link.start <= link.end <= len(text) for link in everything)
    assert [link.start for link in everything] == sorted(link.start for link in everything)


@given(st.lists(st.sampled_from(["x", "é😀", "`code`", "*b*"]), min_size=1).map(" ".join), st.sampled_from("ab/.#é"))
def test_a_link_is_found_wherever_it_stands(around: str, target: str) -> None:
    assert targets(f"{around} [{around}]({target}) {around}") == [target]


# Each is repeated to 60,000 characters. What is quadratic in several of them takes many minutes; the limit is generous
# for a slow machine, and no time is compared.
HOSTILE = [
    *("[", "]", "`", "](", "<!--", "[a](", "[](", "[[]", "[]", "\\", "\\`", "{", "(", "#", " ", "\n", ">", "=", "-"),
    *("![", '[a](b "', "[a](b '", "[a](b (", "[a](<", "[a\n\n](b)", "` `` ", "~~~\n", "```\n", "```", "<!-- -->"),
    *("<!-->", "{#", "<a", "<a ", "<a '", '<a b="', "<a b='\"", "<div>", "<div>\n", "</div>\n", "<div markdown>\n"),
    *("<hr/>", "# a\n", "# _a_\n", "- ", "- a\n", "    ", "    a\n", "> ", ">a\n", "1. ", "* * *\n", "a\n---\n"),
    *("[a]: b\n", "[a]:\n", "[^a]: b\n", "[^a]", "[^", "[a][a]", "[a] [", "|", "| a |\n|---|\n", "| `", "$", "$a$ "),
    *("\\(", "$$\n", "!!! a\n", "!!! a\n    ", '=== "a"\n    ', "*[a]: b\n", ": a\n", ":   a\n\n", "<?", "<![CDATA["),
    *("{: #a }\n", "a {#b}\n", "[a](b){#c}", "__a", "_ a_", "&amp;", "# a {#b}\n", "<https://", "<a@b>", "{{ a }}"),
    *('href="', "href='", "href = ", "<a href=", "[a]: ", "[^a]: ", "#a", "# a#b", "(?:"),
]
PROGRAM = """
import sys
from learning_paths.text.markdown.anchors import anchors
from learning_paths.text.markdown.links import links
from learning_paths.text.markdown.quick import glance, plain_anchors
from learning_paths.text.markdown.slugs import latin_slug
extensions = frozenset(sys.argv[1].split())
parts = sys.stdin.read().split("\\x00")
texts = [part * (60_000 // len(part)) for part in parts]
texts += ["[" + text + "](x)" for text in texts if "[" in text or "`" in text or "(" in text]
texts.append(" ".join("`" * length for length in range(1, 600)))  # no run of backticks is closed
texts.append("# x {" + " " * 60_000)
texts.append("- a\\n\\n    # b\\n" + "        # c\\n" * 5_000)
for text in texts:
    sum(1 for _ in links(text, 0, extensions))
    anchors(text, 0, extensions, latin_slug, "-")
    glance(20 * text, 0, extensions)  # this is done to every page, so that it has to be quick with the largest
    plain_anchors(20 * text, 0, extensions, latin_slug, "-")
print(len(texts))
"""


def test_hostile_texts_take_no_more_than_linear_time() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, " ".join(known(RICH))],
        input="\x00".join(HOSTILE),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (int(run.stdout.strip() or 0) > len(HOSTILE), run.stderr) == (True, "")
