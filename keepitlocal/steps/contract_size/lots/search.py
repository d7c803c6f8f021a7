"""The search: annealing over single areas that change lots, with the maximum as a price that rises.

An area at a border moves to the lot beside it where its own lot stays connected. A lot may be over the maximum on the way,
at a price that grows as the search cools; only divisions with no lot over it are kept. Lots are merged where that
pays, and a lot's centre is chosen anew as its areas change (Kirkpatrick, Gelatt and Vecchi 1983, for the method).
The number of moves tried is fixed before it begins, so the same seed gives the same plan unless the clock or a person
stops it.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, fsum, hypot, inf, isfinite

from keepitlocal.steps.contract_size.lots.arrays import Arrays, held_by_lot

_HOT, _COLD = 0.05, 0.0005  # of the mean cost of a lot
STRICT, LOOSE = (2.0, 80.0), (0.3, 12.0)  # price of value over the maximum at first and at last, in mean costs of value
_STILL = 0.97  # from this part of the moves on, nothing that costs more is taken
_BETTER = 1e-6  # of the cost: what is worth writing down at once
_EXCHANGED = 0.5  # how often an exchange is tried where a move alone would go over the maximum
_COOL = 0.5  # from this part of the moves on, lots are worth remembering
_LOOK = 2048  # moves between looks at the clock
_STALE = 4  # changes to a lot before its centre is chosen anew


@dataclass(frozen=True)
class Found:
    """The best division that a run met: the lot of each area, its cost (infinite where none kept to the limits).

    ``met`` are lots within the maximum that were there as the search cooled, of which a better plan may be made.
    """

    lot_of: tuple[int, ...]
    cost: float
    finished: bool
    met: tuple[frozenset[int], ...] = ()


def anneal(
    a: Arrays,
    start: Sequence[int],
    /,
    *,
    moves: int,
    seed: int,
    heat: float = 1.0,
    over: tuple[float, float] = STRICT,
    remember: bool = False,
    pace: Callable[[float], float] = lambda done: done,
) -> Found:
    """Improve a division of connected lots by so many moves. ``remember``: give the lots met as well.

    ``pace`` is asked now and then with the part done, and says how far the cooling should be: further where the clock is
    ahead of the moves, 1 or more to stop.
    """
    run = _Run(a, start, seed, heat)
    run.remember = remember
    return run.run(moves, over, pace)


class _Run:
    """One run's state: areas by number, lots by number, and what is over the maximum."""

    def __init__(self, a: Arrays, start: Sequence[int], seed: int, heat: float) -> None:
        self.a, self.rnd = a, random.Random(seed)
        numbers = {lot: number for number, lot in enumerate(dict.fromkeys(start))}
        self.lot_of = [numbers[lot] for lot in start]
        self.members: list[set[int]] = [set() for _ in numbers]
        for area, lot in enumerate(self.lot_of):
            self.members[lot].add(area)
        self.value, self.x, self.y = a.value.tolist(), a.x.tolist(), a.y.tolist()
        self.tied = [(area, other, lost) for area, ties in enumerate(a.ties) for other, lost in ties if area < other]
        self.full = a.cap
        self.worth = [fsum(self.value[area] for area in held) for held in self.members]
        finite = [cost for area in range(a.n) if isfinite(cost := a.own_fixed[area])]
        self.none = 20 * (max(map(abs, finite), default=1.0) + 1.0)  # for a lot for which too few providers count
        self.centre, self.cost = [0] * len(numbers), [0.0] * len(numbers)
        self.short = [False] * len(numbers)
        self.fixed_of: dict[int, list[float]] = {}
        for lot in range(len(numbers)):
            self.recentre(lot)
        mean = sum(map(abs, self.cost)) / len(self.cost) or 1.0
        self.hot, self.cold = _HOT * mean * heat, _COLD * mean
        self.unit = sum(map(abs, self.cost)) / max(sum(self.value), 1e-12) or 1.0
        self.best, self.best_lot_of = inf, list(self.lot_of)
        self.remember, self.met = False, dict[frozenset[int], None]()
        self.keep()

    def recentre(self, lot: int) -> float:
        """Choose a lot's centre anew and add up its value; gives the change in cost."""
        before, held = self.cost[lot], sorted(self.members[lot])
        centre, cost = self.a.best_centre(held)
        self.short[lot] = not isfinite(cost)
        if self.short[lot]:
            centre, cost = self._any_centre(held)
        self.centre[lot], self.cost[lot] = centre, cost
        self.worth[lot] = fsum(self.value[area] for area in held)
        return cost - before

    def _any_centre(self, held: list[int]) -> tuple[int, float]:
        """The middle of a lot for which too few providers count, at a price that drives the search away from it."""
        x, y = self.x, self.y
        travel, centre = min(
            (sum(self.value[one] * hypot(x[one] - x[c], y[one] - y[c]) for one in held), c) for c in held
        )
        return centre, self.none + self.a.rate * travel

    def total(self) -> float:
        return fsum(self.cost) + self.parted()

    def parted(self) -> float:
        """What ties cost whose areas lie in different lots."""
        return sum(lost for area, other, lost in self.tied if self.lot_of[area] != self.lot_of[other])

    def within(self) -> bool:
        """Whether enough providers count for every lot, and none is over the maximum by the arithmetic of the model."""
        sure = self.full * (1 - 1e-11)  # sums kept up move by move may be out by less than this
        lots = zip(self.worth, self.members, strict=True)
        return not any(self.short) and all(worth <= sure or self.a.fits(held) for worth, held in lots)

    def keep(self) -> None:
        """Keep this division where it is within every limit and the best so far."""
        for lot, held in enumerate(self.members):
            if held:
                self.recentre(lot)
        if self.within() and (cost := self.total()) < self.best - 1e-9:
            self.best, self.best_lot_of = cost, list(self.lot_of)

    def merge(self) -> None:
        """Make two neighbouring lots one where that costs no more."""
        lot_of, near, pick = self.lot_of, self.a.near, self.rnd.randrange
        area = pick(len(lot_of))
        if not near[area]:
            return
        one, other = lot_of[area], lot_of[near[area][pick(len(near[area]))]]
        if one == other or self.worth[one] + self.worth[other] > self.full:
            return
        _, cost = self.a.best_centre(sorted(self.members[one] | self.members[other]))
        whole = sum(lost for each in self.members[one] for to, lost in self.a.ties[each] if lot_of[to] == other)
        if not cost <= self.cost[one] + self.cost[other] + whole:
            return
        for moved in self.members[one]:
            lot_of[moved] = other
        self.members[other] |= self.members[one]
        self.members[one], self.cost[one], self.worth[one], self.short[one] = set(), 0.0, 0.0, False
        self.recentre(other)

    def split(self, price: float, warm: float) -> None:
        """Make an area a lot of its own where that pays, or by chance as the warmth allows."""
        area = self.rnd.randrange(self.a.n)
        lot, own = self.lot_of[area], float(self.a.fixed(self.a.kinds[area])[area])
        if self.centre[lot] == area or not isfinite(own):
            return
        far = hypot(self.a.x[area] - self.a.x[self.centre[lot]], self.a.y[area] - self.a.y[self.centre[lot]])
        change = own - self.a.rate * self.value[area] * far
        change += sum(lost for other, lost in self.a.ties[area] if self.lot_of[other] == lot)
        change += self.without(area, lot)
        change -= price * min(max(0.0, self.worth[lot] - self.full), self.value[area])
        if change > 0 and self.rnd.random() >= exp(-change / warm):
            return
        if not _stays(self.a.near, self.lot_of, lot, area):
            return
        empty = self.empty()
        self.members[lot].discard(area)
        self.members[empty] = {area}
        self.lot_of[area] = empty
        self.recentre(lot)
        self.recentre(empty)

    def lighten(self) -> None:
        """Take areas out of lots that are over the maximum: into the lot beside that has room, else to a lot of their own."""
        for lot in range(len(self.members)):
            while self.worth[lot] > self.full and len(self.members[lot]) > 1:
                loose = [area for area in sorted(self.members[lot]) if _stays(self.a.near, self.lot_of, lot, area)]
                beside = [
                    (other, area)
                    for area in loose
                    for other in sorted({self.lot_of[one] for one in self.a.near[area]} - {lot})
                    if self.worth[other] + self.value[area] <= self.full and self.a.fits([*self.members[other], area])
                ]
                x, y = self.a.x, self.a.y
                if beside:
                    to, area = min(
                        beside,
                        key=lambda one: (
                            self.value[one[1]]
                            * hypot(x[one[1]] - x[self.centre[one[0]]], y[one[1]] - y[self.centre[one[0]]])
                        ),
                    )
                else:
                    area, to = (
                        max(loose, key=lambda one: hypot(x[one] - x[self.centre[lot]], y[one] - y[self.centre[lot]])),
                        self.empty(),
                    )
                self.members[lot].discard(area)
                self.members[to].add(area)
                self.lot_of[area] = to
                self.recentre(lot)
                self.recentre(to)

    def empty(self) -> int:
        """The number of a lot with nothing in it."""
        found = next((number for number, held in enumerate(self.members) if not held), len(self.members))
        if found == len(self.members):
            self.members.append(set())
            self.cost.append(0.0)
            self.worth.append(0.0)
            self.centre.append(0)
            self.short.append(False)
        return found

    def exchange(self, area: int, here: int, there: int, warm: float, price: float) -> tuple[float, float] | None:
        """Move an area to a lot that is too full for it and one of that lot's areas beside it back; None where not taken.

        Gives the change in the cost of ties and in value over the maximum; what the two lots cost has to be taken anew.
        """
        lot_of, near, value, full = self.lot_of, self.a.near, self.value, self.full
        x, y, rate = self.x, self.y, self.a.rate
        back = [other for other in near[area] if lot_of[other] == there and other != self.centre[there]]
        if not back:
            return None
        other = back[int(self.rnd.random() * len(back))]
        if not any(lot_of[one] == here and one != area for one in near[other]):
            return None
        if self.a.kinds[area] != self.a.kinds[other]:  # what the lots do would change, which is not reckoned here
            return None
        v, w, at, to = value[area], value[other], self.centre[here], self.centre[there]
        before = max(0.0, self.worth[here] - full) + max(0.0, self.worth[there] - full)
        after = max(0.0, self.worth[here] - v + w - full) + max(0.0, self.worth[there] + v - w - full)
        change = rate * (
            v * (hypot(x[area] - x[to], y[area] - y[to]) - hypot(x[area] - x[at], y[area] - y[at]))
            + w * (hypot(x[other] - x[at], y[other] - y[at]) - hypot(x[other] - x[to], y[other] - y[to]))
        )
        parted = self.parted_by(area, here, there)
        if parted or self.a.ties[other]:
            lot_of[area] = there  # the second move is reckoned as after the first
            parted += self.parted_by(other, there, here)
            lot_of[area] = here
        whole = change + parted + price * (after - before)
        if whole > 0 and self.rnd.random() >= exp(max(-700.0, -whole / warm)):
            return None
        if not _stays(near, lot_of, here, area):
            return None
        lot_of[area], lot_of[other] = there, here
        sizes = len(self.members[here]), len(self.members[there])
        if not _joined(near, lot_of, here, other, sizes[0]) or not _joined(near, lot_of, there, area, sizes[1]):
            lot_of[area], lot_of[other] = here, there
            return None
        self.members[here].discard(area)
        self.members[there].discard(other)
        self.members[here].add(other)
        self.members[there].add(area)
        self.worth[here] += w - v
        self.worth[there] += v - w
        return parted, after - before

    def parted_by(self, area: int, here: int, there: int) -> float:
        """What a move of one area changes in the cost of ties."""
        found = 0.0
        for other, lost in self.a.ties[area]:
            if self.lot_of[other] == here:
                found += lost
            elif self.lot_of[other] == there:
                found -= lost
        return found

    def kinds(self, lot: int, /, *, without: int = -1) -> int:
        """The services in a lot, as bits."""
        found = 0
        for area in self.members[lot]:
            if area != without:
                found |= self.a.kinds[area]
        return found

    def fixed(self, kinds: int, centre: int) -> float:
        """What a lot of these services costs before travel, at the price of being short where too few providers count."""
        if kinds not in self.fixed_of:
            self.fixed_of[kinds] = [cost if isfinite(cost) else self.none for cost in self.a.fixed(kinds).tolist()]
        return self.fixed_of[kinds][centre]

    def without(self, area: int, lot: int) -> float:
        """What a lot's cost before travel changes by where an area, and perhaps a service, leaves it."""
        if not self.a.several_services:
            return 0.0
        left, centre = self.kinds(lot, without=area), self.centre[lot]
        return self.fixed(left, centre) - self.fixed(left | self.a.kinds[area], centre) if left else 0.0

    def also(self, area: int, lot: int) -> float:
        """What a lot's cost before travel changes by where an area, and perhaps a service, joins it."""
        held, centre = self.kinds(lot), self.centre[lot]
        return self.fixed(held | self.a.kinds[area], centre) - self.fixed(held, centre)

    def run(self, moves: int, dear: tuple[float, float], pace: Callable[[float], float]) -> Found:
        """The moves. One long loop over local names, since each of some millions of turns is to take a microsecond."""
        a, lot_of, members, value, worth = self.a, self.lot_of, self.members, self.value, self.worth
        near, ties, centre, cost, short = a.near, a.ties, self.centre, self.cost, self.short
        x, y, rate, full = self.x, self.y, a.rate, self.full
        chance, several = self.rnd.random, a.several_services
        changes = [0] * (a.n + len(members) + 1)
        borders = [(area, other) for area, beside in enumerate(near) for other in beside]
        many = len(borders)
        over = sum(max(0.0, one - full) for one in worth)
        total, warm, price, slack = self.total(), self.hot, self.unit * dear[0], 1e-9 * a.cap
        joins = leaves = 0.0
        finished = True
        for turn in range(moves if borders else 0):
            if not turn & (_LOOK - 1):
                done = pace(turn / moves)
                finished &= done <= turn / moves
                if done >= 1:
                    break
                if self.remember and done > _COOL:
                    self.write_down()
                warm = self.hot * (self.cold / self.hot) ** done
                price = self.unit * dear[0] * (dear[1] / dear[0]) ** done
                warm = warm if done < _STILL else 1e-12 * warm
                for _ in range(4):
                    self.merge()
                    self.split(price, warm)
                total, over = self.total(), sum(max(0.0, one - full) for one in worth)
            area, other = borders[int(chance() * many)]
            here, there = lot_of[area], lot_of[other]
            if here == there:
                continue
            v, cx, cy, at, to = value[area], x[area], y[area], centre[here], centre[there]
            alone = area == at and len(members[here]) == 1
            if area == at and not alone:
                continue
            came = rate * v * hypot(cx - x[to], cy - y[to])
            left = rate * v * hypot(cx - x[at], cy - y[at])
            change = came - (cost[here] if alone else left)
            if several:
                joins, leaves = self.also(area, there), 0.0 if alone else self.without(area, here)
                change += joins + leaves
            for other, lost in ties[area]:
                if lot_of[other] == here:
                    change += lost
                elif lot_of[other] == there:
                    change -= lost
            excess = worth[there] + v - full
            grown = 0.0 if excess <= 0 else min(excess, v)
            excess = worth[here] - full
            if excess > 0:
                grown -= min(excess, v)
            delta = change + price * grown
            if grown > 0 and not alone and chance() < _EXCHANGED:
                got = self.exchange(area, here, there, warm, price)
                if got:
                    total, over = total + got[0], over + got[1]
                    for lot in (here, there):
                        changes[lot] = 0
                        total += self.recentre(lot)
                continue
            if delta > 0 and (delta > 30 * warm or chance() >= exp(-delta / warm)):
                continue
            if not alone and not _stays(near, lot_of, here, area):
                continue
            members[here].discard(area)
            members[there].add(area)
            lot_of[area] = there
            worth[there] += v
            if alone:
                cost[here], worth[here], short[here] = 0.0, 0.0, False
            else:
                worth[here] -= v
                cost[here] += leaves - left
            cost[there] += came + joins
            total += change
            over += grown
            changes[here] += 1
            changes[there] += 1
            if members[here] and (changes[here] > _STALE or leaves or short[here]):
                changes[here] = 0
                total += self.recentre(here)
            if changes[there] > _STALE or joins or short[there]:
                changes[there] = 0
                total += self.recentre(there)
            if over <= slack and total < self.best - _BETTER * abs(total):
                over = sum(max(0.0, one - full) for one in worth)
                if over <= slack and self.within():
                    self.best, self.best_lot_of = total, list(lot_of)
        return self.end(finished)

    def write_down(self) -> None:
        """Remember the lots of this moment that keep to the limits."""
        for lot, held in enumerate(self.members):
            if held and self.worth[lot] <= self.full and not self.short[lot]:
                self.met[frozenset(held)] = None

    def end(self, finished: bool) -> Found:
        """The best division met, its cost taken anew."""
        self.keep()
        if not isfinite(self.best):
            self.lighten()
            self.keep()
        if not isfinite(self.best):
            return Found(tuple(self.lot_of), inf, finished, tuple(self.met))
        return Found(tuple(self.best_lot_of), _cost(self.a, self.best_lot_of), finished, tuple(self.met))


