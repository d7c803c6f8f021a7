"""Do less, or stop: said openly, since letting a contract run out decides it too."""

from keepitlocal.law.regime import PUBLIC
from keepitlocal.steps.contract_size.routes import Current, Decision, Option, Publish, Setting
from keepitlocal.steps.contract_size.routes._publishing import ENDED
from keepitlocal.steps.contract_size.routes._weighing import Point, bad, decisions, good, is_regime, option, question
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Do less, or stop", 160


def weigh(setting: Setting, /) -> Option:
    """It turns on whether a duty asks for the service, and on what people would lose."""
    current = setting.current or Current()
    public = is_regime(setting, PUBLIC) is not False
    told = Publish(
        "What you propose, to those who use it and to the body that runs it",
        "at least three months before it ends or is cut; an expectation on councils, whose standing today we could not settle",
        "BV-1",
    )
    return option(
        __name__,
        title=title,
        points=(
            Point(
                current.in_place is not False, no="Nothing is in place yet; not to begin is said in the plan's record."
            ),
            Point(
                None if setting.commission.individual is None else not setting.commission.individual,
                no="It is for one person: their needs would have to be assessed again before anything is taken away.",
                decides=False,
            ),
            question("Does a duty ask you to provide it? Which, and to whom?", decides=True),
            question("Who would go without, and what would they turn to instead? Ask them before the choice is made."),
            question("Could the community, or people's own plans, do part of it with a little help?"),
            good("It frees money for what people say they need more."),
            bad("Needs that are not met may come back elsewhere, at a cost that this plan does not count."),
        ),
        rules=("BV-1", "PA-080") if public else ("BV-1",),
        publish=(told, ENDED) if public else (told,),
        decide=decisions(
            "Whether the service is cut or ends",
            Decision("The same people, before they decide", "What the cut means for equality, in writing"),
        ),
        steps=needed(setting, "engagement", "key_decision", "voluntary_notice"),
        draft="We propose to [reduce or end] the service from [date]. No duty asks for it beyond [what]. We asked [whom],"
        " who said [what]. Those who would lose it can turn to [what], and we told the provider on [date].",
    )
