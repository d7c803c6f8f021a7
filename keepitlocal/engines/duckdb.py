"""DuckDB in this process: the default."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

title = "DuckDB"


class Engine:
    """Named tables over Parquet parts, and expressions run on them."""

    def __init__(self, backend: Any, names: Iterable[str], /) -> None:
        self._backend, self._names = backend, frozenset(names)

    def table(self, name: str, /) -> Any:
        """A named table as an ibis expression. Raises LookupError naming the tables there are."""
        if name not in self._names:
            raise LookupError(f"There is no table {name!r}; there are {', '.join(self.names())}.")
        return self._backend.table(name)

    def names(self) -> list[str]:
        """The tables there are."""
        return sorted(self._names)

    def rows(self, expression: Any, /) -> list[dict[str, Any]]:
        """Run an expression; a list of rows as plain values."""
        found: list[dict[str, Any]] = self._backend.to_pyarrow(expression).to_pylist()
        return found


@contextmanager
def connect(tables: Mapping[str, list[Path]], /) -> Iterator[Engine]:
    """An engine with these tables, each over its Parquet parts."""
    import ibis

    backend = ibis.duckdb.connect()
    try:
        for name, paths in tables.items():
            backend.read_parquet([str(path) for path in paths], table_name=name)
        yield Engine(backend, tables)
    finally:
        backend.disconnect()
