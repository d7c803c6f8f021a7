"""Figures in words: shares with their bounds, money, dates and cuts, as a person reads them."""

from datetime import date
from fractions import Fraction

from keepitlocal.domain.finding import Finding
from keepitlocal.domain.money import exact, percent, pounds
from keepitlocal.domain.organisation import KINDS, REACHES
from keepitlocal.domain.period import spoken
from keepitlocal.report.subject import Subject

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
    return _between(finding, "between {} and {}")


def span(finding: Finding, /) -> str:
    """The same, short enough for a table: 1% to 97%."""
    return _between(finding, "{} to {}")


def _between(finding: Finding, form: str) -> str:
    if not finding.share:
        return _amounts(finding, form)
    if finding.value is None:
        return "no money" if finding.unit == "pence" else "none"
    told = _index if finding.unit == "index" else share
    lower, upper = told(finding.lower), told(finding.upper)
    return lower if lower == upper else form.format(lower, upper)


def _index(value: Fraction | None) -> str:
    return f"{round((value or 0) * 10_000):,} of 10,000"


def span_of(finding: Finding, /) -> str:
    """The amounts behind a share: £5.1m to £520m of £536m; empty where it is no share of an amount."""
    if not finding.share or not finding.denominator or finding.unit == "index":
        return ""
    bare = finding.unit if finding.unit == "pence" else ""
    return f"{_amounts(finding, '{} to {}', unit=bare)} of {amount(finding.denominator, finding.unit)}"


def _amounts(finding: Finding, form: str, *, unit: str | None = None) -> str:
    low = finding.numerator + min(0, finding.unknown)
    high = finding.numerator + max(0, finding.unknown)
    one, other = (amount(value, finding.unit if unit is None else unit) for value in (low, high))
    return one if one == other else form.format(one, other)


def amount(value: int, unit: str, /) -> str:
    """A number with its unit: £1.2m, or 12 contracts."""
    if unit == "pence":
        return pounds(value)
    if unit == "pence a person":
        return f"{exact(value)} a person"
    return f"{value:,}" if unit in ("", "count") else f"{value:,} {unit}"


def day(value: date | None, /) -> str:
    """3 March 2026."""
    return spoken(value) if value else "not dated"


def days(first: date | None, last: date | None, /) -> str:
    """1 April 2024 to 31 March 2025."""
    return f"{spoken(first)} to {spoken(last)}" if first and last else ""


def cut(name: str, value: str, /, *, subject: Subject) -> str:
    """One value of a cut as a person reads it."""
    if name == "definition":
        return next((rule.title for rule in subject.rules if rule.name == value), value)
    if name == "ward":
        return next((area.name for area in subject.map.areas if area.code == value), sentence(value))
    if name == "preset" and value.isdigit():
        return f"At or under £{int(value):,}"
    if name == "top" and value.isdigit():
        return "The largest" if value == "1" else f"The {value} largest"
    if name == "line":
        return _line(value, subject)
    if name == "month" and (told := month(value)):
        return told
    if name in _VALUES and value in _VALUES[name]:
        return _VALUES[name][value]
    if name in ("reach", "control") and value == "not known":
        return f"{name} not known"
    return sentence(value.replace("_", " ").strip()) or "Not known"


def reason(text: str, /, *, subject: Subject) -> str:
    """Why rows stand aside, as a person reads it."""
    head, _, line = text.partition("not choosable: ")
    return f"left out as “{_line(line, subject)}”" if line and not head else text


def sentence(text: str, /) -> str:
    """With a capital at its head."""
    return text[:1].upper() + text[1:]


_VALUES = {
    "kind": {name: sentence(told) for name, told in KINDS.items()},
    "source": {
        "spend": "Spending over £500",
        "cards": "Procurement cards",
        "contracts": "Contracts register",
        "ocds": "Notices of contracts",
        "grants": "Grants lists",
        "360giving": "Grants as 360Giving data",
    },
    "rule": {
        "charities_under_100k": "Charities with an income under £100,000",
        "charities_under_1m": "Charities with an income under £1m",
        "companies_small": "Companies that file as micro or small, in no group",
    },
    "route": {
        "not_found": "Not found on the register",
        "not_said": "The register does not say",
        "several_ways": "Let in several ways",
        "direct": "Without competition",
        "framework": "Called off a framework",
    },
    "band": {
        "up_to_95000": "Up to £95,000",
        "95000_to_1000000": "Over £95,000, up to £1m",
        "over_1000000": "Over £1m",
    },
    "reach": {name: f"works {name}ly" if name != "overseas" else "works overseas" for name in REACHES},
}


def _line(value: str, subject: Subject) -> str:
    if value == "could_choose":
        return "What the council could choose, works apart"
    return next((line.title for line in subject.lines if line.id == value), sentence(value.replace("_", " ")))


def month(value: str, /) -> str:
    """April 2024, from 2024-04; empty where it is no month."""
    year, _, month = value.partition("-")
    return f"{date(int(year), int(month), 1):%B} {year}" if year.isdigit() and month.isdigit() else ""
