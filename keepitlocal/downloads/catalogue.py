"""What can be had, from whom and where: the entries of reference/downloads.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

FORMAT = 1
_BACK = {"month": 3, "day": 8}  # how many releases are tried, the newest first, where the address carries a date


@dataclass(frozen=True)
class Item:
    """Something that can be had. Sizes are in megabytes, roughly."""

    id: str
    title: str
    publisher: str
    licence: str
    changes: str
    kind: str
    into: str
    every: str
    page: str
    by_hand: str
    megabytes: int
    holds: tuple[str, ...]
    address: str = ""
    names: tuple[str, ...] = ()
    group: str = ""
    unpacked: int = 0
    seconds: float = 1
    busy: tuple[int, ...] = ()
    rest: int = 60


@dataclass(frozen=True)
class Wanted:
    """One file of an item's release: its address, and what it is called."""

    address: str
    name: str


@dataclass(frozen=True)
class Catalogue:
    """Every item by its id, and when the addresses were known to be right."""

    items: dict[str, Item]
    as_known: str

    def named(self, word: str, /) -> tuple[Item, ...]:
        """The items that a word means: one by its id, or all of a group; none where it means nothing."""
        return tuple(item for item in self.items.values() if word in (item.id, item.group))


def catalogue(other: Path | None = None, /) -> Catalogue:
    """The catalogue; a file of a person's own says what is other than ours. Raises ValueError in words."""
    told = tomllib.loads(files("keepitlocal.reference").joinpath("downloads.toml").read_text(encoding="utf-8"))
    own = _own(other) if other else {}
    entries = {name: dict(entry) for name, entry in told.items() if isinstance(entry, dict)}
    for name, entry in own.items():
        if isinstance(entry, dict):
            entries[name] = entries.get(name, {}) | entry
    return Catalogue({name: _item(name, entry) for name, entry in entries.items()}, str(told["as_known"]))


def releases(item: Item, /, *, today: date) -> Iterator[tuple[Wanted, ...]]:
    """The files of each release to try, the newest first; one release only where the address carries no date."""
    dates = list(_dates(item, today)) if is_dated(item) else [today]
    for day in dates:
        addresses = [item.address.format(month=day, day=day, name=name) for name in item.names or ("",)]
        yield tuple(Wanted(address, file_name(address)) for address in addresses)


def between(item: Item, first: date, last: date, /) -> Wanted:
    """The first page of an item's notices between two days, both included, and what the file is called."""
    address = item.address.format_map({"from": first, "to": last})
    return Wanted(address, f"{item.id}_{first.isoformat()}_to_{last.isoformat()}.jsonl")


def release_of(name: str, items: Mapping[str, Item], /) -> tuple[str, str] | None:
    """Which dated item a file of that name is, and its date as the name has it, so that later ones sort last."""
    for item in items.values():
        if is_dated(item) and (match := _shape(item).fullmatch(name)):
            return item.id, match["date"]
    return None


def is_of(name: str, item: Item, /) -> bool:
    """Whether a file of that name is one that the item's address gives."""
    return item.kind == "file" and _shape(item).fullmatch(name) is not None


def file_name(address: str, /) -> str:
    """The last part of an address."""
    return PurePosixPath(urlsplit(address).path).name


def is_dated(item: Item, /) -> bool:
    """Whether an item's address, and so its file's name, carries the date of its release."""
    return "{month" in item.address or "{day" in item.address


def _dates(item: Item, today: date) -> Iterator[date]:
    day = today.replace(day=1) if "{month" in item.address else today
    for _ in range(_BACK[item.every]):
        yield day
        day = (day - timedelta(days=1)).replace(day=1) if "{month" in item.address else day - timedelta(days=1)


def _shape(item: Item) -> re.Pattern[str]:
    last = item.address.rpartition("/")[2]
    parts = re.split(r"(\{[^}]*\})", last)
    names = "|".join(map(re.escape, item.names)) or "[^.]*"
    return re.compile(
        "".join(
            re.escape(part) if not part.startswith("{") else f"({names})" if part == "{name}" else r"(?P<date>[\d-]+)"
            for part in parts
        )
    )


def _own(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ValueError(
            f"There is no file {path}. --addresses names a file of your own with other addresses."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} could not be read: {error}. Open it in a text editor and mend that line.") from error


def _item(name: str, entry: Mapping[str, Any]) -> Item:
    known = {field.name: field for field in fields(Item)}
    lacking = [key for key, field in known.items() if field.default is MISSING and key not in entry and key != "id"]
    if strange := sorted(entry.keys() - known.keys()):
        raise ValueError(
            f"[{name}] of the addresses has {strange[0]}, which means nothing here. There are {', '.join(known)}."
        )
    if lacking:
        raise ValueError(f"[{name}] of the addresses lacks {', '.join(lacking)}.")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Item(id=name, **values)
