"""Make an irregular CSV regular: UTF-8, every row as wide as the widest, blank lines kept as rows of nothing."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from keepitlocal.files.text import read_text


def rows_after(path: Path, /, *, encoding: str, delimiter: str, skip: int, quoted: bool = True) -> Iterator[list[str]]:
    """All records after the first ``skip``, as Python's own reader splits them; quotation marks are plain text unless ``quoted``."""
    text = read_text(path, encoding=encoding)
    lines = text.splitlines() if quoted and _may_swallow(text, delimiter) else []
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    before, width = 0, 0
    for number, row in enumerate(reader):
        width = max(width, len(row)) if number < skip else width
        if lines and has_swallowed(row, delimiter=delimiter, width=width):
            yield from (_split(line, delimiter) for line in lines[before : reader.line_num])
        elif number >= skip:
            yield row
        before = reader.line_num


def has_swallowed(row: list[str], /, *, delimiter: str, width: int) -> bool:
    """Whether a cell holds whole rows: somebody opened a quotation mark and never closed it."""
    return width > 3 and any(
        line.count(delimiter) == width - 1
        for cell in row
        if "\n" in cell or "\r" in cell
        for line in cell.splitlines()[1:]
    )


def _may_swallow(text: str, delimiter: str) -> bool:
    """A mark that opens a cell and is not closed on its line; telling this apart takes the lines themselves."""
    return any(line.count('"') % 2 for line in text.splitlines()) and delimiter in text


def _split(line: str, delimiter: str) -> list[str]:
    """One line by itself; its quotation marks are plain text where they do not come in pairs."""
    if line.count('"') % 2:
        return [cell.replace('"', "") for cell in line.split(delimiter)]
    return next(csv.reader([line], delimiter=delimiter), [])


def write_regular(
    path: Path, /, *, encoding: str, delimiter: str, skip: int, to: Path, least: int = 1, quoted: bool = True
) -> int:
    """Write the records after the first ``skip`` as regular CSV to ``to``; returns their width, at least ``least`` cells."""
    rows = list(rows_after(path, encoding=encoding, delimiter=delimiter, skip=skip, quoted=quoted))
    width = max((len(row) for row in rows), default=1)
    width = max(width, least)
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows([cell.replace("\x00", "") for cell in row] + [""] * (width - len(row)) for row in rows)
    return width
