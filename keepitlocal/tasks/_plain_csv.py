"""A CSV file as DuckDB reads it, told by its first line alone what sets cells apart: nothing is guessed from the rows.

A guess takes a comma in a lone column of names for the end of a cell, and is wrong about what comes late in a long file.
"""

import csv
import gzip
from pathlib import Path
from typing import IO, TextIO, cast

_APART = (",", ";", "\t", "|")
_NOTHING = "\x1f"  # sets no cells apart: a file of one column


def csv_relation(path: Path, /, *, scratch: Path) -> str:
    """SQL for the file's table, all cells text, columns by their headings; ``scratch`` takes a copy where it is not UTF-8.

    Raises ValueError or OSError where the file cannot be read.
    """
    if path.suffix.casefold() != ".gz":
        path = _as_utf8(path, scratch)
    with _text(path) as file:
        apart, headings = _first(file)
    if not any(headings):
        raise ValueError("Its first line holds no headings.")
    _check_quotes(path, apart)
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(headings)))
    named = ", ".join(f"c{at} AS {quoted(name)}" for at, name in enumerate(_each_once(headings)))
    how = (
        f"auto_detect = false, header = true, delim = '{apart}', quote = '\"', escape = '\"', null_padding = true, "
        f"parallel = false, max_line_size = 10000000, columns = {{{columns}}}"
    )
    literal = str(path).replace("'", "''")
    return f"(SELECT {named} FROM read_csv('{literal}', {how}))"


def _as_utf8(path: Path, scratch: Path) -> Path:
    from keepitlocal.files.text import encoding_of, open_text

    encoding = encoding_of(path)
    if encoding in ("utf-8", "utf-8-sig"):
        return path
    copy = scratch / "as_utf8.csv"
    with open_text(path, encoding=encoding) as source, copy.open("w", encoding="utf-8", newline="") as target:
        while text := source.read(1 << 20):
            target.write(text)
    return copy


def _bytes(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if path.suffix.casefold() == ".gz" else path.open("rb")


def _text(path: Path) -> TextIO:
    if path.suffix.casefold() == ".gz":
        return cast(TextIO, gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
    return path.open(encoding="utf-8-sig", newline="")


def _first(file: TextIO) -> tuple[str, list[str]]:
    """What sets cells apart, and the headings."""
    start = file.readline(1_000_000)
    apart = max(_APART, key=lambda mark: len(next(csv.reader([start], delimiter=mark), [])))
    file.seek(0)
    headings = next(csv.reader(file, delimiter=apart), [])
    return (apart, headings) if len(headings) > 1 else (_NOTHING, headings)


def _check_quotes(path: Path, apart: str) -> None:
    """DuckDB leaves out what follows a quotation mark that is never closed, and says nothing: then there is an odd number of them."""
    with _bytes(path) as file:
        count = sum(chunk.count(b'"') for chunk in iter(lambda: file.read(1 << 20), b""))
    if count % 2 == 0:
        return
    with _text(path) as file:
        reader = csv.reader(file, delimiter=apart, strict=True)
        line = 0
        try:
            for _ in reader:
                line = reader.line_num
        except csv.Error:
            raise ValueError(f"CSV Error on Line: {line + 1}. A quotation mark there is not closed.") from None


def _each_once(headings: list[str]) -> list[str]:
    """Headings without a stray byte order mark; one that is empty, or there already, with its place after it."""
    plain = [heading.strip("\ufeff") for heading in headings]
    return [name if name and name not in plain[:at] else f"{name}_{at}" for at, name in enumerate(plain)]


def quoted(name: str, /) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
