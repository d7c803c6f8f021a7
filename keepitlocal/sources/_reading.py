"""Read a recognised grid into one typed Parquet part: every row kept in file order, the ones that do not count marked with why."""

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import duckdb

from keepitlocal.domain.money import read_pence
from keepitlocal.files.dates import read_dates
from keepitlocal.files.preview import Preview
from keepitlocal.files.regular import write_regular
from keepitlocal.sources import _grid_sql as sql
from keepitlocal.sources._fields import Field, share
from keepitlocal.sources._recognise import Taken, is_quoted
from keepitlocal.tables import TYPES, Column

_IRREGULAR = re.compile(rb"\n\r?\n|\r(?!\n)|\x00")


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
        connection.execute("SET preserve_insertion_order = true")
        plain = _as_published(taken, seen)
        if plain is not None:
            try:
                _write(connection, taken, plain, name=name, to=to)
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
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(1 << 22):
            if _IRREGULAR.search(before + chunk + (b"\n" if chunk.endswith(b"\r") else b"")):
                return True
            before = chunk[-2:]
    return False


def _write(connection: duckdb.DuckDBPyConnection, taken: Taken, plain: Plain, *, name: str, to: Path) -> None:
    _make_raw(connection, taken, plain)
    fields: dict[str, Field] = taken.source.fields
    styles = _styles(taken, fields)
    connection.execute("CREATE OR REPLACE TEMP TABLE total_rows (row BIGINT)")
    _copy(connection, taken, plain, styles, name=name, to=to)
    odd = _odd_values(connection, taken, _suspects(connection, taken, to), styles)
    money = money_field(taken.source)
    if odd:
        styles |= odd
        _copy(connection, taken, plain, styles, name=name, to=to)
    if money in taken.mapping.places and _find_totals(connection, to, fields[money].column or money):
        _copy(connection, taken, plain, styles, name=name, to=to)


def money_field(source: object, /) -> str:
    """The field that holds a source's money; empty where it has none."""
    fields: dict[str, Field] = getattr(source, "fields", {})
    return str(getattr(source, "money", "")) or next((name for name, field in fields.items() if field.type == "pence" and field.needed), "")


def _make_raw(connection: duckdb.DuckDBPyConnection, taken: Taken, plain: Plain) -> None:
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(plain.width))
    cells = ", ".join(f"c{place}" for place in range(plain.width))
    connection.execute(
        f"""CREATE OR REPLACE TEMP VIEW raw AS
        SELECT row_number() OVER () + {taken.grid.first} AS row, {cells}
        FROM read_csv({sql.literal(str(plain.path))}, columns = {{{columns}}}, header = false, skip = {plain.skip}, auto_detect = false,
            delim = {sql.literal(plain.delimiter)}, quote = '{plain.quote}', escape = '{plain.quote}', strict_mode = true, null_padding = false,
            max_line_size = 67108864)"""
    )


def _styles(taken: Taken, fields: Map[str, Field]) -> dict[str, str]:
    """The style of each date column, where the sample leaves no doubt of it."""
    found: dict[str, str] = {}
    for name, place in taken.mapping.places.items():
        values = taken.grid.values(place)
        if fields[name].type != "date" or not values:
            continue
        if share(values, re.compile(r"\d{4}-\d\d-\d\d([ T].*)?$").match) > 0.5:
            found[name] = "iso"
        elif share(values, re.compile(r"\d\d?/\d\d?/\d{4}$").match) > 0.5 and _day_first(values):
            found[name] = "dmy"
    return found


def _day_first(values: list[str]) -> bool:
    pairs = [(int(match[1]), int(match[2])) for match in map(re.compile(r"(\d\d?)/(\d\d?)/").match, values) if match]
    return any(first > 12 for first, _ in pairs) and not any(second > 12 for _, second in pairs)


