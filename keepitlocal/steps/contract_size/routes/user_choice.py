"""User choice: for one person, from the provider that they or their carer would choose."""

from keepitlocal.law.regime import BELOW
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import SMALL, light, social_value
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    bad,
    decisions,
    good,
    is_regime,
    option,
    question,
    services,
)
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "User choice: the provider that the person would choose", 60


def weigh(setting: Setting, /) -> Option:
    """It needs one particular person and a light-touch service; then it turns on what they say."""
    below = is_regime(setting, BELOW)
    rules = ("BT-087b", "BT-088") if below else ("PA-041", "PA-S5-15", "PA-098")
    return option(
        __name__,
        title=title,
        points=(
            a_contract(setting),
            Point(
                setting.commission.individual,
                yes="It is for one particular person, whose view on who supplies it the law asks you to regard.",
                no="It is not for one particular person; for many, a framework lets each choose.",
                ask="Is it for one particular person, and does an enactment ask you to regard their view on who supplies it?",
            ),
            Point(services(setting), no="It is not a service.", ask="Is it a service?"),
            Point(
                light(setting),
                yes="It is light touch.",
                no="It is not a light-touch service, as this ground asks.",
                ask="Is it light touch? No CPV code tells.",
                decides=not below,
            ),
            question(
                "Has the person, or their carer, said whom they prefer, or is one provider alone able to supply it?",
                decides=True,
            ),
            question("Why is a competition not in the person's best interests?", decides=not below),
            Point(
                below,
                yes="Below the threshold the Act asks for none of these tests; what your own contract rules ask decides.",
                decides=False,
            ),
            good("The person decides, and no notice has to name what is theirs."),
            bad("Prices are not tested against others', and many such choices together may tell a need to commission."),
        ),
        rules=("PA-004a", *rules, *social_value(setting)),
        publish=(SMALL,) if below else (),
        decide=decisions(
            "That the tests are met for this person",
            Decision("The person, with their carer or advocate and social worker", "Which provider they prefer"),
        ),
        steps=needed(setting, "mobilisation"),
        draft="[The person] or their carer said on [date] that they prefer this provider because [what], or no other could"
        " supply it because [what]. A competition would not be in their best interests because [what].",
    )
