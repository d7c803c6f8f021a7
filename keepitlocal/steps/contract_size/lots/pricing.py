"""The most that a centre could gain from areas that pay for being in its lot: whole areas, within the maximum, connected.

Each centre's problem is a knapsack, solved by trying areas in order of what they pay a unit of value, with the fractional
knapsack as the limit of what a branch can still gain (Horowitz and Sahni 1974). Cuts make some pairs of areas pay less.
Where the best set is in parts, a part that is cut off is either left out or joined through one of the areas round it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from keepitlocal.steps.contract_size.lots.arrays import Arrays, Floats, fewest
from keepitlocal.steps.contract_size.lots.bound import gains, nearest, per_value

Numbers = NDArray[np.int64]
_NEAR = 128
_NODES = 20_000  # branches of one knapsack, after which its limit is taken for its answer
_JOINED = 150  # knapsacks of one centre while it is made connected
_TINY = 1e-10  # of the mean price: gains this close are one
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Column:
    """A lot that could be: a centre, areas (its own among them), and what it costs less what its areas pay."""

    centre: int
    areas: frozenset[int]
    reduced: float


@dataclass
class Cuts:
    """Threes of areas: at most one lot may hold two or more of the same three (Jepsen and others 2008)."""

    threes: list[frozenset[int]] = field(default_factory=list)
    masks: dict[int, int] = field(default_factory=dict)  # by area, the threes that it is in, as bits

    def add(self, three: frozenset[int], /) -> None:
        for area in three:
            self.masks[area] = self.masks.get(area, 0) | 1 << len(self.threes)
        self.threes.append(three)


class Pricing:
    """Every centre's best lots at given prices."""

    def __init__(self, a: Arrays) -> None:
        self.a, self.near, self.cuts = a, nearest(a, _NEAR), Cuts()

    def look(
        self, prices: Floats, dear: Sequence[float], /, *, connected: bool, each: float = 0.0
    ) -> tuple[float, list[Column]]:
        """The bound that prices prove, and lots that pay, the best first.

        ``prices`` are those of areas, ``dear`` of the cuts, ``each`` (nought or more) what every lot is given, since there
        are at least the fewest that could hold all the value.
        """
        a = self.a
        rows = np.arange(a.n)
        gain, _, taken = gains(a, rows, self.near.areas[:, 1:], self.near.travel[:, 1:], prices)
        promise = a.own_fixed - each - prices - gain
        low, found = float(prices.sum()) + each * fewest(a) - float(sum(dear)), []
        beyond = self._beyond(prices)
        offered = float(np.abs(prices).sum())
        tiny = _TINY * offered / a.n
        for centre in np.flatnonzero((promise < -tiny) | (beyond & np.isfinite(promise))).tolist():
            order = self._all(centre, prices) if beyond[centre] else taken[centre]
            one = _Centre(a, centre, order, prices, self.cuts, dear, tiny, each)
            most, areas = one.connected() if connected else one.knapsack()
            low += min(0.0, one.need - most)
            if areas is not None:
                found.append(Column(centre, areas, one.need - one.got))
        return low - _ROUNDING * (abs(low) + offered + each * fewest(a)), sorted(found, key=lambda one: one.reduced)

    def _beyond(self, prices: Floats) -> NDArray[np.bool_]:
        """Centres for which an area that was not among the near ones could pay."""
        if self.near.areas.shape[1] >= self.a.n:
            return np.zeros(self.a.n, dtype=bool)
        if bool((prices[self.a.weight <= 0] > 0).any()):  # free to take, however far
            return np.ones(self.a.n, dtype=bool)
        return self.near.travel[:, -1] < float(per_value(self.a, prices).max(initial=0.0))

    def _all(self, centre: int, prices: Floats) -> Numbers:
        a = self.a
        travel = a.rate * np.hypot(a.x - a.x[centre], a.y - a.y[centre])
        worth = np.where(a.weight > 0, per_value(a, prices) - travel, np.where(prices > 0, np.inf, -np.inf))
        worth[centre] = -np.inf
        order = np.argsort(-worth)
        paying: Numbers = order[worth[order] > 0]
        return paying


