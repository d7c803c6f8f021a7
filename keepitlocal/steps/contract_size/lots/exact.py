"""The best plan of a small problem, by trying every set of areas: what the search is held against."""

from math import fsum, inf

from keepitlocal.steps.contract_size.lots.arrays import Arrays

AT_MOST = 12  # areas; each one more takes three times as long


def best(a: Arrays, /) -> tuple[list[int], float] | None:
    """The lot of each area in a plan that costs least, and the cost; None where there is no plan at all."""
    price = [_price(a, chosen) for chosen in range(1 << a.n)]
    least, first = [0.0] + [inf] * ((1 << a.n) - 1), [0] * (1 << a.n)
    for held in range(1, 1 << a.n):
        lowest = held & -held
        rest = held ^ lowest
        part = rest
        while True:  # every subset of the rest, the empty one last, goes with the lowest area
            lot = part | lowest
            if price[lot] + least[held ^ lot] < least[held]:
                least[held], first[held] = price[lot] + least[held ^ lot], lot
            if not part:
                break
            part = (part - 1) & rest
    everything = (1 << a.n) - 1
    if least[everything] == inf:
        return None
    parted = sum(cost for ties in a.ties for _, cost in ties) / 2
    return _lots(a.n, first), least[everything] + parted


def _lots(n: int, first: list[int]) -> list[int]:
    lot_of, left, number = [0] * n, (1 << n) - 1, 0
    while left:
        for area in range(n):
            if first[left] >> area & 1:
                lot_of[area] = number
        left, number = left ^ first[left], number + 1
    return lot_of


def _price(a: Arrays, chosen: int) -> float:
    """What a set of areas costs as one lot, less the ties that it keeps whole; infinite where it cannot be one."""
    held = [area for area in range(a.n) if chosen >> area & 1]
    if not held or fsum(a.value[held]) > a.cap or not _connected(a, chosen):
        return inf
    kept = sum(cost for area in held for other, cost in a.ties[area] if chosen >> other & 1) / 2
    return a.best_centre(held)[1] - kept


def _connected(a: Arrays, chosen: int) -> bool:
    reached = chosen & -chosen
    ready = [reached.bit_length() - 1]
    while ready:
        for other in a.near[ready.pop()]:
            if chosen >> other & 1 and not reached >> other & 1:
                reached |= 1 << other
                ready.append(other)
    return reached == chosen
