"""Read a recognised grid into one typed Parquet part: every row kept in file order, the ones that do not count marked with why."""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Map
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from keepitlocal.domain.money import read_pence
from keepitlocal.files.dates import read_dates
from keepitlocal.files.preview import Preview
from keepitlocal.files.regular import write_regular
from keepitlocal.sources import _grid_sql as sql
from keepitlocal.sources._fields import Field, share
from keepitlocal.sources._recognise import Taken, is_quoted
from keepitlocal.tables import TYPES, Column

_CHUNK = 1 << 22
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/\d{4}$")
_LONGEST_LINE = 1 << 24
_MEMORY = "600MB"  # what reading may hold; more goes to the scratch folder


@dataclass(frozen=True)
class Plain:
    """Where the reader finds the rows: a UTF-8 file, how many lines to skip, and how many cells a row has."""

    path: Path
    skip: int
    width: int
    delimiter: str
    quote: str = '"'


def read_grid(taken: Taken, seen: Preview, /, *, name: str, to: Path, scratch: Path) -> None:
    """Write the part ``to``. Raises nothing for bad rows: they are set aside in it with their reason."""
    quoted = is_quoted(taken.source, seen)
    with duckdb.connect() as connection:
        connection.execute(
            f"SET preserve_insertion_order = true; SET threads = 1; SET memory_limit = '{_MEMORY}';"
            f" SET temp_directory = {sql.literal(str(scratch))}"
        )
        plain = _as_published(taken, seen)
        if plain is not None:
            try:
                _write(connection, taken, plain, name=name, to=to)
                if not (quoted and _has_swallowed(connection, plain, to)):
                    return
            except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.IOException):
                pass  # Not as regular as it looked: the file is made regular and read again below.
        regular = scratch / f"{to.stem}.regular.csv"
        width = write_regular(
            seen.path, encoding=seen.encoding, delimiter=seen.delimiter, skip=taken.grid.first, to=regular,
            least=len(taken.grid.headings), quoted=quoted,
        )  # fmt: skip
        _write(connection, taken, Plain(regular, 0, width, ","), name=name, to=to)
        regular.unlink()


def _as_published(taken: Taken, seen: Preview) -> Plain | None:
    """The file itself, where it can be read without being copied first."""
    first = taken.grid.first
    one_line_each = seen.lines[first - 1] == first
    if seen.encoding not in ("utf-8", "utf-8-sig") or not one_line_each or _has_irregular_lines(seen.path):
        return None
    width = len(seen.rows[taken.grid.header_row - 1])
    return Plain(seen.path, first, width, seen.delimiter, '"' if is_quoted(taken.source, seen) else "")


def _has_irregular_lines(path: Path) -> bool:
    """Whether there are blank lines, lines that end in a bare carriage return, or null characters."""
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if chunk.endswith(b"\r"):
                chunk += file.read(1)
            if _is_irregular(before + chunk):
                return True
            before = chunk[-2:]
    return False


def _has_swallowed(connection: duckdb.DuckDBPyConnection, plain: Plain, part: Path) -> bool:
    """Whether a stray quotation mark hid rows in a cell: only asked of files whose rows are fewer than their lines."""
    if plain.width < 4:
        return False
    rows = connection.execute(f"SELECT count(*) FROM read_parquet({sql.literal(str(part))})").fetchall()[0][0]
    with plain.path.open("rb") as file:
        lines = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))
    if rows + plain.skip >= lines:
        return False
    cells = " || ".join(f"coalesce(c{place}, '')" for place in range(plain.width))
    whole = f"[^{plain.delimiter}\n]*({re.escape(plain.delimiter)}[^{plain.delimiter}\n]*){{{plain.width - 1}}}"
    found = connection.execute(
        f"SELECT count(*) FROM raw WHERE regexp_matches({cells}, {sql.literal(chr(10) + whole + '(' + chr(10) + '|$)')})"
    ).fetchall()
    return bool(found[0][0])


