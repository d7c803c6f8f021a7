"""A cost that no plan can be under: what each area must pay at least, by Lagrangian relaxation.

Let every area offer a price for being in a lot. A centre takes the areas that pay best, as much of them as the maximum
holds and a part of the last, and opens where that pays more than the lot costs. What all areas offer, less what open
centres gain, is at most the cost of every plan: a plan's lots each gain at most what their centre could. Prices are raised
where an area is in no lot and lowered where it is in several, which makes the bound as high as it goes (Held and Karp 1971;
Fisher 1981). Being connected, ties between areas, and which services share a lot are left out, each of which can only
make plans dearer, so the bound holds for every plan.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keepitlocal.steps.contract_size.lots.arrays import Arrays, Floats

_NEAR = 128  # areas looked at for each centre; taken to be enough while prices move, and checked at the end
_ROWS = 2_000_000  # cells worked on at once where every pair is looked at
_STALL, _SLOWER, _DONE = 15, 0.6, 1e-3
_SMOOTH = 0.3
_FAR = 1e200
_PARTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 1.0)
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Bound:
    """A cost under which no plan lies, and the prices that prove it."""

    value: float
    prices: Floats


@dataclass(frozen=True)
class Nearest:
    """For each centre the areas that could be of use to it, itself first: their numbers and what travel to them costs a unit."""

    areas: NDArray[np.int64]
    travel: Floats


def nearest(a: Arrays, count: int, /) -> Nearest:
    """The ``count`` areas nearest to each one, itself first."""
    count = min(count, a.n)
    areas = np.empty((a.n, count), dtype=np.int64)
    travel = np.empty((a.n, count))
    for rows in _blocks(a.n, a.n):
        far = a.rate * np.hypot(a.x[rows, None] - a.x, a.y[rows, None] - a.y)
        far[np.arange(len(rows)), rows] = -1.0  # itself before another area at the same spot
        chosen = np.argpartition(far, count - 1, axis=1)[:, :count]
        order = np.argsort(np.take_along_axis(far, chosen, axis=1), axis=1, kind="stable")
        areas[rows] = np.take_along_axis(chosen, order, axis=1)
        travel[rows] = np.maximum(0.0, np.take_along_axis(far, areas[rows], axis=1))
    return Nearest(areas, travel)


def bound(
    a: Arrays,
    /,
    *,
    rounds: int,
    prices: Floats | None = None,
    target: float | None = None,
    go_on: Callable[[float], bool] = lambda done: True,
) -> Bound:
    """Raise the bound by so many rounds, from ``prices`` on; ``target`` is the cost of a plan in hand, where there is one.

    What comes back holds for the whole problem, whatever the rounds.
    """
    near = nearest(a, _NEAR)
    own = prices if prices is not None else _first_prices(a, near)
    best, held, before = -np.inf, own.copy(), np.zeros(a.n)
    pace, stalled = 1.0, 0
    for turn in range(rounds):
        if not turn & 7 and not go_on(turn / rounds):
            break
        low, slope = _value(a, near, own)
        if low > best:
            stalled = 0 if low > best + 1e-4 * abs(best) else stalled
            best, held = low, own.copy()
        stalled += 1
        if stalled > _STALL:
            pace, stalled, own = pace * _SLOWER, 0, held.copy()
        if pace < _DONE:
            break
        slope = (1 - _SMOOTH) * slope + _SMOOTH * before
        before = slope
        aim = target if target is not None else best + 0.03 * abs(best)
        own = own + pace * max(aim - low, 1e-6 * abs(best)) / (float(slope @ slope) + 1e-12) * slope
    return Bound(proved(a, held), held)


def proved(a: Arrays, prices: Floats, /) -> float:
    """The bound that prices prove, every pair of areas looked at: no short cut is left in it."""
    total = float(prices.sum())
    everything = np.arange(a.n)
    for rows in _blocks(a.n, a.n):
        far = a.rate * np.hypot(a.x[rows, None] - a.x, a.y[rows, None] - a.y)
        far[np.arange(len(rows)), rows] = _FAR  # the centre's own area is taken whole, apart
        gain = gains(a, rows, np.broadcast_to(everything, far.shape), far, prices)[0]
        total += float(np.minimum(0.0, a.own_fixed[rows] - prices[rows] - gain).sum())
    return total - _ROUNDING * (abs(total) + float(np.abs(prices).sum()))


def _first_prices(a: Arrays, near: Nearest) -> Floats:
    """Near what areas pay in a plan: their part of a full lot's cost, and travel over a part of its width that is tried."""
    finite = a.own_fixed[np.isfinite(a.own_fixed)]
    fixed = max(0.0, float(finite.mean())) / a.cap if len(finite) and a.cap > 0 else 0.0
    ground = max(float(np.ptp(a.x) * np.ptp(a.y)), 1e-12)
    across = a.rate * np.sqrt(ground * min(1.0, a.cap / max(float(a.value.sum()), 1e-12)))
    tried = [(fixed + part * across) * a.value for part in _PARTS]
    return max(tried, key=lambda prices: _value(a, near, prices)[0])


def _value(a: Arrays, near: Nearest, prices: Floats) -> tuple[float, Floats]:
    """The bound at these prices among near pairs, and how it changes with each price."""
    rows = np.arange(a.n)
    gain, parts, taken = gains(a, rows, near.areas[:, 1:], near.travel[:, 1:], prices)
    reduced = a.own_fixed - prices - gain
    opened = np.flatnonzero(reduced < 0)
    slope = np.ones(a.n)
    slope[opened] -= 1.0
    np.subtract.at(slope, taken[opened].ravel(), parts[opened].ravel())
    return float(prices.sum() + reduced[opened].sum()), slope


def gains(
    a: Arrays, rows: NDArray[np.int64], areas: NDArray[np.int64], travel: Floats, prices: Floats
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """What each centre could gain beside its own area, the part of each area taken, and which areas they are, best first."""
    per_value = prices / np.maximum(a.value, 1e-300)
    worth = per_value[areas] - travel  # gain a unit of value
    free = (a.value[areas] <= 0) & (prices[areas] > 0)
    order = np.argsort(-worth, axis=1)
    worth = np.take_along_axis(worth, order, axis=1)
    taken = np.take_along_axis(areas, order, axis=1)
    free = np.take_along_axis(free, order, axis=1)
    value = np.where((worth > 0) & ~free, a.value[taken], 0.0)
    full = np.cumsum(value, axis=1)
    used = np.clip((a.cap - a.value[rows])[:, None] - (full - value), 0.0, value)
    gain = np.where(used > 0, used * worth, 0.0).sum(axis=1) + np.where(free, prices[taken], 0.0).sum(axis=1)
    parts = np.where(value > 0, used / np.where(value > 0, value, 1.0), 0.0) + free
    return gain, parts, taken


def _blocks(n: int, width: int) -> list[NDArray[np.int64]]:
    each = max(1, _ROWS // max(width, 1))
    return [np.arange(first, min(n, first + each)) for first in range(0, n, each)]
