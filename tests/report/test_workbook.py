"""workbook.xlsx: exact pounds, text that stays text, the same bytes for the same content."""

import zipfile
from pathlib import Path

from openpyxl import load_workbook

from keepitlocal.domain.finding import OFFICER
from keepitlocal.report.workbook import COUNT, PENCE, TEXT, Table, write_workbook
from tests.report.test_findings_json import HEADER, finding

INPUT = {
    "file": "=cmd|' /C calc'!A0.csv", "sha256": "0" * 64, "source": "spend", "title": "Spending over £500",
    "rows": 3, "kept": 2,
    "set_aside_rows": 1, "amount_pence": 123456789012345, "set_aside_pence": -1, "control_pence": 123456789012344,
    "reconciled": True,
}  # fmt: skip


def cells(path: Path, sheet: str) -> list[list[object]]:
    book = load_workbook(path)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_sheets_are_there_and_a_share_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "workbook.xlsx"
    write_workbook(path, [finding()], header=HEADER | {"inputs": [INPUT]})
    book = load_workbook(path)
    assert book.sheetnames == ["Read me", "Figures", "Kept local", "Inputs", "Methods"]
    headings, row = cells(path, "Figures")[2:4]
    told = dict(zip(headings, row, strict=True))
    assert told["Id"] == "kept_local/area/all"
    assert (told["Counted (£)"], told["Could not tell (£)"], told["Out of (£)"]) == (1, 0.5, 3)
    assert round(float(str(told["Upper"])), 9) == 0.5
    assert told["Out of what"] == "what the council could choose how to spend"


def test_money_is_exact_to_the_penny(tmp_path: Path) -> None:
    path = tmp_path / "workbook.xlsx"
    write_workbook(path, [], header=HEADER | {"inputs": [INPUT]})
    written = zipfile.ZipFile(path).read("xl/worksheets/sheet3.xml").decode()
    assert "<v>1234567890123.45</v>" in written
    assert "<v>-0.01</v>" in written


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "workbook.xlsx"
    rows = [[f"{mark}1+1", -5, 2] for mark in "=+-@"]
    table = Table("Names", "Payees", (("Payee", TEXT), ("Pounds", PENCE), ("Rows", COUNT)), rows)
    write_workbook(path, [], [table], header=HEADER | {"inputs": [INPUT]})
    book = load_workbook(path)
    found = [cell for row in book["Names"].iter_rows(min_row=3) for cell in row if isinstance(cell.value, str)]
    assert [cell.value for cell in found] == ["=1+1", "+1+1", "-1+1", "@1+1"]
    assert {(cell.data_type, cell.quotePrefix) for cell in found} == {("s", True)}
    for name in zipfile.ZipFile(path).namelist():
        assert b"<f>" not in zipfile.ZipFile(path).read(name)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "other.xlsx"):
        write_workbook(tmp_path / name, [finding()], header=HEADER | {"inputs": [INPUT]})
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_findings_of_the_other_edition_are_not_in_it(tmp_path: Path) -> None:
    path = tmp_path / "workbook.xlsx"
    write_workbook(path, [finding("b/all", edition=OFFICER, title="For the officer")], header=HEADER)
    for name in zipfile.ZipFile(path).namelist():
        assert b"For the officer" not in zipfile.ZipFile(path).read(name)


def test_names_of_sheets_and_odd_characters_are_made_to_fit(tmp_path: Path) -> None:
    path = tmp_path / "workbook.xlsx"
    tables = [
        Table("Grants: by ward / and [more] than thirty-one", "t", (("A", TEXT),), [["a\x00b"]]) for _ in range(3)
    ]
    write_workbook(path, [], tables, header=HEADER)
    names = load_workbook(path).sheetnames
    assert len(set(names)) == len(names) == 7
    assert all(len(name) <= 31 for name in names)


def test_a_figure_that_is_no_share_has_no_bounds_as_shares(tmp_path: Path) -> None:
    path = tmp_path / "workbook.xlsx"
    write_workbook(path, [finding(share=False, unit="bodies", numerator=7, denominator=0, unknown=0)], header=HEADER)
    headings, row = cells(path, "Figures")[2:4]
    told = dict(zip(headings, row, strict=True))
    assert (told["Share"], told["Counted"], told["Counted (£)"]) == (None, 7, None)
