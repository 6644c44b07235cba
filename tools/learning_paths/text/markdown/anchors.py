"""The anchors of a page: what the part of a link behind ``#`` can name."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from learning_paths.text.markdown import FILLER, Extensions
from learning_paths.text.markdown.blocks import read, text_of
from learning_paths.text.markdown.html import html_ids, unescaped
from learning_paths.text.markdown.inline import Part, parts
from learning_paths.text.markdown.slugs import Slugify

# Attributes as `attr_list` reads them: at the end of a heading or a cell, in a line of their own at the end of a
# block, and directly behind an element.
_AT_END = re.compile(r" +\{:? *(?P<list>[^}\n ][^\n]*)\} *$")
_LAST_LINE = re.compile(r"(?:\A|\n) *\{:? *(?P<list>[^}\n ][^\n}]*)\} *(?=$|[`*_\[!<])", re.MULTILINE)
_BEFORE_EMPHASIS = re.compile(r" \{:? *(?P<list>[^}\n ][^\n}]*)\}(?=[*_])")
_BEHIND = re.compile(r"(?<=[)\]*_`>~^=+])\{:? *(?P<list>[^}\n ][^\n}]*)\}")
_ATTRIBUTE = re.compile(
    r"(?P<key>[^ =}]+)=(?:\"(?P<double>.*?)\"|'(?P<single>.*?)'|(?P<bare>[^ =}]+))|(?P<word>[^ =}]+)| "
)

# What an extension may make something else of, so that a heading with it can have another anchor than its words say.
_SMART = re.compile(r"--|\([crt]m?\)|[-=]+>|<-|\+/-|=/=|c/o|\d/\d|\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_SMART_EXTENSIONS = frozenset(["smarty", "pymdownx.smartsymbols"])
_EMOJI = re.compile(r":[\w+-]+:")
_KEYS = re.compile(r"\+\+.+?\+\+")
_CRITIC = re.compile(r"\{(?:\+\+|--|~~|==|>>)")

# A block of pymdownx: its header, and the options below it. Blocks can stand in quotes and lists.
_BLOCK = re.compile(r"^[ >]*/{3,} *[\w-]+ *(?P<header>\|[^\n]*)?(?P<options>(?:\n[ >]{4,}[^\n]*)*)", re.MULTILINE)
_ID_OF_HEADER = re.compile(r"#(?P<short>[\w-]+)|\bid *= *[\"']?(?P<long>[^\s\"'\]]+)", re.IGNORECASE)
_ID_OF_OPTIONS = re.compile(r"\bid[\"']? *: *[\"']?(?P<id>[^\s\"',}]+)", re.IGNORECASE)

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_NUMBERED = re.compile(r"(?P<base>.*)_(?P<number>[0-9]+)", re.DOTALL)
_ELEMENTS = frozenset(["code", "math", "footnote", "link", "image", "autolink"])
_EDGE = "\x03"  # where an element was: neither a word nor a space
_UNDERSCORES = re.compile(r"_+")
_LANGUAGE = re.compile(r"(?:#!|:::)[\w#.+-]+ +")


class Anchors(NamedTuple):
    """The anchors of a page. If they are not ``complete``, the page may have others."""

    names: frozenset[str]
    complete: bool = True
    text: str = ""
    """The text that they were found in, without what is fenced code."""


def anchors(source: str, start: int, extensions: Extensions, slugify: Slugify | None, separator: str) -> Anchors:
    """Return the anchors of the Markdown that begins at ``source[start]``, as MkDocs finds them.

    Without ``slugify``, headings have anchors that nobody here can tell.
    """
    document = read(source, start, extensions)
    names = html_ids(document.without_fences)
    if "///" in document.without_fences:
        names.update(_block_ids(document.without_fences))
    used = {cut.id for cut in document.html if cut.id and cut.mode != "raw"}
    used.update(f"fn:{name}" for name in document.footnotes)
    references: Counter[str] = Counter()
    complete = True
    headings: list[list[str]] = []
    for block in document.blocks:
        text, _, _ = text_of(block)
        if block.kind != "heading" and not ("{" in text or "[^" in text):
            continue
        found = parts(text, extensions, document.references, document.footnotes)
        for part in found:
            if part.kind == "footnote":
                name = text[slice(*part.inner)]
                references[name] += 1
                number = references[name] if references[name] > 1 else ""
                used.add(f"fnref{number}:{name}")
        explicit = None
        if "{" in text and "attr_list" in extensions:
            text, explicit = _without_attributes(text, block.kind, found, used)
        if block.kind == "heading":
            variants, certain = _words(text, found, extensions)
            complete = complete and certain
            if explicit is None and block.id is None:
                headings.append(variants)
    if slugify is None:
        return Anchors(frozenset(names | used), complete and not headings, document.without_fences)
    unique = _Unique(used)
    others: set[str] = set()
    for variants in headings:
        first, *rest = [slugify(words, separator) for words in variants]
        unique.add(first)
        others.update(rest)
    return Anchors(frozenset(names | used | others), complete, document.without_fences)


def _block_ids(text: str) -> Iterator[str]:
    for block in _BLOCK.finditer(text):
        for match in _ID_OF_HEADER.finditer(block["header"] or ""):
            yield match["short"] or match["long"]
        for match in _ID_OF_OPTIONS.finditer(block["options"]):
            yield match["id"]


class _Unique:
    """Gives each heading an anchor that nothing else on the page has: with a number behind it, if need be."""

    def __init__(self, used: set[str]) -> None:
        self.used = used
        self.reached: dict[tuple[str, int], int] = {}

    def add(self, slug: str) -> None:
        if not slug or slug in self.used:
            match = _NUMBERED.fullmatch(slug)
            base, least = (match["base"], int(match["number"][:9])) if match is not None else (slug, 0)
            number = self.reached.get((base, least), least) + 1
            while f"{base}_{number}" in self.used:
                number += 1
            self.reached[base, least] = number
            slug = f"{base}_{number}"
        self.used.add(slug)


def _without_attributes(text: str, kind: str, found: Sequence[Part], used: set[str]) -> tuple[str, str | None]:
    """Return a block's text without the attributes at its end, and the id that they give to the block.

    The ids that attributes give to what stands in the block are added to ``used``.
    """
    outer: list[Part] = []
    for part in found:
        if not outer or part.start >= outer[-1].end:
            outer.append(part)
    starts = [part.start for part in outer]

    def free(place: int) -> bool:
        number = bisect_right(starts, place) - 1
        return number < 0 or place >= outer[number].end

    no_elements = {part.end for part in outer if part.kind not in _ELEMENTS}
    places = [match for match in _BEHIND.finditer(text) if free(match.start()) and match.start() not in no_elements]
    if kind == "text":
        # Only the last line of a block counts, and what stands behind it may be an element: this is not looked into.
        places += _LAST_LINE.finditer(text)
        used.update(name for match in places if (name := _id_in(match["list"])) is not None)
        return text, None
    places += _BEFORE_EMPHASIS.finditer(text)
    used.update(name for match in places if (name := _id_in(match["list"])) is not None)
    # They stand behind the last element, or before the first if there is nothing behind the last.
    children = [part for part in outer if part.kind in _ELEMENTS]
    start, end = children[-1].end if children else 0, len(text)
    if children and start == end:
        start, end = 0, children[0].start
    match = _AT_END.search(text, start, end)
    if match is None or not free(match.start("list") - 1) or not _is_list(match["list"]):
        return text, None
    name = _id_in(match["list"])
    if name is not None:
        used.add(name)
    start = len(text[: match.start()].rstrip("#").rstrip()) if kind == "heading" else match.start()
    return text[:start] + _EDGE * (end - start) + text[end:], name


def _id_in(attributes: str) -> str | None:
    """Return the id that a list of attributes gives, such as ``#id .class key=value``."""
    found = None
    for match in _ATTRIBUTE.finditer(attributes):
        if match["word"] is not None:
            if match["word"].startswith("#"):
                found = match["word"][1:]
        elif match["key"] == "id":
            found = match["double"] or match["single"] or match["bare"] or ""
    # MkDocs sees a mark of Markdown's in place of what is escaped; a browser finds the anchor.
    return found if found is None else _ESCAPED.sub(r"\1", found)


