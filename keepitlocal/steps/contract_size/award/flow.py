"""Lots to bidders with the largest total, exactly: one more lot at a time, always by the path that gains most.

Totals are whole numbers of any length, so several aims in order of importance can be packed into one. Source of the
method: successive shortest paths for the minimum cost flow (Ahuja, Magnanti and Orlin, Network Flows, 1993, 9.7).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Edge = tuple[str, str]  # lot, bidder


@dataclass(frozen=True)
class Market:
    """What each lot gains with each bidder, and how many lots a bidder has room for.

    ``nth(bidder, n)`` is what a bidder's nth lot adds beside its gain; it must never grow with n.
    """

    lots: Sequence[str]
    bidders: Sequence[str]
    gains: Mapping[Edge, int]
    room: Mapping[str, int]
    nth: Callable[[str, int], int] = lambda bidder, n: 0


def largest(market: Market, /) -> dict[str, str]:
    """The bidder of each lot, so that the total is as large as it can be; lots that would add nothing are left out."""
    given: dict[str, str] = {}
    while step := _best_path(market, given):
        given = step
    return {lot: given[lot] for lot in market.lots if lot in given}


def _best_path(market: Market, given: dict[str, str]) -> dict[str, str] | None:
    """One lot more: a lot without bidder takes one, whose lot takes another, and so on to a bidder with room."""
    best, back = _longest(market, given)
    count = {name: sum(1 for who in given.values() if who == name) for name in market.bidders}
    ends = [
        (best[name] + market.nth(name, count[name] + 1), -at, name)
        for at, name in enumerate(market.bidders)
        if name in best and count[name] < market.room[name]
    ]
    if not ends or max(ends)[0] <= 0:
        return None
    changed, name = dict(given), max(ends)[2]
    while True:
        lot = back[name]
        before = given.get(lot)
        changed[lot] = name
        if before is None:
            return changed
        name = before


def _longest(market: Market, given: dict[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """The largest gain with which a lot more can reach each bidder, and by which lot (Bellman and Ford)."""
    best: dict[str, int] = {}
    back: dict[str, str] = {}
    reached = {lot: 0 for lot in market.lots if lot not in given}
    while reached:
        moved: set[str] = set()
        for lot, gain in reached.items():
            for name in market.bidders:
                edge = market.gains.get((lot, name))
                if edge is None or given.get(lot) == name:
                    continue
                if name not in best or gain + edge > best[name]:
                    best[name], back[name] = gain + edge, lot
                    moved.add(name)
        reached = {
            lot: best[who] - market.gains[lot, who] for lot in market.lots if (who := given.get(lot, "")) in moved
        }
    return best, back
