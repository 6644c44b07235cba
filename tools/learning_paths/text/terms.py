"""The words that a glossary explains, and where a page uses them first. Both are read as HTML, as the site shows it.

A glossary is a page with a heading for each word. What stands in the heading are its names, with commas between them;
the first paragraph says what it means. A word whose heading is a link has a page of its own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import NamedTuple

# One look at each tag, comment or declaration; what is no tag in the end is text.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*+)(?P<rest>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>|<[!?][^<>]*+>",
    re.DOTALL,
)
# In these, nothing is marked: what is a link, a button, a heading, code or a formula, or would cut off what is shown.
_LEFT_ALONE = frozenset(
    "a abbr audio button canvas code dfn fieldset form h1 h2 h3 h4 h5 h6 iframe kbd label lp-marks math nav noscript "
    "object option pre samp script select style sub summary sup svg table template textarea title var video".split()
)
# What cannot end an element in which nothing is marked, nor begin another one: text, and tags of other elements.
_PASSED = re.compile(
    rf"(?:[^<]++|</?(?!(?:{'|'.join(sorted(_LEFT_ALONE))})[\s/>])[A-Za-z][^\s/<>]*+"
    r"(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>)*+",
    re.IGNORECASE,
)
_VALUE = re.compile(r"""(?P<name>[\w:-]++)\s*+=\s*+(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL)
_HEADING = re.compile(r"h[2-6]")
MAX_MEANING = 400
"""Characters of an explanation that are shown; a longer one is cut at a word."""


class Term(NamedTuple):
    """A word that a glossary explains.

    ``anchor`` is the identifier of its heading, ``meaning`` its first paragraph as plain text. ``addresses`` are those
    that its entry links to, as they are written there. A word with a page of its own is never marked, nor is what else
    of the glossary stands in its name.
    """

    names: tuple[str, ...]
    anchor: str
    meaning: str
    addresses: tuple[str, ...] = ()
    own_page: bool = False


def read_terms(html: str) -> list[Term]:
    """Return the words of a glossary, in their order. ``html`` is its rendered text."""
    glossary = _Glossary()
    last = 0
    for tag in _MARKUP.finditer(html):
        glossary.text(html[last : tag.start()])
        last = tag.end()
        name = (tag["name"] or "").lower()
        if name and tag["end"]:
            glossary.end(name)
        elif name:
            glossary.start(
                name, {each["name"].lower(): unescape(each["value"]) for each in _VALUE.finditer(tag["rest"])}
            )
    glossary.text(html[last:])
    return glossary.read()


class _Glossary:
    """Follows headings, the first paragraph behind each, and the links of its entry."""

    _names: list[str]
    _meaning: list[str]
    _addresses: list[str]
    _own_page: bool
    _silent: bool
    _told: bool

    def __init__(self) -> None:
        self._found: list[Term] = []
        self._begin_entry("", "")

    def read(self) -> list[Term]:
        self._end_entry()
        return self._found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _HEADING.fullmatch(name):
            self._end_entry()
            self._begin_entry(attributes.get("id", ""), name)
        elif name == "p" and not self._told:
            self._inside = "p"
        elif name == "a" and "headerlink" in attributes.get("class", "").split():
            self._silent = True
        elif name == "a" and _HEADING.fullmatch(self._inside):
            self._own_page = True
        elif name == "a" and "href" in attributes:
            self._addresses.append(attributes["href"])

    def end(self, name: str) -> None:
        if name == self._inside:
            self._told = self._told or (name == "p" and bool("".join(self._meaning).strip()))
            self._inside = ""
        elif name == "a":
            self._silent = False

    def text(self, html: str) -> None:
        if self._inside and not self._silent:
            (self._meaning if self._inside == "p" else self._names).append(unescape(html))

    def _begin_entry(self, anchor: str, inside: str) -> None:
        self._anchor, self._inside = anchor, inside
        self._names, self._meaning, self._addresses = [], [], []
        self._own_page = False
        self._silent = False
        self._told = False

    def _end_entry(self) -> None:
        names = tuple(" ".join(name.split()) for name in "".join(self._names).split(",") if name.strip())
        meaning = _shortened(" ".join("".join(self._meaning).split()))
        if names and meaning and self._anchor:
            self._found.append(Term(names, self._anchor, meaning, tuple(self._addresses), self._own_page))


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_MEANING else f"{text[: text.rfind(' ', 0, MAX_MEANING)]} …"


