"""A first division into lots: centres spread by need, each area to the centre that costs least, full centres made dearer.

How many lots there are decides more of the cost than anything else, so several numbers are tried.
"""

from collections.abc import Callable, Iterator, Sequence
from math import ceil

import numpy as np

from keepitlocal.steps.contract_size.lots.arrays import Arrays, Floats, held_by_lot, pieces

_STEPS = (1.0, 1.025, 1.05, 1.1, 1.16, 1.23, 1.3, 1.4, 1.55, 1.75, 2.0, 2.4, 3.0, 4.0, 6.0, 10.0)
_ROUNDS, _MOVED = 120, 4  # rounds of prices; how many there are to one in which centres move
_AGAIN = (0, 4, 12, 28, 60)  # rounds in which the nearest centres are looked for again: they move less and less
_FEW = 16  # centres that an area chooses from
_WORSE = 1.05  # no larger number is tried once the cost has grown by this much


def starts(
    a: Arrays, /, *, seed: int, go_on: Callable[[float], bool] = lambda done: True
) -> list[tuple[float, list[int]]]:
    """Divisions with several numbers of lots, the least dear first: an estimate of cost, and the lot of each area.

    Lots are connected, and may be over the maximum: the search mends that. ``go_on`` is asked after each one; there is
    always one.
    """
    found: list[tuple[float, list[int]]] = []
    least = ceil(float(a.value.sum()) / a.cap) if a.cap > 0 else a.n
    for number in dict.fromkeys(min(a.n, max(1, ceil(least * step))) for step in _STEPS):
        lot_of = division(a, number, seed=seed)
        found.append((_estimate(a, lot_of), lot_of))
        if found[-1][0] > _WORSE * min(cost for cost, _ in found) and len(found) > 3:
            break
        if not go_on(len(found) / len(_STEPS)):
            break
    return sorted(found, key=lambda one: one[0])


def division(a: Arrays, number: int, /, *, seed: int) -> list[int]:
    """Areas divided among about so many connected lots."""
    rng = np.random.default_rng(seed)
    centres = np.array(list(_spread(a, number, rng)))
    x, y, price = a.x[centres], a.y[centres], np.zeros(number)
    width = float(np.sqrt(max(np.ptp(a.x) * np.ptp(a.y), 1e-12) / number))
    step = 0.5 * a.rate * width
    everyone = np.arange(a.n)
    for turn in range(_ROUNDS):
        if turn in _AGAIN:
            near = _few_nearest(a, x, y)
        if turn % _MOVED == 0:
            far = np.hypot(a.x[:, None] - x[near], a.y[:, None] - y[near])
        best = (a.rate * far + price[near]).argmin(axis=1)
        nearest = near[everyone, best]
        load = np.bincount(nearest, a.value, number)
        price = np.maximum(0.0, price + step * np.clip(load / a.cap - 1, -0.5, 0.5))
        step *= 0.97
        if turn % _MOVED == _MOVED - 1:
            x, y = _middles(a, nearest, far[everyone, best], x, y)
    return joined(a, nearest.tolist())


def _few_nearest(a: Arrays, x: Floats, y: Floats) -> np.ndarray:
    """The few centres nearest to each area, from among which it chooses until they are looked for again."""
    count = min(_FEW, len(x))
    if count == len(x):
        return np.broadcast_to(np.arange(count), (a.n, count))
    spot_x, spot_y = a.x - a.x.mean(), a.y - a.y.mean()  # near nought, where 32 bits are enough
    squared = (spot_x[:, None] - (x - a.x.mean())).astype(np.float32) ** 2
    squared += (spot_y[:, None] - (y - a.y.mean())).astype(np.float32) ** 2
    return np.argpartition(squared, count - 1, axis=1)[:, :count]


def _spread(a: Arrays, number: int, rng: np.random.Generator) -> Iterator[int]:
    """Centres far from one another, drawn by need (k-means++: Arthur and Vassilvitskii 2007)."""
    chosen = int(rng.integers(a.n))
    squared = np.full(a.n, np.inf)
    for _ in range(number):
        yield chosen
        squared = np.minimum(squared, (a.x - a.x[chosen]) ** 2 + (a.y - a.y[chosen]) ** 2)
        weight = squared * np.maximum(a.value, 1e-12)
        total = float(weight.sum())
        chosen = int(rng.choice(a.n, p=weight / total)) if total > 0 else int(rng.integers(a.n))


def _middles(a: Arrays, nearest: np.ndarray, far: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Each centre one step (Weiszfeld's) nearer to the point that its areas travel least to."""
    weight = np.maximum(a.value, 1e-12) / np.maximum(1e-9, far)
    total = np.bincount(nearest, weight, len(x))
    some = total > 0
    moved_x, moved_y = x.copy(), y.copy()
    moved_x[some] = np.bincount(nearest, weight * a.x, len(x))[some] / total[some]
    moved_y[some] = np.bincount(nearest, weight * a.y, len(x))[some] / total[some]
    return moved_x, moved_y


def joined(a: Arrays, lot_of: Sequence[int], /) -> list[int]:
    """The same division with every lot connected: what is cut off from a lot's largest part goes to a lot beside it."""
    same = [[other for other in near if lot_of[other] == lot_of[area]] for area, near in enumerate(a.near)]
    parts: dict[int, list[list[int]]] = {}
    for part in pieces(same):
        parts.setdefault(lot_of[part[0]], []).append(part)
    found, loose = list(lot_of), []
    for of_one in parts.values():
        of_one.sort(key=lambda part: (-float(a.value[part].sum()), part[0]))
        loose += [area for part in of_one[1:] for area in part]
    for area in loose:
        found[area] = -1
    number = max(lot_of) + 1
    while loose:
        left = [area for area in loose if not _taken(a, found, area)]
        if len(left) == len(loose):  # a piece of the ground that no centre fell into
            found[left[0]], number = number, number + 1
            left = left[1:]
        loose = left
    return found


def _taken(a: Arrays, found: list[int], area: int) -> bool:
    beside = [found[other] for other in a.near[area] if found[other] >= 0]
    if beside:
        found[area] = max(sorted(set(beside)), key=beside.count)
    return bool(beside)


def _estimate(a: Arrays, lot_of: Sequence[int]) -> float:
    """What a division costs, with what is over the maximum charged at twice the mean cost of value."""
    lots = held_by_lot(lot_of)
    costs = [a.best_centre(held)[1] for held in lots]
    dear = max((cost for cost in costs if np.isfinite(cost)), default=1.0)
    cost = sum(cost if np.isfinite(cost) else 3 * abs(dear) for cost in costs)
    over = sum(max(0.0, float(a.value[held].sum()) - a.cap) for held in lots)
    return float(cost + 2 * over * abs(cost) / max(float(a.value.sum()), 1e-12))
