"""The ways of dividing one commission: whole, by service, by place, by both, one agreement with several members.

Each way is priced in the same terms, in pence a year: letting and managing each lot, travel from its centre, and what is
lost where two services that share people are let apart. What is not known has no price; the plan asks for it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from keepitlocal.domain.money import pounds
from keepitlocal.steps.contract_size.lots.arrays import arrays
from keepitlocal.steps.contract_size.lots.asked import Asked, Service, instance, part
from keepitlocal.steps.contract_size.lots.instance import Instance, Lot, counted
from keepitlocal.steps.contract_size.lots.planner import NoPlan, Outcome, Progress, plan
from keepitlocal.steps.contract_size.lots.reasons import Words

ONE, BY_SERVICE, BY_PLACE, BY_BOTH, MEMBERS = "one", "by-service", "by-place", "by-both", "members"
TITLES = {
    ONE: "One contract",
    BY_SERVICE: "Lots by service",
    BY_PLACE: "Lots by place",
    BY_BOTH: "Lots by place and service",
    MEMBERS: "One agreement with several members",
}


@dataclass(frozen=True)
class Portion:
    """One lot: its parts (area, service), value a year; ``able`` and ``not_known`` count providers."""

    parts: tuple[tuple[str, str], ...]
    centre: str
    pence: int
    km: float
    able: int
    not_known: int
    whole: bool = False

    @property
    def areas(self) -> tuple[str, ...]:
        """Its areas, each once."""
        return tuple(dict.fromkeys(area for area, _ in self.parts))

    @property
    def services(self) -> tuple[str, ...]:
        """Its services, each once."""
        return tuple(dict.fromkeys(service for _, service in self.parts))


@dataclass(frozen=True)
class Way:
    """One way of dividing it. ``costs`` by label, in pence a year; ``bound`` is under every plan of its kind, where proved.

    ``short`` says that too few providers are in reach of every possible centre, so that the number asked for was not
    demanded; ``reasons`` say why there is no such way.
    """

    id: str
    portions: tuple[Portion, ...] = ()
    costs: tuple[tuple[str, int], ...] = ()
    bound: int | None = None
    outcome: Outcome | None = None
    short: bool = False
    reasons: tuple[str, ...] = ()
    parted_teams: tuple[tuple[str, ...], ...] = ()

    @property
    def total(self) -> int | None:
        """What it costs a year on top of the service itself; None where there is no such way."""
        return sum(pence for _, pence in self.costs) if self.portions else None


LETTING, TRAVEL, APART = "Letting and managing", "Travel", "Coordination lost"


def ways(
    asked: Asked,
    /,
    *,
    seconds: float,
    seed: int = 0,
    told: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Way, ...]:
    """Every way that applies. With one service alone there is nothing to divide by service."""
    common = tuple(service for service in asked.services if not service.whole)
    several = len(common) > 1
    spent = seconds / (2 if several else 1)
    place = by_place(asked, seconds=spent, seed=seed, told=told, stop=stop)
    found = [one(asked)]
    if several:
        found.append(by_service(asked))
    found.append(place)
    if several:
        found.append(by_both(asked, begin=place, seconds=spent, seed=seed, told=told, stop=stop))
    if sum(not portion.whole for portion in place.portions) > 1:
        found.append(members(asked, place))
    return tuple(found)


def one(asked: Asked, /) -> Way:
    """The whole commission as one contract: the only one of its kind."""
    return _alone(_priced(asked, ONE, [_whole(asked, asked.services)]))


def by_service(asked: Asked, /) -> Way:
    """Each service whole, across every place: the only one of its kind."""
    return _alone(_priced(asked, BY_SERVICE, [_whole(asked, (service,)) for service in asked.services]))


def by_place(
    asked: Asked,
    /,
    *,
    begin: Way | None = None,
    seconds: float,
    seed: int = 0,
    told: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> Way:
    """Areas divided into lots, every service of an area together; a service that stays whole is a lot of its own.

    ``begin`` is such a way that keeps to these limits too, where one is known: what comes back costs no more.
    """
    common = tuple(service for service in asked.services if not service.whole)
    return _searched(asked, BY_PLACE, common, (common,), seconds, seed, told, stop, begin)


def by_both(
    asked: Asked,
    /,
    *,
    begin: Way | None = None,
    seconds: float,
    seed: int = 0,
    told: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> Way:
    """Each service's part of each area goes into some lot; services that share people gain by being in the same one.

    ``begin`` is the way by place, where it is known: what comes back costs no more.
    """
    common = tuple(service for service in asked.services if not service.whole)
    groups = tuple((service,) for service in common)
    return _searched(asked, BY_BOTH, common, groups, seconds, seed, told, stop, begin)


def problem_by_place(asked: Asked, /) -> Instance:
    """The problem that lots by place answer, for the open form.

    Without providers: they enter no cost here, and where each is and what it could carry is nobody else's to know.
    """
    common = tuple(service for service in asked.services if not service.whole) or asked.services
    return replace(instance(asked, (common,), demanded=0), providers=())


def members(asked: Asked, place: Way, /) -> Way:
    """One agreement with several members, each with the areas of a lot by place: let once, managed once and by member."""
    total = sum(portion.pence for portion in place.portions)
    once = asked.letting(total) + asked.rates.managing * (1 + len(place.portions))
    costs = tuple((label, once if label == LETTING else pence) for label, pence in place.costs)
    return replace(place, id=MEMBERS, costs=costs, bound=None, outcome=None)


def _alone(way: Way) -> Way:
    return replace(way, bound=way.total)


def _whole(asked: Asked, services: tuple[Service, ...]) -> Portion:
    """Everything in one lot, from the centre that people travel to least."""
    problem = instance(asked, (services,), demanded=0)
    total = float(sum(service.total for service in services))
    problem = replace(problem, cap=max(problem.cap, total))  # who could carry all of it, where that is more
    a = arrays(problem)
    lot = a.lot(range(a.n))
    return _portion(asked, problem, lot, whole=len(services) == 1 and services[0].whole)


def _searched(
    asked: Asked,
    id_: str,
    common: tuple[Service, ...],
    groups: tuple[tuple[Service, ...], ...],
    seconds: float,
    seed: int,
    told: Callable[[Progress], None],
    stop: Callable[[], bool],
    begin: Way | None = None,
) -> Way:
    short = False
    first = tuple(_begun(begin, len(groups) > 1)) if begin else ()
    words = Words(
        lambda area: asked.names.get(area.split("|")[0], area), lambda value: f"{pounds(round(value))} a year"
    )
    kept_whole = [_whole(asked, (service,)) for service in asked.services if service.whole]
    if not common:
        return _priced(asked, id_, kept_whole)
    problem = instance(asked, groups, demanded=asked.at_least)
    try:
        try:
            outcome = plan(problem, seconds=seconds, seed=seed, begin=first, words=words, told=told, stop=stop)
        except NoPlan:
            if not asked.at_least:
                raise
            short, problem = True, instance(asked, groups, demanded=0)
            outcome = plan(problem, seconds=seconds, seed=seed, begin=first, words=words, told=told, stop=stop)
    except NoPlan as error:
        return Way(id_, reasons=error.reasons)
    portions = [_portion(asked, problem, lot) for lot in outcome.plan.lots]
    found = _priced(asked, id_, [*portions, *kept_whole])
    extra = sum(pence for label, pence in _priced(asked, id_, kept_whole).costs if label != APART) if kept_whole else 0
    low, parted = int(outcome.plan.bound) + extra, _parted(asked, portions)
    # Trying every plan counts a parted team at its price, which is in no total: of plans without it nothing is proved then.
    bound = None if outcome.exact and parted else min(low, found.total or low)
    return replace(found, bound=bound, outcome=outcome, short=short, parted_teams=parted)


def _begun(way: Way, several: bool) -> Iterator[Lot]:
    """The lots of a way by place, or as lots of each service's part of its areas."""
    for portion in way.portions:
        if portion.whole:
            continue
        if several:
            areas = tuple(part(area, service, True) for area, service in portion.parts)
            yield Lot(part(portion.centre, portion.services[0], True), areas)
        else:
            yield Lot(portion.centre, portion.areas)


