"""What every peer is given: the instance as arrays, the best centre of a region, and the simplest repair of regions over the cap.

A peer is ``python -m benchmarks.lots.peers.NAME INSTANCE PLAN --seconds S --seed N``. It writes the best plan that it found.
"""

import argparse
import json
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from pathlib import Path
from typing import Any

import numpy as np

Regions = list[list[int]]
Found = tuple[Regions, float | None]


@dataclass(frozen=True)
class Problem:
    """An instance as arrays. ``away`` is distance, ``letting`` what it costs to let a lot from each area (admin less bonus)."""

    ids: list[str]
    spots: Any
    value: Any
    near: list[list[int]]
    cap: float
    away: Any
    letting: Any
    rate: float

    def cost(self, region: list[int], /) -> float:
        """What a region costs from its best centre."""
        return self.best(region)[0]

    def best(self, region: list[int], /) -> tuple[float, int]:
        """The cheapest centre of a region: its cost, and the area."""
        inside = np.array(region)
        costs = self.letting[inside] + self.rate * (self.value[inside] @ self.away[np.ix_(inside, inside)])
        place = int(np.argmin(costs))
        return float(costs[place]), region[place]

    def total(self, regions: Regions, /) -> float:
        """What regions cost together."""
        return sum(self.cost(region) for region in regions)

    def worth(self, region: Iterable[int], /) -> float:
        """The value of a region."""
        return float(self.value[list(region)].sum())


def read(path: Path, /) -> Problem:
    """The instance in a file."""
    data = json.loads(path.read_text("utf-8"))
    areas = data["areas"]
    place = {area["id"]: number for number, area in enumerate(areas)}
    spots = np.array([(area["x"], area["y"]) for area in areas], dtype=float)
    away = np.hypot(*(spots[:, None, :] - spots[None, :, :]).transpose(2, 0, 1)) * data["distance_scale"]
    able = [place[provider["area"]] for provider in data["providers"] if provider["capacity"] >= data["cap"]]
    counted = np.minimum((away[able] < data["reach"]).sum(axis=0), data["max_providers_counted"])
    return Problem(
        [area["id"] for area in areas], spots, np.array([area["value"] for area in areas], dtype=float),
        [[place[other] for other in area["neighbours"]] for area in areas], data["cap"], away,
        data["admin_per_lot"] - data["bonus_per_provider"] * counted, data["travel_rate"],
    )  # fmt: skip


def pieces(problem: Problem, areas: Iterable[int], /) -> Regions:
    """The connected pieces of a set of areas."""
    left, found = set(areas), []
    while left:
        first = min(left)
        left.remove(first)
        piece = [first]
        for area in piece:
            fresh = [other for other in problem.near[area] if other in left]
            left.difference_update(fresh)
            piece += fresh
        found.append(piece)
    return found


def reachable(problem: Problem, centre: int, /) -> list[int]:
    """Areas that may lie in one lot with a centre: some way between them, both ends counted, is worth at most the cap."""
    reached: dict[int, float] = {}
    ready = [(float(problem.value[centre]), centre)]
    while ready:
        worth, area = heappop(ready)
        if area in reached or worth > problem.cap:
            continue
        reached[area] = worth
        for other in problem.near[area]:
            heappush(ready, (worth + float(problem.value[other]), other))
    return list(reached)


def grown(problem: Problem, start: int, free: set[int], /) -> list[int]:
    """A region grown from one area through its nearest free neighbours that still fit."""
    region, worth = [start], problem.value[start]
    edge = {other for other in problem.near[start] if other in free}
    while fitting := [area for area in edge if worth + problem.value[area] <= problem.cap]:
        area = min(fitting, key=lambda other: (problem.away[start, other], other))
        region.append(area)
        worth += problem.value[area]
        edge = (edge | {other for other in problem.near[area] if other in free}) - set(region)
    return region


def under_cap(problem: Problem, regions: Regions, /) -> Regions:
    """Each region's pieces; one over the cap is cut by growing lots from its far end until what is left fits."""
    ready, done = [piece for region in regions for piece in pieces(problem, region)], []
    while ready:
        region = ready.pop()
        if problem.worth(region) <= problem.cap:
            done.append(region)
            continue
        centre = problem.best(region)[1]
        far = max(region, key=lambda area: (problem.away[centre, area], area))
        cut = grown(problem, far, set(region))
        done.append(cut)
        ready += pieces(problem, set(region) - set(cut))
    return done


def joined(problem: Problem, regions: Regions, /) -> Regions:
    """Neighbouring regions put together where they fit and that is cheaper, the largest saving first."""
    held = dict(enumerate(regions))
    costs = {number: problem.cost(region) for number, region in held.items()}
    of = {area: number for number, region in held.items() for area in region}
    savings: dict[tuple[int, int], float] = {}

    def weigh(one: int) -> None:
        for other in {of[area] for mine in held[one] for area in problem.near[mine]} - {one}:
            both = held[one] + held[other]
            fits = problem.worth(both) <= problem.cap
            savings[min(one, other), max(one, other)] = costs[one] + costs[other] - problem.cost(both) if fits else -inf

    for number in held:
        weigh(number)
    while savings and max(savings.values()) > 1e-9:
        one, other = max(savings, key=lambda pair: (savings[pair], pair))
        held[one] = held[one] + held.pop(other)
        costs[one] = problem.cost(held[one])
        of.update(dict.fromkeys(held[one], one))
        savings = {pair: saving for pair, saving in savings.items() if not {one, other} & set(pair)}
        weigh(one)
    return list(held.values())


def repaired(problem: Problem, regions: Regions, /) -> Regions:
    """Regions made a plan: cut where they are over the cap or in pieces, put together again where that helps."""
    return joined(problem, under_cap(problem, regions))


def run(peer: Callable[..., Found], /) -> None:
    """A peer's command: read, solve within the seconds, write."""
    parser = argparse.ArgumentParser(description=peer.__doc__)
    parser.add_argument("instance", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="for the solvers that can use more than one core")
    options = parser.parse_args()
    problem = read(options.instance)
    regions, bound = peer(problem, seconds=options.seconds, seed=options.seed, workers=options.workers)
    lots = [
        {"centre": problem.ids[problem.best(region)[1]], "areas": [problem.ids[area] for area in region]}
        for region in regions
    ]
    plan = {"form": "keepitlocal-lots/1", "lots": lots, "objective": problem.total(regions), "bound": bound}
    options.plan.write_text(json.dumps(plan), "utf-8")


@contextmanager
def at_most(seconds: float, /) -> Iterator[None]:
    """End what is inside after so many seconds; what it had found by then stands."""

    class OutOfTime(Exception):
        pass

    def stop(*_: Any) -> None:
        raise OutOfTime

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with suppress(OutOfTime):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
