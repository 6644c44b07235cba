"""Floor 5: the parts that pages are made of, one folder each.

A widget's folder holds ``markup.html`` (Jinja macros), ``element.css`` and, where it needs them, ``print.css`` for
paper, ``element.js``, a script that adds to it on every page, and ``on_demand.js``, one that is loaded where it is
needed. The markup is the feature: it works as the build wrote it, and a script may only add to it. What several scripts
share stands in ``_shared``.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Iterable, Mapping

SHARED = ("site.js", "store.js", "steps.js")
"""The shared scripts; each may import from those before it."""

SENT_TOGETHER = {"marks": "page", "path-nav": "page"}
"""Widgets whose scripts on demand are wanted by the same pages, and the name of the one script that holds them."""

_IMPORT = re.compile(r'import \{([^}]*)\} from "[^"]*";\n')
_COMMENT_BEHIND = re.compile(r"[ \t]+//[ \t].*")
_CAST = re.compile(r"/\*\* @type \{[^*\n]*\} \*/ ?")
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SOURCE = (".css", ".html", ".js")

# Where values of the site are put into the scripts.
_TEXTS = "const texts = {};"
_LANGUAGE = 'const language = "en";'
_FOLDERS = "const folders = [];"

# How a script asks for a text: by its name, or by a name of which a part is filled in; or for one that counts. What may
# not stand before it is asked last, so that most characters are passed over.
_ASKED = re.compile(r'(text|counted)\((?<![\w.]text\()(?<![\w.]counted\()\s*(?:"([^"\n]+)"|`([\w.-]*)\$\{[^{}`]+\}`)')


def names() -> list[str]:
    """Return the names of all widgets, sorted, such as ``path-nav``: those of the folders that have markup."""
    return sorted(file.partition("/")[0].replace("_", "-") for file in _files() if file.endswith("/markup.html"))


def markup(name: str) -> str:
    """Return the Jinja source of a widget. Raises KeyError if there is no such widget."""
    return written(_file(name, "markup.html"))


def written(file: str) -> str:
    """Return a file of this package as it is written, by its place in it, such as ``path_nav/element.js``.

    Raises KeyError if there is no such style, script or markup.
    """
    return _files()[file]


@functools.cache  # all at once: asking the disk for each of eighty takes longer than all else here
def _files() -> dict[str, str]:
    """Return the text of every style, script and markup, by its place in this package with forward slashes."""
    package = os.path.dirname(__file__)
    found = {}
    for folder in (entry for entry in os.scandir(package) if entry.is_dir()):
        for name in os.listdir(folder.path):
            if name.endswith(_SOURCE):
                with open(os.path.join(folder.path, name), "rb") as file:
                    found[f"{folder.name}/{name}"] = file.read().decode().replace("\r\n", "\n")
    return found


def read_anew() -> None:
    """Forget what was read, so that whoever works on a widget sees it in the next build of ``mkdocs serve``."""
    _files.cache_clear()


def _file(name: str, file: str) -> str:
    return f"{name.replace('-', '_')}/{file}"


def _of_all(file: str) -> list[str]:
    """Return the files of this name that widgets have, in the order of the widgets."""
    return [each for each in (_file(name, file) for name in names()) if each in _files()]


def stylesheet(kinds: Mapping[str, str], *, mend_theme: bool = False) -> str:
    """Return the styles of all widgets as one text, in the order of their names, without comments.

    ``kinds`` are the labels of the kinds of pages by their folders: a search result of such a page is marked with its
    label, in Material's search and in MkDocs' own. ``mend_theme`` adds what mends faults of Material for MkDocs.
    """
    mending = ["_shared/mended-theme.css"] if mend_theme else []
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
    return _styles([*mending, *_of_all("element.css")]) + "".join(marks)


def print_stylesheet() -> str:
    """Return the styles for paper: those of any page, then those of each widget that has some."""
    return _styles(["_shared/print.css", *_of_all("print.css")])


def _styles(files: Iterable[str]) -> str:
    styles = _STYLE_COMMENT.sub("", "".join(map(written, files)))
    lines = (line.lstrip() for line in styles.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def script(texts: Mapping[str, str], language: str, *, mend_theme: bool = False) -> str:
    """Return the scripts of all widgets as one: the shared ones, then the elements in the order of their names.

    ``texts`` are the words of the interface in ``language``; those go along that the scripts ask for. ``mend_theme``
    adds what mends faults of Material for MkDocs. The sources are modules that import from each other; joined in their
    order, they need no imports and no further requests. The whole is a module and a classic script as well, because
    browsers load no modules for pages that are opened from a disk.
    """
    joined = "".join(sent(written(file)) for file in sources(mend_theme=mend_theme))
    joined = _filled(_filled(joined, _LANGUAGE, language), _TEXTS, asked(joined, texts))
    shared = f"self.learningPaths = {{ elements: {{}}, {', '.join(_wanted_on_demand())} }};\n"
    return "(() => {\n" + joined + shared + "})();\n"


def late_search() -> str:
    """Return the script that stands in a page in front of Material's, and lets its search be loaded when it is used."""
    return sent(written("_shared/late-search.js"))


def room() -> str:
    """Return the script that stands in front of the first place for progress, and keeps room for it."""
    return sent(written("_shared/room.js"))


def _filled(script: str, place: str, value: object) -> str:
    if script.count(place) != 1:
        raise AssertionError(f"'{place}' has no place in the scripts")
    return script.replace(place, f"{place.partition('=')[0]}= {_json(value)};")


def on_demand(texts: Mapping[str, str], *, folders: Iterable[str] = ()) -> dict[str, str]:
    """Return the scripts that only some pages need, by the names under which they are loaded: a widget's, or a group's.

    What they import, they find in ``self.learningPaths``. Each brings the words that it asks for, except those that
    the one script has. ``folders`` are those of the kinds of pages.
    """
    there = asked("".join(sent(written(file)) for file in sources(mend_theme=False)), texts)
    parts: dict[str, list[str]] = {}
    for file in on_demand_sources():
        name = file.partition("/")[0].replace("_", "-")
        parts.setdefault(SENT_TOGETHER.get(name, name), []).append(written(file))
    scripts = {}
    for name, sources_of in parts.items():
        found = f"const {{ {', '.join(_imported(sources_of))} }} = self.learningPaths;\n"
        own = "".join(map(sent, sources_of))
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


def on_demand_sources() -> list[str]:
    """Return the scripts that are loaded where they are needed, by their places, in the order of their widgets."""
    return _of_all("on_demand.js")


def _imported(texts: Iterable[str]) -> list[str]:
    """Return the names that scripts import, sorted."""
    groups = (group for text in texts for group in _IMPORT.findall(text))
    return sorted({name.strip() for group in groups for name in group.split(",")})


def _wanted_on_demand() -> list[str]:
    """Return the names by which scripts on demand find what is shared, sorted."""
    wanted = _imported(map(written, on_demand_sources()))
    return sorted({"texts", *wanted})


def sources(*, mend_theme: bool = True) -> list[str]:
    """Return the places of all scripts, in the order in which they are joined; those for the theme only if asked for.

    See :func:`written`.
    """
    last = ["_shared/mended-theme.js"] if mend_theme else []
    return [*(f"_shared/{name}" for name in SHARED), *_of_all("element.js"), *last]


@functools.cache  # the one script and those on demand ask for the same
def sent(text: str) -> str:
    """Return a script without imports, exports, comments and indentation: what of it is sent to readers."""
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
