"""Health care for the health service: the Provider Selection Regime, with ways of its own and no threshold."""

from keepitlocal.law.regime import GRANTED
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import HEALTH_NOTICES, REGISTER, health_rules
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    bad,
    decisions,
    good,
    is_health,
    is_regime,
    letting,
    option,
    question,
)

title, place = "Health care: the Provider Selection Regime", 75


def weigh(setting: Setting, /) -> Option:
    """Open where it is mainly health care for the health service; which of its ways is asked."""
    return option(
        __name__,
        title=title,
        points=(
            Point(
                not is_regime(setting, GRANTED),
                no="You describe it as a grant, so no provider is selected to serve you.",
            ),
            Point(
                is_health(setting),
                yes="It is health care for the health service, whatever its value.",
                no="It is not health care for the health service; social care and community help are not.",
                ask="Is most of its value health care for the health service, by the codes of the Regime?",
            ),
            good(
                "You may go on with a provider that does well, or choose the most suitable one, without a competition;"
                " social value in your area is one of five things to weigh."
            ),
            bad(
                "Where a change is considerable, or others may suit as well, a competition or a comparison is asked for."
            ),
            question(
                "Is the contract ending, would it change considerably, and does the provider do well and wish to go on?"
            ),
            question("Is part of it social care? It is judged by the larger value, and by whether it could be apart."),
        ),
        rules=health_rules(),
        publish=(*HEALTH_NOTICES, REGISTER),
        decide=decisions(
            "Which of the Regime's ways is used, and who is chosen",
            Decision(
                "Those who decide, each named in the record", "How the five things were weighed, and any conflict"
            ),
        ),
        steps=letting(setting),
        draft="We propose [way] because [tests it meets]. We weighed quality and innovation; value; integration and"
        " sustainability; access, inequalities and choice; social value: [how, and which counted most].",
    )
