"""Gathering a place: what counts once, what is read again, what stops nothing, and what is said."""

import csv
import gzip
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from keepitlocal.cli import main
from keepitlocal.store.versions import Version, current, numbers
from keepitlocal.tasks._folder import Problem, open_folder
from keepitlocal.tasks._indicators import answer
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from keepitlocal.tasks.measure import open_engine
from keepitlocal.tasks.report import report
from keepitlocal.tasks.rows import indicator_of
from keepitlocal.tasks.tidy import tidy
from tests.small_place import APRIL, HEADINGS, MAY, make_place, spend

ANSWER = "kept_local/area/all"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_place(tmp_path / "wexborough")


def gathered(place: Path) -> tuple[Version, str]:
    out = io.StringIO()
    found = gather(open_folder(place), screen=Screen(out=out, err=io.StringIO()))
    return found, out.getvalue()


def matched(place: Path) -> None:
    folder, screen = open_folder(place), Screen(out=io.StringIO(), err=io.StringIO())
    match(folder, gather(folder, screen=screen, keep=False), screen=screen)


def reported(place: Path) -> None:
    report(open_folder(place), screen=Screen(out=io.StringIO(), err=io.StringIO()))


def now(place: Path) -> Version:
    version = current(place / "store")
    assert version is not None
    return version


def figure(place: Path) -> tuple[int, int, int]:
    with open_engine(open_folder(place), now(place), engine="duckdb") as engine:
        told = answer(indicator_of("kept_local"), engine).rows
    (found,) = [one for one in told if (one["definition"], one["year"]) == ("area", "all")]
    return found["numerator"], found["unknown"], found["denominator"]


def paid(place: Path, version: Version) -> list[tuple[str, str, int]]:
    """Payments that count: input, payee and pence."""
    paths = {
        table: [str(path) for path in version.paths(place / "store", table)] for table in ("payments", "superseded")
    }
    without = (
        "ANTI JOIN (SELECT input, row FROM read_parquet($again)) USING (input, row)" if paths["superseded"] else ""
    )
    live = f"read_parquet($paid) pay {without} WHERE pay.set_aside IS NULL"
    query = f"SELECT input, payee, amount_pence FROM {live} ORDER BY ALL"
    values = {"paid": paths["payments"]} | ({"again": paths["superseded"]} if paths["superseded"] else {})
    return [(str(row[0]), str(row[1]), int(row[2])) for row in duckdb.execute(query, values).fetchall()]


def test_figures_of_the_small_place(place: Path) -> None:
    matched(place)
    assert figure(place) == (55_000, 70_000, 255_050)


def test_nothing_new_publishes_nothing_and_reads_nothing(place: Path) -> None:
    matched(place)
    before = {path: path.stat().st_mtime_ns for path in (place / "store" / "parts").rglob("*.parquet")}
    matched(place)
    assert numbers(place / "store") == [1]
    assert {path: path.stat().st_mtime_ns for path in (place / "store" / "parts").rglob("*.parquet")} == before


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes_in_another_folder(place: Path, tmp_path: Path) -> None:
    other = make_place(tmp_path / "other", **{"may.csv": spend(MAY, first=100)})
    reported(place)
    (place / "inputs" / "spend" / "may.csv").write_text(spend(MAY, first=100))
    for each in (place, other):
        reported(each)
    texts = [(each / "report" / "findings.json").read_text("utf-8") for each in (place, other)]
    run = [text[text.index(' "run": {') :] for text in texts]
    assert run[0] != run[1]  # the number of the version
    assert texts[0].removesuffix(run[0]) == texts[1].removesuffix(run[1])
    assert (place / "report/workbook.xlsx").read_bytes() == (other / "report/workbook.xlsx").read_bytes()


def test_a_new_month_reads_that_month_alone(place: Path) -> None:
    first, _ = gathered(place)
    (place / "inputs" / "spend" / "may.csv").write_text(spend(MAY, first=100))
    second, said = gathered(place)
    assert "may.csv" in said
    assert "april.csv" not in said
    assert set(first.parts["payments"]) < set(second.parts["payments"])


