"""Award lots under a limit: the published mechanism, a run log that a challenger could follow, and the text for the notice.

BIDS.toml holds the rule as the tender notice has it, the lots, and the bids or the name of a CSV of them. Before bids
are in, --draft prints the text for the notice. What is written judges named bidders: it is the officer's own paper.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._screen import Screen

if TYPE_CHECKING:
    from keepitlocal.steps.contract_size.award.decide import Decision
    from keepitlocal.steps.contract_size.award.model import Case


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("bids", type=Path, metavar="BIDS.toml", help="the published rule, the lots and the bids")
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where award.json, run-log.txt and notice-text.txt go"
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="print the text for the tender notice, before bids are in; with --output, write it and how to choose",
    )


def run(options: argparse.Namespace) -> int:
    """Draft, or award and say where to look; 1 where the published rule leaves a question."""
    screen = Screen()
    if options.draft:
        draft(options.bids, output=options.output, screen=screen)
        return 0
    if options.output is None:
        raise Problem(
            "Say where the award and its run log go, with --output FOLDER; or give --draft for the notice alone."
        )
    return 0 if award(options.bids, output=options.output, screen=screen) else 1


def draft(path: Path, /, *, output: Path | None, screen: Screen) -> None:
    """Print the text for the notice; with ``output``, write it and what to consider in choosing a mechanism."""
    from keepitlocal.steps.contract_size.award.notice import text
    from keepitlocal.tasks._award_file import read
    from keepitlocal.tasks._award_write import write_draft

    case = read(path, draft=True).case
    _warn(case, screen)
    screen.say(text(case).rstrip())
    if output is not None:
        screen.say()
        for what, written in write_draft(case, output=output):
            screen.say(f"{what}: {written}")


def _warn(case: "Case", screen: Screen) -> None:
    """Say first what no run can mend, apart from the answer, so that a draft that is kept holds the notice alone."""
    from keepitlocal.steps.contract_size.award.beforehand import warnings

    for sentence in warnings(case):
        print(sentence, file=screen.err, flush=True)


def award(path: Path, /, *, output: Path, screen: Screen) -> "Decision | None":
    """Make the award and write it with its run log; None where it stopped with a question, which the log holds."""
    from keepitlocal.steps.contract_size.award.decide import decide
    from keepitlocal.steps.contract_size.award.model import Unsettled
    from keepitlocal.tasks._award_file import read
    from keepitlocal.tasks._award_write import said, write

    told = read(path)
    _warn(told.case, screen)
    screen.waiting("Awarding")
    found: Decision | Unsettled
    try:
        found = decide(told.case)
    except Unsettled as question:
        found = question
    paths = write(told, found, output=output)
    screen.clear()
    for sentence in said(told, found):
        screen.say(sentence)
    screen.say()
    for what, written in paths:
        screen.say(f"{what}: {written}")
    return None if isinstance(found, Unsettled) else found
