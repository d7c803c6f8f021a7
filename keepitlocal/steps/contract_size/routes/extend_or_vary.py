"""Extend or vary what is in place: for what works, or to gain time for a better plan."""

from keepitlocal.domain.commission import GRANT
from keepitlocal.law.regime import BELOW
from keepitlocal.steps.contract_size.routes import Current, Decision, Option, Publish, Setting
from keepitlocal.steps.contract_size.routes._publishing import CHANGED, light
from keepitlocal.steps.contract_size.routes._weighing import Point, bad, decisions, good, is_regime, option, question
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Extend or vary what is in place", 10


def weigh(setting: Setting, /) -> Option:
    """Open where an extension is left; otherwise it turns on what the contract says and on how much would change."""
    return option(
        __name__,
        title=title,
        points=_points(setting),
        rules=("PA-074a", "PA-074b", "PA-074c", "PA-074d", "PA-S8", "PA-075", "PA-098")
        if not _granted(setting)
        else ("SUB-1", "BV-1"),
        publish=() if _granted(setting) else (CHANGED, _text()),
        decide=decisions("Whether to extend or change it, for how long, and what follows", _owner()),
        steps=needed(setting, "key_decision"),
        draft="We propose to extend what is in place until [date]. It does [what]; the people it serves say [what]; by"
        " [date] we will have decided what follows it. The contract and its notice allow this because [clause].",
    )


def _points(setting: Setting) -> list[Point]:
    current = setting.current or Current()
    left = current.extension_months
    return [
        Point(
            current.in_place,
            no="Nothing is in place that could be extended.",
            ask="Is there a contract or grant in place that could be extended? The records given do not say.",
        ),
        _left(left),
        Point(
            True if light(setting) else (None if light(setting) is None else is_regime(setting, BELOW)),
            yes="What is light touch, or stays below the threshold, may be changed more freely.",
            no="Above the threshold a change must fit one of the grounds of the Act, or be small: a term within a tenth.",
            ask="Is it light touch? Then the Act leaves changes freer.",
            decides=False,
        ),
        question("Was it let before 24 February 2025? Then earlier rules bear on changing it: ask your legal adviser."),
        good("People keep those who know them, and nobody has to bid again."),
        bad("It keeps the size and the provider as they are, and puts off opening the work to others."),
    ]


def _left(left: int | None) -> Point:
    if left:
        return good(f"The records say that {left} months of extension are left.")
    if left == 0:
        return Point(
            None,
            ask="No extension is left on record. On what ground of the contract or of the Act would it be changed?",
        )
    return Point(None, ask="Does the contract, and the notice it was let by, name an extension that is left?")


def _granted(setting: Setting) -> bool:
    return setting.commission.form == GRANT


def _text() -> Publish:
    return Publish("The changed contract, where it is worth more than £5m", "within 90 days of the change", "PA-075")


def _owner() -> Decision:
    return Decision("The contract's manager, with your legal adviser", "On which ground the change rests")
