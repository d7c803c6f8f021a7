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
    people, unsought = _people(folder, version, about, made, file)
    with stoppable() as stop:
        found = divide(
            folder,
            version,
            about,
            people,
            unsought=unsought,
            file=file,
            suggested=made.suggested,
            seconds=search.seconds,
            seed=search.seed,
            told=lambda progress: tell(screen, progress, money=True),
            stop=stop,
        )
        stopped = stop()
    screen.clear()
    if stopped:
        screen.say("The search was stopped, and the best plan so far is kept.")
    lots = lots_of(found, made.plan, reasons=about.file.reasons)
    files = {"lots.csv": ("\ufeff" + csv_text(lots)).encode()} | _form(found)
    files = {"lots.html": page(lots, files=tuple(one for one in files if one != "lots.csv")).encode()} | files
    drafted = {one.id: one for one in lots.reasons}
    plan: Plan = replace(
        made.plan,
        sections=(section_of(lots), *made.plan.sections),
        records=tuple(drafted.get(one.id, one) for one in made.plan.records),
    )
    return replace(made, plan=plan), files


def _people(
    folder: Folder, version: Any, about: About, made: Made, file: LotsAsked
) -> tuple[dict[str, tuple[Provider, ...]], tuple[str, ...]]:
    """Providers of each service, by its name, and the services whose kind of work is not recognised: nobody is looked for."""
    from keepitlocal.tasks._plan_lots import only_service
    from keepitlocal.tasks._providers import providers
    from keepitlocal.tasks._work import work_words

    if not file.services:
        name = only_service(about)
        return {name: made.people}, () if about.work else (name,)
    words = work_words(folder)
    kinds = {one.name: words(one.name, None, None) for one in file.services}
    found: dict[str, tuple[Provider, ...]] = {}
    for name, work in kinds.items():
        own = work is not None and work == about.work
        found[name] = made.people if own else providers(folder, version, work=frozenset({work})) if work else ()
    return found, tuple(name for name, work in kinds.items() if work is None)


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
