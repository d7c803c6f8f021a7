"""Decisions between councils: nothing on who decided, nothing on people, and our own always win."""

import io
import shutil
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.matching.corrections import COLUMNS, Decision, read_decisions, settle
from tests.uncertain_place import uncertain_place

HEAD = ",".join(COLUMNS) + "\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return uncertain_place(tmp_path_factory.mktemp("sharing") / "wexborough")


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "wexborough"))


def own(place: Path, *rows: str) -> None:
    (place / "corrections" / "ours.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def shared(folder: Path, *rows: str, council: str = "Ashmarch") -> Path:
    path = folder / f"from-{council}.csv"
    path.write_text(
        HEAD + "\n".join(row.replace("|", f",{council},2026-03-04,") for row in rows) + "\n", encoding="utf-8"
    )
    return path


def told(place: Path) -> list[Decision]:
    found: list[Decision] = []
    for path in sorted((place / "corrections").glob("*.csv")):
        found += read_decisions(path.read_text(encoding="utf-8"), file=f"corrections/{path.name}")
    return found


def settled(place: Path) -> dict[str, str]:
    return {key: one.org_id for key, one in settle(told(place))[0].items()}


def test_what_is_shared_names_nobody(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(
        place,
        "Farfield Building,GB-COH-99000001,yes,Jo Smith,2026-03-04,Jo Smith rang them",
        "HAZELBECK TR,GB-CHC-9000001,yes,SB,2026-03-04,chosen from those proposed",
        "=HAZELBECK SUPPLIES,GB-CHC-9000001,yes,SB,2026-03-04,",
        "=HAZELBECK SUPPLIES,GB-CHC-9000001,no,SB,2026-03-05,",
        "Mrs Ploova Wizzent,GB-CHC-9000001,no,SB,2026-03-04,",
        "REDACTED PERSONAL DATA,GB-CHC-9000001,no,SB,2026-03-04,",
        "Long Gone Ltd,GB-CHC-9000001,no,SB,2026-03-04,",
    )
    shutil.copy(shared(tmp_path, "Nobody Knows Supplies,GB-CHC-3,yes|"), place / "corrections" / "shared-ashmarch.csv")
    path = tmp_path / "share.csv"
    assert main(["review", str(place), "--share", str(path)]) == 0
    said = capsys.readouterr().out
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        ",".join(COLUMNS),
        "'=HAZELBECK SUPPLIES,GB-CHC-9000001,no,Wexborough,2026-03-05,",
        "Farfield Building,GB-COH-99000001,yes,Wexborough,2026-03-04,",
        "HAZELBECK TR,GB-CHC-9000001,yes,Wexborough,2026-03-04,chosen from those proposed",
    ]
    assert "3 decisions are in" in said and "3 were left out" in said and "Wizzent" not in said
    assert main(["review", str(place), "--share", str(path)]) == 1
    assert main(["review", str(place), "--share", str(tmp_path / "full.csv"), "--with-reasons"]) == 0
    assert "Jo Smith rang them" in (tmp_path / "full.csv").read_text(encoding="utf-8")
    assert "read them through" in capsys.readouterr().out


def test_another_councils_decisions_are_taken_in_once_beneath_our_own(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own(place, "HAZELBECK TR,GB-CHC-9000001,yes,SB,2026-03-04,")
    path = shared(
        tmp_path,
        "HAZELBECK TR,GB-CHC-4,yes|",
        "Farfield Building,GB-COH-99000001,yes|",
        "'=HAZELBECK SUPPLIES,GB-CHC-9000001,no|",
        "Mrs Ploova Wizzent,GB-CHC-4,yes|",
        "Mr Otto Quabble,GB-CHC-4,yes|",
    )
    assert main(["review", str(place), "--load", str(path)]) == 0
    said = capsys.readouterr().out
    assert "2 left out" in said and "Quabble" not in said
    assert "You decided about 1 of them yourselves: your own decisions win" in said
    kept = (place / "corrections" / "shared-ashmarch.csv").read_text(encoding="utf-8")
    assert "Wizzent" not in kept and "Quabble" not in kept
    assert settled(place) == {"hazelbeck tr": "GB-CHC-9000001", "farfield building": "GB-COH-99000001"}
    assert main(["review", str(place), "--load", str(path)]) == 0
    assert "already. Nothing was changed." in capsys.readouterr().out
    assert main(["review", str(place)]) == 0
    assert "There is nothing to review" in capsys.readouterr().out


def test_what_one_council_shares_another_can_load(place: Path, tmp_path: Path) -> None:
    own(place, "=HAZELBECK SUPPLIES,GB-CHC-9000001,yes,SB,2026-03-04,")
    path = tmp_path / "share.csv"
    assert main(["review", str(place), "--share", str(path)]) == 0
    other = Path(shutil.copytree(place, tmp_path / "other"))
    settings = (other / "place.toml").read_text(encoding="utf-8").replace("Wexborough", "Bexworth")
    (other / "place.toml").write_text(settings, encoding="utf-8")
    (other / "corrections" / "ours.csv").unlink()
    assert main(["review", str(other), "--load", str(path)]) == 0
    assert settled(other) == {"=hazelbeck supplies": "GB-CHC-9000001"}


def test_councils_that_contradict_each_other_are_put_to_a_person(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for council, said in (("Ashmarch", "yes"), ("Bexworth", "no")):
        path = shared(tmp_path, f"Nobody Knows Supplies,GB-CHC-9000001,{said}|", council=council)
        assert main(["review", str(place), "--load", str(path)]) == 0
    assert "About 1 payee the councils contradict each other" in capsys.readouterr().out
    assert settled(place) == {}
    monkeypatch.setattr("sys.stdin", io.StringIO("s\ns\ns\n1\n"))
    assert main(["review", str(place), "--by", "SB"]) == 0
    assert "Ashmarch says it is; Bexworth says it is not" in capsys.readouterr().out
    assert settled(place) == {"nobody knows supplies": "GB-CHC-9000001"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["A,GB-CHC-1,yes,SB,2026-03-04,", "B,GB-CHC-1,yes,JD,2026-03-04,"], "is signed by 2"),
        (["A,GB-CHC-1,yes,Wexborough,2026-03-04,"], "are this place's own"),
        (["A,1,yes,Ashmarch,2026-03-04,"], "row 2: '1' is no org-id"),
    ],
)
def test_files_that_no_council_shared_are_refused(
    place: Path, tmp_path: Path, rows: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shared(tmp_path, *rows)
    assert main(["review", str(place), "--load", str(path)]) == 1
    assert message in capsys.readouterr().err
    assert told(place) == []


def test_a_report_is_made_with_what_others_say_of_people_left_aside(place: Path, tmp_path: Path) -> None:
    """A file put there by hand: one person's name, one name withheld, and one payee that is a body."""
    path = shared(
        tmp_path,
        "Mrs Ploova Wizzent,GB-CHC-9000001,yes|",
        "REDACTED PERSONAL DATA,GB-CHC-9000001,yes|",
        "HAZELBECK TR,GB-CHC-9000001,yes|",
    )
    shutil.copy(path, place / "corrections" / "shared-ashmarch.csv")
    assert main(["match", str(place)]) == 0
    import duckdb

    from tests.uncertain_place import open_folder, version_of

    (part,) = version_of(open_folder(place)).paths(place / "store", "payees")
    with duckdb.connect() as connection:
        decided = connection.execute(
            "SELECT payee, because FROM read_parquet(?) WHERE matched_by = 'decision'", [str(part)]
        ).fetchall()
    assert decided == [("HAZELBECK TR", "decided by Ashmarch on 4 March 2026")]
