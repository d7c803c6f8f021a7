"""Who each payee of a place is: by number, by published name, by name; and what only a place knows that speaks against it."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from keepitlocal.matching.corrections import COLUMNS
from keepitlocal.tasks._folder import open_folder
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from tests.small_place import make_place

REGISTER = """org_id,name,postcode,kind,company_number,charity_number,other_names,from,until
GB-CHC-9000001,Hazelbeck Trust,ZZ1 1AA,charity,,9000001,,,
GB-COH-99000001,Farfield Builders Ltd,ZZ9 1AA,company,99000001,,,,
GB-COH-99000002,Old Ferry Stores Ltd,ZZ9 1AA,company,99000002,,,1990-01-01,2019-03-01
GB-COH-99000003,New Harbour Stores Ltd,ZZ9 1AA,company,99000003,,,2026-01-01,
GB-COH-99000004,Little Otters Nursery Ltd,ZZ1 1AA,company,99000004,,,,
GB-COH-99000005,Ploova Wizzent Ltd,ZZ1 1AA,company,99000005,,,,
GB-CHC-9000006,Pebbledash Arts,ZZ1 1AA,charity,,9000006,,,
GB-COH-99000006,Pebbledash Arts,ZZ1 1AA,guarantee_company,99000006,,,,
GB-CHC-9000007,Tidemouth Village Hall,ZZ1 1AA,charity,,9000007,,,
GB-CHC-9000008,Tidemouth Village Hall,ZZ9 1AA,charity,,9000008,,,
GB-COH-99000009,Lantern Provisions Ltd,ZZ9 1AA,company,99000009,,Candle Provisions Ltd|Wick Provisions Ltd,,
GB-COH-99000010,Quarrow Kites Ltd,ZZ9 1AA,company,99000010,,,,
"""
COMPANIES = """CompanyName, CompanyNumber,RegAddress.PostCode,CompanyCategory,IncorporationDate,Accounts.AccountCategory
OTTERDENE HOLDINGS LIMITED,99000020,ZZ9 1AA,Private Limited Company,21/04/2015,DORMANT
SELWICK ROOFING LIMITED,99000021,ZZ9 1AA,Private Limited Company,21/04/2015,DORMANT
"""
CONTRACTS = """Contract Title,Contract Reference,Supplier Name,Start Date,End Date,Contract Value,Process Type,Company Number
Kites for fairs,WX1,Zellick Balloons,01/04/2024,31/03/2027,90000,Open tender,99000777
"""
HEADINGS = (
    "Date,Transaction Number,Amount,Supplier Name,Expense Area,Narrative,Company Number,Charity Number,VAT Registration Number,"
    "Supplier Postcode,Creditor Type"
)
VAT, OTHER_VAT = "GB 987 6543 21", "GB123456782"
# payee, company number, charity number, VAT number, postcode, creditor type, pounds
PAID: list[tuple[str, str, str, str, str, str, str]] = [
    ("HAZELBECK TRUST", "", "", "", "", "", "900"),
    ("Nobody Knows Supplies", "", "", "", "", "", "900"),
    ("Farfield Bldrs", "99000001", "", "", "", "", "900"),
    ("Purple Elephants", "99000001", "", "", "", "", "70000"),
    ("Yellow Elephants", "99000009", "", "", "", "", "900"),
    ("Hazelbeck Trust Sale", "9N/AN/AN/AN/AN/A1", "", "", "", "", "900"),
    ("Garrick Joinery", "98765432", "", "", "", "", "900"),
    ("Old Ferry Stores Limited", "", "", "", "", "", "900"),
    ("New Harbour Stores Limited", "", "", "", "", "", "900"),
    ("Otterdene Holdings Ltd", "", "", "", "", "", "26000"),
    ("Selwick Roofing Ltd", "", "", "", "", "", "900"),
    ("LITTLE OTTERS NURSERY LTD", "", "", VAT, "", "", "900"),
    ("Otters Nursery", "", "", VAT, "", "", "900"),
    ("The Otters Nursery.", "", "", VAT, "", "", "900"),
    ("Zebra Crossing Paint", "", "", VAT, "", "", "900"),
    ("Pebbledash Arts & Hall", "", "", VAT, "", "", "900"),
    ("Otters Nursery Wexborough", "", "", OTHER_VAT, "", "", "900"),
    ("Mrs Ploova Wizzent", "", "", "", "ZZ1 1AA", "", "900"),
    ("Mr Ploova Wizzent", "99000005", "", "", "", "", "900"),
    ("Ploova Wizzent Ltd", "", "", "", "", "INDV", "900"),
    ("REDACTED PERSONAL DATA", "99000001", "", "", "", "", "900"),
    ("Pebbledash Arts", "", "", "", "", "", "900"),
    ("Tidemouth Village Hall", "", "", "", "", "", "900"),
    ("TIDEMOUTH VILLAGE HALL.", "", "", "", "ZZ91AA", "", "900"),
    ("Lantern Provisions Limited", "", "", "", "", "", "900"),
    ("Candle Provisions Ltd", "", "", "", "", "", "900"),
    ("ZELLICK BALLOONS LTD", "", "", "", "", "", "900"),
    ("Quarrow Kites Ltd", "", "", "", "", "", "900"),
]  # fmt: skip
DECISIONS = [
    ("Quarrow Kites Ltd", "GB-COH-99000010", "no"),
    ("The Otters Nursery.", "GB-COH-99000004", "no"),
]


def write_place(
    path: Path, *, paid: Iterable[tuple[str, ...]] = PAID, decisions: Iterable[tuple[str, ...]] = DECISIONS
) -> Path:
    make_place(path)
    rows = [
        f"2025-04-{at % 28 + 1:02d},{at},{pounds}.00,{payee},Housing,goods,{company},{charity},{vat},{postcode},{code}"
        for at, (payee, company, charity, vat, postcode, code, pounds) in enumerate(paid, 1)
    ]
    given = [f"{payee},{org_id},{said},SB,2026-03-04," for payee, org_id, said in decisions]
    for name, lines in {
        "inputs/registers/organisations.csv": [REGISTER.rstrip()],
        "inputs/registers/companies.csv": [COMPANIES.rstrip()],
        "inputs/spend/contracts_register.csv": [CONTRACTS.rstrip()],
        "inputs/spend/april.csv": [HEADINGS, *rows],
        "corrections/review.csv": [",".join(COLUMNS), *given],
    }.items():
        (path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


Rows = dict[str, dict[str, Any]]


def tables(path: Path) -> tuple[Rows, Rows, bytes]:
    """What is made of each payee: ``matches``, ``payees``, and the bytes of the first."""
    folder, screen = open_folder(path), Screen(out=io.StringIO(), err=io.StringIO())
    version = match(folder, gather(folder, screen=screen), screen=screen)
    read = [version.paths(folder.store, table)[0] for table in ("matches", "payees")]
    matches, payees = ({row["payee"]: row for row in pq.read_table(one).to_pylist()} for one in read)
    return matches, payees, read[0].read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, Rows, bytes]:
    return tables(write_place(tmp_path_factory.mktemp("resolve") / "wexborough"))


@pytest.fixture(scope="module")
def matches(made: tuple[Rows, Rows, bytes]) -> Rows:
    return made[0]


def found(row: dict[str, Any]) -> tuple[str, str | None, str]:
    return row["decision"], row["org_id"], row["matched_by"]


@pytest.mark.parametrize(
    ("payee", "expected", "said"),
    [
        ("HAZELBECK TRUST", ("link", "GB-CHC-9000001", "name"), "same name"),
        ("Candle Provisions Ltd", ("link", "GB-COH-99000009", "name"), "by a former or other name"),
        ("Selwick Roofing Ltd", ("link", "GB-COH-99000021", "name"), "same name"),
        ("Nobody Knows Supplies", ("none", None, "name"), "nobody of a like name"),
        ("Farfield Bldrs", ("link", "GB-COH-99000001", "identifier"), "gives its number"),
        ("Garrick Joinery", ("link", "GB-COH-98765432", "identifier"), "which no register given to us has"),
        ("Hazelbeck Trust Sale", ("link", "GB-CHC-9000001", "identifier"), "column for company numbers is a charity's"),
        ("Purple Elephants", ("review", "GB-COH-99000001", "identifier"), "on the register that number is Farfield Builders Ltd"),
        ("Yellow Elephants", ("review", "GB-COH-99000009", "identifier"), "on the register that number is Lantern Provisions Ltd"),
        ("Mr Ploova Wizzent", ("link", "GB-COH-99000005", "identifier"), "gives its number"),
        ("ZELLICK BALLOONS LTD", ("link", "GB-COH-99000777", "published"), "contracts register, which gives its number"),
        ("LITTLE OTTERS NURSERY LTD", ("link", "GB-COH-99000004", "name"), "same name"),
        ("Otters Nursery", ("link", "GB-COH-99000004", "name"), "the same VAT number as “LITTLE OTTERS NURSERY LTD”"),
        ("Zebra Crossing Paint", ("review", "GB-COH-99000004", "name"), "the same VAT number as “LITTLE OTTERS NURSERY LTD”"),
        ("Zebra Crossing Paint", ("review", "GB-COH-99000004", "name"), "but another name"),
        ("Old Ferry Stores Limited", ("review", "GB-COH-99000002", "name"), "removed on 1 March 2019, before the first payment"),
        ("Lantern Provisions Limited", ("link", "GB-COH-99000009", "name"), "the only one of that name"),
        ("New Harbour Stores Limited", ("review", "GB-COH-99000003", "name"), "began on 1 January 2026, after the last payment"),
        ("Otterdene Holdings Ltd", ("review", "GB-COH-99000020", "name"), "its accounts say that it was dormant"),
        ("TIDEMOUTH VILLAGE HALL.", ("link", "GB-CHC-9000008", "name"), "postcode agrees"),
    ],
)  # fmt: skip
def test_who_a_payee_is_and_why(payee: str, expected: tuple[str, str | None, str], said: str, matches: Rows) -> None:
    assert found(matches[payee]) == expected
    assert said in matches[payee]["because"]


def test_a_name_that_two_charities_have_is_a_persons_to_decide(matches: Rows) -> None:
    row = matches["Tidemouth Village Hall"]
    assert row["decision"] == "review"
    assert {one["org_id"] for one in json.loads(row["candidates"])} == {"GB-CHC-9000007", "GB-CHC-9000008"}


def test_another_vat_number_says_nothing(matches: Rows) -> None:
    assert "VAT" not in matches["Otters Nursery Wexborough"]["because"]


def test_a_current_name_is_no_former_one(matches: Rows) -> None:
    assert "former" in matches["Candle Provisions Ltd"]["because"]
    assert "former" not in matches["Lantern Provisions Limited"]["because"]


def test_what_a_person_denied_is_neither_linked_nor_proposed_again(matches: Rows) -> None:
    for payee, org_id, _ in DECISIONS:
        row = matches[payee]
        assert row["decision"] != "link" and row["org_id"] != org_id
        assert org_id not in {one["org_id"] for one in json.loads(row["candidates"])}


def test_a_persons_name_and_a_redacted_one_are_never_matched(made: tuple[Rows, Rows, bytes]) -> None:
    matches, payees, _ = made
    for payee in ("Mrs Ploova Wizzent", "REDACTED PERSONAL DATA", "Ploova Wizzent Ltd"):
        assert payee not in matches
        assert payees[payee]["org_id"] is None and payees[payee]["person"]


def test_a_charity_and_its_company_are_one_body(made: tuple[Rows, Rows, bytes]) -> None:
    matches, payees, _ = made
    assert matches["Pebbledash Arts"]["decision"] == "link"
    assert len(json.loads(matches["Pebbledash Arts"]["candidates"])) == 1
    assert payees["Pebbledash Arts"]["body"] == "GB-CHC-9000006"


def test_what_is_for_a_person_to_decide_is_not_known_until_then(made: tuple[Rows, Rows, bytes]) -> None:
    matches, payees, _ = made
    waiting = [payee for payee, row in matches.items() if row["decision"] == "review"]
    assert len(waiting) >= 5
    for payee in waiting:
        assert not (payees[payee]["org_id"] or "").startswith("GB-") and not payees[payee]["listed"]


def test_every_payee_that_may_be_matched_has_a_row_and_each_row_is_whole(made: tuple[Rows, Rows, bytes]) -> None:
    matches, payees, _ = made
    hidden = {"Mrs Ploova Wizzent", "REDACTED PERSONAL DATA", "Ploova Wizzent Ltd"}
    published = {"Zellick Balloons"}
    assert set(matches) == {row[0] for row in PAID} - hidden | published
    assert set(payees) == set(matches) | hidden
    for payee, row in matches.items():
        candidates = json.loads(row["candidates"])
        assert 0 <= row["confidence"] <= 1 and row["because"] and row["decision"] in ("link", "review", "none")
        assert (row["decision"] == "none") is (row["org_id"] is None), payee
        if row["matched_by"] in ("name", "identifier") and row["org_id"]:
            assert candidates[0]["org_id"] == row["org_id"]
        sure = [one["confidence"] for one in candidates]
        assert sure == sorted(sure, reverse=True), payee


def test_the_same_inputs_give_the_same_bytes_in_whatever_order_they_are_paid(
    made: tuple[Rows, Rows, bytes], tmp_path: Path
) -> None:
    again = tables(write_place(tmp_path / "wexborough"))
    assert again[2] == made[2]
    turned = tables(write_place(tmp_path / "turned", paid=reversed(PAID)))
    assert turned[0] == made[0]


def test_a_yes_links_and_says_who_decided(tmp_path: Path) -> None:
    decisions = [("Purple Elephants", "GB-CHC-9000001", "yes"), ("nobody knows  supplies", "GB-COH-99000009", "yes")]
    matches, payees, _ = tables(write_place(tmp_path / "wexborough", decisions=decisions))
    assert found(matches["Purple Elephants"]) == ("link", "GB-CHC-9000001", "decision")
    assert found(matches["Nobody Knows Supplies"]) == ("link", "GB-COH-99000009", "decision")
    assert "decided by SB on 4 March 2026" in matches["Purple Elephants"]["because"]
    assert payees["Purple Elephants"]["org_id"] == "GB-CHC-9000001"
