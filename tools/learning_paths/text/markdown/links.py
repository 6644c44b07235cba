"""The links of a Markdown text, with positions: all forms that Python-Markdown makes a link of, and those of HTML."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from learning_paths.text.markdown import Extensions
from learning_paths.text.markdown.blocks import Document, read, text_of
from learning_paths.text.markdown.html import TAG, attributes, unescaped
from learning_paths.text.markdown.inline import Part, parts

_ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
"""The attributes of HTML elements that hold an address."""
_Offset = Callable[[int], int]
_SRCSET = re.compile(r"(?:^|,)\s*(?P<address>[^\s,][^\s]*[^\s,]|[^\s,])")


class Link(NamedTuple):
    """A link or image: its target, and the offsets of what was written for it.

    The target is as Python-Markdown has it: escapes are resolved, character references and percent signs are not. With
    ``html``, it is the value of an attribute, which a browser reads and MkDocs leaves as it is.
    """

    target: str
    start: int
    end: int
    html: bool = False


def links(source: str, start: int, extensions: Extensions) -> Iterator[Link]:
    """Yield the links of the Markdown that begins at ``source[start]``, in the order of their places.

    A link by reference stands where its target is written, and is yielded once, however often it is used. A footnote
    that nothing refers to is a link too: it leads back to a reference that is not there.
    """
    document = read(source, start, extensions)
    found = [*_markdown_links(document), *_html_links(document)]
    yield from sorted(set(found), key=lambda link: (link.start, link.end))


def _markdown_links(document: Document) -> Iterator[Link]:
    referred: set[str] = set()
    for block in document.blocks:
        if not any("[" in line.text or "<" in line.text for line in block.lines):
            continue
        text, starts, offsets = text_of(block)

        def offset(place: int, starts: Sequence[int] = starts, offsets: Sequence[int] = offsets) -> int:
            number = bisect_right(starts, place) - 1
            return offsets[number] + place - starts[number]

        found = parts(text, document.extensions, document.references, document.footnotes)
        for part in found:
            if part.label is not None:
                reference = document.references[part.label]
                end = reference.start + len(reference.target)
                yield Link(reference.target, reference.start, end)
            elif part.target is not None:
                target = _target(text, *part.target, found)
                first, last = part.target
                while first < last and text[first].isspace():
                    first += 1
                while first < last and text[last - 1].isspace():
                    last -= 1
                yield Link(target, offset(first), offset(last))
            elif part.kind == "html":
                yield from _of_tag(text, part, offset)
            elif part.kind == "footnote":
                referred.add(text[slice(*part.inner)])
    for name, start in document.footnotes.items():
        if name in document.ways_back and name not in referred:
            yield Link(f"#fnref:{name}", start, start + len(name))


def _target(text: str, start: int, end: int, found: Sequence[Part]) -> str:
    written = text[start:end]
    if "\\" not in written and "`" not in written:
        return written.strip()
    pieces: list[str] = []
    for part in found:
        if part.kind in ("code", "escape") and start <= part.start and part.end <= end:
            pieces += [text[start : part.start], text[slice(*part.inner)]]
            start = part.end
    return "".join([*pieces, text[start:end]]).strip()


def _of_tag(text: str, part: Part, offset: _Offset) -> Iterator[Link]:
    match = TAG.match(text, part.start)
    if match is None or match["close"]:
        return
    wanted = _ADDRESSES.get(match["name"].lower())
    if wanted is None:
        return
    for found in attributes(text, *match.span("attributes")):
        if found.name not in wanted or not found.value:
            continue
        if found.name == "srcset":
            for each in _SRCSET.finditer(found.value):
                start = found.start + each.start("address")
                end = found.start + each.end("address")
                yield Link(unescaped(each["address"]), offset(start), offset(end), html=True)
            continue
        value = found.value.strip()
        start = found.start + found.value.index(value)
        yield Link(unescaped(value), offset(start), offset(start + len(value)), html=True)


def _html_links(document: Document) -> Iterator[Link]:
    """Yield the links of what is HTML alone."""
    text = document.without_fences

    def offset(place: int) -> int:
        return place + document.start

    for cut in document.html:
        place = cut.start
        while place < cut.end:
            start = text.find("<", place, cut.end)
            if start < 0:
                break
            if text.startswith("<!--", start):
                end = text.find("-->", start, cut.end)
                place = end + 3 if end >= 0 else cut.end
                continue
            match = TAG.match(text, start, cut.end)
            place = match.end() if match is not None else start + 1
            if match is not None:
                yield from _of_tag(text, Part("html", start, place, match.span("attributes")), offset)
