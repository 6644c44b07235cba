"""Floor 5: the parts that pages are made of, one folder each.

A widget's folder holds ``markup.html`` (Jinja macros), ``element.css`` and, where it needs them, ``print.css`` for
paper, ``element.js``, a script that adds to it on every page, and ``on_demand.js``, one that is loaded where it is
needed. The markup is the feature: it works as the build wrote it, and a script may only add to it. What several scripts
share stands in ``_shared``.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from learning_paths import registry, widgets

SHARED = ("site.js", "store.js", "steps.js")
"""The shared scripts; each may import from those before it."""

SENT_TOGETHER = {"marks": "page", "path-nav": "page"}
"""Widgets whose scripts on demand are wanted by the same pages, and the name of the one script that holds them."""

_IMPORT = re.compile(r'import \{([^}]*)\} from "[^"]*";\n')
_COMMENT_BEHIND = re.compile(r"[ \t]+//[ \t].*")
_CAST = re.compile(r"/\*\* @type \{[^*\n]*\} \*/ ?")
_STYLE_COMMENT = re.compile(r"/\*.*?\*/\s*|^\s+", re.MULTILINE | re.DOTALL)

# Where values of the site are put into the scripts.
_TEXTS = "const texts = {};"
_LANGUAGE = 'const language = "en";'
_FOLDERS = "const folders = [];"

# How a script asks for a text: by its name, or by a name of which a part is filled in; or for one that counts.
_ASKED = re.compile(r'(?<![\w.])(text|counted)\(\s*(?:"([^"\n]+)"|`([\w.-]*)\$\{[^{}`]+\}`)')


def names() -> list[str]:
    """Return the names of all widgets, sorted, such as ``path-nav``."""
    return registry.names(widgets)


def markup(name: str) -> str:
    """Return the Jinja source of a widget. Raises KeyError if there is no such widget."""
    if name not in names():
        raise KeyError(name)
    return _folder(name).joinpath("markup.html").read_text(encoding="utf-8")


def stylesheet(kinds: Mapping[str, str], *, mend_theme: bool = False) -> str:
    """Return the styles of all widgets as one text, in the order of their names, without comments.

    ``kinds`` are the labels of the kinds of pages by their folders: a search result of such a page is marked with its
    label, in Material's search and in MkDocs' own. ``mend_theme`` adds what mends faults of Material for MkDocs.
    """
    files = [_folder(name).joinpath("element.css") for name in names()]
    if mend_theme:
        files.insert(0, _files().joinpath("_shared", "mended-theme.css"))
    marks = []
    for folder, label in kinds.items():
        address, asked_for, file, shown = (
            json.dumps(text, ensure_ascii=False)
            for text in (f"/{folder}/", f"/{folder}/?", f"/{folder}/index.html", label)
        )
        # The list of a kind is no page of it.
        page = f"[href*={address}]:not([href$={address}], [href*={asked_for}], [href*={file}])"
        marks.append(
            f".md-search-result__link{page} h1::after,\n#mkdocs-search-results a{page}::after {{ content: {shown}; }}\n"
        )
    return _styles(files) + "".join(marks)


def print_stylesheet() -> str:
    """Return the styles for paper: those of any page, then those of each widget that has some."""
    shared = _files().joinpath("_shared", "print.css")
    return _styles([shared, *(_folder(name).joinpath("print.css") for name in names())])


def _styles(files: Iterable[Traversable]) -> str:
    return "".join(_STYLE_COMMENT.sub("", file.read_text(encoding="utf-8")) for file in files if file.is_file())


def script(texts: Mapping[str, str], language: str, *, mend_theme: bool = False) -> str:
    """Return the scripts of all widgets as one: the shared ones, then the elements in the order of their names.

    ``texts`` are the words of the interface in ``language``; those go along that the scripts ask for. ``mend_theme``
    adds what mends faults of Material for MkDocs. The sources are modules that import from each other; joined in their
    order, they need no imports and no further requests. The whole is a module and a classic script as well, because
    browsers load no modules for pages that are opened from a disk.
    """
    joined = "".join(source(file) for file in sources(mend_theme=mend_theme))
    joined = _filled(_filled(joined, _LANGUAGE, language), _TEXTS, asked(joined, texts))
    shared = f"self.learningPaths = {{ elements: {{}}, {', '.join(_wanted_on_demand())} }};\n"
    return "(() => {\n" + joined + shared + "})();\n"


def late_search() -> str:
    """Return the script that stands in a page in front of Material's, and lets its search be loaded when it is used."""
    return source(_files().joinpath("_shared", "late-search.js"))