def _parted(asked: Asked, portions: Iterable[Portion]) -> tuple[tuple[str, ...], ...]:
    """The staff teams that have areas in several lots of the same services."""
    held = list(portions)
    return tuple(
        team
        for team in asked.teams
        if any(0 < len(set(team) & set(portion.areas)) < len(set(team)) for portion in held)
    )


def _portion(asked: Asked, problem: Instance, lot: Lot, *, whole: bool = False) -> Portion:
    parts = tuple(
        (area.split("|")[0], service)
        for area in lot.areas
        for service in problem.by_id[area].service.split("+")
        if service
    )
    value = sum(problem.by_id[area].value for area in lot.areas)
    away = sum(problem.by_id[area].value * problem.distance(area, lot.centre) for area in lot.areas)
    everyone = counted(problem, lot)
    known = counted(
        replace(problem, providers=tuple(site for site in problem.providers if site.capacity < float("inf"))), lot
    )
    return Portion(
        parts=parts,
        centre=lot.centre.split("|")[0],
        pence=round(value),
        km=away / value if value else 0.0,
        able=known,
        not_known=everyone - known,
        whole=whole,
    )


def _priced(asked: Asked, id_: str, portions: list[Portion]) -> Way:
    """A way with what it costs."""
    letting = sum(asked.letting(portion.pence) + asked.rates.managing for portion in portions)
    travel = sum(portion.pence * portion.km * asked.rates.travel for portion in portions)
    costs = [(LETTING, letting), (TRAVEL, round(travel))]
    if asked.rates.apart is not None and asked.shared:
        costs.append((APART, round(_apart(asked, portions))))
    return Way(id_, tuple(portions), tuple(costs))


def _apart(asked: Asked, portions: Iterable[Portion]) -> float:
    """What people lose whose two services lie in different lots, all areas together."""
    lot_of = {part: number for number, portion in enumerate(portions) for part in portion.parts}
    lost = 0.0
    for (one_name, other_name), people in asked.shared.items():
        service = next(service for service in asked.services if service.name == one_name)
        for area, pence in service.pence.items():
            if lot_of.get((area, one_name)) != lot_of.get((area, other_name)):
                lost += (asked.rates.apart or 0) * people * pence / max(service.total, 1)
    return lost