def _copy(
    connection: duckdb.DuckDBPyConnection, taken: Taken, plain: Plain, styles: Map[str, str], *, name: str, to: Path
) -> None:
    source, fields, places = taken.source, taken.source.fields, taken.mapping.places
    money = money_field(source)
    typed = {field: sql.typed_sql(field, fields[field], place, styles) for field, place in places.items()}
    joins = " ".join(
        f"LEFT JOIN odd_{field} ON odd_{field}.text = trim(raw.c{places[field]})" for field in places if f"odd:{field}" in styles
    )
    inner = ", ".join(f"{expression} AS typed_{field}" for field, expression in typed.items())
    aside = sql.set_aside_sql(source, taken.mapping, taken.grid.headings, plain.width, money)
    columns: dict[str, Column] = import_module(f"keepitlocal.tables.{source.table}").columns
    chosen = ", ".join(f'{_column_sql(taken, column, spec, name, money)} AS "{column}"' for column, spec in columns.items())
    order = "ORDER BY row" if joins else ""
    connection.execute(
        f"""COPY (SELECT {chosen} FROM (SELECT *, {aside} AS aside FROM (SELECT raw.*, {inner} FROM raw {joins})) {order})
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
    """Date and money fields that came out empty in rows that count: only these can hold odd texts."""
    fields: dict[str, Field] = taken.source.fields
    asked = [name for name in taken.mapping.places if fields[name].type in ("date", "pence")]
    if not asked:
        return []
    counts = ", ".join(f'count(*) FILTER ("{fields[name].column or name}" IS NULL)' for name in asked)
    live = f"set_aside IS NULL OR set_aside = {sql.literal(sql.UNREADABLE)}"
    found = connection.execute(f"SELECT {counts} FROM read_parquet({sql.literal(str(part))}) WHERE {live}").fetchall()[0]
    return [name for name, missing in zip(asked, found, strict=True) if missing]


def _odd_values(
    connection: duckdb.DuckDBPyConnection, taken: Taken, suspects: list[str], styles: Map[str, str]
) -> dict[str, str]:
    """Look-up tables for the dates and amounts that need a closer look, one a field; names what it made."""
    if not suspects:
        return {}
    picks = []
    for name in suspects:
        place, kind = taken.mapping.places[name], taken.source.fields[name].type
        fast = sql.date_sql(place, styles.get(name, "")) if kind == "date" else sql.pence_sql(place)
        picks.append(f"list(DISTINCT trim(c{place})) FILTER (trim(c{place}) <> '' AND ({fast}) IS NULL)")
    lists = connection.execute(f"SELECT {', '.join(picks)} FROM raw").fetchall()[0]
    made: dict[str, str] = {}
    for name, odd in zip(suspects, lists, strict=True):
        if odd:
            kind = taken.source.fields[name].type
            _make_lookup(connection, name, kind, odd)
            made[f"odd:{name}"] = kind
    return made


def _make_lookup(connection: duckdb.DuckDBPyConnection, name: str, kind: str, texts: list[str]) -> None:
    import pyarrow as pa

    if kind == "date":
        days = read_dates(texts)
        table = pa.table({"text": texts, "day": pa.array([days.get(text) for text in texts], pa.date32())})
    else:
        table = pa.table({"text": texts, "pence": pa.array([read_pence(text) for text in texts], pa.int64())})
    connection.register("lookup_arrow", table)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE odd_{name} AS SELECT * FROM lookup_arrow")
    connection.unregister("lookup_arrow")


def _find_totals(connection: duckdb.DuckDBPyConnection, part: Path, amount: str) -> bool:
    """Amounts that stand alone and equal what the rows above them come to are totals; notes their rows."""
    connection.execute(
        f"""INSERT INTO total_rows
        SELECT row FROM (
            SELECT row, set_aside, "{amount}" AS pence,
                sum(CASE WHEN set_aside IS NULL THEN "{amount}" END) OVER (ORDER BY row ROWS UNBOUNDED PRECEDING) AS above,
                sum(CASE WHEN set_aside IS NULL THEN "{amount}" END) OVER () AS all_rows
            FROM read_parquet({sql.literal(str(part))}))
        WHERE set_aside = {sql.literal(sql.ALONE)} AND (abs(pence - above) <= 1 OR abs(pence - all_rows) <= 1)"""
    )
    found = connection.execute("SELECT count(*) FROM total_rows").fetchall()
    return bool(found[0][0])
