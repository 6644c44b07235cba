"""Texts made of pieces of Markdown, the odder the better."""

from __future__ import annotations

from hypothesis import strategies as st

_LINKS = [
    *("[a](t1.md)", "[a](t2.md 'x')", '[a](t3.md "x")', "[a](<t4 b.md>)", "[a]( t5.md )", "[a](t6(b).md)", "[a](t7#x)"),
    *("![i](t1.png)", "[![i](t2.png)](t8.md)", "[a [b] c](t9.md)", "[a](it's.md)", '[a](q"q.md)', r"[a](t\_u.md)"),
    *("[a][r1]", "[a] [r2]", "[r1]", "[r2][]", "![r1]", "![i][r2]", "[R1]", "[r3]", "<https://t.org>", "<x@t.org>"),
    *("\n[r1]: u1.md\n", "\n[r2]: <u2.md> 'T'\n", "\n    [r1]: u3.md\n", "\n[r2]:\n  u4.md\n", "\n- [r2]: u5.md\n"),
    *("[^1]", "\n[^1]: ", "\n[^2]: [a](t10.md)\n", "\n\n    more [a](t11.md)\n\n"),
]
_MARKS = [
    *("`", "``", "\\", "*", "_", "[", "]", "(", ")", "](", "!", '"', "'", "|", "$", "$$", "{#x}", "&amp;", " a ", "b"),
    *("\n", "\n\n", "\n\n\n", "\n    ", "\n        ", "\t", "  \n", "<br>", "<b>", "</b>", "<!-- c -->", "é日😀"),
]
_BLOCKS = [
    *("\n- ", "\n* ", "\n1. ", "\n    - ", "\n> ", "\n>> ", "\n# ", "\n## ", "\n---\n", "\n===\n", "\n* * *\n", "\n: "),
    *("\n```\n", "\n~~~\n", "\n    ```\n", "\n``` py\n", '\n``` py title="x"\n', "\n> ```\n", "\n:   ", "\n<hr>\n"),
    *("\n!!! note\n    ", '\n!!! note "T [a](t12.md)"\n\n    ', "\n??? x\n    ", '\n=== "x"\n    ', "\n*[ABC]: d\n"),
    *("\n| a | [b](t13.md) |\n|---|---|\n", "\n| `|` | [b](t14.md) |", "\n\\[\n", "\n$$\n"),
]
_PAIRS = [
    *(("<b>", "</b>"), ("<a href='h'>", "</a>"), ("\n<div>\n", "\n</div>\n"), ("\n<pre>", "</pre>\n")),
    *(("\n<div markdown='1'>\n", "\n</div>\n"), ("\n<p markdown>", "</p>\n"), ("\n<script>\n", "\n</script>\n")),
    *(("\n<ul markdown='1'>\n<li markdown='block'>\n", "\n</li>\n</ul>\n"), ("\n<p>", "</p>\n"), ("`", "`")),
    *(
        ("\n<!-- ", " -->\n"),
        ("\n```\n", "\n```\n"),
        ("\n<h2 markdown='span'>", "</h2>\n"),
        ("*", "*"),
        ("\n<details>\n", "</details>\n"),
    ),
]

PIECES = st.sampled_from([*_LINKS, *_MARKS, *_BLOCKS])


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(st.sampled_from(_PAIRS), inner).map(lambda pair: pair[1].join(pair[0]))
    return st.lists(PIECES | pairs, max_size=8).map("".join)


MARKDOWN = st.recursive(st.lists(PIECES, max_size=10).map("".join), _around, max_leaves=6)

_HEADINGS = [
    *(
        "\n# ",
        "\n## ",
        "\n### ",
        " ##",
        "#",
        "Some Words",
        "same",
        "\n# same\n",
        "same_1",
        "é",
        "日本",
        "A.B",
        "(c)",
        "--",
    ),
    *("`code_x`", "`` a`b ``", "*a*", "_b_", "__c__", "snake_case", "[link](u.md)", "![alt](i.png)", "[^1]", "&amp;"),
    *("&lt;T&gt;", "<b>x</b>", "<i id='q'></i>", r"\_", r"\#", " {#id}", " {: #id2 .c}", "{.c}", "\n===\n", "\n---\n"),
    *("\n\n", "\n", "\n[^1]: note\n", "<https://x.y/z>", "\n- # ", "\n> ## ", "\n1. ", "\n    ", "\n!!! note\n    "),
    *(
        "\n```\n# c\n```\n",
        "\n<div id='d'>\n# r\n</div>\n",
        "\n<div markdown id='e'>\n# m\n</div>\n",
        "<a name='n'></a>",
    ),
    *(
        "\n<h3 markdown='span'>H</h3>\n",
        "\n{: #blk}\n",
        "\n| a {#c} | b |\n|---|---|\n| c | d {#e} |\n",
        " [x](y){#in}",
    ),
]
HEADINGS = st.lists(st.sampled_from(_HEADINGS), max_size=12).map("".join)
