"""Lots made by us and by other people's methods: the same instances, one after another, every plan checked, one table.

    python -m benchmarks.lots.run --areas 200 --families town county --seeds 1 2 3
    KEEPITLOCAL_DATA=... python -m benchmarks.lots.run --areas --places trafford leeds

Each method is a process of its own with the same seconds (30 up to 499 areas, 60 up to 2,499, else 300; --seconds overrules). CPU seconds
are those of the process and its children, as the operating system counts them. Exact models only run up to --exact-to areas.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.lots.check import check
from benchmarks.lots.generate import FAMILIES
from benchmarks.lots.real import PLACES

PEERS = ("greedy", "maxp", "maxp_joined", "skater", "cpsat", "highs")
EXACT = {"cpsat", "highs"}
OURS = "ours"


@dataclass(frozen=True)
class Measured:
    """One method on one instance."""

    kind: str
    areas: int
    seed: int
    method: str
    wall: float
    cpu: float
    peak_mb: float
    faults: tuple[str, ...] = ()
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    lots: int = 0
    said: str = field(default="", repr=False)


def main() -> int:
    """Make instances, run every method on each, print Markdown."""
    options = _options()
    runs: list[Measured] = []
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="keepitlocal-lots-") as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for kind, seed, path in _instances(options, folder):
            instance = json.loads(path.read_text("utf-8"))
            for method in options.methods:
                if method in EXACT and len(instance["areas"]) > options.exact_to:
                    continue
                runs.append(
                    measure(
                        method, kind, seed, path, instance, options.seconds or seconds(len(instance["areas"])), options
                    )
                )
                print(runs[-1], file=sys.stderr, flush=True)
                if options.log:
                    with options.log.open("a", encoding="utf-8") as log:
                        log.write(json.dumps(vars(runs[-1])) + "\n")
    print(table(runs))
    print(f"\nload when it ended: {os.getloadavg()[0]:.1f}")
    return 1 if any(run.faults for run in runs) else 0


def seconds(areas: int, /) -> int:
    """How long a method has for so many areas."""
    return 30 if areas < 500 else 60 if areas < 2500 else 300


def machine() -> str:
    """What this is measured on."""
    from importlib.metadata import PackageNotFoundError, version

    def of(package: str) -> str:
        try:
            return f"{package} {version(package)}"
        except PackageNotFoundError:
            return f"{package} absent"

    packages = ", ".join(map(of, ("numpy", "highspy", "ortools", "spopt")))
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start, "
        f"Python {platform.python_version()}, {packages}"
    )


def measure(
    method: str, kind: str, seed: int, path: Path, instance: dict[str, Any], limit: float, options: Any
) -> Measured:
    """Run one method in a process of its own, and judge its plan."""
    plan = path.with_suffix(f".{method}.json")
    plan.unlink(missing_ok=True)
    started = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            _command(method, path, plan, limit, seed, options), stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = said.read().decode("utf-8", "replace")[-500:]
    took = Measured(
        kind, len(instance["areas"]), seed, method, time.monotonic() - started, used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024, said=told,
    )  # fmt: skip
    if child.returncode or not plan.exists():
        return Measured(**vars(took) | {"faults": (f"ended with {child.returncode} and no plan", told)})
    verdict = check(instance, json.loads(plan.read_text("utf-8")))
    return Measured(**vars(took) | vars(verdict))


def _command(method: str, path: Path, plan: Path, limit: float, seed: int, options: Any) -> list[str]:
    if method == OURS:
        return [
            sys.executable,
            "-m",
            "keepitlocal",
            "lots",
            str(path),
            "--output",
            str(plan),
            "--seconds",
            f"{limit:g}",
        ]
    peer = [sys.executable, "-m", f"benchmarks.lots.peers.{method}", str(path), str(plan)]
    return [*peer, "--seconds", f"{limit:g}", "--seed", str(seed), "--workers", str(options.workers)]


def table(runs: list[Measured], /) -> str:
    """Medians over seeds as Markdown; the ratio is ours to theirs, the median of the seeds' own ratios."""
    heads = (
        "place",
        "areas",
        "method",
        "objective",
        "ours / this",
        "bound",
        "gap",
        "lots",
        "wall s",
        "CPU s",
        "peak MB",
        "plans",
    )
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for kind, areas in dict.fromkeys((run.kind, run.areas) for run in runs):
        here = [run for run in runs if (run.kind, run.areas) == (kind, areas)]
        ours = {run.seed: run.objective for run in here if run.method == OURS}
        for method in dict.fromkeys(run.method for run in here):
            lines.append(_line(kind, areas, method, [run for run in here if run.method == method], ours))
    return "\n".join(lines)


def _line(kind: str, areas: int, method: str, runs: list[Measured], ours: dict[int, float | None]) -> str:
    ratios = [mine / run.objective for run in runs if run.objective and (mine := ours.get(run.seed)) is not None]
    good = sum(not run.faults for run in runs)
    cells = (
        kind, f"{areas:,}", method, _middle([run.objective for run in runs], ",.0f"),
        _middle(ratios, ".3f") if method != OURS else "", _middle([run.bound for run in runs], ",.0f"),
        _middle([run.gap for run in runs], ".1%"), _middle([run.lots or None for run in runs], ".0f"),
        _middle([run.wall for run in runs], ".1f"), _middle([run.cpu for run in runs], ".1f"),
        _middle([run.peak_mb for run in runs], ",.0f"), f"{good} of {len(runs)}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _middle(values: list[float | None] | list[float], form: str) -> str:
    """The median, where every run has one."""
    if not values or any(value is None for value in values):
        return "none"
    return format(median(value for value in values if value is not None), form)


def _instances(options: Any, folder: Path) -> Iterator[tuple[str, int, Path]]:
    """Every instance's file, made by a process of its own: a child's peak memory is at least that of who started it."""
    asked = [
        (family, seed, f"{family}-{areas}-{seed}", ["generate", "--areas", str(areas), "--family", family])
        for areas in options.areas
        for family in options.families
        for seed in options.seeds
    ]
    asked += [
        (place, seed, f"{place}-{seed}", ["real", "--place", place])
        for place in options.places
        for seed in options.seeds
    ]
    for kind, seed, name, (module, *words) in asked:
        path = folder / f"{name}.json"
        with path.open("wb") as file:
            made = [sys.executable, "-m", f"benchmarks.lots.{module}", *words, "--seed", str(seed)]
            subprocess.run(made, stdout=file, check=True)
        yield kind, seed, path


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--areas", type=int, nargs="*", default=[200])
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--places", nargs="+", choices=PLACES, default=[], help="real ones, from KEEPITLOCAL_DATA")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--methods", nargs="+", choices=(OURS, *PEERS), default=[OURS, *PEERS])
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--workers", type=int, default=2, help="cores that the exact solvers may use")
    parser.add_argument("--exact-to", type=int, default=300)
    parser.add_argument(
        "--folder", type=Path, help="where to keep instances and plans (never inside the project, for real places)"
    )
    parser.add_argument("--log", type=Path, help="a file to which every run is added, one line of JSON each")
    options = parser.parse_args()
    if OURS in options.methods and not ours_is_here():
        print("`keepitlocal lots` is not built yet: left out", file=sys.stderr)
        options.methods = [method for method in options.methods if method != OURS]
    return options


def ours_is_here() -> bool:
    """Whether this Keep it Local has the command."""
    from importlib.util import find_spec

    return find_spec("keepitlocal.tasks.lots") is not None


if __name__ == "__main__":
    sys.exit(main())
