"""Leave it whole: one contract or grant as it is, with the reason. Always among the options, priced like the others."""

from keepitlocal.law.regime import PUBLIC
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import competition, competition_rules, light
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    bad,
    decisions,
    good,
    is_regime,
    letting,
    option,
    providers,
    question,
    size,
    splitting,
)

title, place = "Leave it whole, with the reason", 170


def weigh(setting: Setting, /) -> Option:
    """Always open: not to split is a choice like any other, and deserves the same reasons."""
    return option(
        __name__,
        title=title,
        points=(
            good(
                "One agreement takes fewer hours to let and to manage: one study of Danish councils found letting costs to be a"
                " smaller share of larger contracts (Petersen and others, 2019)."
            ),
            good(
                "Some work falls apart if it is split: one building, one team, one risk that has to be held together."
            ),
            size(setting, split=False),
            providers(setting),
            bad("Smaller organisations can take part only as members or subcontractors of somebody else."),
            splitting(setting),
            *_reasons(setting),
            question("What would it cost to let and to manage in lots, counted in the same way?"),
        ),
        rules=competition_rules(setting),
        publish=competition(setting),
        decide=decisions(
            "That it stays whole, and the reason",
            Decision("The officer who leads it", "That lots were considered, with the date and the reason"),
        ),
        steps=letting(setting),
        draft="We considered lots by [place, kind, size] and propose to leave it whole because [reason, with figures]. We"
        " asked [local organisations] on [date]; they said [what]. Small bodies can take part by [how].",
    )


def _reasons(setting: Setting) -> tuple[Point, ...]:
    if is_regime(setting, PUBLIC) is False:
        return (question("What are your reasons? Below the threshold no notice asks for them; those who ask will."),)
    where = {
        True: "They are owed on record, though a light-touch notice need not hold them.",
        False: "They go into the tender notice.",
        None: "They go into the tender notice, unless it is light touch; on record in either case.",
    }[light(setting)]
    return (question(f"If it could be let in lots, what are your reasons not to? {where}"),)
