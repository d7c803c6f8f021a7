"""Peer: max-p regions (spopt's MaxPHeuristic), as fairly as a method with a floor can be asked for a ceiling.

It makes as many regions as it can of at least a threshold, alike in what they are given (here where they lie). So it is run over and
over within the seconds with thresholds of half to nearly all of the cap and a seed each; what comes out over the cap is cut, every
region gets its best centre, and the best plan of all is kept. After each round the worse half of the thresholds is dropped.
`maxp_joined` is the same, and then neighbouring regions are put together where they fit and that is cheaper: a step of ours, not of max-p.

Its limits: it knows neither the cap nor the costs nor providers, and proves nothing. A try that the seconds cut off is lost.
"""

import time
import warnings
from typing import Any

import numpy as np

from benchmarks.lots.peers.greedy import greedy
from benchmarks.lots.peers.shared import Found, Problem, Regions, at_most, repaired, run, under_cap

THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)


def maxp(problem: Problem, *, seconds: float, seed: int, join: bool = False, **_: Any) -> Found:
    """Run max-p with thresholds and seeds until the seconds are over; the best plan after repair."""

    import geopandas  # noqa: F401  # loading them takes seconds of its own, which are not held against it
    import spopt.region  # noqa: F401

    mend = repaired if join else under_cap
    ends = time.monotonic() + seconds
    best, tries, rounds = None, 0, 0
    with at_most(seconds):
        shares = list(THRESHOLDS)
        while time.monotonic() < ends:
            scores = {}
            for share in shares:
                np.random.seed(1000 * seed + tries)
                regions = mend(problem, _regions(problem, share, thorough=rounds % 2 == 1))
                scores[share] = problem.total(regions)
                tries += 1
                if best is None or scores[share] < best[0]:
                    best = scores[share], regions
            rounds += 1
            shares = sorted(shares, key=scores.__getitem__)[: max(2, len(shares) // 2)]
    print(f"{tries} tries", flush=True)
    return (best[1] if best else greedy(problem)[0]), None


def _regions(problem: Problem, share: float, *, thorough: bool) -> Regions:
    """One run of spopt; every other round is short, so that there is something to keep at any size."""
    import geopandas as gpd
    from libpysal.weights import W
    from spopt.region import MaxPHeuristic

    data = gpd.GeoDataFrame(
        {"x": problem.spots[:, 0], "y": problem.spots[:, 1], "value": problem.value},
        geometry=gpd.points_from_xy(problem.spots[:, 0], problem.spots[:, 1]),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        weights = W({area: list(near) for area, near in enumerate(problem.near)}, silence_warnings=True)
        model = MaxPHeuristic(
            data, weights, ["x", "y"], "value", share * problem.cap, top_n=2,
            max_iterations_construction=99 if thorough else 5, max_iterations_sa=3 if thorough else 1, verbose=False,
        )  # fmt: skip
        model.solve()
    labels = np.asarray(model.labels_)
    return [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]


if __name__ == "__main__":
    run(maxp)
