"""The plugin's options: names, defaults and what they mean. One table for MkDocs, the command and the guide."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from learning_paths.model.diagnostic import Severity
from learning_paths.model.host import Host
from learning_paths.model.kinds import BUILT_IN, Kind
from learning_paths.text.suggest import Suggester, did_you_mean

OFF = "off"
LEVELS = (*(str(severity) for severity in Severity), OFF)
_KIND_TEXTS = ("label", "plural", "about")
KIND_KEYS = ("folder", "cited", *_KIND_TEXTS)
EXTERNAL_KEYS = ("ignore", "timeout", "concurrency", "time_limit")


class External(NamedTuple):
    """How ``learning-paths check --external`` asks for links to other sites. Times are in seconds."""

    ignore: tuple[str, ...] = ()
    """Addresses that are not asked for; ``*`` stands for any characters."""
    timeout: int = 10
    concurrency: int = 16
    time_limit: int = 600


class Settings(NamedTuple):
    """Where a site's files are, and how they are read and checked.

    Folders are relative to the folder of mkdocs.yml, with forward slashes.
    """

    docs_dir: str = "docs"
    paths_dir: str = "paths"
    kinds: tuple[Kind, ...] = BUILT_IN
    words_per_minute: int = 200
    mend_theme: bool = False
    print_pages: bool = False
    language: str = ""
    """The language of the interface; where it is empty, that of the site's theme."""
    texts: Mapping[str, str] = MappingProxyType({})
    """The texts of the interface that the site changes, by their names."""
    levels: Mapping[str, Severity | None] = MappingProxyType({})
    """The severity of each rule that the site changes; None is off."""
    external: External = External()
    host: Host = Host()
    """What the site says to MkDocs."""
    generated_files: tuple[str, ...] = ()
    """Files of the docs folder, and folders with a slash at the end, that others make: links to them are right."""
    glossary: str = ""
    """The page of the docs folder that explains words; empty without one."""

    @property
    def folders(self) -> list[str]:
        """The folders that files are read from."""
        custom_dir = self.host.custom_dir
        return [self.docs_dir, self.paths_dir, *([custom_dir] if custom_dir is not None else [])]


class Option(NamedTuple):
    """One option of the plugin. ``default`` is as it would be written in mkdocs.yml."""

    name: str
    default: str
    meaning: str


OPTIONS = (
    Option("paths_dir", "paths", "Folder of the path files, relative to `mkdocs.yml`."),
    Option(
        "kinds",
        "{}",
        "Kinds of pages besides concepts and papers, each with the `folder` of its pages under the docs folder, and a "
        "`label` and a `plural` for readers. `about` is a text for the top of their list. `cited: true` gives its "
        "pages the citation fields of a paper. A built-in kind named here is changed.",
    ),
    Option("rules", "{}", "Severity of single rules: `error`, `warning`, `info` or `off`."),
    Option(
        "external",
        "{}",
        "How [`check --external`](../curate/external-links.md) asks for links to other sites: `ignore` is a list of "
        "addresses that are not asked for, in which `*` stands for anything; `timeout` is in seconds, for one request "
        "(10); `concurrency` is how many requests are made at one time (16); `time_limit` is in seconds, for the whole "
        "run (600).",
    ),
    Option(
        "language",
        "",
        "Language of what the plugin adds to pages: the code of [a language that comes with it](words.md), or of any "
        "other whose words are given in `texts`. Without it, the language of the theme, else English.",
    ),
    Option("texts", "{}", "Words of your own for [single texts](words.md#texts), by their names."),
    Option(
        "print_pages",
        "false",
        "`true` gives each path a page that shows all of it, `/paths/<slug>/print/`: commentary and the pages of its "
        "steps as [one document](#a-path-on-one-page).",
    ),
    Option(
        "mend_theme",
        "false",
        "`true` mends what Material for MkDocs gets wrong in accessibility and in HTML: [the list](#mended-faults).",
    ),
    Option(
        "generated_files",
        "[]",
        "Files of the docs folder, and folders with a slash at the end, that another plugin makes when the site is "
        "built, such as `reference/`. The command cannot see them, and takes [links](../curate/links.md) to them for "
        "right.",
    ),
    Option(
        "glossary",
        "",
        "A page of the docs folder that explains words, such as `glossary.md`: the first use of each on a page shows "
        "[what it means](#a-glossary).",
    ),
    Option("words_per_minute", "200", "Reading speed that the minutes of a page are computed with, from 50 to 2000."),
)

Route = tuple[str, ...]
"""The keys that lead to an option's value, from the plugin's options inwards."""

