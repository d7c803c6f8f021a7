"""Make the derived tables: payees, labels, localities, bodies, agreements, awards and spending."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from keepitlocal.tasks._agreements import make_agreements, narrow, widen
from keepitlocal.tasks._corrections import decisions
from keepitlocal.tasks._derive_place import make_place
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._indexes import open_index
from keepitlocal.tasks._label_work import make_label_work
from keepitlocal.tasks._names import load_names
from keepitlocal.tasks._organisations import make_bodies, make_localities, make_rules
from keepitlocal.tasks._payees import make_labels, make_payees
from keepitlocal.tasks._place import place_of
from keepitlocal.tasks._rated import make_rated
from keepitlocal.tasks._resolve import own_postcodes, register_names
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._spending import SPENDING_SQL

if TYPE_CHECKING:
    from keepitlocal.matching.index import Index

_INPUTS = ("payments", "organisations", "contracts", "grants", "links", "postcodes", "superseded")

_MEMORY = "800MB"  # more goes to a folder of its own, so that a region's spend fits a laptop
_DATED = ("payments", "contracts", "grants")


@contextmanager
def derive(folder: Folder, version: Any, /, *, screen: Screen) -> Iterator[Callable[[str, Path], None]]:
    """A function that writes each derived table to a path, working from the version's parts."""
    with _loaded(folder, version) as connection:
        place = place_of(folder, version)
        load_names(connection)
        widen(connection)
        make_payees(
            connection,
            settings=folder.settings,
            decisions=decisions(folder),
            release=_registers(version),
            place=place,
            screen=screen,
        )
        narrow(connection)
        make_labels(connection, settings=folder.settings)
        make_bodies(connection)
        make_localities(connection, place=place, notify=screen.say)
        make_rules(connection, place=place)
        make_agreements(connection, place=place, settings=folder.settings)
        make_label_work(connection, settings=folder.settings)
        make_place(connection, folder=folder, version=version, place=place)
        make_rated(connection, place=place)

        def write(table: str, path: Path) -> None:
            query = SPENDING_SQL if table == "spending" else f"SELECT * FROM {table} ORDER BY ALL"
            connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")

        yield write


def open_place(folder: Folder, version: Any, /, *, screen: Screen) -> "tuple[Index, list[str]]":
    """The index of a version's registers as matching opens it, and the first halves of the place's own postcodes."""
    with _loaded(folder, version) as connection:

        def tables() -> Iterator[Any]:
            load_names(connection)
            return register_names(connection)

        index = open_index(_registers(version), tables, screen=screen)
        return index, own_postcodes(connection, place_of(folder, version))


@contextmanager
def _loaded(folder: Folder, version: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection, tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch:
        connection.execute(
            f"SET preserve_insertion_order = false; SET memory_limit = '{_MEMORY}'; SET temp_directory = '{scratch}'"
        )
        _load(connection, folder, version)
        yield connection


def _registers(version: Any) -> str:
    """A name for the registers of a version and for how bodies are told from them, under which their index is kept."""
    from keepitlocal.store.parts import fingerprint

    return fingerprint([version.parts.get(table, ()) for table in ("organisations", "links")])


def _load(connection: duckdb.DuckDBPyConnection, folder: Folder, version: Any) -> None:
    """A view a table over the version's parts, rows set aside left out; empty tables where the version has none."""
    from importlib import import_module

    from keepitlocal.tables import TYPES

    for table in _INPUTS:
        paths = [str(path) for path in version.paths(folder.store, table)]
        columns = import_module(f"keepitlocal.tables.{table}").columns
        if paths:
            listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
            where = "" if table == "superseded" else "WHERE set_aside IS NULL"
            connection.execute(
                f"CREATE TEMP VIEW all_{table} AS SELECT * FROM read_parquet([{listed}], union_by_name = true) {where}"
            )
        else:
            spec = ", ".join(f'"{name}" {TYPES[column.type]}' for name, column in columns.items())
            connection.execute(f"CREATE TEMP TABLE all_{table} ({spec})")
    superseded = {row[0] for row in connection.execute("SELECT DISTINCT input FROM all_superseded").fetchall()}
    for table in _INPUTS:
        # Row numbers start afresh in every file and table: only tables with files that have later ones need the look-up.
        without = "ANTI JOIN all_superseded USING (input, row)" if superseded and table in _DATED else ""
        connection.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM all_{table} {without}")
