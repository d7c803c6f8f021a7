"""A version's tables for plain questions in SQL: what a report needs besides findings."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from keepitlocal.tasks._folder import Folder


@dataclass(frozen=True)
class Parts:
    """The tables of one version, each a view by its name, rows set aside in them too."""

    connection: Any
    names: frozenset[str]

    def rows(self, query: str, /, *needed: str, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query; none where the version lacks one of the tables it needs."""
        if not self.names >= set(needed):
            return []
        found: list[tuple[Any, ...]] = self.connection.execute(query, values).fetchall()
        return found


@contextmanager
def open_parts(folder: Folder, version: Any, /) -> Iterator[Parts]:
    """The parts of a version, until the block ends."""
    import duckdb

    with duckdb.connect() as connection:
        for table, paths in _paths(folder, version).items():
            listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
            query = f"SELECT * FROM read_parquet([{listed}], union_by_name = true)"
            connection.execute(f'CREATE TEMP VIEW "{table}" AS {query}')
        yield Parts(connection, frozenset(version.parts))


def _paths(folder: Folder, version: Any) -> Mapping[str, list[str]]:
    return {table: [str(path) for path in version.paths(folder.store, table)] for table in version.parts}
