"""The problem of dividing a commission into lots, and a plan that answers it.

The commission is a set of areas, each with its value. A plan puts every area into exactly one lot; each lot is connected
through neighbours, is worth at most the maximum and has a centre among its own areas. What is made small is

    sum over lots of  admin_per_lot - bonus_per_provider * providers counted + travel_rate * sum(value * distance to centre)
    + sum over ties of cost, where the two areas of the tie lie in different lots

A provider counts for a lot when its capacity is at least the maximum, it does the lot's services, and its distance to the
centre is under ``reach``; at most ``max_providers_counted`` count. Distance is the straight line times ``distance_scale``.
Values, capacities, the maximum and costs are in one unit of money; distances in one unit of length.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, hypot


@dataclass(frozen=True)
class Area:
    """What goes whole into one lot: an area, or one service's part of one."""

    id: str
    x: float
    y: float
    value: float
    neighbours: tuple[str, ...] = ()
    service: str = ""


@dataclass(frozen=True)
class Site:
    """A provider: the area where it is, the most that it could carry, and what it does (empty: everything asked for).

    ``also`` are further areas where it is: it counts once, from the nearest. Without any area it is in reach of every lot.
    """

    area: str
    capacity: float
    services: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Every area where it is."""
        return (self.area, *self.also) if self.area else self.also


@dataclass(frozen=True)
class Tie:
    """Two areas that lose ``cost`` (nought or more) where they lie in different lots."""

    one: str
    other: str
    cost: float


@dataclass(frozen=True)
class Instance:
    """A problem. ``at_least`` is how many providers have to count for every lot (0: none has to)."""

    areas: tuple[Area, ...]
    providers: tuple[Site, ...]
    cap: float
    admin_per_lot: float = 0.0
    bonus_per_provider: float = 0.0
    max_providers_counted: int = 0
    reach: float = 0.0
    travel_rate: float = 0.0
    distance_scale: float = 1.0
    at_least: int = 0
    ties: tuple[Tie, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Area]:
        """Every area by its id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def able(self) -> tuple[Site, ...]:
        """Providers that could carry a lot of the maximum value."""
        return tuple(site for site in self.providers if site.capacity >= self.cap)

    @cached_property
    def near(self) -> Mapping[str, frozenset[str]]:
        """The neighbours of every area, whichever side names the other."""
        found: dict[str, set[str]] = {area.id: set() for area in self.areas}
        for area in self.areas:
            for other in area.neighbours:
                found[area.id].add(other)
                found[other].add(area.id)
        return {area: frozenset(others - {area}) for area, others in found.items()}

    def distance(self, one: str, other: str, /) -> float:
        """How far two areas lie apart."""
        a, b = self.by_id[one], self.by_id[other]
        return hypot(a.x - b.x, a.y - b.y) * self.distance_scale


@dataclass(frozen=True)
class Lot:
    """Areas let together, and the one among them that the work is run from."""

    centre: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Lots, what they cost, and a bound that no plan for the same problem can cost less than."""

    lots: tuple[Lot, ...]
    objective: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the plan may be above the best there is, as a part of the plan's own cost."""
        if self.objective == self.bound:
            return 0.0
        return (self.objective - self.bound) / abs(self.objective) if self.objective else float("inf")


def counted(instance: Instance, lot: Lot, /) -> int:
    """How many providers are within reach of a lot's centre, able to carry the maximum and doing all that is in it."""
    services = {instance.by_id[area].service for area in lot.areas}
    return sum(
        (not site.services or services <= site.services) and within(instance, site, lot.centre)
        for site in instance.able
    )


def within(instance: Instance, site: Site, centre: str, /) -> bool:
    """Whether a provider is in reach of a centre."""
    return not site.places or any(instance.distance(area, centre) < instance.reach for area in site.places)


def cost(instance: Instance, lot: Lot, /) -> float:
    """What one lot costs, ties apart."""
    bonus = instance.bonus_per_provider * min(instance.max_providers_counted, counted(instance, lot))
    travel = sum(instance.by_id[area].value * instance.distance(area, lot.centre) for area in lot.areas)
    return instance.admin_per_lot - bonus + instance.travel_rate * travel


def objective(instance: Instance, lots: tuple[Lot, ...], /) -> float:
    """What a plan costs."""
    lot_of = {area: number for number, lot in enumerate(lots) for area in lot.areas}
    parted = sum(tie.cost for tie in instance.ties if lot_of[tie.one] != lot_of[tie.other])
    return sum(cost(instance, lot) for lot in lots) + parted


def faults(instance: Instance, lots: tuple[Lot, ...], /) -> tuple[str, ...]:
    """What keeps lots from being a plan, in words; nothing where they are one."""
    held = Counter(area for lot in lots for area in lot.areas)
    found = [f"area {area} is in {held[area]} lots" for area in sorted(instance.by_id) if held[area] != 1]
    found += [f"lots hold area {area}, which is not in the problem" for area in sorted(set(held) - set(instance.by_id))]
    if found:
        return tuple(found)
    for number, lot in enumerate(lots, 1):
        value = fsum(instance.by_id[area].value for area in lot.areas)
        if lot.centre not in lot.areas:
            found.append(f"the centre of lot {number} is not one of its areas")
        if value > instance.cap:
            found.append(f"lot {number} is worth {value:g}, more than the maximum of {instance.cap:g}")
        if not _connected(instance, lot.areas):
            found.append(f"lot {number} is not connected through neighbours")
        if counted(instance, lot) < instance.at_least:
            found.append(f"lot {number} has fewer than {instance.at_least} providers")
    return tuple(found)


def _connected(instance: Instance, areas: tuple[str, ...], /) -> bool:
    left, ready = set(areas[1:]), [areas[0]] if areas else []
    while ready:
        one = ready.pop()
        near = {other for other in left if other in instance.near[one]}
        left -= near
        ready += near
    return bool(areas) and not left
