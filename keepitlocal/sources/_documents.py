"""Read JSON documents through a source that knows their shape, and write the rows it yields as parts."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from keepitlocal.sources._grid_sql import UNREADABLE
from keepitlocal.sources._summary import Reading, summarise
from keepitlocal.tables import Column

_ARROW = {
    "text": pa.string(),
    "date": pa.date32(),
    "pence": pa.int64(),
    "count": pa.int64(),
    "flag": pa.bool_(),
    "number": pa.float64(),
}


def read_documents(
    source: ModuleType, documents: list[Any], /, *, name: str, parts: Callable[[str, str], Path]
) -> Iterator[Reading]:
    """One reading a table that the source fills. Rows are numbered in the order they come, from 1, unless the source numbers them.

    A source may have ``control(document)``: table -> rows and pence that its document holds, counted apart from ``read``.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    document = documents[0] if len(documents) == 1 else documents
    checks: dict[str, tuple[int, int | None]] = source.control(document) if hasattr(source, "control") else {}
    for table, row in source.read(document):
        rows = tables.setdefault(table, [])
        rows.append({"row": len(rows) + 1} | row | {"input": name})
    if not tables:
        yield Reading(
            name,
            source.source,
            title=source.title,
            rows=0,
            kept=0,
            message=f"{name} was taken for {source.title}, but holds no records.",
        )
    for table, rows in tables.items():
        part = parts(table, name)
        part.parent.mkdir(parents=True, exist_ok=True)
        write_rows(rows, table=table, to=part)
        amount = {"payments": "amount_pence", "grants": "amount_pence", "contracts": "value_pence"}.get(table, "")
        added = sum(value for row in rows if (value := row.get(amount)) is not None)
        counted, pence = checks.get(table, (len(rows), added))
        base = Reading(
            name, source.source, title=source.title, table=table, part=part, control_rows=counted,
            control_pence=pence if amount else None,
            unreadable_amounts=sum(1 for row in rows if row.get("set_aside") == UNREADABLE) if amount else None,
        )  # fmt: skip
        yield summarise(base, amount=amount)


def write_rows(rows: list[dict[str, Any]], /, *, table: str, to: Path) -> None:
    """Write rows as a Parquet part with the table's columns. Raises ValueError for a key that is no column of the table."""
    columns: dict[str, Column] = import_module(f"keepitlocal.tables.{table}").columns
    strange = {key for row in rows for key in row} - columns.keys()
    if strange:
        raise ValueError(f"{', '.join(sorted(strange))}: not columns of {table}")
    arrays = {
        name: pa.array([_value(row.get(name), column) for row in rows], _ARROW[column.type])
        for name, column in columns.items()
    }
    pq.write_table(pa.table(arrays), to, compression="zstd")


def _value(value: Any, column: Column) -> Any:
    if value is None or value == "":
        return None
    if column.type == "text":
        return str(value)
    if column.type == "date" and not isinstance(value, date):
        raise ValueError(f"{value!r} is not a date")
    return value
