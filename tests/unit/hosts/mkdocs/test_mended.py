from __future__ import annotations

import pytest

from learning_paths.hosts.mkdocs.mended import mended
from learning_paths.model.texts import texts_in

TEXTS = texts_in("en", {})

FAULTS = {
    "a switch may not be told how to complete": (
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer">',
    ),
    "the search is named as its field": (
        (
            '<div class="md-search" data-md-component="search" role="dialog">\n<form><input type="text" '
            'class="md-search__input" name="query" aria-label="Suche"></form>'
        ),
        (
            '<div class="md-search" data-md-component="search" role="dialog" aria-label="Suche">\n'
            '<form><input type="text" '
            'class="md-search__input" name="query" aria-label="Suche"></form>'
        ),
    ),
    "an empty tabindex is no number": (
        '<label class="md-nav__link " for="__nav_5" id="__nav_5_label" tabindex="">',
        '<label class="md-nav__link " for="__nav_5" id="__nav_5_label">',
    ),
    "an anchor needs no name beside its id": (
        '<a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>',
        '<a id="__codelineno-0-1" href="#__codelineno-0-1"></a>',
    ),
    "a task says whether it is done": (
        (
            '<li class="task-list-item"><label class="task-list-control"><input type="checkbox" disabled checked/>'
            '<li class="task-list-item"><label class="task-list-control"><input type="checkbox" disabled/>'
        ),
        (
            '<li class="task-list-item"><label class="task-list-control"><input type="checkbox" disabled checked'
            ' aria-label="Done"/>'
            '<li class="task-list-item"><label class="task-list-control"><input type="checkbox" disabled'
            ' aria-label="Not done"/>'
        ),
    ),
    "a path is not named as the navigation": (
        '<nav class="md-path" aria-label="Navigation" >',
        '<nav class="md-path" aria-label="Where this page stands" >',
    ),
    "a section is named by what is there": (
        (
            '<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_1_label" aria-expanded="false">\n'
            '<label class="md-nav__title" for="__nav_2_1">Paths</label>'
        ),
        (
            '<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_1_title" aria-expanded="false">\n'
            '<label class="md-nav__title" id="__nav_2_1_title" for="__nav_2_1">Paths</label>'
        ),
    ),
    "a section that has nothing but its list opens no empty level": (
        (
            '<input class="md-nav__toggle md-toggle " type="checkbox" id="__nav_3" checked>\n'
            '<nav class="md-nav"><label class="md-nav__title" for="__nav_3">Concepts</label>\n'
            '<ul class="md-nav__list" data-md-scrollfix>\n\n</ul></nav>\n'
            '<input class="md-nav__toggle md-toggle " type="checkbox" id="__nav_4" checked>\n'
            '<nav class="md-nav"><label class="md-nav__title" for="__nav_4">Guide</label>\n'
            '<ul class="md-nav__list" data-md-scrollfix>\n<li>Read</li></ul></nav>'
        ),
        (
            '<input class="md-nav__toggle md-toggle " type="checkbox" id="__nav_3">\n'
            '<nav class="md-nav"><label class="md-nav__title" for="__nav_3">Concepts</label>\n'
            '<ul class="md-nav__list" data-md-scrollfix>\n\n</ul></nav>\n'
            '<input class="md-nav__toggle md-toggle " type="checkbox" id="__nav_4" checked>\n'
            '<nav class="md-nav"><label class="md-nav__title" for="__nav_4">Guide</label>\n'
            '<ul class="md-nav__list" data-md-scrollfix>\n<li>Read</li></ul></nav>'
        ),
    ),
    "the corner of a table is no heading": (
        '<tr><th></th><th style="text-align: right;"></th><th>Size</th></tr>',
        '<tr><td></td><td style="text-align: right;"></td><th>Size</th></tr>',
    ),
    "a label without a box is for nothing": (
        '<label class="md-nav__title" for="__toc">',
        '<label class="md-nav__title">',
    ),
    "an attribute that Markdown has left": ('<figure class="figure" markdown="0">', '<figure class="figure">'),
}


@pytest.mark.parametrize(("fault", "right"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_mended_and_what_is_right_stays(fault: str, right: str) -> None:
    assert mended(fault, TEXTS) == right
    assert mended(right, TEXTS) == right


def test_what_is_not_the_theme_s_stays() -> None:
    html = '<input type="text" autocomplete="off"><code>&lt;figure markdown="0"&gt;</code><label for="__toc">'
    assert mended(html, TEXTS) == html
    with_box = '<input id="__toc"><label class="md-nav__title" for="__toc">'
    assert mended(with_box, TEXTS) == with_box


BUNDLE = '<script src="../assets/javascripts/bundle.a5f9d56c.min.js"></script>'


def test_the_search_is_told_to_wait_before_the_script_of_the_theme_runs() -> None:
    page = f'<div class="md-search" data-md-component="search" role="dialog"></div>{BUNDLE}'
    before, after = mended(page, TEXTS).split(BUNDLE)
    assert after == ""
    assert before.endswith("</script>\n")
    assert "search_index" in before


def test_a_page_without_a_search_has_nothing_to_wait_for() -> None:
    assert mended(f"<p>Text</p>{BUNDLE}", TEXTS) == f"<p>Text</p>{BUNDLE}"
