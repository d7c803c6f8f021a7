"""Deciding in a workbook: written with nothing that a spreadsheet could run, read back whole or not at all."""

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from keepitlocal.cli import main
from keepitlocal.matching.corrections import read_decisions
from keepitlocal.report.review_book import SHEET, BookRow, review_book
from keepitlocal.tasks._filled import filled, grid
from tests.uncertain_place import FARFIELD, THOUGHT, likely, publish_matches, uncertain_place, version_of

REVIEW = "corrections/review.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return uncertain_place(tmp_path_factory.mktemp("sheet") / "wexborough")


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "wexborough"))


@pytest.fixture
def book(place: Path, tmp_path: Path) -> Path:
    assert main(["review", str(place), "--xlsx", str(tmp_path / "payees.xlsx")]) == 0
    return tmp_path / "payees.xlsx"


def fill(path: Path, **rows: dict[str, object]) -> None:
    """Write into the sheet as a person does: row (r2, r3 ...) -> heading -> value."""
    book = load_workbook(path)
    sheet = book[SHEET]
    places = {cell.value: cell.column for cell in sheet[1]}
    for row, values in rows.items():
        for heading, value in values.items():
            sheet.cell(int(row[1:]), places[heading]).value = value
    book.save(path)


def kept(place: Path) -> list[tuple[str, str, bool, str, str]]:
    path = place / REVIEW
    if not path.exists():
        return []
    found = read_decisions(path.read_text(encoding="utf-8"), file=REVIEW)
    return [(one.payee, one.org_id, one.is_it, one.by, one.why) for one in found]


def test_the_sheet_has_a_row_a_payee_with_a_drop_down(book: Path) -> None:
    opened = load_workbook(book)
    assert opened.sheetnames == ["Read me", SHEET]
    sheet = opened[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:9] == ["£", "payee", "decision", "other org-id", "by", "why", "1", "1 org-id", "1 how sure and why"]
    assert [row[1] for row in rows[1:]] == ["Farfield Building", "HAZELBECK TR", "=HAZELBECK SUPPLIES"]
    assert rows[1][0] == 9000 and rows[1][7] == "GB-COH-99000001" and "72 in 100" in str(rows[1][8])
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"1,2,3,4,5,none,other"', "C2:C4")
    formula = sheet["B4"]
    assert (formula.data_type, formula.quotePrefix) == ("s", True)
    everything = " ".join(str(cell) for row in rows for cell in row)
    assert "Wizzent" not in everything and "REDACTED" not in everything
    words = " ".join(str(cell.value) for row in opened["Read me"].iter_rows() for cell in row)
    assert "none: it is none of those proposed" in words and "--load FILE" in words