def _stays(near: list[list[int]], lot_of: list[int], lot: int, area: int) -> bool:
    """Whether a lot stays connected without an area: its neighbours in the lot reach one another without it."""
    beside = [other for other in near[area] if lot_of[other] == lot]
    if len(beside) <= 1:
        return len(beside) == 1
    wanted, ready, seen = set(beside[1:]), [beside[0]], {beside[0], area}
    while ready:
        for other in near[ready.pop()]:
            if lot_of[other] == lot and other not in seen:
                seen.add(other)
                ready.append(other)
                if other in wanted:
                    wanted.discard(other)
                    if not wanted:
                        return True
    return False


def _joined(near: list[list[int]], lot_of: list[int], lot: int, first: int, held: int) -> bool:
    """Whether a lot of so many areas is connected, as reached from one of them."""
    ready, seen = [first], {first}
    while ready:
        for other in near[ready.pop()]:
            if lot_of[other] == lot and other not in seen:
                seen.add(other)
                ready.append(other)
    return len(seen) == held


def _cost(a: Arrays, lot_of: Sequence[int]) -> float:
    parted = sum(
        cost
        for area, ties in enumerate(a.ties)
        for other, cost in ties
        if area < other and lot_of[area] != lot_of[other]
    )
    return fsum(a.best_centre(held)[1] for held in held_by_lot(lot_of)) + parted
