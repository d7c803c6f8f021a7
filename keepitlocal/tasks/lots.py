"""Divide a commission into lots under a maximum value: an instance of the form keepitlocal-lots/1 in, a plan out.

The plan says how far it may be above the best there is: a bound that no plan can be under comes with it. Stop the search
with Ctrl-C and the best plan so far is kept. The same seed gives the same plan.
"""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from keepitlocal.domain.money import pounds
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._plan_lots_search import seconds, whole_seed
from keepitlocal.tasks._screen import Screen

if TYPE_CHECKING:
    from keepitlocal.steps.contract_size.lots.instance import Instance
    from keepitlocal.steps.contract_size.lots.planner import Outcome, Progress


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("instance", type=Path, help="a JSON file of the form keepitlocal-lots/1")
    parser.add_argument("--output", type=Path, required=True, help="where to write the plan")
    parser.add_argument("--seconds", type=seconds, default=30.0, help="at most so many seconds (30)")
    parser.add_argument("--seed", type=whole_seed, default=0, help="another whole number gives another search (0)")


def run(options: argparse.Namespace) -> int:
    """Plan, write the plan, and say how good it is."""
    from keepitlocal.steps.contract_size.lots.form import ids_of, unread, write
    from keepitlocal.steps.contract_size.lots.reasons import remarks

    text = _text(options.instance)
    instance = _read(options.instance, text)
    if options.output.is_dir():
        raise Problem(f"{options.output} is a folder; name a file in it for the plan.")
    if not options.output.absolute().parent.is_dir():
        raise Problem(f"There is no folder {options.output.absolute().parent} to write {options.output.name} into.")
    if options.output.exists() and options.output.samefile(options.instance):
        raise Problem(f"{options.output} is the instance itself. Give another name for the plan.")
    screen = Screen()
    for sentence in (*unread(text), *remarks(instance)):
        screen.say(sentence)
    found = _plan(instance, options.seconds, options.seed, screen)
    told = {"seed": found.seed, "moves": found.moves, "finished": found.finished, "exact": found.exact}
    _keep(options.output, write(found.plan, ids=ids_of(text), run=told))
    for sentence in sentences(found, instance.cap):
        screen.say(sentence)
    screen.say(f"The plan: {options.output}")
    return 0


def sentences(found: "Outcome", most: float, /) -> Iterator[str]:
    """The answer: how many lots, what they cost, and how far that may be above the best there is."""
    plan = found.plan
    lots = f"{len(plan.lots):,} {'lot' if len(plan.lots) == 1 else 'lots'}"
    yield f"{lots}, none above the maximum of {most:,.12g}. Cost {plan.objective:,.1f}."
    if plan.objective == plan.bound:
        yield "No plan costs less."
    elif not isfinite(plan.gap):
        yield f"No plan costs less than {plan.bound:,.1f}."
    else:
        yield (
            f"No plan costs less than {plan.bound:,.1f}, so this one is at most {max(0.0, plan.gap):.1%} of its cost above "
            "the best there is."
        )
    yield from found.log


def _plan(instance: "Instance", seconds: float, seed: int, screen: Screen) -> "Outcome":
    from keepitlocal.steps.contract_size.lots.planner import NoPlan, plan

    try:
        with stoppable() as stop:
            return plan(instance, seconds=seconds, seed=seed, told=lambda one: tell(screen, one), stop=stop)
    except NoPlan as error:
        raise Problem("There is no plan. " + " ".join(error.reasons)) from error
    finally:
        screen.clear()


@contextmanager
def stoppable() -> Iterator["_Stop"]:
    """While it lasts, the first Ctrl-C asks to stop and a second one stops at once."""
    stop = _Stop()
    before = signal.signal(signal.SIGINT, stop.heard)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class _Stop:
    asked = False

    def heard(self, *_: object) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def __call__(self) -> bool:
        return self.asked


def tell(screen: Screen, progress: "Progress", /, *, money: bool = False) -> None:
    """Show how far planning has come; costs are pence where ``money`` says so."""
    so_far = ""
    if progress.cost is not None:
        cost = pounds(round(progress.cost)) if money else f"{progress.cost:,.1f}"
        so_far = f", best so far {cost}"
    if progress.gap is not None:
        so_far += f", gap {progress.gap:.1%}"
    screen.waiting(f"{progress.doing}: {progress.done:.0%}{so_far}. Ctrl-C keeps the best so far")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Problem(f"{path} could not be opened: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise Problem(f"{path} is not text in UTF-8, as JSON is.") from error


def _keep(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Problem(f"The plan could not be written to {path}: {error.strerror or error}.") from error


def _read(path: Path, text: str) -> "Instance":
    from keepitlocal.steps.contract_size.lots.form import Unreadable, read

    try:
        return read(text)
    except Unreadable as error:
        raise Problem(
            f"{path} is no instance of the form keepitlocal-lots/1:\n    " + "\n    ".join(str(error).split("\n"))
        ) from error