def test_what_was_filled_in_becomes_decisions_once(place: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(
        book,
        r2={"decision": 1, "by": "SB", "why": "contract"},
        r3={"decision": "Other", "other org-id": "charity 9000001", "by": "SB"},
        r4={"decision": "none", "by": "SB"},
    )
    load = ["review", str(place), "--load", str(book)]
    assert main(load) == 0
    told = capsys.readouterr().out
    assert "3 payees decided" in told and "keepitlocal compare" in told
    assert kept(place) == [
        ("Farfield Building", "GB-COH-99000001", True, "SB", "contract"),
        ("HAZELBECK TR", "GB-CHC-9000001", True, "SB", "number given by a person"),
        ("=HAZELBECK SUPPLIES", "GB-CHC-9000001", False, "SB", "none of those proposed"),
    ]
    before = (place / REVIEW).read_bytes()
    assert b"\n'=HAZELBECK" in before
    assert main(load) == 0
    assert "3 rows say what was decided before" in capsys.readouterr().out
    assert (place / REVIEW).read_bytes() == before


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"decision": "3", "by": "SB"}, "row 2: decision is 3, and no organisation stands under that number"),
        ({"decision": "perhaps", "by": "SB"}, "row 2: decision is 'perhaps'. Write 1 to 5, none or other"),
        ({"decision": "other", "by": "SB"}, "row 2: decision is other, and other org-id is empty"),
        ({"other org-id": "GB-COH-01234567"}, "row 2: an other org-id is given .* decision is empty"),
        ({"decision": "other", "other org-id": "1234567", "by": "SB"}, "row 2: .*GB-COH-01234567 or GB-CHC-1234567"),
        ({"decision": "other", "other org-id": "cheese", "by": "SB"}, "row 2: .*'cheese', which is no number"),
        ({"decision": "1"}, "row 2: by is empty.*--by"),
        ({"decision": "1", "by": "SB", "payee": ""}, "row 2: payee is empty"),
        (
            {"decision": "1", "by": "SB", "payee": "Mrs Ploova Wizzent"},
            "row 2: that payee is redacted or an individual",
        ),
        ({"decision": "1", "by": "SB", "payee": "REDACTED PERSONAL DATA"}, "row 2: that payee is redacted"),
        ({"decision": "1", "by": "SB", "payee": "hazelbeck  tr"}, "rows 2 and 3: the same payee, decided differently"),
    ],
)
def test_what_cannot_be_understood_is_said_with_its_row_and_nothing_is_kept(
    place: Path, book: Path, values: dict[str, object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import re

    fill(book, r2=values, r3={"decision": "1", "by": "SB"})
    assert main(["review", str(place), "--load", str(book)]) == 1
    told = capsys.readouterr()
    assert re.search(message, told.err), told.err
    assert "nothing was kept" in told.err and "Wizzent" not in told.out + told.err
    assert kept(place) == []


def test_by_can_be_given_for_all(place: Path, book: Path) -> None:
    fill(book, r2={"decision": "1"})
    assert main(["review", str(place), "--load", str(book), "--by", "housing"]) == 0
    assert kept(place)[0][3] == "housing"


def test_a_csv_saved_by_a_spreadsheet_is_read_too(place: Path, book: Path, tmp_path: Path) -> None:
    fill(book, r2={"decision": 2, "by": "Zoë"})
    rows = [
        [("" if cell.value is None else cell.value) for cell in row] for row in load_workbook(book)[SHEET].iter_rows()
    ]
    for mark, encoding in ((",", "cp1252"), (";", "utf-8-sig")):
        path = tmp_path / "payees.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=mark).writerows(rows)
        assert main(["review", str(place), "--load", str(path)]) == 0
    assert kept(place) == [("Farfield Building", "GB-CHC-9000001", True, "Zoë", "chosen from those proposed")]


def test_payees_that_are_gone_and_changed_proposals_are_said(
    place: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from keepitlocal.tasks._folder import open_folder

    fill(book, r2={"decision": "2", "by": "SB"}, r3={"decision": "1", "by": "SB", "payee": "Long Gone Ltd"})
    folder = open_folder(place)
    publish_matches(folder, version_of(folder), THOUGHT | {"Farfield Building": ("review", [likely(FARFIELD, 0.9)])})
    assert main(["review", str(place), "--load", str(book)]) == 0
    told = capsys.readouterr().out
    assert "row 2: other organisations are proposed now" in told
    assert "row 3: this payee is not in the files any more" in told
    assert [(payee, org_id) for payee, org_id, *_ in kept(place)] == [("Farfield Building", "GB-CHC-9000001")]


def test_what_was_decided_otherwise_since_is_not_overruled_by_an_old_sheet(
    place: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "corrections" / "ours.csv").write_text(
        "payee,org_id,decision,by,on,why\nFarfield Building,GB-COH-99000001,yes,SB,2026-03-04,\n"
    )
    fill(book, r2={"decision": "2", "by": "SB"})
    assert main(["review", str(place), "--load", str(book)]) == 1
    assert "row 2: the council decided otherwise about this payee already (corrections/ours.csv, row 2)" in (
        capsys.readouterr().err
    )


def test_a_file_that_may_be_filled_in_is_not_written_over(
    place: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(place), "--xlsx", str(book)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["review", str(place), "--xlsx", str(place / "inputs" / "x.xlsx")]) == 1
    assert main(["review", str(place), "--load", str(place / "inputs" / "spend" / "april.csv")]) == 1
    assert "no row with the headings payee and decision" in capsys.readouterr().err


NAMES = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ='+@-\""), min_size=1).filter(
    lambda text: text.strip("' ")
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(NAMES, NAMES, st.sampled_from(["", "1", "2", "none", "other"])),
        max_size=4,
        unique_by=lambda row: row[0],
    )
)
def test_a_workbook_filled_in_is_read_as_it_was_meant(tmp_path: Path, told: list[tuple[str, str, str]]) -> None:
    rows = [
        BookRow(100, payee, [(why, "GB-CHC-1", why), (why, "GB-CHC-2", "")], 1, "", "", why) for payee, why, _ in told
    ]
    path = tmp_path / "book.xlsx"
    path.write_bytes(review_book("Wexborough", rows))
    fill(
        path,
        **{
            f"r{row}": {"decision": decision, "by": "SB", "other org-id": "GB-CHC-3" if decision == "other" else None}
            for row, (_, _, decision) in enumerate(told, 2)
        },
    )
    found, wrong = filled(*grid(path), by="", on_registers={})
    meant = {
        "1": (("GB-CHC-1", True),),
        "2": (("GB-CHC-2", True),),
        "none": (("GB-CHC-1", False), ("GB-CHC-2", False)),
        "other": (("GB-CHC-3", True),),
    }
    assert wrong == []
    assert [(one.row, one.decided) for one in found] == [
        (row, meant[decision]) for row, (_, _, decision) in enumerate(told, 2) if decision
    ]
