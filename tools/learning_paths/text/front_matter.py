"""The YAML head of a Markdown page.

A head is what MkDocs takes for one: the text starts with a line of three dashes, and a later line of three dashes or
dots ends it. MkDocs overlooks a head whose last line is the end of the file without a line end; here it is read all
the same, and reported.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from learning_paths.text.span import Span
from learning_paths.text.yaml_nodes import YamlFault, YamlText, compose

# Together the shape of mkdocs.utils.meta.YAML_RE, but for the end of the file, so that both see the same head. In two
# parts, because the second is searched for many times as fast as one pattern tries each place in turn.
_START = re.compile(r"-{3}[ \t]*\n")
_ALMOST = re.compile(r"\s*(?P<dashes>-{3,})[ \t]*\n[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|\n)")
_END = re.compile(r"\n(?:\.{3}|-{3})[ \t]*(?:\n|\Z)")


class PageText(NamedTuple):
    """A Markdown page, cut into its head and its body: the body starts at the offset ``body_start`` of the text."""

    head: YamlText
    body_start: int


def body_start(text: str) -> int:
    """Return the offset at which the body of a page starts: 0 if it has no head."""
    return _head(text)[2]


def head(text: str) -> tuple[int, int]:
    """Return the offsets of the start and the end of the YAML in the head of a page: both 0 if it has no head."""
    start, end, _ = _head(text)
    return start, end


def split(file: str, text: str) -> PageText:
    """Cut a page into head and body, and compose the head. The line ends of ``text`` are line feeds."""
    yaml_start, yaml_end, end = _head(text)
    if not end:
        return PageText(YamlText(None, tuple(_missed(file, text))), 0)
    # The opening dashes become an empty line, so that positions in the head are positions in the file.
    head = compose(file, "\n" + text[yaml_start:yaml_end])
    if head.root is None and head.faults:
        head = YamlText(None, tuple(_ends_late(fault, text, yaml_end) for fault in head.faults))
    if text[end - 1] != "\n":
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        fault = YamlFault(
            "invalid-yaml",
            "the head does not end with a line end, so that MkDocs shows it as text",
            Span(file, line, 1, line, column),
            hint="add an empty line at the end of the file",
            change=(Span(file, line, column, line, column), "\n"),
            certain=True,
        )
        head = YamlText(head.root, (*head.faults, fault))
    return PageText(head, end)


def _ends_late(fault: YamlFault, text: str, yaml_end: int) -> YamlFault:
    """Return the fault with a hint at the end of the head, if it is met in text of the page, below an empty line."""
    above = text[:yaml_end].split("\n")[1 : fault.span.line - 1]
    if "could not find expected ':'" not in fault.message or not any(not line.strip() for line in above):
        return fault
    end = text.count("\n", 0, yaml_end) + 1
    text_hint = f"if this is text of the page, put three dashes above it: the head ends in line {end}"
    return fault._replace(hint=f"end a key with a colon; or, {text_hint}")


def _missed(file: str, text: str) -> Iterator[YamlFault]:
    """Yield what keeps the start of a text from being the head that it looks like."""
    almost = _ALMOST.match(text)
    if almost is None:
        return
    line = text.count("\n", 0, almost.start("dashes")) + 1
    message, hint = "the head has no end", "put a line of three dashes behind its last key"
    if almost.start("dashes"):
        message, hint = "the head does not start in the first line", "remove what stands above it"
    elif len(almost["dashes"]) != 3:
        message, hint = f"the line above the head has {len(almost['dashes'])} dashes", "write three dashes"
    span = Span(file, line, 1, line, 1 + len(almost["dashes"]))
    yield YamlFault("invalid-yaml", f"{message}, so that MkDocs shows it as text", span, hint=hint)


def _head(text: str) -> tuple[int, int, int]:
    """Return where the YAML of the head starts and ends, and the offset behind the head; all 0 if there is none."""
    start = _START.match(text)
    end = _END.search(text, start.end()) if start is not None else None
    if start is None or end is None:
        return 0, 0, 0
    return start.end(), end.start() + 1, end.end()
