"""Show what files are taken for, what would be kept and what set aside, without a place folder."""

import argparse
import json
import tempfile
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from keepitlocal.domain.money import exact
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._screen import Screen

_SHOWN = (
    "file", "source", "columns", "rows", "kept", "set_aside", "amount_pence", "set_aside_pence", "unreadable_amounts", "control_pence",
    "first_date", "last_date", "payees", "negative", "redacted", "guessed", "headings", "title", "table", "message",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="files as published")
    parser.add_argument("--json", action="store_true", help="as a JSON list, one entry a file or member of a ZIP")


def run(options: argparse.Namespace) -> int:
    """Inspect; the status is 1 where a file is not there."""
    missing = [str(path) for path in options.files if not path.is_file()]
    if missing:
        raise Problem(f"There is no file {', '.join(missing)}. Check the spelling, or drag the file into the terminal.")
    screen = Screen()
    found = [reading for path in screen.progress(options.files, "Inspecting") for reading in inspect(path)]
    if options.json:
        screen.say(json.dumps(found, indent=2, ensure_ascii=False))
        return 0
    for reading in found:
        _say(screen, reading)
    return 0


def inspect(path: Path, /) -> list[dict[str, Any]]:
    """What each member of a file is taken for, in plain values."""
    from keepitlocal.sources import read_input

    with tempfile.TemporaryDirectory(prefix="keepitlocal-") as folder:
        scratch = Path(folder)
        count = iter(range(1_000_000))
        readings = read_input(
            path,
            name=path.name,
            parts=lambda table, _: scratch / f"{table}-{next(count)}.parquet",
            scratch=scratch / "open",
        )
        return _one_a_file([_plain(reading) for reading in readings])


def _one_a_file(readings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One entry a file or member: what it is about, with what else it tells of (organisations beside grants) under ``also``."""
    entries: dict[str, dict[str, Any]] = {}
    for reading in sorted(readings, key=lambda reading: reading["table"] in _BESIDE):
        if reading["file"] in entries:
            entries[reading["file"]]["also"].append(
                {"table": reading["table"], "rows": reading["rows"], "kept": reading["kept"]}
            )
        else:
            entries[reading["file"]] = reading | {"also": []}
    order = {reading["file"]: place for place, reading in reversed(list(enumerate(readings)))}
    return [entries[file] for file in sorted(entries, key=order.__getitem__)]


# Tables that a file of something else tells of in passing.
_BESIDE = ("organisations", "links")


def _plain(reading: Any) -> dict[str, Any]:
    values = {item.name: getattr(reading, item.name) for item in fields(reading)}
    for name, value in values.items():
        if isinstance(value, date):
            values[name] = value.isoformat()
        elif isinstance(value, tuple):
            values[name] = list(value)
    if values["rows"] is None:
        values["columns"] = values["set_aside"] = None
    return {name: values[name] for name in _SHOWN}


def _say(screen: Screen, reading: dict[str, Any]) -> None:
    if not reading["rows"]:
        screen.say(reading["message"] or f"{reading['file']}: {reading['title']}, with no rows.")
        return
    screen.say(f"{reading['file']}: {reading['title']}")
    aside = ", ".join(f"{count:,} {reason}" for reason, count in reading["set_aside"].items()) or "none"
    screen.say(f"  {reading['rows']:,} rows; {reading['kept']:,} kept; set aside: {aside}")
    if reading["amount_pence"] is not None:
        screen.say(
            f"  {exact(reading['amount_pence'])} kept, {exact(reading['set_aside_pence'])} set aside; "
            f"a second count gives {exact(reading['control_pence'])}"
        )
    if reading["first_date"]:
        screen.say(f"  from {reading['first_date']} to {reading['last_date']}")
    for ours, theirs in reading["columns"].items():
        if theirs is not None:
            screen.say(
                f"  {ours:<16} “{' '.join(theirs.split())}”{'  (guessed)' if ours in reading['guessed'] else ''}"
            )
    if reading["message"]:
        screen.say(f"  {reading['message']}")
