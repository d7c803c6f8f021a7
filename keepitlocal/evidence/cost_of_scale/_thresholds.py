"""The thresholds that a council's contracts are held against, each with the days on which it held."""

from dataclasses import dataclass
from datetime import date

from keepitlocal.domain.period import spoken
from keepitlocal.law import rules

FROM = date(2025, 2, 24)
"""The first day of the thresholds that the law data hold."""
TENTH = 10
"""One part in so many on either side of a threshold is near it."""
ROWS = {"PA-T-12": "Goods and services", "PA-T-8": "Light-touch services", "PA-T-10": "Works"}
"""Rows of Schedule 1 to the Procurement Act 2023 that bear on councils, as the report names them."""


@dataclass(frozen=True)
class Dated:
    """An amount with VAT, in pence, and its first and last day. ``name`` is the cut of findings, ``told`` is for people."""

    name: str
    told: str
    pence: int
    first: date
    last: date | None


def dated_thresholds() -> tuple[Dated, ...]:
    """Every amount of every row, in the order of the law data."""
    return tuple(
        Dated(
            f"{rule.id} from {rule.from_.isoformat()}",
            f"{ROWS[rule.id]}, £{rule.value:,}, {_days(rule.from_, rule.until)}",
            rule.pence,
            rule.from_,
            rule.until,
        )
        for rule in rules()
        if rule.id in ROWS
    )


def _days(first: date, last: date | None) -> str:
    return f"from {spoken(first)}" if last is None else f"{spoken(first)} to {spoken(last)}"
