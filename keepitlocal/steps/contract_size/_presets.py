"""Published sizes that a contract can be held against. The council's own maximum belongs to its plans, not here.

``pence`` is the size; ``with_vat`` says whether it is a size with VAT; ``inclusive`` whether a contract of exactly that
size is still inside: a threshold of the law bites at its own value, so a contract of that value is not. Every one is of a
whole contract and none of a year, so none can stand beside a value a year until the length is known.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from keepitlocal.domain.money import exact


@dataclass(frozen=True)
class Preset:
    """One published size."""

    name: str
    pence: int
    with_vat: bool
    inclusive: bool
    why: str
    measures: str = ""

    @property
    def first_outside(self) -> int:
        """The smallest value in pence that is too large."""
        return self.pence + self.inclusive

    def held(self, annual_pence: int | None, /, *, months: int | None) -> str:
        """The size in words, what it measures, and how a value a year (pence without VAT) over so many months stands to it."""
        told = f"{_whole(self.pence)}: {self.why}. It measures {self.measures}."
        if annual_pence is None or months is None:
            return f"{told} It cannot be held against a value a year: that takes the length of the contract."
        whole = Fraction(annual_pence * months, 12) * (Fraction(6, 5) if self.with_vat else 1)
        side = "under it" if whole < self.pence else "exactly it" if whole == self.pence else "over it"
        vat = " with a fifth added for VAT, as if due on all of it," if self.with_vat else ""
        return f"{told} {_whole(annual_pence)} a year over {months} months comes to {_whole(int(whole))}{vat} and is {side}."


def _whole(pence: int) -> str:
    """In full: a threshold rounded for reading would be another threshold."""
    return exact(pence).removesuffix(".00")


# The summary counts contracts awarded and their worth (17,656 worth £24.4bn, a mean of £1.4m) and speaks of no year; that
# is a whole value. What its full report says of method was not read.
_AWARDED = (
    "the whole value of a contract as awarded, of whatever length; lengths, and whether VAT is in it, are not said in the "
    "summary"
)
_ESTIMATED = "the estimated value of a whole contract with every extension and VAT (Procurement Act 2023, Schedule 3)"
PRESETS = (
    Preset(
        "95000",
        95_000_00,
        False,
        True,
        "median contract won by charities and social enterprises in England, 2023-24 (GOV.UK)",
        _AWARDED,
    ),
    Preset(
        "207720",
        207_720_00,
        True,
        False,
        "threshold for goods and services below central government from January 2026, with VAT",
        _ESTIMATED,
    ),
    Preset(
        "663540",
        663_540_00,
        True,
        False,
        "threshold for light-touch services from January 2026, with VAT",
        _ESTIMATED,
    ),
    Preset(
        "1000000",
        1_000_000_00,
        False,
        True,
        "87% of contracts won by charities and social enterprises were under this, 2019-24 (GOV.UK)",
        _AWARDED,
    ),
)
ASSUMES = (
    "values are as published; a size with VAT (207720 and 663540) is held against the value with VAT where "
    "published, else against the "
    "value with a fifth added, as if VAT were due on all of it; a framework's value is of all that may be "
    "bought under it"
)
SOURCE = (
    "contracts registers and notices; sizes: GOV.UK statistics on contracts with VCSEs 2019-24, and the "
    "thresholds of January 2026"
)


def at_or_under(agreements: Any, /) -> Any:
    """Agreements once for every preset, with ``preset`` and a ``verdict``: null where no value is published."""
    import ibis
    from ibis import _

    with_vat = ibis.coalesce(_.gross_pence * 5, _.net_pence * 6)
    each = [
        agreements.mutate(
            preset=ibis.literal(one.name),
            verdict=(with_vat < one.first_outside * 5) if one.with_vat else (_.amount_pence < one.first_outside),
        )
        for one in PRESETS
    ]
    return ibis.union(*each)
