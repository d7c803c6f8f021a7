"""A higher bound, by lots that could be: a linear programme over them, made larger as prices ask for more of them.

The programme chooses lots, in parts, so that every area is covered; its prices ask each centre for its best lot
(pricing.py), and what the answers prove is a bound for every plan (Gilmore and Gomory 1961; Geoffrion 1974). Lots are of whole
areas, then three areas at a time may be in pairs in one lot alone (Jepsen and others 2008), then lots have to be
connected. At the end the best whole choice among the lots met may be a better plan than the search found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from keepitlocal.steps.contract_size.lots.arrays import Arrays, Floats, fewest
from keepitlocal.steps.contract_size.lots.pricing import Column, Pricing, cut_off

MOST_ROWS = 1500  # areas up to which the programme is made: above, prices alone are moved
_WARM = 150  # rounds of prices before the programme begins
_WARM_PACE, _SLOWER, _STALL, _DONE = 0.3, 0.6, 10, 5e-4
_SMOOTH = 0.6  # how much of the best prices so far is kept in those that are asked about
_NEAR_ENOUGH = 2e-5  # between the programme and the bound
_A_ROUND = 60  # lots added at a time
_ROUNDS_OF_CUTS = 12
_LEAST_CUT = 1.03
_AN_AREA = 5  # cuts of one round that an area is in
_TOO_DEAR = 3.0  # times the dearest lot: the price of leaving an area uncovered


@dataclass(frozen=True)
class Raised:
    """The bound, its prices, and whole lots met on the way, each once."""

    value: float
    prices: Floats
    lots: tuple[tuple[int, frozenset[int]], ...]
    finished: bool


def _silent() -> Any:
    """HiGHS, made so that it prints nothing: it would print its banner while it is being made, before any option is set."""
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:  # what prints the banner: HiGHS calls it as it is made
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    return Silent()  # type: ignore[no-untyped-call]


class _Programme:
    """The linear programme, in HiGHS: a row an area, one for the fewest lots, a row a cut, a column a lot."""

    def __init__(self, a: Arrays) -> None:
        import highspy

        self.a = a
        self.lots: list[tuple[int, frozenset[int]]] = []
        self.known: set[tuple[int, frozenset[int]]] = set()
        self.solver: Any = _silent()
        self.free: float = highspy.kHighsInf
        for option, value in (("threads", 1), ("random_seed", 0)):
            self.solver.setOptionValue(option, value)
        dear = float(np.max(np.abs(a.own_fixed[np.isfinite(a.own_fixed)]))) + a.rate * a.cap * float(
            np.hypot(np.ptp(a.x), np.ptp(a.y))
        )
        # An area may be covered twice, which steadies the prices, unless a lot can cost less than nothing: it would pay for ever.
        self.exactly = bool((a.own_fixed < 0).any())
        for _ in range(a.n):
            self.solver.addRow(1.0, 1.0 if self.exactly else self.free, 0, np.array([], dtype=np.int32), np.array([]))
        self.solver.addRow(float(fewest(a)), self.free, 0, np.array([], dtype=np.int32), np.array([]))
        for area in range(a.n):
            self._column(_TOO_DEAR * (dear + 1.0), [area, a.n])  # counted as a lot, so that there is always an answer

    def _column(self, cost: float, rows: Sequence[int]) -> None:
        self.solver.addCol(cost, 0.0, self.free, len(rows), np.array(rows, dtype=np.int32), np.ones(len(rows)))

    def cost(self, centre: int, areas: Iterable[int]) -> float:
        a, held = self.a, np.array(sorted(areas))
        far = np.hypot(a.x[held] - a.x[centre], a.y[held] - a.y[centre])
        return float(a.own_fixed[centre] + (a.rate * a.value[held]) @ far)

    def add(self, centre: int, areas: frozenset[int], threes: Sequence[frozenset[int]]) -> bool:
        """Add a lot; gives whether it is new."""
        if (centre, areas) in self.known or not np.isfinite(self.a.own_fixed[centre]):
            return False
        self.known.add((centre, areas))
        self.lots.append((centre, areas))
        n = self.a.n
        cut = [n + 1 + number for number, three in enumerate(threes) if len(three & areas) >= 2]
        self._column(self.cost(centre, areas), [*sorted(areas), n, *cut])
        return True

    def cut(self, three: frozenset[int]) -> None:
        held = [self.a.n + number for number, (_, areas) in enumerate(self.lots) if len(three & areas) >= 2]
        self.solver.addRow(-self.free, 1.0, len(held), np.array(held, dtype=np.int32), np.ones(len(held)))

    def drop(self, numbers: Iterable[int]) -> None:
        """Take lots out of the choice."""
        for number in numbers:
            self.solver.changeColBounds(self.a.n + number, 0.0, 0.0)

    def solve(self) -> tuple[float, Floats, float, Floats, Floats]:
        """The cost, the prices of areas, of a lot and of cuts (these nought or more), and how much of each lot is chosen."""
        self.solver.run()
        found = self.solver.getSolution()
        prices, parts = np.array(found.row_dual), np.array(found.col_value)
        cost = float(self.solver.getInfo().objective_function_value)
        n = self.a.n
        return cost, self.priced(prices[:n]), max(0.0, float(prices[n])), np.maximum(-prices[n + 1 :], 0.0), parts[n:]

    def priced(self, prices: Floats) -> Floats:
        """Prices that areas may have: nought or more, unless each is to be covered exactly once."""
        return prices if self.exactly else np.maximum(prices, 0.0)


class Raising:
    """Raise a bound step by step: prices first, then the programme, then cuts, then connected lots."""

    def __init__(self, a: Arrays, prices: Floats, target: float, go_on: Callable[[float], bool]) -> None:
        self.a, self.pricing, self.target, self.go_on = a, Pricing(a), target, go_on
        self.programme = _Programme(a)
        self.best, self.prices, self.dear, self.each = -np.inf, self.programme.priced(prices), np.zeros(0), 0.0
        self.connected = False

    def run(self, plans: Iterable[Iterable[tuple[int, frozenset[int]]]]) -> Raised:
        """Raise it until nothing more helps or it is told to stop. ``plans`` are whole plans met, to begin from."""
        for plan in plans:
            for centre, areas in plan:
                self.programme.add(centre, areas, ())
        finished = self._warm() and (self.a.n > MOST_ROWS or (self._converge() and self._cut())) or self._close()
        lots = tuple(lot for lot in self.programme.lots if self.a.fits(lot[1]) and self._joined(lot[1]))
        return Raised(self.best, self.prices, lots, finished)

    def connect(self) -> float:
        """Ask for connected lots from here on, and raise the bound again; after ``run`` came to its end."""
        if self.a.n <= MOST_ROWS:
            self.connected = True
            lots = enumerate(self.programme.lots)
            self.programme.drop(number for number, (_, areas) in lots if not self._joined(areas))
            _ = self._converge() and self._cut()
        return self.best

    def _joined(self, areas: frozenset[int]) -> bool:
        return cut_off(self.a.near, areas, min(areas)) is None

    def _look(self, prices: Floats, dear: Floats, each: float = 0.0) -> tuple[float, list[Column]]:
        low, found = self.pricing.look(prices, dear.tolist(), each=each, connected=self.connected)
        if low > self.best:
            self.best, self.prices, self.dear, self.each = low, prices.copy(), dear.copy(), each
        return low, found

    def _close(self) -> bool:
        """Whether the bound is as high as it could help."""
        return self.target - self.best <= _NEAR_ENOUGH * abs(self.target)

    def _going(self, done: float) -> bool:
        return not self._close() and self.go_on(done)

    def _warm(self) -> bool:
        """Move prices by what is covered too much or too little, as in bound.py, but with whole areas."""
        none, before = np.zeros(0), np.zeros(self.a.n)
        prices, pace, stalled, last = self.prices, _WARM_PACE, 0, -np.inf
        for turn in range(_WARM):
            if not self._going(turn / _WARM / 4):
                return False
            low, found = self._look(prices, none)
            stalled = 0 if self.best > last + _NEAR_ENOUGH * abs(last) else stalled + 1
            last = max(last, self.best)
            slope = np.ones(self.a.n)
            for one in found:
                slope[list(one.areas)] -= one.reduced < 0
                if one.reduced < 0:
                    self.programme.add(one.centre, one.areas, ())
            if stalled > _STALL:
                pace, stalled, prices = pace * _SLOWER, 0, self.prices
            if pace < _DONE:
                break
            slope = 0.7 * slope + 0.3 * before
            before = slope
            step = pace * max(self.target - low, 0.0) / (float(slope @ slope) + 1e-9)
            prices = self.programme.priced(prices + step * slope)
        return True

    def _converge(self) -> bool:
        """Add the lots that the programme's prices ask for until none is left that pays."""
        smooth = _SMOOTH
        while self._going(0.5):
            cost, own, a_lot, cuts, _ = self.programme.solve()
            held = np.concatenate((self.dear, np.zeros(len(cuts) - len(self.dear))))
            prices, dear = smooth * self.prices + (1 - smooth) * own, smooth * held + (1 - smooth) * cuts
            _, found = self._look(prices, dear, smooth * self.each + (1 - smooth) * a_lot)
            if cost - self.best <= _NEAR_ENOUGH * abs(cost):
                return True
            threes = self.pricing.cuts.threes
            added = [
                self.programme.add(one.centre, one.areas, threes) for one in found[:_A_ROUND] if one.reduced < -1e-7
            ]
            if any(added):
                smooth = _SMOOTH
            elif smooth <= 0:
                return True
            else:
                smooth = max(0.0, smooth - 0.3)
        return False

    def _cut(self) -> bool:
        """Rounds of cuts, each followed by new lots, until none is left that matters."""
        for turn in range(_ROUNDS_OF_CUTS):
            if not self._going(0.5 + turn / _ROUNDS_OF_CUTS / 2):
                return False
            *_, parts = self.programme.solve()
            chosen = [(float(parts[k]), self.programme.lots[k][1]) for k in np.flatnonzero(parts > 1e-6)]
            new = _few(_broken(chosen, set(self.pricing.cuts.threes)), most=max(40, self.a.n // 5))
            before = self.best
            for three in new:
                self.pricing.cuts.add(three)
                self.programme.cut(three)
            if not new:
                return True
            if not self._converge():
                return False
            if self.best - before < _NEAR_ENOUGH * abs(before):
                return True
        return True


def _broken(
    chosen: Sequence[tuple[float, frozenset[int]]], known: set[frozenset[int]]
) -> list[tuple[float, frozenset[int]]]:
    """Threes of which more than one lot, counted in parts, holds two or more; the worst first."""
    pairs: dict[tuple[int, int], float] = {}
    beside: dict[int, set[int]] = {}
    held: dict[int, list[int]] = {}
    for number, (part, areas) in enumerate(chosen):
        for area in areas:
            held.setdefault(area, []).append(number)
        for pair in combinations(sorted(areas), 2):
            pairs[pair] = pairs.get(pair, 0.0) + part
    for one, other in pairs:
        if pairs[one, other] < 1 - 1e-6:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    found = []
    for (one, other), part in pairs.items():
        for third in beside.get(one, set()) & beside.get(other, set()) if part < 1 - 1e-6 else ():
            if third > other and part + pairs[one, third] + pairs[other, third] > _LEAST_CUT:
                three = frozenset((one, other, third))
                whole = sum(chosen[k][0] for k in held[one] if three <= chosen[k][1])
                much = part + pairs[one, third] + pairs[other, third] - 2 * whole
                if much > _LEAST_CUT and three not in known:
                    found.append((much, three))
    return sorted(found, key=lambda one: (-round(one[0], 9), sorted(one[1])))


def _few(found: Iterable[tuple[float, frozenset[int]]], /, *, most: int) -> list[frozenset[int]]:
    used: dict[int, int] = {}
    kept: list[frozenset[int]] = []
    for _, three in found:
        if all(used.get(area, 0) < _AN_AREA for area in three):
            kept.append(three)
            for area in three:
                used[area] = used.get(area, 0) + 1
        if len(kept) >= most:
            break
    return kept


def whole_choice(
    a: Arrays,
    lots: Sequence[tuple[int, frozenset[int]]],
    /,
    *,
    begin: Sequence[tuple[int, frozenset[int]]] = (),
    seconds: float,
) -> tuple[list[int] | None, bool]:
    """The best plan that these lots hold, as the lot of each area, and whether it was proved in the time.

    ``begin`` is a plan in hand, to begin from.
    """
    import highspy

    programme = _Programme(a)
    for centre, areas in (*lots, *begin):
        programme.add(centre, areas, ())
    solver = programme.solver
    for row in range(a.n):
        solver.changeRowBounds(row, 1.0, 1.0)
    for column in range(a.n):
        solver.changeColBounds(column, 0.0, 0.0)
    for column in range(a.n, a.n + len(programme.lots)):
        solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    if begin:
        known = highspy.HighsSolution()
        held = set(begin)
        known.col_value = [0.0] * a.n + [float(lot in held) for lot in programme.lots]
        solver.setSolution(known)
    solver.setOptionValue("time_limit", seconds)
    solver.run()
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    parts = np.array(solver.getSolution().col_value)
    covered = [programme.lots[k][1] for k in np.flatnonzero(parts[a.n :] > 0.5).tolist()]
    if sum(map(len, covered)) != a.n or len(frozenset().union(*covered)) != a.n:
        return None, proved
    return list(_lot_of(a.n, covered)), proved


def _lot_of(n: int, lots: Sequence[frozenset[int]]) -> Iterator[int]:
    by_area = {area: number for number, areas in enumerate(lots) for area in areas}
    yield from (by_area[area] for area in range(n))
