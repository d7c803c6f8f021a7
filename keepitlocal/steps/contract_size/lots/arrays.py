"""A problem as arrays, for the search and the bound: areas are numbers in the order of the instance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from keepitlocal.steps.contract_size.lots.instance import Instance, Lot, Site, within

Floats = NDArray[np.float64]
_CLOSE = 1e-9  # a distance this close to the reach, in parts of it, is taken again by the very arithmetic of the model
_SLIGHT = 1e-12  # of the maximum: a value under this is nought to a bound
_SPARE = 1e-11  # of the maximum: what a bound allows for sums that floating point cannot hold


@dataclass(frozen=True)
class Arrays:
    """The numbers of an instance. ``rate`` is travel_rate * distance_scale; ``kinds`` numbers the services as bits."""

    given: Instance
    x: Floats
    y: Floats
    value: Floats
    near: list[list[int]]
    kinds: list[int]
    ties: list[list[tuple[int, float]]]
    cap: float
    rate: float
    _fixed: dict[int, Floats] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many areas."""
        return len(self.near)

    @cached_property
    def pieces(self) -> list[list[int]]:
        """The parts of the ground that are connected through neighbours."""
        return pieces(self.near)

    @cached_property
    def several_services(self) -> bool:
        """Whether what a lot holds changes who counts for it."""
        return len(set(self.kinds)) > 1

    @cached_property
    def weight(self) -> Floats:
        """Values, with nought for those too slight to be divided by: what bounds reckon with, never above the value."""
        return np.where(self.value > _SLIGHT * self.cap, self.value, 0.0)

    @cached_property
    def whole(self) -> bool:
        """Whether values and maximum are whole numbers, so that sums are exact."""
        rounded = bool((self.value == self.value.round()).all()) and self.cap == round(self.cap)
        return rounded and float(self.value.sum()) < 2**53

    @cached_property
    def room(self) -> float:
        """The maximum as a bound takes it: a little above, where values that do not add up exactly could just fit."""
        return self.cap if self.whole else self.cap * (1 + _SPARE)

    def fits(self, members: Iterable[int], /) -> bool:
        """Whether areas together are worth at most the maximum, by the very arithmetic of the model."""
        return fsum(self.value[area] for area in members) <= self.cap

    @cached_property
    def own_fixed(self) -> Floats:
        """The least that a lot centred at each area could cost before travel: as if only the centre's service were in it."""
        return np.array([self.fixed(kind)[area] for area, kind in enumerate(self.kinds)])

    def fixed(self, kinds: int, /) -> Floats:
        """What a lot with these services costs before travel, by centre; infinite where too few providers count."""
        if kinds not in self._fixed:
            self._fixed[kinds] = self._fixed_of(kinds)
        return self._fixed[kinds]

    def _fixed_of(self, kinds: int) -> Floats:
        given = self.given
        count = self._counts(kinds)
        cost = given.admin_per_lot - given.bonus_per_provider * np.minimum(given.max_providers_counted, count)
        return np.where(count >= given.at_least, cost.astype(float), np.inf)

    def _counts(self, kinds: int) -> NDArray[np.int64]:
        bits, place = self._bits, {area.id: number for number, area in enumerate(self.given.areas)}
        wanted = {service for service, bit in bits.items() if bit & kinds}
        count = np.zeros(self.n, dtype=np.int64)
        for site in self.given.able:
            if site.services and not wanted <= site.services:
                continue
            count += self._in_reach(site, [place[area] for area in site.places])
        return count

    def _in_reach(self, site: Site, places: list[int]) -> NDArray[np.bool_]:
        """The centres that a provider is in reach of."""
        slight = _CLOSE * max(1.0, self.given.reach)
        found, close = np.full(self.n, not places), np.zeros(self.n, dtype=bool)
        for at in places:
            far = np.hypot(self.x - self.x[at], self.y - self.y[at]) * self.given.distance_scale
            found |= far < self.given.reach - slight
            close |= np.abs(far - self.given.reach) <= slight
        for area in np.flatnonzero(close & ~found):
            found[area] = within(self.given, site, self.given.areas[area].id)
        return found

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {service: 1 << number for number, service in enumerate(_services(self.given))}

    def best_centre(self, members: Sequence[int] | NDArray[np.int64], /) -> tuple[int, float]:
        """The centre that makes a lot of these areas cost least, and that cost; infinite where no centre will do."""
        held = np.asarray(members, dtype=np.int64)
        kinds = 0
        for area in held if self.several_services else held[:1]:
            kinds |= self.kinds[area]
        x, y = self.x[held], self.y[held]
        far = np.hypot(x[:, None] - x, y[:, None] - y)
        cost = (self.rate * self.value[held]) @ far + self.fixed(kinds)[held]
        best = int(cost.argmin())
        return int(held[best]), float(cost[best])

    def lots(self, lot_of: Sequence[int], /) -> tuple[Lot, ...]:
        """The lots of a numbering of areas, each with its best centre, in the order of their first areas."""
        return tuple(map(self.lot, held_by_lot(lot_of)))

    def numbers(self, lots: Sequence[Lot], /) -> list[int]:
        """The number of the lot of each area."""
        of = {area: number for number, lot in enumerate(lots) for area in lot.areas}
        return [of[area.id] for area in self.given.areas]

    def lot(self, held: Sequence[int], /) -> Lot:
        """A lot of these areas, with its best centre."""
        name = self.given.areas
        return Lot(name[self.best_centre(held)[0]].id, tuple(name[area].id for area in held))


