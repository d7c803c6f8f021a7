"""Comparing says what decisions did to the money, each way, and as plainly where a figure falls as where it rises."""

import io
import json
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.matching.corrections import COLUMNS
from keepitlocal.tasks._decided import Shift, in_words
from keepitlocal.tasks._folder import open_folder
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from keepitlocal.tasks.measure import measure
from tests.small_place import MAY, make_place, spend

pytestmark = pytest.mark.slow

JUNE = [("2025-06-04", "HAZELBECK TR", "4000.00"), ("2025-06-06", "Mrs Ploova Wizzent", "950.00")]


def measured(path: Path) -> None:
    folder, screen = open_folder(path), Screen(out=io.StringIO(), err=io.StringIO())
    version = match(folder, gather(folder, screen=screen, keep=False), screen=screen, keep=False)
    measure(folder, version, engine="duckdb", screen=screen)


def decide(path: Path, *rows: str) -> None:
    text = "\n".join([",".join(COLUMNS), *(f"{row},SB,2026-03-04," for row in rows)]) + "\n"
    (path / "corrections" / "review.csv").write_text(text, encoding="utf-8")
    measured(path)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1 without a decision, 2 with one that lowers what is kept local, 3 with one that raises it, 4 confirmed."""
    path = make_place(tmp_path_factory.mktemp("decided") / "wexborough", **{"june.csv": spend(JUNE, first=200)})
    measured(path)
    no, yes = "Hazelbeck Trust,GB-CHC-9000001,no", "HAZELBECK TR,GB-CHC-9000001,yes"
    decide(path, no, "Mrs Ploova Wizzent,GB-CHC-9000001,no")
    decide(path, no, yes)
    decide(path, no, yes, "FARFIELD BUILDERS LIMITED,GB-COH-99000001,yes")
    (path / "inputs" / "spend" / "may.csv").write_text(spend(MAY, first=100), encoding="utf-8")
    decide(path, yes)
    return path


def compared(place: Path, capsys: pytest.CaptureFixture[str], before: int, after: int, *more: str) -> str:
    assert main(["compare", str(place), "--from", str(before), "--to", str(after), *more]) == 0
    return capsys.readouterr().out


def test_a_correction_that_lowers_kept_local_is_said_with_a_minus(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = compared(place, capsys, 1, 2)
    assert "corrections: decisions in corrections/review.csv are new" in told
    assert (
        "They changed or confirmed who 1 payee is, £550.00 in all. By the rule “Address in Wexborough”"
        in told.replace("Registered or contact address", "Address")
    )
    assert "-£550.00 counts as here no longer, cannot be told now (1 payee)" in told
    leading = told.split("kept_local/area/all\n")[1].splitlines()[0]
    assert "lower bound -" in leading and "[corrections]" in leading
    assert "Hazelbeck" not in told and "Wizzent" not in told


def test_a_correction_that_raises_it_is_said_with_a_plus(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = compared(place, capsys, 2, 3)
    assert "+£4,000.00 counts as here now, could not be told before (1 payee)" in told
    assert "decisions in corrections/review.csv changed" in told and "-£" not in told.split("kept_local")[0]


def test_a_decision_that_confirms_moves_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = compared(place, capsys, 3, 4)
    assert "£1,300.50 is elsewhere, as before (1 payee)" in told


def test_both_ways_stand_side_by_side_and_in_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(compared(place, capsys, 1, 3, "--json"))
    assert told["decided"] == [
        {"before": "unknown", "after": "local", "payees": 1, "pence": 400_000},
        {"before": "local", "after": "unknown", "payees": 1, "pence": 55_000},
    ]
    assert "decided" not in json.loads(compared(place, capsys, 1, 1, "--json"))


def test_with_new_files_only_payees_that_a_decision_names_are_counted(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = compared(place, capsys, 1, 5)
    assert "Several things changed at once" in told
    assert "who 1 payee is, £4,000.00 in all" in told


def test_credits_are_said_as_they_count() -> None:
    said = list(in_words([Shift("unknown", "local", 1, -500), Shift("local", "elsewhere", 2, -700)], title="Here"))
    assert said[1:] == [
        "-£5.00 counts as here now, could not be told before (1 payee)",
        "+£7.00 counts as here no longer, is elsewhere now (2 payees)",
    ]
    assert list(in_words([], title="Here")) == []
