"""Plan lots: what cannot be done is said in words, what is small is solved exactly, and the rest is searched under a bound."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from time import monotonic

import numpy as np

from keepitlocal.steps.contract_size.lots import exact
from keepitlocal.steps.contract_size.lots.arrays import Arrays, Floats, arrays, held_by_lot
from keepitlocal.steps.contract_size.lots.bound import Bound, bound
from keepitlocal.steps.contract_size.lots.columns import Raising, whole_choice
from keepitlocal.steps.contract_size.lots.instance import Instance, Lot, Plan, faults, objective
from keepitlocal.steps.contract_size.lots.reasons import Words, not_met, reasons_against
from keepitlocal.steps.contract_size.lots.search import LOOSE, STRICT, Found, anneal
from keepitlocal.steps.contract_size.lots.start import starts

SECONDS = 30.0
_MOVES_A_SECOND = 200_000  # asked for in all; a quiet machine makes some three or four times as many
_MOVES_AN_AREA = 50_000  # in all, after which more gain little
_TRIED, _KEPT = 6, 2  # divisions tried by a short run each; those that a long run begins from
_SHORT, _LONG, _LAST = 0.05, 0.25, 0.2  # the part of all moves in each short, each long and the last run
_HEATS = (1.0, 0.5, 0.15)  # of the three: each begins cooler than the one that it follows
_SMALL = 80  # areas up to which a proof is tried after the short runs
_LAST_STEP = 0.92  # of the seconds: when the last step has to be over
_CHOSEN = 400  # areas up to which the best whole choice among lots met is looked for
_CHOOSING, _MOST_CHOSEN = 0.2, 8000  # of the seconds; lots chosen among
_DIVIDING = 0.15  # of the seconds: what dividing may take
_SEARCH, _LATEST = 0.5, 0.75  # of the seconds: what the search may take, and when it has to be over
_AHEAD = 1.5
_ROUNDS = 500
_PROVED = 1e-6  # a gap this small is none


@dataclass(frozen=True)
class Progress:
    """How far planning has come: what is being done, the part done, and the best so far where there is one."""

    doing: str
    done: float
    cost: float | None = None
    bound: float | None = None

    @property
    def gap(self) -> float | None:
        """How far the best so far may be above the best there is."""
        if self.cost is None or self.bound is None or not self.cost:
            return None
        return max(0.0, (self.cost - self.bound) / abs(self.cost))


@dataclass(frozen=True)
class Outcome:
    """A plan and how it was found. ``finished`` is False where the clock or a person stopped the search early."""

    plan: Plan
    seed: int
    moves: int
    finished: bool
    exact: bool

    @property
    def log(self) -> tuple[str, ...]:
        """How it was found, in sentences, so that it can be found again."""
        if self.exact:
            return ("Every way of dividing it was tried.",)
        how = f"Seed {self.seed}, {self.moves:,} moves tried."
        if not self.finished:
            return (how, "It was stopped before the search was over, so the same seed may give another plan.")
        return (how, "The search ran to its end: the same seed gives the same plan.")


class NoPlan(ValueError):
    """Why no plan was found, in words: ``reasons`` are the slips of the problem itself, or that none was met in the time."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


