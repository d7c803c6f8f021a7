"""Every indicator's example, run as a council's data is: written to Parquet, loaded by an engine, measured by the
shared routine.
"""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from keepitlocal.discover import modules, short_name
from keepitlocal.domain.finding import Finding
from keepitlocal.tables import TRACE
from keepitlocal.tasks._examples import columns_of, records, tables, write
from keepitlocal.tasks._indicators import ALL_YEARS, SPANS, answer, findings, in_words, indicators, mark, needs

FIGURES = ("numerator", "denominator", "unknown", "lines")


def engine_names() -> Iterator[object]:
    """The engines there are; all but the one in this process need a Java that Spark accepts."""
    for engine in modules("keepitlocal.engines"):
        name = short_name(engine)
        yield name if name == "duckdb" else pytest.param(name, marks=pytest.mark.spark)


@pytest.fixture(params=list(engine_names()), scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine that indicators run on."""
    name: str = request.param
    return name


@pytest.mark.parametrize("indicator", indicators(), ids=short_name)
def test_example_gives_the_answer_it_says(indicator: ModuleType, engine_name: str, tmp_path: Path) -> None:
    """The answer on each engine; and, once, that the file says what a reader needs and its rows can be shown."""
    expected = records(indicator.example["answer"])
    heads = tuple(expected[0])
    with connect(indicator, engine_name, tmp_path) as engine:
        measured = answer(indicator, engine)
        columns = set(mark(indicator, engine).columns) if engine_name == "duckdb" else set()
    got = [{head: str(row[head]) for head in heads} for row in measured.rows]
    assert sorted(got, key=str) == sorted(expected, key=str)
    if engine_name == "duckdb":
        check_findings(findings(indicator, measured, period="2024-26", rules={}), len(indicator.by) + 1)
        check_columns(indicator, columns)


def check_findings(found: list[Finding], parts: int) -> None:
    for finding in found:
        assert finding.question.endswith("?")
        assert in_words(finding).startswith(f"{finding.title} (")
        assert all((finding.title, finding.unit, finding.base, finding.excludes, finding.assumes, finding.source))
        assert len(finding.id.split("/")) == parts, f"a cut of {finding.id} holds a stroke"
    repeated = [one for one, times in Counter(finding.id for finding in found).items() if times > 1]
    assert not repeated


def check_columns(indicator: ModuleType, columns: set[str]) -> None:
    """Rows keep their grain, each marked; those that can be opened carry the name and whether it is a person's."""
    assert {"counts", "unknown", "set_aside", "amount_pence", "lines", *indicator.by} <= columns
    if {"payments", "agreements", "awards"} & set(needs(indicator)):
        assert {"payee", "person"} <= columns


@pytest.mark.parametrize("indicator", indicators(), ids=short_name)
def test_example_speaks_of_every_table_and_of_nothing_else(indicator: ModuleType) -> None:
    assert set(indicator.example) == {*needs(indicator), "answer"}
    heads = set(records(indicator.example["answer"])[0])
    assert set(indicator.by) <= heads <= {*indicator.by, *FIGURES}


def test_no_two_indicators_share_a_name() -> None:
    names = Counter(short_name(indicator) for indicator in indicators())
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("indicator", indicators(), ids=short_name)
def test_what_is_left_where_a_table_is_empty_is_no_figure_at_all(indicator: ModuleType, tmp_path: Path) -> None:
    """Nought means that the council paid nothing; a file that was never given means that nobody knows."""
    empty = tables({}, needed=needs(indicator))
    with import_module("keepitlocal.engines.duckdb").connect(write(empty, tmp_path)) as engine:
        assert answer(indicator, engine).rows == ()


def test_spans_are_answered_for_all_of_their_time() -> None:
    assert ALL_YEARS == "all"
    assert {"year", "quarter"} == set(SPANS)


def test_an_example_with_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValueError, match="payments has no column pounds"):
        tables({"payments": "pounds\n1"}, needed=("payments",))
    assert not set(TRACE) & set(columns_of("payments"))


def connect(indicator: ModuleType, engine_name: str, folder: Path):  # type: ignore[no-untyped-def]
    """An engine over the example's tables."""
    found = tables(indicator.example, needed=needs(indicator))
    return import_module(f"keepitlocal.engines.{engine_name}").connect(write(found, folder))
