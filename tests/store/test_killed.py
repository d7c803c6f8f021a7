"""A run that is killed leaves the last good version whole, whenever it was killed, and the next run succeeds."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from keepitlocal.store.versions import Version, current
from tests.small_place import APRIL, MAY, make_place, spend

pytestmark = pytest.mark.slow
COMMAND = [sys.executable, "-m", "keepitlocal.cli", "report"]


def whole(place: Path) -> Version | None:
    """The current version, every part of it read; None where none was published yet."""
    version = current(place / "store")
    if version is None:
        return None
    for table in version.parts:
        for path in version.paths(place / "store", table):
            duckdb.execute("SELECT count(*) FROM (SELECT * FROM read_parquet(?))", [str(path)]).fetchall()
    return version


def run(place: Path) -> float:
    started = time.monotonic()
    subprocess.run([*COMMAND, str(place)], check=True, capture_output=True)
    return time.monotonic() - started


def kill_after(place: Path, seconds: float) -> bool:
    """Whether the run was still going after so many seconds; it is gone when this returns."""
    with subprocess.Popen([*COMMAND, str(place)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(timeout=seconds)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True


def test_a_killed_run_leaves_the_last_good_version(tmp_path: Path) -> None:
    place = make_place(tmp_path / "place")
    takes = run(place)
    good = whole(place)
    assert good is not None
    chance = random.Random(2026)
    killed = 0
    for attempt in range(6):
        for number in range(4):
            text = spend(MAY, first=1000 * (attempt + 1) + 100 * number)
            (place / "inputs" / "spend" / f"{attempt}-{number}.csv").write_text(text)
        moment = takes * (0.25 + 0.7 * chance.random())
        killed += kill_after(place, moment)
        left = whole(place)
        assert left is not None
        assert left.number == good.number or left.parts.get("findings"), "a version without its figures was published"
        good = left
    assert killed >= 3
    run(place)
    after = whole(place)
    assert after is not None
    assert len(after.parts["payments"]) == 1 + 6 * 4
    assert (place / "report" / "findings.json").exists()


def test_a_first_run_that_was_killed_can_be_run_again(tmp_path: Path) -> None:
    place = make_place(tmp_path / "place", **{"twice.csv": spend([*APRIL, *MAY])})
    for seconds in (0.5, 1.5, 2.5):
        kill_after(place, seconds)
        whole(place)
    run(place)
    assert whole(place) is not None
