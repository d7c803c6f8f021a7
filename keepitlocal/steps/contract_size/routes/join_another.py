"""Join another commission: with a neighbour, or with another service of your own."""

from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import competition, competition_rules
from keepitlocal.steps.contract_size.routes._weighing import (
    bad,
    decisions,
    for_many,
    good,
    letting,
    option,
    question,
    size,
    splitting,
)

title, place = "Join another commission", 140


def weigh(setting: Setting, /) -> Option:
    """It turns on whether there is one to join, which no record of one council tells."""
    return option(
        __name__,
        title=title,
        points=(
            for_many(setting),
            question(
                "Is a neighbour, or another service of yours, about to commission the same for the same people?",
                decides=True,
            ),
            good("People who use several services meet one plan, and the work of letting is shared."),
            bad("It makes one larger piece: fewer local organisations could carry it, unless it has lots by place."),
            size(setting, split=False),
            splitting(setting),
            question("Would lots by place keep each piece within the suggested maximum?"),
        ),
        rules=("PA-X-3", *competition_rules(setting)),
        publish=competition(setting),
        decide=decisions("Whether to commission together, who leads and on whose rules", _partners()),
        steps=letting(setting),
        draft="We propose to commission it together with [whom], since the same people use [what]. To keep it open to local"
        " organisations it has [number] lots by place, none above [sum] a year.",
    )


def _partners() -> Decision:
    return Decision("The other commissioner, by its own rules", "The same, before tenders are invited")
