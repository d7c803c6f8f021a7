"""A plain list of names matched from the command line: a line a row whatever the file is like, said clearly where it cannot be read."""

import csv
import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keepitlocal.cli import main
from tests.small_register import crowd

HEAD = "org_id,name,postcode,kind\n"
HAZELBECK, FARFIELD = (
    "GB-CHC-9000001,Hazelbeck Trust,ZZ1 1AA,charity\n",
    "GB-COH-99000001,Farfield Builders Ltd,ZZ9 1AA,company\n",
)
REGISTER = HEAD + HAZELBECK + FARFIELD
ANSWERS = [("GB-CHC-9000001", "link"), ("GB-COH-99000001", "link"), ("", "none")]
NAMES = "name,postcode\nHAZELBECK TRUST,ZZ1 1AA\nFarfield Builders Limited,\nNobody Knows Supplies,\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KEEPITLOCAL_LIBRARY", str(tmp_path / "library"))
    return tmp_path / "library"


Matched = Callable[..., list[dict[str, str]]]


@pytest.fixture
def matched(tmp_path: Path, library: Path, capsys: pytest.CaptureFixture[str]) -> Matched:
    """Matches names (text or bytes) to registers (texts) and reads the answers."""

    def run(names: str | bytes, *registers: str | bytes, name: str = "names.csv") -> list[dict[str, str]]:
        files = [tmp_path / f"register{at}.csv" for at in range(max(len(registers), 1))]
        for path, text in [(tmp_path / name, names), *zip(files, registers or (REGISTER,), strict=True)]:
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        status = main(
            ["match", str(tmp_path / name), "--register", *map(str, files), "--output", str(tmp_path / "out.csv")]
        )
        assert status == 0, capsys.readouterr().err
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return run


