"""Give a grant: for a purpose of the organisation's own, with conditions and no service bought in return."""

from keepitlocal.domain.commission import GOODS, GRANT, WORKS
from keepitlocal.law.regime import EXEMPT
from keepitlocal.steps.contract_size.routes import Decision, Option, Publish, Setting
from keepitlocal.steps.contract_size.routes._publishing import GRANTS
from keepitlocal.steps.contract_size.routes._weighing import Point, bad, decisions, good, is_regime, option, question
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Give a grant", 20


def weigh(setting: Setting, /) -> Option:
    """Its substance decides, not its name: see ``grant_or_contract``."""
    large = Publish(
        "The subsidy database, for an award of more than £100,000 that is a subsidy", "when it is given", "SUB-4"
    )
    return option(
        __name__,
        title=title,
        points=_points(setting),
        rules=GRANTS,
        publish=(_list(), large),
        decide=decisions(
            "Whether to fund, whom and how much",
            Decision(
                "Your legal adviser and finance officer", "Whether it is a grant in substance, its VAT and subsidy"
            ),
        ),
        steps=needed(setting, "engagement", "key_decision", "pack", "evaluation", "mobilisation", "voluntary_notice"),
        draft="We propose a grant. The purpose, [purpose], is the organisation's own and furthers [our aim]. We ask for no"
        " service in return; the money is given for [what], and what is not spent on it comes back. We chose it over a"
        " contract because [what].",
    )


def _list() -> Publish:
    return Publish("Your yearly list of grants to voluntary bodies", "each year, by the Transparency Code", "TC-4")


def _points(setting: Setting) -> list[Point]:
    commission = setting.commission
    bought = commission.subject in (GOODS, WORKS)
    return [
        Point(
            True if commission.form == GRANT else None,
            yes="You describe it as a grant; whether it is one turns on its substance, not on its name.",
            ask="Whose purpose is it, and would you get a specified service in return? Work through grant or contract.",
        ),
        Point(
            commission.form == GRANT or not bought,
            no=f"You would get {commission.subject} in return: that is a purchase. If a community body would own what is"
            " bought or built, describe it as a grant.",
        ),
        Point(not commission.individual, no="It meets one person's assessed needs, which is a service to you."),
        Point(not is_regime(setting, EXEMPT), no="You describe it as done inside the public sector."),
        question("Is it a subsidy, and how much has the whole enterprise had in this and the two years before?"),
        question(
            "Which way does VAT fall? A grant is outside its scope; under a contract some bodies can recover more."
        ),
        good("No procurement procedure: you can ask, listen and agree with those who know the place."),
        good("It can be paid in advance, where the need for it is agreed and written down."),
        bad("If it is not delivered you can have back what was not spent as agreed, not damages."),
    ]