Complain = Callable[[Route, str, str, str | None], None]
"""Called for each fault in the options with its route, the rule's name, the message and a hint."""


def settings_from_options(
    options: Mapping[str, object], docs_dir: str, rule_names: Sequence[str], complain: Complain, host: Host
) -> Settings:
    """Make settings of the plugin's options as mkdocs.yml has them, and of those of MkDocs itself.

    A fault is told to ``complain`` and its option keeps its default; nothing is raised. ``rule_names`` are the rules
    that ``rules`` may name.
    """
    suggest = Suggester([option.name for option in OPTIONS])
    options = {name: value for name, value in options.items() if value is not None}
    for name in options:
        if name not in [option.name for option in OPTIONS]:
            hint = did_you_mean(suggest.closest(str(name)))
            complain((str(name),), "unknown-field", f"the plugin has no option '{name}'", hint)
    return Settings(
        docs_dir=docs_dir,
        paths_dir=_folder(options.get("paths_dir", "paths"), ("paths_dir",), "paths", complain),
        kinds=_kinds(options.get("kinds"), complain),
        words_per_minute=_number(options.get("words_per_minute", 200), ("words_per_minute",), 50, 2000, 200, complain),
        levels=_levels(options.get("rules"), rule_names, complain),
        external=_external(options.get("external"), complain),
        print_pages=_flag(options.get("print_pages", False), ("print_pages",), complain),
        mend_theme=_flag(options.get("mend_theme", False), ("mend_theme",), complain),
        host=host,
        generated_files=_names(options.get("generated_files"), complain),
        glossary=_page(options.get("glossary"), ("glossary",), complain),
        language=_language(options.get("language"), complain, given=bool(options.get("texts"))),
        texts=_texts(options.get("texts"), complain),
    )


def _names(value: object, complain: Complain) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(each, str) for each in value):
        return tuple(each.removeprefix("./").removeprefix("/") for each in value)
    message = "'generated_files' must be a list of files and folders of the docs folder"
    complain(("generated_files",), "invalid-field", message, "write it as a list: 'generated_files: [reference/]'")
    return ()


def _folder(value: object, route: Route, default: str, complain: Complain) -> str:
    if isinstance(value, str) and value.strip("/ "):
        parts = value.replace("\\", "/").rstrip("/").split("/")
        folder = "/".join(part for part in parts if part not in ("", "."))
        outside = value.startswith(("/", "~")) or ".." in parts or value[1:2] == ":"
        if folder and folder.isprintable() and not outside:
            return folder
    complain(
        route,
        "invalid-field",
        f"'{route[-1]}' must be the name of a folder inside the site",
        "give it relative to mkdocs.yml or the docs folder, without '..'",
    )
    return default


def _page(value: object, route: Route, complain: Complain) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str) and value.endswith(".md") and ".." not in value.split("/"):
        return value.removeprefix("./").removeprefix("/")
    message = f"'{route[-1]}' must be a page of the docs folder"
    complain(
        route, "invalid-field", message, f"write its file, relative to the docs folder: '{route[-1]}: glossary.md'"
    )
    return ""


def _number(value: object, route: Route, least: int, most: int, default: int, complain: Complain) -> int:
    if str(value).isdecimal() and not isinstance(value, bool) and least <= int(str(value)[:9]) <= most:
        return int(str(value))
    complain(route, "invalid-field", f"'{route[-1]}' must be a whole number from {least} to {most}", None)
    return default


def _flag(value: object, route: Route, complain: Complain, *, default: bool = False) -> bool:
    # The command reads options as text, MkDocs as YAML values.
    word = str(value).lower()
    if word in ("true", "false"):
        return word == "true"
    complain(route, "invalid-field", f"'{route[-1]}' must be true or false", None)
    return default


def _is_text(value: object) -> bool:
    return isinstance(value, str) or not isinstance(value, bool | Mapping | Sequence)


def _language(value: object, complain: Complain, *, given: bool) -> str:
    """Return the tag of a language, empty without one. ``given`` is whether the site has texts of its own."""
    if value is None:
        return ""
    from learning_paths.model import texts  # noqa: PLC0415 - sites in English do without

    # YAML reads the code of Norwegian as false.
    tag = texts.language_tag("no" if value is False else str(value))
    if tag is None:
        complain(("language",), "invalid-field", "'language' must be the code of a language, such as 'de'", None)
    elif texts.shipped(tag) is None and not given:
        message = f"the plugin has no texts in the language '{tag}'"
        known = ", ".join(texts.languages_with_texts())
        complain(("language",), "invalid-field", message, f"use one of {known}, or give its words in 'texts'")
    else:
        return tag
    return ""


