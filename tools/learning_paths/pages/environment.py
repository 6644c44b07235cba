"""The Jinja environment that all pages are made with."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path as DiskPath
from typing import Any

import jinja2
from markupsafe import Markup

from learning_paths import widgets
from learning_paths.model.catalogue import Path
from learning_paths.model.generated import TEMPLATES
from learning_paths.pages import escape, escaping
from learning_paths.pages.bytecode import TemplateBytecode
from learning_paths.pages.words import Words


def environment(words: Words, override_dirs: Sequence[str] = ()) -> jinja2.Environment:
    """Return the environment for a site. ``words`` are those of the interface.

    A template is looked up in ``override_dirs`` first, in their order, then in this package. HTML templates escape
    what is put into them; Markdown templates do not, and use the filters ``md`` and ``yaml``. ``widget(name)`` has the
    macros of a widget.
    """
    own = jinja2.PrefixLoader(
        {
            "pages": jinja2.PackageLoader("learning_paths.pages", "templates"),
            "widgets": jinja2.FunctionLoader(_widget),
        }
    )
    loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader([*override_dirs]), jinja2.PrefixLoader({TEMPLATES: own})])
    env = escaping.EscapingEnvironment(
        loader=loader,
        autoescape=jinja2.select_autoescape(["html"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=TemplateBytecode(_how_compiled()),
        optimized=False,  # the templates hold no constants to compute in advance, and looking for some takes time
    )
    env.filters["md"] = functools.lru_cache(4096)(escape.markdown_text)  # slugs and titles come again in each path
    env.filters["yaml"] = escape.yaml_text
    for name in ("counted", "date", "duration", "label", "listed", "plural", "text"):
        env.filters[name] = _on_site(getattr(words, name))
    env.filters["tokens"] = step_tokens
    env.filters["without_rel"] = _without_rel
    env.filters["way"] = words.way
    # For templates that are rendered for each page: `from … import` would make its names anew each time.
    env.globals["widget"] = functools.cache(lambda name: env.get_template(f"{TEMPLATES}/widgets/{name}.html").module)
    # What stands twice in a page is made once: `once(macro, value)`.
    env.globals["once"] = functools.lru_cache(64)(lambda macro, value: macro(value))
    return env


def forget_pages(env: jinja2.Environment) -> None:
    """Let go of the pages that an environment remembers: it holds itself, and only the collector of cycles frees it."""
    once: Any = env.globals["once"]
    once.cache_clear()


def step_tokens(path: Path) -> str:
    """Return what scripts need to know of a path's steps to count them: one word for each.

    A word is the page's qualified slug, its minutes and what it was called before, such as
    ``concepts/attention:7|concepts/self-attention``; ``?`` behind the minutes says that the step is optional. No part
    can hold a character that separates them, because slugs are letters, digits and ``-_.``.
    """
    words = []
    for step in path.steps:
        page = step.target
        if page is not None:
            earlier = "".join(f"|{slug}" for slug in page.earlier_slugs)
            words.append(f"{page.qualified_slug}:{step.minutes}{'?' if step.entry.optional else ''}{earlier}")
    return " ".join(words)


def _without_rel(links: Markup) -> Markup:
    """Return links without their ``rel``, which is said once in a page: scripts take those links for the way on."""
    bare = str(links).replace(' rel="prev"', "", 1).replace(' rel="next"', "", 1)
    return Markup(bare)  # noqa: S704 - it was markup before


def _how_compiled() -> str:
    """Return a name for the state of the two files that decide what templates are compiled to."""
    files = (__file__, escaping.__file__)
    return hashlib.sha256(b"".join(DiskPath(file).read_bytes() for file in files)).hexdigest()


def _on_site(filter_: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a filter that Jinja leaves for when a page is made.

    It works out other filters of constants when it compiles a template. What these give differs from site to site, and
    the compiled template is kept for all of them. They are filters, because Jinja takes a function for an unknown
    object at each call.
    """
    return jinja2.pass_context(lambda _context, *values, **more: filter_(*values, **more))


def _widget(name: str) -> str | None:
    try:
        return widgets.markup(name.removesuffix(".html"))
    except KeyError:
        return None