def test_the_same_file_twice_counts_once_and_is_said(place: Path) -> None:
    first, _ = gathered(place)
    (place / "inputs" / "spend" / "april (1).csv").write_text(spend(APRIL))
    second, said = gathered(place)
    assert "april (1).csv: the same file as spend/april.csv" in said
    assert paid(place, second) == paid(place, first)


def test_a_renamed_file_counts_under_its_new_name(place: Path) -> None:
    first, _ = gathered(place)
    spends = place / "inputs" / "spend"
    (spends / "april.csv").rename(spends / "2025-04.csv")
    second, _ = gathered(place)
    assert [row[1:] for row in paid(place, second)] == [row[1:] for row in paid(place, first)]
    assert {row[0] for row in paid(place, second)} == {"spend/2025-04.csv"}


def test_a_removed_file_is_not_in_the_next_version(place: Path) -> None:
    may = place / "inputs" / "spend" / "may.csv"
    may.write_text(spend(MAY, first=100))
    matched(place)
    assert figure(place) == (145_000, 220_000, 695_050)
    may.unlink()
    matched(place)
    assert figure(place) == (55_000, 70_000, 255_050)


def both_months(place: Path, *, name: str = "april-and-may.csv") -> None:
    (place / "inputs" / "spend" / name).write_text(spend([*APRIL, *MAY]))


def test_a_file_that_holds_another_supersedes_it(place: Path) -> None:
    both_months(place)
    found, said = gathered(place)
    assert "6 rows" in said
    assert "also in spend/april-and-may.csv" in said
    assert "£8,350" in said
    assert {row[0] for row in paid(place, found)} == {"spend/april-and-may.csv"}
    assert len(paid(place, found)) == len(APRIL) + len(MAY)


def test_place_toml_can_say_that_both_count(place: Path) -> None:
    both_months(place)
    both = '\n[[keep_both]]\nfiles = ["spend/april.csv", "spend/april-and-may.csv"]\n'
    (place / "place.toml").write_text((place / "place.toml").read_text() + both)
    found, said = gathered(place)
    assert "also in" not in said
    assert len(paid(place, found)) == 2 * len(APRIL) + len(MAY)


def test_place_toml_can_say_which_is_the_later_publication(place: Path) -> None:
    both_months(place)
    told = '\n[[later]]\nfile = "spend/april.csv"\nthan = "spend/april-and-may.csv"\n'
    (place / "place.toml").write_text((place / "place.toml").read_text() + told)
    found, said = gathered(place)
    assert "also in spend/april.csv" in said
    assert sorted({row[0] for row in paid(place, found)}) == ["spend/april-and-may.csv", "spend/april.csv"]
    assert len(paid(place, found)) == len(APRIL) + len(MAY)


@pytest.mark.parametrize(
    "name", ["april revised.csv", "april-corrected.csv", "april (1).csv", "april-b.csv", "april_v2.csv"]
)
def test_a_file_called_after_another_is_the_later_one(place: Path, name: str) -> None:
    (place / "inputs" / "spend" / name).write_text(spend([*APRIL[:-1], ("2025-04-08", "Hazelbeck Trust", "-5.00")]))
    found, _ = gathered(place)
    assert {row[0] for row in paid(place, found)} == {f"spend/{name}"}


def test_overlapping_files_can_be_renamed(place: Path) -> None:
    both_months(place)
    gathered(place)
    spends = place / "inputs" / "spend"
    (spends / "april.csv").rename(spends / "first.csv")
    (spends / "april-and-may.csv").rename(spends / "second.csv")
    found, _ = gathered(place)
    assert len(paid(place, found)) == len(APRIL) + len(MAY)


