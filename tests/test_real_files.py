"""Every published file at hand goes through ``inspect``: taken for what it is, and reconciled to a second count."""

from pathlib import Path
from typing import Any

import pytest

from keepitlocal.tasks.inspect import inspect

pytestmark = pytest.mark.data

EXPECTED = {
    "spend": {"spend"},
    "cards": {"cards"},
    "contracts": {"contracts"},
    "grants": {"grants", "360giving"},
    "land": {"land"},
}
COUNCILS = (
    "bradford",
    "cheltenham",
    "darlington",
    "devon",
    "exeter",
    "gateshead",
    "harrogate",
    "lancashire_cc",
    "leeds",
    "salford",
    "trafford",
    "wakefield",
)


def _is_data(name: str) -> bool:
    return not name.endswith((".md", "index.json", "metadata.json"))


@pytest.mark.parametrize("council", COUNCILS)
def test_every_file_is_taken_for_what_it_is_and_adds_up(council: str, data: Path) -> None:
    seen = 0
    for kind, sources in EXPECTED.items():
        for path in sorted((data / "councils" / council / kind).glob("*")):
            for reading in inspect(path):
                seen += 1
                _check(reading, path, sources)
    assert seen


def _check(reading: dict[str, Any], path: Path, sources: set[str]) -> None:
    if not _is_data(path.name):
        assert reading["source"] is None, f"{reading['file']} is a note, not {reading['source']}"
        assert reading["message"]
        return
    if path.stat().st_size == 0:
        assert reading["source"] is None
        assert "empty" in reading["message"]
        return
    assert reading["source"] in sources, reading["message"]
    assert reading["kept"] + sum(reading["set_aside"].values()) == reading["rows"]
    if reading["amount_pence"] is not None:
        assert reading["amount_pence"] + reading["set_aside_pence"] == reading["control_pence"], reading["file"]
    if not reading["kept"]:
        assert "no row with anything in it" in reading["message"]


def test_trafford_is_whole(data: Path) -> None:
    found = [reading for path in sorted((data / "councils/trafford/spend").glob("*.zip")) for reading in inspect(path)]
    assert sum(reading["rows"] for reading in found) == 451_832
    assert sum(reading["kept"] for reading in found) == 451_832
    assert sum(reading["amount_pence"] for reading in found) == 118_713_319_816
    assert sum(reading["negative"] for reading in found) == 60_661
    assert all(
        reading["columns"][ours] for reading in found for ours in ("date", "payee", "amount", "department", "purpose")
    )