@pytest.fixture
def refused(tmp_path: Path, library: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What is said where it cannot be done; nothing is left behind."""

    def run(*arguments: str | Path, files: dict[str, str | bytes]) -> str:
        for name, text in files.items():
            (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        assert main(["match", *map(str, arguments)]) == 1
        assert sorted(path.name for path in tmp_path.iterdir() if path != library) == sorted(files)
        assert not library.exists() or not [path for path in library.rglob(".building-*")]
        return capsys.readouterr().err

    return run


def told(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["org_id"], row["decision"]) for row in rows]


def test_there_is_a_line_for_each_row_counted_from_nought(matched: Matched, capsys: pytest.CaptureFixture[str]) -> None:
    rows = matched(NAMES)
    assert list(rows[0]) == ["row", "org_id", "confidence", "decision", "reason"]
    assert [row["row"] for row in rows] == ["0", "1", "2"]
    assert told(rows) == ANSWERS
    assert all(0 <= float(row["confidence"]) <= 1 and row["reason"] for row in rows)
    assert "3 names: 2 linked, 0 for a person to look at, 1 on none of the registers." in capsys.readouterr().out


def test_empty_names_are_rows(matched: Matched) -> None:
    assert told(matched("name,postcode\n,\nHazelbeck Trust,\n,ZZ1 1AA\n")) == [("", "none"), ANSWERS[0], ("", "none")]
    assert told(matched("name\nHazelbeck Trust\n\n\nHazelbeck Trust\n")) == [
        ANSWERS[0],
        ("", "none"),
        ("", "none"),
        ANSWERS[0],
    ]
    assert matched("name,postcode\n") == []


WRITTEN: dict[str, bytes] = {
    "byte order mark": b"\xef\xbb\xbf" + NAMES.encode(),
    "byte order mark and quotes": b"\xef\xbb\xbf" + NAMES.replace("name,", '"name",').encode(),
    "semicolons": NAMES.replace(",", ";").encode(),
    "tabs": NAMES.replace(",", "\t").encode(),
    "windows line ends": NAMES.replace("\n", "\r\n").encode(),
    "old line ends": NAMES.replace("\n", "\r").encode(),
    "no line end": NAMES.rstrip("\n").encode(),
    "windows letters": (NAMES + "Café “Zwölf”,\n").encode("cp1252"),
    "utf-16": NAMES.encode("utf-16"),
    "headings in capitals": NAMES.replace("name,postcode", " NAME , Postcode").encode(),
    "more columns": NAMES.replace("\n", ",£9\n").replace("name,postcode", "name,postcode,amount").encode(),
    "other order": b"amount,postcode,name\n1,ZZ1 1AA,HAZELBECK TRUST\n2,,Farfield Builders Limited\n3,,Nobody Knows Supplies\n",
    "postcode missing": b"name\nHazelbeck Trust\nFarfield Builders Ltd\nNobody Knows Supplies\n",
    "short rows": b"name,postcode\nHazelbeck Trust\nFarfield Builders Ltd\nNobody Knows Supplies\n",
    "a name over two lines": NAMES.replace("HAZELBECK TRUST", '"HAZELBECK\nTRUST"').encode(),
    "a heading twice": b"name,name\nHazelbeck Trust,x\nFarfield Builders Ltd,y\nNobody Knows Supplies,z\n",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_a_csv_is_read_however_it_was_saved(how: str, matched: Matched) -> None:
    assert told(matched(WRITTEN[how]))[:3] == ANSWERS


def test_packed_and_parquet_files_are_read(matched: Matched, tmp_path: Path) -> None:
    assert told(matched(gzip.compress(NAMES.encode()), name="names.csv.gz")) == ANSWERS
    held = pa.BufferOutputStream()
    pq.write_table(pa.table({"name": ["HAZELBECK TRUST", "Farfield Builders Ltd", None], "other": [1, 2, 3]}), held)
    assert told(matched(held.getvalue().to_pybytes(), name="names.parquet")) == ANSWERS


def test_a_comma_in_a_lone_column_ends_no_name(matched: Matched) -> None:
    rows = matched("name\nTrust, Hazelbeck\nNobody, Knows and Supplies\n", REGISTER)
    assert [row["org_id"] for row in rows] == ["GB-CHC-9000001", ""]
    assert "same words in another order" in rows[0]["reason"]


def test_marks_in_names_are_marks(matched: Matched) -> None:
    names = (
        "name,postcode\n#1 Hazelbeck Trust,\n'Hazelbeck' Trust,\n" + 'Hazelbeck 6" Trust,\n"The ""Hazelbeck"" Trust",\n'
    )
    assert len(matched(names)) == 4


def test_a_quoted_name_late_in_a_long_file_is_read(matched: Matched) -> None:
    rows = matched("name,postcode\n" + "John Smith,\n" * 30_000 + '"Hazelbeck, Trust",\n')
    assert len(rows) == 30_001 and told(rows[-1:]) == ANSWERS[:1]


def test_a_cell_of_any_length_is_a_row(matched: Matched) -> None:
    rows = matched(
        f"name,postcode\n{'Hazelbeck Trust ' * 50_000},\n{' ' * 100_000}Hazelbeck Trust,\n{'*' * 100_000},\nHazelbeck Trust,\n"
    )
    assert [row["row"] for row in rows] == ["0", "1", "2", "3"] and told(rows[3:]) == ANSWERS[:1]


def test_two_names_of_one_id_and_ids_of_two_registers(matched: Matched) -> None:
    other = HEAD + "GB-CHC-9000001,Sunny Days Playgroup,,charity\nGB-CHC-9000001,Hazelbeck Trust,ZZ1 1AA,charity\n"
    names = "name\nHazelbeck Trust\nSUNNY DAYS PLAYGROUP\nFarfield Builders Ltd\n"
    assert told(matched(names, REGISTER, other)) == [ANSWERS[0], ANSWERS[0], ANSWERS[1]]


def test_rows_of_a_register_without_a_name_or_an_id_are_nobody(matched: Matched) -> None:
    assert told(matched(NAMES, HEAD + ",Hazelbeck Trust,,\nGB-CHC-9000009,,,\n" + FARFIELD)) == [
        ("", "none"),
        *ANSWERS[1:],
    ]


def test_a_register_of_headings_alone_knows_nobody(matched: Matched) -> None:
    assert told(matched(NAMES, HEAD)) == [("", "none")] * 3


def test_the_order_of_rows_and_registers_changes_nothing(matched: Matched) -> None:
    halls = [f"GB-CHC-{9100000 + at},Village Hall,ZY{at // 20 + 1} {at % 9}AA,charity\n" for at in range(60)]
    rows = [",".join(row) + "\n" for row in crowd(150)] + [HAZELBECK, FARFIELD, *halls]
    names = (
        "name,postcode\n" + "".join(f"{row.split(',')[1].title()[:-2]},\n" for row in rows) + "Village Hall,ZY2 3AA\n"
    )
    whole = matched(names, HEAD + "".join(rows))
    random.Random(1).shuffle(rows)
    assert matched(names, HEAD + "".join(rows)) == whole
    assert matched(names, HEAD + "".join(rows[90:]), HEAD + "".join(rows[:100])) == whole


def test_the_index_is_made_once_for_the_same_registers(matched: Matched, library: Path) -> None:
    first = matched(NAMES)
    (made,) = (library / "matching").iterdir()
    before = {path: path.stat().st_mtime_ns for path in made.iterdir()}
    assert matched(NAMES) == first
    assert {path: path.stat().st_mtime_ns for path in made.iterdir()} == before
    matched(NAMES, HEAD + FARFIELD)
    assert made in (found := list((library / "matching").iterdir())) and len(found) == 2


def test_few_indexes_are_kept(matched: Matched, library: Path) -> None:
    for at in range(6):
        matched(NAMES, REGISTER + f"GB-COH-9800000{at},Other {at} Ltd,,company\n")
    assert len(list((library / "matching").iterdir())) == 4


OPTIONS = ("names.csv", "--register", "register.csv", "--output", "out.csv")


@pytest.mark.parametrize(
    ("names", "register", "said"),
    [
        ("supplier,amount\nA,1\n", REGISTER, "names.csv has no column name. Its headings are: supplier, amount."),
        (NAMES, "id,name\n1,A\n", "register.csv has no column org_id. Its headings are: id, name."),
        (None, REGISTER, "There is no file"),
        (NAMES, None, "There is no file"),
        ("", REGISTER, "names.csv is empty."),
        (NAMES, "", "register.csv is empty."),
        ("\n\nname\nA\n", REGISTER, "Its first line holds no headings."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), REGISTER, "has no column name"),
        (
            "name,postcode\nA,ZZ1 1AA\nSmith, Jones and Co,ZZ1 1AA\n",
            REGISTER,
            "Line: 3. Expected Number of Columns: 2 Found: 3.",
        ),
        ("name,postcode\n" + "A,B\n" * 30_000 + "A,B,C\n", REGISTER, "Line: 30002."),
        ('name,postcode\nA,\n"B,\nC,\nD,\n', REGISTER, "Line: 3. A quotation mark there is not closed."),
        (NAMES, REGISTER + "GB-COH-1,A,B,C,D\n", "register.csv could not be read"),
    ],
)
def test_what_cannot_be_read_is_said(
    names: str | bytes | None,
    register: str | None,
    said: str,
    refused: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {name: text for name, text in (("names.csv", names), ("register.csv", register)) if text is not None}
    message = refused(*OPTIONS, files=files)
    assert said in message
    assert "Traceback" not in message and "strict_mode" not in message


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("names.csv",), "say to which registers and where the answers go"),
        (("names.csv", "--register", "register.csv"), "where the answers go"),
        (("names.csv", "--output", "out.csv"), "say to which registers"),
        ((".", "--register", "register.csv", "--output", "out.csv"), "is a folder"),
        (("names.csv", "--register", "register.csv", "register.csv", "--output", "out.csv"), "named twice"),
        (("names.csv", "--register", "register.csv", "--output", "nowhere/out.csv"), "There is no folder nowhere"),
        (("names.csv", "--register", "register.csv", "--output", "names.csv"), "names.csv is read from"),
        (("names.csv", "--register", "register.csv", "--output", "register.csv"), "register.csv is read from"),
        (("names.csv", "--register", "notes.docx", "--output", "out.csv"), "is neither CSV nor Parquet"),
        (("names.parquet", "--register", "register.csv", "--output", "out.csv"), "names.parquet could not be read"),
        (("names.csv.gz", "--register", "register.csv", "--output", "out.csv"), "names.csv.gz could not be read"),
    ],
)
def test_a_wrong_command_is_said(
    arguments: tuple[str, ...], said: str, refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"names.csv": NAMES, "register.csv": REGISTER, "notes.docx": "x", "names.parquet": "x", "names.csv.gz": "x"}
    assert said in refused(*arguments, files=files)
    assert (tmp_path / "names.csv").read_text() == NAMES


def test_an_answer_that_was_there_stays_whole_where_something_breaks(
    matched: Matched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched(NAMES)
    before = (tmp_path / "out.csv").read_bytes()

    def broken(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("keepitlocal.matching.resolve.resolve", broken)
    options = ["--register", str(tmp_path / "register0.csv"), "--output", str(tmp_path / "out.csv")]
    assert main(["match", str(tmp_path / "names.csv"), *options]) == 1
    assert (tmp_path / "out.csv").read_bytes() == before
    assert not list(tmp_path.glob(".*"))
