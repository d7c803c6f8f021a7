"""Working days, which two laws count in two ways, and how far the list of bank holidays can be trusted.

Procurement Act 2023, section 123(1): a bank holiday of any part of the United Kingdom is no working day. Provider
Selection Regime (SI 2023/1348, regulation 12): those of England alone. Both leave out Saturdays, Sundays, Christmas Day
and Good Friday. Bank holidays: Banking and Financial Dealings Act 1971, as the package ``holidays`` lists them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

UK, ENGLAND = "any part of the United Kingdom", "England"
_PARTS = {UK: ("ENG", "WLS", "SCT", "NIR"), ENGLAND: ("ENG",)}
# Single holidays proclaimed for the whole of the United Kingdom (2022: Platinum Jubilee and the late Queen's funeral;
# 2023: the Coronation) came with as little as nine days' notice, so no list is certain beyond the year it was made in.
KNOWN_UNTIL = date(2026, 12, 31)
FROM = date(2000, 1, 1)


@dataclass(frozen=True)
class Counted:
    """A day that was counted to, the working days that were counted on the way, and what could still move it."""

    day: date
    counted: tuple[date, ...]
    skipped: tuple[str, ...] = ()  # weekdays that were left out, and why
    warning: str = ""


def is_working_day(day: date, /, *, calendar: str = UK) -> bool:
    """Whether a day is a working day of the Procurement Act (``UK``) or of the Provider Selection Regime (``ENGLAND``).

    Raises ValueError for a calendar that is neither, or a day before 2000.
    """
    return day.weekday() < 5 and day not in _bank_holidays(day.year, calendar)


def working_days(start: date, /, *, calendar: str = UK) -> Iterator[date]:
    """The working days from a day on, that day included if it is one."""
    day = start
    while True:
        if is_working_day(day, calendar=calendar):
            yield day
        day += timedelta(days=1)


def add_working_days(start: date, number: int, /, *, calendar: str = UK, beginning_with: bool = False) -> Counted:
    """The last of a number of working days, counted from the day after ``start``, or beginning with it.

    Raises ValueError for a number below one.
    """
    if number < 1:
        raise ValueError("count at least one working day")
    days = working_days(start if beginning_with else start + timedelta(days=1), calendar=calendar)
    counted = tuple(next(days) for _ in range(number))
    return Counted(counted[-1], counted, _skipped(start, counted[-1], calendar), warning(counted[-1]))


def working_days_before(end: date, number: int, /, *, calendar: str = UK) -> Counted:
    """The first of a number of working days that all lie before ``end``. Raises ValueError for a number below one."""
    if number < 1:
        raise ValueError("count at least one working day")
    counted: list[date] = []
    day = end
    while len(counted) < number:
        day -= timedelta(days=1)
        if is_working_day(day, calendar=calendar):
            counted.insert(0, day)
    return Counted(day, tuple(counted), _skipped(day, end, calendar), warning(end))


def warning(day: date, /) -> str:
    """What could still move a day that was counted to; empty for years whose bank holidays are settled."""
    if day <= KNOWN_UNTIL:
        return ""
    return (
        f"Bank holidays after {KNOWN_UNTIL.year} are worked out, not yet read from a proclamation: one more or one moved "
        "would move this day. Count again nearer the time."
    )


def _skipped(start: date, end: date, calendar: str) -> tuple[str, ...]:
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    names = ((day, _bank_holidays(day.year, calendar).get(day)) for day in days if day.weekday() < 5)
    return tuple(f"{day.day} {day:%B %Y}: {name}" for day, name in names if name)


@cache
def _bank_holidays(year: int, calendar: str) -> dict[date, str]:
    """Bank holidays, Good Friday and Christmas Day of a year, by day; where parts differ the name says whose it is."""
    from holidays import country_holidays

    if calendar not in _PARTS:
        raise ValueError(f"no calendar {calendar!r}: use {UK!r} or {ENGLAND!r}")
    if year < FROM.year:
        raise ValueError(f"working days are counted from {FROM.year} on")
    parts = {part: dict(country_holidays("GB", subdiv=part, years=year)) for part in _PARTS[calendar]}
    found: dict[date, str] = {}
    for part, held in parts.items():
        for day, name in held.items():
            whole = all(day in other for other in parts.values())
            found.setdefault(day, name if whole else f"{name} ({_NATIONS[part]})")
    return found


_NATIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
