"""Measure our main job beside Polars doing the same work: each side in its own process, turn about, on this machine, in one run."""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from generate import write_place

HERE = Path(__file__).parent
SIDES = ("ours", "theirs")


def main() -> None:
    """Make the place, run the rounds, print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--folder", type=Path, help="where to keep the data (else a temporary folder, removed)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="keepitlocal-benchmark-") as scratch:
        base = options.folder or Path(scratch)
        place = base / f"{options.rows}"
        if not place.exists():
            write_place(place, rows=options.rows)
        os.environ["KEEPITLOCAL_LIBRARY"] = str(base / "library")
        runs: dict[str, list[dict[str, Any]]] = {side: [] for side in options.sides}
        for number in range(options.rounds):
            order = options.sides if number % 2 == 0 else options.sides[::-1]
            for side in order:
                runs[side].append(measure(side, place))
                print(f"round {number + 1}, {side}: {json.dumps(runs[side][-1])}", file=sys.stderr, flush=True)
        print(table(runs, options.rows))


def measure(side: str, place: Path) -> dict[str, Any]:
    """One cold run and one that measures again, each a process of its own; CPU is what the process and its children used."""
    for made in [*place.glob("store"), *place.glob("polars*")]:
        shutil.rmtree(made) if made.is_dir() else made.unlink()
    cold, again = _process(side, place), _process(side, place, "--again")
    return {"cold": cold, "again": again}


def _process(side: str, place: Path, *more: str) -> dict[str, Any]:
    started = time.monotonic()
    child = subprocess.Popen([sys.executable, str(HERE / f"{side}.py"), str(place), *more], stdout=subprocess.PIPE)
    assert child.stdout is not None
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{side} ended with {child.returncode}")
    took = {"cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - started, "peak_mb": used.ru_maxrss / 1024}
    return took | json.loads(said)


def table(runs: dict[str, list[dict[str, Any]]], rows: int) -> str:
    """Medians as Markdown, and the ratios that the goals speak of."""
    heads = ("", "CPU s", "of it reading", "deriving", "four indicators", "wall s", "peak MB", "measuring again, CPU s")
    lines = [
        f"{rows:,} rows, {len(next(iter(runs.values())))} rounds, medians:",
        "",
        f"| {' | '.join(heads)} |",
        "|---" * len(heads) + "|",
    ]
    medians = {side: _medians(measured) for side, measured in runs.items()}
    lines += [
        f"| {side} | {' | '.join(f'{value:,.1f}' if place != 5 else f'{value:,.0f}' for place, value in enumerate(found))} |"
        for side, found in medians.items()
    ]
    if set(SIDES) <= medians.keys():
        lines += ["", f"CPU, ours to theirs: {medians['ours'][0] / medians['theirs'][0]:.2f}"]
    if "ours" in medians:
        lines += [f"Measuring again, of our gather: {medians['ours'][6] / medians['ours'][1]:.2f}"]
    return "\n".join(lines)


def _medians(measured: list[dict[str, Any]]) -> tuple[float, ...]:
    def of(pick: Any) -> float:
        return float(statistics.median(map(pick, measured)))

    return (
        of(lambda run: run["cold"]["cpu"]),
        *(of(lambda run, stage=stage: run["cold"]["stages"][stage]["cpu"]) for stage in ("gather", "derive", "measure")),
        of(lambda run: run["cold"]["wall"]), of(lambda run: run["cold"]["peak_mb"]), of(lambda run: run["again"]["cpu"]),
    )  # fmt: skip


if __name__ == "__main__":
    main()
