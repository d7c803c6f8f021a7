"""Where published files probably hold a person's name: file, row and column, never the name itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from keepitlocal.tasks._folder import Folder

# What is looked at, by table: free text for names inside it, payees for names that are a person's.
_TEXTS = {"payments": ("purpose",), "contracts": ("description",), "grants": ("purpose", "title")}
_PAYEES = {"payments": "payee", "grants": "recipient"}


@dataclass(frozen=True)
class Spot:
    """One cell to look at: the file, its row as a spreadsheet shows it, its column's heading as published, and why."""

    file: str
    row: int
    column: str
    why: str


def scan(folder: Folder, version: Any, /) -> tuple[Spot, ...]:
    """Every cell that probably names a person, in order of file and row. A guess: the officer opens her own file and decides."""
    import duckdb

    headings = {reading["file"]: reading["columns"] for entry in version.inputs for reading in entry["readings"]}
    found: list[Spot] = []
    with duckdb.connect() as connection:
        for table in _TEXTS:
            paths = [str(path) for path in version.paths(folder.store, table)]
            if paths:
                for file, row, column, why in _cells(connection, table, paths):
                    found.append(Spot(file, row, (headings.get(file) or {}).get(column) or column, why))
    return tuple(sorted(found, key=lambda spot: (spot.file, spot.row, spot.column)))


def _cells(connection: Any, table: str, paths: list[str]) -> Iterator[tuple[str, int, str, str]]:
    from keepitlocal.domain.people import find_names, likely_person

    for column in _TEXTS[table]:
        for file, row in _rows(connection, paths, column, lambda text: bool(find_names(text))):
            yield file, row, column, "a name inside the text"
    if column := _PAYEES.get(table, ""):
        for file, row in _rows(connection, paths, column, likely_person):
            yield file, row, column, "a payee that is probably a person, not redacted"


def _rows(connection: Any, paths: list[str], column: str, test: Any) -> list[tuple[str, int]]:
    """Rows whose text in a column passes a test; each distinct text is tested once."""
    texts = connection.execute(
        f"SELECT DISTINCT {column} FROM read_parquet($paths) WHERE {column} IS NOT NULL AND set_aside IS NULL",
        {"paths": paths},
    ).fetchall()
    marked = [text for (text,) in texts if test(text)]
    if not marked:
        return []
    rows: list[tuple[str, int]] = connection.execute(
        f"""SELECT input, row FROM read_parquet($paths) JOIN (SELECT unnest($marked::VARCHAR[]) AS text) ON {column} = text
        WHERE set_aside IS NULL""",
        {"paths": paths, "marked": marked},
    ).fetchall()
    return rows
