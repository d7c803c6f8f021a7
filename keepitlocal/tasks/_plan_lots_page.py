"""Lots as their page shows them: every way in words, bands and pounds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from keepitlocal import __version__
from keepitlocal.domain.money import pounds
from keepitlocal.report.lots import Cost, Layout, Lots, Piece, WhatIf
from keepitlocal.report.plan import Plan, Section
from keepitlocal.steps.contract_size.lots.ways import (
    BY_PLACE,
    ONE,
    TITLES,
    Portion,
    Way,
)
from keepitlocal.steps.contract_size.maximum import AT_LEAST
from keepitlocal.tasks import _plan_lots_words as words
from keepitlocal.tasks._plan_lots import Divided

_NAMED = 0.5  # of a ward's value in a lot, for the lot to bear its name without “part of”
_NAMES = 3  # wards named in a lot's title


def lots_of(found: Divided, plan: Plan, /, *, reasons: Mapping[str, str]) -> Lots:
    """The page's values. ``reasons`` are the officer's own, by the names of the record."""
    asked, on = found.asked, found.ground
    annual = sum(service.total for service in asked.services)
    layouts = tuple(_layout(found, way) for way in found.ways)
    return Lots(
        council=plan.council,
        code=plan.code,
        title=plan.title,
        reference=plan.reference,
        on=plan.on,
        made=plan.made,
        software=__version__,
        description=plan.description,
        level=words.LEVELS[on.level],
        annual_pence=annual,
        maximum_pence=asked.maximum,
        at_least=asked.at_least,
        layouts=layouts,
        chosen=BY_PLACE if found.place.portions else ONE,
        opening=tuple(words.opening(found, annual)),
        warnings=tuple(words.warnings(found)),
        what_if=tuple(_what_if(found)),
        assumptions=tuple(words.assumptions(found)),
        questions=tuple(words.questions(found)),
        regime=words.regime(plan),
        reasons=tuple(words.reasons(found, plan, reasons)),
        outlines=on.outlines,
        names={patch.code: patch.name for patch in on.patches},
        wards={patch.code: ward_name(found, patch.code) for patch in on.patches},
        values={service.name: service.pence for service in asked.services},
        log=tuple(words.log(found)),
    )


def section_of(lots: Lots, /) -> Section:
    """The lots in a plan: a few sentences and a table; the page of lots has the rest."""
    rows = tuple(
        (
            one.title,
            str(len(one.pieces)) if one.pieces else "none found",
            pounds(one.largest_pence) if one.largest_pence is not None else "–",
            pounds(one.total_pence) if one.total_pence is not None else "–",
            one.enough,
        )
        for one in lots.layouts
    )
    return Section(
        "lots",
        "Lots considered",
        (
            *lots.warnings,
            *lots.opening,
            lots.regime,
            "The map, every lot, what it rests on and the reasons drafted are in lots.html beside this page.",
        ),
        rows,
        (
            "Way of dividing it",
            "Lots",
            "Largest, a year",
            "Costs a year on top of the service",
            "Lots with enough organisations",
        ),
    )


def ward_name(found: Divided, code: str, /) -> str:
    """The ward that an area lies in, in words."""
    name = found.ground.by_code[code].name
    return name.split(", ")[0] if found.ground.level == "lsoa" else name


def _title(found: Divided, portion: Portion) -> str:
    """The wards that most of a lot lies in; a ward that is mostly elsewhere is “part of” it."""
    worth = {service.name: service.pence for service in found.asked.services}
    whole: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for patch in found.ground.patches:
        whole[ward_name(found, patch.code)] += sum(worth[one].get(patch.code, 0) for one in portion.services)
    for code, service in portion.parts:
        inside[ward_name(found, code)] += worth[service].get(code, 0)
    if len(inside) == len(whole) and all(inside[ward] == whole[ward] for ward in whole):
        return "the whole place"
    ranked = sorted(inside, key=lambda ward: (-inside[ward], ward))
    named = [ward if inside[ward] >= _NAMED * whole[ward] else f"part of {ward}" for ward in ranked[:_NAMES]]
    if len(ranked) == _NAMES + 1:
        named.append(ranked[-1])
    more = f" and {len(ranked) - _NAMES} more" if len(ranked) > _NAMES + 1 else ""
    return ", ".join(named) + more


def _layout(found: Divided, way: Way) -> Layout:
    pieces = tuple(_piece(found, number, portion) for number, portion in enumerate(_ordered(found, way), 1))
    asked = found.asked
    under = all(portion.pence <= asked.maximum for portion in way.portions)
    fits = bool(pieces) and under and all(piece.enough is not False for piece in pieces)
    return Layout(
        id=way.id,
        title=TITLES[way.id],
        stands=words.stands(found, way),
        fits=fits,
        pieces=pieces,
        costs=tuple(Cost(label, pence, words.rests_on(found, label)) for label, pence in way.costs),
        total_pence=way.total,
        bound_pence=way.bound,
        gap=words.gap(way),
        splits=tuple(words.splits(found, way)),
        says=tuple(words.says(found, way)),
    )


def _ordered(found: Divided, way: Way) -> list[Portion]:
    """Lots from north to south, those that stay whole last."""
    places = found.ground.by_code
    return sorted(way.portions, key=lambda one: (one.whole, -places[one.centre].y_km, places[one.centre].x_km))


def _piece(found: Divided, number: int, portion: Portion) -> Piece:
    asked = found.asked
    whole_areas = {code for service in asked.services for code in service.pence}
    services = " and ".join(portion.services) + ": " if len(asked.services) > 1 else ""
    square = len(portion.parts) == len(portion.areas) * len(portion.services)
    known = [found.ground.by_code[code].people for code in portion.areas]
    people = None if None in known else sum(one for one in known if one is not None)
    place = "the whole place" if square and set(portion.areas) == whole_areas else _title(found, portion)
    if not square:
        services, place = "", "; ".join(f"{name} in {_title(found, _only(portion, name))}" for name in portion.services)
    return Piece(
        number=number,
        title=f"Lot {number}: {services}{place}",
        areas=portion.areas,
        services=portion.services,
        value_pence=portion.pence,
        people=people,
        providers=words.in_reach(found, portion),
        enough=words.enough(found, portion),
        centre=found.ground.by_code[portion.centre].name,
        km=portion.km,
        whole=portion.whole,
        parts=() if square else portion.parts,
    )


def _only(portion: Portion, service: str) -> Portion:
    """One service's part of a lot."""
    return replace(portion, parts=tuple(part for part in portion.parts if part[1] == service))


def _what_if(found: Divided) -> Iterator[WhatIf]:
    for asked, way in ((found.asked, found.place), *found.others):
        pieces = [portion.pence for portion in way.portions]
        says = " ".join(way.reasons)
        if way.short and asked.at_least >= AT_LEAST and not found.unsought:
            says = f"Not every lot has {asked.at_least} organisations in reach."
        yield WhatIf(asked.maximum, asked.at_least, len(pieces) or None, max(pieces, default=None), way.total, says)
