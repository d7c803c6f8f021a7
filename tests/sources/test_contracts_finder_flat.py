"""Contracts Finder notices laid flat."""

from pathlib import Path
from typing import Any

import pytest

NOTICE: dict[str, Any] = {
    "id": "1", "title": "Roof", "organisation": "Wexborough Council", "status": "awarded", "notice_type": "Contract",
    "published_date": "2025-03-01", "awarded_date": "2025-02-20", "value_low": 5, "value_high": 9,
    "awarded_value": 7.25, "awarded_supplier": "Example Roofs Ltd",
    "awarded_to_sme": True, "cpv_codes": "45260000 45261000",
}  # fmt: skip


def test_an_award_with_one_supplier(read: Any) -> None:
    (row,) = read({"contracts": [NOTICE]}).rows("contracts")
    assert (row["stage"], row["supplier"], row["value_pence"], row["sme"]) == (
        "award",
        "Example Roofs Ltd",
        725,
        "true",
    )
    assert (row["cpv"], row["publisher"]) == ("45260000 45261000", "Wexborough Council")


def test_several_suppliers_are_parted_where_a_comma_has_no_space(read: Any) -> None:
    rows = read({"contracts": [NOTICE | {"awarded_supplier": "B&amp;E Ltd,Smith, Sons &amp; Co"}]}).rows("contracts")
    assert [(row["supplier"], row["value_pence"]) for row in rows] == [
        (None, 725),
        ("B&E Ltd", None),
        ("Smith, Sons & Co", None),
    ]


@pytest.mark.parametrize(
    ("change", "stage", "pence", "aside"),
    [
        ({"status": "closed", "awarded_value": 0, "awarded_supplier": None}, "tender", 900, None),
        ({"status": "closed", "awarded_value": 0, "value_high": 0, "awarded_supplier": None}, "tender", 500, None),
        ({"notice_type": "Pipeline", "status": "open", "awarded_supplier": None}, "planned", 725, None),
        ({"awarded_supplier": "NOT AWARDED TO SUPPLIER"}, "ended", 725, None),
        ({"status": "withdrawn"}, "ended", 725, None),
        ({"awarded_value": "a lot"}, "award", None, "amount could not be read"),
    ],
)
def test_other_notices(read: Any, change: dict[str, Any], stage: str, pence: int | None, aside: str | None) -> None:
    (row,) = read({"contracts": [NOTICE | change]}).rows("contracts")
    assert (row["stage"], row["value_pence"], row["set_aside"]) == (stage, pence, aside)


@pytest.mark.data
def test_real_lists_are_read_whole(data: Path, read: Any) -> None:
    outcomes = [read(path) for path in sorted((data / "notices" / "lancashire").iterdir())]
    assert {outcome.only.source for outcome in outcomes} == {"contracts"}
    notices = {row["reference"] for outcome in outcomes for row in outcome.rows("contracts")}
    assert len(notices) == 94 + 150 + 91 + 14 + 21
