"""Numbers printed beside payees: repaired, taken for what they are in whichever column, and doubted where the name is another's."""

import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.matching.numbers import alike, by_number, meant_by

NAMES = {
    "GB-COH-01234567": ["HAZELBECK LIMITED", "OLD HAZELBECK LIMITED"],
    "GB-CHC-1234567": ["Hazelbeck Trust"],
    "GB-COH-07654321": ["FARFIELD BUILDERS LIMITED"],
}


@pytest.mark.parametrize(
    ("company", "charity", "first"),
    [
        ("01234567", None, "GB-COH-01234567"),
        ("1234567", None, "GB-COH-01234567"),
        (" 1234567 ", None, "GB-COH-01234567"),
        ("1N/A9794N/A", None, "GB-COH-01097940"),
        ("sc123456", None, "GB-COH-SC123456"),
        ("SC1234", None, "GB-COH-SC001234"),
        ("OC3N/A1234", None, "GB-COH-OC301234"),
        ("IP29627R", None, "GB-COH-IP29627R"),
        (None, "1234567", "GB-CHC-1234567"),
        (None, "Charity No. 1234567", "GB-CHC-1234567"),
        (None, "1234567-1", "GB-CHC-1234567"),
        (None, "2N/A1234", "GB-CHC-201234"),
        ("N/A", "1234567", "GB-CHC-1234567"),
    ],
)
def test_printed_numbers_in_their_one_spelling(company: str | None, charity: str | None, first: str) -> None:
    assert meant_by(company, charity)[0][0] == first


@pytest.mark.parametrize(
    "text", [None, "", "N/A", "N/AN/A", "Not yet available", "Nil", "00000000", "n/a", "0", "-", "12"]
)
def test_no_number_is_none(text: str | None) -> None:
    assert meant_by(text, text) == []


def told(payee: str, company: str | None = None, charity: str | None = None) -> tuple[str, bool] | None:
    found = by_number(payee, meant_by(company, charity), NAMES)
    return found and (found.org_id, found.sure)


def test_a_number_whose_name_agrees_is_sure() -> None:
    assert told("Hazelbeck Ltd", "1234567") == ("GB-COH-01234567", True)
    assert told("OLD HAZELBECK", "1234567") == ("GB-COH-01234567", True)
    assert told("Hazelbeck Trust", charity="1234567") == ("GB-CHC-1234567", True)


def test_a_charitys_number_in_the_column_for_companies() -> None:
    only = {"GB-CHC-1234567": ["Hazelbeck Trust"]}
    found = by_number("Hazelbeck Trust", meant_by("1234567", None), only)
    assert found and (found.org_id, found.sure) == ("GB-CHC-1234567", True)
    assert "a charity's" in found.because
    found = by_number("Farfield Builders", meant_by(None, "07654321"), NAMES)
    assert found and (found.org_id, found.sure) == ("GB-COH-07654321", True)
    assert "a company's" in found.because


def test_a_number_under_which_the_register_has_another_is_for_a_person() -> None:
    assert told("Nobody Knows Supplies", "07654321") == ("GB-COH-07654321", False)
    found = by_number("Nobody Knows Supplies", meant_by("07654321", None), NAMES)
    assert found and "on the register that number is FARFIELD BUILDERS LIMITED" in found.because


def test_a_number_on_no_register_at_hand_stands_as_printed() -> None:
    assert told("Nobody Knows Supplies", "09999999") == ("GB-COH-09999999", True)
    assert told("Nobody Knows Supplies") is None


@pytest.mark.parametrize(
    ("payee", "name"),
    [
        ("HAZELBECK LTD", "Hazelbeck Limited"),
        ("Hazelbeck T/A Sunny Days", "Sunny Days Nursery Ltd"),
        ("Hazelbeck Wexborough Branch", "Hazelbeck"),
        ("Hzlbeck Trst", "Hazelbeck Trust"),
        ("HazelbeckTrust", "Hazelbeck Trust"),
        ("RBC Wexborough", "Riverside Befrienders Circle"),
        ("R.B.C.", "Riverside Befrienders of the Circle"),
    ],
)
def test_names_that_can_be_one_bodys(payee: str, name: str) -> None:
    assert alike(payee, name)


@pytest.mark.parametrize(
    ("payee", "name"),
    [
        ("Hazelbeck Trust", "Farfield Builders Ltd"),
        ("Sunny Days", "Little Otters"),
        ("EE", "Leeds Example Builders"),
        ("BT", "Debt Advice Example"),
        ("SSE", "Assessment Example Ltd"),
        ("Mind", "Kind Example Minders"),
        ("Warblers Choir", "Rural Bus Links"),
        ("???", "???"),
        ("", "Example"),
        ("Ltd", "Example Ltd"),
    ],
)
def test_names_that_are_two_bodies(payee: str, name: str) -> None:
    assert not alike(payee, name)


@given(st.text(alphabet="ABC ef&'.-", max_size=20))
def test_a_name_is_like_itself(name: str) -> None:
    if sum(letter.isalpha() for letter in name) > 4:
        assert alike(name, f"{name} Ltd")


@pytest.mark.data
def test_damaged_charity_numbers_as_wakefield_printed_them(data: Path) -> None:
    """Nought was replaced by N/A throughout a quarter: every number comes back whole, and N/A alone is none."""
    file = data / "councils" / "wakefield" / "spend" / "2017-Q1.csv.gz"
    query = 'SELECT DISTINCT "Charity Registration" FROM read_csv($file, all_varchar = true)'
    values = [row[0] for row in duckdb.execute(query, {"file": str(file)}).fetchall() if row[0]]
    damaged = [value for value in values if re.fullmatch(r"(?:\d|N/A)*\dN/A(?:\d|N/A)*", value)]
    assert len(damaged) > 20
    for value in damaged:
        assert meant_by(None, value)[0][0] == f"GB-CHC-{value.replace('N/A', '0')}"
