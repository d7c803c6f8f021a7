"""Read a file as a person's would be, and look at the rows that came of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from keepitlocal.sources import Reading, read_input


@dataclass(frozen=True)
class Outcome:
    """What came of one file: a reading a table, and each table's rows."""

    readings: tuple[Reading, ...]

    def __getitem__(self, table: str) -> Reading:
        return next(reading for reading in self.readings if reading.table == table)

    def rows(self, table: str) -> list[dict[str, Any]]:
        part = self[table].part
        assert part is not None
        return list(pq.read_table(part).to_pylist())

    @property
    def only(self) -> Reading:
        (reading,) = self.readings
        return reading


Read = Callable[..., Outcome]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """``read(content, name=...)``: content is a path, text, bytes, or what is written as JSON."""

    made = iter(range(100_000))

    def run(content: Any, *, name: str = "file") -> Outcome:
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        elif isinstance(content, bytes):
            path.write_bytes(content)
        elif not isinstance(content, Path):
            path.write_text(json.dumps(content), encoding="utf-8")

        def parts(table: str, member: str) -> Path:
            return tmp_path / "parts" / table / f"{next(made)}.parquet"

        return Outcome(tuple(read_input(path, name=path.name, parts=parts, scratch=tmp_path / "scratch")))

    return run
