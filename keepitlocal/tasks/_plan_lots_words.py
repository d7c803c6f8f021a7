"""What the lots of a plan are told by: how each way stands, what it would split, what it rests on, what is not known."""

from collections.abc import Iterator, Mapping

from keepitlocal.domain.money import pounds
from keepitlocal.report.plan import BLANK, Plan, Reason
from keepitlocal.steps.contract_size.lots.communities import communities_of
from keepitlocal.steps.contract_size.lots.ways import (
    BY_BOTH,
    BY_PLACE,
    LETTING,
    MEMBERS,
    ONE,
    TITLES,
    TRAVEL,
    Portion,
    Way,
)
from keepitlocal.steps.contract_size.maximum import AT_LEAST, band
from keepitlocal.tasks._plan_lots import Divided, able
from keepitlocal.tasks._plan_lots_file import hint

LEVELS = {"lsoa": "neighbourhoods (LSOAs)", "ward": "wards"}
_NONE = 0.001  # a gap this small is told as none
_SLACK = 0.25  # of the maximum, left over when all lots are full


def in_reach(found: Divided, portion: Portion) -> str:
    """Bands of those known to be able, and of all whose accounts are not known to be too small."""
    if set(portion.services) & set(found.unsought):
        return "nobody was looked for"
    known, everyone = band(portion.able), band(portion.able + portion.not_known)
    return (
        known if known == everyone else f"{known} known to be able; {everyone} with those whose accounts are not known"
    )


def enough(found: Divided, portion: Portion) -> bool | None:
    """Whether enough could carry it: None where it turns on what is not known, or would tell a count under three."""
    if set(portion.services) & set(found.unsought) or found.asked.at_least < AT_LEAST:
        return None
    if portion.able >= found.asked.at_least:
        return True
    return None if portion.able + portion.not_known >= found.asked.at_least else False


def stands(found: Divided, way: Way) -> str:
    asked = found.asked
    under = all(portion.pence <= asked.maximum for portion in way.portions)
    if not way.portions:
        return "There is no such plan: " + " ".join(way.reasons)
    largest = max(portion.pence for portion in way.portions)
    size = (
        f"No {'share' if way.id == MEMBERS else 'lot'} is above the maximum of {pounds(asked.maximum)} a year"
        if under
        else f"The largest is {pounds(largest)} a year, above the maximum of {pounds(asked.maximum)}"
    )
    if found.unsought:
        return f"{size}. Whether enough organisations are in reach cannot be told: no kind of work was recognised."
    if not asked.at_least:
        return f"{size}. No number of organisations was asked for."
    if asked.at_least < AT_LEAST:
        return f"{size}. Whether {asked.at_least} could carry each lot is not shown: counts under three are never told."
    told = [enough(found, portion) for portion in way.portions]
    if all(told):
        return f"{size}. At least {asked.at_least} organisations are in reach of every lot and known to be able to carry the maximum."
    if False not in told:
        return f"{size}. Whether at least {asked.at_least} could carry each lot cannot be told: most accounts are not known."
    few = told.count(False)
    if len(told) == 1:
        return f"{size}. Fewer than {asked.at_least} organisations that do all of it are in reach."
    return f"{size}. For {few} of {len(told)} lots fewer than {asked.at_least} organisations that do all of it are in reach."


def gap(way: Way) -> str:
    """How far a way may be above the best of its kind."""
    total = way.total
    if way.bound is None or total is None:
        return ""
    if way.outcome is None:
        return "the only one of its kind"
    if total - way.bound <= _NONE * abs(way.bound):
        return "no plan of its kind costs less, to a thousandth"
    if way.bound <= 0:
        return "how far above the best there could be is not known"
    part = (total - way.bound) / way.bound
    return f"at most {part:.1%} above the best there could be"


def rests_on(found: Divided, label: str) -> str:
    asked, file = found.asked, found.file
    if label == LETTING:
        own = (
            "as you wrote it"
            if "letting" in file.said
            else "200 hours of the council’s and 145 of each of six bidders for one of £500,000, at £40"
        )
        return (
            f"{pounds(asked.letting(0))} a year for letting a lot of {pounds(asked.typical)} or less, more for a larger one ({own}, over "
            f"{found.months} months), "
            f"and {pounds(asked.rates.managing)} for managing it."
        )
    if label == TRAVEL:
        return f"{asked.rates.travel:.1%} of the value for each kilometre from the centre of its lot: a choice of ours unless you wrote it."
    return f"{pounds(asked.rates.apart or 0)} a year for each person whose two services are with two providers, as you wrote."


