"""Openly, in lots: several smaller contracts of one procedure, by place or by kind of work."""

from keepitlocal.law.regime import PUBLIC
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import competition, competition_rules
from keepitlocal.steps.contract_size.routes._weighing import (
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

title, place = "Openly, in lots", 80


def weigh(setting: Setting, /) -> Option:
    """Open to any contract that is for more than one person, above the threshold and below it."""
    above = is_regime(setting, PUBLIC) is not False
    return option(
        __name__,
        title=title,
        points=(
            a_contract(setting),
            for_many(setting),
            size(setting, split=True),
            providers(setting),
            good("Each lot can be won by an organisation that could not carry the whole; one failure stops one lot."),
            good("You may limit how many lots one provider bids for, or wins, if you say how beforehand."),
            bad("Letting and managing several contracts takes more hours on both sides; count them."),
            bad(
                "Whether lots help small firms is not settled: one study found that more bid, yet that they won more only"
                " where lots were very small (up to about 25,000 euros; Hoekman and Tas, 2022)."
            ),
            good(
                "Another study, of public works in 2018 to 2022, found that lots need not bring more small firms to bid, but"
                " that those who bid are likelier to win."
            ),
            splitting(setting),
            question("Where would lots follow how people live: by neighbourhood, by language, by need?"),
            question("What would be lost between lots, and who would mend it?"),
        ),
        rules=(*competition_rules(setting), *(("PA-018", "PA-020b", "PA-023d") if above else ())),
        publish=competition(setting),
        decide=decisions(
            "Whether to let it in lots, how many and how large",
            Decision("The officer who leads it", "How many lots one provider may bid for or win, before the notice"),
        ),
        steps=letting(setting),
        draft="We propose [number] lots by [place or kind], none above [sum] a year. One provider may win at most [number],"
        " settled by [rule]. Together they come to [sum] with VAT, and the rules for that sum bear on every lot.",
    )
