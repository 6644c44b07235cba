"""mkdocs.yml to settings, without MkDocs.

Only what the checks need is read: ``docs_dir``, the options of the plugin, and those of MkDocs that decide where a link
leads. Tags of other tools (``!!python/name``) are left alone, ``!ENV`` is looked up, and ``INHERIT`` is followed as
MkDocs does.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from learning_paths.load.faults import Faults
from learning_paths.load.read_host import Tagged, host_of
from learning_paths.load.read_text import as_read
from learning_paths.load.tree import read_config
from learning_paths.model.settings import Route, Settings, settings_from_options
from learning_paths.text.span import Span
from learning_paths.text.yaml_nodes import MAX_VALUES, compose, is_null, span_of

PLUGIN = "learning-paths"
MAX_PARENTS = 10
"""How many files a configuration may inherit from, each from the next."""
_HOST_KEYS = (
    *("use_directory_urls", "site_url", "validation", "markdown_extensions", "plugins", "theme"),
    *("exclude_docs", "draft_docs"),
)

# Words without quotes that MkDocs, which reads YAML 1.1, does not take for text.
_TRUTH = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}

Read = Callable[[Path], bytes]


class SettingsError(Exception):
    """The configuration cannot be read at all. The text says why, for the user."""


class _Place(NamedTuple):
    """A node of a configuration and the file it stands in.

    ``below`` is what it is laid over, where a file and the one that it inherits both have a mapping here.
    """

    file: str
    node: yaml.Node
    below: _Place | None = None

    def entries(self) -> dict[str, tuple[Span, _Place]]:
        """Return the entries of a mapping, those of ``below`` included: the place of each key, and its value."""
        entries = self.below.entries() if self.below is not None else {}
        if isinstance(self.node, yaml.MappingNode):
            for key, node in self.node.value:
                if isinstance(key, yaml.ScalarNode):
                    _, below = entries.get(key.value, (None, None))
                    entries[key.value] = (span_of(self.file, key), _Place(self.file, node).over(below))
        return entries

    def over(self, below: _Place | None) -> _Place:
        """Lay this place over another one: mappings are merged, anything else is replaced."""
        mappings = below is not None and all(isinstance(each.node, yaml.MappingNode) for each in (self, below))
        return _Place(self.file, self.node, below) if mappings else self


def read_settings(config: Path, rule_names: Sequence[str], faults: Faults, read: Read = read_config) -> Settings:
    """Read the settings of a site from its mkdocs.yml.

    A fault in an option is added to ``faults``, with its place, and the option keeps its default. ``read`` returns the
    bytes of a file that may not be on disk, or raises OSError. Raises SettingsError if the file cannot be read, is not
    YAML, or does not use the plugin.
    """
    top = _top_level(config, faults.texts, read)
    options = _plugin_options(top)
    if options is None:
        raise SettingsError(f"{config} does not use the plugin: add '{PLUGIN}' to its 'plugins'")
    docs_dir = str((_plain(top["docs_dir"].node) if "docs_dir" in top else None) or "docs")
    if not docs_dir.isprintable():
        raise SettingsError(f"{config}: 'docs_dir' must be the name of a folder")
    plain, places = _options(options)

    def complain(route: Route, rule: str, message: str, hint: str | None) -> None:
        faults.add(rule, message, _place_of(route, places, config.name), hint)

    if not isinstance(options.node, yaml.MappingNode) and not is_null(options.node) and options.node.value != PLUGIN:
        complain((), "invalid-field", "the options of the plugin must be a mapping", None)
    docs_dir = _relative(config.parent, docs_dir)
    host = host_of({key: _value(top[key], 6) for key in _HOST_KEYS if key in top}, docs_dir)
    return settings_from_options(plain, docs_dir, rule_names, complain, host)


def place_in_config(config: Path, route: Route, texts: dict[str, str]) -> Span:
    """Return where an option of the plugin is written: as much of the route as the configuration has.

    The texts of the files that are read for it are put into ``texts``, by their names in spans.
    Never raises; a configuration that cannot be read is pointed at as a whole.
    """
    try:
        options = _plugin_options(_top_level(config, texts, read_config))
    except SettingsError:
        options = None
    places = _options(options)[1] if options is not None else {}
    return _place_of(route, places, config.name)


def _place_of(route: Route, places: Mapping[Route, Span], config: str) -> Span:
    return next((places[route[:n]] for n in range(len(route), -1, -1) if route[:n] in places), Span(config))


def _relative(root: Path, folder: str) -> str:
    """Return a folder relative to the site's root, with forward slashes."""
    return posixpath.normpath(Path(os.path.relpath(root / folder, root)).as_posix())


def _top_level(config: Path, texts: dict[str, str], read: Read) -> dict[str, _Place]:
    """Return the values of a configuration by their keys, with those that it inherits."""
    return {key: value for key, (_, value) in _root(config, config.name, texts, read, MAX_PARENTS).entries().items()}


