"""Contracts that could perhaps reasonably be one are asked about: same department, same kind, ending within a year."""

from datetime import date
from typing import Any

import pytest

from keepitlocal.tasks._plan_find import Held
from keepitlocal.tasks._plan_related import related

ROW: dict[str, Any] = {
    "input": "register.csv",
    "row": 2,
    "source": "contracts",
    "reference": "A1",
    "title": "Supported housing for young people",
    "department": "Housing",
    "end": date(2026, 7, 31),
    "cpv": "85311000",
    "value_pence": 100_000_00,
    "value_gross_pence": None,
}


def held(**changes: Any) -> Held:
    return Held(ROW | changes, "A supplier", "b", "charity")


OWN = held()


def said(*others: Held) -> str:
    found = related((OWN,), (OWN, *others))
    return found.sentence if found else ""


def test_it_says_how_many_and_what_they_come_to_with_vat() -> None:
    told = said(held(reference="A2"), held(reference="A3", value_pence=None, value_gross_pence=90_000_00))
    assert (
        told.startswith("2 other rows of the register could perhaps") and "£210,000 with VAT together (A2, A3)" in told
    )
    assert "(1 without a value)" in said(held(reference="A2", value_pence=None))


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({"end": date(2027, 7, 31)}, True),
        ({"end": date(2027, 8, 1)}, False),
        ({"end": None}, False),
        ({"department": "Leisure"}, False),
        ({"cpv": "85312000"}, False),
        ({"cpv": "85312000 85311000"}, True),
        ({"cpv": None}, True),
        ({"cpv": None, "title": "Supported housing for families"}, True),
        ({"cpv": None, "title": "Housing advice"}, False),
        ({"source": "ocds"}, False),
    ],
)
def test_each_side_of_what_makes_two_alike(changes: dict[str, Any], alike: bool) -> None:
    assert bool(said(held(reference="A2", **changes))) is alike


def test_nothing_is_said_of_a_contract_by_itself() -> None:
    assert related((OWN,), (OWN,)) is None
