"""Our side of the benchmark: gather, what indicators need, and the four indicators; prints what each stage took, as JSON."""

import argparse
import json
import resource
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Do the work on a place folder, from nothing or (``--again``) from what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--again", action="store_true", help="measure only: the store is there")
    options = parser.parse_args()
    print(json.dumps(run(options.folder, again=options.again)))


def run(path: Path, *, again: bool) -> dict[str, Any]:
    """CPU and wall seconds of each stage, and the answers."""
    import io

    from keepitlocal.store.versions import current
    from keepitlocal.tasks._folder import open_folder
    from keepitlocal.tasks._screen import Screen
    from keepitlocal.tasks.gather import gather
    from keepitlocal.tasks.match import match

    folder, screen, spent = open_folder(path), Screen(out=io.StringIO()), Spent()
    if again:
        version = current(folder.store)
    else:
        version = gather(folder, screen=screen)
        spent.note("gather")
        version = match(folder, version, screen=screen)
        spent.note("derive")
    answers = measure(folder, version)
    spent.note("measure")
    payments = [reading for entry in version.inputs for reading in entry["readings"] if reading["table"] == "payments"]
    rows = {
        name: sum(reading[name] for reading in payments)
        for name in ("rows", "kept", "amount_pence", "control_pence", "set_aside_pence")
    }
    return {"stages": spent.stages, "answers": answers, "rows": rows}


def measure(folder: Any, version: Any) -> dict[str, Any]:
    """The four indicators: kept local, what the money is, concentration, by kind; each as what it says of the whole period."""
    from keepitlocal.tasks._indicators import answer, indicators, needs, short_name
    from keepitlocal.tasks.measure import open_engine

    answers: dict[str, Any] = {}
    with open_engine(folder, version, engine="duckdb") as engine:
        for indicator in indicators():
            name = short_name(indicator)
            if name in FOUR and set(needs(indicator)) <= set(engine.names()):
                answers[name] = len(answer(indicator, engine).rows)
    return answers


FOUR = ("kept_local", "what_the_money_is", "held_by_few", "by_kind")


class Spent:
    """CPU and wall seconds since the last note."""

    def __init__(self) -> None:
        self.stages: dict[str, dict[str, float]] = {}
        self.before = (time.process_time(), time.monotonic())

    def note(self, stage: str) -> None:
        now = (time.process_time(), time.monotonic())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stages[stage] = {
            "cpu": round(now[0] - self.before[0], 2),
            "wall": round(now[1] - self.before[1], 2),
            "peak_mb": round(peak),
        }
        self.before = now


if __name__ == "__main__":
    main()
