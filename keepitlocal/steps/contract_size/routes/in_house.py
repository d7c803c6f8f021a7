"""Do it in-house: your own staff, a company you control, or shared with another council."""

from keepitlocal.law.regime import GRANTED
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._weighing import Point, bad, decisions, good, is_regime, option, question
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Do it in-house", 130


def weigh(setting: Setting, /) -> Option:
    """Open where it is planned so; it does not fit where that was ruled out, or where it is a grant."""
    own = setting.commission.in_house
    return option(
        __name__,
        title=title,
        points=(
            Point(
                not is_regime(setting, GRANTED), no="A grant is for somebody else's purpose, so nothing is done here."
            ),
            Point(
                own,
                yes="You plan to do it with your own staff or with a company you control.",
                no="You say that it is not to be done in-house.",
                ask="Could your own staff, a company you control, or a service shared with another council do it?",
            ),
            question("Would a company of yours pass the tests: control, and more than 80% of its activity for you?"),
            question("Who works on it now, and would they come over to you on their terms?"),
            good("No contract is let, and you can change it as you learn."),
            bad("Local organisations that do this work, and what people trust in them, may be lost to it."),
        ),
        rules=("PA-X-2", "PA-X-3"),
        decide=decisions(
            "Whether to take it in-house, with its staff, buildings and budget",
            Decision("Your finance and human resources officers", "What it costs with pensions and overheads"),
        ),
        steps=needed(setting, "engagement", "key_decision", "staff_transfer", "mobilisation", "voluntary_notice"),
        draft="We propose to do it ourselves from [date]. It costs [sum] a year with overheads and pensions, beside [sum]"
        " if let. We asked local organisations on [date] what they could do; they said [what].",
    )
