"""The timetable of a new arrangement, counted back from the end of the present one; and the latest date to decide.

Calendar days and months count, as councils plan; working days only where a rule asks for them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from keepitlocal.domain.period import spoken
from keepitlocal.steps.contract_size.lead_times import LeadTime, lead_times, unknown

_MONTH = Fraction(365, 12)


@dataclass(frozen=True)
class Step:
    """One step with its latest first and last day, both counted; ``passed`` where its first day lies before the day asked."""

    id: str
    title: str
    why: str
    source: str
    certainty: str
    length: str
    first: date
    last: date
    passed: bool


@dataclass(frozen=True)
class Timetable:
    """Steps in order of their first day. ``decide_by`` is the day on which the first must begin, so the latest date to
    decide how to go on; ``formal_by`` is the last day for the council's formal decision, where that is a step.
    """

    end: date
    on: date
    steps: tuple[Step, ...]
    decide_by: date
    formal_by: date | None
    sentences: tuple[str, ...]

    @property
    def days_past(self) -> int:
        """Days by which the latest date to decide has passed; nought or less where it has not."""
        return (self.on - self.decide_by).days


def timetable(end: date, /, *, steps: Iterable[str], on: date, own: Mapping[str, Any] | None = None) -> Timetable:
    """Count ``steps`` (names in lead_times.toml, in any order) back from the last day of what is in place.

    ``own`` are the council's own lengths. Raises ValueError for a name that is no step, or a length that is none.
    """
    known, wanted = lead_times(own), set(steps)
    if strange := sorted(wanted - known.keys()):
        raise ValueError(unknown(strange[0]))
    chosen = [one for one in known.values() if one.id in wanted]
    made = sorted(_placed(chosen, end, on), key=lambda step: (step.first, step.last))
    decide_by = made[0].first if made else end
    formal = next((step.last for step in made if step.id == "key_decision"), None)
    past = (on - decide_by).days
    said = _passed(chosen, end, on, past) if past > 0 else _to_come(decide_by, formal, end, made)
    return Timetable(end, on, tuple(made), decide_by, formal, said)


def _placed(chosen: list[LeadTime], end: date, on: date) -> list[Step]:
    """Steps after the decision one behind another to the end, those beside them to the end too; then those before it."""
    after = _chain([one for one in chosen if not one.before and not one.beside], end, on)
    beside = [_step(one, end, on) for one in chosen if one.beside and one.length.number]
    first = min((step.first for step in (*after, *beside)), default=end + timedelta(1))
    return [*_chain([one for one in chosen if one.before], first - timedelta(1), on), *after, *beside]


def _chain(chosen: list[LeadTime], last: date, on: date) -> list[Step]:
    found: list[Step] = []
    for one in reversed(chosen):
        if one.length.number:
            found.append(_step(one, last, on))
            last = found[-1].first - timedelta(1)
    return found


def _step(one: LeadTime, last: date, on: date) -> Step:
    first = one.length.first(last) - timedelta(2 if one.clear else 0)
    words = f"{one.length}, clear" if one.clear else str(one.length)
    return Step(one.id, one.title, one.why, one.source, one.certainty, words, first, last, first < on)


def _to_come(decide_by: date, formal: date | None, end: date, steps: list[Step]) -> tuple[str, ...]:
    if not steps:
        return (f"Nothing has to be done before {spoken(end)}.",)
    said = [f"The latest date to decide how to go on is {spoken(decide_by)}, counted back from {spoken(end)}."]
    if formal:
        said.append(f"The formal decision is then due by {spoken(formal)}.")
    return tuple(said)


def _passed(chosen: list[LeadTime], end: date, on: date, past: int) -> tuple[str, ...]:
    """That the usual time has passed, by how much, and what would help."""
    if end < on:
        return (
            f"It ended on {spoken(end)}, {_days((on - end).days)} ago, on the dates given. Find out what is in place now: it may "
            "have been extended or let again, or the record may be old.",
        )
    months = ceil(past / _MONTH)
    said = [
        f"The usual time to decide how to go on has passed by {_days(past)} (it was {spoken(on - timedelta(past))})."
    ]
    help_ = [
        f"an extension or a short agreement of {months} {'month' if months == 1 else 'months'} would make up for it"
    ]
    return (*said, f"What would help: {'; '.join([*help_, _shorter(chosen, end, on)])}.")


def _shorter(chosen: list[LeadTime], end: date, on: date) -> str:
    """Which steps would have to give way, the longest first, where leaving them out altogether would be enough."""
    longest = sorted((one for one in chosen if not one.fixed and not one.beside), key=lambda one: -_about(one))
    for number in range(1, len(longest) + 1):
        kept = [one for one in chosen if one not in longest[:number]]
        if min((step.first for step in _placed(kept, end, on)), default=end) >= on:
            past = (on - min(step.first for step in _placed(chosen, end, on))).days
            listed = ", ".join(f"“{one.title}” ({one.length})" for one in longest[:number])
            return (
                f"or taking {_days(past)} out of {listed}, at a price for small organisations and for the people it is for. "
                "What is done already counts as time won"
            )
    return "no shortening of the steps that are yours to shorten would be enough"


def _about(one: LeadTime) -> int:
    """About how many days a step takes."""
    last = date(2026, 1, 1)
    return (last - one.length.first(last)).days + 1


def _days(number: int) -> str:
    return f"{number:,} {'day' if number == 1 else 'days'}"
