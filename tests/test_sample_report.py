"""The whole job on the sample place, from raw files to a report, held against what is true of the sample by construction."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from keepitlocal.sample import PLANTED, truth, write
from keepitlocal.store.versions import Version, current

pytestmark = pytest.mark.slow

LINES = {
    "taxes and payroll": "payroll",
    "pensions": "pensions",
    "levies, precepts and other public bodies": "public_bodies",
    "schools and money passed through by formula": "schools",
}


@pytest.fixture
def version(wexborough: Path) -> Version:
    found = current(wexborough / "store")
    assert found is not None
    return found


def ask(wexborough: Path, version: Version, table: str, question: str) -> list[tuple[Any, ...]]:
    paths = [str(path) for path in version.paths(wexborough / "store", table)]
    return duckdb.execute(f"SELECT {question} FROM read_parquet($paths)", {"paths": paths}).fetchall()


def test_every_row_and_penny_is_as_planted(wexborough: Path, version: Version) -> None:
    known = truth()
    by_file = {
        reading["file"]: reading
        for entry in version.inputs
        for reading in entry["readings"]
        if reading["source"] == "spend"
    }
    for path, facts in known["files"].items():
        if path in by_file:
            assert (by_file[path]["kept"], by_file[path]["amount_pence"]) == (facts["kept"], facts["pence"]), path
            assert sum(by_file[path]["set_aside"].values()) == sum(facts["set_aside"].values()), path
    found = ask(
        wexborough,
        version,
        "spending",
        "sum(lines) FILTER (source = 'spend'), sum(amount_pence) FILTER (source = 'spend')",
    )
    assert found == [(known["counted"]["rows"], known["counted"]["pence"])]


def test_no_payee_is_matched_to_another(wexborough: Path, version: Version) -> None:
    known = truth()["payees"]
    matched = dict(ask(wexborough, version, "payees", "payee, org_id"))
    wrong = [
        name
        for name, org_id in known.items()
        if (found := matched.get(name)) and not found.startswith("KIL-") and found != org_id
    ]
    right = [name for name, org_id in known.items() if org_id and matched.get(name) == org_id]
    assert not wrong
    assert len(right) > 0.7 * sum(1 for org_id in known.values() if org_id)


def outputs(wexborough: Path) -> dict[str, str]:
    """All that the program wrote for people to read: the report's files as text, and what it said."""
    found = {"terminal": (wexborough.parent / "said.txt").read_text()}
    for path in (wexborough / "report").rglob("*"):
        if path.suffix == ".xlsx":
            book = load_workbook(path, read_only=True)
            found[str(path)] = "\n".join(
                str(cell)
                for sheet in book
                for row in sheet.iter_rows(values_only=True)
                for cell in row
                if cell is not None
            )
        elif path.is_file():
            found[str(path)] = path.read_text(encoding="utf-8")
    return found


def test_nothing_planted_comes_out(wexborough: Path) -> None:
    texts = outputs(wexborough)
    assert len(texts) > 4
    for kind, words in PLANTED.items():
        for word in words:
            leaks = [name for name, text in texts.items() if word.casefold() in text.casefold()]
            assert not leaks, f"{kind} comes out in {leaks}"


def test_taxes_pensions_levies_and_redacted_lines_are_no_suppliers(wexborough: Path, version: Version) -> None:
    never = "HMRC|REVENUE (&|AND) CUSTOMS|PENSION FUND|COMBINED AUTHORITY|FIRE .*AUTHORITY|^REDACTED"
    question = (
        "payee, choosable FROM (SELECT * FROM read_parquet($paths))"
        f" WHERE source = 'spend' AND regexp_matches(upper(payee), '{never}') --"
    )
    rows = ask(wexborough, version, "spending", question)
    assert len({payee for payee, _ in rows}) > 3
    assert not [payee for payee, choosable in rows if choosable]
    book = load_workbook(wexborough / "report" / "workbook.xlsx", read_only=True)
    sheet = next(sheet for sheet in book if "supplier" in sheet.title.casefold())
    listed = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert len(listed) > 50
    assert not [text for text in listed if re.search(never, text.upper()) and len(text) < 60]


def test_the_waterfall_is_near_what_was_planted(wexborough: Path) -> None:
    document = json.loads((wexborough / "report" / "findings.json").read_text())
    found = {one["id"]: one for one in document["findings"]}
    for year, sums in truth()["bases"].items():
        for planted, line in LINES.items():
            measured = int(found[f"what_the_money_is/{line}/{year}"]["numerator"])
            assert abs(measured - sums[planted]) <= 0.25 * sums[planted], (year, planted, measured, sums[planted])


def test_the_same_inputs_give_the_same_findings(wexborough: Path, tmp_path: Path) -> None:
    again = tmp_path / "wexborough"
    write(again)
    subprocess.run([sys.executable, "-m", "keepitlocal.cli", "report", str(again)], check=True, capture_output=True)
    first, second = (json.loads((folder / "report" / "findings.json").read_text()) for folder in (wexborough, again))
    first.pop("run", None), second.pop("run", None)
    assert first == second
