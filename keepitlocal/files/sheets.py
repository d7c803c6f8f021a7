"""Workbooks: each sheet that holds anything, written out as CSV."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path


class WorkbookError(Exception):
    """A workbook that cannot be opened; the message is the reader's own."""


Cell = str | float | int | bool | date | datetime | time | timedelta


def sheets(path: Path, /, *, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Title and CSV path of each sheet with a filled cell. Dates come as ISO text, whole numbers without a fraction."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
    except CalamineError as error:
        raise WorkbookError(str(error)) from error
    for number, title in enumerate(book.sheet_names):
        rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        if not any(cell != "" for row in rows for cell in row):
            continue
        target = scratch.with_suffix(f".{number}.csv")
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([_text(cell) for cell in row] for row in rows)
        yield title, target


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)
