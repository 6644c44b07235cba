"""A site's glossary: at the first use of a word on a page, what the glossary says of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import jinja2
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from learning_paths.hosts.mkdocs.commentary import target_of
from learning_paths.text.terms import Term, Uses, read_terms


class Glossary:
    """The words of a page that has been rendered, to be marked in others."""

    def __init__(self, file: File, env: jinja2.Environment) -> None:
        """Read the words from the page of ``file``."""
        html = (file.page.content if file.page is not None else None) or ""
        self._url = file.url
        self._env = env
        self.terms = read_terms(html)
        self._uses = Uses(self.terms)
        # A page that an entry leads to explains the word itself.
        self._at_home: dict[str, set[str]] = {}
        for term in self.terms:
            for address in term.addresses:
                parts = urlsplit(address)
                if not parts.scheme and not parts.netloc:
                    self._at_home.setdefault(target_of(file.url, parts.path), set()).add(term.anchor)

    def marked(self, html: str, url: str) -> str:
        """Return the HTML of the page at ``url``, relative to the site, with the first use of each word marked."""
        address = get_relative_url(self._url, url)

        def mark(term: Term, word: str) -> str:
            # `word` is a piece of the page's HTML.
            return str(self._env.globals["widget"]("term").term(term, f"{address}#{term.anchor}", word))  # type: ignore[operator] # the macros of a widget

        return self._uses.marked(html, mark, frozenset(self._at_home.get(url, ())))