def splits(found: Divided, way: Way) -> Iterator[str]:
    """Which organisations of communities a way would split or shut out, in kinds and bands."""
    held: dict[str, list[float]] = {}
    for one in found.people:
        for community in communities_of(one.name):
            held.setdefault(community, []).append(able(one))
    common = [portion for portion in way.portions if not portion.whole]
    if not held or not common:
        return
    smallest, lots = min(portion.pence for portion in common), len(common)
    kinds = ", ".join(f"{community} ({band(len(carries))})" for community, carries in sorted(held.items()))
    told = f"Of those who do such work, by their names for a community: {kinds}."
    if lots > 1 and way.id != MEMBERS:
        told += f" One that works for its community across the place would have to bid for up to {lots} lots."
    elif lots > 1:
        told += " One could be a member for its community across the place, if the agreement says so."
    else:
        told += f" One would have to carry {pounds(smallest)} a year, or take part under somebody else."
    known = [value for carries in held.values() for value in carries if value < float("inf")]
    if known and all(value < smallest for value in known):
        told += f" None whose accounts are known could carry the smallest lot, {pounds(smallest)} a year."
    if len(known) < sum(map(len, held.values())):
        told += " The accounts of some are not known."
    yield told


def says(found: Divided, way: Way) -> Iterator[str]:
    if way.short and found.asked.at_least >= AT_LEAST and not found.unsought:
        yield (
            f"No division gives every lot {found.asked.at_least} organisations in reach, so this one was made without asking for it."
        )
    if way.id in (BY_PLACE, BY_BOTH, MEMBERS) and way.portions:
        yield from _of_teams(found, way)
    served = found.file.values["people"]
    if served and way.portions:
        largest = max(portion.pence for portion in way.portions) / max(1, sum(one.pence for one in way.portions))
        change = served - round(served * largest)
        yield (
            f"Of {served:,} people served now, at least about {change:,} would change provider if one provider serves them all today and "
            "keeps the largest lot."
            if change
            else f"None of {served:,} people served now has to change provider, if who serves them today wins it."
        )
    if any(len(portion.services) > 1 for portion in way.portions):
        yield (
            "An organisation counts for a lot of several services where it does all of them. Those who would bid together are not "
            "counted."
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


def _of_teams(found: Divided, way: Way) -> Iterator[str]:
    """Whether each staff team stays in one lot, and why not where that cannot be."""
    asked, names = found.asked, found.ground.by_code
    for team in asked.teams:
        wards = list(dict.fromkeys(names[code].name.split(", ")[0] for code in team))
        who = f"The staff team of {', '.join(wards)}"
        worth = sum(service.pence.get(code, 0) for service in asked.services if not service.whole for code in team)
        if team not in way.parted_teams:
            yield f"{who} stays in one lot."
        elif worth > asked.maximum:
            yield f"{who} is parted: its areas come to {pounds(worth)} a year, more than the maximum."
        else:
            yield f"{who} is parted: its areas do not touch, or nothing else was found."


def opening(found: Divided, annual: int) -> Iterator[str]:
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
        f"(the largest {pounds(largest)}). {stands(found, way)}"
    )
    if way.total is not None and whole.total is not None:
        more = _hundreds(way.total) - _hundreds(whole.total)
        against = f"{pounds(abs(more))} {'more' if more > 0 else 'less'} than one contract ({pounds(whole.total)})"
        if not more:
            against = "the same as one contract"
        whose = "as you wrote" if "travel" in found.file.said else "a choice of ours"
        yield (
            f"Letting, managing and travel would cost about {pounds(way.total)} a year, {against}. Travel decides much of it, and its "
            f"rate ({asked.rates.travel:.1%} of the value a kilometre) is {whose}. "
            "What else lots may be worth or cost (who can bid, how well it is run) has no price here."
        )
    near = gap(way)
    if near.startswith("at most"):
        yield from _packed(found)
    if near:
        yield f"This plan is {near}." if near.startswith("at most") else f"{near[0].upper()}{near[1:]}."


def _hundreds(pence: int) -> int:
    """To the nearest £100, as it is printed."""
    return round(pence, -4)