BROKEN: dict[str, Callable[[], bytes]] = {
    "cut-short.zip": lambda: b"PK\x03\x04 and then nothing",
    "cut-short.csv.gz": lambda: gzip.compress(spend(MAY).encode() * 500)[:-20],
    "empty.csv": lambda: b"",
    "blank.csv": lambda: b"\n\n\n",
    "noise.csv": lambda: bytes(range(256)) * 20,
    "utf16.csv": lambda: spend(MAY).encode("utf-16"),
    "not-a-sheet.xlsx": lambda: b"PK\x03\x04 not a sheet",
    "broken.json": lambda: b'[{"amount": 1, ',
    "headings-only.csv": lambda: HEADINGS.encode() + b"\n",
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(99),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_stops_nothing_and_is_said(place: Path, name: str) -> None:
    (place / "inputs" / "spend" / name).write_bytes(BROKEN[name]())
    found, said = gathered(place)
    assert len([row for row in paid(place, found) if row[0] == "spend/april.csv"]) == len(APRIL)
    about = [line for line in said.splitlines() if f"spend/{name}" in line]
    assert about
    assert "Traceback" not in said


@pytest.mark.slow
def test_a_name_published_by_mistake_is_gone_everywhere(place: Path) -> None:
    mistake = place / "inputs" / "spend" / "june.csv"
    mistake.write_text(spend([("2025-06-01", "Zorblat Quenx Ltd", "6000000.00")], first=900))
    reported(place)
    assert holding(place, "zorblat")
    mistake.unlink()
    gathered(place)
    tidy(open_folder(place), screen=Screen(out=io.StringIO(), err=io.StringIO()))
    assert holding(place, "zorblat") == []
    assert numbers(place / "store") == [now(place).number]
    reported(place)
    assert holding(place, "zorblat") == []
    assert figure(place) == (55_000, 70_000, 255_050)


def holding(place: Path, name: str) -> list[str]:
    """Files of store/ and report/ that hold a name, Parquet opened."""
    found = []
    for path in sorted(path for room in ("store", "report") for path in (place / room).rglob("*") if path.is_file()):
        text = path.read_bytes().decode("latin-1").casefold()
        if path.suffix == ".parquet":
            text += str(duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()).casefold()
        if name in text:
            found.append(path.relative_to(place).as_posix())
    return found


@pytest.mark.slow
def test_tidying_keeps_what_is_in_use(place: Path) -> None:
    reported(place)
    before = figure(place)
    tidy(open_folder(place), screen=Screen(out=io.StringIO(), err=io.StringIO()))
    assert figure(place) == before
    assert (place / "report" / "index.html").exists()
    assert all(path.exists() for paths in now(place).parts for path in now(place).paths(place / "store", paths))


def decide(place: Path, *rows: str) -> None:
    (place / "corrections" / "decisions.csv").write_text("payee,org_id,decision,by,on,why\n" + "\n".join(rows) + "\n")


def test_decisions_win_over_names(place: Path) -> None:
    decide(
        place,
        "nobody knows supplies,GB-CHC-9000001,yes,SB,2026-03-04,invoice",
        "Hazelbeck Trust,GB-CHC-9000001,no,SB,2026-03-04,",
    )
    matched(place)
    assert figure(place) == (70_000, 55_000, 255_050)
    payees = duckdb.execute(
        "SELECT payee, because FROM read_parquet(?)", [str(now(place).paths(place / "store", "payees")[0])]
    )
    assert dict(payees.fetchall())["Nobody Knows Supplies"] == "decided by SB on 4 March 2026: invoice"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Hazelbeck Trust,9000001,yes,SB,2026-03-04,", "corrections/decisions.csv, row 2.*org-id"),
        ("REDACTED PERSONAL DATA,GB-CHC-9000001,yes,SB,2026-03-04,", "row 2: that payee is redacted"),
    ],
)
def test_a_decision_that_cannot_hold_stops_with_its_row(place: Path, row: str, message: str) -> None:
    matched(place)
    decide(place, row)
    with pytest.raises(Problem, match=message):
        matched(place)
    assert figure(place) == (55_000, 70_000, 255_050)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = ", "place.toml could not be read"),
        ("[council]\ncode = 'E99000001'\n", "format = 1"),
        ("format = 7\n", "says 7"),
        ("format = 1\n", "names no council"),
        ("format = 1\ncouncil = 'Trafford'\n", "council"),
        ("format = 1\n[council]\ncode = 5\n", "code"),
        ("format = 1\nlocal = 3\n[council]\ncode = 'E99000001'\n", "local"),
        ("format = 1\n[council]\ncode = 'E99000001'\n[local]\nrule = 'nearby'\n", "nearby"),
        ("format = 1\n[council]\ncode = 'E99000001'\n[local]\nkm = 5\n", "Did you mean within_km"),
        ("format = 1\nmonney = 1\n[council]\ncode = 'E99000001'\n", "Did you mean money"),
        ("format = 1\n[council]\ncode = 'E99000001'\n[money.payees]\nX = 'gifts'\n", "gifts"),
        ("format = 1\n[council]\ncode = 'E99000001'\n[money.lines]\ntaxs = false\n", "taxs"),
        ("format = 1\n[[mapping]]\nsource = 'spend'\n[council]\ncode = 'E99000001'\n", "mapping"),
        ("format = 1\n[council]\ncode = 'E99000001'\n[[keep_both]]\nfile = 'a'\n", "keep_both"),
    ],
)
def test_a_place_toml_that_is_wrong_is_told_in_words(
    place: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "place.toml").write_text(text)
    assert main(["gather", str(place)]) == 1
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told


