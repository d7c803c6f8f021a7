"""Deciding at the keyboard: the most money first, each answer kept at once, taken back exactly, and nobody named."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from keepitlocal.cli import main
from keepitlocal.matching.corrections import read_decisions
from keepitlocal.tasks._folder import open_folder
from tests.uncertain_place import FARFIELD, THOUGHT, likely, publish_matches, uncertain_place, version_of

REVIEW = "corrections/review.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return uncertain_place(tmp_path_factory.mktemp("review") / "wexborough")


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "wexborough"))


@pytest.fixture
def say(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the command with lines typed, and gives what the screen said."""

    def run(*typed: str, options: tuple[str, ...] = ("--by", "SB"), status: int = 0) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        found = main(["review", str(place), *options])
        told = capsys.readouterr()
        assert found == status, told.err
        return told.out + told.err

    return run


def kept(place: Path) -> list[tuple[str, str, bool, str, str]]:
    path = place / REVIEW
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = read_decisions(text, file=REVIEW) if text else []
    return [(one.payee, one.org_id, one.is_it, one.by, one.why) for one in found]


def test_the_most_money_comes_first_with_reasons_and_progress(place: Path, say) -> None:
    told = say("1", "1 invoice shows the number", "n", "")
    assert told.index("Farfield Building") < told.index("HAZELBECK TR") < told.index("=HAZELBECK SUPPLIES")
    assert "1 of 3, £0 of £16,000 decided" in told and "3 of 3, £13,000 of £16,000 decided" in told
    assert "£9,000 in 1 line, 2025-26" in told and "Department" not in told.split("Farfield Building")[0]
    assert "Farfield Builders Ltd (GB-COH-99000001, company, ZZ9 1AA)" in told
    assert "more likely than not, 72 in 100: a name like it" in told
    assert kept(place) == [
        ("Farfield Building", "GB-COH-99000001", True, "SB", "chosen from those proposed"),
        ("HAZELBECK TR", "GB-CHC-9000001", True, "SB", "invoice shows the number"),
        ("=HAZELBECK SUPPLIES", "GB-CHC-9000001", False, "SB", "none of those proposed"),
    ]
    assert "3 of 3 payees decided, £16,000 of £16,000" in told
    assert f"keepitlocal report {place}" in told and f"keepitlocal compare {place}" in told
    assert "There is nothing to review" in say()


def test_what_was_decided_does_not_come_again(place: Path, say) -> None:
    say("1", "q")
    told = say("q")
    assert "Farfield Building" not in told and "1 of 2, " in told and "signed SB" in told


def test_who_decides_is_asked_once_and_remembered(place: Path, say) -> None:
    told = say("1", "", "housing team", "1", "q", options=())
    assert told.count("Who decides?") == 2  # once more after an empty answer
    say("1", "", options=())
    assert [by for _, _, _, by, _ in kept(place)] == ["housing team"] * 3


def test_none_of_these_denies_each_that_was_shown(place: Path, say) -> None:
    say("n", "q")
    assert [(org_id, is_it) for _, org_id, is_it, _, _ in kept(place)] == [
        ("GB-COH-99000001", False),
        ("GB-CHC-9000001", False),
    ]
    assert "Farfield Building" not in say("q")


def test_another_organisation_by_its_number(place: Path, say) -> None:
    told = say("o", "9000001", "y", "o company 12345678 letter of 3 March", "y", "o rubbish", "o GB-COH-1", "n", "q")
    assert "Hazelbeck Trust (GB-CHC-9000001, charity, ZZ1 1AA). Is it this one" in told
    assert "(GB-COH-12345678). It is on no register given" in told
    assert "'rubbish' is no number we know" in told
    assert kept(place) == [
        ("Farfield Building", "GB-CHC-9000001", True, "SB", "number given by a person"),
        ("HAZELBECK TR", "GB-COH-12345678", True, "SB", "letter of 3 March"),
    ]