def _packed(found: Divided) -> Iterator[str]:
    """Said where the total is so near to a round number of full lots that the bound has to allow for packing them full."""
    total = sum(service.total for service in found.asked.services if not service.whole)
    full = -(-total // found.asked.maximum)
    if (
        sum(not one.whole for one in found.place.portions) > full
        and full * found.asked.maximum - total < _SLACK * found.asked.maximum
    ):
        yield (
            f"The bound has to allow for {full} lots that are all but exactly full ({pounds(total)} in lots of "
            f"{pounds(found.asked.maximum)}); no such plan was met. A maximum a little higher may save a lot."
        )


def warnings(found: Divided) -> Iterator[str]:
    if found.guessed:
        yield (
            f"No maximum is suggested by the accounts at hand. {pounds(found.asked.maximum)} a year was put in its place, to have "
            "something to look at: write maximum under [lots] of the plan’s file."
        )
    total = sum(service.total for service in found.asked.services)
    if found.annual and abs(total - found.annual) > found.annual // 100:
        yield (
            f"The services come to {pounds(total)} a year and the commission to {pounds(found.annual)}. What is divided here is the "
            "services: correct one or the other in the plan’s file."
        )
    for name in found.unsought:
        yield (
            f"No kind of work was recognised in “{name}”, so nobody could be looked for who does it. Use other words, such as “home care”."
        )
    if not found.asked.sites and not found.unsought:
        yield "No organisation that does this work and is in reach was found in the records given to us, so none is counted for any lot."


def assumptions(found: Divided) -> Iterator[tuple[str, str, str]]:
    asked, file = found.asked, found.file

    def why(name: str) -> str:
        return (
            f"{name} in the plan’s file: {hint(name)}"
            if name in file.said
            else f"taken by us; {name} = … under [lots] changes it"
        )

    yield "Areas", f"{len(found.ground.patches)} {LEVELS[found.ground.level]}", why("areas")
    yield (
        "The value lies where",
        {"need": "need is: people, weighted by deprivation", "people": "people live", "equal": "areas are, each alike"}[
            found.by
        ],
        why("spread"),
    )
    yield "Maximum contract value", f"{pounds(asked.maximum)} a year", why("maximum")
    yield (
        "Organisations in reach of every lot",
        f"{asked.at_least} or more" if asked.at_least else "no number asked for",
        why("at_least"),
    )
    yield "In reach", f"under {asked.reach:g} km by road from the lot’s centre", why("reach")
    yield "Roads", f"{asked.distance_scale:g} times the straight line", why("distance_scale")
    yield "Travel", f"{asked.rates.travel:.1%} of the value a kilometre", why("travel")
    yield (
        "Letting one lot",
        f"{pounds(asked.letting(0))} a year over {found.months} months, both sides",
        why("letting"),
    )
    yield "Managing one lot", f"{pounds(asked.rates.managing)} a year", why("managing")
    for service in asked.services:
        yield (
            "Service",
            f"{service.name}, {pounds(service.total)} a year{', kept whole' if service.whole else ''}",
            why("service"),
        )
    for (one, other), people in asked.shared.items():
        yield "People with both", f"{one} and {other}: {people:,}", why("shared")
    for team in asked.teams:
        yield "One staff team", ", ".join(found.ground.by_code[code].name for code in team), why("team")
    yield (
        "Who could carry a lot",
        "by accounts, half of income less work in hand, in steps",
        "as the maximum is; who is not known to be too small counts",
    )
    for sentence in (*found.ground.says, found.sited):
        yield "The ground", sentence, ""


def questions(found: Divided) -> Iterator[str]:
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


def regime(plan: Plan) -> str:
    return (
        f"The regime is always that of the whole, all lots counted together: {plan.regime}. {plan.regime_because}. Dividing it changes "
        "neither the threshold nor the duties (Procurement Act 2023, section 4 and Schedule 3)."
    )


def reasons(found: Divided, plan: Plan, own: Mapping[str, str]) -> Iterator[Reason]:
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


def log(found: Divided) -> Iterator[str]:
    for way in found.ways:
        if way.outcome:
            yield f"{TITLES[way.id]}: " + " ".join(way.outcome.log)
    yield (
        "To run the lots by place again or to compare another planner: keepitlocal lots lots-instance.json --output PLAN.json. That form "
        "has no word for how many organisations a lot needs, for teams and for services."
    )
