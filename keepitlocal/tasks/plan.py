"""Plan one commission: options compared, timetable back from the end, rules that bear on it, record of reasons.

CONTRACT is a reference or words of a title on the council's registers and notices, or a small .toml file that
describes a commission which does not exist yet. The first run writes what the records say into the place's
plans/ folder, to be corrected and completed; run the same command again after that.
"""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
from keepitlocal.tasks._on import add_on
from keepitlocal.tasks._plan_lots_search import Search, seconds, whole_seed
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, help="the place folder")
    parser.add_argument("contract", help="its reference or words of its title, or a .toml file that describes it")
    add_on(parser, what="the day to plan on")
    parser.add_argument("--lots", action="store_true", help="also divide it into lots under the maximum, on a map")
    parser.add_argument(
        "--seconds", type=seconds, default=30.0, help="with --lots: at most so many seconds of search (30)"
    )
    parser.add_argument(
        "--seed", type=whole_seed, default=0, help="with --lots: another whole number gives another search (0)"
    )


def run(options: argparse.Namespace) -> int:
    """Plan, and say the answer and where to look."""
    search = Search(options.seconds, options.seed) if options.lots else None
    plan(open_folder(options.folder), options.contract, on=options.on, screen=Screen(), lots=search)
    return 0


def plan(
    folder: Folder,
    contract: str,
    /,
    *,
    on: date | None = None,
    screen: Screen,
    today: date | None = None,
    lots: Search | None = None,
) -> Path:
    """Write the plan's page, decision report, JSON and draft notices; gives the path of the page."""
    from keepitlocal.store.versions import current
    from keepitlocal.tasks._plan_make import make
    from keepitlocal.tasks._plan_write import write

    version = current(folder.store)
    if version is None or not version.parts.get("payees"):
        raise Problem(
            f"Nothing has been gathered and matched in {folder.path} yet. Run: keepitlocal report {typed(folder.path)}"
        )
    made = today or date.today()
    screen.waiting("Planning")
    subject, source = begin(folder, version, contract)
    found = make(folder, version, subject, source, on=on or made, made=made)
    divided = None
    if lots is not None:
        from keepitlocal.tasks._plan_lots_write import with_lots

        found, divided = with_lots(folder, version, subject, found, lots, screen)
    paths = write(
        folder, found, subject.file.commission, reasons=dict(subject.file.reasons), name=subject.name, lots=divided
    )
    screen.clear()
    for sentence in (*found.plan.warnings, *found.plan.opening):
        screen.say(sentence)
    for sentence in lots_in_short(found.plan) if divided is not None else ():
        screen.say(sentence)
    screen.say()
    screen.say(f"The plan: {paths[0]}")
    if divided is not None:
        screen.say(f"The lots: {paths[0].with_name('lots.html')}")
    elif found.plan.maximum is not None:
        screen.say("To divide it into lots, on a map: run the same command again with --lots")
    screen.say(f"Correct or complete what is known in: {source}")
    return paths[0]


def lots_in_short(plan: Any, /) -> tuple[str, ...]:
    """What the lots come to, for the terminal."""
    told: tuple[str, ...] = next((one.sentences for one in plan.sections if one.id == "lots"), ())
    return told[:-2]  # the regime, and where the page is, stand elsewhere


def begin(folder: Folder, version: Any, contract: str, /) -> tuple[Any, Path]:
    """What the plan is about and the file that an officer completes; the file is written where it does not exist."""
    from keepitlocal.tasks._plan_about import About, open_gaps, own_gaps, slug, work_of
    from keepitlocal.tasks._plan_estimate import estimated
    from keepitlocal.tasks._plan_file import read, written
    from keepitlocal.tasks._plan_find import find

    path = Path(contract)
    if not contract.strip():
        raise Problem("Give the contract’s reference, words of its title, or a .toml file that describes a commission.")
    if path.suffix.lower() == ".toml":
        if not path.is_file():
            raise Problem(f"There is no file {path}. Give a .toml file that describes the commission.")
        own = read(path)
        told, work = estimated(own), work_of(folder, own.commission)
        return About(told, (), work, path.stem, own_gaps(own, told.commission, work)), path
    found = find(folder, version, contract)
    name = slug(found.commission.reference, found.commission.title)
    path = folder.path / "plans" / f"{name}.toml"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(found.commission, source=found.held[0].source), encoding="utf-8")
    own = read(path, start=found.commission)
    told = estimated(own)
    missing = (*open_gaps(found, told.commission), *own_gaps(own, told.commission, found.work, start=found.commission))
    return About(told, found.held, found.work, name, missing, found.commission), path
