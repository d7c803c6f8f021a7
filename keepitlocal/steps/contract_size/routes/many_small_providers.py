"""Many small providers: an open or light-touch framework, or a list that stays open, with work shared out as needed."""

from keepitlocal.law.regime import BELOW
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import competition, competition_rules, light
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    bad,
    decisions,
    for_many,
    good,
    is_regime,
    letting,
    option,
    providers,
    question,
    size,
    splitting,
)

title, place = "A framework for many small providers", 50


def weigh(setting: Setting, /) -> Option:
    """Open to any contract for more than one person; light touch decides how free its terms are."""
    below = is_regime(setting, BELOW)
    limits = () if below else ("PA-049",) if light(setting) else ("PA-045", "PA-046", "PA-047", "PA-049")
    return option(
        __name__,
        title=title,
        points=(
            a_contract(setting),
            for_many(setting),
            Point(
                None if below else light(setting),
                yes="Light-touch frameworks have no four-year limit, and you may set your own way of sharing out the work.",
                no="A framework that is not light touch ends after four years, unless it is an open one: that is opened"
                " again within three years, then every five at most, and ends after eight.",
                ask="Do the Act's limits on frameworks bear below the threshold? We read them as for those above it: ask your"
                " legal adviser."
                if below
                else "Is it light touch? Then the four-year limit and the rules for sharing out the work do not bear.",
                decides=False,
            ),
            size(setting, split=True),
            providers(setting),
            good("A small organisation takes the hours or places that it can carry; its share can grow."),
            bad(
                "A place on a framework is no promise of work, and small organisations cannot plan on it. Say the least"
                " that each will get."
            ),
            bad("You manage more agreements; count the hours on both sides."),
            question("Can the work be shared out by place, by hours or by what people choose?"),
            splitting(setting),
        ),
        rules=("PA-S3-2", *limits, *competition_rules(setting)),
        publish=competition(setting),
        decide=decisions(
            "Whether to set it up, its length, and how work is shared out",
            Decision("The officer who runs it", "Each share of the work, by the way that the framework sets out"),
        ),
        steps=letting(setting),
        draft="We propose a framework that stays open to new providers, [number] years long. Work is shared out by [way];"
        " each provider is promised at least [share]. We expect [number] local organisations to be able to join.",
    )
