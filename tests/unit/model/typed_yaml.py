"""YAML as an editor sees it: values with the types that a parser gives them, where the reader has nothing but text."""

from __future__ import annotations

import re
from typing import Any

import yaml

_TAG = "tag:yaml.org,2002:"


class Core(yaml.SafeLoader):
    """The types of YAML 1.2, as the YAML language server reads files."""


Core.yaml_implicit_resolvers = {}
for _name, _pattern in (
    ("null", r"~|null|Null|NULL|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"),
):
    Core.add_implicit_resolver(_TAG + _name, re.compile(rf"^(?:{_pattern})\Z"), None)


class Old(yaml.SafeLoader):
    """The types of YAML 1.1, which many tools still have: ``no`` is false, ``012`` is ten, ``1:30`` is ninety."""


LOADERS = {"1.2": Core, "1.1": Old}


def typed(node: yaml.Node | None, loader: type[yaml.SafeLoader]) -> Any:
    """Return a composed node as JSON has it: keys are text, and so are dates."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: typed(value, loader) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [typed(item, loader) for item in node.value]
    return scalar(node, loader) if isinstance(node, yaml.ScalarNode) else None


def scalar(node: yaml.ScalarNode, loader: type[yaml.SafeLoader]) -> Any:
    """Return the value of one scalar."""
    text = str(node.value)
    match node.tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return text.lower() in ("true", "yes", "on")
        case "int" if loader is Core:
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        case "float" if loader is Core:
            return float(re.sub(r"\.(?=[a-zA-Z])", "", text))  # `.inf` and `.nan` are `inf` and `nan` in Python
        case "int" | "float":
            return yaml.safe_load(text)
        case _:
            return text


def compose(text: str, loader: type[yaml.SafeLoader]) -> yaml.Node | None:
    """Compose a text with the types of a loader."""
    root: yaml.Node | None = yaml.compose(text, Loader=loader)
    return root
