from __future__ import annotations

import datetime

from markupsafe import Markup

from learning_paths.model.kinds import BUILT_IN, Kind
from learning_paths.model.texts import texts_in
from learning_paths.pages.environment import environment
from learning_paths.pages.words import Words

ENGLISH = Words(texts_in("en", {}))


def test_a_text_is_markup_and_what_is_filled_in_is_made_safe() -> None:
    assert ENGLISH.text("place", number=4, total=16) == Markup("Step 4 of 16")
    assert ENGLISH.text("start", page="<b>*A*</b>") == "Start with &#60;b&#62;&#42;A&#42;&#60;/b&#62;"
    assert ENGLISH.text("start", page=Markup("<b>A</b>")) == "Start with <b>A</b>"


def test_braces_in_what_is_filled_in_are_filled_in_by_nothing() -> None:
    assert ENGLISH.text("place.in", place="{path}", path="x") == "&#123;path&#125; in x"
    assert ENGLISH.text("place.in", place=Markup("{path}"), path="x") == "{path} in x"


def test_a_text_of_a_site_is_made_safe_but_for_its_placeholders() -> None:
    words = Words(texts_in("en", {"start": '*<{page}>* "{x y}" [a]', "comma": " & "}))
    assert words.text("start", page="A") == "&#42;&#60;A&#62;&#42; &#34;&#123;x y&#125;&#34; &#91;a&#93;"
    assert words.listed(["a", "<b>"]) == "a &#38; &#60;b&#62;"


def test_templates_ask_for_texts() -> None:
    env = environment(ENGLISH)
    template = env.from_string(
        "{{ 'close' | text }}|{{ 16 | counted('steps') }}|{{ 95 | duration }}|{{ date | date }}|"
        "{{ concept | label }}|{{ own | label }}|{{ own | plural }}|{{ ['a', 'b'] | listed }}"
    )
    concept, own = BUILT_IN[0], Kind("law", "laws", "Law & Order", "Laws")
    shown = template.render(date=datetime.date(2026, 11, 2), concept=concept, own=own)
    assert shown == "Close|16 steps|1 h 35 min|2 November 2026|Concept|Law &#38; Order|Laws|a, b"