def _is_irregular(stretch: bytes) -> bool:
    if b"\x00" in stretch:
        return True
    if b"\r" in stretch and (b"\n\r\n" in stretch or stretch.count(b"\r") != stretch.count(b"\r\n")):
        return True
    line_feeds = np.frombuffer(stretch, dtype=np.uint8) == 10
    return bool((line_feeds[1:] & line_feeds[:-1]).any())


def _write(connection: duckdb.DuckDBPyConnection, taken: Taken, plain: Plain, *, name: str, to: Path) -> None:
    _make_raw(connection, taken, plain)
    fields: dict[str, Field] = taken.source.fields
    styles, money = _styles(taken, fields), money_field(taken.source)
    with _functions(connection, {"odd_pence": ("BIGINT", lru_cache(1 << 16)(read_pence))}):
        _copy(connection, taken, plain, styles, name=name, to=to)
        odd = _odd_dates(connection, taken, _suspects(connection, taken, to), styles, to)
        if odd:
            with _functions(connection, {f"odd_{field}": ("DATE", _looking_up(days)) for field, days in odd.items()}):
                _copy(connection, taken, plain, styles | {f"odd:{field}": "date" for field in odd}, name=name, to=to)
    if money in taken.mapping.places:
        _mark_totals(connection, to, fields[money].column or money, taken.source.table)


def _looking_up(days: dict[str, date]) -> Callable[[str], date | None]:
    return lambda text: days.get(text)  # DuckDB counts parameters, and dict.get has one more


@contextmanager
def _functions(
    connection: duckdb.DuckDBPyConnection, wanted: Map[str, tuple[str, Callable[[str], Any]]], /
) -> Iterator[None]:
    """Python functions that SQL may call meanwhile: for the few values that SQL cannot read."""
    for name, (gives, function) in wanted.items():
        connection.create_function(name, function, ["VARCHAR"], gives, null_handling="special")  # type: ignore[call-overload]
    try:
        yield
    finally:
        for name in wanted:
            connection.remove_function(name)


def money_field(source: object, /) -> str:
    """The field that holds a source's money; empty where it has none."""
    fields: dict[str, Field] = getattr(source, "fields", {})
    return str(getattr(source, "money", "")) or next(
        (name for name, field in fields.items() if field.type == "pence" and field.needed), ""
    )


def _make_raw(connection: duckdb.DuckDBPyConnection, taken: Taken, plain: Plain) -> None:
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(plain.width))
    cells = ", ".join(f"c{place}" for place in range(plain.width))
    connection.execute(
        f"""CREATE OR REPLACE TEMP VIEW raw AS
        SELECT row_number() OVER () + {taken.grid.first} AS row, {cells}
        FROM read_csv({sql.literal(str(plain.path))}, columns = {{{columns}}}, header = false, skip = {plain.skip}, auto_detect = false,
            delim = {sql.literal(plain.delimiter)}, quote = '{plain.quote}', escape = '{plain.quote}', strict_mode = true,
            null_padding = false, max_line_size = {_LONGEST_LINE}, buffer_size = {2 * _LONGEST_LINE})"""
    )


def _styles(taken: Taken, fields: Map[str, Field]) -> dict[str, str]:
    """The style of each date column, as far as the sample tells: day first is checked against the whole column afterwards."""
    found: dict[str, str] = {}
    for name, place in taken.mapping.places.items():
        values = taken.grid.values(place)
        if fields[name].type != "date" or not values:
            continue
        if share(values, re.compile(r"\d{4}-\d\d-\d\d([ T].*)?$").match) > 0.5:
            found[name] = "iso"
        elif share(values, _SLASHES.match) > 0.5 and not _is_month_first(values):
            found[name] = "dmy"
    return found


def _is_month_first(texts: Iterable[str]) -> bool:
    pairs = [(int(match[1]), int(match[2])) for match in map(_SLASHES.match, texts) if match]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)


