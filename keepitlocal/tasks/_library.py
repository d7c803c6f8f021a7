"""Registers in the library, which all places share: read once, and named by every place that uses them."""

import errno
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, Problem
from keepitlocal.tasks._screen import Screen

LIBRARY = "library/"  # how the name of a file in the library opens, on screen and in what was made from it
KINDS = ("register", "reference")


def is_library(entry: Mapping[str, Any], /) -> bool:
    """Whether an input of a version came from the library."""
    return bool(entry.get("library"))


def reader(chosen: Sequence[Any] = (), /) -> str:
    """What decides how bytes are read: the reader, the tables, and choices that people made."""
    from keepitlocal.discover import modules
    from keepitlocal.store.parts import READER_VERSION, fingerprint

    tables = {module.__name__: (module.version, sorted(module.columns)) for module in modules("keepitlocal.tables")}
    return fingerprint(READER_VERSION, tables, list(chosen))


def library_entries(folder: Folder, inputs: Sequence[Mapping[str, Any]], /, *, screen: Screen) -> list[dict[str, Any]]:
    """The registers in the library as inputs of this place, after its own; each is read once for all places.

    A file that is in inputs/ too counts there. What is no register is said, and does not count.
    """
    from keepitlocal.store.registers import files, registers, remembered_digest

    if not folder.settings.get("library", True) or not registers().is_dir():
        return []
    given = {entry["sha256"]: entry["file"] for entry in inputs}
    used: list[dict[str, Any]] = []
    there = files()
    earlier = earlier_releases(there)
    for path in there:
        name = LIBRARY + path.relative_to(registers()).as_posix()
        if path in earlier:
            screen.say(f"{name} does not count: {earlier[path]} is a later release of the same. You may delete it.")
            continue
        with _told_in_words():
            sha = remembered_digest(path)
            if sha in given:
                screen.say_reading_twice(name, given[sha])
                continue
            given[sha] = name
            readings = _readings(path, name, sha, screen)
        counted = [one for one in readings if one["source"] in KINDS and one["part"]]
        if counted:
            used.append({"file": name, "sha256": sha, "made_by": reader(), "readings": counted, "library": True})
        else:
            screen.say(_of_no_use(name, readings))
    if used:
        screen.say(_line(used))
    return used


def earlier_releases(paths: Iterable[Path], /) -> dict[Path, str]:
    """Files whose names carry a date, and beside which a later release lies: each with the name of the latest."""
    from keepitlocal.downloads.catalogue import catalogue, release_of

    items = catalogue().items
    dated = [(found, path) for path in paths if (found := release_of(path.name, items))]
    latest = {item: path for (item, _), path in sorted(dated, key=lambda pair: (pair[0], pair[1].name))}
    days = {item: max(day for (other, day), _ in dated if other == item) for item in latest}
    return {path: latest[item].name for (item, day), path in dated if day != days[item]}


def as_json(reading: Any, /) -> dict[str, Any]:
    """A reading in plain values; its part is left to whoever knows what it is relative to."""
    raw = asdict(reading) | {"part": None}
    for key in ("first_date", "last_date"):
        raw[key] = raw[key].isoformat() if isinstance(raw[key], date) else None
    raw["guessed"], raw["headings"] = list(reading.guessed), list(reading.headings)
    return raw


def _readings(path: Path, name: str, sha: str, screen: Screen) -> list[dict[str, Any]]:
    """What the file was taken for, from memory where some place has read it before."""
    from keepitlocal.store.registers import keep, remembered_reading

    kept, readings = remembered_reading(path, sha=sha, reader=reader())
    if readings is None:
        screen.waiting(f"Reading {name}, once for all places; a register of millions of rows takes a minute or two")
        readings = list(_read(path, name, sha))
        keep(kept, readings)
        screen.say_readings(readings, new=True)
    return readings


def _read(path: Path, name: str, sha: str) -> Iterator[dict[str, Any]]:
    """Read a register into parts of the library. Parts of what is no register are not kept: they are not to be shared."""
    from keepitlocal.sources import read_input
    from keepitlocal.store.parts import fingerprint, part_path
    from keepitlocal.store.registers import part_name, registers

    home, numbers = registers() / "parts", iter(range(1_000_000))
    home.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".reading-") as scratch:

        def working(table: str, _: str) -> Path:
            return Path(scratch) / f"{table}-{next(numbers)}.parquet"

        for reading in read_input(path, name=name, parts=working, scratch=Path(scratch) / "open"):
            plain = as_json(reading)
            if reading.part and reading.source in KINDS:
                made = fingerprint(sha, reader(), reading.columns, reading.table, reading.file)
                target = part_path(registers(), table=reading.table, name=made)
                target.parent.mkdir(parents=True, exist_ok=True)
                reading.part.replace(target)
                plain["part"] = part_name(target)
            yield plain


def _of_no_use(name: str, readings: Sequence[Mapping[str, Any]]) -> str:
    """Why a file in the library counts nowhere, and what to do with it."""
    other = next((one for one in readings if one["source"] and one["rows"]), None)
    if other is None:
        said = next((one["message"].removeprefix(one["file"]).strip() for one in readings if one["message"]), "")
        return f"{name} does not count: {said or 'nothing could be read from it.'}"
    return (
        f"{name} does not count: it holds {other['title'][:1].lower()}{other['title'][1:]}, and the library is for "
        "registers that all places share. Move it into inputs/ of the place it belongs to."
    )


def _line(used: Sequence[Mapping[str, Any]]) -> str:
    titles = dict.fromkeys(one["title"] for entry in used for one in entry["readings"])
    return f"{len(used)} register{'s' if len(used) > 1 else ''} in the library: {', '.join(titles)}."


@contextmanager
def _told_in_words() -> Iterator[None]:
    """A full disk and a library that may not be written to, said so that a person knows what to do."""
    from keepitlocal.store.registers import registers

    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Problem(
                f"The disk is full: the registers in {registers()} could not be read. A register of companies needs "
                "some 3 GB for a minute or two. Make room, then run this again. Nothing was changed."
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise Problem(
                f"The library's folder {registers()} cannot be written to ({error.strerror}). Ask for leave to write "
                "there, or name another folder in KEEPITLOCAL_LIBRARY. Nothing was changed."
            ) from error
        raise