def test_a_number_that_can_be_two_things_is_asked_about(place: Path, say) -> None:
    told = say("o 1234567", "2", "y", "q")
    assert "(GB-COH-01234567)" in told and kept(place)[0][1] == "GB-CHC-1234567"


def test_going_back_takes_back(place: Path, say) -> None:
    told = say("u", "s", "1", "u", "u", "n", "1", "1", "u", "q")
    assert "This is the first" in told and "Taken back: what you decided about HAZELBECK TR." in told
    assert [(payee, is_it) for payee, _, is_it, _, _ in kept(place)] == [
        ("Farfield Building", False),
        ("Farfield Building", False),
        ("HAZELBECK TR", True),
    ]


def test_all_asks_about_what_was_linked_and_what_was_not(place: Path, say) -> None:
    told = say(*"sssssss", options=("--all", "--by", "SB"))
    assert "The program has linked it." in told and "The program linked it to nobody." in told
    assert "1  Farfield Builders Ltd (GB-COH-99000001, company, ZZ9 1AA)" in told
    assert "Nothing was changed." in told and kept(place) == []


def test_people_are_never_shown(place: Path, say) -> None:
    told = say(*"sssssss", options=("--all",))
    assert "6 payees" in told
    assert "Wizzent" not in told and "REDACTED" not in told and "REVENUE" not in told


def test_without_a_review_there_is_a_word_on_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.small_place import make_place

    path = make_place(tmp_path / "new")
    assert main(["review", str(path)]) == 1
    assert "keepitlocal report" in capsys.readouterr().err


def test_a_file_of_the_councils_own_keeps_its_columns_and_rows(place: Path, say) -> None:
    path = place / REVIEW
    own = "On,Payee,Org_ID,Decision,By,Why,Note\r\n2026-03-04,Café,GB-CHC-1,no,SB,,mine".encode("cp1252")
    path.write_bytes(own)
    say("1", "u", "1", "q")
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[1] == "2026-03-04,Café,GB-CHC-1,no,SB,,mine"
    assert lines[2].split(",")[1:4] == ["Farfield Building", "GB-COH-99000001", "yes"] and lines[3:] == [""]


