"""Lots as their page shows them: every way in words, bands and pounds."""

from collections import Counter
from collections.abc import Iterator, Mapping

from keepitlocal import __version__
from keepitlocal.domain.money import pounds
from keepitlocal.report.lots import Cost, Layout, Lots, Piece, WhatIf
from keepitlocal.report.plan import BLANK, Plan, Reason, Section
from keepitlocal.steps.contract_size.lots.communities import communities_of
from keepitlocal.steps.contract_size.lots.ways import (
    BY_PLACE,
    LETTING,
    MEMBERS,
    ONE,
    TITLES,
    TRAVEL,
    Portion,
    Way,
)
from keepitlocal.steps.contract_size.maximum import band
from keepitlocal.tasks._plan_lots import Divided, able
from keepitlocal.tasks._plan_lots_file import hint

_LEVELS = {"lsoa": "neighbourhoods (LSOAs)", "ward": "wards"}
_NAMED = 0.5  # of a ward's value in a lot, for the lot to bear its name without “part of”
_NAMES = 3  # wards named in a lot's title


def lots_of(found: Divided, plan: Plan, /, *, name: str, reasons: Mapping[str, str]) -> Lots:
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
        level=_LEVELS[on.level],
        annual_pence=annual,
        maximum_pence=asked.maximum,
        at_least=asked.at_least,
        layouts=layouts,
        chosen=BY_PLACE if found.place.portions else ONE,
        opening=tuple(_opening(found, annual)),
        warnings=tuple(_warnings(found)),
        what_if=tuple(_what_if(found)),
        assumptions=tuple(_assumptions(found)),
        questions=tuple(_questions(found)),
        regime=_regime(plan),
        reasons=tuple(_reasons(found, plan, reasons)),
        outlines=on.outlines,
        names={patch.code: patch.name for patch in on.patches},
        wards={patch.code: ward_name(found, patch.code) for patch in on.patches},
        values={service.name: service.pence for service in asked.services},
        log=tuple(_log(found)),
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
    more = f" and {len(ranked) - _NAMES} more" if len(ranked) > _NAMES else ""
    return ", ".join(named) + more


