from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.load.meant import meant
from learning_paths.load.slugs import is_reference, is_slug
from learning_paths.model.fields import PATTERNS, Type


@pytest.mark.parametrize(
    ("type_", "text", "found"),
    [
        (Type.BOOL, "Yes", ("true", True)),
        (Type.BOOL, "0", ("false", True)),
        (Type.BOOL, "maybe", None),
        (Type.MINUTES, "25min", ("25", True)),
        (Type.MINUTES, "25 Minutes", ("25", True)),
        (Type.MINUTES, "1 hour", ("60", True)),
        (Type.MINUTES, "0 min", None),
        (Type.MINUTES, "200 h", None),
        (Type.MINUTES, "25 s", None),
        (Type.YEAR, "2017-06", ("2017", True)),
        (Type.YEAR, "2017/06/12", ("2017", True)),
        (Type.YEAR, "0017-06", None),
        (Type.YEAR, "17", None),
        (Type.DATE, "2026.1.5", ("2026-01-05", True)),
        (Type.DATE, "2026-11-22 10:00", ("2026-11-22", True)),
        (Type.DATE, "2026111", None),
        (Type.DATE, "2026/1-5", None),
        (Type.DATE, "2026-13-01", None),
        (Type.DATE, "1. 5. 2026", ("2026-05-01", False)),
        (Type.DATE, "13/5/2026", ("2026-05-13", False)),
        (Type.DATE, "5/13/2026", ("2026-05-13", False)),
        (Type.DATE, "5/5/2026", ("2026-05-05", False)),
        (Type.DATE, "5/6/2026", None),
        (Type.DATE, "5 sept 2026", ("2026-09-05", True)),
        (Type.DATE, "Sep. 5, 2026", ("2026-09-05", True)),
        (Type.DATE, "5 Sep 5 2026", None),
        (Type.DATE, "5 Foo 2026", None),
        (Type.DATE, "31 Feb 2026", None),
        (Type.SLUG, "Two Words", ("two-words", False)),
        (Type.SLUG, "a/b", ("a-b", False)),
        (Type.REFERENCE, "Papers/Two Words.md", ("papers/two-words", False)),
        (Type.REFERENCE, "../concepts/a.md", ("concepts/a", False)),
        (Type.REFERENCE, "//", None),
        (Type.ARXIV, "arXiv:1706.03762", ("1706.03762", True)),
        (Type.DOI, "https://doi.org/10.1038/x", ("10.1038/x", True)),
        (Type.URL, "example.org/a", ("https://example.org/a", False)),
        (Type.TEXT, "anything", None),
        (Type.SLUG, "a b" * 200, None),
    ],
)
def test_what_was_meant(type_: Type, text: str, found: tuple[str, bool] | None) -> None:
    assert meant(type_, text) == found


FORMS: Mapping[Type, Callable[[str], object]] = {
    Type.BOOL: lambda text: text in ("true", "false"),
    Type.MINUTES: lambda text: 1 <= int(text) <= 10_000,
    Type.YEAR: lambda text: 1000 <= int(text) <= 2999,
    Type.DATE: lambda text: date.fromisoformat(text).isoformat() == text,
    Type.SLUG: is_slug,
    Type.REFERENCE: is_reference,
    **{type_: re.compile(pattern).fullmatch for type_, pattern in PATTERNS.items()},
}
TEXTS = st.text() | st.text("0123456789-/. :T", max_size=20) | st.text("0123456789 minhours", max_size=10)


@given(st.sampled_from(list(FORMS)), TEXTS)
def test_what_was_meant_has_the_right_form(type_: Type, text: str) -> None:
    found = meant(type_, text)
    assert found is None or FORMS[type_](found.text)
