"""Light touch: services for people above the threshold, with more freedom in how they are let."""

from keepitlocal.steps.contract_size.routes import Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import competition, competition_rules, light
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    above,
    bad,
    decisions,
    good,
    letting,
    option,
    providers,
    question,
    size,
    splitting,
)

title, place = "Light touch, by competition", 70


def weigh(setting: Setting, /) -> Option:
    """Open at or above the threshold for what is wholly or mainly on the list of light-touch codes."""
    return option(
        __name__,
        title=title,
        points=(
            a_contract(setting),
            Point(
                light(setting),
                yes="Its codes are on the list of light-touch services.",
                no="It is not on the list of light-touch services, where the exact code counts.",
                ask="Which CPV code stands for most of its value? It decides whether it is light touch.",
            ),
            above(setting),
            good(
                "You may weigh what the people who use it say about who should supply it, their different needs, and how"
                " near the provider should be to them."
            ),
            good(
                "No shortest time for tenders is set and no standstill is owed: give small bodies the time they need."
            ),
            good("The contract may be changed more freely as you learn."),
            size(setting, split=False),
            providers(setting),
            splitting(setting),
            bad("Lots, or reasons why there are none, are still asked for; notices too."),
            question("What have the people who use it said about who should supply it, and how?"),
        ),
        rules=(*competition_rules(setting), "PA-009", "PA-010", "PA-074a"),
        publish=competition(setting),
        decide=decisions("Whether to let it, on which terms and to whom"),
        steps=letting(setting),
        draft="We propose a light-touch procedure: [its steps]. Most of its value is [CPV code]. People who use it told us"
        " [what], so tenders are weighed on [what]. Tenders have [days] days, since small bodies said they need it.",
    )
