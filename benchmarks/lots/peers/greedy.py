"""Peer: lots grown one after another from the edge of the place inwards, then put together where that is cheaper. The floor."""

from typing import Any

from benchmarks.lots.peers.shared import Found, Problem, Regions, grown, joined, run


def greedy(problem: Problem, **_: Any) -> Found:
    """Grow lots from the outside in: no search, no bound, a moment."""
    middle = problem.spots.mean(axis=0)
    order = sorted(range(len(problem.ids)), key=lambda area: (-((problem.spots[area] - middle) ** 2).sum(), area))
    free, regions = set(order), Regions()
    for area in order:
        if area in free:
            regions.append(grown(problem, area, free - {area}))
            free.difference_update(regions[-1])
    return joined(problem, regions), None


if __name__ == "__main__":
    run(greedy)
