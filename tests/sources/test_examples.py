"""The example of every source, tabular or of documents, read as a person's file would be."""

from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from keepitlocal.discover import modules, short_name
from keepitlocal.sources import read_input

SOURCES = [module for module in modules("keepitlocal.sources") if hasattr(module, "fields") or hasattr(module, "read")]


@pytest.mark.parametrize("source", SOURCES, ids=short_name)
def test_example_is_read_as_it_says(source: ModuleType, tmp_path: Path) -> None:
    example = source.example
    file = tmp_path / "example.txt"
    file.write_text(dedent(example["file"]).lstrip("\n"), encoding="utf-8")
    readings = list(
        read_input(
            file,
            name=file.name,
            parts=lambda table, member: tmp_path / table / "1.parquet",
            scratch=tmp_path / "scratch",
        )
    )
    table = example.get("table", source.table)
    reading = next((each for each in readings if each.table == table), readings[0])
    assert (reading.source, reading.title) == (source.source, source.title), reading.message
    assert reading.kept == example["kept"]
    assert reading.amount_pence == example["amount_pence"]
    assert reading.set_aside == example["set_aside"]
    assert reading.reconciles


def test_there_are_sources_of_both_sorts() -> None:
    assert any(hasattr(source, "fields") for source in SOURCES)
    assert any(hasattr(source, "read") for source in SOURCES)
