"""Is this a plan for that instance, and what is it worth? Read from the words of the form alone; it shares no code with the planner.

    python -m benchmarks.lots.check INSTANCE.json PLAN.json

Ends with 1 where anything is wrong. Distances and sums are added up exactly (fsum); values may pass the cap, and stated figures
differ from ours, by a part in a thousand million, for the rounding of whoever wrote them.
"""

import argparse
import json
import sys
from collections import Counter, deque
from dataclasses import dataclass
from math import fsum, hypot, isfinite
from pathlib import Path
from typing import Any

ROUNDING = 1e-9
Data = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What is wrong (nothing, for a plan), and the figures worked out afresh; no gap without a bound."""

    faults: tuple[str, ...]
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    lots: int = 0


def check(instance: Data, plan: Data, /) -> Verdict:
    """Judge a plan: every area once, lots connected and within the cap, the centre inside, the figures true."""
    faults = instance_faults(instance) or [*_partition_faults(instance, plan)]
    if faults:
        return Verdict(tuple(faults))
    for place, lot in enumerate(plan["lots"], 1):
        faults += _lot_faults(instance, place, lot)
    if any("no areas" in fault or "centre" in fault for fault in faults):
        return Verdict(tuple(faults))
    objective = worth(instance, plan["lots"])
    stated, bound = plan.get("objective"), plan.get("bound")
    slack = ROUNDING * max(1.0, abs(objective))
    if not _number(stated):
        faults.append("the plan states no objective")
    elif abs(stated - objective) > slack:
        faults.append(f"the plan says that it costs {stated!r}; it costs {objective!r}")
    if bound is not None and not _number(bound):
        faults.append(f"the bound {bound!r} is not a number")
        bound = None
    if bound is not None and bound > objective + slack:
        faults.append(f"the bound {bound!r} is above what the plan costs, {objective!r}")
    gap = None if bound is None or not objective else max(0.0, objective - bound) / abs(objective)
    return Verdict(tuple(faults), objective, bound, gap, len(plan["lots"]))


def instance_faults(instance: Data, /) -> list[str]:
    """What is wrong with the instance itself: ids given twice, neighbours unknown or not mutual, providers nowhere."""
    near = {area["id"]: set(area["neighbours"]) for area in instance["areas"]}
    faults = [] if len(near) == len(instance["areas"]) else ["two areas have one id"]
    for area, others in near.items():
        faults += [f"{area} has the neighbour {other}, which is not an area" for other in sorted(others - near.keys())]
        alone = [other for other in sorted(others & near.keys()) if area not in near[other]]
        faults += [f"{area} has the neighbour {other}, but not the other way" for other in alone]
    faults += [
        f"a provider is in {p['area']}, which is not an area" for p in instance["providers"] if p["area"] not in near
    ]
    return faults


def worth(instance: Data, lots: list[Data], /) -> float:
    """The objective: for each lot admin, less the bonus for providers that count, and travel to its centre."""
    spot = {area["id"]: area for area in instance["areas"]}
    terms: list[float] = []
    for lot in lots:

        def away(other: str, centre: Data = spot[lot["centre"]]) -> float:
            return hypot(spot[other]["x"] - centre["x"], spot[other]["y"] - centre["y"]) * instance["distance_scale"]

        able = (p for p in instance["providers"] if p["capacity"] >= instance["cap"])
        near = sum(1 for provider in able if away(provider["area"]) < instance["reach"])
        terms.append(instance["admin_per_lot"])
        terms.append(-instance["bonus_per_provider"] * min(near, instance["max_providers_counted"]))
        terms += [instance["travel_rate"] * spot[area]["value"] * away(area) for area in lot["areas"]]
    return fsum(terms)


def _partition_faults(instance: Data, plan: Data) -> list[str]:
    times = Counter(area for lot in plan["lots"] for area in lot["areas"])
    known = {area["id"] for area in instance["areas"]}
    faults = [f"{area} is in no lot" for area in sorted(known - times.keys())]
    faults += [f"{area} is in lots {count} times" for area, count in sorted(times.items()) if count > 1]
    return faults + [f"{area} is in a lot but is not an area" for area in sorted(times.keys() - known)]


def _lot_faults(instance: Data, place: int, lot: Data) -> list[str]:
    if not lot["areas"]:
        return [f"lot {place} has no areas"]
    faults = []
    if lot["centre"] not in lot["areas"]:
        faults.append(f"lot {place} has its centre outside itself")
    inside = {area["id"]: area for area in instance["areas"] if area["id"] in set(lot["areas"])}
    value = fsum(area["value"] for area in inside.values())
    if value > instance["cap"] * (1 + ROUNDING):
        faults.append(f"lot {place} is worth {value!r}, over the cap of {instance['cap']!r}")
    first = next(iter(inside))
    reached, edge = {first}, deque([first])
    while edge:
        for other in inside[edge.popleft()]["neighbours"]:
            if other in inside and other not in reached:
                reached.add(other)
                edge.append(other)
    if len(reached) < len(inside):
        faults.append(f"lot {place} is in pieces: {len(reached)} of its {len(inside)} areas hang together")
    return faults


def _number(said: Any) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool) and isfinite(said)


def main() -> int:
    """Print the verdict as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instance", type=Path)
    parser.add_argument("plan", type=Path)
    options = parser.parse_args()
    verdict = check(json.loads(options.instance.read_text("utf-8")), json.loads(options.plan.read_text("utf-8")))
    print(json.dumps(vars(verdict), indent=1))
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main())