def _layout(found: Divided, way: Way) -> Layout:
    pieces = tuple(_piece(found, number, portion) for number, portion in enumerate(_ordered(found, way), 1))
    asked = found.asked
    under = all(portion.pence <= asked.maximum for portion in way.portions)
    fits = bool(pieces) and under and all(piece.enough is not False for piece in pieces)
    return Layout(
        id=way.id,
        title=TITLES[way.id],
        stands=_stands(found, way, under),
        fits=fits,
        pieces=pieces,
        costs=tuple(Cost(label, pence, _rests_on(found, label)) for label, pence in way.costs),
        total_pence=way.total,
        bound_pence=way.bound,
        gap=_gap(way),
        splits=tuple(_splits(found, way)),
        says=tuple(_says(found, way)),
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
    place = "the whole place" if set(portion.areas) == whole_areas else _title(found, portion)
    return Piece(
        number=number,
        title=f"Lot {number}: {services}{place}",
        areas=portion.areas,
        services=portion.services,
        value_pence=portion.pence,
        people=people,
        providers=_in_reach(portion),
        enough=_enough(found, portion),
        centre=found.ground.by_code[portion.centre].name,
        km=portion.km,
        whole=portion.whole,
        parts=() if square else portion.parts,
    )


def _in_reach(portion: Portion) -> str:
    """Bands of those known to be able, and of all whose accounts are not known to be too small."""
    known, everyone = band(portion.able), band(portion.able + portion.not_known)
    return (
        known if known == everyone else f"{known} known to be able; {everyone} with those whose accounts are not known"
    )


def _enough(found: Divided, portion: Portion) -> bool | None:
    """Whether enough could carry it: None where it turns on accounts that are not known."""
    if portion.able >= found.asked.at_least:
        return True
    return None if portion.able + portion.not_known >= found.asked.at_least else False


def _stands(found: Divided, way: Way, under: bool) -> str:
    asked = found.asked
    if not way.portions:
        return "There is no such plan: " + " ".join(way.reasons)
    largest = max(portion.pence for portion in way.portions)
    size = (
        f"No {'share' if way.id == MEMBERS else 'lot'} is above the maximum of {pounds(asked.maximum)} a year"
        if under
        else f"The largest is {pounds(largest)} a year, above the maximum of {pounds(asked.maximum)}"
    )
    told = [_enough(found, portion) for portion in way.portions]
    if all(told):
        return f"{size}. At least {asked.at_least} organisations are in reach of every lot and known to be able to carry the maximum."
    if False not in told:
        return f"{size}. Whether at least {asked.at_least} could carry each lot cannot be told: most accounts are not known."
    few = told.count(False)
    return f"{size}. For {few} of {len(told)} {'lot' if len(told) == 1 else 'lots'} fewer than {asked.at_least} organisations are in reach."


def _gap(way: Way) -> str:
    total = way.total
    if way.bound is None or total is None:
        return ""
    if way.outcome and way.outcome.exact:
        return "every way was tried: no plan of its kind costs less"
    part = (total - way.bound) / total if total else 0.0
    return f"at most {max(part, 0.0):.1%} above the best there could be"


def _rests_on(found: Divided, label: str) -> str:
    asked, file = found.asked, found.file
    if label == LETTING:
        own = (
            "as you wrote it"
            if "letting" in file.said
            else "200 hours of the council’s and 145 of each of six bidders for a typical one, at £40"
        )
        return (
            f"{pounds(asked.rates.letting(asked.maximum))} a year for letting a lot of the maximum ({own}, over {found.months} months) "
            f"and {pounds(asked.rates.managing)} for managing it."
        )
    if label == TRAVEL:
        return f"{asked.rates.travel:.1%} of the value for each kilometre from the centre of its lot: a choice of ours unless you wrote it."
    return f"{pounds(asked.rates.apart or 0)} a year for each person whose two services are with two providers, as you wrote."


def _splits(found: Divided, way: Way) -> Iterator[str]:
    """Which organisations of communities a way would split or shut out, in kinds and bands."""
    held: dict[str, list[float]] = {}
    for one in found.people:
        for community in communities_of(one.name):
            held.setdefault(community, []).append(able(one))
    common = [portion for portion in way.portions if not portion.whole]
    if not held or not common:
        return
    smallest = min(portion.pence for portion in common)
    lots = len(common)
    for community, carries in sorted(held.items()):
        known = [value for value in carries if value < float("inf")]
        small = [value for value in known if value < smallest]
        told = f"Organisations whose names say they are for {community}: {band(len(carries))}."
        if lots > 1 and way.id != MEMBERS:
            told += f" One that works for that community across the place would have to bid for up to {lots} lots."
        if small and len(small) == len(known):
            told += f" None whose accounts are known could carry even the smallest lot, {pounds(smallest)} a year."
        elif small:
            told += f" Some could not carry the smallest lot, {pounds(smallest)} a year."
        if len(known) < len(carries):
            told += " The accounts of some are not known."
        yield told


def _says(found: Divided, way: Way) -> Iterator[str]:
    if way.short:
        yield (
            f"No division gives every lot {found.asked.at_least} organisations in reach, so this one was made without asking for it."
        )
    if way.parted_teams:
        yield f"{way.parted_teams} of {len(found.asked.teams)} staff teams would have areas in several lots."
    served = found.file.values["people"]
    if served and way.portions:
        largest = max(portion.pence for portion in way.portions) / max(1, sum(one.pence for one in way.portions))
        change = served - round(served * largest)
        yield (
            f"Of {served:,} people served now, at least some {change:,} would change provider if one provider serves them all today and "
            "keeps the largest lot."
            if change
            else f"None of {served:,} people served now has to change provider, if who serves them today wins it."
        )
    if way.id == MEMBERS and way.portions:
        yield (
            "Let once to several members, each of whom serves the areas of one lot by place. It costs less to let than lots; "
            "members have to agree how they share money and risk. Where members could each bid alone, ask your legal adviser about "
            "competition law."
        )
    if way.id == ONE:
        yield "Nothing is parted. Organisations that can carry a piece and not the whole can only take part under somebody else."
    if way.outcome and not way.outcome.finished:
        yield "The search was stopped before it was over. More seconds may find a better plan."


def _opening(found: Divided, annual: int) -> Iterator[str]:
    asked, way = found.asked, found.place
    whole = next(one for one in found.ways if one.id == ONE)
    if not way.portions:
        yield (
            f"{pounds(annual)} a year cannot be divided by place under a maximum of {pounds(asked.maximum)} a year. "
            + " ".join(way.reasons)
        )
        return
    count, largest = len(way.portions), max(portion.pence for portion in way.portions)
    yield (
        f"{pounds(annual)} a year, divided by place into {count} {'lot' if count == 1 else 'lots'} "
        f"of at most {pounds(asked.maximum)} a year "
        f"(the largest {pounds(largest)}). {_layout(found, way).stands}"
    )
    if way.total is not None and whole.total is not None:
        more = way.total - whole.total
        yield (
            f"Letting, managing and travel would cost about {pounds(way.total)} a year, {pounds(abs(more))} "
            f"{'more' if more > 0 else 'less'} than one contract ({pounds(whole.total)}): what lots cost in letting, they "
            f"{'do not ' if more > 0 else ''}gain in travel. What else they may be worth (who can bid, how "
            "well it is run) has no price here."
        )
    if gap := _gap(way):
        yield f"This plan is {gap}." if gap.startswith("at most") else f"{gap[0].upper()}{gap[1:]}."


def _warnings(found: Divided) -> Iterator[str]:
    if found.guessed:
        yield (
            f"No maximum is suggested by the accounts at hand. {pounds(found.asked.maximum)} a year was put in its place, to have "
            "something to look at: write maximum under [lots] of the plan’s file."
        )
    if not found.asked.sites:
        yield "No organisation that does this work and is in reach was found in the records given to us, so none is counted for any lot."


def _what_if(found: Divided) -> Iterator[WhatIf]:
    for asked, way in ((found.asked, found.place), *found.others):
        pieces = [portion.pence for portion in way.portions]
        says = " ".join(way.reasons)
        if way.short:
            says = f"Not every lot has {asked.at_least} organisations in reach."
        yield WhatIf(asked.maximum, asked.at_least, len(pieces) or None, max(pieces, default=None), way.total, says)


def _assumptions(found: Divided) -> Iterator[tuple[str, str, str]]:
    asked, file = found.asked, found.file

    def why(name: str) -> str:
        return (
            f"{name} in the plan’s file: {hint(name)}"
            if name in file.said
            else f"taken by us; {name} = … under [lots] changes it"
        )

    yield "Areas", f"{len(found.ground.patches)} {_LEVELS[found.ground.level]}", why("areas")
    yield (
        "The value lies where",
        {"need": "need is: people, weighted by deprivation", "people": "people live", "equal": "areas are, each alike"}[
            found.by
        ],
        why("spread"),
    )
    yield "Maximum contract value", f"{pounds(asked.maximum)} a year", why("maximum")
    yield "Organisations in reach of every lot", f"{asked.at_least} or more", why("at_least")
    yield "In reach", f"under {asked.reach:g} km by road from the lot’s centre", why("reach")
    yield "Roads", f"{asked.distance_scale:g} times the straight line", why("distance_scale")
    yield "Travel", f"{asked.rates.travel:.1%} of the value a kilometre", why("travel")
    yield (
        "Letting one lot",
        f"{pounds(asked.rates.letting(asked.maximum))} a year over {found.months} months, both sides",
        why("letting"),
    )
    yield "Managing one lot", f"{pounds(asked.rates.managing)} a year", why("managing")
    yield (
        "Who could carry a lot",
        "by accounts, half of income less work in hand, in steps",
        "as the maximum is; who is not known to be too small counts",
    )
    for sentence in (*found.ground.says, found.sited):
        yield "The ground", sentence, ""


def _questions(found: Divided) -> Iterator[str]:
    asked, file = found.asked, found.file
    if len(asked.services) > 1 and (asked.rates.apart is None or not asked.shared):
        yield (
            "How many people use two of these services, and what is lost when two providers serve them? Nothing in the records tells, "
            "so it has no price here; it is not nought. Write coordination and [[lots.shared]]."
        )
    if len(asked.services) == 1:
        yield "Which other services do the same people use? Lots by place may hold several services: write each as [[lots.service]]."
    if not any(service.whole for service in asked.services):
        yield (
            "Is a part of it for a community of identity or need (Deaf people, women, one ethnic community)? It can stay whole "
            "across places as a lot of its own: write it as a [[lots.service]] with whole = true."
        )
    if file.values["people"] is None:
        yield "How many people are served now, and by whom? Then it can be said how many would change provider (people)."
    if not file.teams:
        yield (
            "Which areas does one staff team serve, so that it should not be cut in two? Staff may move with the work (TUPE); ask the "
            "present provider ([[lots.team]])."
        )
    if not file.values["registered"]:
        yield "Does the work need registration with an inspectorate? Then write registered = true, and only those inspected here count."
    unknown = sum(able(one) == float("inf") for one in found.people)
    if unknown:
        yield (
            f"What could those carry whose accounts are not known ({band(unknown)} of {band(len(found.people))})? Ask them in early "
            "engagement."
        )
    if found.unplaced:
        yield "Where do those work whose address here is not known? An address is an office, not where the work is done."
    yield "Which of them are led by and for the people they serve? No register tells. Ask, before lots are settled."


def _regime(plan: Plan) -> str:
    return (
        f"The regime is always that of the whole, all lots counted together: {plan.regime}. {plan.regime_because}. Dividing it changes "
        "neither the threshold nor the duties (Procurement Act 2023, section 4 and Schedule 3)."
    )


def _reasons(found: Divided, plan: Plan, own: Mapping[str, str]) -> Iterator[Reason]:
    asked, way = found.asked, found.place
    tried = [TITLES[one.id].lower() for one in found.ways if one.id != ONE]
    largest = max((portion.pence for portion in way.portions), default=None)
    by_place = (
        f"By place it makes {len(way.portions)} lots, the largest {pounds(largest)} a year; together they cost about "
        f"{pounds(way.total or 0)} a year to let, manage and travel."
        if largest is not None
        else "By place no division keeps to the maximum: " + " ".join(way.reasons)
    )
    known = {one.id: one for one in plan.records}
    lots = known.get("lots")
    if lots:
        draft = (
            f"{BLANK}\nWe considered whether it could be supplied under more than one contract and in lots: {', '.join(tried)}, each "
            f"lot at most {pounds(asked.maximum)} a year. {by_place} We chose [which way] because [what it opens, what it costs, what "
            "people said]. "
            "One supplier may win [number] lots, by [the mechanism in the notice]. [Or: we leave it whole because ...]"
        )
        yield Reason("lots", lots.title, lots.what, lots.when, lots.rules, own.get("lots") or draft)
    counted = known.get("aggregation")
    if counted:
        draft = (
            f"{BLANK}\nAll lots are estimated together: {pounds(sum(service.total for service in asked.services))} a year with VAT, over "
            "[years with every extension]. No lot is let apart to stay under a threshold. Other contracts that could reasonably be one "
            "with these: [which; or none, having looked at what]."
        )
        yield Reason(
            "aggregation", counted.title, counted.what, counted.when, counted.rules, own.get("aggregation") or draft
        )


def _log(found: Divided) -> Iterator[str]:
    for way in found.ways:
        if way.outcome:
            yield f"{TITLES[way.id]}: " + " ".join(way.outcome.log)
    yield (
        "To run the lots by place again or to compare another planner: keepitlocal lots lots-instance.json --output PLAN.json. That form "
        "has no word for how many organisations a lot needs, for teams and for services."
    )
