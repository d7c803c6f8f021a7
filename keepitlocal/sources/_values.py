"""Values of JSON documents read with care: what is not of the shape expected comes out as nothing, not as an error."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import unescape
from typing import Any

from keepitlocal.domain.money import read_pence
from keepitlocal.files.dates import read_dates
from keepitlocal.sources._grid_sql import UNREADABLE

NOT_POUNDS, NO_CURRENCY = "not in pounds", "no currency given"
_POUNDS = {"GBP", "£"}


@dataclass(frozen=True)
class Money:
    """A published amount: whole pence without and with VAT, and why it could not be taken, where it could not."""

    net: int | None = None
    gross: int | None = None
    problem: str | None = None


def money(value: Any, /) -> Money:
    """The amount of an OCDS value: ``amount`` without VAT, ``amountGross`` with it (the UK extension)."""
    found = record(value)
    published = [found[key] for key in ("amount", "amountGross") if not _is_blank(found.get(key))]
    if not published:
        return Money()
    currency = text(found.get("currency"))
    if currency is None:
        return Money(problem=NO_CURRENCY)
    if currency.upper() not in _POUNDS:
        return Money(problem=NOT_POUNDS)
    net, gross = (pence(found.get(key)) for key in ("amount", "amountGross"))
    return Money(net, gross, UNREADABLE if any(pence(each) is None for each in published) else None)


def pence(value: Any, /) -> int | None:
    """Whole pence from a JSON number or from text; None where it is not an amount."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return read_pence(value)
    if not isinstance(value, (int, float, Decimal)):
        return None
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite() or abs(exact) >= Decimal("1e15"):
        return None
    return int((exact * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def day(value: Any, /) -> date | None:
    """The day as written, whatever its offset: these services write London time even where they say Z."""
    return _day(value) if isinstance(value, str) else None


@lru_cache(maxsize=65536)
def _day(value: str) -> date | None:
    return read_dates([value]).get(value)


def text(value: Any, /) -> str | None:
    """Text without entities or outer spaces; numbers and yes or no as text; None where there is nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return str(value)
    return (unescape(value).strip() or None) if isinstance(value, str) else None


def record(value: Any, /) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def records(value: Any, /) -> list[dict[str, Any]]:
    """The objects of a list; an object alone counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def words(value: Any, /) -> list[str]:
    """The texts of a list; a text alone counts as a list of one."""
    listed = value if isinstance(value, list) else [value]
    return [found for each in listed if (found := text(each)) is not None]


def joined(values: list[str], /, *, by: str = " | ") -> str | None:
    """Distinct texts in their order, or None where there are none."""
    return by.join(dict.fromkeys(values)) or None


def _is_blank(value: Any) -> bool:
    return value is None or value == ""
