"""What holds for every file, whatever is in it."""

from __future__ import annotations

from datetime import date

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.sites import ATTENTION, SMALL_SITE, check
from tests.unit.sound import assert_sound

KEYS = "title description level assumes outcomes introduction authors updated draft steps slug commentary stage read \
optional minutes alongside requires because aliases tags status summary year".split()
VALUES = [
    "attention",
    "x y",
    "[",
    "]",
    "{slug: a}",
    "[attention]",
    "|\n  x",
    "'",
    '"',
    "true",
    "2026-11-22",
    "5",
    "*a",
    "&a",
]
LINES = st.builds(
    lambda indent, dash, key, colon, value: "  " * indent + dash + key + colon + value,
    st.integers(0, 3),
    st.sampled_from(["", "", "- "]),
    st.sampled_from([*KEYS, "titel", "😀", ""]),
    st.sampled_from([": ", ":", ""]),
    st.sampled_from([*VALUES, "", "", "😀", "# c", "# learning-paths: ignore[unknown-step]"]),
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
YAML_LIKE = st.builds(lambda lines, end: end.join(lines), st.lists(LINES, max_size=15), ENDS)
ANYTHING = st.one_of(
    YAML_LIKE.map(str.encode), st.text().map(lambda text: text.encode(errors="replace")), st.binary(max_size=40)
)
HEADS = st.builds(lambda head, body: b"---\n" + head + b"\n---\n" + body, ANYTHING, ANYTHING)


@example(b"title: &a\n  title: attention")
@example(b"title: \n- title: attention")
@given(ANYTHING)
def test_any_path_file(content: bytes) -> None:
    assert_sound({**SMALL_SITE, "paths/x.yml": content})


@given(ANYTHING | HEADS)
def test_any_page(content: bytes) -> None:
    assert_sound({**SMALL_SITE, "docs/papers/x.md": content})


@given(st.lists(YAML_LIKE, min_size=2, max_size=4), st.lists(YAML_LIKE, min_size=1, max_size=3))
def test_many_files_at_once(paths: list[str], heads: list[str]) -> None:
    assert_sound(
        {
            "docs/concepts/attention.md": ATTENTION,
            **{f"paths/{number}.yml": text for number, text in enumerate(paths)},
            **{f"docs/papers/{number}.md": f"---\n{text}\n---\n# T\n" for number, text in enumerate(heads)},
        }
    )


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,10}", fullmatch=True).filter(lambda slug: slug not in ("index", "README"))
OPTIONAL = {
    "level": st.sampled_from(["introductory", "intermediate", "advanced"]),
    "audience": WORDS,
    "outcomes": st.lists(WORDS),
    "introduction": WORDS,
    "conclusion": WORDS,
    "authors": st.lists(WORDS),
    "updated": st.dates(date(1000, 1, 1)).map(date.isoformat),
    "draft": st.booleans(),
}
STEP_OPTIONAL = {"title": WORDS, "read": WORDS, "optional": st.booleans(), "minutes": st.integers(1, 10_000)}


@given(st.data())
def test_a_valid_path_checks_clean(data: st.DataObject) -> None:
    slugs = data.draw(st.lists(SLUGS, min_size=1, max_size=6, unique=True))
    steps: list[dict[str, object]] = []
    for slug in slugs:
        if data.draw(st.booleans()):
            steps.append({"stage": data.draw(WORDS), "introduction": data.draw(WORDS)})
        reference = data.draw(st.sampled_from([slug, f"concepts/{slug}"]))
        step = {"slug": reference, "commentary": data.draw(WORDS)}
        steps.append(step | data.draw(st.fixed_dictionaries({}, optional=STEP_OPTIONAL)))
    path = {
        "title": data.draw(WORDS),
        "description": data.draw(WORDS),
        "assumes": data.draw(st.lists(st.sampled_from(slugs))),
        **data.draw(st.fixed_dictionaries({}, optional=OPTIONAL)),
        "steps": steps,
    }
    text = yaml.safe_dump(path, allow_unicode=True, sort_keys=False)
    if "&id" in text:
        return  # PyYAML wrote an anchor, which is not part of the subset
    report = check({**{f"docs/concepts/{slug}.md": ATTENTION for slug in slugs}, "paths/generated.yml": text})
    assert report.diagnostics == ()
    assert (report.pages, report.paths, report.steps) == (len(slugs), 1, len(slugs))
