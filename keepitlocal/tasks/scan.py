"""Find cells in published files that probably name a person, so that the council can correct its publication."""

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")


def run(options: argparse.Namespace) -> int:
    """Write the list for the officer, and say how many cells each file holds."""
    from keepitlocal.store.versions import current

    folder, screen = open_folder(options.folder), Screen()
    version = current(folder.store)
    if version is None:
        raise Problem(f"Nothing has been gathered in {folder.path} yet. Run: keepitlocal gather {typed(folder.path)}")
    spots = write_spots(folder, version)
    for file, count in sorted(Counter(spot.file for spot in spots).items()):
        screen.say(f"{file}: {count:,} cells that probably name a person")
    screen.say(f"{len(spots):,} cells in all. File, row and column of each, never the name: {spots_path(folder)}")
    return 0


def spots_path(folder: Folder, /) -> Path:
    """Where the list is written: in the officer's edition, never in the public one."""
    return folder.report / "officer" / "likely_personal_names.csv"


def write_spots(folder: Folder, version: Any, /) -> tuple[Any, ...]:
    """Scan, and write file, row, column and reason of each cell as CSV; returns what was found."""
    from keepitlocal.tasks._scan import scan

    spots = scan(folder, version)
    path = spots_path(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "row", "column", "why"])
        writer.writerows([spot.file, spot.row, spot.column, spot.why] for spot in spots)
    return spots
