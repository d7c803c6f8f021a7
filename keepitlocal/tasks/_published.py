"""An engine whose ``payments`` are the published rows themselves, with the columns that indicators know."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from keepitlocal.tasks._folder import Folder


@contextmanager
def with_published_rows(folder: Folder, version: Any, /) -> Iterator[Any]:
    """The default engine, with payments row by row: a figure's rows are a filter over these, never a copy."""
    import ibis

    from keepitlocal.engines.duckdb import Engine
    from keepitlocal.tasks._spending import ENRICHED_SQL

    backend = ibis.duckdb.connect()
    try:
        for table in version.parts:
            name = "all_payments" if table == "payments" else table
            backend.read_parquet([str(path) for path in version.paths(folder.store, table)], table_name=name)
        without = "ANTI JOIN superseded USING (input, row)" if "superseded" in version.parts else ""
        backend.raw_sql(f"CREATE TEMP VIEW counted AS SELECT * FROM all_payments {without} WHERE all_payments.set_aside IS NULL")
        backend.raw_sql(f"CREATE TEMP VIEW payments AS {ENRICHED_SQL.replace('FROM payments pay', 'FROM (SELECT * EXCLUDE (set_aside) FROM counted) pay')}")
        yield Engine(backend, {*version.parts} - {"spending"})
    finally:
        backend.disconnect()
