"""Registers in the library: read once, counted in every place after its own, never reached by tidy."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.store import registers
from keepitlocal.store.versions import Version, current
from keepitlocal.tasks._folder import Problem, open_folder
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from keepitlocal.tasks.report import report
from keepitlocal.tasks.tidy import tidy
from tests.small_place import MAY, REGISTER, make_place, spend

OTHERS = """org_id,name,postcode,kind,company_number,charity_number
GB-COH-99000002,Nobody Knows Supplies Ltd,ZZ1 1AA,company,99000002,
"""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of registers in a library of its own."""
    monkeypatch.setenv("KEEPITLOCAL_LIBRARY", str(tmp_path / "library"))
    folder = tmp_path / "library" / "registers"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_place(tmp_path / "wexborough")


def gathered(place: Path) -> tuple[Version, str]:
    out = io.StringIO()
    found = gather(open_folder(place), screen=Screen(out=out, err=io.StringIO()))
    return found, out.getvalue()


def matched(place: Path) -> str:
    out = io.StringIO()
    folder, screen = open_folder(place), Screen(out=out, err=io.StringIO())
    version = match(folder, gather(folder, screen=screen, keep=False), screen=screen)
    import duckdb

    paths = [str(path) for path in version.paths(folder.store, "payees")]
    found = duckdb.execute(
        "SELECT org_id FROM read_parquet($paths) WHERE payee = 'Nobody Knows Supplies'", {"paths": paths}
    ).fetchall()
    return str(found[0][0])


def test_a_register_in_the_library_is_read_once_and_said_in_one_line_from_then_on(place: Path, home: Path) -> None:
    (home / "others.csv").write_text(OTHERS)
    _, first = gathered(place)
    assert "library/others.csv: Register of organisations (plain CSV), 1 rows" in first
    assert "1 register in the library: Register of organisations (plain CSV)." in first
    read = {path: path.stat().st_mtime_ns for path in (home / "parts").rglob("*.parquet")}
    _, again = gathered(place)
    assert again.splitlines() == [
        "1 register in the library: Register of organisations (plain CSV).",
        "Nothing new in inputs/.",
    ]
    other = make_place(place.parent / "other")
    _, elsewhere = gathered(other)
    assert "library/others.csv:" not in elsewhere
    assert {path: path.stat().st_mtime_ns for path in (home / "parts").rglob("*.parquet")} == read


def test_a_register_in_the_library_tells_who_a_payee_is(place: Path, home: Path) -> None:
    assert matched(place) == "None"
    (home / "others.csv").write_text(OTHERS)
    assert matched(place) == "GB-COH-99000002"
    (home / "others.csv").unlink()
    assert matched(place) == "None"


def test_the_manifest_names_the_part_without_saying_where_the_library_lies(place: Path, home: Path) -> None:
    (home / "others.csv").write_text(OTHERS)
    version, _ = gathered(place)
    (named,) = [part for part in version.parts["organisations"] if part.startswith("library:")]
    assert named.startswith("library:registers/parts/organisations/") and str(home.parent) not in named
    assert version.parts["organisations"][-1] == named
    assert registers.part_file(named).exists()
    assert version.paths(place / "store", "organisations")[-1] == registers.part_file(named)


def test_a_moved_library_changes_nothing(place: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "others.csv").write_text(OTHERS)
    before, _ = gathered(place)
    moved = home.parent.rename(home.parent.with_name("moved"))
    monkeypatch.setenv("KEEPITLOCAL_LIBRARY", str(moved))
    after, said = gathered(place)
    assert after == before and "library/others.csv:" not in said


def test_a_missing_part_is_said_and_read_again(place: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "others.csv").write_text(OTHERS)
    matched(place)
    version = current(place / "store")
    assert version is not None
    for path in (home / "parts" / "organisations").iterdir():
        path.unlink()
    with pytest.raises(LookupError, match="no longer prepared in the library.*keepitlocal gather"):
        version.paths(place / "store", "organisations")
    assert gathered(place)[0] == version
    assert version.paths(place / "store", "organisations")


def test_tidy_leaves_the_library_alone(place: Path, home: Path) -> None:
    (home / "others.csv").write_text(OTHERS)
    gathered(place)
    before = sorted(home.rglob("*"))
    (home / "others.csv").rename(home / "renamed.csv")
    tidy(open_folder(place), screen=Screen(out=io.StringIO(), err=io.StringIO()))
    assert set(before) - {home / "others.csv"} <= set(home.rglob("*"))


