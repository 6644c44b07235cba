"""Floor 5: the parts that pages are made of, one folder each.

A widget's folder holds ``markup.html`` (Jinja macros) and ``element.css``. The markup is the feature: it works as the
build wrote it, and a script may only add to it.
"""

from __future__ import annotations

from importlib import resources

from learning_paths import registry, widgets


def names() -> list[str]:
    """Return the names of all widgets, sorted, such as ``path-nav``."""
    return registry.names(widgets)


def markup(name: str) -> str:
    """Return the Jinja source of a widget. Raises KeyError if there is no such widget."""
    return _read(name, "markup.html")


def stylesheet() -> str:
    """Return the styles of all widgets as one text, in the order of their names."""
    return "\n".join(_read(name, "element.css") for name in names())


def _read(name: str, file: str) -> str:
    if name not in names():
        raise KeyError(name)
    folder = resources.files(f"{__name__}.{name.replace('-', '_')}")
    return folder.joinpath(file).read_text(encoding="utf-8")
