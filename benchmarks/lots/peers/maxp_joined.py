"""Peer: max-p regions as in ``maxp``, then helped by a step of ours: neighbours put together where they fit and that is cheaper."""

from functools import partial

from benchmarks.lots.peers.maxp import maxp
from benchmarks.lots.peers.shared import run

maxp_joined = partial(maxp, join=True)

if __name__ == "__main__":
    run(maxp_joined)
