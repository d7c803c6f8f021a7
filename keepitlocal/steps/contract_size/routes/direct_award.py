"""Other direct award: without competition, on a ground that the law names or below the threshold by your own rules."""

from keepitlocal.law.regime import BELOW, PUBLIC
from keepitlocal.steps.contract_size.routes import Decision, Option, Publish, Setting
from keepitlocal.steps.contract_size.routes._publishing import UNDER, VALUE, awarded, light, social_value
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    bad,
    decisions,
    good,
    is_regime,
    option,
    question,
)
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Direct award on another ground", 120


def weigh(setting: Setting, /) -> Option:
    """Above the threshold it turns on a ground; below it, on the council's own rules."""
    below = is_regime(setting, BELOW)
    still = is_regime(setting, PUBLIC) is not False and not light(setting) and not setting.commission.urgent
    wait = ("standstill",) if still else ()
    return option(
        __name__,
        title=title,
        points=(a_contract(setting), *_ground(setting, below=below)),
        rules=(
            *VALUE,
            *(UNDER[1:] if below else ("PA-041", "PA-083", "PA-050n", "PA-053", "PA-098")),
            *social_value(setting),
        ),
        publish=awarded(setting) if below else (_transparency(), *awarded(setting)),
        decide=decisions(
            "To award without competition, on which ground",
            Decision(
                "Your chief finance or monitoring officer", "An exception from your own rules, where one is needed"
            ),
        ),
        steps=needed(setting, "key_decision", *wait, "staff_transfer", "mobilisation", "voluntary_notice"),
        draft="We propose to award without competition to [whom], because [ground] and [evidence that no other could]. It"
        " runs until [date], by when we will have [plan]. We looked for others by [how] and found [what].",
    )


def _ground(setting: Setting, *, below: bool | None) -> tuple[Point, ...]:
    ground = (
        "What do your own contract rules ask at this value: one quote, or several?"
        if below
        else "Which ground of Schedule 5 would it rest on, or did a competition bring no suitable tender?"
    )
    return (
        question(ground, decides=True),
        Point(
            setting.commission.urgent,
            yes="You say that it is urgent; that has to be unforeseeable and strict, not a plan made late.",
            decides=False,
        ),
        good("It is quick, and can keep what works where no other could do it."),
        bad("No other local organisation gets to offer, and those who ask why will want the reason in writing."),
    )


def _transparency() -> Publish:
    return Publish("Transparency notice (UK5)", "before you award, with the ground", "PA-041")
