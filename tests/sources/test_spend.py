"""Spend files as councils really publish them: every kind of mess has an example here, and nothing is lost."""

import codecs
import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.sources import Choice
from keepitlocal.tasks.inspect import inspect

HEAD = "Directorate,Supplier Name,Payment Date,Transaction Number,Net Amount,Purpose\n"
ROW = "Adults,Example Care Ltd,01/04/2024,1001,100.00,Home care\n"


def look(folder: Path, text: str | bytes, name: str = "file.csv") -> dict[str, Any]:
    """Write a file and inspect it; its one reading."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = inspect(path)
    assert len(found) == 1
    reading = found[0]
    if reading["rows"] is not None:
        assert reading["kept"] + sum(reading["set_aside"].values()) == reading["rows"]
        assert reading["amount_pence"] + reading["set_aside_pence"] == reading["control_pence"]
    return reading


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Example Borough Council\nSpending over £500\n\n",
        '"sql select t.apar_id, t.amount, t.voucher_date from agltransact t"\nsql inner join aglaccounts a on t.client = a.client\n',
        "\n\n,,,\n",
    ],
)
def test_headings_are_found_below_a_preamble(tmp_path: Path, before: str) -> None:
    found = look(tmp_path, before + HEAD + ROW)
    assert (found["source"], found["kept"], found["amount_pence"]) == ("spend", 1, 10000)
    assert found["columns"]["payee"] == "Supplier Name"


def test_headings_over_two_rows_are_joined(tmp_path: Path) -> None:
    found = look(
        tmp_path,
        "Authority,Date of Payment,Document,Amount,,,Supplier Name,Directorate\n,,,Gross,VAT,Net,,\n"
        "Example,2018-04-02,1,120.00,20.00,100.00,Example Care Ltd,Adults\n",
    )
    assert (found["rows"], found["amount_pence"], found["columns"]["amount"]) == (1, 10000, "Net")


@pytest.mark.parametrize(
    "heading", ["Supplier Name ", "SUPPLIER NAME", "SupplierName", "Suppler Name", "Supplier  Nmae", "Beneficiary Name"]
)
def test_headings_with_other_spellings(tmp_path: Path, heading: str) -> None:
    found = look(tmp_path, HEAD.replace("Supplier Name", heading) + ROW)
    assert found["columns"]["payee"] == heading.strip()
    assert found["guessed"] == (["payee"] if "Nmae" in heading else [])


def test_of_two_columns_with_one_heading_the_one_with_names_is_the_payee(tmp_path: Path) -> None:
    found = look(
        tmp_path, "Supplier Name,Supplier Name,Payment Date,Net Amount\n200227,EXAMPLE CARE LTD,2024-04-01,5\n"
    )
    assert (found["payees"], found["kept"]) == (1, 1)


def test_a_column_called_supplier_id_may_hold_the_name(tmp_path: Path) -> None:
    found = look(
        tmp_path, "Strgrpcc(T),TransNo,Supplier ID(T),Amount,Updated\nAdults,1,EXAMPLE CARE LTD,5.00,2013-06-07\n"
    )
    assert found["columns"]["payee"] == "Supplier ID(T)"


@pytest.mark.parametrize(
    "encoded",
    [
        (HEAD + ROW.replace("Care", "Café £")).encode("utf-8"),
        (HEAD + ROW.replace("Care", "Café £")).encode("utf-8-sig"),
        (HEAD + ROW.replace("Care", "Café £")).encode("cp1252"),
        (HEAD + ROW.replace("Care", "Café £")).encode("utf-16"),
        codecs.BOM_UTF8.decode("latin-1").encode()
        + (HEAD + ROW.replace("Care", "Café £")).encode().decode("latin-1").encode(),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        (HEAD + ROW).replace("\n", "\r").encode(),
        (HEAD + ROW).replace(",", "\t").encode(),
        (HEAD + ROW).replace(",", ";").encode(),
    ],
    ids=["utf-8", "bom", "cp1252", "utf-16", "double bom", "crlf", "cr", "tabs", "semicolons"],
)
def test_encodings_and_delimiters(tmp_path: Path, encoded: bytes) -> None:
    found = look(tmp_path, encoded)
    assert (found["source"], found["kept"], found["amount_pence"], found["first_date"]) == (
        "spend",
        1,
        10000,
        "2024-04-01",
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,,,\n", "blank row"),
        ("\n", "blank row"),
        (HEAD, "repeated headings"),
        ("Total,,,,100.00,\n", "grand total"),
        (",Grand Total,,,100.00,\n", "grand total"),
        (",,,,100.00,\n", "grand total"),
        (",,,,7.77,\n", "an amount alone, with no payee, date or purpose"),
        ("Adults,Example Care Ltd,01/04/2024,1002,#REF!,Home care\n", "amount could not be read"),
        ("Adults,Example Care Ltd,01/04/2024,1002,TBC,Home care\n", "amount could not be read"),
        ("Adults,Example Care Ltd,01/04/2024,1002,,Home care\n", "no amount"),
        (",,,,,,,note,53479.42\n", "nothing under the headings"),
    ],
)
def test_rows_that_do_not_count_are_kept_apart_with_their_reason(tmp_path: Path, row: str, reason: str) -> None:
    found = look(tmp_path, HEAD + ROW + row)
    assert found["set_aside"] == {reason: 1}
    assert (found["kept"], found["amount_pence"]) == (1, 10000)


TWO = ROW + "Adults,Sample Homes Ltd,02/04/2024,1002,50.00,Places\n"


@pytest.mark.parametrize(
    "rows",
    [
        TWO + "Adults Total,,,,150.00,\n",
        TWO + ",Adults Total,,,150.00,\n",
        TWO + ",Total,30/04/2024,,150.00,\n",
        TWO + ",Total,,,150.00,2 payments\n",
        TWO + "April 2024 total,,,,150.00,\n",
        TWO + "Sum,,,,150.00,\n",
        TWO + "TOTAL PAYMENTS OVER £500,,,,150.00,\n",
        TWO + ",,,,150.00,\n",
    ],
)
def test_totals_in_many_forms_are_not_payments(tmp_path: Path, rows: str) -> None:
    found = look(tmp_path, HEAD + rows)
    assert (found["kept"], found["amount_pence"], list(found["set_aside"])) == (2, 15000, ["grand total"])


def test_subtotals_and_the_count_of_rows_are_not_payments(tmp_path: Path) -> None:
    children = TWO.replace("Adults,", "Children,")
    rows = f"{TWO}Adults Total,,,,150.00,\n{children}Children Total,,,,150.00,\nGrand Total,,,,300.00,\nNumber of payments,,,,4,\n"
    found = look(tmp_path, HEAD + rows)
    assert (found["kept"], found["amount_pence"], sum(found["set_aside"].values())) == (4, 30000, 4)


def test_totals_beside_the_net_column_do_not_hide_a_total(tmp_path: Path) -> None:
    head = "Supplier Name,Payment Date,Net,VAT,Gross\n"
    rows = "Example Care Ltd,01/04/2024,100.00,20.00,120.00\nSample Homes Ltd,02/04/2024,50.00,10.00,60.00\n,,150.00,30.00,180.00\n"
    assert look(tmp_path, head + rows)["amount_pence"] == 15000


def test_a_stray_quotation_mark_hides_no_rows(tmp_path: Path) -> None:
    stray = ROW.replace("Example Care Ltd", '"Example Care Ltd')
    found = look(tmp_path, HEAD + ROW + stray + ROW * 3)
    assert (found["kept"], found["amount_pence"]) == (5, 50000)


def test_a_line_break_inside_quotes_is_part_of_the_cell(tmp_path: Path) -> None:
    found = look(tmp_path, HEAD + ROW.replace("Home care", '"Home care,\nweek 2"') + ROW)
    assert (found["rows"], found["kept"]) == (2, 2)


def test_a_comma_that_nobody_quoted_sets_the_row_aside(tmp_path: Path) -> None:
    found = look(tmp_path, HEAD + ROW + "IT,Smith, Jones and Co,29/04/2024,7777,80.00,law\n")
    assert found["set_aside"] == {"cells out of place: more cells than headings": 1}


@pytest.mark.parametrize("amount", ['"1250,00"', '"1,23"', '"12,34.00"', "-5-", "--5", "1_000", "٣٤"])
def test_doubtful_amounts_are_not_guessed_at(tmp_path: Path, amount: str) -> None:
    found = look(tmp_path, HEAD + ROW * 3 + ROW.replace("100.00", amount))
    assert (found["amount_pence"], found["unreadable_amounts"]) == (30000, 1)


@pytest.mark.parametrize("amount", ["\u22125.00", "\u20135.00", "\u20145.00"])
def test_every_kind_of_minus_is_one(tmp_path: Path, amount: str) -> None:
    assert look(tmp_path, HEAD + ROW + ROW.replace("100.00", amount))["amount_pence"] == 9500


def test_two_figure_years_among_four_figure_ones_are_of_this_century(tmp_path: Path) -> None:
    found = look(tmp_path, HEAD + ROW * 3 + ROW.replace("01/04/2024", "22/04/24"))
    assert (found["first_date"], found["last_date"]) == ("2024-04-01", "2024-04-22")


@pytest.mark.parametrize("extra", ["Contract Title", "VCSE Grant", "Merchant Category"])
def test_one_more_heading_does_not_make_spending_something_else(tmp_path: Path, extra: str) -> None:
    found = look(tmp_path, HEAD.rstrip() + f",{extra}\n" + ROW.rstrip() + ",words\n")
    assert (found["source"], found["amount_pence"]) == ("spend", 10000)


@pytest.mark.parametrize("payee", ["Total Roofing Ltd", "TOTAL", "Grand Totalisator Hire", "Sub-Total Accounting Ltd"])
def test_a_payee_whose_name_merely_contains_total_counts(tmp_path: Path, payee: str) -> None:
    found = look(tmp_path, HEAD + ROW + f"Adults,{payee},02/04/2024,1002,100.00,Roof\n")
    assert (found["kept"], found["set_aside"]) == (2, {})


def test_identical_rows_are_all_kept(tmp_path: Path) -> None:
    found = look(tmp_path, HEAD + ROW * 5)
    assert (found["kept"], found["amount_pence"]) == (5, 50000)


def test_amounts_and_dates_of_many_styles_in_one_file(tmp_path: Path) -> None:
    amounts = ['"£1,000.00"', "(50.00)", "25.00-", " 1 000.50 ", "1.5E+03"]
    days = ["01/04/2024", "2-Apr-24", "2024-04-03", "April 2024", "#REF!"]
    rows = [
        f"Adults,Example Care Ltd,{day},{number},{amount},x\n"
        for number, (day, amount) in enumerate(zip(days, amounts, strict=True))
    ]
    found = look(tmp_path, HEAD + "".join(rows))
    assert found["amount_pence"] == 100000 - 5000 - 2500 + 100050 + 150000
    assert (found["kept"], found["negative"]) == (5, 2)
    assert (found["first_date"], found["last_date"]) == ("2024-04-01", "2024-04-03")


def test_cells_beyond_the_headings_do_not_hide_a_row(tmp_path: Path) -> None:
    found = look(tmp_path, HEAD + ROW.rstrip() + ",overflow,more\n" + ROW)
    assert found["kept"] == 2


def test_a_redaction_marker_is_counted_and_a_name_like_one_is_not(tmp_path: Path) -> None:
    marker = ROW.replace("Example Care Ltd", "REDACTED PERSONAL DATA")
    alike = ROW.replace("Example Care Ltd", "Redact-It Document Shredding Ltd")
    assert look(tmp_path, HEAD + marker + alike)["redacted"] == 1


def _zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_an_archive_gives_one_entry_a_member(tmp_path: Path) -> None:
    path = tmp_path / "spend.zip"
    path.write_bytes(
        _zipped(
            {
                "april.csv": (HEAD + ROW).encode(),
                "README.txt": b"A note.",
                "may.csv.gz": gzip.compress((HEAD + ROW).encode()),
            }
        )
    )
    found = inspect(path)
    assert [(reading["file"], reading["source"], reading["kept"]) for reading in found] == [
        ("spend.zip/april.csv", "spend", 1), ("spend.zip/README.txt", None, None), ("spend.zip/may.csv.gz", "spend", 1),
    ]  # fmt: skip


def test_a_workbook_is_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Spending over £500"])
    sheet.append(["Directorate", "Supplier Name", "Payment Date", "Net Amount"])
    sheet.append(["Adults", "Example Care Ltd", date(2024, 4, 1), 1234.5])
    made = io.BytesIO()
    book.save(made)
    found = look(tmp_path, made.getvalue(), "spend.xlsx")
    assert (found["kept"], found["amount_pence"], found["first_date"]) == (1, 123450, "2024-04-01")


@pytest.mark.parametrize("lines", [False, True])
def test_json_records_are_read(tmp_path: Path, lines: bool) -> None:
    records = [
        {"Supplier Name": "Example Care Ltd", "Payment Date": "2024-04-01", "Net Amount": 12.5, "Directorate": None}
    ] * 2
    text = "\n".join(map(json.dumps, records)) if lines else json.dumps(records)
    found = look(tmp_path, text, "spend.json")
    assert (found["source"], found["kept"], found["amount_pence"]) == ("spend", 2, 2500)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 this is no archive", "damaged"),
        (b"\x1f\x8b\x08\x00nonsense", "damaged"),
        (b"%PDF-1.7 \x00", "neither text"),
        (b"# Notes\n\nThese are the council's files.\n", "holds no table"),
        (b'{"rows": [1, 2', "JSON"),
        (b"Colour,Size,Price\nred,4,5.00\nblue,5,6.00\n", "fits no format we know"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    found = look(tmp_path, content)
    assert found["source"] is None
    assert said in found["message"]


def test_a_file_without_a_payee_names_the_nearest_format_and_what_it_lacks(tmp_path: Path) -> None:
    message = look(
        tmp_path, "Paid to whom,Payment Date,Net Amount,Directorate\nExample Care Ltd,2024-04-01,5.00,Adults\n"
    )["message"]
    assert "Paid to whom" in message
    assert "payee" in message
    assert "place.toml" in message


def test_a_persons_choice_of_column_is_followed(tmp_path: Path) -> None:
    from keepitlocal.sources import read_input

    path = tmp_path / "odd.csv"
    path.write_text("Paid to whom,Payment Date,Net Amount,Directorate\nExample Care Ltd,2024-04-01,5.00,Adults\n")
    choice = Choice(("Paid to whom", "Payment Date", "Net Amount", "Directorate"), "spend", {"payee": "Paid to whom"})
    found = list(
        read_input(
            path,
            name="odd.csv",
            parts=lambda table, _: tmp_path / f"{table}.parquet",
            scratch=tmp_path / "s",
            choices=(choice,),
        )
    )
    assert [(one.source, one.kept, one.columns["payee"]) for one in found] == [("spend", 1, "Paid to whom")]


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r", exclude_categories=("Cs",)), max_size=8)
_AMOUNTS = st.one_of(
    st.integers(-(10**9), 10**9).map(lambda pence: f"{pence / 100:.2f}"),
    st.sampled_from(["", "TBC", "£1,000.00", "(2.50)", "-"]),
)


@settings(max_examples=15)
@given(rows=st.lists(st.tuples(_CELLS, _CELLS, _CELLS, _AMOUNTS), min_size=1, max_size=12))
def test_whatever_the_cells_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    import csv

    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Directorate", "Supplier Name", "Purpose", "Net Amount"])
    writer.writerow(["Adults", "Example Care Ltd", "Home care", "1.00"])
    writer.writerows(rows)
    found = look(tmp_path_factory.mktemp("any"), made.getvalue().encode())
    assert found["rows"] == len(rows) + 1
