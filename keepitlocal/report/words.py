"""Figures in words: shares with their bounds, money, dates and cuts, as a person reads them."""

from datetime import date
from fractions import Fraction

from keepitlocal.domain.finding import Finding
from keepitlocal.domain.money import percent, pounds
from keepitlocal.domain.organisation import KINDS
from keepitlocal.domain.period import spoken
from keepitlocal.report.subject import Rule

_TENTH, _HUNDREDTH = Fraction(1, 1000), Fraction(1, 100)


def share(value: Fraction | None, /) -> str:
    """37%; 0.6% where it is under one per cent, 99.4% where it is over ninety-nine."""
    if value is None:
        return "nothing to divide by"
    near = min(abs(value), abs(1 - value))
    if near == 0 or near >= _HUNDREDTH:
        return percent(value)
    if near < _TENTH / 2:
        return "under 0.1%" if value < _HUNDREDTH else "over 99.9%"
    return percent(value, places=1)


def bounds(finding: Finding, /) -> str:
    """The figure with its bounds: between 1% and 97%, or 37% where nothing is unknown, or the amount."""
    if not finding.share:
        return amounts(finding)
    if finding.value is None:
        return "no money" if finding.unit == "pence" else "none"
    lower, upper = share(finding.lower), share(finding.upper)
    return lower if lower == upper else f"between {lower} and {upper}"


def amounts(finding: Finding, /) -> str:
    """What is counted, with its bounds: between £5.1m and £520m, or £5.1m."""
    low = finding.numerator + min(0, finding.unknown)
    high = finding.numerator + max(0, finding.unknown)
    one, other = amount(low, finding.unit), amount(high, finding.unit)
    return one if one == other else f"between {one} and {other}"


def amount(value: int, unit: str, /) -> str:
    """A number with its unit: £1.2m, or 12 contracts."""
    if unit == "pence":
        return pounds(value)
    return f"{value:,}" if unit in ("", "count") else f"{value:,} {unit}"


def day(value: date | None, /) -> str:
    """3 March 2026."""
    return spoken(value) if value else "not dated"


def days(first: date | None, last: date | None, /) -> str:
    """1 April 2024 to 31 March 2025."""
    return f"{spoken(first)} to {spoken(last)}" if first and last else ""


def cut(name: str, value: str, /, *, rules: tuple[Rule, ...]) -> str:
    """One value of a cut as a person reads it."""
    if name == "definition":
        return next((rule.title for rule in rules if rule.name == value), value)
    if name == "year" and value == "all":
        return "all years"
    if name == "kind":
        value = KINDS.get(value, value)
    plain = value.replace("_", " ").strip()
    return (plain[:1].upper() + plain[1:]) or "Not known"


def listed(words: list[str], /) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
