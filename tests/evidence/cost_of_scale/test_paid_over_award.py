"""What was paid over awards, against its slow twin; and on real registers, whose answer is that nobody can tell."""

import gzip
import json
import shutil
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from keepitlocal import cli
from keepitlocal.domain.finding import OFFICER, PUBLIC, Finding
from keepitlocal.engines.duckdb import connect
from keepitlocal.evidence.cost_of_scale import spend_over_award
from keepitlocal.tasks._examples import typed, write
from keepitlocal.tasks._indicators import answer
from tests.twins.paid_over_award import counted

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
AMOUNTS = st.sampled_from((None, 0, 50_00, 95_000_00, 95_000_01, 1_000_000_00, 1_000_000_01))
agreements = st.fixed_dictionaries(
    {
        "payee": st.just("One"),
        "body": st.sampled_from(("A", "B", "C", "D", "E", "F", None)),
        "person": st.sampled_from((False, False, False, True)),
        "date": st.one_of(DAYS, DAYS, DAYS, st.none()),
        "end": st.one_of(DAYS, DAYS, DAYS, st.none()),
        "amount_pence": AMOUNTS,
    }
)
payments = st.fixed_dictionaries(
    {
        "body": st.sampled_from(("A", "B", "C", "D", "E", "F", None)),
        "month": st.sampled_from(("2024-01", "2024-02", "2024-03", "2024-09", "2024-10", "2024-12", "no date")),
        "source": st.sampled_from(("spend", "spend", "spend", "cards")),
        "amount_pence": st.sampled_from((-10_00, 50_00, 95_000_00, 95_000_01, 2_000_000_00)),
    }
)


@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(agreements, max_size=8), st.lists(payments, max_size=20), DAYS)
def test_figures_are_those_of_the_twin(let: list[Any], paid: list[Any], today: date) -> None:
    tables = {"agreements": let, "payments": paid, "moment": [{"day": today}]}
    with TemporaryDirectory() as folder:
        found = {name: typed(name, rows) for name, rows in tables.items()}
        with connect(write(found, Path(folder))) as engine:
            rows = answer(spend_over_award, engine).rows
    figures = {row["band"]: (row["numerator"], row["denominator"], row["unknown"]) for row in rows}
    assert figures == (counted(let, paid, today) if paid else {})


def reported(folder: Path, council: str, files: list[Path], *, as_at: str = "") -> tuple[list[Finding], str, str]:
    """A real council's findings, and the two editions as written."""
    from keepitlocal.tasks._folder import open_folder
    from keepitlocal.tasks._screen import Screen
    from keepitlocal.tasks.report import report

    assert cli.main(["new", str(folder), "--council", council]) == 0
    if as_at:
        settings_file = folder / "place.toml"
        settings_file.write_text(f"as_at = {as_at}\n" + settings_file.read_text(encoding="utf-8"), encoding="utf-8")
    for path in files:
        shutil.copy(path, folder / "inputs")
    found = report(open_folder(folder), screen=Screen(out=StringIO(), err=StringIO()))
    pages = [folder / "report" / name for name in ("index.html", "officer/index.html")]
    return (found, *(page.read_text(encoding="utf-8") for page in pages))


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize(
    ("council", "as_at", "least"), [("Salford", "2022-07-31", 40), ("Exeter", "", 25)], ids=["Salford", "Exeter"]
)
def test_two_real_councils_cannot_tell(council: str, as_at: str, least: int, data: Path, tmp_path: Path) -> None:
    from keepitlocal.evidence.cost_of_scale.verdict import MINIMUM

    here = data / "councils" / council.lower()
    notices = data / "notices" / "find_a_tender_2026-08.jsonl.gz"
    files = [notices, *(path for kind in ("contracts", "spend") for path in here.glob(f"{kind}/*.csv*"))]
    found, public, officer = reported(tmp_path / "place", council, files, as_at=as_at)
    over = [one for one in found if one.indicator == "spend_over_award"]
    assert sum(one.denominator for one in over) >= least
    assert 0 < sum(one.denominator - one.unknown for one in over) < 2 * MINIMUM
    assert "The data cannot tell whether large contracts cost more here." in public
    assert "Patterns worth asking about" in officer and "Patterns worth asking about" not in public
    assert {one.edition for one in found if one.indicator == "below_thresholds"} <= {OFFICER}
    assert {one.edition for one in over} == {PUBLIC}
    assert changes_read(tmp_path / "place") == change_notices(notices) == 4


def changes_read(folder: Path) -> int:
    """Contracts of any council in the notices whose newest notice we read as one of a change."""
    from keepitlocal.store.versions import current
    from keepitlocal.tasks._folder import open_folder
    from keepitlocal.tasks._parts import open_parts

    opened = open_folder(folder)
    with open_parts(opened, current(opened.store)) as parts:
        query = "SELECT count(DISTINCT reference) FROM contracts WHERE stage = 'change' AND set_aside IS NULL"
        return int(parts.rows(query, "contracts")[0][0])


def change_notices(path: Path) -> int:
    """Change notices (UK10) as published, read without our reader."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        releases = [json.loads(line) for line in lines]
    return sum(
        any(
            document.get("noticeType") == "UK10"
            for contract in release.get("contracts", [])
            for document in contract.get("documents", [])
        )
        for release in releases
    )
