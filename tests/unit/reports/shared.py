"""One set of diagnostics for all formats: of every severity, with all parts and with none, and with hostile text."""

from __future__ import annotations

from learning_paths.model.diagnostic import Diagnostic, Edit, Finding, Related, Report, Rule, Severity
from learning_paths.text.span import Span

HOSTILE = (
    "bell \x07, escape \x1b[31m, NUL \0, delete \x7f, next line \x85",
    "bidi \u202eevil\u2066, line \u2028 paragraph \u2029",
    "one\ntwo\r\nthree\rfour",
    "</script><script>alert(1)</script> & <!-- --> ]]>",
    "100 %, %0A, %25, ::error::x, a:b, c,d=e",
    "::stop-commands::x ##[error]y",
    "[link](http://example.org) \\[a\\](1) {0} {{1}}",
    "漢字 e\u0301 😀 \u0915\u0941",
    "x" * 50_000,
    "",
)
FILES = ("paths/a.yml", "paths/b c,d:e%20#f?.yml", "paths/漢字é.yml", "../above.yml")

RULES = (
    Rule(
        "first-rule",
        Severity.ERROR,
        "First.\n\n## What it does\n\nSays `first`.\n\n## Bad\n\nSee [keys](path-files.md).",
    ),
    Rule("second-rule", Severity.WARNING, ""),
    Rule("third-rule", Severity.INFO, "Third."),
)
TEXTS = {
    "paths/a.yml": "title: A\n" + "".join(f"{text.splitlines()[0] if text else ''}\n" for text in HOSTILE),
    "paths/漢字é.yml": "漢字: é",
    "paths/b c,d:e%20#f?.yml": "x" * 20_000,
}


def _diagnostics() -> list[Diagnostic]:
    found = []
    for number, text in enumerate(HOSTILE):
        file = FILES[number % len(FILES)]
        span = Span(file, number + 1, 1 + number % 3, number + 1 + number % 2, 4)
        related = tuple(Related(text, Span(other, 2, 3, 2, 3)) for other in FILES[: number % 3])
        edit = Edit(span, text, certain=bool(number % 2)) if number % 3 else None
        rule = RULES[number % len(RULES)]
        hint = text if number % 2 else None
        found.append(Diagnostic(rule.name, rule.severity, Finding(text or "m", span, hint, related, edit)))
    found.append(Diagnostic("internal-error", Severity.ERROR, Finding("it failed", Span("mkdocs.yml"))))
    # A rule whose severity the site has changed, at a place that another finding has too.
    found.append(Diagnostic("first-rule", Severity.INFO, Finding("m", Span("paths/a.yml", 1, 1, 1, 4))))
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)


REPORT = Report(tuple(_diagnostics()), pages=4, paths=3, steps=2, texts=TEXTS, rules=RULES, root="site one/")
