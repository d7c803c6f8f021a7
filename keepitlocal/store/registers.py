"""Registers in the library: files as downloaded, which all places share, and the parts that were read from them.

    <library>/registers/                     files exactly as published, put there by a person or by ``keepitlocal get``
    <library>/registers/parts/<table>/       their Parquet parts, named by a fingerprint of all that made them
    <library>/registers/parts/read/          what each file was taken for, one JSON document a file

Everything under ``parts`` is derived: it can be deleted, and is then made again. No place's ``tidy`` reaches it.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from keepitlocal.store.library import folder
from keepitlocal.store.parts import digest, fingerprint

PREFIX = "library:"  # how a version's manifest names a part in the library, wherever the library lies


def registers() -> Path:
    """The folder of registers in the library. It may not exist yet."""
    return folder() / "registers"


def files() -> list[Path]:
    """Every file that was put there, in order of name; hidden ones and what was made from them are left out."""
    home = registers()
    found = [(path.relative_to(home), path) for path in home.rglob("*") if path.is_file()]
    kept = [
        (name, path)
        for name, path in found
        if name.parts[0] != "parts" and not any(one.startswith(".") for one in name.parts)
    ]
    return [path for _, path in sorted(kept, key=lambda pair: pair[0].as_posix())]


def part_name(path: Path, /) -> str:
    """How a manifest names a part in the library: ``library:registers/parts/organisations/….parquet``."""
    return PREFIX + path.relative_to(folder()).as_posix()


def part_file(name: str, /) -> Path:
    """Where a part that a manifest names so lies on this machine."""
    return folder() / name.removeprefix(PREFIX)


def remembered_digest(path: Path, /) -> str:
    """The SHA-256 of a register, worked out again only where its size or the time it was changed are other than before."""
    at, stamp = path.relative_to(registers()).as_posix(), path.stat()
    known = _load(_digests()) or {}
    seen = [stamp.st_size, stamp.st_mtime_ns]
    if (entry := known.get(at)) and entry[:2] == seen:
        return str(entry[2])
    sha = digest(path)
    with suppress(OSError):  # a library that may only be read does as well: the next run works it out again
        keep(_digests(), known | {at: [*seen, sha]})
    return sha


def remembered_reading(path: Path, /, *, sha: str, reader: str) -> tuple[Path, list[dict[str, Any]] | None]:
    """Where the readings of a file are kept, and the readings; None where it was never read so, or a part is missing."""
    name = fingerprint(path.relative_to(registers()).as_posix(), sha, reader)
    kept = registers() / "parts" / "read" / f"{name}.json"
    readings: list[dict[str, Any]] | None = _load(kept)
    whole = readings is not None and all(part_file(one["part"]).exists() for one in readings if one["part"])
    return kept, readings if whole else None


def keep(path: Path, content: object, /) -> None:
    """Write a JSON document beside its place and move it in with one rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    working = path.with_name(f".{path.name}.{os.getpid()}.partial")
    working.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    working.replace(path)


def _digests() -> Path:
    return registers() / "parts" / "digests.json"


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there, or broken: it is made again
        return None
