"""Formulas become MathML when a page is built."""

import logging
import re
import time

import pytest
from markdown import Markdown

from learning_paths.hosts.mkdocs.mathml import FormulaError, convert
from learning_paths.hosts.mkdocs.mathml.source import MAX_NESTING, MAX_SOURCE_LENGTH

LOGGER = "mkdocs.plugins.learning_paths.mathml"


def render(source: str, **config: object) -> str:
    """Return the HTML of a page, with the extensions in the order of the guide."""
    extensions = [
        "attr_list",
        "tables",
        "toc",
        "md_in_html",
        "pymdownx.superfences",
        "pymdownx.arithmatex",
        "learning_paths.hosts.mkdocs.mathml",
    ]
    configs: dict[str, dict[str, object]] = {
        "pymdownx.arithmatex": {"generic": True},
        "learning_paths.hosts.mkdocs.mathml": config,
    }
    return Markdown(extensions=extensions, extension_configs=configs).convert(source)


def tags(html: str) -> str:
    """Return MathML without attributes and annotation, to compare structure."""
    html = re.sub(r"<annotation.*?</annotation>", "", html, flags=re.DOTALL)
    return re.sub(r"<(\w+)[^>]*>", r"<\1>", html)


def mathml_of(latex: str, display: bool = False) -> str:
    return convert(latex, display).mathml


def test_inline() -> None:
    html = render("where $d_k$ is a width")
    assert '<span class="arithmatex"><math><semantics><mrow><msub><mi>d</mi><mi>k</mi></msub></mrow>' in html
    assert "<p>where <span" in html
    assert "</span> is a width</p>" in html


def test_no_line_ends_between_a_formula_and_a_mark() -> None:
    html = render("for $n$, ($d$) and *$k$.* Then $x$ and\n$y$")
    kept = re.findall(r'<span style="white-space: nowrap"><span class="arithmatex">.*?</math></span>(.*?)</span>', html)
    assert kept == [",", ")", "."]
    assert re.sub(r"<[^>]*>", "", re.sub("<annotation.*?</annotation>", "", html)) == "for n, (d) and k. Then x and\ny"


def test_a_formula_that_may_scroll_is_not_kept_on_one_line() -> None:
    html = render(f"for ${'x + ' * 40}y$, done")
    assert "tabindex" in html
    assert "nowrap" not in html


def test_display() -> None:
    html = render("Before.\n\n$$\nx^2\n$$\n\nAfter.")
    assert '<div class="arithmatex"><math display="block">' in html
    assert "\\[" not in html
    assert "<p><math" not in html


def test_begin_environment_without_dollars() -> None:
    html = render("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}")
    assert tags(html).count("<mtr>") == 2
    assert "(1)" not in html


@pytest.mark.parametrize("source", ["$a < b & c$", "$$\na < b\n$$", "$$a \\text{ < } b$$"])
def test_nothing_is_double_escaped(source: str) -> None:
    html = render(source.replace("& c", ""))
    assert "&amp;lt;" not in html
    assert "&lt;" in html


def test_annotation_holds_the_source() -> None:
    source = r"\frac{a}{b} < c"
    assert f'<annotation encoding="application/x-tex" data-search-exclude="">{source.replace("<", "&lt;")}<' in render(
        f"$$\n{source}\n$$"
    )


def test_headings_have_no_annotation() -> None:
    html = render("# The width $d_k$")
    assert "<math>" in html
    assert "annotation" not in html
    assert 'id="the-width-dk"' in html


def test_code_and_money_are_untouched() -> None:
    html = render("`$x$` costs \\$5 and \\$6.\n\n```\n$$y$$\n```\n")
    assert "math" not in html
    assert "<code>$x$</code>" in html
    assert "costs $5 and $6" in html
    assert "$$y$$" in html


def test_tables_lists_and_raw_html() -> None:
    html = render("| a |\n| --- |\n| $p(y \\mid x)$ |\n\n- item\n\n    $$\n    z\n    $$\n")
    assert html.count("<math") == 2
    assert "<math" in render('<div markdown="1">\nIn HTML: $x$\n</div>')


def test_deterministic_and_without_ids() -> None:
    source = "$a$ and $b$\n\n$$\n\\sum_{i=1}^n i\n$$\n\n$a$"
    first = render(source)
    convert.cache_clear()
    assert render(source) == first
    assert "id=" not in first


def test_only_wide_formulas_are_keyboard_stops() -> None:
    wide = "$$\n" + " + ".join("abcdefgh") + " = z\n$$"
    html = render(wide, label="Formel")
    for attribute in ('tabindex="0"', 'role="group"', 'aria-label="Formel"'):
        assert attribute in html
    assert "tabindex" not in render("$$\nx = 1\n$$")
    assert "tabindex" not in render("$x = 1$")


