"""Why there is no plan of lots, and what a reader of one ought to know of its problem, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from keepitlocal.steps.contract_size.lots.arrays import Arrays, arrays, pieces
from keepitlocal.steps.contract_size.lots.instance import Instance


@dataclass(frozen=True)
class Words:
    """How reasons name areas, by their ids, and say values."""

    area: Callable[[str], str] = str
    value: Callable[[float], str] = lambda value: f"{value:,.12g}"


def reasons_against(a: Arrays, words: Words | None = None, /) -> tuple[str, ...]:
    """What makes a plan impossible, in words; nothing where nothing was found that does."""
    words = words or Words()
    given = a.given
    if not a.n:
        return ("It has no areas, so there is nothing to divide.",)
    if given.cap <= 0:
        return (f"The maximum is {words.value(given.cap)}, so a lot could hold nothing. Give one above nought.",)
    dear = [area for area in given.areas if area.value > given.cap]
    if dear:
        named = ", ".join(f"{words.area(area.id)} ({words.value(area.value)})" for area in dear[:3])
        more = " and others" if len(dear) > 3 else ""
        one = len(dear) == 1
        return (
            f"{len(dear):,} {'area is' if one else 'areas are'} worth more than the maximum of {words.value(given.cap)}: {named}{more}. "
            f"{'It fits' if one else 'They fit'} into no lot. Divide {'it' if one else 'them'} into smaller areas, or raise the maximum.",
        )
    return tuple(_pieces_without(a, words))


def _pieces_without(a: Arrays, words: Words) -> list[str]:
    """Pieces of the ground with no centre that enough providers count for."""
    if not a.given.at_least:
        return []
    found = []
    for piece in pieces(a.near):
        if not any(isfinite(a.own_fixed[area]) for area in piece):
            named = ", ".join(words.area(a.given.areas[area].id) for area in piece[:3]) + (
                " and others" if len(piece) > 3 else ""
            )
            found.append(
                f"No area among {named} has {a.given.at_least} providers in reach that could carry the maximum. Raise the reach, "
                "lower the maximum, or ask for fewer providers."
            )
    return found


def not_met(a: Arrays, finished: bool) -> tuple[str, ...]:
    least = float(a.value.sum()) / a.cap
    return (
        "No plan that keeps to the maximum was met"
        + (", with at least so many providers for each lot." if a.given.at_least else ".")
        + f" All areas together are worth {least:.1f} times the maximum; where areas are large beside it, few ways of packing "
        "them may exist. Raise the maximum, divide large areas"
        + (", or give the search more seconds." if not finished else "."),
    )


def remarks(instance: Instance, /) -> tuple[str, ...]:
    """What a reader of a plan ought to know of the problem: pieces that are apart, providers that count for nothing."""
    a = arrays(instance)
    apart = pieces(a.near)
    found = []
    if len(apart) > 1:
        sizes = ", ".join(str(len(piece)) for piece in sorted(apart, key=len, reverse=True)[:5])
        found.append(
            f"The ground is in {len(apart)} pieces that are not neighbours ({sizes} areas{', ...' if len(apart) > 5 else ''}), so no "
            "lot reaches across. If people do cross there, add the two areas to each other’s neighbours."
        )
    if not instance.able:
        found.append(
            "No provider could carry a lot of the maximum value, so none counts for any lot: consider a lower maximum."
            if instance.providers
            else "No provider is given, so none counts for any lot."
        )
    one_way = sum(
        area.id not in instance.by_id[other].neighbours for area in instance.areas for other in area.neighbours
    )
    if one_way:
        told = "1 neighbour is" if one_way == 1 else f"{one_way:,} neighbours are"
        found.append(f"{told} named from one side only; {'it counts' if one_way == 1 else 'they count'} both ways.")
    return tuple(found)
