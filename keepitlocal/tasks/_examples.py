"""Indicators' examples: small tables written with bars between cells, turned into Parquet that any engine can load."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from keepitlocal.tables import Column

# What a cell holds where an example does not speak of its column; every other column is empty then.
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "payments": {
        "source": "spend",
        "year": "2024-25",
        "month": "2024-04",
        "kind": "unknown",
        "control": "not known",
        "person": False,
        "listed": False,
        "line": "",
        "choosable": True,
        "amount_pence": 0,
        "credit_pence": 0,
        "lines": 1,
    },
    "agreements": {
        "source": "contracts",
        "kind": "unknown",
        "person": False,
        "first": True,
        "route": "not_said",
        "lines": 1,
    },
    "placed": {"lines": 1},
    "rated": {"lines": 1},
    "awards": {"year": "2024-25", "kind": "unknown", "person": False, "amount_pence": 0, "lines": 1},
}
_ARROW = {
    "text": pa.string(),
    "date": pa.date32(),
    "pence": pa.int64(),
    "count": pa.int64(),
    "flag": pa.bool_(),
    "number": pa.float64(),
}


def records(text: str, /) -> list[dict[str, str]]:
    """The rows of a table with bars between cells, headings first. Raises ValueError where a row has more cells."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines() if line.strip()]
    if not lines:
        return []
    heads, *body = lines
    for row in body:
        if len(row) != len(heads):
            raise ValueError(f"{' | '.join(row)} has {len(row)} cells; the headings are {' | '.join(heads)}")
    return [dict(zip(heads, row, strict=True)) for row in body]


def tables(example: Mapping[str, str], /, *, needed: tuple[str, ...]) -> dict[str, pa.Table]:
    """The tables of an example by name, typed as in tables/; a table that the example leaves out is empty."""
    return {name: _table(name, records(example.get(name, ""))) for name in needed}


def write(found: Mapping[str, pa.Table], folder: Path, /) -> dict[str, list[Path]]:
    """Write tables as Parquet, as engines load them: the paths of each by name."""
    paths = {name: folder / f"{name}.parquet" for name in found}
    for name, path in paths.items():
        pq.write_table(found[name], path)
    return {name: [path] for name, path in paths.items()}


def typed(name: str, rows: list[dict[str, Any]], /) -> pa.Table:
    """A table of plain values, typed as in tables/, with the defaults of examples where a row is silent."""
    columns = columns_of(name)
    _check(name, rows, columns)
    default = _DEFAULTS.get(name, {})
    arrays = {column: [row.get(column, default.get(column)) for row in rows] for column in columns}
    return pa.table({column: pa.array(arrays[column], _ARROW[spec.type]) for column, spec in columns.items()})


@cache
def columns_of(name: str, /) -> dict[str, Column]:
    """The columns of a table as indicators meet it: their ``payments`` are the table ``spending``."""
    module = import_module(f"keepitlocal.tables.{'spending' if name == 'payments' else name}")
    columns: dict[str, Column] = module.columns
    return columns


def _table(name: str, rows: list[dict[str, str]]) -> pa.Table:
    columns = columns_of(name)
    _check(name, rows, columns)
    return typed(name, [{column: _value(cell, columns[column].type) for column, cell in row.items()} for row in rows])


def _check(name: str, rows: list[dict[str, Any]], columns: Mapping[str, Column]) -> None:
    strange = {column for row in rows for column in row} - set(columns)
    if strange:
        raise ValueError(f"{name} has no column {', '.join(sorted(strange))}; it has {', '.join(columns)}")


def _value(cell: str, kind: str) -> Any:
    if not cell:
        return None
    if kind in ("pence", "count"):
        return int(cell)
    if kind == "number":
        return float(cell)
    if kind == "flag":
        return {"true": True, "false": False}[cell]
    return date.fromisoformat(cell) if kind == "date" else cell