class _Centre:
    """One centre's problem. ``need`` is what its areas have to pay for it to open."""

    def __init__(
        self,
        a: Arrays,
        centre: int,
        order: Numbers,
        prices: Floats,
        cuts: Cuts,
        dear: Sequence[float],
        tiny: float,
        each: float = 0.0,
    ) -> None:
        self.a, self.centre, self.cuts, self.dear, self.prices, self.tiny = a, centre, cuts, dear, prices, tiny
        self.travel = a.rate * np.hypot(a.x[order] - a.x[centre], a.y[order] - a.y[centre])
        profit = prices[order] - a.weight[order] * self.travel
        kept = profit > 0
        self.items: list[int] = order[kept].tolist()
        self.profit: list[float] = profit[kept].tolist()
        self.weight: list[float] = a.weight[order[kept]].tolist()
        self.room = a.room - float(a.weight[centre])
        self.need = float(a.own_fixed[centre] - each - prices[centre])
        self.got = self.need

    def knapsack(self) -> tuple[float, frozenset[int] | None]:
        """A limit of what can be gained (the most, unless it was too long to find), and the best areas that pay."""
        mask = self.cuts.masks.get(self.centre, 0)
        limit, best, chosen = _most(
            self.items,
            self.profit,
            self.weight,
            self.room,
            self.need,
            self.cuts.masks,
            self.dear,
            mask,
            0,
            self.tiny,
        )
        if chosen is None:
            return limit, None
        self.got = best
        return limit, frozenset((self.centre, *chosen))

    def connected(self) -> tuple[float, frozenset[int] | None]:
        """The same, of areas that are connected with the centre."""
        best, held, asked = self.need, None, 0
        ready: list[tuple[float, int, frozenset[int], frozenset[int]]] = [(-np.inf, 0, frozenset(), frozenset())]
        while ready:
            limit, _, inside, outside = heappop(ready)
            if -limit <= best + self.tiny:
                break
            asked += 1
            if asked > _JOINED:
                return -limit, held
            limit, chosen = self._relaxed(inside, outside, best)
            if chosen is None or limit <= best + self.tiny:
                if limit > best + self.tiny:  # it was too long to find, and its limit stands
                    return max(limit, -ready[0][0] if ready else limit), held
                continue
            areas = inside | chosen | {self.centre}
            part = cut_off(self.a.near, areas, self.centre)
            if part is None:
                best, held, self.got = limit, areas, limit
                continue
            for more_in, more_out in self._branches(part, inside, outside):
                heappush(ready, (-limit, asked * 64 + len(ready), inside | more_in, outside | more_out))
        return best, held

    def _branches(
        self, part: frozenset[int], inside: frozenset[int], outside: frozenset[int]
    ) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """Either nothing of a part is taken, or one of the areas round it is."""
        if not part & inside:
            yield frozenset(), part
        around = sorted({other for area in part for other in self.a.near[area]} - part - outside)
        for number, area in enumerate(around):
            yield frozenset((area,)), frozenset(around[:number])

    def _relaxed(
        self, inside: frozenset[int], outside: frozenset[int], best: float
    ) -> tuple[float, frozenset[int] | None]:
        """The knapsack with some areas taken and some left out; what it gains counts those taken."""
        a, room, gain, one, two = self.a, self.room, 0.0, self.cuts.masks.get(self.centre, 0), 0
        for area in sorted(inside):
            far = float(np.hypot(a.x[area] - a.x[self.centre], a.y[area] - a.y[self.centre]))
            room -= float(a.weight[area])
            gain += float(self.prices[area] - a.weight[area] * a.rate * far)
            mask = self.cuts.masks.get(area, 0)
            two, one = two | (one & mask), one | mask
        gain -= sum(price for bit, price in enumerate(self.dear) if two >> bit & 1)
        if room < 0:
            return -np.inf, None
        kept = [k for k, area in enumerate(self.items) if area not in inside and area not in outside]
        limit, got, chosen = _most(
            [self.items[k] for k in kept],
            [self.profit[k] for k in kept],
            [self.weight[k] for k in kept],
            room,
            best - gain,
            self.cuts.masks,
            self.dear,
            one,
            two,
            self.tiny,
        )
        if chosen is None or limit > got + self.tiny:
            return limit + gain, None
        return got + gain, frozenset(chosen)


def _most(
    items: Sequence[int],
    profit: Sequence[float],
    weight: Sequence[float],
    room: float,
    need: float,
    masks: dict[int, int],
    dear: Sequence[float],
    once: int,
    twice: int,
    tiny: float,
) -> tuple[float, float, tuple[int, ...] | None]:
    """A limit of the gain, the best gain above ``need`` and its items (None where there is none), in order of worth.

    ``once`` and ``twice`` are the cuts of which one, and two or more, areas are taken already.
    """
    n, best, chosen = len(items), need, None
    heavy, gained = [0.0], [0.0]
    for k in range(n):
        heavy.append(heavy[-1] + weight[k])
        gained.append(gained[-1] + profit[k])
    worth = [p / w if w > 0 else 0.0 for p, w in zip(profit, weight, strict=True)]
    bits = [masks.get(area, 0) for area in items]

    def most(k: int, left: float, got: float) -> float:
        full = heavy[k] + left
        j = bisect_right(heavy, full) - 1
        if j >= n:
            return got + gained[n] - gained[k]
        return got + gained[j] - gained[k] + (full - heavy[j]) * worth[j]

    ready: list[tuple[int, float, float, tuple[int, ...], int, int]] = [(0, room, 0.0, (), once, twice)]
    nodes = 0
    while ready:
        k, left, got, held, one, two = ready.pop()
        limit = most(k, left, got)
        if limit <= best + tiny:
            continue
        nodes += 1
        if nodes > _NODES:
            return max(limit, best, *(most(*state[:3]) for state in ready)), best, chosen
        if got > best:
            best, chosen = got, held
        while k < n and weight[k] > left:
            k += 1
        if k == n:
            continue
        ready.append((k + 1, left, got, held, one, two))
        again = one & bits[k] & ~two
        more, bit = got + profit[k], again
        while bit:
            lowest = bit & -bit
            more -= dear[lowest.bit_length() - 1]
            bit ^= lowest
        ready.append((k + 1, left - weight[k], more, (*held, items[k]), one | bits[k], two | again))
    return best, best, chosen


def cut_off(near: list[list[int]], areas: frozenset[int], centre: int) -> frozenset[int] | None:
    """A part of these areas that is not connected with the centre; None where there is none."""
    reached = _reach(near, areas, centre)
    left = areas - reached
    return _reach(near, left, min(left)) if left else None


def _reach(near: list[list[int]], areas: frozenset[int], first: int) -> frozenset[int]:
    left, ready, reached = set(areas) - {first}, [first], {first}
    while ready:
        for other in near[ready.pop()]:
            if other in left:
                left.discard(other)
                reached.add(other)
                ready.append(other)
    return frozenset(reached)
