"""Match a plain list of names to registers, with no place folder: CSV in, CSV out."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._plain_csv import csv_relation, quoted
from keepitlocal.tasks._screen import Screen

if TYPE_CHECKING:
    import pyarrow as pa

    from keepitlocal.matching.index import Index

NAMES, REGISTER = ("name", "postcode"), ("org_id", "name", "postcode", "kind")
OUTPUT = ("row", "org_id", "confidence", "decision", "reason")
_BATCH = 400_000


def match_file(names: Path, /, *, registers: Sequence[Path], output: Path, screen: Screen) -> dict[str, int]:
    """Write one line per row of ``names``, in order, rows counted from 0; returns how many of each decision.

    Raises Problem where a file is not there, cannot be read, or lacks a column that is needed.
    """
    from keepitlocal.matching.model import shipped
    from keepitlocal.matching.resolve import evidence, resolve

    if output.resolve() in {path.resolve() for path in (names, *registers)}:
        raise Problem(f"{output} is read from. Name another file with --output.")
    asked = read_table(names, needed=("name",), wanted=NAMES)
    index = open_registers(registers, screen=screen)
    counts: dict[str, int] = {}
    texts, postcodes = asked["name"].to_pylist(), asked["postcode"].to_pylist()
    pieces = [(start, min(start + 20_000, len(texts))) for start in range(0, len(texts), 20_000)]
    with _whole_or_not(output) as working, working.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(OUTPUT)
        for start, end in screen.progress(pieces, "Matching"):
            known = evidence(postcodes[start:end])
            for row, answer in enumerate(resolve(texts[start:end], known, index, model=shipped(), closely=1), start):
                counts[answer.decision] = counts.get(answer.decision, 0) + 1
                writer.writerow([row, answer.org_id or "", f"{answer.confidence:.4f}", answer.decision, answer.because])
    return counts


def open_registers(registers: Sequence[Path], /, *, screen: Screen) -> "Index":
    """The index of register files, from the library where these bytes were indexed before."""
    from keepitlocal.store.parts import digest, fingerprint
    from keepitlocal.tasks._indexes import open_index

    for path in registers:
        _columns(path, needed=("org_id", "name"))
    if len(set(registers)) < len(registers):
        raise Problem("A register is named twice. Name each file once.")
    name = fingerprint([digest(path) for path in registers])
    return open_index(name, lambda: _in_order(registers), screen=screen)


def read_table(path: Path, /, *, needed: Sequence[str], wanted: Sequence[str]) -> "pa.Table":
    """The wanted columns of a CSV or Parquet file, as text; those it has not are empty. Empty rows are rows."""
    import pyarrow as pa

    batches = list(_batches(path, needed=needed, wanted=wanted))
    return pa.concat_tables(batches) if batches else pa.table({name: pa.array([], pa.string()) for name in wanted})


def _batches(
    path: Path, /, *, needed: Sequence[str] = ("org_id", "name"), wanted: Sequence[str] = REGISTER
) -> "Iterator[pa.Table]":
    import pyarrow as pa

    found = _columns(path, needed=needed)
    chosen = ", ".join(
        f"CAST({quoted(found[name])} AS VARCHAR) AS {name}" if name in found else f"NULL::VARCHAR AS {name}"
        for name in wanted
    )
    with _opened(path) as (connection, relation):
        for batch in connection.sql(f"SELECT {chosen} FROM {relation}").to_arrow_reader(_BATCH):
            yield pa.Table.from_batches([batch])


def _in_order(registers: Sequence[Path]) -> "Iterator[pa.Table]":
    """All registers' rows by org-id and name, so that no answer depends on the order of a file; what is alike in all once."""
    import duckdb
    import pyarrow as pa

    with (
        tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch,
        duckdb.connect(f"{scratch}/registers.duckdb") as connection,
    ):
        connection.execute(f"SET memory_limit = '1GB'; SET threads = 2; SET temp_directory = '{scratch}'")
        connection.execute("CREATE TABLE entries (org_id VARCHAR, name VARCHAR, postcode VARCHAR, kind VARCHAR)")
        for path in registers:
            for batch in _batches(path):
                connection.register("batch", batch)
                connection.execute(
                    "INSERT INTO entries SELECT org_id, name, postcode, kind FROM batch WHERE org_id IS NOT NULL AND name IS NOT NULL"
                )
                connection.unregister("batch")
        for part in connection.sql("SELECT DISTINCT * FROM entries ORDER BY ALL").to_arrow_reader(_BATCH):
            yield pa.Table.from_batches([part])


def _columns(path: Path, *, needed: Sequence[str]) -> dict[str, str]:
    """Our name -> the file's own heading. Raises Problem where one that is needed is not there."""
    with _opened(path) as (connection, relation):
        headings = [column[0] for column in connection.execute(f"SELECT * FROM {relation} LIMIT 0").description or ()]
    found: dict[str, str] = {}
    for heading in headings:
        found.setdefault(heading.strip().strip("\ufeff").casefold(), heading)
    missing = [name for name in needed if name not in found]
    if missing:
        raise Problem(
            f"{path} has no column {' or '.join(missing)}. Its headings are: {', '.join(headings) or 'none'}. "
            f"Name one of them {missing[0]} and run this again."
        )
    return found


@contextmanager
def _whole_or_not(output: Path) -> Iterator[Path]:
    """A file beside ``output`` that takes its place when the block ends well."""
    if not output.parent.is_dir():
        raise Problem(f"There is no folder {output.parent} to write {output.name} into.")
    working = output.with_name(f".{output.name}.partial")
    try:
        yield working
        working.replace(output)
    finally:
        working.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, str]]:
    import duckdb

    if not path.is_file():
        raise Problem(f"There is no file {path}.")
    if path.stat().st_size == 0:
        raise Problem(f"{path} is empty.")
    kind = "".join(path.suffixes[-2:]).casefold()
    with tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch:
        try:
            if path.suffix.casefold() == ".parquet":
                relation = "read_parquet('" + str(path).replace("'", "''") + "')"
            elif kind.endswith((".csv", ".csv.gz", ".tsv", ".txt")):
                relation = csv_relation(path, scratch=Path(scratch))
            else:
                raise Problem(
                    f"{path} is neither CSV nor Parquet. Save it as CSV with the headings {', '.join(REGISTER)}."
                )
            with duckdb.connect() as connection:
                connection.execute("SET memory_limit = '800MB'; SET threads = 2")
                yield connection, relation
        except (duckdb.Error, OSError, ValueError) as error:
            raise Problem(f"{path} could not be read: {_first_words(error)} {_MEND}") from error


_MEND = "Open it in a text editor at that place, or save it again as CSV (UTF-8)."


def _first_words(error: Exception) -> str:
    """What was found and where, without DuckDB's advice to programmers."""
    told = str(error).splitlines() or [type(error).__name__]
    said = [told[0], *(line for line in told[1:] if line.strip().startswith("Expected Number of Columns"))]
    return " ".join(f"{line.strip().rstrip('.')}." for line in said)
