"""The thresholds that a council's contracts are held against, each with the days on which it held."""

from dataclasses import dataclass
from datetime import date

from keepitlocal.law import rules

FROM = date(2025, 2, 24)
"""The first day of the thresholds that the law data hold."""
TENTH = 10
"""One part in so many on either side of a threshold is near it."""
ROWS = {"PA-T-12": "goods and services", "PA-T-8": "light-touch services", "PA-T-10": "works"}
"""Rows of Schedule 1 to the Procurement Act 2023 that bear on councils, as the report names them."""


@dataclass(frozen=True)
class Dated:
    """An amount with VAT, and its first and last day."""

    name: str
    id: str
    pence: int
    first: date
    last: date | None


def dated_thresholds() -> tuple[Dated, ...]:
    """Every amount of every row, in the order of the law data."""
    found = [rule for rule in rules() if rule.id in ROWS]
    return tuple(
        Dated(f"{ROWS[rule.id]}, {_days(rule.from_, rule.until)}", rule.id, rule.pence, rule.from_, rule.until)
        for rule in found
    )


def _days(first: date, last: date | None) -> str:
    return f"from {first.isoformat()}" if last is None else f"{first.isoformat()} to {last.isoformat()}"
