"""A partnership with the NHS: functions or budgets joined under section 75 of the National Health Service Act 2006."""

from keepitlocal.domain.commission import GOODS, WORKS
from keepitlocal.law.regime import GRANTED
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import health_rules
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    bad,
    decisions,
    for_many,
    good,
    is_health,
    is_regime,
    option,
    question,
)
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "A partnership with the NHS", 150
# No rule of the law files holds it, so the question says how we know it.
FROM_MEMORY = "The National Health Service Act 2006, section 75, lets them; we say so from memory, not verified."


def weigh(setting: Setting, /) -> Option:
    """It turns on whether health bodies serve the same people, and on what they would put in."""
    commission, health = setting.commission, is_health(setting)
    return option(
        __name__,
        title=title,
        points=(
            Point(not is_regime(setting, GRANTED), no="A grant by you alone needs no partnership."),
            Point(
                commission.subject not in (GOODS, WORKS),
                no=f"It is {commission.subject}: such partnerships join functions and budgets for people's care.",
            ),
            for_many(setting),
            question(
                f"Would an NHS body join its functions or its budget with yours for the same people? {FROM_MEMORY}",
                decides=True,
            ),
            Point(
                health,
                yes="It is health care for the health service.",
                ask="Is it mainly health care for the health service?",
                decides=False,
            ),
            good("One budget for the same people, so that neither body saves at the other's cost."),
            bad("Joining budgets does not choose who delivers: what is then bought comes under its own rules."),
            bad("A joined budget invites one large contract; ask for the size of its pieces at the start."),
        ),
        rules=("PA-X-3", *(health_rules() if health is not False else ())),
        decide=decisions(
            "Whether to enter the partnership, and which functions and sums go in",
            Decision("The NHS body's board", "The same, on its side"),
        ),
        steps=needed(setting, "engagement", "key_decision", "mobilisation", "voluntary_notice"),
        draft="We propose a partnership with [NHS body] for [people]. It puts in [sum] and we put in [sum]. What it buys is"
        " let in pieces no larger than [sum] a year.",
    )
