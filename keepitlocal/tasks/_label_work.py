"""Make the derived table that says what the council's labels mean in services for people."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

from keepitlocal.steps.place._mapping import mapping, meaning
from keepitlocal.tasks._folder import Problem

_COLUMNS = ("department", "service", "category", "payer", "work")


def make_label_work(connection: duckdb.DuckDBPyConnection, /, *, settings: Mapping[str, Any]) -> None:
    """Make ``label_work``, empty where the labels tell of fewer than two departments in services for people.

    Raises Problem where the [services] of place.toml cannot be used.
    """
    found = connection.execute("SELECT DISTINCT department, service, category FROM payments").fetchall()
    told = connection.execute("SELECT count(DISTINCT department) FROM payments").fetchall()[0][0]
    try:
        words = mapping(settings.get("services", {}), departments=int(told))
    except ValueError as error:
        raise Problem(str(error)) from error
    meanings = [meaning(words, department=row[0], service=row[1], category=row[2]) for row in found]
    rows = [(*row, each.department, each.work) for row, each in zip(found, meanings, strict=True)]
    if len({each.department for each in meanings if each.work and each.department}) < 2:
        rows = []
    arrays = {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(_COLUMNS)}
    connection.register("label_work_found", pa.table(arrays))
    connection.execute(
        "CREATE TEMP TABLE label_work AS SELECT *, $published AS published FROM label_work_found",
        {"published": words.published},
    )