def test_the_same_bytes_in_inputs_and_library_count_once(place: Path, home: Path) -> None:
    alone, _ = gathered(place)
    (home / "register.csv").write_text(REGISTER)
    both, said = gathered(place)
    assert "library/register.csv: the same file as registers/organisations.csv, byte for byte. It counts once." in said
    assert both.parts == alone.parts and both == alone
    (home / "copy of register.csv").write_text(REGISTER)
    assert gathered(place)[0] == alone


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("april.csv", spend(MAY), "it holds spending over £500, and the library is for registers"),
        ("page.zip", "<!DOCTYPE html><html><body>Sorry</body></html>", "is a web page, not a file of data"),
        ("empty.csv", "", "it holds no bytes at all"),
    ],
)
def test_what_is_no_register_does_not_count_and_is_said(
    place: Path, home: Path, name: str, text: str, told: str
) -> None:
    alone, _ = gathered(place)
    (home / name).write_text(text)
    version, said = gathered(place)
    assert f"library/{name} does not count: " in said and told in said
    assert version == alone
    assert [path for path in (home / "parts").rglob("*.parquet") if "payments" in str(path)] == []
    assert told in gathered(place)[1]  # until it is moved


def test_a_zip_of_which_one_table_is_known_counts_for_that_one(place: Path, home: Path) -> None:
    with zipfile.ZipFile(home / "several.zip", "w") as archive:
        archive.writestr("others.csv", OTHERS)
        archive.writestr("notes.txt", "Nothing but words.")
    version, said = gathered(place)
    assert "1 register in the library" in said and "several.zip/notes.txt" in said
    assert len(version.inputs[-1]["readings"]) == 1


@pytest.mark.slow
def test_findings_name_registers_of_the_library_with_their_hashes(place: Path, home: Path) -> None:
    (home / "others.csv").write_text(OTHERS)
    report(open_folder(place), screen=Screen(out=io.StringIO(), err=io.StringIO()))
    document = json.loads((place / "report" / "findings.json").read_text(encoding="utf-8"))
    sha = registers.remembered_digest(home / "others.csv")
    assert {
        "register": "Register of organisations (plain CSV)",
        "release": f"library/others.csv sha256:{sha[:12]}",
    } in document["registers"]
    assert sha in {entry["sha256"] for entry in document["inputs"]}
    assert str(home.parent) not in (place / "report" / "index.html").read_text(encoding="utf-8")


def test_a_place_can_leave_the_library_out(place: Path, home: Path) -> None:
    alone, _ = gathered(place)
    (home / "others.csv").write_text(OTHERS)
    settings = (place / "place.toml").read_text()
    (place / "place.toml").write_text(settings.replace("format = 1", "format = 1\nlibrary = false"))
    assert gathered(place)[0] == alone
    (place / "place.toml").write_text(settings.replace("format = 1", 'format = 1\nlibrary = "no"'))
    with pytest.raises(Problem, match="library is 'no'; write library = false"):
        open_folder(place)


def test_a_register_that_went_is_said(place: Path, home: Path) -> None:
    (home / "others.csv").write_text(OTHERS)
    gathered(place)
    (home / "others.csv").unlink()
    _, said = gathered(place)
    assert "library/others.csv is no longer used from the library: its 1 rows no longer count." in said


def test_a_library_that_may_not_be_written_to_is_said(place: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "others.csv").write_text(OTHERS)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(registers, "keep", refuse)
    with pytest.raises(Problem, match="cannot be written to .Permission denied.*KEEPITLOCAL_LIBRARY"):
        gathered(place)


def test_a_library_that_others_prepared_need_not_be_written_to(
    place: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "others.csv").write_text(OTHERS)
    gathered(place)
    (home / "parts" / "digests.json").unlink()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(registers, "keep", refuse)
    assert "1 register in the library" in gathered(make_place(place.parent / "other"))[1]


@pytest.mark.slow
def test_comparing_tells_the_register_from_the_data(
    place: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for added in (False, True):
        if added:
            (home / "others.csv").write_text(OTHERS)
        report(open_folder(place), screen=Screen(out=io.StringIO(), err=io.StringIO()))
    for words in (["compare", str(place)], ["compare", str(place), "--apart"]):
        assert main(words) == 0
        assert "library/others.csv is new (1 rows)" in capsys.readouterr().out


@pytest.mark.slow
def test_the_sample_place_is_the_same_whatever_the_library_holds(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "others.csv").write_text(OTHERS)
    assert main(["demo", str(tmp_path / "sample")]) == 0
    assert "in the library" not in capsys.readouterr().out
    assert not (home / "parts").exists()
