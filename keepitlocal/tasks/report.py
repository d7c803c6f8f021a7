"""Do the whole job on a place folder: gather, match, measure, and write the report."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, open_folder
from keepitlocal.tasks._on import add_on
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("--engine", default="duckdb", help="duckdb (default) or spark")
    add_on(parser, what="the day that the report speaks of")


def run(options: argparse.Namespace) -> int:
    """Report; the last lines are the answer and where to look."""
    found = report(open_folder(options.folder), screen=Screen(), engine=options.engine, on=options.on)
    return 0 if found else 1


def report(
    folder: Folder,
    /,
    *,
    screen: Screen,
    engine: str = "duckdb",
    on: date | None = None,
    today: Callable[[], date] = date.today,
) -> Any:
    """Run every step that is due, write report/, and end with the five figures and where the report is.

    With ``on``, what is coming up is counted from that day and the pages bear it (docs/decisions/0033).
    """
    from keepitlocal.store.lock import locked
    from keepitlocal.store.versions import current
    from keepitlocal.tasks.gather import gather
    from keepitlocal.tasks.match import match
    from keepitlocal.tasks.measure import measure

    if on:
        folder = replace(folder, settings=folder.settings | {"as_at": on})
    with locked(folder.store):
        # One version a run, published when it is whole: a run stopped before leaves the last one as it was.
        version = match(folder, gather(folder, screen=screen, keep=False), screen=screen, keep=False)
        if not version.parts.get("spending"):
            screen.say(
                "There is nothing to report on: no spending, contracts or grants could be read. "
                f"Put a file of spending over £500 into {folder.inputs} and run this again."
            )
            return []
        found = measure(folder, version, engine=engine, screen=screen)
        version = current(folder.store) or version
        screen.waiting("Writing the report")
        write(folder, version, found, screen=screen, made=today(), on=on, engine=engine)
    return found


def write(
    folder: Folder,
    version: Any,
    found: list[Any],
    /,
    *,
    screen: Screen,
    made: date,
    engine: str = "duckdb",
    on: date | None = None,
) -> None:
    """Write the pages of the report, findings.json and the workbook; say how old the registers are and the five figures."""
    from keepitlocal.report.five import lines, opening
    from keepitlocal.report.pages import write as write_pages
    from keepitlocal.report.tables import tables
    from keepitlocal.tasks._age import stale
    from keepitlocal.tasks._files import write_files
    from keepitlocal.tasks._place import place_of
    from keepitlocal.tasks._subject import assemble
    from keepitlocal.tasks.scan import write_spots

    place, spots = place_of(folder, version), write_spots(folder, version)
    subject = assemble(
        folder, version, found, place=place, made=on or made, spots=spots, old=stale(folder, version, on or made)
    )
    paths = write_pages(subject, folder=folder.report)
    write_files(folder, version, found, tables(subject), made=made, engine=engine, on=on)
    screen.clear()
    screen.say()
    for sentence in (*subject.old, *opening(subject)):
        screen.say(sentence)
    screen.say()
    for line in lines(subject):
        screen.say(line)
    screen.say()
    screen.say(f"The report: {paths[0]}")
