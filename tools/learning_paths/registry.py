"""Floor 0: the modules of a package, found by convention.

This is the only discovery code. A rule, a report format or a command is added by putting one module into its
package; nothing is registered by hand.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """Return the public names of a package's modules, sorted; ``unknown_step.py`` is named ``unknown-step``."""
    return list(_names(package))


@functools.cache  # asked for again and again, and each answer takes a look at the disk
def _names(package: ModuleType) -> tuple[str, ...]:
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name.replace("_", "-") for name in found if not name.startswith("_")))


def load(package: ModuleType, name: str) -> ModuleType:
    """Import one module of a package by its public name.

    Raises KeyError if the package has no module of that name.
    """
    if name not in names(package):
        raise KeyError(name)
    return _import(package, name)


def load_all(package: ModuleType) -> dict[str, ModuleType]:
    """Import every public module of a package; return them by public name, in the order of their names."""
    return {name: _import(package, name) for name in names(package)}


def _import(package: ModuleType, name: str) -> ModuleType:
    return importlib.import_module(f"{package.__name__}.{name.replace('-', '_')}")