def arrays(instance: Instance, /) -> Arrays:
    """The arrays of an instance; neighbours count both ways, whichever side names them."""
    place = {area.id: number for number, area in enumerate(instance.areas)}
    near: list[set[int]] = [set() for _ in instance.areas]
    for number, area in enumerate(instance.areas):
        for other in area.neighbours:
            if (at := place[other]) != number:
                near[number].add(at)
                near[at].add(number)
    ties: list[list[tuple[int, float]]] = [[] for _ in instance.areas]
    for tie in instance.ties:
        here, there = place[tie.one], place[tie.other]
        if here != there and tie.cost:
            ties[here].append((there, tie.cost))
            ties[there].append((here, tie.cost))
    bits = {service: 1 << number for number, service in enumerate(_services(instance))}
    return Arrays(
        given=instance,
        x=_floats(area.x for area in instance.areas),
        y=_floats(area.y for area in instance.areas),
        value=_floats(area.value for area in instance.areas),
        near=[sorted(one) for one in near],
        kinds=[bits[area.service] for area in instance.areas],
        ties=ties,
        cap=float(instance.cap),
        rate=instance.travel_rate * instance.distance_scale,
    )


def _services(instance: Instance) -> list[str]:
    return sorted({area.service for area in instance.areas})


def _floats(values: Any) -> Floats:
    return np.array(list(values), dtype=np.float64)


def held_by_lot(lot_of: Sequence[int], /) -> list[list[int]]:
    """The areas of each lot, in order, from the lot of each area; lots in the order of their first areas."""
    found: dict[int, list[int]] = {}
    for area, lot in enumerate(lot_of):
        found.setdefault(lot, []).append(area)
    return list(found.values())


def fewest(a: Arrays, /) -> int:
    """The fewest lots that could hold all the value, piece by piece of the ground."""
    if a.cap <= 0:
        return 0
    worth = (float(a.value[piece].sum()) for piece in a.pieces)
    return sum(max(1, ceil(value / a.cap - 1e-9)) for value in worth)


def pieces(near: Sequence[Sequence[int]], /) -> list[list[int]]:
    """The parts of the ground that are connected through neighbours, each in order, the first area's part first."""
    seen = [False] * len(near)
    found = []
    for first in range(len(near)):
        if seen[first]:
            continue
        seen[first], ready, held = True, [first], [first]
        while ready:
            for other in near[ready.pop()]:
                if not seen[other]:
                    seen[other] = True
                    ready.append(other)
                    held.append(other)
        found.append(sorted(held))
    return found
