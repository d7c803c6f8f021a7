"""The folder is the list: find what a folder holds by walking it."""

import importlib
import pkgutil
from types import ModuleType


def modules(package: str, /) -> tuple[ModuleType, ...]:
    """Every module of a package, in order of name; names that open with an underscore are helpers, not entries.

    Sub-packages are walked too, so that ``modules("keepitlocal.evidence")`` finds evidence/local_spend/kept_local.py.
    """
    parent = importlib.import_module(package)
    found: list[ModuleType] = []
    for info in sorted(pkgutil.iter_modules(parent.__path__), key=lambda entry: entry.name):
        if info.name.startswith("_"):
            continue
        name = f"{package}.{info.name}"
        found.extend(modules(name) if info.ispkg else (importlib.import_module(name),))
    return tuple(found)


def short_name(module: ModuleType, /) -> str:
    """The name an entry goes by: the last part of its module's name."""
    return module.__name__.rpartition(".")[2]
