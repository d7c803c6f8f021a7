"""Lots inside a plan: from what an officer says, the ground and the providers to every way of dividing the commission."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from keepitlocal.domain.money import pounds
from keepitlocal.evidence.cost_of_scale.letting import letting as hours
from keepitlocal.steps.contract_size.lots.asked import Asked, Rates, Service
from keepitlocal.steps.contract_size.lots.asked import Ground as Areas
from keepitlocal.steps.contract_size.lots.instance import Area, Site
from keepitlocal.steps.contract_size.lots.planner import Progress
from keepitlocal.steps.contract_size.lots.ways import Way, by_place, ways
from keepitlocal.steps.contract_size.maximum import GRID, TO_PRINT, USUAL, Provider, most
from keepitlocal.tasks._folder import Folder, Problem
from keepitlocal.tasks._lots_ground import Ground, ground, levels, linked, says_sited, sited, spread
from keepitlocal.tasks._plan_about import About
from keepitlocal.tasks._plan_lots_file import LotsAsked

_AN_HOUR = 40_00  # pence; evidence/cost_of_scale/letting.py says where it is from
_USUAL_MONTHS = 36
_MOST_LOTS = 12  # where no maximum is known: so many lots at the most are looked at first
_HALF = 2  # wards will do where none is worth more than this part of the maximum
_WHAT_IF = 0.4  # of the seconds


@dataclass(frozen=True)
class Divided:
    """Everything that was divided and how: what was asked, the ground, providers, every way, and other limits.

    ``months`` is the term that letting is spread over, ``guessed`` whether the maximum was put in place of one that is not
    known, ``by`` how the value was spread, ``sited`` says how many addresses are known, ``unplaced`` whether some are not,
    ``unsought`` names services that nobody could be looked for, ``annual`` is what the commission comes to.
    """

    asked: Asked
    ground: Ground
    people: tuple[Provider, ...]
    ways: tuple[Way, ...]
    others: tuple[tuple[Asked, Way], ...]
    file: LotsAsked
    months: int
    guessed: bool
    by: str
    sited: str
    unplaced: bool
    seed: int
    unsought: tuple[str, ...] = ()
    annual: int = 0

    @property
    def place(self) -> Way:
        """The way by place."""
        return next(way for way in self.ways if way.id == "by-place")


def divide(
    folder: Folder,
    version: Any,
    about: About,
    people: Mapping[str, tuple[Provider, ...]],
    /,
    *,
    file: LotsAsked,
    unsought: tuple[str, ...] = (),
    suggested: int | None,
    seconds: float,
    seed: int = 0,
    told: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
) -> Divided:
    """Divide a commission by every way. ``people`` are the providers of each service, by the service's name.

    Raises Problem, in words, where its value or its areas are not known.
    """
    commission = about.file.commission
    if commission.annual_pence is None:
        raise Problem(
            "Lots cannot be planned: no value a year is known. Write annual (pounds a year with VAT) under [commission] of "
            "the plan’s file."
        )
    maximum = file.pence("maximum") or suggested or _first_maximum(commission.annual_pence)
    on = _ground(folder, version, file, commission.annual_pence, maximum)
    services, by = _services(on, file, about, commission.annual_pence)
    guessed = file.pence("maximum") is None and suggested is None
    if guessed:
        maximum = _room_for_areas(maximum, services)
    everyone = {one.body: one for held in people.values() for one in held}
    at = sited(folder, version, on, everyone.values())
    months: int = commission.months or _USUAL_MONTHS
    asked = Asked(
        ground=_areas(on),
        services=services,
        sites=tuple(_sites(people, at, registered=file.values["registered"])),
        maximum=maximum,
        at_least=file.values["at_least"],
        reach=float(file.values["reach"]),
        rates=_rates(file, months),
        shared={(one, other): number for one, other, number in file.shared},
        teams=_teams(on, file.teams),
        distance_scale=float(file.values["distance_scale"]),
        typical=_typical(services, maximum),
        names={patch.code: patch.name for patch in on.patches},
    )
    found = ways(asked, seconds=seconds * (1 - _WHAT_IF), seed=seed, told=told, stop=stop)
    place = next(way for way in found if way.id == "by-place")
    tried = tuple(_tried(asked, place, seconds * _WHAT_IF, seed, told, stop))
    return Divided(
        asked,
        on,
        tuple(everyone.values()),
        found,
        tried,
        file,
        months,
        guessed,
        by,
        says_sited(everyone.values(), at),
        bool(everyone.keys() - at.keys()),
        seed,
        unsought,
        commission.annual_pence,
    )


def _first_maximum(annual: int) -> int:
    """A value on the grid that leaves a dozen lots at the most: something to look at first."""
    first: int = next((value for value in GRID if value * _MOST_LOTS >= annual), GRID[-1])
    return first


def _room_for_areas(maximum: int, services: tuple[Service, ...]) -> int:
    """The first value on the grid from that on that every area fits well into."""
    common = [service for service in services if not service.whole]
    largest = max(
        (sum(service.pence[area] for service in common) for area in (common[0].pence if common else ())), default=0
    )
    room: int = next((value for value in GRID if value >= max(maximum, largest * 3 // 2)), GRID[-1])
    return room


def _ground(folder: Folder, version: Any, file: LotsAsked, annual: int, maximum: int) -> Ground:
    """The areas that the officer asked for; else wards where none is worth much of the maximum, else neighbourhoods."""
    from keepitlocal.tasks._place import place_of

    place = place_of(folder, version)
    there = levels(folder, version, place)
    wanted = file.values["areas"]
    if wanted is None and "ward" in there:
        wards = linked(ground(folder, version, place, level="ward"), _own_links(file, "E05"))
        worth = max(_spread(annual, wards, file)[0].values())
        if worth * _HALF <= maximum or "lsoa" not in there:
            return wards
    level = wanted or (there[0] if there else "ward")
    return linked(ground(folder, version, place, level=level), file.links)


def _own_links(file: LotsAsked, kind: str) -> list[tuple[str, str]]:
    return [pair for pair in file.links if all(code.startswith(kind) for code in pair)]


def _spread(pence: int, on: Ground, file: LotsAsked) -> tuple[Mapping[str, int], str]:
    """A value over the areas, by what the officer asked for, else by the best that the files allow."""
    if file.values["spread"]:
        return spread(pence, on, by=file.values["spread"]), str(file.values["spread"])
    for by in ("need", "people"):
        try:
            return spread(pence, on, by=by), by
        except Problem:
            continue
    return spread(pence, on, by="equal"), "equal"


def _services(on: Ground, file: LotsAsked, about: About, annual: int) -> tuple[tuple[Service, ...], str]:
    named = {one.name: one for one in file.services}
    if not named:
        over, by = _spread(annual, on, file)
        return (Service(only_service(about), over),), by
    open_ones = [name for name, one in named.items() if one.annual_pence is None]
    rest = annual - sum(one.annual_pence or 0 for one in named.values())
    if len(open_ones) > 1 or (open_ones and rest <= 0):
        raise Problem(
            "[[lots.service]] of the plan’s file: one service at the most may be without annual, and it takes what the others "
            f"leave of {pounds(annual)}; they leave {pounds(rest)}."
        )
    found, by = [], ""
    for name, one in named.items():
        over, by = _spread(rest if one.annual_pence is None else one.annual_pence, on, file)
        found.append(Service(name, over, whole=one.whole))
    return tuple(found), by


def only_service(about: About, /) -> str:
    """The name of the service where the file names none."""
    commission = about.file.commission
    name = about.work or commission.service or commission.title or "the service"
    return name.replace("|", " ").replace("+", " ")


def _areas(on: Ground) -> Areas:
    return Areas(tuple(Area(one.code, one.x_km, one.y_km, 0.0, one.neighbours) for one in on.patches))


def _sites(
    people: Mapping[str, tuple[Provider, ...]], at: Mapping[str, frozenset[str]], *, registered: bool
) -> Iterator[Site]:
    """Providers with their areas, what they could carry and what they do.

    What one could carry is rounded down to the grid of the maximum value, so that no plan tells more of anybody's accounts
    than the curve does. One whose accounts are not known counts as able. One that is known to work here but whose address
    is not known is in reach of every lot; one from elsewhere without an address here is in reach of none.
    """
    does: dict[str, set[str]] = {}
    known: dict[str, Provider] = {}
    for service, held in people.items():
        for one in held:
            if one.inspected or not registered:
                does.setdefault(one.body, set()).add(service)
                known[one.body] = one
    for body in sorted(does):
        areas = tuple(sorted(at.get(body, ())))
        if areas or known[body].local:
            yield Site(areas[0] if areas else "", able(known[body]), frozenset(does[body]), areas[1:])


def able(provider: Provider, /) -> float:
    """The most that a provider could carry, on the grid; infinite where its accounts are not known."""
    carries = most(provider, USUAL)
    if carries is None:
        return float("inf")
    return float(max((value for value in GRID if value <= carries), default=0))


def _rates(file: LotsAsked, months: int, /) -> Rates:
    own = file.pence("letting")

    def letting(annual: int) -> int:
        whole: int = own if own is not None else hours(max(1, annual * months // 12)).both * _AN_HOUR
        return whole * 12 // months

    return Rates(
        letting=letting,
        managing=file.pence("managing") or 0,
        travel=float(Fraction(str(file.values["travel"])) / 100),
        apart=file.pence("coordination"),
    )


def _teams(on: Ground, teams: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Teams as the officer gave them; a ward stands for its neighbourhoods where those are the areas."""
    inside: dict[str, list[str]] = {}
    for patch in on.patches:
        inside.setdefault(patch.ward, []).append(patch.code)
    known = {patch.code for patch in on.patches}
    found = []
    for team in teams:
        if strange := [code for code in team if code not in known and code not in inside]:
            raise Problem(
                f"A [[lots.team]] of the plan’s file names {strange[0]}, which is no area here. Areas are given by code, such as "
                f"{min(known)}; lots.csv of a plan lists them."
            )
        found.append(tuple(dict.fromkeys(one for code in team for one in ([code] if code in known else inside[code]))))
    return tuple(found)


