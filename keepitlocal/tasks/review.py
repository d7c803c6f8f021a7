"""Decide who the uncertain payees are: one after another, or in a workbook; share decisions between councils."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
from keepitlocal.tasks._parts import Parts, open_parts
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--xlsx", type=Path, metavar="FILE", help="write a workbook to fill in, instead of asking here")
    ways.add_argument(
        "--load", type=Path, metavar="FILE", help="read that workbook back, or decisions that another council shared"
    )
    ways.add_argument("--share", type=Path, metavar="FILE", help="write the council's decisions for other councils")
    ways.add_argument("--how-sure", action="store_true", help="how often the program was right where people decided")
    parser.add_argument(
        "--all", action="store_true", help="every payee, also those the program linked or found nowhere"
    )
    parser.add_argument("--by", default="", help="who decides: a role or initials, since a report may show it")
    parser.add_argument("--with-reasons", action="store_true", help="with --share: also reasons in people's own words")


def run(options: argparse.Namespace) -> int:
    """Review, in the way that was asked for."""
    if options.with_reasons and not options.share:
        raise Problem("--with-reasons goes with --share FILE, and with nothing else.")
    folder, screen = open_folder(options.folder), Screen()
    with opened(folder) as parts:
        if options.xlsx:
            from keepitlocal.tasks._review_sheet import write_sheet

            return write_sheet(folder, parts, options.xlsx, everything=options.all, by=options.by, screen=screen)
        if options.load:
            from keepitlocal.tasks._review_load import load_file

            return load_file(folder, parts, options.load, by=options.by, screen=screen)
        if options.share:
            from keepitlocal.tasks._sharing import share

            return share(folder, parts, options.share, reasons=options.with_reasons, screen=screen)
        if options.how_sure:
            from keepitlocal.tasks._how_sure import say_how_sure

            return say_how_sure(folder, screen=screen)
        return _ask(folder, parts, by=options.by, everything=options.all, screen=screen)


@contextmanager
def opened(folder: Folder, /) -> Iterator[Parts]:
    """The tables of the place's current version. Raises Problem where nothing was gathered yet."""
    from keepitlocal.store.versions import current

    version = current(folder.store)
    if version is None:
        raise Problem(f"Nothing has been gathered in {folder.path} yet. Run: keepitlocal report {typed(folder.path)}")
    with open_parts(folder, version) as parts:
        yield parts


def _ask(folder: Folder, parts: Parts, *, by: str, everything: bool, screen: Screen) -> int:
    from keepitlocal.tasks._asking import Asking, reader
    from keepitlocal.tasks._question_words import after, nothing
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
    screen.say(f"{decided:,} of {len(asked):,} payees decided, {asking.progress()}.")
    screen.say(after(folder, decided))
    return status


def _opening(many: int, by: str) -> Iterator[str]:
    which = "1 payee is" if many == 1 else f"{many:,} payees are"
    yield f"{which} to be decided, the most money first."
    yield "Stop when you like: each decision is kept at once. ? says what the keys do."
    if by:
        yield f"Decisions are signed {by}; --by signs them as somebody else."
