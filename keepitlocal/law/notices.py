"""Which notices are due for a commission, by when, and which may not come before which.

Procurement Act 2023 and Procurement Regulations 2024; for health services, the Provider Selection Regime. Periods of the
Act that "begin with" a day count that day, so 30 days from 1 March end on 30 March.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from keepitlocal.domain.commission import Commission
from keepitlocal.law import STAGES, Rule, health, in_force
from keepitlocal.law._notices import BELOW_NOTICES, IF, MAY, MUST, PUBLIC_NOTICES, Case, Due
from keepitlocal.law.facts import facts
from keepitlocal.law.regime import BELOW, HEALTH, PUBLIC

__all__ = ["DAYS", "IF", "MAY", "MUST", "Due", "due", "names"]

# The days that ``due`` can count from, each with what it is.
DAYS = {
    "tender": "the tender notice is published",
    "award notice": "the contract award notice is published",
    "signed": "the contract is signed",
    "change": "the contract is changed",
    "ended": "the contract ends",
    "paid": "a payment over £30,000 is made",
    "follow": "health: the notice of intention to follow the most suitable provider process",
    "intention": "health: the notice of intention to award",
}


def due(commission: Commission, /, *, on: date, dates: Mapping[str, date] | None = None) -> tuple[Due, ...]:
    """Notices due for a commission, in the order of its stages; empty for a grant and where no regime can be told.

    ``dates`` gives days by the names in ``DAYS``. Raises KeyError for another name.
    """
    known = dict(dates or {})
    if wrong := known.keys() - DAYS.keys():
        raise KeyError(f"no day is called {', '.join(sorted(wrong))}; there are: {', '.join(DAYS)}")
    day = commission.begun or on
    told = facts(commission, on=on)
    # Later duties (payments, performance) are looked up on the last day we know of, not on the day it began.
    rules = {**in_force(day), **in_force(max([day, on, *known.values()]))}
    case = Case(commission, day, rules, known, told["light_touch"], told["estimate_pence"])
    if told["regime"] == HEALTH:
        return _health(case)
    makers = {PUBLIC: PUBLIC_NOTICES, BELOW: BELOW_NOTICES}.get(told["regime"], ())
    found = [one for maker in makers if (one := maker(case))]
    if case.commission.individual is None and case.light and case.direct:
        found = [_unless_chosen(one) for one in found]
    return tuple(sorted(found, key=lambda one: STAGES.index(one.stage)))


def _unless_chosen(one: Due) -> Due:
    """A notice that user choice would take away, where nobody has said whether it is that."""
    if one.code not in {"UK5", "UK6", "UK7", "UK11", "UK12"}:
        return one
    said = "it is not awarded under user choice (Schedule 5, paragraphs 15 to 17)"
    return replace(one, kind=IF, if_=f"{one.if_}, and {said}" if one.if_ else said)


def names(*, on: date) -> Mapping[str, Rule]:
    """Every notice in force on a day, by its code."""
    return {rule.notice: rule for id_, rule in in_force(on).items() if id_ == f"N-{rule.notice}"}


def _health(case: Case) -> tuple[Due, ...]:
    """The notices of the Provider Selection Regime, for the way that most often fits; which one is another question."""
    told = {name: case.at(day) for name, day in (("follow", "follow"), ("intention", "intention"), ("award", "signed"))}
    way = {"direct": health.C, "open": health.COMPETE, "flexible": health.COMPETE}.get(case.commission.method or "")
    steps = health.steps(way or health.SUITABLE, **told)
    competed, name = way == health.COMPETE, way or health.SUITABLE
    condition = "" if competed else f"the way followed is {name}; direct awards A and B need the last notice alone"
    return tuple(
        Due(
            "PSR",
            one.name,
            "award",
            MUST if competed else IF,
            f"Health services, by {name}.",
            one.when,
            case.rules[one.rule],
            on=one.on,
            if_=condition,
            before="the contract is signed" if one.name == "Standstill" else "",
        )
        for one in steps
    )
