"""Make an irregular CSV regular: UTF-8, every row as wide as the widest, blank lines kept as rows of nothing."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from keepitlocal.files.text import read_text


def rows_after(path: Path, /, *, encoding: str, delimiter: str, skip: int, quoted: bool = True) -> Iterator[list[str]]:
    """All records after the first ``skip``, as Python's own reader splits them; quotation marks are plain text unless ``quoted``."""
    text = read_text(path, encoding=encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    for number, row in enumerate(reader):
        if number >= skip:
            yield row


def write_regular(path: Path, /, *, encoding: str, delimiter: str, skip: int, to: Path, least: int = 1, quoted: bool = True) -> int:
    """Write the records after the first ``skip`` as regular CSV to ``to``; returns their width, at least ``least`` cells."""
    rows = list(rows_after(path, encoding=encoding, delimiter=delimiter, skip=skip, quoted=quoted))
    width = max((len(row) for row in rows), default=1)
    width = max(width, least)
    with to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows([cell.replace("\x00", "") for cell in row] + [""] * (width - len(row)) for row in rows)
    return width
