"""Grants that come to a decision: those with an end date, and yearly ones whose next is expected."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from keepitlocal.domain.period import months_after, spoken
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.report.upcoming import EXPECTED, GRANT, PERSON, Coming
from keepitlocal.steps.contract_size.lead_times import SHORT, steps_for
from keepitlocal.steps.contract_size.timetable import timetable
from keepitlocal.tasks._parts import Parts

_YEARS = 2  # so many years running, the newest among them, make a yearly grant
_SMALL_PENCE = 2_000_000
_LATE_MONTHS = 6  # a yearly grant that is this late is not expected any more


def dated(parts: Parts, work_of: Any, /, *, on: date, until: date, own: Mapping[str, Any]) -> Iterator[Coming]:
    """Grants whose last day falls within a period."""
    for input_, row, title, category, department, name, person, end, start, pence in parts.rows(
        _DATED, "grants", "awards", "payees", on=on, until=until
    ):
        back = timetable(end, steps=_steps(pence), on=on, own=own)
        yield Coming(
            what=GRANT,
            title=_shown(title, category, person),
            holder=_named(name, person),
            work=work_of(title, category, department) or "",
            next=end,
            next_what="end",
            end=end,
            annual_pence=_yearly(pence, start, end),
            decide_by=back.decide_by,
            days_past=back.days_past,
            formal_by=back.formal_by,
            sentences=back.sentences,
            source=f"{input_}, row {row}",
        )


def expected(parts: Parts, work_of: Any, /, *, on: date, until: date, own: Mapping[str, Any]) -> Iterator[Coming]:
    """Yearly grants to one recipient whose next is expected within a period, with why. People are left out."""
    for name, title, category, department, years, last, pence, input_ in parts.rows(
        _YEARLY, "grants", "awards", "payees", on=on
    ):
        run = _run(years)
        due = months_after(last, 12)
        if len(run) < _YEARS or due > until or months_after(due, _LATE_MONTHS) < on:
            continue
        end = due - timedelta(1)
        back = timetable(end, steps=_steps(pence), on=on, own=own)
        late = f", and was expected by {spoken(due)}" if due < on else ""
        yield Coming(
            what=EXPECTED,
            title=_shown(title, category, False),
            holder=_named(name, False),
            work=work_of(title, category, department) or "",
            next=max(due, on),
            next_what="expected again",
            end=None,
            annual_pence=int(pence),
            decide_by=back.decide_by,
            days_past=back.days_past,
            formal_by=back.formal_by,
            sentences=(),
            why=f"a grant in each of {len(run)} years, {run[0]} to {run[-1]}, the last on {spoken(last)}{late}",
            source=input_,
        )


def _steps(pence: int | None) -> tuple[str, ...]:
    """Few steps for a small grant."""
    return SHORT if pence is not None and pence < _SMALL_PENCE else steps_for("grant")


def _run(years: list[str]) -> list[str]:
    """The newest financial years in a row."""
    found = sorted(years)
    run = found[-1:]
    for year in reversed(found[:-1]):
        if int(year[:4]) + 1 != int(run[0][:4]):
            break
        run.insert(0, year)
    return run


def _yearly(pence: int | None, start: date | None, end: date) -> int | None:
    """A year's worth: the whole where it is for a year or less, or for a time that is not told."""
    if pence is None or start is None or end < start:
        return pence
    days = (end - start).days + 1
    return pence if days <= 366 else pence * 1461 // (4 * days)


def _named(name: str | None, person: bool) -> str:
    return PERSON if person or not name else "not named here" if is_sensitive(name) else name


def _shown(title: str | None, category: str | None, person: bool) -> str:
    """A title may tell of a person, so a grant to one is shown by its programme alone."""
    plain = " ".join(str((None if person else title) or category or "").split())
    return plain[:120] if plain and not is_sensitive(plain) else "Grant"


_JOINED = """FROM grants g JOIN awards a ON a.input = g.input AND a.row = g.row AND a.payee IS NOT DISTINCT FROM g.recipient
LEFT JOIN payees p ON p.payee = a.payee WHERE g.set_aside IS NULL"""
_PERSON = "(a.person OR a.kind IN ('individual', 'partnership'))"
_DATED = f"""
SELECT DISTINCT g.input, g.row, g.title, a.category, a.department, coalesce(p.name, a.payee), {_PERSON}, g."end", g.start,
    g.amount_pence
{_JOINED} AND g."end" BETWEEN $on AND $until ORDER BY g.input, g.row
"""
_YEARLY = f"""
WITH given AS (SELECT DISTINCT g.input, g.row, coalesce(a.body, a.payee) AS body, coalesce(p.name, a.payee) AS name, g.title,
    a.category, a.department, a.date, a.year, a.amount_pence
{_JOINED} AND NOT {_PERSON} AND a.kind NOT IN ('public_body', 'school') AND a.payee IS NOT NULL AND a.date <= $on
    AND g."end" IS NULL AND a.amount_pence > 0)
SELECT arg_max(name, date), arg_max(title, date), arg_max(category, date), arg_max(department, date),
    list(DISTINCT year), max(date), sum(amount_pence) FILTER (year = (SELECT max(l.year) FROM given l WHERE l.body = given.body)),
    arg_max(input, date)
FROM given GROUP BY body HAVING count(DISTINCT year) >= {_YEARS} ORDER BY 1
"""
