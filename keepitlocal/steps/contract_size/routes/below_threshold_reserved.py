"""Below the threshold, reserved: to providers based in your area or the UK, to small firms, or to voluntary bodies."""

from datetime import date

from keepitlocal.domain.commission import BEST_VALUE, PARISH
from keepitlocal.law.regime import BELOW
from keepitlocal.steps.contract_size.routes import Decision, Option, Publish, Setting
from keepitlocal.steps.contract_size.routes._publishing import BELOW_NOTICES, UNDER, VALUE, social_value
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    bad,
    decisions,
    good,
    option,
    providers,
    question,
    size,
    splitting,
    under,
)
from keepitlocal.steps.contract_size.routes._weighing import letting as steps_of

title, place = "Below the threshold, reserved", 40
RESERVED_FROM = date(2026, 2, 4)  # SI 2026/94, article 1


def weigh(setting: Setting, /) -> Option:
    """Open to councils below the threshold, from 4 February 2026; decided before tenders are invited."""
    social = social_value(setting) if setting.reading.regime.name == BELOW else ()
    reserved = Publish(
        "In the notice or advertisement: which reservation, and the whole of the local area it means",
        "with the notice, or with the advertisement where there is none",
        "LOC-8",
    )
    return option(
        __name__,
        title=title,
        points=_points(setting),
        rules=(*VALUE, *UNDER, *(f"LOC-{number}" for number in (1, 2, 3, 4, 5, 6, 8, 9, 11, 12)), "S17-e", *social),
        publish=(*BELOW_NOTICES, reserved),
        decide=decisions(
            "Whether to let it, on which terms and to whom",
            Decision("The officer your constitution names", "The reservation, dated and before tenders are invited"),
        ),
        steps=steps_of(setting),
        draft="We propose to reserve it to [providers based in our area, with these bordering counties or boroughs; small"
        " firms; voluntary bodies]. The whole comes to [sum] with VAT. We decided this on [date], before inviting tenders,"
        " because [what], and expect [number] organisations able to offer.",
    )


def _points(setting: Setting) -> tuple[Point, ...]:
    commission = setting.commission
    return (
        a_contract(setting),
        under(setting),
        Point(
            (commission.begun or setting.on) >= RESERVED_FROM,
            no="The Order that lets councils reserve to an area came into force on 4 February 2026.",
        ),
        Point(
            commission.authority in (BEST_VALUE, PARISH),
            no="The Order is for best value authorities and parish councils; others have a policy of their own.",
        ),
        good(
            "It is let among those who are based, or do substantial work, in your area; who owns them does not count."
        ),
        good("It may also be reserved to small firms or voluntary bodies, with an area or without one."),
        size(setting, split=False),
        providers(setting),
        splitting(setting),
        bad(
            "The area is the whole of yours, or that with bordering counties or London boroughs: never a ward or a town."
        ),
        bad("Fewer may offer. Where local bodies do this work already, reserving may change little."),
        question("What would a provider show to prove that it is based here? A registered office alone tells nothing."),
    )
