"""Read the files in a place's inputs/ folder into its store, and say what was kept and what was not."""

import argparse
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, open_folder
from keepitlocal.tasks._gathered import changes, unused_mappings
from keepitlocal.tasks._library import as_json, is_library, library_entries, reader
from keepitlocal.tasks._mappings import remember_guesses
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")


def run(options: argparse.Namespace) -> int:
    """Gather, and show file by file what was taken for what."""
    from keepitlocal.store.lock import locked

    folder, screen = open_folder(options.folder), Screen()
    with locked(folder.store):
        gather(folder, screen=screen)
    return 0


def gather(folder: Folder, /, *, screen: Screen, keep: bool = True) -> Any:
    """Read what is new or changed in inputs/; returns a version of what is there now, published unless ``keep`` is False.

    Where nothing changed, that is the current version as it stands, with all that was made from it.
    """
    from keepitlocal.store.parts import digest
    from keepitlocal.store.versions import Version, current, publish

    before = current(folder.store)
    known = {
        (entry["file"], entry["sha256"]): entry for entry in (before.inputs if before else ()) if not is_library(entry)
    }
    inputs: list[dict[str, Any]] = []
    files = folder.files()
    shas = {path: digest(path) for path in screen.progress(files, "Looking at inputs")}
    first = _first_of_each(folder, shas)
    with tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch:
        for path in screen.progress(files, "Reading inputs"):
            name = path.relative_to(folder.inputs).as_posix()
            sha = shas[path]
            if first[sha] != name:
                inputs.append({"file": name, "sha256": sha, "made_by": "", "same_as": first[sha], "readings": []})
                screen.say_reading_twice(name, first[sha])
                continue
            entry = known.get((name, sha))
            stands = (
                entry is not None and entry["made_by"] == made_by(folder, entry["readings"]) and _whole(folder, entry)
            )
            if entry is None or not stands:
                entry = _read(folder, path, name, sha, Path(scratch))
            inputs.append(entry)
            screen.say_readings(entry["readings"], new=not stands)
    if not files:
        screen.say(
            f"{folder.inputs} is empty. Put the files that the council publishes there, as downloaded, and run this again."
        )
    for sentence in unused_mappings(folder, inputs):
        screen.say(sentence)
    inputs = _mark_overlaps(folder, inputs, screen)
    inputs += library_entries(folder, inputs, screen=screen)
    version = Version(0, tuple(inputs), _parts_of(inputs))
    if before is not None and before.gathered == version.gathered:
        if files:
            screen.say("Nothing new in inputs/.")
        return before
    for sentence in changes(before.inputs if before else (), inputs):
        screen.say(sentence)
    return publish(folder.store, version) if keep else version


def _parts_of(inputs: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Table by table, the parts that were read, and those that name the rows a later file replaced."""
    parts: dict[str, list[str]] = {}
    for entry in inputs:
        for reading in entry["readings"]:
            if reading.get("part"):
                parts.setdefault(reading["table"], []).append(reading["part"])
    overlaps = [part for entry in inputs for part in entry.get("overlap_parts", ())]
    if overlaps:
        parts["superseded"] = overlaps
    return {table: tuple(names) for table, names in parts.items()}


def _first_of_each(folder: Folder, shas: dict[Path, str]) -> dict[str, str]:
    """Of files with the same bytes, the one that counts: the shortest name, so "a.csv" rather than "a (1).csv"."""
    names: dict[str, list[str]] = {}
    for path, sha in shas.items():
        names.setdefault(sha, []).append(path.relative_to(folder.inputs).as_posix())
    return {sha: min(same, key=lambda name: (len(name), name)) for sha, same in names.items()}


def made_by(folder: Folder, readings: list[dict[str, Any]], /) -> str:
    """What besides a file's bytes decides how it is read: the reader, the tables, and the council's choices for its headings."""
    chosen = [
        asdict(choice)
        for choice in choices(folder)
        if any(reading["source"] is None or choice.suits(reading["headings"]) for reading in readings)
    ]
    return reader(chosen)


def _whole(folder: Folder, entry: dict[str, Any]) -> bool:
    return all((folder.store / reading["part"]).exists() for reading in entry["readings"] if reading.get("part"))


def _read(folder: Folder, path: Path, name: str, sha: str, scratch: Path) -> dict[str, Any]:
    """Read one input; its parts are written beside their places and moved in when they are whole."""
    from keepitlocal.sources import read_input
    from keepitlocal.store.parts import fingerprint, part_path

    read_by, count = made_by(folder, []), iter(range(1_000_000))

    def working(table: str, _: str) -> Path:
        return part_path(folder.store, table=table, name=f".{sha[:16]}-{next(count)}").with_suffix(".partial")

    readings = []
    for reading in read_input(path, name=name, parts=working, scratch=scratch / "open", choices=choices(folder)):
        if reading.part:
            made = fingerprint(sha, read_by, reading.columns, reading.table, reading.file)
            target = part_path(folder.store, table=reading.table, name=made)
            reading.part.replace(target)
            reading = replace(reading, part=target)
        readings.append(as_json(reading) | {"part": _relative(folder, reading.part)})
    guesses_remembered = remember_guesses(folder, readings)
    return {"file": name, "sha256": sha, "made_by": made_by(guesses_remembered, readings), "readings": readings}


def choices(folder: Folder, /) -> tuple[Any, ...]:
    """The mappings remembered in place.toml."""
    from keepitlocal.sources import Choice

    return tuple(
        Choice(tuple(entry["headings"]), entry["source"], dict(entry.get("columns", {})))
        for entry in folder.settings.get("mapping", [])
    )


def _relative(folder: Folder, part: Path | None) -> str | None:
    return part.relative_to(folder.store).as_posix() if part else None


def _mark_overlaps(folder: Folder, inputs: list[dict[str, Any]], screen: Screen) -> list[dict[str, Any]]:
    from keepitlocal.tasks._overlaps import mark_overlaps

    return mark_overlaps(folder, inputs, screen=screen)