def _copy(
    connection: duckdb.DuckDBPyConnection, taken: Taken, plain: Plain, styles: Map[str, str], *, name: str, to: Path
) -> None:
    source, fields, places = taken.source, taken.source.fields, taken.mapping.places
    money = money_field(source)
    typed = {field: sql.typed_sql(field, fields[field], place, styles) for field, place in places.items()}
    inner = ", ".join(f"{expression} AS typed_{field}" for field, expression in typed.items())
    aside = sql.set_aside_sql(source, taken.mapping, taken.grid.headings, plain.width, money)
    columns: dict[str, Column] = import_module(f"keepitlocal.tables.{source.table}").columns
    chosen = ", ".join(
        f'{_column_sql(taken, column, spec, name, money)} AS "{column}"' for column, spec in columns.items()
    )
    connection.execute(
        f"""COPY (SELECT {chosen} FROM (SELECT *, {aside} AS aside FROM (SELECT raw.*, {inner} FROM raw)))
        TO {sql.literal(str(to))} (FORMAT parquet, COMPRESSION zstd)"""
    )


def _column_sql(taken: Taken, column: str, spec: Column, name: str, money: str) -> str:
    source, fields, places = taken.source, taken.source.fields, taken.mapping.places
    if column == "input":
        return sql.literal(name)
    if column in ("row", "set_aside"):
        return "row" if column == "row" else "aside"
    if column == "amount_text" and money in places:
        return f"CASE WHEN typed_{money} IS NULL THEN {sql.cell(places[money])} END"
    derived: dict[str, str] = getattr(source, "derive", {})
    if column in derived:
        texts = sql.placeholders(fields, places, name=name)
        return f"CAST({derived[column].format(**texts)} AS {TYPES[spec.type]})"
    by_column = {(field.column or field_name): field_name for field_name, field in fields.items()}
    if by_column.get(column) in places:
        return f"typed_{by_column[column]}"
    return sql.constant_sql(getattr(source, "constants", {}).get(column), spec)


def _suspects(connection: duckdb.DuckDBPyConnection, taken: Taken, part: Path) -> list[str]:
    """Date fields that came out empty in rows that count: only these can hold odd texts."""
    fields: dict[str, Field] = taken.source.fields
    asked = [name for name in taken.mapping.places if fields[name].type == "date"]
    if not asked:
        return []
    counts = ", ".join(f'count(*) FILTER ("{fields[name].column or name}" IS NULL)' for name in asked)
    live = f"set_aside IS NULL OR set_aside IN ({sql.literal(sql.UNREADABLE)}, {sql.literal(sql.SHIFTED)})"
    found = connection.execute(f"SELECT {counts} FROM read_parquet({sql.literal(str(part))}) WHERE {live}").fetchall()[
        0
    ]
    return [name for name, missing in zip(asked, found, strict=True) if missing]


def _odd_dates(
    connection: duckdb.DuckDBPyConnection, taken: Taken, suspects: list[str], styles: dict[str, str], part: Path
) -> dict[str, dict[str, date]]:
    """What each text of another style than its column's usual one says, a field at a time; fields without such texts left out.

    A column taken for day first that can only be month first loses its style, and all of its texts count as odd.
    """
    found: dict[str, dict[str, date]] = {}
    for name in suspects:
        place = taken.mapping.places[name]
        odd = _odd_texts(connection, place, styles.get(name, ""))
        if (
            styles.get(name) == "dmy"
            and _is_month_first(odd)
            and not _has_late_days(connection, part, taken.source.fields[name].column or name)
        ):
            del styles[name]
            odd = _odd_texts(connection, place, "")
        if odd and (days := read_dates(odd)):
            found[name] = days
    return found


