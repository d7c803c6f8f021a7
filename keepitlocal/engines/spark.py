"""Spark, on this machine: for a region or a nation at once. Needs the extra ``spark`` and Java 17 or 21."""

import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

title = "Spark"


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
        """Run an expression; a list of rows as plain values. Never by pandas, which makes NaN of what is not there."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            found = self._backend._session.sql(self._backend.compile(expression)).collect()
        return [row.asDict(recursive=True) for row in found]


@contextmanager
def connect(tables: Mapping[str, list[Path]], /) -> Iterator[Engine]:
    """An engine with these tables, each over its Parquet parts. The session is one and stays; the tables go.

    Raises LookupError in words where the extra or a Java is missing.
    """
    import ibis

    session = _session()
    backend = ibis.pyspark.connect(session)
    for name, paths in tables.items():
        session.read.option("mergeSchema", "true").parquet(*[str(path) for path in paths]).createOrReplaceTempView(name)
    try:
        yield Engine(backend, tables)
    finally:
        for name in tables:
            session.catalog.dropTempView(name)


@cache
def _session() -> Any:
    """The one local session: it takes seconds to start, so it is kept for the life of the process."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise LookupError(
            "Spark is not installed. Install it with: pip install 'keepitlocal[spark]', or use --engine duckdb."
        ) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    scratch = tempfile.mkdtemp(prefix="keepitlocal-spark-")
    logging.getLogger("py4j").setLevel(logging.ERROR)
    builder = SparkSession.builder.master("local[*]").appName("keepitlocal")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    builder = builder.config("spark.local.dir", scratch).config("spark.sql.warehouse.dir", scratch)
    said = Path(scratch) / "java.log"
    try:
        with _said_to(said):
            session = builder.getOrCreate()
    except Exception as error:
        last = said.read_text(errors="replace").strip().splitlines()[-1:] or [str(error)]
        raise LookupError(
            f"Spark did not start: {last[0]} It needs Java 17 or 21: name its folder in JAVA_HOME, "
            "or use --engine duckdb."
        ) from error
    session.sparkContext.setLogLevel("OFF")
    return session


@contextmanager
def _said_to(path: Path) -> Iterator[None]:
    """Java started meanwhile writes its warnings to a file, for as long as it runs: none of them is for an officer."""
    sys.stderr.flush()
    kept = os.dup(2)
    with path.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # as DuckDB: an overflow is an error, never nonsense
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "OFF",
    "spark.default.parallelism": "2",
}