def _is_list(attributes: str) -> bool:
    """Return whether this is one list of attributes: a brace within it means that it is none."""
    return "}" not in _ATTRIBUTE.sub("", attributes)


def _words(text: str, found: Sequence[Part], extensions: Extensions) -> tuple[list[str], bool]:
    """Return the words of a heading as they may be read, the likeliest first, and whether these are all."""
    bones = _Skeleton(text, found, extensions)
    skeleton = bones.text
    # A formula becomes other words; and what looks like a heading may begin with code, or with HTML.
    certain = FILLER not in text and not any(part.kind == "math" for part in found)
    if not _SMART_EXTENSIONS.isdisjoint(extensions) and _SMART.search(skeleton):
        certain = False
    if "pymdownx.keys" in extensions and _KEYS.search(skeleton):
        certain = False
    if "pymdownx.critic" in extensions and _CRITIC.search(skeleton):
        certain = False
    variants = [skeleton]
    if "{" in skeleton and "attr_list" in extensions:
        # What stands before the brace is emphasis that ends there, or it is not.
        variants = [_BEHIND.sub(_EDGE, skeleton), skeleton]
    if "_" in skeleton:
        variants = [*(_without_emphasis(variant) for variant in variants), *variants]
    if "pymdownx.emoji" in extensions and _EMOJI.search(skeleton):
        variants = [_EMOJI.sub("", variants[0]), *variants]
    return [bones.filled(variant) for variant in dict.fromkeys(variants)], certain