def _texts(value: object, complain: Complain) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in _items(value, ("texts",), complain):
        from learning_paths.model import texts  # noqa: PLC0415 - sites that change no text do without

        route = ("texts", name)
        if text is None:
            continue
        if not _is_text(text):
            complain(route, "invalid-field", f"the text '{name}' must be text", "write it in quotes")
            continue
        shown = re.sub(r"\s+", " ", str(text))
        fault = texts.fault_in(name, shown)
        if fault is None:
            found[name] = shown
        else:
            complain(route, *fault)
    return found


def _external(value: object, complain: Complain) -> External:
    suggest = Suggester(EXTERNAL_KEYS)
    default = External()
    numbers = {
        "timeout": (1, 300, default.timeout),
        "concurrency": (1, 64, default.concurrency),
        "time_limit": (1, 86_400, default.time_limit),
    }
    read: dict[str, int] = {}
    ignore: tuple[str, ...] = ()
    for name, entry in _items(value, ("external",), complain):
        route = ("external", name)
        if name in numbers:
            read[name] = _number(entry, route, *numbers[name], complain)
        elif name != "ignore":
            complain(route, "unknown-field", f"'external' has no field '{name}'", did_you_mean(suggest.closest(name)))
        elif isinstance(entry, Sequence) and not isinstance(entry, str):
            ignore = tuple(str(pattern) for pattern in entry if pattern is not None)
        else:
            complain(route, "invalid-field", "'ignore' must be a list of addresses", "write 'ignore: [https://…/*]'")
    return External(ignore, **read)


def _levels(value: object, rule_names: Sequence[str], complain: Complain) -> dict[str, Severity | None]:
    levels: dict[str, Severity | None] = {}
    suggest = Suggester(rule_names)
    for name, level in _items(value, ("rules",), complain):
        route = ("rules", name)
        # YAML reads a bare `off` as false.
        word = OFF if level is False else str(level)
        if name not in rule_names:
            hint = did_you_mean(suggest.closest(name))
            complain(route, "unknown-field", f"there is no rule '{name}'", hint)
        elif word not in LEVELS:
            complain(route, "invalid-field", f"'{word}' is no severity", f"use one of {', '.join(LEVELS)}")
        else:
            levels[name] = None if word == OFF else Severity(word)
    return levels


def _kinds(value: object, complain: Complain) -> tuple[Kind, ...]:
    kinds = {kind.name: kind for kind in BUILT_IN}
    suggest = Suggester(KIND_KEYS)
    for name, given in _items(value, ("kinds",), complain):
        old = kinds.get(name)
        fields: dict[str, object] = {}
        for key, entry in _items(given, ("kinds", name), complain):
            route = ("kinds", name, key)
            if key not in KIND_KEYS:
                complain(route, "unknown-field", f"a kind has no field '{key}'", did_you_mean(suggest.closest(key)))
            elif key in _KIND_TEXTS and entry is not None and not _is_text(entry):
                complain(route, "invalid-field", f"'{key}' must be text", "write it in quotes")
            elif entry is not None:
                fields[key] = entry
        if old is None and "folder" not in fields:
            complain(("kinds", name), "missing-field", f"the kind '{name}' needs a 'folder'", None)
            continue
        default = old.folder if old else name
        folder = _folder(fields.get("folder", default), ("kinds", name, "folder"), default, complain)
        own = fields.get("label")
        label = str(own or (old.label if old else name.replace("-", " ").capitalize()))
        plural = str(fields.get("plural") or (old.plural if old and not own else label + "s"))
        cited = old.cited if old else False
        if "cited" in fields:
            cited = _flag(fields["cited"], ("kinds", name, "cited"), complain, default=cited)
        about = " ".join(str(fields.get("about") or (old.about if old else "")).split())
        kinds[name] = Kind(name, folder, label, plural, cited, about)
    by_folder: dict[str, Kind] = {}
    for kind in kinds.values():
        if kind.folder in by_folder:
            message = f"the kinds '{by_folder[kind.folder].name}' and '{kind.name}' have the same folder"
            complain(("kinds", kind.name), "invalid-field", message, "give each kind a folder of its own")
        else:
            by_folder[kind.folder] = kind
    return tuple(by_folder.values())


def _items(value: object, route: Route, complain: Complain) -> list[tuple[str, object]]:
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        return [(str(key), entry) for key, entry in value.items()]
    complain(route, "invalid-field", f"'{route[-1]}' must be a mapping", None)
    return []
