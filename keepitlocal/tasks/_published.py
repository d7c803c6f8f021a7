"""An engine whose ``payments`` are the published rows themselves, with the columns that indicators know."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from keepitlocal.tasks._folder import Folder

_APART = ("payments", "superseded", "findings", "spending")


@contextmanager
def with_published_rows(folder: Folder, version: Any, /) -> Iterator[Any]:
    """The default engine, with payments row by row: a figure's rows are a filter over these, never a copy."""
    import ibis

    from keepitlocal.engines.duckdb import Engine
    from keepitlocal.tasks._spending import ENRICHED_SQL

    backend = ibis.duckdb.connect()
    try:
        names = [table for table in version.parts if table not in _APART]
        for table in names:
            backend.read_parquet([str(path) for path in version.paths(folder.store, table)], table_name=table)
        if version.parts.get("payments"):
            backend.raw_sql(f"CREATE TEMP VIEW counted AS {_counted(folder, version)}")
            each = ENRICHED_SQL.replace("FROM payments pay", "FROM counted pay")
            backend.raw_sql(
                "CREATE TEMP VIEW payments AS SELECT *, least(amount_pence, 0) AS credit_pence, 1::BIGINT AS lines "
                f"FROM ({each})"
            )
            names.append("payments")
        yield Engine(backend, names)
    finally:
        backend.disconnect()


def _counted(folder: Folder, version: Any) -> str:
    """SQL for the payments that count: not set aside by the reader, nor because a later file holds them too."""
    paid, again = _files(folder, version, "payments"), _files(folder, version, "superseded")
    without = f"ANTI JOIN (SELECT input, row FROM read_parquet({again})) USING (input, row)" if again else ""
    return f"SELECT * EXCLUDE (set_aside) FROM read_parquet({paid}) pay {without} WHERE pay.set_aside IS NULL"


def _files(folder: Folder, version: Any, table: str) -> str:
    paths = ["'" + str(path).replace("'", "''") + "'" for path in version.paths(folder.store, table)]
    return f"[{', '.join(paths)}]" if paths else ""
