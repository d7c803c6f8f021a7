"""Divide a plan's commission into lots and give the files of it: page, CSV, and the problem and plan in the open form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from keepitlocal.report.plan import Plan
from keepitlocal.steps.contract_size.maximum import Provider
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._plan_about import About
from keepitlocal.tasks._plan_lots import Divided, divide
from keepitlocal.tasks._plan_lots_file import LotsAsked, asked
from keepitlocal.tasks._plan_lots_search import Search
from keepitlocal.tasks._plan_make import Made
from keepitlocal.tasks._screen import Screen


def with_lots(
    folder: Folder, version: Any, about: About, made: Made, search: Search, screen: Screen, /
) -> tuple[Made, Mapping[str, bytes]]:
    """The plan with its part on lots, and the files of the lots. Ctrl-C stops the search and keeps the best so far."""
    from keepitlocal.report.lots import csv_text
    from keepitlocal.report.lots_page import page
    from keepitlocal.tasks._plan_lots_page import lots_of, section_of
    from keepitlocal.tasks.lots import stoppable, tell

    file = asked(about.file.lots)
    with stoppable() as stop:
        found = divide(
            folder,
            version,
            about,
            _people(folder, version, about, made, file),
            file=file,
            suggested=made.suggested,
            seconds=search.seconds,
            seed=search.seed,
            told=lambda progress: tell(screen, progress, money=True),
            stop=stop,
        )
    screen.clear()
    lots = lots_of(found, made.plan, name=about.name, reasons=about.file.reasons)
    files = {"lots.csv": ("\ufeff" + csv_text(lots)).encode()} | _form(found)
    files = {"lots.html": page(lots, files=tuple(one for one in files if one != "lots.csv")).encode()} | files
    plan: Plan = replace(made.plan, sections=(section_of(lots), *made.plan.sections))
    return replace(made, plan=plan), files


def _people(folder: Folder, version: Any, about: About, made: Made, file: LotsAsked) -> dict[str, tuple[Provider, ...]]:
    """Providers of each service, by its name; the plan's own where the file names no services."""
    from keepitlocal.tasks._plan_lots import only_service
    from keepitlocal.tasks._providers import providers
    from keepitlocal.tasks._work import work_words

    if not file.services:
        return {only_service(about): made.people}
    words = work_words(folder)
    found = {}
    for one in file.services:
        work = words(one.name, None, None)
        own = work == about.work or (work is None and len(file.services) == 1)
        found[one.name] = made.people if own else providers(folder, version, work=frozenset({work})) if work else ()
    return found


def _form(found: Divided) -> dict[str, bytes]:
    """The lots by place as an instance and a plan of the form keepitlocal-lots/1, in pence and kilometres."""
    from keepitlocal.steps.contract_size.lots.form import instance_text, write
    from keepitlocal.steps.contract_size.lots.instance import Plan as LotsPlan
    from keepitlocal.steps.contract_size.lots.ways import problem_by_place

    way = found.place
    problem = problem_by_place(found.asked)
    files = {"lots-instance.json": instance_text(problem).encode()}
    if way.outcome:
        plan = way.outcome.plan
        told = {"seed": way.outcome.seed, "moves": way.outcome.moves, "finished": way.outcome.finished}
        files["lots-plan.json"] = write(LotsPlan(plan.lots, plan.objective, plan.bound), run=told).encode()
    return files
