"""Whole pence of a commission spread over the patches of a ground, and the problem of lots that comes of it."""

from collections.abc import Mapping
from fractions import Fraction
from math import hypot

from keepitlocal.steps.contract_size.lots.instance import Area, Instance, Site
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._lots_patch import Ground, Patch

WAYS = ("people", "need", "equal")


def spread(pence: int, ground: Ground, /, *, by: str) -> Mapping[str, int]:
    """Whole pence a patch, which add up exactly: by ``people``, by ``need`` (people times their weight) or ``equal``.

    Each patch is within a penny of its exact share (largest remainder; of equal remainders the first code's). Where the
    need of a patch is not known, its people count at the mean. Raises Problem where no file tells what is asked for.
    """
    weights = _weights(ground, by)
    total = sum(weights.values())
    if not total:
        raise Problem(f"Nobody lives in these areas by the figures given, so that nothing can be spread by {by}.")
    exact = {code: Fraction(pence) * weight / total for code, weight in weights.items()}
    given = {code: share.numerator // share.denominator for code, share in exact.items()}
    left = pence - sum(given.values())
    for code in sorted(exact, key=lambda code: (given[code] - exact[code], code))[:left]:
        given[code] += 1
    return given


def _weights(ground: Ground, by: str) -> dict[str, Fraction]:
    if by not in WAYS:
        raise Problem(f"Money is spread by {', '.join(WAYS[:-1])} or {WAYS[-1]}, not by “{by}”.")
    if by == "equal":
        return {patch.code: Fraction(1) for patch in ground.patches}
    if lacking := [patch for patch in ground.patches if patch.people is None]:
        raise Problem(
            f"How many people live there is not known of {len(lacking)} of {len(ground.patches)} areas ({lacking[0].name} "
            f"first), so money cannot be spread by {by}. Put population by LSOA or ward into inputs/, or spread it equally."
        )
    if by == "need" and all(patch.need is None for patch in ground.patches):
        raise Problem(
            "No file tells how deprived these areas are, so money cannot be spread by need. Put the English Indices of "
            "Deprivation by LSOA into inputs/, or spread it by people."
        )
    return {patch.code: _weight(patch, by) for patch in ground.patches}


def _weight(patch: Patch, by: str) -> Fraction:
    need = Fraction(1) if by == "people" or patch.need is None else Fraction(patch.need)
    return (patch.people or 0) * need


def instance_of(
    ground: Ground,
    pence: Mapping[str, int],
    sites: Mapping[str, frozenset[str]],
    /,
    *,
    cap: float,
    capacity: Mapping[str, float],
    services: Mapping[str, frozenset[str]] | None = None,
    admin_per_lot: float = 0.0,
    bonus_per_provider: float = 0.0,
    max_providers_counted: int = 0,
    reach: float = 0.0,
    travel_rate: float = 0.0,
    distance_scale: float = 1.0,
    at_least: int = 0,
) -> Instance:
    """The problem of lots for one service on a ground: areas in flat kilometres, money in pence.

    ``sites`` are the patches of each body's addresses (as ``sited`` gives them) and ``capacity`` the most that it could
    carry; a body without either is left out. A body is one provider, wherever it is: of several addresses, the one
    nearest to where the money is counts, so that nobody is counted twice.
    """
    areas = tuple(
        Area(patch.code, patch.x_km, patch.y_km, float(pence[patch.code]), patch.neighbours) for patch in ground.patches
    )
    x, y = _middle(areas)
    place = {area.id: (hypot(area.x - x, area.y - y), area.id) for area in areas}
    providers = tuple(
        Site(min(sites[body], key=place.__getitem__), float(capacity[body]), (services or {}).get(body, frozenset()))
        for body in sorted(sites)
        if sites[body] and body in capacity
    )
    return Instance(
        areas=areas,
        providers=providers,
        cap=cap,
        admin_per_lot=admin_per_lot,
        bonus_per_provider=bonus_per_provider,
        max_providers_counted=max_providers_counted,
        reach=reach,
        travel_rate=travel_rate,
        distance_scale=distance_scale,
        at_least=at_least,
    )


def _middle(areas: tuple[Area, ...]) -> tuple[float, float]:
    """Where the money is, on the whole."""
    total = sum(area.value for area in areas)
    if not total:
        return sum(area.x for area in areas) / len(areas), sum(area.y for area in areas) / len(areas)
    return sum(area.x * area.value for area in areas) / total, sum(area.y * area.value for area in areas) / total
