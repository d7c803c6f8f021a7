"""What the routes share: the points a route turns on, and the facts they look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from keepitlocal.domain.commission import GOODS, SERVICES, WORKS
from keepitlocal.law.regime import BELOW, EXEMPT, GRANTED, HEALTH, PUBLIC
from keepitlocal.reference import rows
from keepitlocal.steps.contract_size.routes import ASK, BLANK, NOT, OPEN, Decision, Option, Publish, Setting


@dataclass(frozen=True)
class Point:
    """One fact that a route turns on: what is said where it holds, does not hold, or is not known.

    Where it ``decides``, a route does not fit if it does not hold, and depends on the answer if it is not known.
    """

    holds: bool | None
    yes: str = ""
    no: str = ""
    ask: str = ""
    decides: bool = True


def good(text: str, /) -> Point:
    """Something that speaks for a route, whatever else is known."""
    return Point(True, yes=text, decides=False)


def bad(text: str, /) -> Point:
    """Something that speaks against a route, yet does not rule it out."""
    return Point(False, no=text, decides=False)


def question(text: str, /, *, decides: bool = False) -> Point:
    """Something that records do not tell."""
    return Point(None, ask=text, decides=decides)


def option(
    route: str,
    /,
    *,
    title: str,
    points: Iterable[Point],
    rules: Iterable[str],
    publish: Iterable[Publish] = (),
    decide: Iterable[Decision],
    steps: Iterable[str],
    draft: str,
) -> Option:
    """An option from its points; those that decide are said first. ``route`` is the name of its module.

    One that does not fit has nothing to ask or to publish: no answer that is missing would change it.
    """
    points = sorted(points, key=lambda point: not point.decides)
    stood = stands(points)
    return Option(
        route.rpartition(".")[2],
        title,
        stood,
        _once(point.yes for point in points if point.holds),
        _once(point.no for point in points if point.holds is False),
        _once(point.ask for point in points if point.holds is None and stood != NOT),
        _once(rules),
        tuple(publish) if stood != NOT else (),
        tuple(decide),
        _once(steps),
        f"{BLANK}\n{draft}",
    )


def stands(points: Iterable[Point], /) -> str:
    """How a route stands: a deciding point that does not hold outweighs any that is not known."""
    decisive = [point.holds for point in points if point.decides]
    if False in decisive:
        return NOT
    return ASK if None in decisive else OPEN


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


# Facts


def pounds(pence: int, /) -> str:
    """Whole pounds in words."""
    return f"£{pence // 100:,}"


def band(count: int, /) -> str:
    """A count of organisations as a band: counts under five are never said."""
    steps = ((5, "fewer than five"), (10, "five to nine"), (20, "ten to nineteen"), (50, "twenty to forty-nine"))
    return next((words for below, words in steps if count < below), "fifty or more")


def is_regime(setting: Setting, /, *names: str) -> bool | None:
    """Whether the commission falls under one of these regimes; where that is open, it is one of the two by value."""
    name = setting.reading.regime.name
    if name is None:
        return None if {PUBLIC, BELOW} & set(names) else False
    return name in names


def services(setting: Setting, /) -> bool | None:
    """Whether it is services; a light-touch code says so where nothing else does."""
    subject = setting.commission.subject
    if subject is None:
        return True if setting.reading.regime.light_touch else None
    return subject == SERVICES


def is_health(setting: Setting, /) -> bool | None:
    """Whether it is health care for the health service. Codes that are not on the Regime's list rule it out."""
    commission = setting.commission
    if setting.reading.regime.name == HEALTH or commission.health is not None:
        return setting.reading.regime.name == HEALTH or bool(commission.health)
    if commission.subject in (GOODS, WORKS):
        return False
    codes = (commission.cpv_main,) if commission.cpv_main else commission.cpv
    return None if not codes or any(code[:8] in _health_codes() for code in codes) else False


@cache
def _health_codes() -> frozenset[str]:
    """Codes of the Provider Selection Regime, those with limits too. Source: SI 2023/1348, Schedule 1."""
    return frozenset(row["cpv"] for row in rows("light_touch") if row["health"] != "no")


def annual(setting: Setting, /) -> int | None:
    """A year's value in pence with VAT."""
    return setting.annual_pence if setting.annual_pence is not None else setting.commission.annual_pence


def too_large(setting: Setting, /) -> bool | None:
    """Whether a year's value is above the suggested maximum."""
    year, most = annual(setting), setting.suggested_maximum_pence
    return None if year is None or most is None else year > most


# Points that several routes share


