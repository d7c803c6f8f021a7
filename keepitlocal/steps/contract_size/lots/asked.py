"""What is to be divided, and the problem of lots that it makes: areas or each service's part of them, providers, ties."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from keepitlocal.steps.contract_size.lots.instance import Area, Instance, Site, Tie

_CUT_TEAM = 5.0  # times what a lot costs to let and manage: what parting a staff team is charged in the search


@dataclass(frozen=True)
class Service:
    """A service and its value by area, in pence a year. ``whole``: it is for a community of identity or need."""

    name: str
    pence: Mapping[str, int]
    whole: bool = False

    @property
    def total(self) -> int:
        """Its value a year."""
        return sum(self.pence.values())


@dataclass(frozen=True)
class Rates:
    """What things cost, in pence a year. ``letting`` gives what a lot of a yearly value takes to let, spread over its term;
    ``travel`` is the part of a value that a kilometre costs; ``apart`` is a person's two services with two providers.
    """

    letting: Callable[[int], int]
    managing: int
    travel: float
    apart: int | None = None


@dataclass(frozen=True)
class Ground:
    """Areas with their places (kilometres) and neighbours; values are a service's."""

    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Asked:
    """What is to be divided. ``shared`` is how many people two services share; ``teams`` are areas served by one staff team.

    ``sites`` of which the accounts are not known have an infinite capacity: they count as able, and ``known`` are those of
    the others. ``typical`` is the value a year of a lot where all is in as few lots as the maximum allows: letting is priced
    as for one of that value, or of its own where that is more. ``names`` are the areas' names, for reasons.
    """

    ground: Ground
    services: tuple[Service, ...]
    sites: tuple[Site, ...]
    maximum: int
    at_least: int
    reach: float
    rates: Rates
    shared: Mapping[tuple[str, str], int] = field(default_factory=dict)
    teams: tuple[tuple[str, ...], ...] = ()
    distance_scale: float = 1.0
    typical: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def admin(self) -> int:
        """What one lot of the typical value costs to let and manage a year."""
        return self.letting(0) + self.rates.managing

    def letting(self, pence: int, /) -> int:
        """What letting a lot of a value costs a year; none costs less than one of the typical value."""
        return self.rates.letting(max(pence, self.typical))


def instance(asked: Asked, groups: tuple[tuple[Service, ...], ...], /, *, demanded: int) -> Instance:
    """The problem whose areas are each group's part of each area; one group alone keeps the areas' own ids."""
    several = len(groups) > 1
    areas: list[Area] = []
    for group in groups:
        name = "+".join(service.name for service in group)
        for area in asked.ground.areas:
            value = sum(service.pence.get(area.id, 0) for service in group)
            beside = [part(other, name, several) for other in area.neighbours]
            if several:
                beside += [
                    part(area.id, "+".join(one.name for one in other), True) for other in groups if other != group
                ]
            areas.append(Area(part(area.id, name, several), area.x, area.y, float(value), tuple(beside), name))
    return Instance(
        areas=tuple(areas),
        providers=tuple(_sites(asked, groups, several)),
        cap=float(asked.maximum),
        admin_per_lot=float(asked.admin),
        reach=asked.reach,
        travel_rate=asked.rates.travel,
        distance_scale=asked.distance_scale,
        at_least=demanded,
        ties=tuple((*_shared_people(asked, groups), *_teams(asked, groups, several))),
    )


def part(area: str, group: str, several: bool, /) -> str:
    """The id of a group of services in an area; the area's own where there is one group."""
    return f"{area}|{group}" if several else area


def _sites(asked: Asked, groups: tuple[tuple[Service, ...], ...], several: bool) -> Iterator[Site]:
    """Each provider with the groups of services that it does all of, at the first group's part of its areas."""
    first = "+".join(service.name for service in groups[0])
    for site in asked.sites:
        does = [
            "+".join(service.name for service in group)
            for group in groups
            if not site.services or {service.name for service in group} <= site.services
        ]
        if does:
            at = [part(area, first, several) for area in site.places]
            yield Site(at[0] if at else "", site.capacity, frozenset(does), tuple(at[1:]))


def _shared_people(asked: Asked, groups: tuple[tuple[Service, ...], ...]) -> Iterator[Tie]:
    """What is lost in each area where two services that share people are in different lots."""
    if len(groups) < 2 or asked.rates.apart is None:
        return
    for (one_name, other_name), people in asked.shared.items():
        service = next(service for service in asked.services if service.name == one_name)
        for area in asked.ground.areas:
            part = service.pence.get(area.id, 0) / max(service.total, 1)
            if part:
                yield Tie(f"{area.id}|{one_name}", f"{area.id}|{other_name}", asked.rates.apart * people * part)


def _teams(asked: Asked, groups: tuple[tuple[Service, ...], ...], several: bool) -> Iterator[Tie]:
    """Areas of one staff team are held together in the search, by a price that a plan would hardly pay."""
    for team in asked.teams:
        for group in groups:
            name = "+".join(service.name for service in group)
            for one_area, other in zip(team, team[1:], strict=False):
                yield Tie(part(one_area, name, several), part(other, name, several), _CUT_TEAM * asked.admin)