def _odd_texts(connection: duckdb.DuckDBPyConnection, place: int, style: str) -> list[str]:
    odd = f"trim(c{place}) <> '' AND ({sql.date_sql(place, style)}) IS NULL"
    return list(
        connection.execute(f"SELECT list(DISTINCT trim(c{place})) FILTER ({odd}) FROM raw").fetchall()[0][0] or ()
    )


def _has_late_days(connection: duckdb.DuckDBPyConnection, part: Path, column: str) -> bool:
    found = connection.execute(
        f'SELECT bool_or(day("{column}") > 12) FROM read_parquet({sql.literal(str(part))})'
    ).fetchall()
    return bool(found[0][0])


def _mark_totals(connection: duckdb.DuckDBPyConnection, part: Path, amount: str, table: str) -> None:
    """Rows that could be totals and equal what the rows above them, or all rows, or those since the last such row come to.

    The part is written again to say so. Candidates are amounts that stand alone, rows without payee and date, and payees that
    speak of a total, where neither a transaction number nor a purpose is given: a payee called Total with a purpose is a payee.
    """
    candidate, table_sql = _CANDIDATES.get(table, "false"), f"read_parquet({sql.literal(str(part))})"
    asked = f"set_aside = {sql.literal(sql.ALONE)} OR (set_aside IS NULL AND {candidate})"
    if not connection.execute(f"SELECT 1 FROM {table_sql} WHERE {asked} LIMIT 1").fetchall():
        return
    found = connection.execute(_TOTALS.format(part=table_sql, amount=amount, candidate=candidate)).fetchall()
    if not found:
        return
    again = part.with_name(f"{part.name}.again")
    totals = {
        reason: ", ".join(str(row) for row, said in found if said == reason) for reason in (sql.TOTAL, sql.SUBTOTAL)
    }
    cases = " ".join(
        f"WHEN list_contains([{rows}], row) THEN {sql.literal(reason)}" for reason, rows in totals.items() if rows
    )
    connection.execute(
        f"""COPY (SELECT * REPLACE (CASE {cases} ELSE set_aside END AS set_aside) FROM {table_sql})
        TO {sql.literal(str(again))} (FORMAT parquet, COMPRESSION zstd)"""
    )
    again.replace(part)


_CANDIDATES = {
    "payments": r"""transaction IS NULL AND (regexp_full_match(lower(payee), '(grand |sub[- ]?)?totals?|sum')
        OR (purpose IS NULL AND ((payee IS NULL AND date IS NULL) OR regexp_matches(lower(payee), '\btotals?\b'))))"""
}
_TOTALS = f"""
WITH marked AS (
    SELECT row, "{{amount}}" AS pence, set_aside IS NULL AND NOT coalesce({{candidate}}, false) AS regular,
        set_aside = '{sql.ALONE}' OR (set_aside IS NULL AND coalesce({{candidate}}, false)) AS candidate
    FROM {{part}}
), summed AS (
    SELECT *, sum(pence) FILTER (regular) OVER (ROWS UNBOUNDED PRECEDING) AS above,
        count(*) FILTER (candidate) OVER (ROWS UNBOUNDED PRECEDING) AS block
    FROM marked
), blocks AS (
    SELECT block, sum(pence) FILTER (regular) AS pence, count(*) FILTER (regular) AS rows FROM summed GROUP BY block
), whole AS (SELECT sum(pence) AS pence FROM marked WHERE regular)
SELECT row, CASE WHEN abs(s.pence - above) <= 1 OR abs(s.pence - whole.pence) <= 1 THEN '{sql.TOTAL}' ELSE '{sql.SUBTOTAL}' END
FROM summed s CROSS JOIN whole LEFT JOIN blocks b ON b.block = s.block - 1
WHERE candidate AND s.pence <> 0
    AND (abs(s.pence - above) <= 1 OR abs(s.pence - whole.pence) <= 1 OR (b.rows > 0 AND abs(s.pence - b.pence) <= 1))
ORDER BY row
"""