def test_label_is_escaped() -> None:
    html = render("$$\n" + " + ".join("abcdefgh") + "\n$$", label='"><script>')
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\mathrm{softmax}(x)", "<mi>softmax</mi>"),
        (r"\mathbb E", "<mi>𝔼</mi>"),
        (r"\mathbb{1}", "<mn>𝟙</mn>"),
        (r"\mathcal L", "<mi>ℒ</mi>"),
        (r"\boldsymbol{\theta}", "<mi>𝜽</mi>"),
        (r"x \sim y", ">∼</mo>"),
        (r"\lfloor x \rfloor", ">⌊</mo>"),
        (r"\infty", "<mi>∞</mi>"),
        (r"a - b", ">−</mo>"),
        (r"a \succ b", ">≻</mo>"),
        (r"\operatorname*{arg\,max}_x f", ">arg\u2009max</mo>"),
        (r"\operatorname{ess\,sup} f", "<mi>ess\u2009sup</mi>"),
        (r"\arg\min_x f", '<mi>arg</mi><munder><mo movablelimits="true" lspace="0.1667em"'),
        (r"\binom{n}{2}^2", "<msup><mrow><mo"),
        (r"\begin{pmatrix} 1 \end{pmatrix}^\top", "<msup><mrow><mo"),
        (r"\bigl\lfloor x \bigr\rfloor", ">⌊</mo>"),
        (r"\Delta", '<mi mathvariant="normal">Δ</mi>'),
        (r"\text{50\% of\_it}", "50%\u00a0of_it"),
        (r"\hat A", '<mover accent="true"><mi>A</mi>'),
        (r"\tfrac12", '<mstyle displaystyle="false" scriptlevel="0"><mfrac>'),
        (r"\mathfrak{aC}", "<mi>𝔞</mi><mi>ℭ</mi>"),
        (r"\mathsf{AB}", '<mtext mathvariant="sans-serif">AB</mtext>'),
        (r"p'", '<mpadded voffset="-0.3em" height="0.4em"><mi>′</mi></mpadded>'),
        (r"x := 1", ">≔</mo>"),
    ],
)
def test_conversion(latex: str, expected: str) -> None:
    assert expected in mathml_of(latex)


def test_limits_sit_below_in_displays() -> None:
    for latex in (r"\max_x f", r"\sum_{i} i", r"\bigcup_i S_i", r"\operatorname*{conv}_x"):
        assert "<munder>" in mathml_of(latex, display=True)


NONE, SCRIPT, THIN, MEDIUM, THICK = "0em", "0.1em", "0.1667em", "0.2222em", "0.2778em"


@pytest.mark.parametrize(
    ("latex", "operator", "before", "after"),
    [
        ("a - b", "−", MEDIUM, MEDIUM),
        ("-x", "−", NONE, NONE),
        ("a = -b", "−", NONE, NONE),
        ("a = -b", "=", THICK, THICK),
        ("(-a)", "−", NONE, NONE),
        ("a \\cdot -b", "−", NONE, NONE),
        (r"\left[ a \right] - b", "−", MEDIUM, MEDIUM),
        ("|a| - |b|", "−", NONE, MEDIUM),  # the space before it is on the bar
        ("(a) - (b)", "−", MEDIUM, MEDIUM),
        ("x_{a = b}", "=", SCRIPT, SCRIPT),
        ("x_{< t}", "&lt;", NONE, SCRIPT),
        ("f: X", ":", THICK, THICK),
        (r"f \colon X", ":", NONE, THIN),
        ("a, b", ",", NONE, THIN),
        ("a / b", "/", NONE, NONE),
        (r"a \overset{d}{\to} b", "→", THICK, THICK),
        (r"2 \sum x", "∑", THIN, THIN),
        (r"\left( a \middle| b \right)", "|", THICK, THICK),
        ("n! k", "!", NONE, NONE),
    ],
)
def test_spaces_around_operators(latex: str, operator: str, before: str, after: str) -> None:
    attributes = re.findall(rf"<mo([^>]*)>{re.escape(operator)}</mo>", mathml_of(latex))
    for name, value in (("lspace", before), ("rspace", after)):
        assert f'{name}="{value}"' in attributes[0]


def test_spaces_around_function_names() -> None:
    space = f'<mspace width="{THIN}"></mspace>'
    assert f"<mi>a</mi>{space}<mi>log</mi>{space}<mi>b</mi>" in mathml_of(r"a \log b")
    assert "mspace" not in mathml_of(r"\log(b)")