def a_contract(setting: Setting, /) -> Point:
    """Whether it is bought as a contract under the Procurement Act 2023."""
    reasons = {
        GRANTED: "You describe it as a grant. If you would be buying a service in return, describe it as a contract.",
        EXEMPT: "You describe it as done inside the public sector, so there is no contract to let.",
        HEALTH: "It is health care for the health service: the Provider Selection Regime bears on it instead.",
    }
    reason = reasons.get(setting.reading.regime.name or "", "")
    return Point(not reason, no=reason)


def for_many(setting: Setting, /) -> Point:
    """Whether it is for more than one person: what is made for one person cannot be shared out."""
    one = setting.commission.individual
    return Point(True if one is None else not one, no="It is for one person, so there is nothing to share out.")


def splitting(setting: Setting, /) -> Point:
    """What splitting does to the rules: nothing, and every route with lots says so."""
    estimate = setting.reading.regime.estimate_pence
    whole = f" (here {pounds(estimate)})" if estimate is not None else ""
    return bad(
        "Splitting changes who can bid, not which rules bear: the value held against the threshold is that of all"
        f" lots together, with VAT{whole}."
    )


def size(setting: Setting, /, *, split: bool, pieces: str = "Smaller pieces open it to more.") -> Point:
    """A year's value against the suggested maximum: ``split`` where the route makes smaller ``pieces``."""
    year, most, large = annual(setting), setting.suggested_maximum_pence, too_large(setting)
    if large is None or year is None or most is None:
        asked = "How much could enough local organisations carry in a year? No suggested maximum is known here."
        return question(asked if split else "")
    if large:
        said = (
            f"{pounds(year)} a year is above the suggested maximum of {pounds(most)} a year, an estimate for planning."
        )
        return good(f"{said} {pieces}") if split else bad(f"{said} Fewer could carry it whole.")
    said = f"{pounds(year)} a year is within the suggested maximum of {pounds(most)} a year, an estimate for planning."
    return bad(f"{said} Size may not be what keeps anyone out.") if split else good(said)


def providers(setting: Setting, /) -> Point:
    """How many local organisations do this kind of work, as a band."""
    count = setting.providers_local
    if count is None:
        return question(
            "Which local organisations do this kind of work? We could not count them from the records given."
        )
    if count < 5:
        return bad(
            "We found fewer than five local organisations that do this kind of work; registers may not show all."
        )
    return good(f"We found {band(count)} local organisations that do this kind of work.")


# Decisions and steps


def decisions(what: str, /, *more: Decision) -> tuple[Decision, ...]:
    """Who decides: a key decision or a delegated one, as the council's constitution says."""
    key = "Your cabinet or whoever your constitution names, if it is a key decision; otherwise the officer it delegates to"
    return (Decision(key, what), *more)


def steps(setting: Setting, /, *names: str) -> tuple[str, ...]:
    """The steps of a timetable, without those that are known not to bear."""
    commission, current = setting.commission, setting.current
    new = current is not None and current.in_place is False
    voluntary = current.voluntary_body if current and current.voluntary_body is not None else commission.voluntary_body
    unneeded = {
        "staff_transfer": new or commission.staff_transfer is False or commission.subject == GOODS,
        "voluntary_notice": new or voluntary is False,
        "engagement": commission.engagement is False,
    }
    return tuple(name for name in names if not unneeded.get(name, False))


def letting(setting: Setting, /) -> tuple[str, ...]:
    """The steps of letting by competition. A standstill is owed above the threshold, and not for light touch."""
    still = is_regime(setting, PUBLIC) is not False and not setting.reading.regime.light_touch
    wait = ("standstill",) if still or is_health(setting) else ()
    first = ("engagement", "key_decision", "pack", "tender", "evaluation", *wait)
    return steps(setting, *first, "staff_transfer", "mobilisation", "voluntary_notice")


def under(setting: Setting, /) -> Point:
    """Whether it is below the threshold: told from the aggregate with VAT, and the same for every lot."""
    why = setting.reading.regime.why
    return Point(
        is_regime(setting, BELOW),
        yes=f"It is below the threshold: {why}.",
        no=f"It is not below the threshold: {why}.",
        ask=f"Is it below the threshold? That is open: {why}.",
    )


def above(setting: Setting, /) -> Point:
    """Whether it is at or above the threshold, so that the whole Act bears."""
    why = setting.reading.regime.why
    return Point(
        is_regime(setting, PUBLIC),
        yes=f"The whole Act bears on it: {why}.",
        no=f"It is not at or above the threshold: {why}.",
        ask=f"Is it at or above the threshold? That is open: {why}.",
    )