def test_the_second_of_two_runs_says_so_and_stops(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = (
        "import sys, pathlib, keepitlocal.store.lock as lock\n"
        "with lock.locked(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(place / "store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            for task in ("gather", "report", "tidy"):
                assert main([task, str(place)]) == 1
                told = capsys.readouterr().err
                assert f"process {holder.pid}" in told
                assert "Wait until it has ended" in told
        finally:
            holder.communicate()
    assert main(["gather", str(place)]) == 0


def test_new_says_how_decisions_are_written(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "here"), "--council", "Trafford"]) == 0
    text = (tmp_path / "here" / "corrections" / "README.txt").read_text("utf-8")
    assert "payee,org_id,decision,by,on,why" in text


@pytest.mark.slow
def test_two_versions_are_compared(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reported(place)
    assert main(["compare", str(place)]) == 1
    assert "only version 1 has findings" in capsys.readouterr().err
    (place / "inputs" / "spend" / "may.csv").write_text(spend(MAY, first=100))
    reported(place)
    assert main(["compare", str(place)]) == 0
    told = capsys.readouterr().out
    assert "data: spend/may.csv is new (4 rows, £4,400)" in told
    assert "between 21.6% and 49% of £2,550 -> between 20.9% and 52.5% of £6,950" in told
    assert main(["compare", str(place), "--from", "1", "--to", "9"]) == 1
    assert "no version 9" in capsys.readouterr().err


@pytest.mark.slow
def test_new_files_are_told_apart_from_decisions(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reported(place)
    (place / "inputs" / "spend" / "may.csv").write_text(spend(MAY, first=100))
    decide(place, "Nobody Knows Supplies,GB-CHC-9000001,yes,SB,2026-03-04,")
    reported(place)
    assert main(["compare", str(place), "--apart"]) == 0
    decided, files = capsys.readouterr().out.split("== Then today's files")
    assert "corrections: decisions in corrections/decisions.csv are new" in decided
    assert "between 21.6% and 49% of £2,550 -> 49% of £2,550" in decided
    assert "[data" not in decided
    assert "data: spend/may.csv is new" in files
    assert "49% of £2,550 -> 52.5% of £6,950" in files
    assert "corrections" not in files
    assert numbers(place / "store") == [1, 2]


@pytest.mark.slow
def test_files_of_findings_are_compared(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reported(place)
    kept = tmp_path / "kept.json"
    kept.write_bytes((place / "report" / "findings.json").read_bytes())
    decide(place, "Nobody Knows Supplies,GB-COH-99000001,yes,SB,2026-03-04,")
    reported(place)
    assert main(["compare", str(kept), str(place / "report" / "findings.json")]) == 0
    told = capsys.readouterr().out
    assert "corrections: decisions in corrections/decisions.csv are new" in told
    assert "[corrections]" in told


@pytest.mark.slow
def test_rows_as_csv_are_safe_in_a_spreadsheet(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "inputs" / "spend" / "odd.csv").write_text(spend([("2025-05-01", "=HYPERLINK(1)", "600.00")], first=500))
    reported(place)
    assert main(["rows", str(place), ANSWER, "--part", "all", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert "'=HYPERLINK(1)" in {row["payee"] for row in rows}
