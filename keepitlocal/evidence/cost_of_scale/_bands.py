"""Bands of size that were fixed before any council's data were looked at, so that no band was chosen for its answer."""

from typing import Any

SMALL_PENCE, LARGE_PENCE = 95_000_00, 1_000_000_00
"""The median contract won by charities and social enterprises in England, 2023-24; and what 87% of theirs were under,
2019-24 (GOV.UK, public procurement through VCSEs). Whole-contract values, as the statistics give them.
"""
SMALL, MIDDLE, LARGE = "up_to_95000", "95000_to_1000000", "over_1000000"
BANDS = (SMALL, MIDDLE, LARGE)
ASSUMES = (
    "bands are of the whole value as published, fixed beforehand at £95,000 (median contract of charities and social "
    "enterprises in England, 2023-24) and £1m"
)


def band(value: Any, /) -> Any:
    """The band of a value in pence; null where there is none."""
    import ibis

    return ibis.cases(
        (value.isnull(), ibis.null("string")),
        (value <= SMALL_PENCE, SMALL),
        (value <= LARGE_PENCE, MIDDLE),
        else_=LARGE,
    )
