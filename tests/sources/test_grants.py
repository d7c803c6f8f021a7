"""Grants lists as councils make them: recognised by headings or by what they say, with numbers taken from free text."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

DEVON = (
    "Function,Service,Date Grant Awarded,Time Period for Grant,Grant Beneficiary,"
    "Beneficiary's registration Number,Purpose of Grant,Amount"
)
EXETER = 'Cost centre description,Amount,Reference,Date,Transaction type,Description,"Customer/Supplier\nName"'


def devon(*registrations: str) -> str:
    rows = [
        f"Place,Arts,28/08/2016,01/04/2016 - 31/03/2017,Example Body {n},{text},Roof,1500"
        for n, text in enumerate(registrations)
    ]
    return "\n".join([DEVON, *rows]) + "\n"


def test_headings_that_speak_of_grants_are_enough(read: Any) -> None:
    outcome = read(devon("1999999"))
    (row,) = outcome.rows("grants")
    assert (outcome.only.source, row["recipient"], row["amount_pence"]) == ("grants", "Example Body 0", 150000)
    assert (row["date"], row["start"], row["end"]) == (date(2016, 8, 28), date(2016, 4, 1), date(2017, 3, 31))
    assert (row["department"], row["programme"], row["purpose"]) == ("Place", "Arts", "Roof")


def test_a_list_without_such_headings_is_known_by_what_it_says(read: Any) -> None:
    rows = [
        "WARD GRANTS,500.00,1,08/04/2020,PI,CASE 1,EXAMPLE SCOUTS",
        "ARTS,200.00,2,09/04/2020,PI,80% GRANT,EXAMPLE ARTS",
    ]
    assert read("\n".join([EXETER, *rows]) + "\n").only.source == "grants"


def test_spending_laid_out_in_the_same_way_stays_spending(read: Any) -> None:
    rows = [f"HIGHWAYS,500.00,{n},08/04/2020,PI,PATCHING {n},EXAMPLE ROADS LTD" for n in range(9)]
    rows.append("ARTS,200.00,2,09/04/2020,PI,80% GRANT,EXAMPLE ARTS")
    assert read("\n".join([EXETER, *rows]) + "\n").only.source == "spend"


@pytest.mark.parametrize(
    ("text", "company", "charity"),
    [
        ("Company registration No: 9999480", "9999480", None),
        ("Reg No: 9999480", "9999480", None),
        ("09999480", "09999480", None),
        ("9999480", "9999480", None),
        ("Charity 1999949", None, "1999949"),
        ("Chairty No: 299168", None, "299168"),
        ("Registered Charity Number - 1999553", None, "1999553"),
        ("1999949", None, "1999949"),
        ("299168", None, "299168"),
        ("Charity 1999730 company 09995797", "09995797", "1999730"),
        ("Charity 1999478 & co. 09996996", "09996996", "1999478"),
        ("1999143 & 9994063", "9994063", "1999143"),
        ("Company No. IP099444", "IP099444", None),
        ("IP 99719 R", "IP99719R", None),
        ("Industrial & Provident Society no: 99719R", "IP99719R", None),
        ("XR9974", None, "XR9974"),
        ("N/A", None, None),
        ("none", None, None),
        ("657", None, None),
        ("", None, None),
    ],
)
def test_numbers_are_taken_from_free_text(read: Any, text: str, company: str | None, charity: str | None) -> None:
    rows = read(devon(text, "none", "none")).rows("grants")
    assert (rows[0]["company_number"], rows[0]["charity_number"]) == (company, charity)


def test_unreadable_amounts_and_stray_sums_are_set_aside(read: Any) -> None:
    text = (
        devon("none", "none", "none", "none", "none")
        + "Place,Arts,28/08/2016,,Example Body,none,Roof,as agreed\n,,,,,,,7500\n,,,,,,,\n"
    )
    reading = read(text).only
    assert reading.set_aside == {"amount could not be read": 1, "grand total": 1, "blank row": 1}
    assert (reading.kept, reading.amount_pence, reading.unreadable_amounts) == (5, 750000, 1)
    assert reading.reconciles


@pytest.mark.data
@pytest.mark.parametrize(("council", "files", "rows"), [("devon", 3, 2045), ("exeter", 12, 1928)])
def test_real_lists_are_read_whole(data: Path, read: Any, council: str, files: int, rows: int) -> None:
    readings = [read(path).only for path in sorted((data / "councils" / council / "grants").glob("*.csv"))]
    assert [reading.source for reading in readings] == ["grants"] * files
    assert sum(reading.rows for reading in readings) == rows
    assert all(reading.reconciles for reading in readings)
    assert sum(sum(reading.set_aside.values()) for reading in readings) == (1 if council == "devon" else 0)