def plan(
    instance: Instance,
    /,
    *,
    seconds: float = SECONDS,
    seed: int = 0,
    begin: Sequence[Lot] = (),
    words: Words | None = None,
    told: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """The best plan that is found in the time, and a cost that no plan is under. Raises NoPlan with the reasons.

    ``begin`` is a plan in hand, where there is one: what comes back is no worse. ``words`` are how reasons name
    areas and values. ``told`` hears how far it has come; ``stop`` is asked now and then, and the best so far is kept when it says so.
    """
    a = arrays(instance)
    if found := reasons_against(a, words):
        raise NoPlan(found)
    if a.n <= exact.AT_MOST:
        return _exactly(a, seed)
    return _Planning(a, seconds, seed, told, stop).run(begin)


def _exactly(a: Arrays, seed: int) -> Outcome:
    found = exact.best(a)
    if found is None:
        raise NoPlan(
            (
                "There is no way to divide it: every way has a lot that is worth more than the maximum, or that too few "
                "providers count for.",
            )
        )
    lots = a.lots(found[0])
    cost = objective(a.given, lots)
    return Outcome(Plan(lots, cost, cost), seed, 0, finished=True, exact=True)


class _Planning:
    """One planning: the clock, the best so far and the bound."""

    def __init__(
        self, a: Arrays, seconds: float, seed: int, told: Callable[[Progress], None], stop: Callable[[], bool]
    ) -> None:
        self.a, self.seconds, self.seed, self.told, self.stop = a, seconds, seed, told, stop
        self.began = monotonic()
        self.best: Found | None = None
        self.bound: Bound | None = None
        self.moves, self.finished = 0, True
        self.ends: list[Found] = []

    def run(self, begin: Sequence[Lot] = ()) -> Outcome:
        tried = starts(self.a, seed=self.seed, go_on=self._dividing)
        begun = [lot_of for _, lot_of in tried]
        if begin and not faults(self.a.given, tuple(begin)):
            own = self.a.numbers(begin)
            self.best = Found(tuple(own), objective(self.a.given, tuple(begin)), finished=True)
            self.ends.append(self.best)
            begun = [own, *begun]
        self._bound(tried[0][0], until=0.3)
        moves = min(int(self.seconds * _MOVES_A_SECOND), _MOVES_AN_AREA * self.a.n)
        self._short(begun, moves)
        if self.a.n <= _SMALL and self._met_one():
            self._raise()
        if not self._proved():
            self._long(moves)
        if not self._met_one():
            raise NoPlan(not_met(self.a, self.finished))
        self._raise()
        assert self.best is not None
        lots = self.a.lots(self.best.lot_of)
        cost = objective(self.a.given, lots)
        low = min(cost, self.bound.value if self.bound else -np.inf)
        return Outcome(Plan(lots, cost, float(low)), self.seed, self.moves, self.finished, exact=False)

    def _dividing(self, done: float) -> bool:
        going = self._asking("Dividing", _DIVIDING)(done)
        self.finished &= going  # fewer divisions tried may make another plan
        return going

    def _bound(self, target: float, *, until: float) -> None:
        prices = self.bound.prices if self.bound else None
        found = bound(
            self.a, rounds=_ROUNDS, prices=prices, target=target, go_on=self._asking("Finding a bound", until)
        )
        self._higher(found.value, found.prices)

    def _raise(self) -> None:
        """A higher bound by whole and connected lots; on the way, perhaps a better plan from the lots that were met."""
        assert self.best is not None
        if self._proved():
            return
        prices = self.bound.prices if self.bound else np.zeros(self.a.n)
        raising = Raising(self.a, prices, self.best.cost, self._asking("Raising the bound", _LAST_STEP))
        found = raising.run(self._columns(end.lot_of) for end in self.ends if isfinite(end.cost))
        self._higher(found.value, found.prices)
        if self.a.n <= _CHOSEN:
            self.finished &= found.finished
            if found.finished and not self._proved():
                self._choose(found.lots)
                raising.target = self.best.cost
        if found.finished and not self._proved():
            self._higher(raising.connect(), raising.prices)

    def _choose(self, lots: Sequence[tuple[int, frozenset[int]]]) -> None:
        """The best whole choice among lots that the search and the bound met, if it is a better plan."""
        assert self.best is not None
        self._tell("Choosing among lots met", 0.0)
        own = list(self._columns(self.best.lot_of))
        met = dict.fromkeys((*own, *lots, *self._met()))
        chosen, proved = whole_choice(self.a, self._dearest_left_out(met), begin=own, seconds=self._left_for(_CHOOSING))
        self.finished &= proved
        if chosen is None or faults(self.a.given, lots_of := self.a.lots(chosen)):
            return  # several services in a lot may leave it short of providers
        if (cost := objective(self.a.given, lots_of)) < self.best.cost:
            self.best = Found(tuple(chosen), cost, finished=True)

    def _left_for(self, share: float) -> float:
        """Seconds for a step: its share, or what is left of the clock."""
        return max(0.1, min(share * self.seconds, _LAST_STEP * self.seconds - (monotonic() - self.began)))

    def _met(self) -> Iterator[tuple[int, frozenset[int]]]:
        for areas in dict.fromkeys(areas for end in self.ends for areas in end.met if self.a.fits(areas)):
            yield self.a.best_centre(sorted(areas))[0], areas

    def _dearest_left_out(self, lots: Iterable[tuple[int, frozenset[int]]]) -> list[tuple[int, frozenset[int]]]:
        """As many lots as can be chosen among, those that cost least beyond what their areas pay by the bound's prices."""
        prices = self.bound.prices if self.bound else np.zeros(self.a.n)

        def beyond(lot: tuple[int, frozenset[int]]) -> float:
            held = sorted(lot[1])
            return self.a.best_centre(held)[1] - float(prices[held].sum())

        return sorted(lots, key=beyond)[:_MOST_CHOSEN]

    def _columns(self, lot_of: Sequence[int]) -> Iterator[tuple[int, frozenset[int]]]:
        for held in held_by_lot(lot_of):
            yield self.a.best_centre(held)[0], frozenset(held)

    def _higher(self, value: float, prices: Floats) -> None:
        if self.bound is None or value > self.bound.value:
            self.bound = Bound(value, prices)

    def _met_one(self) -> bool:
        return self.best is not None and isfinite(self.best.cost)

    def _short(self, begun: Sequence[Sequence[int]], moves: int) -> None:
        """Short runs from several divisions."""
        for turn, start in enumerate(begun[:_TRIED]):
            self._anneal(start, int(moves * _SHORT), turn, _HEATS[0])

    def _long(self, moves: int) -> None:
        """Long runs from the best of their ends, and a last one from the best of all."""
        ends = sorted(self.ends, key=lambda one: one.cost)
        for turn, end in enumerate(ends[:_KEPT], _TRIED):
            self._anneal(end.lot_of, int(moves * _LONG), turn, _HEATS[1])
        if self.best is not None and isfinite(self.best.cost):
            self._anneal(self.best.lot_of, int(moves * _LAST), _TRIED + _KEPT, _HEATS[2])

    def _anneal(self, start: Sequence[int], moves: int, turn: int, heat: float) -> None:
        if self._proved():
            return
        share = _SEARCH * {_HEATS[0]: _SHORT, _HEATS[1]: _LONG, _HEATS[2]: _LAST}[heat]
        over, seed = (STRICT, LOOSE)[turn % 2], self.seed + 7919 * turn
        found = anneal(
            self.a,
            start,
            moves=moves,
            seed=seed,
            heat=heat,
            over=over,
            remember=self.a.n <= _CHOSEN,
            pace=self._pace(share),
        )
        self.moves += moves
        self.finished &= found.finished
        self.ends.append(found)
        if self.best is None or found.cost < self.best.cost:
            self.best = found

    def _pace(self, share: float) -> Callable[[float], float]:
        """How far a run's cooling should be: as its moves are, or as its share of the clock is where that is further."""
        began = monotonic()
        wide = max(share * self.seconds, 1e-3)

        def pace(done: float) -> float:
            self._tell("Searching", done)
            if self.stop() or monotonic() - self.began > _LATEST * self.seconds:
                return 1.0
            late = (monotonic() - began) / wide
            return max(done, late) if late > _AHEAD * done + 0.02 else done

        return pace

    def _proved(self) -> bool:
        if self.best is None or self.bound is None or not isfinite(self.best.cost):
            return False
        return self.best.cost - self.bound.value <= _PROVED * abs(self.best.cost)

    def _asking(self, doing: str, until: float) -> Callable[[float], bool]:
        """What a long step asks now and then: tells how far it is, and whether to go on."""

        def go_on(done: float) -> bool:
            self._tell(doing, done)
            return not self.stop() and monotonic() - self.began < self.seconds * until

        return go_on

    def _tell(self, doing: str, done: float) -> None:
        cost = self.best.cost if self.best is not None and isfinite(self.best.cost) else None
        self.told(Progress(doing, done, cost, self.bound.value if self.bound else None))
