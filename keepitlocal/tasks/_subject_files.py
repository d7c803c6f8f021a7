"""The files given, for a report: what each was taken for, what was kept, where they overlap, and how old they are."""

from datetime import date
from typing import Any

from keepitlocal.report.subject import InputFile, Overlap, UnreadFile
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._library import LIBRARY


def input_files(folder: Folder, version: Any, /) -> tuple[InputFile, ...]:
    """Every table that was read, with its source's publisher and licence."""
    from keepitlocal.discover import modules

    sources = {module.title: module for module in modules("keepitlocal.sources") if hasattr(module, "title")}
    return tuple(
        _input_file(entry, reading, sources.get(reading["title"]), dated(folder, entry["file"]))
        for entry, reading in _readings(version)
        if _is_read(reading)
    )


def _input_file(entry: dict[str, Any], reading: dict[str, Any], source: Any, day: date | None) -> InputFile:
    return InputFile(
        file=reading["file"],
        title=reading["title"],
        source=reading["source"],
        rows=reading["rows"],
        kept=reading["kept"] or 0,
        set_aside=tuple(sorted(reading["set_aside"].items(), key=lambda pair: -pair[1])),
        amount_pence=reading["amount_pence"],
        set_aside_pence=reading["set_aside_pence"],
        control_pence=reading["control_pence"],
        first=_day(reading["first_date"]),
        last=_day(reading["last_date"]),
        columns=tuple((ours, " ".join(str(theirs).split())) for ours, theirs in reading["columns"].items() if theirs),
        guessed=tuple(ours for ours in reading["guessed"] if reading["columns"].get(ours)),
        dated=day,
        publisher=getattr(source, "publisher", ""),
        licence=getattr(source, "licence", ""),
    )


def unread_files(version: Any, /) -> tuple[UnreadFile, ...]:
    """Every file, or member of one, that gave no rows, and why."""
    return tuple(
        UnreadFile(reading["file"], reading["message"].removeprefix(reading["file"]).strip(" :"))
        for _, reading in _readings(version)
        if not _is_read(reading)
    )


def overlaps(version: Any, /) -> tuple[Overlap, ...]:
    """Rows of one file that stand in a later one too."""
    return tuple(
        Overlap(one["file"], one["also_in"], one["rows"], one["pence"])
        for entry in version.inputs
        for one in entry.get("overlaps", ())
    )


def same_files(version: Any, /) -> tuple[tuple[str, str], ...]:
    """Files that are there twice, byte for byte."""
    return tuple((entry["file"], entry["same_as"]) for entry in version.inputs if entry.get("same_as"))


def dated(folder: Folder, name: str, /) -> date | None:
    """The day a file was last changed, which for a download is the day it was made or fetched."""
    home, path = folder.inputs, folder.inputs / name
    if name.startswith(LIBRARY):
        from keepitlocal.store.registers import registers

        home, path = registers(), registers() / name.removeprefix(LIBRARY)
    while not path.is_file() and path != home:  # a member of an archive lies in the archive
        path = path.parent
    return date.fromtimestamp(path.stat().st_mtime) if path.is_file() else None


def _readings(version: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(entry, reading) for entry in version.inputs for reading in entry["readings"]]


def _is_read(reading: dict[str, Any]) -> bool:
    return reading["source"] is not None and bool(reading["rows"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