def test_matrix_brackets_stretch_and_others_do_not() -> None:
    assert '<mo form="prefix" fence="true" stretchy="true">[</mo><mtable>' in mathml_of(
        r"a + \begin{bmatrix} 1 \\ 2 \end{bmatrix}"
    )
    assert '<mo stretchy="false">(</mo>' in mathml_of("(x)")


def test_environments() -> None:
    assert mathml_of(r"\begin{aligned} a &= b \\ c &= d \end{aligned}").count("<mtr>") == 2
    assert 'columnalign="left"' in mathml_of(r"\begin{cases} a & b \\ c & d \end{cases}")


@pytest.mark.parametrize(
    "latex",
    [
        r"\unknowncommand{x}",
        r"\frac{a}",
        r"\left( x",
        "{x",
        "x}",
        "x^",
        "a_b_c",
        "a & b",
        r"a \\ b",
        r"\def\a{x}\a",
        r"\newcommand{\a}{xx}\a",
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{a}{x}",
        r"\cancel{x}",
        r"\mathop{x}",
        r"\xrightarrow{f}",
        r"\operatorname{L^2}",
        r"\mspace{18mu} x",
        r"a \not= b",
        r"\mathclap{x}",
        r"\text{a $x$}",
        r"\text{&#xFFFFFFFF;}",
        r"\text{&#x0;}",
        r"\begin{tikzpicture}x\end{tikzpicture}",
        r"\begin{array}{c|c} 1 & 2 \end{array}",
        r"\color{red;x}{y}",
        "{" * 5000 + "x" + "}" * 5000,
        r"\sqrt" * 700 + "x",
        "x" * 100_000,
    ],
)
def test_refused(latex: str) -> None:
    start = time.monotonic()
    with pytest.raises(FormulaError):
        convert(latex)
    assert time.monotonic() - start < 5


def test_bounds_allow_what_they_should() -> None:
    assert "<math" in mathml_of("x+" * (MAX_SOURCE_LENGTH // 2 - 1) + "x")
    assert "<math" in mathml_of("{" * MAX_NESTING + "x" + "}" * MAX_NESTING)


def test_failure_is_warned_about_and_the_build_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, LOGGER):
        html = render("Bad $\\nosuch{x} < 1$ and good $y$.\n\n$$\n\\frac{a\n$$\n")
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "\\nosuch{x} < 1" in caplog.text
    assert "\\frac{a" in caplog.text
    assert "<code>\\nosuch{x} &lt; 1</code>" in html
    assert "<pre><code>\\frac{a</code></pre>" in html
    assert "<mi>y</mi>" in html
    assert "\\(" not in html
    assert "\\[" not in html


@pytest.mark.parametrize(
    "source",
    [
        "$<script>alert(1)</script>$",
        "a $<script>alert(1)</script>$ b",
        r"$\text{<img src=x onerror=alert(1)>}$",
        "$$\n\\text{<img src=x onerror=alert(1)>}\n$$",
        "$$\nx <script>alert(1)</script>\n$$",
        r"$\text{&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;}$",
        r"$\mathrm{</annotation><script>alert(1)</script>}$",
        r"$\operatorname{<b>}$ $\color{<b>}{x}$ $\bigl<script\bigr>$",
        r"$</math><img src=x onerror=alert(1)>$",
    ],
)
def test_hostile_html(source: str) -> None:
    html = render(source)
    assert not re.search(r"<(script|img|b)\b", html)
    assert html.count("<math") == html.count("</math>")


def test_hostile_size_in_a_page(caplog: pytest.LogCaptureFixture) -> None:
    start = time.monotonic()
    html = render("$" + "x" * 100_000 + "$ and $" + "{" * 5000 + "}" * 5000 + "$")
    assert time.monotonic() - start < 10
    assert "<math" not in html
    assert all(len(record.getMessage()) < 400 for record in caplog.records)


def test_mistakes_around_displays_are_warned_about(caplog: pytest.LogCaptureFixture) -> None:
    for source in ("text\n$$\nx\n$$\nmore", "$$\nx\n\ny\n$$", "in a sentence $$x$$ here", "- item **bold** $$ x\n"):
        caplog.clear()
        render(source)
        assert "empty line before and after" in caplog.text, source
    caplog.clear()
    render("`$$` and \\$\\$ are fine\n\n    $$ code\n")
    assert not caplog.records


def test_arithmatex_must_be_generic(caplog: pytest.LogCaptureFixture) -> None:
    Markdown(extensions=["pymdownx.arithmatex", "learning_paths.hosts.mkdocs.mathml"]).convert("$x$")
    assert "generic: true" in caplog.text
