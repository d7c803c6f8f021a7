"""Word lists of the sample place, as TOML."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str, /) -> dict[str, Any]:
    """One word list by its name, such as ``places``."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
