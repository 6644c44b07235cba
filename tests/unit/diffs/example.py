"""One pair of sites for all formats, with every kind of change and with hostile text."""

from __future__ import annotations

from collections.abc import Iterable

from learning_paths.compare import compare
from learning_paths.model.changes import Changes
from tests.unit.compare.sides import page, path, side

HOSTILE = (
    "@octocat and @org/team, #1, octo/cat#2, GH-3, a@b.example",
    "<script>alert(1)</script><!-- --> &amp; <https://x.example>",
    "https://x.example www.x.example HTTP://x.example",
    "[link](https://x.example) ![image](x.png) [^1] :tada:",
    "a | b || c \\| d",
    "`code` ``two`` ```three",
    "**bold** _it_ ~~gone~~ $x^2$ \\",
    "bell \x07 escape \x1b[31m bidi \u202eevil\u2066 line \u2028",
    "one\ntwo\r\n\n# heading\n\n| a |\n| - |\n",
    "漢字 e\u0301 😀",
    "x" * 5000,
    "@" * 200,
)

_PAGES = {f"docs/concepts/{slug}.md": page(slug.capitalize(), text="word " * 400) for slug in "abcdefgh"}

BEFORE = {
    **_PAGES,
    "docs/papers/old-name.md": page("Renamed", "authors: [A]\nyear: 2020\nurl: https://x.example\n"),
    "docs/concepts/a.md": page("A", "requires: [d]\n", text="word " * 400),
    "docs/concepts/gone.md": page("Gone", text="Gone."),
    "docs/concepts/merged.md": page("Merged", text="Merged."),
    "paths/first.yml": path("# Start", "a", "b: Why.", "# Middle", "c", "d", "e", "# End", "f", "old-name", "nothing"),
    "paths/old-path.yml": path("a", "b", head="title: Same steps\ndescription: D.\nsteps:\n"),
    "paths/removed.yml": path("g", head="title: Removed\ndescription: D.\nsteps:\n"),
}
AFTER = {
    **_PAGES,
    "docs/papers/new-name.md": page(
        "Renamed", "aliases: [old-name]\nauthors: [A]\nyear: 2020\nurl: https://x.example\n"
    ),
    "docs/concepts/a.md": page(
        "Ay", "requires: [h, c, {slug: d, because: New.}]\naliases: [merged]\n", text="word " * 900
    ),
    "docs/concepts/plan.md": page("Plan", "status: planned\n"),
    "paths/first.yml": path(
        *("# Start", "a", "h", "# Heart", "c", "b: Another reason.", "e", "# End", "new-name", "f", "missing"),
        head="title: First\ndescription: The first, changed.\nlevel: advanced\nassumes: [g]\n"
        "outcomes: [One, Two]\nintroduction: Hello.\ndraft: true\nsteps:\n",
    )
    + "    optional: true\n    minutes: 9\n",
    "paths/new-path.yml": path("a", "b", head="title: Same steps\ndescription: D.\nsteps:\n"),
    "paths/added.yml": path("c", "d", head="title: Added\ndescription: D.\nsteps:\n"),
}


def changes() -> Changes:
    # Of the rules, some whose words are settled, so that better hints of others are no change here.
    rules = ["missing-field", "unknown-prerequisite", "unknown-step"]
    return compare(side(BEFORE, "main", rules), side(AFTER, "the working tree", rules))


def hostile() -> Changes:
    """Return changes in which every text of a site is one of ``HOSTILE``."""
    pages, steps = {}, []
    for number, text in enumerate(HOSTILE):
        written = _quoted(text)
        pages[f"docs/concepts/p{number}.md"] = page(written, f"tags: [{written}]\nrequires: [{written}]\n")
        steps.append(f"  - slug: p{number}\n    title: {written}\n    read: {written}\n    commentary: {written}\n")
        steps.append(f"  - slug: {written}\n    commentary: x\n")
        steps.append(f"  - stage: {written}\n")
    head = f"title: {_quoted(HOSTILE[0])}\ndescription: D.\naudience: {_quoted(HOSTILE[2])}\n"
    head += f"outcomes: {_list(HOSTILE)}\nauthors: {_list(HOSTILE)}\nsteps:\n"
    plain = {name: page("Plain") for name in pages}
    before = {**plain, "paths/p.yml": path("p0", "# S", "p3", "p1")}
    after = {**pages, "paths/p.yml": head + "".join(steps)}
    return compare(side(before, HOSTILE[0]), side(after, HOSTILE[1]))


def _quoted(text: str) -> str:
    """Return a text as a quoted scalar of YAML."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text) + '"'


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
