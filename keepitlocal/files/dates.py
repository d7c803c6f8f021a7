"""Dates in every style that occurs, read one column at a time so that 3/5/2017 means the same all the way down."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_NUMERIC = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[T ].*)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?$")
_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ \-/.]*([A-Za-z]{3,9})[ \-/.,]*(\d{4}|\d{2})(?:[T ].*)?$")
_WORDS_US = re.compile(r"^([A-Za-z]{3,9})[ \-.]*(\d{1,2})(?:st|nd|rd|th)?,?[ \-]+(\d{4})(?:[T ].*)?$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_MONTH_WORDS = re.compile(r"^([A-Za-z]{3,9})[ \-/.']*(\d{4}|\d{2})(?:\s*(?:-|to)\s*.*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_PERIOD = re.compile(r"^(\d{4})(\d{2})$")
_MONTH_SLASH = re.compile(r"^(\d{1,2})[/.\-](\d{4})$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+", re.IGNORECASE)
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")


def read_dates(texts: Iterable[str], /) -> dict[str, date]:
    """The date of each text that is one.

    A numeric column is day first unless some of it can only be month first and none only day first.
    """
    distinct = set(texts)
    month_first = _is_month_first(distinct)
    found = {text: _read(text.strip().strip("'\""), month_first) for text in distinct}
    return {text: day for text, day in found.items() if day is not None and 1900 <= day.year <= 2200}


def _is_month_first(texts: set[str]) -> bool:
    pairs = [(int(match[1]), int(match[2])) for match in map(_NUMERIC.match, texts) if match]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)


def _read(text: str, month_first: bool) -> date | None:
    try:
        return _styles(_WEEKDAY.sub("", text), month_first)
    except (ValueError, OverflowError):
        return None


def _styles(text: str, month_first: bool) -> date | None:
    if match := _ISO.match(text) or _YEAR_FIRST.match(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.match(text):
        first, second = int(match[1]), int(match[2])
        # A day that can only be read the other way round is read so: one odd line in a column of the usual kind.
        if (month_first and first <= 12) or second > 12:
            first, second = second, first
        return date(_year(match[3]), second, first)
    if match := _WORDS.match(text):
        return date(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _WORDS_US.match(text):
        return date(int(match[3]), _month(match[1]), int(match[2]))
    if match := _MONTH.match(text):
        return date(int(match[1]), int(match[2]), 1)
    if (match := _MONTH_SLASH.match(text)) and 1 <= int(match[1]) <= 12:
        return date(int(match[2]), int(match[1]), 1)
    if match := _MONTH_WORDS.match(text):
        return date(_year(match[2]), _month(match[1]), 1)
    if match := _COMPACT.match(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if (match := _PERIOD.match(text)) and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1)
    if _SERIAL.match(text) and 20000 <= float(text) <= 80000:
        return (datetime(1899, 12, 30) + timedelta(days=int(float(text)))).date()
    return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _month(text: str) -> int:
    number = _MONTHS.get(text[:3].lower())
    if number is None:
        raise ValueError(f"{text} is not a month")
    return number
