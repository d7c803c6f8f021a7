"""Call off a framework, or buy from a dynamic market, that somebody has set up already."""

from keepitlocal.domain.commission import CALL_OFF, CONCESSION, FRAMEWORK
from keepitlocal.law.regime import BELOW
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import awarded, light
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    bad,
    decisions,
    good,
    is_regime,
    option,
    question,
    size,
)
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Call off a framework, or buy from a dynamic market", 90


def weigh(setting: Setting, /) -> Option:
    """It turns on whether a framework or market names you, covers the work and has value left."""
    below = is_regime(setting, BELOW)
    rules = ("PA-034", *(("BT-087b",) if below else ("PA-050n", "PA-053", "PA-098")))
    return option(
        __name__,
        title=title,
        points=_points(setting),
        rules=("PA-S3-2", *rules) if light(setting) else ("PA-045", "PA-046", "PA-S3-2", *rules),
        publish=awarded(setting),
        decide=decisions(
            "Whether to call off, from which framework and how",
            Decision("The framework's owner", "Whether you may use it, and by which selection"),
        ),
        steps=needed(
            setting, "key_decision", "pack", "evaluation", "staff_transfer", "mobilisation", "voluntary_notice"
        ),
        draft="We propose to call off [framework], which names us, covers [work] and has [sum] left until [date]. Of the"
        " organisations on it, [number] are based or working here. We looked at letting it openly and did not because [what].",
    )


def _points(setting: Setting) -> list[Point]:
    form = setting.commission.form
    return [
        a_contract(setting),
        Point(form != FRAMEWORK, no="You plan to set up a framework; there is nothing to call off until it stands."),
        Point(form != CONCESSION, no="A dynamic market is not for concessions; ask about frameworks one by one."),
        Point(
            True if form == CALL_OFF else None,
            yes="You describe it as a call-off.",
            ask="Is there a framework or dynamic market that names you, covers this work and has time and value left?",
        ),
        question("Who is on it? On a closed framework no local organisation can be added until it is let again."),
        good("It is quick: the procedure has been done."),
        good(
            "A dynamic market stays open: local organisations may join it at any time, and none may be kept out by number."
        ),
        bad("Frameworks let for a region or the nation often hold few small organisations; count before you choose."),
        size(setting, split=False),
    ]
