"""The scan for likely personal names: it finds what is planted, says where, and never repeats a name."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from keepitlocal.sample import PLANTED

pytestmark = pytest.mark.slow


def test_planted_names_are_found_and_never_repeated(wexborough: Path, tmp_path: Path) -> None:
    place = tmp_path / "wexborough"
    shutil.copytree(wexborough, place)
    done = subprocess.run(
        [sys.executable, "-m", "keepitlocal.cli", "scan", str(place)], capture_output=True, text=True, check=True
    )
    path = place / "report" / "officer" / "likely_personal_names.csv"
    with path.open(newline="") as file:
        spots = list(csv.DictReader(file))
    assert {"a name inside the text", "a payee that is probably a person, not redacted"} == {
        spot["why"] for spot in spots
    }
    assert all(int(spot["row"]) > 1 and spot["file"] and spot["column"] for spot in spots)
    said = done.stdout + path.read_text()
    for kind in ("client", "individual"):
        for name in PLANTED[kind]:
            assert name.casefold() not in said.casefold()
