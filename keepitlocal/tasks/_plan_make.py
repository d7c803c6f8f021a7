"""Make a plan from what the records, the law files, the routes and the registers say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from keepitlocal import __version__
from keepitlocal.law.bearing import bearing
from keepitlocal.law.notices import Due, due
from keepitlocal.law.regime import PUBLIC, Regime
from keepitlocal.report.plan import Plan, Publication, Step
from keepitlocal.steps.contract_size.lead_times import SHORT, SMALL_PENCE, usual_steps
from keepitlocal.steps.contract_size.maximum import Provider, printed_maximum
from keepitlocal.steps.contract_size.routes import Current, Setting
from keepitlocal.steps.contract_size.timetable import Timetable, timetable
from keepitlocal.tasks._folder import Folder, Problem
from keepitlocal.tasks._plan_about import About
from keepitlocal.tasks._plan_gaps import months_to_come
from keepitlocal.tasks._plan_maximum import local_curve, maximum
from keepitlocal.tasks._plan_sections import sections
from keepitlocal.tasks._plan_subsidy import subsidy
from keepitlocal.tasks._plan_ways import letting, ways
from keepitlocal.tasks._plan_words import (
    facts,
    of_what_is_in_place,
    record_lines,
    rule_line,
    sentence,
    unfinished,
    warnings,
)
from keepitlocal.tasks._work import owes_standstill

# What comes with a step: people are asked before providers are, and a key decision may be called in.
_WITH = (("engagement", "codesign"), ("key_decision", "call_in"))


@dataclass(frozen=True)
class Made:
    """A plan, and the organisations behind its maximum: who they are is for a commissioner alone."""

    plan: Plan
    people: tuple[Provider, ...]
    holders: tuple[str, ...] = ()  # present ones who are not among the people
    suggested: int | None = None  # the maximum that may be printed, pence a year


def make(folder: Folder, version: Any, about: About, source: Any, /, *, on: date, made: date) -> Made:
    """The plan on a day."""
    from keepitlocal.tasks._place import place_of

    place, commission = place_of(folder, version), about.file.commission
    people = _people(folder, version, about)
    setting = _setting(about, people, on)
    own = {**folder.settings.get("lead_times", {}), **about.file.lead_times}
    counted = _counted(about, own, on)
    reading = setting.reading
    whole = counted(
        usual_steps(
            pence=commission.value_pence,
            people=about.work is not None,
            voluntary=commission.voluntary_body,
            standstill=owes_standstill(reading.regime),
        )
    )
    plan = Plan(
        council=place.name,
        code=place.code,
        title=commission.title,
        reference=commission.reference,
        on=on,
        made=made,
        software=__version__,
        source=about.held[0].source if about.held else str(source),
        description=str(source),
        warnings=(
            *warnings(folder, version, commission, reading, on),
            *of_what_is_in_place(about),
            *unfinished(about, reading),
        ),
        facts=tuple(facts(about)),
        gaps=about.gaps,
        regime=reading.regime.name or "cannot be told yet",
        regime_because=sentence(reading.regime.why),
        looked_at=reading.looked_at,
        rules=tuple(rule_line(one, reading) for one in reading.bearings),
        maximum=maximum(people, about),
        ways=ways(setting, decide_by=lambda steps: _by(counted(steps)), letting=letting(setting)),
        timetable=tuple(_steps(whole)),
        decide_by=_by(whole),
        timetable_says=(
            *(whole.sentences if whole else (_NO_END,)),
            *_unsure(reading.regime),
        ),
        notices=tuple(_publication(one) for one in due(commission, on=on, dates=_dates(whole))),
        sections=tuple(sections(setting, about, place, given=subsidy(folder, version, about, on=on))),
        records=tuple(record_lines(setting, about.file.reasons)),
    )
    known = {one.body for one in people}
    missed = dict.fromkeys(one.supplier for one in about.held if one.supplier and one.body not in known)
    return Made(plan, people, tuple(missed), setting.suggested_maximum_pence)


def _unsure(found: Regime) -> tuple[str, ...]:
    """What is said of days where it is not known whether it is light touch: notices then have two sets of days."""
    if found.name != PUBLIC or found.light_touch is not None:
        return ()
    return (
        "Whether it is light touch is not known, so notices below have the days of an ordinary contract. Light touch has longer "
        "ones (contract details within 120 days, a copy within 180), no least time for tenders, no standstill and no change notice.",
    )


_NO_END = "Nothing can be counted back, since no end date is known. Write the last day of what is in place as end in the plan’s file."


def _people(folder: Folder, version: Any, about: About) -> tuple[Provider, ...]:
    """Organisations that do this work here; what the present holder does under this contract counts as free again."""
    from keepitlocal.tasks._providers import providers

    if about.work is None:
        return ()
    freed = {one.body: int(one.row["annual_pence"] or 0) for one in about.held if one.body}
    return tuple(
        replace(one, at_work_pence=max(0, one.at_work_pence - freed.get(one.body, 0)))
        for one in providers(folder, version, work=frozenset({about.work}))
    )


def _setting(about: About, people: tuple[Provider, ...], on: date) -> Setting:
    commission = about.file.commission
    here = [one for one in people if one.local]
    return Setting(
        commission,
        on,
        bearing(commission, on=on),
        suggested_maximum_pence=printed_maximum(local_curve(people)),  # the exact one is somebody’s accounts
        providers_local=len(here) if about.work else None,
        annual_pence=commission.annual_pence,
        current=Current(
            in_place=True if about.held and not (commission.end and commission.end < on) else None,
            extension_months=max((months_to_come(one.row) for one in about.held), default=None),
            voluntary_body=commission.voluntary_body,
        ),
    )


def _counted(about: About, own: Mapping[str, Any], on: date) -> Callable[[Iterable[str]], Timetable | None]:
    """The timetable of some steps, back from the end; notice to a voluntary body only where it is or may be one."""

    commission = about.file.commission
    small = commission.value_pence is not None and commission.value_pence < SMALL_PENCE

    def count(steps: Iterable[str]) -> Timetable | None:
        if commission.end is None:
            return None
        wanted = {step for step in steps if step != "voluntary_notice" or commission.voluntary_body is not False}
        wanted |= {after for before, after in _WITH if before in wanted and (about.work or after != "codesign")}
        if small:
            wanted &= set(SHORT)
        try:
            return timetable(commission.end, steps=wanted, on=on, own=own)
        except ValueError as error:
            raise Problem(f"[lead_times] of the plan’s file or of place.toml cannot be used: {error}") from error

    return count


def _dates(counted: Timetable | None) -> Mapping[str, date]:
    """The days on which notices are counted from, as the timetable has them at the latest."""
    steps = {one.id: one for one in counted.steps} if counted else {}
    found = {"tender": steps["tender"].first} if "tender" in steps else {}
    if "evaluation" in steps:
        found["award notice"] = steps["evaluation"].last + timedelta(1)
    if "mobilisation" in steps:
        found["signed"] = steps["mobilisation"].first
    return found | ({"ended": counted.end} if counted else {})


def _by(counted: Timetable | None) -> date | None:
    return counted.decide_by if counted else None


def _steps(counted: Timetable | None) -> Iterable[Step]:
    for one in counted.steps if counted else ():
        yield Step(one.title, f"{one.why} ({one.length}; {one.source})", one.first, one.last, one.passed)


def _publication(one: Due) -> Publication:
    """A notice as a plan shows it; what is due only in a case, or is a choice, says so."""
    how = {"due if": f"where {one.if_}: " if one.if_ else "in some cases: ", "a choice": "if you choose: "}.get(
        one.kind, ""
    )
    return Publication(f"{one.code} {one.name}".strip(), f"{how}{one.when}", one.rule.id, one.on)
