"""A place that gave only part of what it publishes still gets a report of that part; one that gave nothing gets none."""

from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.store.versions import numbers
from tests.small_place import make_place

pytestmark = pytest.mark.slow

CONTRACTS = """Contract Title,Contract Reference,Supplier Name,Start Date,End Date,Contract Value,Process Type
Grounds upkeep,WX1,Hazelbeck Trust,01/04/2024,31/03/2027,90000,Open tender
Road repairs,WX2,Farfield Builders Ltd,01/10/2024,30/09/2026,1200000,Framework call-off
"""
GRANTS = """Recipient,Grant Amount,Date of Award,Purpose of Grant,Charity Number
Hazelbeck Trust,5000,12/05/2025,Allotments,9000001
Harbour Kitchen,2500,01/06/2025,Community meals,
"""
CARDS = """Transaction Date,Merchant Name,Net Amount,Merchant Category,Card Transaction
02/05/2025,Hazelbeck Trust,54.00,Charitable organisations,yes
09/05/2025,Farfield Builders Ltd,75.25,Building materials,yes
"""


def only(folder: Path, text: str) -> Path:
    place = make_place(folder)
    (place / "inputs" / "spend" / "april.csv").unlink()
    if text:
        (place / "inputs" / "spend" / "given.csv").write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("name", "text"),
    [("contracts_register", CONTRACTS), ("grants", GRANTS), ("procurement_cards", CARDS)],
)
def test_one_kind_of_file_is_enough_for_a_report(
    tmp_path: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = only(tmp_path / "wexborough", "")
    (place / "inputs" / "spend" / f"{name}.csv").write_text(text, encoding="utf-8")
    assert main(["report", str(place), "--traceback"]) == 0
    said = capsys.readouterr().out
    assert "No file of spending over £500 was given" in said
    page = (place / "report" / "index.html").read_text(encoding="utf-8")
    assert "nothing to divide up here" in page
    assert "From the £0" not in page


def test_nothing_readable_makes_no_report_and_no_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = only(tmp_path / "wexborough", "These are our minutes\n")
    assert main(["report", str(place)]) == 1
    assert "There is nothing to report on" in capsys.readouterr().out
    assert list(numbers(place / "store")) == []
    assert not (place / "report").exists()
