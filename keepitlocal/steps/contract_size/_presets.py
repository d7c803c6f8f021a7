"""Published sizes that a contract can be held against. The council's own maximum belongs to its plans, not here.

``pence`` is the size; ``with_vat`` says whether it is a size with VAT; ``inclusive`` whether a contract of
exactly that size is still
inside: a threshold of the law bites at its own value, so a contract of that value is not.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Preset:
    """One published size."""

    name: str
    pence: int
    with_vat: bool
    inclusive: bool
    why: str

    @property
    def first_outside(self) -> int:
        """The smallest value in pence that is too large."""
        return self.pence + self.inclusive


PRESETS = (
    Preset(
        "95000",
        95_000_00,
        False,
        True,
        "median contract won by charities and social enterprises in England, 2023-24 (GOV.UK)",
    ),
    Preset(
        "207720",
        207_720_00,
        True,
        False,
        "threshold for goods and services below central government from January 2026, with VAT",
    ),
    Preset("663540", 663_540_00, True, False, "threshold for light-touch services from January 2026, with VAT"),
    Preset(
        "1000000",
        1_000_000_00,
        False,
        True,
        "87% of contracts won by charities and social enterprises were under this, 2019-24 (GOV.UK)",
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