def _typical(services: tuple[Service, ...], maximum: int) -> int:
    """The value of a lot where all that is divided lies in as few lots as the maximum allows."""
    total = sum(service.total for service in services if not service.whole)
    return total // max(1, -(-total // maximum))


def _tried(
    asked: Asked,
    place: Way,
    seconds: float,
    seed: int,
    told: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> Iterator[tuple[Asked, Way]]:
    """The same by place with other limits. A plan within tighter limits is within looser ones: each begins from the best of those."""
    others = list(_others(asked))
    known = [(asked, place)]
    for one in others:
        if stop():
            return
        within = [
            way
            for limits, way in known
            if way.portions and not way.short and limits.maximum <= one.maximum and limits.at_least >= one.at_least
        ]
        begin = min(within, key=lambda way: way.total or 0, default=None)
        way = by_place(one, begin=begin, seconds=seconds / len(others), seed=seed, told=told, stop=stop)
        if begin and (way.total is None or way.short or (begin.total or 0) < way.total):
            way = begin
        known.append((one, way))
        yield one, way


def _others(asked: Asked) -> Iterator[Asked]:
    """The same with other maxima, the smallest first, and with more organisations."""
    total = sum(service.total for service in asked.services if not service.whole)
    for times in (Fraction(1, 2), 2, 4):
        maximum = int(asked.maximum * times)
        if 0 < maximum < total * 2:
            yield replace(asked, maximum=maximum)
    for number in (TO_PRINT, 2 * TO_PRINT):  # fewer would tell counts under five
        if number > asked.at_least > 0:
            yield replace(asked, at_least=number)
