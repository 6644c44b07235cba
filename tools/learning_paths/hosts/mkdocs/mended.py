"""What Material for MkDocs 9.7 and 9.8, and Markdown, get wrong in the HTML of a page, put right.

Each fault is looked for as the theme writes it. A theme that writes something else, or no longer has the fault, is left
as it is. What styles can mend stands in ``widgets/_shared/mended-theme.css``, what needs a script in the scripts of the
widgets.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from html import escape

from learning_paths import widgets
from learning_paths.model.texts import Texts

# Not allowed on boxes and switches. What it is there for, the script does.
_AUTOCOMPLETE = re.compile(r'(<input\b[^>]*\btype="(?:checkbox|radio)"[^>]*?) autocomplete="off"')

# The dialog of the search is named as the field in it.
_SEARCH = re.compile(
    r'(?P<dialog><div class="md-search" data-md-component="search" role="dialog")>'
    r'(?P<between>.*?<input\b[^>]*\bclass="md-search__input"[^>]*?\baria-label="(?P<name>[^"]*)")',
    re.DOTALL,
)
_EMPTY_TABINDEX = re.compile(r'(<label class="md-nav__link[^>]*) tabindex=""')

# A line's number in code: an anchor with an `id` needs no `name`.
_LINE_ANCHOR = re.compile(r'(<a id="(?P<id>__codelineno-[\w-]+)") name="(?P=id)"')
_TASK = re.compile(
    r'(<li class="task-list-item"><label class="task-list-control"><input type="checkbox" disabled(?P<done> checked)?)'
    r"(?=>|/>| />)"
)
# Two landmarks must not have one name.
_PATH = re.compile(r'(<nav class="md-path") aria-label="[^"]*"')
# A section of the sidebar is named by a label that is not there where nothing can be unfolded; its own title is.
_SECTION = re.compile(
    r'(?P<nav><nav class="md-nav" data-md-level="\d+" aria-labelledby="(?P<id>__nav_\d+(?:_\d+)*)_)label"'
    r'(?P<between>[^>]*>\s*<label class="md-nav__title") for="(?P=id)"'
)
# A section that has nothing but its list, which its title leads to, opens an empty level of the drawer.
_EMPTY_LEVEL = re.compile(
    r'(<input class="md-nav__toggle[^>]*\bid="(?P<id>__nav_\d+)") checked>'
    r'(?=(?:(?!<input |<ul ).)*?<label class="md-nav__title"[^>]* for="(?P=id)">(?:(?!<input |<ul ).)*?'
    r'<ul class="md-nav__list" data-md-scrollfix>\s*</ul>)',
    re.DOTALL,
)
# The theme's script, before which its search can be told to wait. A pattern that begins with plain letters is found ten
# times as fast as one that looks ahead.
_BUNDLE = re.compile(r'<script src="[^"]*assets/javascripts/bundle\.\w+\.min\.js"></script>')
# A heading of a table without words, as Markdown writes the corner between two rows of headings, is no heading.
_EMPTY_HEADING = re.compile(r"<th( style=\"[^\"]*\")?>\s*</th>")
_LABEL_OF_NOTHING = '<label class="md-nav__title" for="__toc">'
_MARKDOWN_ATTRIBUTE = re.compile(r'(<(?:div|figure|p|section|span|details|table|ul|ol|li)\b[^>]*?) markdown="[01]?"')


def mended(html: str, texts: Texts) -> str:
    """Return the HTML of a page without the faults of the theme. ``texts`` are the words of the interface."""

    def search(match: re.Match[str]) -> str:
        return f'{match["dialog"]} aria-label="{match["name"]}">{match["between"]}'

    def task(match: re.Match[str]) -> str:
        return f'{match[0]} aria-label="{escape(texts("task.done") if match["done"] else texts("task.open"))}"'

    # What must stand in a page for an edit to be tried at all, what it looks for, and what that becomes.
    edits: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
        (' autocomplete="off"', _AUTOCOMPLETE, r"\1"),
        ('class="md-search"', _SEARCH, search),
        (' tabindex=""', _EMPTY_TABINDEX, r"\1"),
        (' name="__codelineno-', _LINE_ANCHOR, r"\1"),
        ("task-list-control", _TASK, task),
        ('class="md-path"', _PATH, lambda match: f'{match[1]} aria-label="{escape(texts("theme.path"))}"'),
        ('"md-nav__title"', _SECTION, r'\g<nav>title"\g<between> id="\g<id>_title" for="\g<id>"'),
        (" checked>", _EMPTY_LEVEL, r"\1>"),
        (' markdown="', _MARKDOWN_ATTRIBUTE, r"\1"),
        ("></th>", _EMPTY_HEADING, r"<td\1></td>"),
    )
    for sign, fault, right in edits:
        if sign in html:
            html = fault.sub(right, html)
    if 'data-md-component="search"' in html:
        html = _BUNDLE.sub(_late_search(), html, count=1)
    if 'id="__toc"' not in html:
        html = html.replace(_LABEL_OF_NOTHING, '<label class="md-nav__title">')
    return html


@functools.cache
def _late_search() -> Callable[[re.Match[str]], str]:
    element = f"<script>{widgets.late_search()}</script>\n"
    return lambda match: element + match[0]  # a function, because a script may hold what looks like a group
