"""One agreement with several local members: an alliance, a consortium, or a lead with partners it has to keep."""

from keepitlocal.law.regime import PUBLIC
from keepitlocal.steps.contract_size.routes import Decision, Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import competition, competition_rules
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    bad,
    decisions,
    good,
    is_regime,
    letting,
    option,
    providers,
    question,
    size,
    splitting,
)

title, place = "One agreement with several local members", 65


def weigh(setting: Setting, /) -> Option:
    """Always among the options: the whole stays together, and local organisations carry it together."""
    above = is_regime(setting, PUBLIC) is not False
    return option(
        __name__,
        title=title,
        points=(*_members(setting), *_form(setting, above=above)),
        rules=(*(("PA-022c", "PA-072", "PA-028") if above else ()), *competition_rules(setting)),
        publish=competition(setting),
        decide=decisions(
            "Whether members may offer together, and what the agreement protects",
            Decision("The members, among themselves", "Who leads, who carries which share, how one may leave"),
        ),
        steps=letting(setting),
        draft="We propose one agreement with several members: [alliance, consortium, lead with partners]. Members answer for"
        " their own share, decide together by [way], and are paid by [when]. We pay for forming it by [how].",
    )


def _members(setting: Setting) -> tuple[Point, ...]:
    count = setting.providers_local
    enough = None if setting.commission.individual or count is None or count < 2 else True
    return (
        Point(
            enough,
            ask="Are there at least two local organisations that would carry it together? Ask them before you plan on it.",
        ),
        providers(setting),
        Point(
            not setting.commission.individual,
            no="It is for one person; several members help only where no one of them could do it.",
            decides=False,
        ),
    )


def _form(setting: Setting, *, above: bool) -> tuple[Point, ...]:
    relying = (
        "A member, or a subcontractor bound to them, counts towards what you ask of a bidder, so none needs it all."
    )
    kept = "You may direct the lead to sign with the partner it relied on, so that names are not used to win and then dropped."
    return (
        good("What people need stays in one agreement, while several local organisations deliver it."),
        *((good(relying), good(kept)) if above else ()),
        Point(
            True if not above else None,
            yes="Write the partners, their shares and how they are paid into the agreement: no rule does it for you here.",
            decides=False,
        ),
        size(setting, split=True, pieces="Each member's share can be within it."),
        bad(
            "Forming it takes months and somebody's money, and the smallest member may carry risk that is not its own."
        ),
        bad(
            "One agreement for many is right only where they truly decide together; it can be one large contract by name."
        ),
        splitting(setting),
        question(
            "Could any member carry it alone? It is meant for members of whom none could; where one could, ask your"
            " legal adviser about competition law before they talk about their offer."
        ),
        question("Who pays for forming it, and how long do members need before tenders are due?"),
    )
