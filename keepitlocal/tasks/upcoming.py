"""Say what is coming up: contracts and grants that come to a decision, and by when to decide.

Totals that could be published go to report/upcoming.html; the list, in order of the latest date to decide, goes to
the officer's edition.
"""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
from keepitlocal.tasks._on import add_on
from keepitlocal.tasks._screen import Screen

MONTHS = 24


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("--months", type=_months, default=MONTHS, help=f"how many months to look ahead ({MONTHS})")
    add_on(parser, what="the day to look from")


def run(options: argparse.Namespace) -> int:
    """Say the answer and where to look."""
    upcoming(open_folder(options.folder), on=options.on, months=options.months, screen=Screen())
    return 0


def upcoming(
    folder: Folder, /, *, on: date | None = None, months: int = MONTHS, screen: Screen, today: date | None = None
) -> Any:
    """Write both editions of what is coming up, say the answer, and give what was found."""
    from keepitlocal.report.upcoming import answers
    from keepitlocal.store.versions import current
    from keepitlocal.tasks._upcoming import assemble
    from keepitlocal.tasks._upcoming_write import write

    version = current(folder.store)
    if version is None or not version.parts.get("payees"):
        raise Problem(
            f"Nothing has been gathered and matched in {folder.path} yet. Run: keepitlocal report {typed(folder.path)}"
        )
    made = today or date.today()
    screen.waiting("Looking ahead")
    found = assemble(folder, version, on=on or made, made=made, months=months)
    paths = write(folder, found)
    screen.clear()
    for sentence in (*found.warnings, *answers(found)):
        screen.say(sentence)
    screen.say()
    screen.say(f"The list, for officers: {paths[0]}")
    screen.say(f"    for a spreadsheet: {paths[1]}")
    screen.say(f"Totals that could be published: {paths[2]}")
    return found


def _months(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 120:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of months from 1 to 120")
    return int(text)
