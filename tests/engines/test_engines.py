"""Every engine finds the same in the sample, and hands over tables as they were written."""

from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keepitlocal.discover import modules, short_name
from keepitlocal.store.versions import current
from keepitlocal.tasks._folder import Problem, open_folder
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.measure import measured, open_engine

ENGINES = [
    short_name(engine) if short_name(engine) == "duckdb" else pytest.param(short_name(engine), marks=pytest.mark.spark)
    for engine in modules("keepitlocal.engines")
]


@pytest.mark.spark
def test_the_sample_gives_the_same_findings_on_spark_as_on_duckdb(wexborough: Path) -> None:
    folder = open_folder(wexborough)
    version = current(folder.store)
    duckdb, spark = (measured(folder, version, engine=name, screen=Screen()) for name in ("duckdb", "spark"))
    assert len(duckdb) > 100
    assert [finding.id for finding in spark] == [finding.id for finding in duckdb]
    for one, other in zip(duckdb, spark, strict=True):
        assert one == other


@pytest.mark.parametrize("name", ENGINES)
def test_rows_are_plain_values_and_what_is_not_there_is_none(name: str, tmp_path: Path) -> None:
    path = tmp_path / "things.parquet"
    pq.write_table(pa.table({"text": ["b", None, ""], "pence": pa.array([7, None, -7], pa.int64())}), path)
    with import_module(f"keepitlocal.engines.{name}").connect({"things": [path]}) as engine:
        things = engine.table("things")
        found = engine.rows(things.order_by(things.pence))
        halved = engine.rows(things.filter(things.text == "b").select(half=things.pence // 2))
        assert engine.names() == ["things"]
        with pytest.raises(LookupError, match="no table 'nothing'; there are things"):
            engine.table("nothing")
    assert sorted(found, key=str) == sorted(
        [{"text": "b", "pence": 7}, {"text": None, "pence": None}, {"text": "", "pence": -7}], key=str
    )
    assert halved == [{"half": 3}]


@pytest.mark.parametrize("name", ENGINES)
def test_a_table_of_several_parts_is_one(name: str, tmp_path: Path) -> None:
    paths = [tmp_path / "one.parquet", tmp_path / "other.parquet"]
    for number, path in enumerate(paths, start=1):
        pq.write_table(pa.table({"number": [number]}), path)
    with import_module(f"keepitlocal.engines.{name}").connect({"things": paths}) as engine:
        assert sorted(row["number"] for row in engine.rows(engine.table("things"))) == [1, 2]


@pytest.mark.slow
def test_an_engine_that_is_none_is_told_with_those_there_are(wexborough: Path) -> None:
    folder = open_folder(wexborough)
    with pytest.raises(Problem, match="no engine called 'abacus'; there are duckdb, spark"):
        open_engine(folder, current(folder.store), engine="abacus")