def _root(config: Path, name: str, texts: dict[str, str], read: Read, parents_left: int) -> _Place:
    try:
        text = as_read(read(config))
    except OSError as error:
        raise SettingsError(f"{config}: {error.strerror}") from error
    if text is None:
        raise SettingsError(f"{config} is not UTF-8 text")
    texts[name] = text
    composed = compose(name, texts[name])
    # Where there is a root, the faults are aliases, tags and doubled keys, which MkDocs allows in this file.
    if composed.root is None:
        for fault in composed.faults:
            raise SettingsError(f"{config}:{fault.span.line}:{fault.span.column}: {fault.message}")
    if composed.root is not None and not isinstance(composed.root, yaml.MappingNode):
        raise SettingsError(f"{config} must be a mapping, with keys such as 'site_name:'")
    if composed.root is not None and "*" in text and _stands_for_too_much(composed.root):
        raise SettingsError(f"{config}: with its aliases, the file stands for more than {MAX_VALUES:,} values")
    place = _Place(name, composed.root or yaml.MappingNode("", []))
    parent = place.entries().get("INHERIT")
    if parent is None:
        return place
    inherited = str(_plain(parent[1].node))
    if not inherited.isprintable():
        raise SettingsError(f"{config}: 'INHERIT' must be the name of a file")
    if not parents_left:
        raise SettingsError(f"{config}: 'INHERIT' goes round in a circle, or through more than {MAX_PARENTS} files")
    above = posixpath.normpath(posixpath.join(posixpath.dirname(name), inherited))
    return place.over(_root(config.parent / inherited, above, texts, read, parents_left - 1))


def _stands_for_too_much(root: yaml.Node) -> bool:
    """Return whether a configuration has more values than a file may hold, once each alias is what it stands for."""
    number = 0
    left = [root]
    while left and number + len(left) <= MAX_VALUES:
        node = left.pop()
        number += 1
        if isinstance(node, yaml.MappingNode):
            left += (each for entry in node.value for each in entry)
        elif isinstance(node, yaml.SequenceNode):
            left += node.value
    return bool(left)


def _plugin_options(top: Mapping[str, _Place]) -> _Place | None:
    """Return the plugin's options; None if the plugin is not used."""
    plugins = top.get("plugins")
    if plugins is None:
        return None
    if isinstance(plugins.node, yaml.MappingNode):
        return plugins.entries().get(PLUGIN, (None, None))[1]
    items = plugins.node.value if isinstance(plugins.node, yaml.SequenceNode) else []
    for item in items:
        if isinstance(item, yaml.ScalarNode) and item.value == PLUGIN:
            return _Place(plugins.file, item)
        options = _Place(plugins.file, item).entries().get(PLUGIN)
        if options is not None:
            return options[1]
    return None


def _options(place: _Place) -> tuple[Mapping[str, object], dict[Route, Span]]:
    """Return the options as plain values, and where each was written, by its route."""
    places: dict[Route, Span] = {}

    def walk(place: _Place, route: Route, depth: int) -> object:
        places.setdefault(route, span_of(place.file, place.node))  # a key's place is better, where there is one
        if not isinstance(place.node, yaml.MappingNode) or not depth:
            return _plain(place.node)
        values: dict[str, object] = {}
        for name, (key, value) in place.entries().items():
            places[(*route, name)] = key
            values[name] = walk(value, (*route, name), depth - 1)
        return values

    values = walk(place, (), 4)
    return values if isinstance(values, dict) else {}, places


def _plain(node: yaml.Node) -> object:
    """Return a node as text, a truth value, a list or None, with ``!ENV`` looked up in the environment."""
    if node.tag == "!ENV":
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        names = [item.value for item in items if isinstance(item, yaml.ScalarNode)]
        default = names.pop() if len(names) > 1 else None
        return next((os.environ[name] for name in names if name in os.environ), default)
    if isinstance(node, yaml.ScalarNode):
        if node.style in (None, "") and node.value.lower() in _TRUTH:
            return _TRUTH[node.value.lower()]
        return None if is_null(node) else node.value
    return [_plain(item) for item in node.value if isinstance(item, yaml.ScalarNode)]


def _value(place: _Place, depth: int) -> object:
    """Return a place as text, a list, a mapping, None, or any of these with a tag of somebody else's."""
    node = place.node
    if node.tag == "!ENV" or (isinstance(node, yaml.ScalarNode) and not _is_foreign(node)):
        return _plain(node)
    value: object = node.value if isinstance(node, yaml.ScalarNode) else None
    if isinstance(node, yaml.MappingNode) and depth:
        value = {name: _value(inner, depth - 1) for name, (_, inner) in place.entries().items()}
    elif isinstance(node, yaml.SequenceNode) and depth:
        value = [_value(_Place(place.file, item), depth - 1) for item in node.value]
    return Tagged(node.tag, value) if _is_foreign(node) else value


def _is_foreign(node: yaml.Node) -> bool:
    return node.tag.startswith(("!", "tag:yaml.org,2002:python/"))
