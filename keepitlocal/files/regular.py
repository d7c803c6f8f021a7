"""Make an irregular CSV regular: UTF-8, every row as wide as the widest, blank lines kept as rows of nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from keepitlocal.files.text import open_text


def rows_after(path: Path, /, *, encoding: str, delimiter: str, skip: int, quoted: bool = True) -> Iterator[list[str]]:
    """All records after the first ``skip``, as Python's own reader splits them; quotation marks are plain text unless ``quoted``.

    One record is held at a time, however long the file is.
    """
    with open_text(path, encoding=encoding) as text:
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
        width = 0
        for number, row in enumerate(reader):
            own = lines.take()
            width = max(width, len(row)) if number < skip else width
            if quoted and len(own) > 1 and has_swallowed(row, delimiter=delimiter, width=width):
                yield from (_split(line.rstrip("\r\n"), delimiter) for line in own)
            elif number >= skip:
                yield row


class _Lines:
    """The lines of a text, with those since the last look kept: what a record was made of."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._since = text, list[str]()

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self._since.append(line)
            yield line

    def take(self) -> list[str]:
        taken, self._since = self._since, []
        return taken


def has_swallowed(row: list[str], /, *, delimiter: str, width: int) -> bool:
    """Whether a cell holds whole rows: somebody opened a quotation mark and never closed it."""
    return width > 3 and any(
        line.count(delimiter) == width - 1
        for cell in row
        if "\n" in cell or "\r" in cell
        for line in cell.splitlines()[1:]
    )


def _split(line: str, delimiter: str) -> list[str]:
    """One line by itself; its quotation marks are plain text where they do not come in pairs."""
    if line.count('"') % 2:
        return [cell.replace('"', "") for cell in line.split(delimiter)]
    return next(csv.reader([line], delimiter=delimiter), [])


def write_regular(
    path: Path, /, *, encoding: str, delimiter: str, skip: int, to: Path, least: int = 1, quoted: bool = True
) -> int:
    """Write the records after the first ``skip`` as regular CSV to ``to``; returns their width, at least ``least`` cells.

    The file is gone through twice, once for the width: a register of millions of rows would not fit in memory.
    """

    def rows() -> Iterator[list[str]]:
        return rows_after(path, encoding=encoding, delimiter=delimiter, skip=skip, quoted=quoted)

    width = max(max(map(len, rows()), default=1), least)
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows([cell.replace("\x00", "") for cell in row] + [""] * (width - len(row)) for row in rows())
    return width
