"""The day that a task is asked about: ``--on DATE``, today where it is not given."""

import argparse
from datetime import date, timedelta

FIRST, YEARS_AHEAD = date(2010, 1, 1), 20  # transparency of spending began in 2010; further ahead is a slip


def add_on(parser: argparse.ArgumentParser, /, *, what: str) -> None:
    """Let a command take ``--on``; ``what`` says in a few words what follows the day."""
    parser.add_argument("--on", type=day, default=None, metavar="DATE", help=f"{what}, as 2026-11-25 (today)")


def day(text: str, /) -> date:
    """A day as typed. Raises ArgumentTypeError in words where it is none, or one that nothing can be said of."""
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day. Write year, month and day, as 2026-11-25") from None
    last = date.today() + timedelta(365 * YEARS_AHEAD)
    if not FIRST <= found <= last:
        raise argparse.ArgumentTypeError(f"{text!r} lies outside {FIRST.isoformat()} to {last.isoformat()}")
    return found
