"""Extend or vary what is in place: for what works, or to gain time for a better plan."""

from keepitlocal.law.regime import BELOW, GRANTED, HEALTH, PUBLIC
from keepitlocal.steps.contract_size.routes import Current, Decision, Option, Publish, Setting
from keepitlocal.steps.contract_size.routes._publishing import CHANGED, GRANTS, light
from keepitlocal.steps.contract_size.routes._weighing import Point, bad, decisions, good, option, question
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Extend or vary what is in place", 10
CHANGES = ("PA-074a", "PA-074b", "PA-074c", "PA-074d", "PA-S8", "PA-075", "PA-098")


def weigh(setting: Setting, /) -> Option:
    """It turns on what is in place, on an extension that is left, and on how much would change."""
    name = _regime(setting)
    rules = {HEALTH: ("PSR-6", "PSR-9"), GRANTED: GRANTS, BELOW: ("PA-074a", "PA-074c", "PA-S3-1")}
    return option(
        __name__,
        title=title,
        points=_points(setting),
        rules=rules.get(name or "", CHANGES),
        publish=_publish(setting),
        decide=decisions(
            "Whether to extend or change it, for how long, and what follows",
            Decision("The contract's manager, with your legal adviser", "On which ground the change rests"),
        ),
        steps=needed(setting, "key_decision"),
        draft="We propose to extend what is in place until [date]. It does [what]; the people it serves say [what]; by"
        " [date] we will have decided what follows it. The contract and its notice allow this because [clause].",
    )


def _regime(setting: Setting) -> str | None:
    """The regime, but that of a grant where a grant is what is in place."""
    if setting.current and setting.current.grant:
        return GRANTED
    return setting.reading.regime.name


def _points(setting: Setting) -> tuple[Point, ...]:
    current = setting.current or Current()
    return (
        Point(
            current.in_place,
            no="Nothing is in place that could be extended.",
            ask="Is there a contract or grant in place that could be extended? The records given do not say.",
        ),
        _left(current.extension_months),
        *_freedom(setting),
        good("People keep those who know them, and nobody has to bid again."),
        bad("It keeps the size and the provider as they are, and puts off opening the work to others."),
    )


def _left(left: int | None) -> Point:
    if left:
        return good(f"The records say that {left} months of extension are left.")
    if left == 0:
        return Point(None, ask="No extension is left on record. On what ground would it be changed?")
    return Point(None, ask="Does the contract, and the notice it was let by, name an extension that is left?")


def _freedom(setting: Setting) -> tuple[Point, ...]:
    """How free a change is, by the regime; what is in place was let on its own day, so that is asked too."""
    name, touch = _regime(setting), light(setting)
    if name == GRANTED:
        return (question("Do the terms of the grant let you extend it, and does the subsidy ledger leave room?"),)
    if name == HEALTH:
        free = bad(
            "A change of your own that is considerable needs a new process: £500,000 or more and a quarter or more."
        )
    elif name == BELOW:
        free = good("Below the threshold a change is freer, unless the whole then comes to the threshold or above.")
    elif touch:
        free = good("It is light touch, and the Act leaves changes to such contracts free.")
    else:
        free = bad(
            "Unless it is light touch, a change must have a ground in the Act or be small: a term within a tenth."
        )
    early = "Was it let before 24 February 2025? Then earlier rules bear on changing it: ask your legal adviser."
    return (free, question(early))


def _publish(setting: Setting) -> tuple[Publish, ...]:
    if _regime(setting) == HEALTH:
        return (Publish("Notice of the change, where it is your own and £500,000 or more", "within 30 days", "PSR-9"),)
    if _regime(setting) not in (PUBLIC, None) or light(setting):
        return ()
    text = Publish("The changed contract, where it is worth more than £5m", "within 90 days of the change", "PA-075")
    return (CHANGED, text)