def room() -> str:
    """Return the script that stands in front of the first place for progress, and keeps room for it."""
    return source(_files().joinpath("_shared", "room.js"))


def _filled(script: str, place: str, value: object) -> str:
    if script.count(place) != 1:
        raise AssertionError(f"'{place}' has no place in the scripts")
    return script.replace(place, f"{place.partition('=')[0]}= {_json(value)};")


def on_demand(texts: Mapping[str, str], *, folders: Iterable[str] = ()) -> dict[str, str]:
    """Return the scripts that only some pages need, by the names under which they are loaded: a widget's, or a group's.

    What they import, they find in ``self.learningPaths``. Each brings the words that it asks for, except those that
    the one script has. ``folders`` are those of the kinds of pages.
    """
    there = asked("".join(map(source, sources(mend_theme=False))), texts)
    parts: dict[str, list[str]] = {}
    for name, file in _on_demand_files().items():
        parts.setdefault(SENT_TOGETHER.get(name, name), []).append(file.read_text(encoding="utf-8"))
    scripts = {}
    for name, sources_of in parts.items():
        found = f"const {{ {', '.join(_imported(sources_of))} }} = self.learningPaths;\n"
        own = "".join(map(_sent, sources_of))
        if _FOLDERS in own:
            own = _filled(own, _FOLDERS, [f"{folder}/" for folder in folders])
        words = {key: text for key, text in asked(own, texts).items() if key not in there}
        known = f"Object.assign(self.learningPaths.texts, {_json(words)});\n" if words else ""
        scripts[name] = f"(() => {{\n{found}{known}{own}}})();\n"
    return scripts


def asked(script: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that a script asks for, sorted by their names."""
    names, starts = _names_asked(script)
    return {name: texts[name] for name in sorted(texts) if name in names or name.startswith(starts)}


@functools.cache  # the one script and those on demand ask for the same
def _names_asked(script: str) -> tuple[frozenset[str], tuple[str, ...]]:
    names: set[str] = set()
    starts: set[str] = set()
    for function, name, start in _ASKED.findall(script):
        if start:
            starts.add(start)
        elif function == "counted":
            starts.add(f"{name}.")
        else:
            names.add(name)
    return frozenset(names), tuple(starts)


def _json(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return shown.replace("</", "<\\/")  # no text can end a script element, should anybody put this into a page


def _on_demand_files() -> dict[str, Traversable]:
    """Return the scripts that are loaded where they are needed, by the names of their widgets."""
    files = {name: _folder(name).joinpath("on_demand.js") for name in names()}
    return {name: file for name, file in files.items() if file.is_file()}


def _imported(texts: Iterable[str]) -> list[str]:
    """Return the names that scripts import, sorted."""
    groups = (group for text in texts for group in _IMPORT.findall(text))
    return sorted({name.strip() for group in groups for name in group.split(",")})


def _wanted_on_demand() -> list[str]:
    """Return the names by which scripts on demand find what is shared, sorted."""
    wanted = _imported(file.read_text(encoding="utf-8") for file in _on_demand_files().values())
    return sorted({"texts", *wanted})


def sources(*, mend_theme: bool = True) -> list[Traversable]:
    """Return the files of all scripts, in the order in which they are joined; those for the theme only if asked for."""
    shared = _files().joinpath("_shared")
    elements = (_folder(name).joinpath("element.js") for name in names())
    last = [shared.joinpath("mended-theme.js")] if mend_theme else []
    return [*(shared.joinpath(name) for name in SHARED), *(file for file in elements if file.is_file()), *last]


def source(file: Traversable) -> str:
    """Return a script without imports, exports, comments and indentation: what of it is sent to readers."""
    return _sent(file.read_text(encoding="utf-8"))


@functools.cache  # the one script and those on demand ask for the same
def _sent(text: str) -> str:
    # Line by line: patterns that begin with white space, or with the start of a line, take five times as long.
    kept = []
    in_comment = False
    for line in _IMPORT.sub("", text).split("\n"):
        code = line.strip()
        if in_comment or (code.startswith("/*") and "*/" not in code):
            in_comment = "*/" not in code
        elif code and not code.startswith("//") and not (code.startswith("/*") and code.endswith("*/")):
            code = _COMMENT_BEHIND.sub("", code) if " //" in code else code
            kept.append(f"{code.removeprefix('export ')}\n")
    return _CAST.sub("", "".join(kept))


@functools.cache
def _files() -> Traversable:
    return resources.files(widgets)


def _folder(name: str) -> Traversable:
    return _files().joinpath(name.replace("-", "_"))
