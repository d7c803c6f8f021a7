"""Indexes of registers, kept in the library's folder ``matching``: built once for each set of registers, then opened."""

import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from keepitlocal.tasks._screen import Screen

if TYPE_CHECKING:
    import pyarrow as pa

    from keepitlocal.matching.index import Index

KEPT = 4  # a full register's index takes over a gigabyte: the least lately used go
_STEPS = 6


def open_index(name: str, tables: "Callable[[], Iterable[pa.Table]]", /, *, screen: Screen) -> "Index":
    """The index of that name from the library, built from ``tables`` where it is not there yet."""
    from keepitlocal.matching.index import FORMAT, Index, build
    from keepitlocal.store.library import folder
    from keepitlocal.store.parts import fingerprint

    words = files("keepitlocal.matching").joinpath("words.toml").read_text(encoding="utf-8")
    place = folder() / "matching" / f"{name}-{fingerprint(FORMAT, words)[:6]}"
    if not (place / "format.json").exists():
        started = time.monotonic()
        shutil.rmtree(place, ignore_errors=True)
        build(tables(), place, notify=lambda step: screen.waiting(f"Indexing the registers, once: {step}"))
        screen.clear()
        if (took := time.monotonic() - started) > 5:
            screen.say(f"The registers were indexed in {took:.0f} seconds; that is kept for next time.")
    with suppress(OSError):  # a shared library may be one that others keep
        os.utime(place)
        _tidy(place)
    return Index(place)


def _tidy(place: Path) -> None:
    others = [path for path in place.parent.iterdir() if path.is_dir() and path != place]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