class _Skeleton:
    """A heading's text without its markup. What is to be taken literally is kept apart, a filler in its place."""

    def __init__(self, text: str, found: Sequence[Part], extensions: Extensions) -> None:
        self.source = text
        self.found = found
        self.extensions = extensions
        self.number = 0
        self.literals: list[str] = []
        self.text = "".join(self._pieces(0, len(text)))

    def _pieces(self, start: int, end: int) -> Iterator[str]:
        while self.number < len(self.found) and self.found[self.number].start < end:
            part = self.found[self.number]
            self.number += 1
            if part.start < start or part.end > end:
                continue
            yield self.source[start : part.start]
            yield _EDGE
            if part.kind == "link":
                yield from self._pieces(*part.inner)
                yield _EDGE
            elif part.kind in ("code", "math", "escape", "autolink"):
                self.literals.append(self._literal(part))
                yield FILLER
            start = part.end
            behind = "attr_list" in self.extensions and part.kind in _ELEMENTS
            if behind and (match := _BEHIND.match(self.source, start, end)) is not None:
                start = match.end()
        yield self.source[start:end]

    def _literal(self, part: Part) -> str:
        words = self.source[slice(*part.inner)]
        if part.kind != "code":
            return words
        words = words.strip()
        match = _LANGUAGE.match(words) if "pymdownx.inlinehilite" in self.extensions else None
        return words[match.end() :] if match is not None else words

    def filled(self, text: str) -> str:
        """Return a text made of this one, with its character references resolved and its literals put back."""
        text = unescaped(text.replace(_EDGE, ""))
        if not self.literals:
            return text
        words = zip(text.split(FILLER), [*self.literals, ""], strict=False)
        return "".join(word for pair in words for word in pair)


def _without_emphasis(text: str) -> str:
    """Return text without the underscores that mark emphasis: those within words do not."""
    kept: list[str] = []
    opened: list[tuple[int, int]] = []
    done = 0
    for match in _UNDERSCORES.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        kept += [text[done : match.start()], match[0]]
        done = match.end()
        closes = bool(before) and not before.isspace() and not _is_word(after)
        opens = bool(after) and not after.isspace() and not _is_word(before)
        left = len(match[0])
        while closes and left and opened:
            place, width = opened.pop()
            common = min(left, width)
            kept[place] = "_" * (width - common)
            left -= common
            if width > common:
                opened.append((place, width - common))
        kept[-1] = "_" * left
        if opens and left:
            opened.append((len(kept) - 1, left))
    return "".join([*kept, text[done:]])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
