"""The slow twin of the planner of lots: every way of dividing the areas, one by one, judged by the model's own words."""

from collections.abc import Iterator
from itertools import combinations
from math import fsum, hypot, inf

from keepitlocal.steps.contract_size.lots.instance import Area, Instance


def divisions(areas: list[str]) -> Iterator[list[list[str]]]:
    """Every way of dividing areas into groups: the first area joins each group of the others, or stands alone."""
    if not areas:
        yield []
        return
    first, *others = areas
    for groups in divisions(others):
        yield [[first], *groups]
        for place, group in enumerate(groups):
            yield [*groups[:place], [first, *group], *groups[place + 1 :]]


def beside(instance: Instance, one: Area, other: Area) -> bool:
    return other.id in one.neighbours or one.id in other.neighbours


def in_one_piece(instance: Instance, group: list[str]) -> bool:
    areas = [area for area in instance.areas if area.id in group]
    reached = areas[:1]
    while more := [one for one in areas if one not in reached and any(beside(instance, one, held) for held in reached)]:
        reached += more
    return len(reached) == len(areas)


def far(instance: Instance, one: Area, other: Area) -> float:
    return hypot(one.x - other.x, one.y - other.y) * instance.distance_scale


def who_count(instance: Instance, group: list[str], centre: str) -> int:
    by_id = {area.id: area for area in instance.areas}
    services = {by_id[area].service for area in group}
    count = 0
    for site in instance.providers:
        does_all = not site.services or all(service in site.services for service in services)
        if site.capacity >= instance.cap and does_all:
            count += far(instance, by_id[site.area], by_id[centre]) < instance.reach
    return count


def lot_cost(instance: Instance, group: list[str], centre: str) -> float:
    """What a group costs as a lot run from ``centre``; infinite where too few providers count."""
    by_id = {area.id: area for area in instance.areas}
    count = who_count(instance, group, centre)
    if count < instance.at_least:
        return inf
    travel = sum(by_id[area].value * far(instance, by_id[area], by_id[centre]) for area in group)
    bonus = instance.bonus_per_provider * min(count, instance.max_providers_counted)
    return instance.admin_per_lot - bonus + instance.travel_rate * travel


def cheapest(instance: Instance, group: list[str]) -> float:
    """What a group costs from the centre that suits it best; infinite where it cannot be a lot."""
    value = {area.id: area.value for area in instance.areas}
    if fsum(value[area] for area in group) > instance.cap or not in_one_piece(instance, group):
        return inf
    return min(lot_cost(instance, group, centre) for centre in group)


def least(instance: Instance) -> float:
    """What the best plan costs; infinite where there is none."""
    ids = [area.id for area in instance.areas]
    price = {
        frozenset(group): cheapest(instance, list(group))
        for size in range(1, len(ids) + 1)
        for group in combinations(ids, size)
    }
    best = inf
    for groups in divisions(ids):
        cost = sum(price[frozenset(group)] for group in groups)
        if cost < best:
            lot_of = {area: number for number, group in enumerate(groups) for area in group}
            cost += sum(tie.cost for tie in instance.ties if lot_of[tie.one] != lot_of[tie.other])
            best = min(best, cost)
    return best
