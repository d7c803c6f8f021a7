"""Decide who the uncertain payees are: one after another, or in a workbook; share decisions between councils."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
from keepitlocal.tasks._parts import Parts, open_parts
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument(
        "--all", action="store_true", help="every payee, also those the program linked or found nowhere"
    )
    parser.add_argument("--by", default="", help="who decides: a role or initials, since a report may show it")


def run(options: argparse.Namespace) -> int:
    """Review, in the way that was asked for."""
    folder, screen = open_folder(options.folder), Screen()
    with opened(folder) as (parts, _):
        return _ask(folder, parts, by=options.by, everything=options.all, screen=screen)


@contextmanager
def opened(folder: Folder, /) -> Iterator[tuple[Parts, Any]]:
    """The tables of the place's current version. Raises Problem where nothing was gathered yet."""
    from keepitlocal.store.versions import current

    version = current(folder.store)
    if version is None:
        raise Problem(f"Nothing has been gathered in {folder.path} yet. Run: keepitlocal report {typed(folder.path)}")
    with open_parts(folder, version) as parts:
        yield parts, version


def _ask(folder: Folder, parts: Parts, *, by: str, everything: bool, screen: Screen) -> int:
    from keepitlocal.tasks._asking import Asking, reader
    from keepitlocal.tasks._sitting import last_by, sitting
    from keepitlocal.tasks._uncertain import organisations, to_ask

    with sitting(folder, by=by) as open_sitting:
        asked = to_ask(folder, parts, open_sitting.told, everything=everything)
        if not asked:
            screen.say(nothing(folder, everything=everything))
            return 0
        open_sitting.by = open_sitting.by or last_by(open_sitting.told)
        for line in _opening(len(asked), open_sitting.by):
            screen.say(line)
        asking = Asking(asked, open_sitting, screen, reader(screen), lambda ids: organisations(parts, ids))
        status = 0
        try:
            asking.run()
        except KeyboardInterrupt:
            screen.say()
            status = 130
    decided = len(asking.decided)
    screen.say()
    screen.say(f"{decided:,} of {len(asked):,} payees decided, {asking.progress()}. {after(folder, decided)}")
    return status


def _opening(many: int, by: str) -> Iterator[str]:
    which = "1 payee is" if many == 1 else f"{many:,} payees are"
    yield f"{which} to be decided, the most money first. Stop when you like: each decision is kept at once."
    if by:
        yield f"Decisions are signed {by}; --by signs them as somebody else."


def nothing(folder: Folder, /, *, everything: bool) -> str:
    """What to say where no payee is left to decide."""
    if everything:
        return "There is nothing to review: every payee that can be named has been decided."
    return (
        "There is nothing to review: no payee is uncertain, or all have been decided. "
        f"To check what the program linked by itself: keepitlocal review {typed(folder.path)} --all"
    )


def after(folder: Folder, decided: int, /) -> str:
    """What to run next."""
    if not decided:
        return "Nothing was changed."
    path = typed(folder.path)
    return f"They are in corrections/review.csv.\nTo see what they change: keepitlocal report {path}, then keepitlocal compare {path}"
