from __future__ import annotations

import pytest
from babel import Locale

from learning_paths.model.plurals import FORMS, RULES, plural_rule

NUMBERS = [*range(201), 1000, 1001, 1011, 1111, 2002]


@pytest.mark.parametrize("language", [*RULES, "en", "de", "nl", "sv", "it", "es", "el", "hu", "tr", "fi", "bg", "ka"])
def test_each_language_counts_as_unicode_says(language: str) -> None:
    today = {"mo": "ro", "sh": "sr", "iw": "he"}.get(language, language)  # what a code that is out of use stands for
    unicode = Locale.parse(today, sep="-").plural_form
    rule = plural_rule(language)
    assert [(number, rule(number)) for number in NUMBERS] == [(number, unicode(number)) for number in NUMBERS]
    assert {rule(number) for number in NUMBERS} <= set(FORMS)


def test_a_country_counts_as_its_language_unless_it_has_a_rule_of_its_own() -> None:
    assert plural_rule("pt-BR")(0) == "one"
    assert plural_rule("pt-PT")(0) == "other"
    assert plural_rule("sr-Latn-RS")(3) == "few"
    assert plural_rule("tlh")(1) == "one"
