"""Irregular files made regular: a record at a time, so that a register of millions of rows fits a laptop."""

import csv
import tracemalloc
from pathlib import Path

import pytest

from keepitlocal.files.regular import rows_after, write_regular

HEADINGS = "Date,Payee,Amount,Purpose"


def rows(path: Path, *, encoding: str = "utf-8") -> list[list[str]]:
    return list(rows_after(path, encoding=encoding, delimiter=",", skip=1))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_mark_that_is_never_closed_hides_no_row(tmp_path: Path, end: str) -> None:
    lines = [HEADINGS, '1,"A,2.00,x', "3,B,4.00,y", '5,C,6.00,"z', "7,D,8.00,w"]
    path = tmp_path / "stray.csv"
    path.write_bytes((end.join(lines) + end).encode())
    assert [row[0] for row in rows(path)] == ["1", "3", "5", "7"]


def test_a_cell_of_several_lines_stays_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_bytes(f'{HEADINGS}\r\n1,A,2.00,"one\r\ntwo"\r\n3,B,4.00,y\r\n'.encode())
    assert rows(path) == [["1", "A", "2.00", "one\r\ntwo"], ["3", "B", "4.00", "y"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_is_gone_through_line_by_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "told.csv"
    path.write_bytes(f"{HEADINGS}\n1,Café,£2.00,x\n".encode(encoding))
    assert rows(path, encoding=encoding) == [["1", "Café", "£2.00", "x"]]


def test_rows_are_as_wide_as_the_widest_and_blank_lines_are_kept(tmp_path: Path) -> None:
    path, to = tmp_path / "uneven.csv", tmp_path / "regular.csv"
    path.write_text(f"{HEADINGS}\n1,A\n\n3,B,4.00,y,more\n", encoding="utf-8")
    assert write_regular(path, encoding="utf-8", delimiter=",", skip=1, to=to) == 5
    with to.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    assert found == [["1", "A", "", "", ""], [""] * 5, ["3", "B", "4.00", "y", "more"]]


def test_a_long_file_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(HEADINGS + "\n\n" + "1,A PAYEE WITH A NAME,2.00,goods and services\n" * 100_000, encoding="utf-8")
    tracemalloc.start()
    try:
        write_regular(path, encoding="utf-8", delimiter=",", skip=1, to=tmp_path / "regular.csv")
        assert tracemalloc.get_traced_memory()[1] < 1_000_000 < path.stat().st_size
    finally:
        tracemalloc.stop()
