"""Versions: a manifest naming the parts that belong together. Publishing one is one rename."""

import json
import os
import shlex
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

FORMAT = 1


@dataclass(frozen=True)
class Version:
    """A version of a place's store. ``parts`` holds, for each table, paths within the store in the inputs' order."""

    number: int
    inputs: tuple[dict[str, Any], ...] = ()
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    made_from: dict[str, Any] = field(default_factory=dict)

    def paths(self, store: Path, table: str, /) -> list[Path]:
        """The part files of a table; empty where the version has none.

        Raises LookupError in words where a register's part is no longer in the library.
        """
        return [_locate(store, part) for part in self.parts.get(table, ())]

    @property
    def gathered(self) -> dict[str, Any]:
        """What was read from inputs/: everything but what was derived or measured from it."""
        made = {*self.made_from.get("derived", ()), "findings"}
        return {
            "inputs": list(self.inputs),
            "parts": {table: parts for table, parts in self.parts.items() if table not in made},
        }

    def without(self, table: str, /) -> "Version":
        """The same version but for one table."""
        return replace(self, parts={name: parts for name, parts in self.parts.items() if name != table})

    @property
    def content(self) -> dict[str, Any]:
        """Everything but the number: two versions with equal content are the same."""
        return {
            "inputs": list(self.inputs),
            "parts": {key: list(value) for key, value in self.parts.items()},
            "made_from": self.made_from,
        }


def _locate(store: Path, part: str) -> Path:
    """A part of the store, or one in the library that all places share (``library:…``)."""
    from keepitlocal.store import registers

    if not part.startswith(registers.PREFIX):
        return store / part
    path = registers.part_file(part)
    if not path.exists():
        raise LookupError(
            f"A register that {store.parent} rests on is no longer prepared in the library, {registers.registers()}. "
            f"To read it again where its file is still there: keepitlocal gather {shlex.quote(str(store.parent))}. "
            "If the library was moved, name its folder in KEEPITLOCAL_LIBRARY."
        )
    return path


def current(store: Path, /) -> Version | None:
    """The published version, or None where nothing has been published yet."""
    pointer = store / "current"
    return load(store, int(pointer.read_text())) if pointer.exists() else None


def load(store: Path, number: int, /) -> Version:
    """A version by number. Raises LookupError in words where there is none."""
    path = store / "versions" / f"{number}.json"
    if not path.exists():
        raise LookupError(
            f"{store.parent} has no version {number}; it has {', '.join(map(str, numbers(store))) or 'none'}."
        )
    raw = json.loads(path.read_text(encoding="utf-8"))
    if raw.get("format") != FORMAT:
        raise LookupError(
            f"{path} was written by another version of this program (format "
            f"{raw.get('format')}). Delete the store folder and run again: it is made from inputs/."
        )
    return Version(
        number=raw["number"],
        inputs=tuple(raw["inputs"]),
        parts={table: tuple(parts) for table, parts in raw["parts"].items()},
        made_from=raw["made_from"],
    )


def numbers(store: Path, /) -> list[int]:
    """The numbers of all versions, oldest first."""
    return sorted(int(path.stem) for path in (store / "versions").glob("*.json"))


def publish(store: Path, version: Version, /) -> Version:
    """Make a version the current one. The content of the one that is current publishes nothing and gives that one."""
    now = current(store)
    if now is not None and now.content == version.content:
        return now
    number = max(numbers(store), default=0) + 1
    folder = store / "versions"
    folder.mkdir(parents=True, exist_ok=True)
    document = {"format": FORMAT, "number": number, **version.content}
    _replace(folder / f"{number}.json", json.dumps(document, indent=1, ensure_ascii=False, default=str) + "\n")
    _replace(store / "current", f"{number}\n")
    return load(store, number)


def _replace(path: Path, text: str) -> None:
    working = path.with_name(f".{path.name}.{os.getpid()}.partial")
    with working.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    working.replace(path)


def tidy(store: Path, /) -> list[Path]:
    """Delete every version but the current one, and every part it does not name; returns what was deleted.

    A council that published a name by mistake and took the file out of inputs/ needs it gone everywhere.
    """
    now = current(store)
    kept = {store / part for parts in now.parts.values() for part in parts} if now else set()
    gone = [path for path in (store / "versions").glob("*.json") if now is None or path.stem != str(now.number)]
    gone += [path for path in (store / "parts").rglob("*") if path.is_file() and path not in kept]
    gone += [path for path in store.rglob(".*.partial") if path not in gone]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
