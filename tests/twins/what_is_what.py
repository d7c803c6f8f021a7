"""Slow, obvious twins of indicators: plain loops over plain rows, one row at a time, by the definition and nothing
cleverer.

A payment is a dict with the columns of the table ``spending`` that matter here. No shared code with the package.
"""

from collections.abc import Iterable
from fractions import Fraction

Row = dict[str, object]
Figures = tuple[int, int, int]


def is_in_base(payment: Row) -> bool:
    """Published spend that the council could choose."""
    return payment["source"] == "spend" and bool(payment["choosable"])


def kept_local(
    payments: Iterable[Row], outcomes: dict[tuple[object, str], str], rule: str, year: str
) -> tuple[Figures, Fraction | None, Fraction | None]:
    """Numerator, denominator, unknown, and the smallest and largest share there can be, trying both fates of the
    unknown.
    """
    local = elsewhere = unknown = 0
    for payment in payments:
        if not is_in_base(payment) or year not in ("all", payment["year"]):
            continue
        outcome = outcomes.get((payment["org_id"], rule), "unknown")
        amount = payment["amount_pence"]
        assert isinstance(amount, int)
        if outcome == "local":
            local += amount
        elif outcome == "elsewhere":
            elsewhere += amount
        else:
            unknown += amount
    whole = local + elsewhere + unknown
    fates = [Fraction(local, whole), Fraction(local + unknown, whole)] if whole else []
    return (local, whole, unknown), min(fates, default=None), max(fates, default=None)


def waterfall(payments: Iterable[Row], year: str) -> dict[str, int]:
    """Pence a line; what no line speaks of is could_choose."""
    found: dict[str, int] = {}
    for payment in payments:
        if payment["source"] == "spend" and year in ("all", payment["year"]):
            line = str(payment["line"] or "could_choose")
            found[line] = found.get(line, 0) + int(str(payment["amount_pence"]))
    return found


def herfindahl(payments: Iterable[Row], year: str) -> Fraction | None:
    """The sum of squared shares of suppliers, share by share."""
    held: dict[object, int] = {}
    for payment in payments:
        if is_in_base(payment) and not payment["person"] and year in ("all", payment["year"]):
            supplier = payment["body"] or payment["payee"]
            held[supplier] = held.get(supplier, 0) + int(str(payment["amount_pence"]))
    positive = [amount for amount in held.values() if amount > 0]
    whole = sum(positive)
    return sum((Fraction(amount, whole) ** 2 for amount in positive), Fraction(0)) if whole else None


def missing_or_thin(payments: Iterable[Row], source: str) -> tuple[int, int]:
    """Months missing or thin, and months, between the first and the last of a source, walking month by month."""
    lines: dict[str, int] = {}
    for payment in payments:
        if payment["source"] == source and payment["month"] != "no date":
            lines[str(payment["month"])] = lines.get(str(payment["month"]), 0) + int(str(payment["lines"]))
    there = sorted(lines.values())
    usual = there[(len(there) - 1) // 2]
    year, month = (int(part) for part in min(lines).split("-"))
    months = bad = 0
    while f"{year}-{month:02d}" <= max(lines):
        months += 1
        bad += lines.get(f"{year}-{month:02d}", 0) < usual / 2
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return bad, months