class Uses:
    """Finds the first use of each of some words in a page."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Prepare to look for ``terms``. Where two have a name in common, the first one has it."""
        self._by_name: dict[str, Term] = {}
        for term in terms:
            for name in term.names:
                self._by_name.setdefault(_key(name), term)
        # By what they begin with: at each place of a text, most names are then ruled out at once.
        ends: dict[str, list[str]] = {}
        for name in sorted(self._by_name, key=lambda name: (-len(name), name)):
            begin, end = _pattern(name)
            ends.setdefault(begin, []).append(end)
        ways = "|".join(f"{begin}(?:{'|'.join(ends[begin])})" for begin in sorted(ends))
        self._names = re.compile(rf"(?<![\w&-])(?:{ways})(?![\w-])" if ways else r"(?!)")

    def marked(self, html: str, mark: Callable[[Term, str], str], without: frozenset[str] = frozenset()) -> str:
        """Return the HTML of a page with the first use of each word as ``mark`` makes it of the word and its text.

        Words with the anchors in ``without`` are left alone. Takes time in proportion to the length of the page.
        """
        used = set(without)
        parts: list[str] = []
        alone: list[str] = []  # the elements that are open and keep words from being marked
        opened: Counter[str] = Counter()
        last = 0

        def mark_first(match: re.Match[str]) -> str:
            term = self._by_name[_key(match[0])]
            if term.own_page or term.anchor in used:
                return match[0]
            used.add(term.anchor)
            return mark(term, match[0])

        while True:
            passed = _PASSED.match(html, last) if alone else None
            tag = _MARKUP.search(html, passed.end() if passed is not None else last)
            text = html[last : tag.start() if tag is not None else len(html)]
            parts.append(text if alone or text.isspace() else self._names.sub(mark_first, text))
            if tag is None:
                return "".join(parts)
            parts.append(tag[0])
            last = tag.end()
            name = (tag["name"] or "").lower()
            if name not in _LEFT_ALONE:
                continue
            if not tag["end"]:
                alone.append(name)
                opened[name] += 1
            elif opened[name]:
                while (closed := alone.pop()) != name:
                    opened[closed] -= 1
                opened[name] -= 1


def _key(name: str) -> str:
    """Return what is the same for all ways to write a name, its plural too."""
    words = [word if _has_capitals(word) else word.lower() for word in re.split(r"[\s-]+", name.replace("’", "'"))]
    last = words[-1]
    words[-1] = last.removesuffix("s") if len(last) > 3 and not last.endswith("ss") else last
    return " ".join(words)


def _pattern(key: str) -> tuple[str, str]:
    """Return how a name begins and how it goes on, as patterns; the beginning is one character."""
    begin, *others = (_pattern_of_word(word) for word in key.split(" ") if word)
    return begin[0], r"(?:\s+|-)".join([begin[1], *(first + rest for first, rest in others)]) + "s?"


def _pattern_of_word(word: str) -> tuple[str, str]:
    first, rest = (re.escape(escape(part)) for part in (word[0], word[1:]))
    return first if _has_capitals(word) else f"[{re.escape(word[0].upper())}{first}]", rest


def _has_capitals(word: str) -> bool:
    """Say whether a word is written in one way only: it has capitals or digits after its first letter, or no letter."""
    return not word[:1].isalpha() or any(sign.isupper() or sign.isdigit() for sign in word[1:])
