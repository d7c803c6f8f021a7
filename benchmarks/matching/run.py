"""Measure matching payees to a register: ours and each peer in turn, each a process of its own, on this machine, in one run.

    python -m benchmarks.matching.run --folder /somewhere --rows 5400000 --queries 10000

Thresholds are fitted on even rows and everything is scored on odd ones; no method sees an answer. Ours runs twice: the first run
makes the index of the register, the second uses it. CPU seconds are those of the process and its children; the peak is that of
the largest single process, and never reads less than what this program itself holds (some 100 MB), so it holds little: data is made
by processes of their own, and used again if it is in the folder.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from benchmarks.matching.register import ROWS
from benchmarks.matching.report import Run, table
from benchmarks.matching.scoring import read_links, read_questions

HERE = Path(__file__).parent
PEERS = ("exact", "fuzzy", "splink5", "tfidf")
OURS = "ours"


@dataclass(frozen=True)
class Data:
    """Files of one benchmark: a register, and questions with and without their answers."""

    title: str
    register: Path
    answered: Path
    asked: Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where to keep the data (else a temporary folder, removed)")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--methods", nargs="+", choices=(OURS, *PEERS), default=[OURS, "exact", "fuzzy", "splink5"])
    parser.add_argument("--truth", action="store_true", help="real payees instead (needs the real data: see truth.py)")
    parser.add_argument("--peers-python", default=sys.executable, help="the Python that has the peers installed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="keepitlocal-matching-") as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        data = real(folder) if options.truth else made(folder, options.rows, options.queries, options.seed)
        runs = {}
        for method in options.methods:
            runs[method] = ours(data, folder) if method == OURS else peer(method, data, folder, options.peers_python)
            print(f"{method}: {runs[method].wall:.1f} s", file=sys.stderr, flush=True)
        questions = read_questions(pq.read_table(data.answered))
        found = {method: read_links(run.output) for method, run in runs.items()}
        print(table(data.title, questions, runs, found))


def made(folder: Path, rows: int, count: int, seed: int) -> Data:
    """An invented register and questions about it, made by processes of their own."""
    register, answered = folder / f"register-{rows}.parquet", folder / f"questions-{rows}-{count}-{seed}.parquet"
    if not register.exists():
        _make("register", register, "--rows", rows)
    if not answered.exists():
        _make("unseen", register, answered, "--rows", count, "--seed", seed)
    return _without_answers(
        Data(
            f"{rows:,} invented organisations, {count:,} payees",
            register,
            answered,
            folder / f"asked-{rows}-{count}-{seed}",
        )
    )


def real(folder: Path) -> Data:
    """Real names, where they are present."""
    register, answered = folder / "register-real.parquet", folder / "questions-real.parquet"
    _make("truth", register, answered)
    names, payees = (pq.read_metadata(path).num_rows for path in (register, answered))
    return _without_answers(
        Data(f"{names:,} real names, {payees:,} real payees", register, answered, folder / "asked-real")
    )


def _make(module: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", f"benchmarks.matching.{module}", *map(str, arguments)], check=True)


def _without_answers(data: Data) -> Data:
    asked = pq.read_table(data.answered, columns=["row", "name", "postcode"])
    pq.write_table(asked, data.asked.with_suffix(".parquet"))
    pa_csv.write_csv(asked, data.asked.with_suffix(".csv"))
    return data


def ours(data: Data, folder: Path) -> Run:
    """Two runs: what the second lacks is the making of the index."""
    library, output = folder / "library", folder / "answers-ours.csv"
    shutil.rmtree(library, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "keepitlocal",
        "match",
        str(data.asked.with_suffix(".csv")),
        "--register",
        str(data.register),
        "--output",
        str(output),
    ]
    environment = os.environ | {"KEEPITLOCAL_LIBRARY": str(library)}
    first, second = (_process(command, output, environment) for _ in range(2))
    return Run(
        output,
        second.cpu,
        second.wall,
        max(first.peak_mb, second.peak_mb),
        first.wall - second.wall,
        first.cpu - second.cpu,
    )


def peer(method: str, data: Data, folder: Path, python: str) -> Run:
    """One run of a peer, which says itself how long it took before the first question."""
    output = folder / f"answers-{method}.csv"
    script = HERE / "peers" / f"{method}.py"
    return _process(
        [python, str(script), str(data.register), str(data.asked.with_suffix(".parquet")), str(output)],
        output,
        dict(os.environ),
    )


def _process(command: list[str], output: Path, environment: dict[str, str]) -> Run:
    output.unlink(missing_ok=True)
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert child.stdout is not None
    said: list[Any] = child.stdout.read().decode().split()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command[:4])} ended with {child.returncode}")
    index = float(said[said.index("index") + 1]) if "index" in said else 0.0
    wall = time.monotonic() - started
    return Run(output, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, index)


if __name__ == "__main__":
    main()
