"""How long each step towards a new arrangement takes: ours, from lead_times.toml beside this file, or the council's own."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from keepitlocal.domain.period import months_after
from keepitlocal.law.days import FROM, is_working_day

DAYS, WEEKS, MONTHS, WORKING_DAYS = "days", "weeks", "months", "working days"
SMALL_PENCE = 30_000_00  # the value from which notices are owed below the threshold (Procurement Act 2023, section 87)
SHORT = ("pack", "tender", "evaluation", "voluntary_notice")
ROUTES = ("extend", "grant", "below-threshold", "open", "call-off", "stop")
HOW = 'Write days as a number, or as "6 weeks", "3 months" or "10 working days".'
_MOST = 1000  # of any unit: more is a slip


@dataclass(frozen=True)
class Length:
    """A length of time in a unit of its own."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit if self.number != 1 else self.unit.removesuffix('s')}"

    def first(self, last: date, /) -> date:
        """Its first day, where ``last`` is its last; both count. A length of nought gives the day after ``last``."""
        if self.unit == MONTHS:
            return months_after(last + timedelta(1), -self.number)
        if self.unit == WORKING_DAYS:
            return _working_days_back(last, self.number)
        return last - timedelta(self.number * (7 if self.unit == WEEKS else 1) - 1)


@dataclass(frozen=True)
class LeadTime:
    """One step: how long, why, where that comes from, and how sure it is (a key of law.CERTAINTY, or "estimate")."""

    id: str
    title: str
    length: Length
    why: str
    source: str
    certainty: str
    routes: tuple[str, ...]
    before: bool  # it comes before the decision, or is part of it
    beside: bool = False
    fixed: bool = False
    clear: bool = False
    own: bool = False  # the council's own number


def length(value: Any, /) -> Length:
    """A length from place.toml or a plan's file. Raises ValueError with how to write it."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST:
        return Length(value, DAYS)
    told = re.fullmatch(r"\s*(\d{1,3})\s+(working day|day|week|month)s?\s*", value) if isinstance(value, str) else None
    if told is None:
        raise ValueError(HOW)
    return Length(int(told[1]), f"{told[2]}s")


def lead_times(own: Mapping[str, Any] | None = None, /) -> Mapping[str, LeadTime]:
    """Every step in order of time, the council's own lengths in place of ours. Raises ValueError for a slip in them."""
    found = dict(_usual())
    for name, value in (own or {}).items():
        if name not in found:
            raise ValueError(unknown(name))
        found[name] = replace(found[name], length=length(value), own=True)
    return found


def unknown(name: str, /) -> str:
    """What is said of a name that is no step."""
    near = get_close_matches(name, _usual(), n=1, cutoff=0.6)
    return f"{name} is no step. " + (f"Did you mean {near[0]}?" if near else f"There are {', '.join(_usual())}.")


def steps_for(route: str, /, *, voluntary: bool | None = None) -> tuple[str, ...]:
    """The steps that a way of going on needs. Notice to a voluntary body is left out where the provider is none.

    Raises ValueError where ``route`` is none of ROUTES.
    """
    if route not in ROUTES:
        raise ValueError(f"{route!r} is none of {', '.join(ROUTES)}")
    return tuple(
        one.id
        for one in _usual().values()
        if route in one.routes and not (one.id == "voluntary_notice" and voluntary is False)
    )


def usual_steps(
    *, pence: int | None, people: bool, voluntary: bool | None = None, standstill: bool = True
) -> tuple[str, ...]:
    """The steps of a new contract let by competition, which lists and plans count alike.

    Few for a small one (``pence``, the whole value with VAT, under £30,000); with co-design only for services for
    people; with a standstill only where it is owed, or may be.
    """
    found = steps_for("open", voluntary=voluntary)
    if pence is not None and pence < SMALL_PENCE:
        return tuple(step for step in found if step in SHORT)
    return tuple(step for step in found if (people or step != "codesign") and (standstill or step != "standstill"))


def _working_days_back(last: date, number: int) -> date:
    """Bank holidays of any part of the United Kingdom are no working days, as the Procurement Act counts."""
    day, left = last + timedelta(1), number
    while left:
        day -= timedelta(1)
        left -= is_working_day(day) if day >= FROM else day.weekday() < 5
    return day


@cache
def _usual() -> Mapping[str, LeadTime]:
    told = tomllib.loads(Path(__file__).with_name("lead_times.toml").read_text(encoding="utf-8"))
    return {name: _lead_time(name, dict(entry)) for name, entry in told.items()}


def _lead_time(name: str, entry: dict[str, Any]) -> LeadTime:
    before = {"before": True, "after": False}[entry.pop("phase")]
    return LeadTime(
        id=name, length=length(entry.pop("length")), routes=tuple(entry.pop("routes")), before=before, **entry
    )
