"""Do the whole job on a place folder: gather, match, measure, and write the report."""

import argparse
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, open_folder
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("--engine", default="duckdb", help="duckdb (default) or spark")


def run(options: argparse.Namespace) -> int:
    """Report; the last lines are the answer and where to look."""
    report(open_folder(options.folder), screen=Screen(), engine=options.engine)
    return 0


def report(folder: Folder, /, *, screen: Screen, engine: str = "duckdb") -> Any:
    """Run every step that is due, and write report/."""
    from keepitlocal.store.lock import locked
    from keepitlocal.tasks.gather import gather
    from keepitlocal.tasks.match import match
    from keepitlocal.tasks.measure import measure

    with locked(folder.store):
        # One version a run, published when it is whole: a run stopped before leaves the last one as it was.
        version = match(folder, gather(folder, screen=screen, keep=False), screen=screen, keep=False)
        found = measure(folder, version, engine=engine, screen=screen)
    return found
