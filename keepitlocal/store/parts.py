"""Parts: one immutable Parquet file per input and table, named by a fingerprint of all that made it."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

READER_VERSION = 1


def fingerprint(*made_from: object) -> str:
    """A short name for what a part was made from; equal inputs give equal names, on any machine."""
    text = json.dumps(made_from, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def digest(path: Path, /) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def part_path(store: Path, /, *, table: str, name: str) -> Path:
    """Where the part of that name belongs, relative paths being what versions hold."""
    return store / "parts" / table / f"{name}.parquet"


def write_part(target: Path, /, write: Callable[[Path], object]) -> bool:
    """Write a part beside its place and move it in with one rename; False where it was there already."""
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    working = target.with_name(f".{target.stem}.{os.getpid()}.partial")
    try:
        write(working)
        working.replace(target)
    finally:
        working.unlink(missing_ok=True)
    return True
