"""Reserved to mutuals or to supported employment, above the threshold."""

from keepitlocal.domain.commission import GOODS, WORKS
from keepitlocal.steps.contract_size.routes import Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import competition, competition_rules
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    above,
    bad,
    decisions,
    good,
    letting,
    option,
    question,
)

title, place = "Reserved to a mutual or to supported employment", 100
LONGEST = 60  # months: Procurement Act 2023, section 33


def weigh(setting: Setting, /) -> Option:
    """It turns on whether there are such bodies; few community organisations are one."""
    return option(
        __name__,
        title=title,
        points=(a_contract(setting), above(setting), *_mutual(setting), *_supported()),
        rules=(*competition_rules(setting), "PA-032", "PA-033"),
        publish=competition(setting),
        decide=decisions("Whether to let it so reserved, on which terms and to whom"),
        steps=letting(setting),
        draft="We propose to reserve it to [public service mutuals; supported employment]. We know of [number] such bodies"
        " because [what], and will check [what] of each. The notice says so.",
    )


def _mutual(setting: Setting) -> tuple[Point, ...]:
    commission, months = setting.commission, setting.commission.months
    reservable = False if commission.subject in (GOODS, WORKS) else setting.reading.regime.reservable
    return (
        Point(
            reservable,
            yes="Its codes are among those that may be reserved to public service mutuals.",
            no="Its codes are not among those that may be reserved to public service mutuals; supported employment remains.",
            ask="Is its code among those that may be reserved to public service mutuals?",
            decides=False,
        ),
        Point(
            None if months is None or not reservable else months <= LONGEST,
            yes="Its term is within five years, as reserving to mutuals asks.",
            no="Reserving to mutuals asks for a term of five years or less; this one is longer.",
            ask="Is its term five years or less? Reserving to mutuals asks for that." if reservable else "",
            decides=False,
        ),
        question(
            ""
            if reservable is False
            else "Has a mutual held a contract of the same kind from you, reserved in this way, within three years? Then it"
            " may not have another."
        ),
        bad(
            "Either way it has to be let by the competitive flexible procedure, and the notice says that it is reserved."
        ),
        bad(
            "A mutual here is controlled by its employees. Charities and community businesses under trustees or members"
            " rarely are, so it seldom opens work to them."
        ),
    )


def _supported() -> tuple[Point, ...]:
    return (
        question(
            "Is there a mutual controlled by its employees, or a supported employment provider, that does this work?",
            decides=True,
        ),
        good(
            "Supported employment: at least 30% of those who do the work are disabled or disadvantaged people. Several"
            " bodies that bid together may count their people together."
        ),
    )
