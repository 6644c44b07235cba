"""Floor 5: the parts that pages are made of, one folder each.

A widget's folder holds ``markup.html`` (Jinja macros), ``element.css`` and, where it needs them, ``print.css`` for
paper and ``element.js``, a script that adds to it. The markup is the feature: it works as the build wrote it, and the
script may only add to it. What several scripts share stands in ``_shared``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from learning_paths import registry, widgets

SHARED = ("site.js", "store.js", "steps.js")
"""The shared scripts; each may import from those before it."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "[^"]*";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function|class) )", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*(?:.|\n)*?\*/)\n|[ \t]+//[ \t].*$", re.MULTILINE)
_INDENT = re.compile(r"^(?: {2})+", re.MULTILINE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/\s*|^\s+", re.MULTILINE | re.DOTALL)
_TEXTS = "const texts = {};"


def names() -> list[str]:
    """Return the names of all widgets, sorted, such as ``path-nav``."""
    return registry.names(widgets)


def markup(name: str) -> str:
    """Return the Jinja source of a widget. Raises KeyError if there is no such widget."""
    if name not in names():
        raise KeyError(name)
    return _folder(name).joinpath("markup.html").read_text(encoding="utf-8")


def stylesheet() -> str:
    """Return the styles of all widgets as one text, in the order of their names."""
    return "\n".join(_folder(name).joinpath("element.css").read_text(encoding="utf-8") for name in names())


def print_stylesheet() -> str:
    """Return the styles for paper: those of any page, then those of each widget that has some."""
    shared = resources.files(widgets).joinpath("_shared", "print.css")
    files = (shared, *(_folder(name).joinpath("print.css") for name in names()))
    return "".join(_STYLE_COMMENT.sub("", file.read_text(encoding="utf-8")) for file in files if file.is_file())


def mending() -> str:
    """Return styles that mend what Material for MkDocs gets wrong."""
    return resources.files(widgets).joinpath("_shared", "mended-theme.css").read_text(encoding="utf-8")


def script(texts: Mapping[str, str], *, mend_theme: bool = False) -> str:
    """Return the scripts of all widgets as one: the shared ones, then the elements in the order of their names.

    ``texts`` are the words of the interface. ``mend_theme`` adds what mends faults of Material for MkDocs. The sources
    are modules that import from each other; joined in their order, they need no imports and no further requests. The
    whole is a module and a classic script as well, because browsers load no modules for pages that are opened from a
    disk.
    """
    parts = [source(file) for file in sources(mend_theme=mend_theme)]
    joined = "".join(parts)
    if joined.count(_TEXTS) != 1:
        raise AssertionError("the words of the interface have no place in the scripts")
    words = json.dumps(dict(sorted(texts.items())), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return "(() => {\n" + joined.replace(_TEXTS, f"const texts = {words};") + "})();\n"


def sources(*, mend_theme: bool = True) -> list[Traversable]:
    """Return the files of all scripts, in the order in which they are joined; those for the theme only if asked for."""
    shared = resources.files(widgets).joinpath("_shared")
    elements = (_folder(name).joinpath("element.js") for name in names())
    last = [shared.joinpath("mended-theme.js")] if mend_theme else []
    return [*(shared.joinpath(name) for name in SHARED), *(file for file in elements if file.is_file()), *last]


def source(file: Traversable) -> str:
    """Return a script without imports, exports, comments and indentation: what of it is sent to readers."""
    text = _IMPORT.sub("", _COMMENT.sub("", file.read_text(encoding="utf-8")))
    return re.sub(r"\n{2,}", "\n", _INDENT.sub("", _EXPORT.sub("", text))).lstrip("\n")


def _folder(name: str) -> Traversable:
    return resources.files(f"{__name__}.{name.replace('-', '_')}")
