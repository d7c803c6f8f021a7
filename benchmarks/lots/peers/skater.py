"""Peer: SKATER (spopt's SpanningForest): a tree of near neighbours, cut where the parts become most alike.

It takes a number of regions, and cuts one after another: so one run is asked for as many as lots six tenths full would make, and every
number that it passes on the way counts as a try, also when the seconds end the run early. What comes out over the cap is cut, what is
cheaper together is put together (both more than spopt does), every region gets its best centre, and the best plan of all is kept.

Its limits: it knows neither the cap nor the costs nor providers, proves nothing, is the same for every seed, and takes a time that
grows with the square of the areas.
"""

import time
import warnings
from math import ceil
from typing import Any

from benchmarks.lots.peers.greedy import greedy
from benchmarks.lots.peers.shared import Found, Problem, at_most, repaired, run

FULL = 0.6
CUTTING = 0.8  # of the seconds; the rest is for repair


def skater(problem: Problem, *, seconds: float, **_: Any) -> Found:
    """Run SKATER until most of the seconds are over; the best plan after repair of what it passed, the finest first."""
    import numpy as np
    import spopt.region  # noqa: F401  # loading it takes seconds of its own, which are not held against it

    ends = time.monotonic() + seconds
    tried = _labels(problem, ceil(float(problem.value.sum()) / problem.cap / FULL), seconds * CUTTING)
    best = greedy(problem)[0] if not tried else None
    for labels in reversed(tried):
        if best is not None and time.monotonic() > ends:
            break
        plan = repaired(problem, [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)])
        best = plan if best is None or problem.total(plan) < problem.total(best) else best
    print(f"{len(tried)} numbers of regions", flush=True)
    return best or [], None


def _labels(problem: Problem, number: int, seconds: float) -> list[Any]:
    from libpysal.weights import W
    from spopt.region.skater import SpanningForest

    weights = W({area: list(near) for area, near in enumerate(problem.near)}, silence_warnings=True)
    forest = SpanningForest()
    with at_most(seconds), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        forest.fit(number, weights, data=problem.spots, quorum=1, trace=True)
    return [labels for labels, _ in forest._trace]  # the one place where it keeps what it passed


if __name__ == "__main__":
    run(skater)