def test_ctrl_c_loses_nothing(place: Path, say, monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr("sys.stdin", Keyboard("1\n"))
    assert main(["review", str(place), "--by", "SB"]) == 130
    assert len(kept(place)) == 1


def test_a_killed_process_loses_nothing(place: Path) -> None:
    command = [sys.executable, "-m", "keepitlocal.cli", "review", str(place), "--by", "SB"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin and running.stdout
        running.stdin.write("1\n")
        running.stdin.flush()
        while "Kept:" not in running.stdout.readline():
            pass
        running.kill()
    assert len(kept(place)) == 1
    assert not list((place / "corrections").glob(".*"))


def test_at_a_real_terminal_answers_are_typed_and_the_end_of_input_stops(place: Path) -> None:
    import os
    import pty

    ours, theirs = pty.openpty()
    os.write(ours, b"1\n\x04")
    command = [sys.executable, "-m", "keepitlocal.cli", "review", str(place), "--by", "SB"]
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, timeout=60, check=True)
    os.close(theirs)
    os.close(ours)
    assert "> Kept: Farfield Building is Farfield Builders Ltd." in done.stdout
    assert "1 of 3 payees decided" in done.stdout and len(kept(place)) == 1


def test_what_somebody_else_changed_meanwhile_is_not_taken_back(
    place: Path, say, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Colleague(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if line == "u\n":
                with (place / REVIEW).open("a", encoding="utf-8") as file:
                    file.write("Else,GB-CHC-1,no,JD,2026-03-04,\n")
            return line

    monkeypatch.setattr("sys.stdin", Colleague("1\nu\nq\n"))
    assert main(["review", str(place), "--by", "SB"]) == 0
    assert "changed by something else meanwhile" in capsys.readouterr().out
    assert [payee for payee, *_ in kept(place)] == ["Farfield Building", "Else"]


def test_two_sittings_at_once_are_refused(place: Path, say) -> None:
    from keepitlocal.store.lock import locked

    with locked(place / "store" / "review"):
        assert "Somebody is deciding about payees" in say("1", status=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    first=st.lists(st.sampled_from("1ns"), max_size=1), then=st.lists(st.sampled_from("1ns"), min_size=1, max_size=2)
)
def test_taking_everything_back_restores_the_exact_file(place: Path, say, first: list[str], then: list[str]) -> None:
    path = place / REVIEW
    path.unlink(missing_ok=True)
    say(*first, "q")
    before = path.read_bytes() if path.exists() else None
    say(*then, *("u" for _ in then), "q")
    assert (path.read_bytes() if path.exists() else None) == before


def test_how_sure_sets_the_programs_confidence_beside_what_people_said(place: Path, say) -> None:
    assert "nothing to set it against" in say(options=("--how-sure",))
    say("1", "n", "q")
    told = say(options=("--how-sure",))
    assert "People decided about 3 organisations" in told
    assert "90 in 100 or surer" in told and "small numbers prove little" in told


def test_a_decision_is_about_every_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    spelt = ("FARFIELD BUILDING.", "Farfield-Building")
    thought = THOUGHT | {name: ("none", []) for name in spelt}
    place = uncertain_place(tmp_path / "wexborough", thought, more=[("2025-06-09", name, "700.00") for name in spelt])
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nq\n"))
    assert main(["review", str(place), "--by", "SB"]) == 0
    told = capsys.readouterr().out
    assert "£10,400 in 3 lines" in told and "Also published as: FARFIELD BUILDING., Farfield-Building" in told
    assert {(payee, org_id) for payee, org_id, *_ in kept(place)} == {
        (name, "GB-COH-99000001") for name in ("Farfield Building", *spelt)
    }
    (place / REVIEW).unlink()
    book = tmp_path / "payees.xlsx"
    assert main(["review", str(place), "--xlsx", str(book), "--by", "SB"]) == 0
    sheet = load_workbook(book)
    sheet["Payees"]["C2"] = 1
    sheet.save(book)
    assert main(["review", str(place), "--load", str(book)]) == 0
    assert len(kept(place)) == 3 and "1 payee decided" in capsys.readouterr().out


def test_a_refuge_is_shown_without_its_postcode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    refuge = {"org_id": "GB-CHC-9000002", "name": "Hazelbeck Women's Refuge", "postcode": "ZZ1 1AB", "kind": "charity"}
    thought = THOUGHT | {"HAZELBECK WOMENS REFUGE": ("review", [likely(refuge, 0.9), likely(FARFIELD, 0.1)])}
    more = [("2025-06-09", "HAZELBECK WOMENS REFUGE", "99000.00")]
    place = uncertain_place(tmp_path / "wexborough", thought, more=more)
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    assert main(["review", str(place), "--by", "SB"]) == 0
    told = capsys.readouterr().out
    assert "Hazelbeck Women's Refuge (GB-CHC-9000002, charity)" in told and "ZZ" not in told


@pytest.mark.slow
def test_from_a_report_by_way_of_a_review_to_a_lower_figure(
    place: Path, say, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was thought before the decision is still known after it, from the version before."""
    assert main(["report", str(place)]) == 0
    folder = open_folder(place)
    publish_matches(folder, version_of(folder), THOUGHT)
    told = say(*"sssss", "n another body of that name", "q", options=("--all", "--by", "SB"))
    assert "1 of 6 payees decided, £1,450 of" in told
    assert main(["report", str(place)]) == 0
    capsys.readouterr()
    assert main(["compare", str(place)]) == 0
    told = capsys.readouterr().out
    assert "decisions in corrections/review.csv are new" in told
    assert "-£1,450.00 counts as here no longer, cannot be told now (1 payee)" in told
    told = say(options=("--how-sure",))
    assert "1 decided,      0 right" in told and "too sure of itself" in told
