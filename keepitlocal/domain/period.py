"""Dates as councils count them: the financial year runs from 1 April to 31 March."""

from calendar import monthrange
from datetime import date


def financial_year(day: date, /) -> str:
    """The financial year a day falls in, as 2024-25."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}-{(start + 1) % 100:02d}"


def year_bounds(label: str, /) -> tuple[date, date]:
    """First and last day of a financial year given as 2024-25. Raises ValueError on anything else."""
    start = int(label[:4])
    if label != f"{start}-{(start + 1) % 100:02d}":
        raise ValueError(f"{label!r} is not a financial year such as 2024-25")
    return date(start, 4, 1), date(start + 1, 3, 31)


def months_after(day: date, months: int, /) -> date:
    """The same day some months later (or earlier, below nought); the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def spoken(day: date, /) -> str:
    """A date as people write it: 3 March 2026."""
    return f"{day.day} {day:%B} {day.year}"


def span(first: date | None, last: date | None, /) -> str:
    """A period for reading: 2024-26 where it is whole financial years, else from one date to another."""
    if first is None or last is None:
        return "dates not published"
    start, end = financial_year(first), financial_year(last)
    return start if start == end else f"{start[:4]}-{end[-2:]}"


# The same rule in SQL, over a column named ``pay.date``.
FINANCIAL_YEAR_SQL = (
    "(year(pay.date) - (month(pay.date) < 4)::INTEGER)::VARCHAR || '-' || "
    "lpad(((year(pay.date) - (month(pay.date) < 4)::INTEGER + 1) % 100)::VARCHAR, 2, '0')"
)
