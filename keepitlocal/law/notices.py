"""Which notices are due for a commission, by when, and which may not come before which.

Procurement Act 2023 and Procurement Regulations 2024; for health services, the Provider Selection Regime. Periods of the
Act that "begin with" a day count that day, so 30 days from 1 March end on 30 March.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from keepitlocal.domain.commission import CENTRAL, CONCESSION, Commission
from keepitlocal.law import STAGES, Rule, clocks, health, in_force
from keepitlocal.law.facts import facts
from keepitlocal.law.regime import BELOW, HEALTH, PUBLIC

MUST, IF, MAY = "due", "due if", "a choice"
# The days that ``due`` can count from, each with what it is.
DAYS = {
    "tender": "the tender notice is published",
    "award notice": "the contract award notice is published",
    "signed": "the contract is signed",
    "change": "the contract is changed",
    "ended": "the contract ends",
    "paid": "a payment over £30,000 is made",
    "follow": "health: the notice of intention to follow the most suitable provider process",
    "intention": "health: the notice of intention to award",
}


@dataclass(frozen=True)
class Due:
    """A notice that is due, may be due (``if_`` says when), or may be chosen.

    ``on`` is the last day for it where that can be counted, else ``when`` alone says. ``after`` names what comes first,
    ``before`` what may not happen until it is out. ``free`` is the first day on which the contract may be signed.
    """

    code: str
    name: str
    stage: str
    kind: str
    why: str
    when: str
    rule: Rule
    on: date | None = None
    if_: str = ""
    after: tuple[str, ...] = ()
    before: str = ""
    free: date | None = None
    warning: str = ""


@dataclass(frozen=True)
class _Case:
    """A commission as the notices see it."""

    commission: Commission
    day: date
    rules: Mapping[str, Rule]
    dates: Mapping[str, date]
    light: bool | None
    estimate: int | None

    def at(self, name: str) -> date | None:
        return self.dates.get(name)

    def over(self, id_: str) -> bool | None:
        return None if self.estimate is None else self.estimate > self.rules[id_].pence

    @property
    def user_choice(self) -> bool:
        one = self.commission
        return bool(one.individual and self.light and one.method == "direct")

    @property
    def competed(self) -> bool:
        """Whether it is or may be opened by a tender notice."""
        return self.commission.method in {None, "open", "flexible"} and self.commission.form != "call-off"

    @property
    def details_days(self) -> tuple[int, int]:
        """Days for the contract details notice and the copy of the contract; the shorter where light touch is not known."""
        return (120, 180) if self.light else (30, 90)


def due(commission: Commission, /, *, on: date, dates: Mapping[str, date] | None = None) -> tuple[Due, ...]:
    """Notices due for a commission, in the order of its stages; empty for a grant and where no regime can be told.

    ``dates`` gives days by the names in ``DAYS``. Raises KeyError for another name.
    """
    known = dict(dates or {})
    if wrong := known.keys() - DAYS.keys():
        raise KeyError(f"no day is called {', '.join(sorted(wrong))}; there are: {', '.join(DAYS)}")
    day = commission.begun or on
    told = facts(commission, on=on)
    # Later duties (payments, performance) are looked up on the last day we know of, not on the day it began.
    rules = {**in_force(day), **in_force(max([day, on, *known.values()]))}
    case = _Case(commission, day, rules, known, told["light_touch"], told["estimate_pence"])
    if told["regime"] == HEALTH:
        return _health(case)
    makers = {PUBLIC: _PUBLIC, BELOW: _BELOW}.get(told["regime"], ())
    found = [one for maker in makers if (one := maker(case))]
    if case.commission.individual is None and case.light and case.commission.method == "direct":
        found = [_unless_chosen(one) for one in found]
    return tuple(sorted(found, key=lambda one: STAGES.index(one.stage)))


def _unless_chosen(one: Due) -> Due:
    """A notice that user choice would take away, where nobody has said whether it is that."""
    if one.code not in {"UK5", "UK6", "UK7", "UK11", "UK12"}:
        return one
    said = "it is not awarded under user choice (Schedule 5, paragraphs 15 to 17)"
    return replace(one, kind=IF, if_=f"{one.if_}, and {said}" if one.if_ else said)


def names(*, on: date) -> Mapping[str, Rule]:
    """Every notice in force on a day, by its code."""
    return {rule.notice: rule for id_, rule in in_force(on).items() if id_ == f"N-{rule.notice}"}


def _due(case: _Case, code: str, kind: str, why: str, when: str, **more: object) -> Due | None:
    rule = case.rules.get(f"N-{code}")
    if rule is None:  # not in force yet
        return None
    named = {"name": rule.title, "stage": rule.stage, **more}
    return Due(code=code, kind=kind, why=why, when=when, rule=rule, **named)  # type: ignore[arg-type]


def _pipeline(case: _Case) -> Due | None:
    if not case.over("N-2m"):
        return None
    tender = case.at("tender")
    return _due(
        case,
        "UK1",
        IF,
        "The contract is over £2m.",
        "by 26 May of the year in which its notice falls within 18 months from 1 April",
        on=clocks.last_pipeline(tender) if tender else clocks.pipeline_due(case.day),
        if_="the council expects to pay more than £100m under its contracts in the coming year",
    )


def _engagement(case: _Case) -> Due | None:
    talked = case.commission.engagement
    if talked is False or not case.competed:
        return None
    return _due(
        case,
        "UK2",
        MUST if talked else IF,
        "Suppliers or others are talked to before the notice." if talked else "Talks are not ruled out.",
        "before the tender notice, or give the reason in it",
        on=case.at("tender"),
        if_="" if talked else "suppliers or others are talked to before the tender notice",
        before="the tender notice",
    )


def _planned(case: _Case) -> Due | None:
    if not case.competed or case.light:
        return None  # no fewest number of days is set for light touch, so it would shorten nothing
    tender = case.at("tender")
    window = clocks.planned_notice_window(tender) if tender else None
    return _due(
        case,
        "UK3",
        MAY,
        "It lets the time for tenders be shorter; think of small bodies before you use that.",
        window.words if window else "between 40 days and 12 months before the tender notice",
        on=window.ends if window else None,
        before="the tender notice",
    )


def _tender(case: _Case) -> Due | None:
    if not case.competed:
        return None
    after = ("the decision on lots, with reasons", "the conflicts assessment")
    first = ("UK2, or reasons for none",) if case.commission.engagement else ()
    method = case.commission.method
    return _due(
        case,
        "UK4",
        MUST if method else IF,
        "A competition opens with it.",
        "when tenders, or requests to take part, are invited",
        on=case.at("tender"),
        if_="" if method else "there is a competition of the council's own",
        after=(*first, *after),
        before="tenders are invited",
    )


def _transparency(case: _Case) -> Due | None:
    if case.commission.method != "direct" or case.user_choice:
        return None
    return _due(
        case,
        "UK5",
        MUST,
        "A direct award, on a ground of Schedule 5 or where no suitable tender came.",
        "before the award",
        after=("the ground and its reasons", "the conflicts assessment"),
        before="UK6",
    )


def _award(case: _Case) -> Due | None:
    if case.user_choice:
        return None
    waits = not (case.light or case.commission.form == "call-off")
    published = case.at("award notice")
    clock = clocks.standstill(published) if published and waits else None
    wait = (
        "the standstill of eight working days begins with its day" if waits else "no standstill has to follow; one may"
    )
    first: tuple[str, ...] = ("UK5",) if case.commission.method == "direct" else ()
    if case.competed:  # summaries are for awards after a tendering procedure, not for call-offs or direct awards
        first = ("assessment summaries to everyone whose tender was assessed",)
    return _due(
        case,
        "UK6",
        MUST,
        "A public contract is about to be signed.",
        f"before signing; {wait}",
        on=published,
        after=first,
        before="the contract is signed",
        free=clock.free if clock else published,
        warning=clock.warning if clock else "",
    )


def _details(case: _Case) -> Due | None:
    if case.user_choice:
        return None
    days, signed = case.details_days[0], case.at("signed")
    why = "A light-touch contract: the longer time." if case.light else "A public contract has been signed."
    return _due(
        case,
        "UK7",
        MUST,
        why,
        f"within {days} days, the day of signing counted",
        on=clocks.last_of(signed, days) if signed else None,
        after=("UK6", "signing"),
    )


def _copy(case: _Case) -> Due | None:
    if case.user_choice or not case.over("N-5m"):
        return None
    days, signed = case.details_days[1], case.at("signed")
    return _due(
        case,
        "UK7",
        MUST,
        "The contract is over £5m.",
        f"within {days} days, the day of signing counted; what is withheld is said",
        name="Copy of the contract",
        on=clocks.last_of(signed, days) if signed else None,
        after=("signing",),
    )


def _payments(case: _Case) -> Due | None:
    if case.commission.form == CONCESSION:
        return None
    paid = case.at("paid")
    return _due(
        case,
        "UK8",
        IF,
        "A public contract that is not a concession.",
        "within 30 days that begin with the last day of the quarter",
        on=clocks.contract_payment_due(paid) if paid else None,
        if_="a payment is over £30,000, and the procurement began on or after 1 April 2026",
        after=("the payment",),
    )


def _performance(case: _Case) -> Due | None:
    one = case.commission
    barred = case.light or one.form in {CONCESSION, "framework"}
    if one.kpis is False or (not one.kpis and (barred or not case.over("N-5m"))):
        return None
    signed = case.at("signed")
    return _due(
        case,
        "UK9",
        MUST if one.kpis else IF,
        "Key measures are set." if one.kpis else "Over £5m at least three key measures are set, unless unsuitable.",
        "at least every twelve months, and at the end",
        on=clocks.same_day(signed, months=12) if signed else None,
        if_="" if one.kpis else "key measures are set",
        after=("UK7",),
    )


def _change(case: _Case) -> Due | None:
    if case.light or case.user_choice:
        return None
    return _due(
        case,
        "UK10",
        IF,
        "A public contract that is not light touch.",
        "before the change",
        on=case.at("change"),
        if_="the change in value is over a tenth (15% for works) or the change in term is; ask where only one of the two is",
        after=("the ground for the change",),
        before="the change",
    )


def _ended(case: _Case) -> Due | None:
    if case.user_choice:
        return None
    ended = case.at("ended") or case.commission.last_end
    return _due(
        case,
        "UK11",
        MUST,
        "A public contract ends, by its term or otherwise.",
        "within 30 days, the day it ends counted",
        on=clocks.last_of(ended, 30) if ended else None,
        after=("UK7",),
    )


def _stopped(case: _Case) -> Due | None:
    if not (case.competed or case.commission.method == "direct") or case.user_choice:
        return None
    return _due(
        case,
        "UK12",
        IF,
        "A tender or transparency notice may be followed by no award.",
        "as soon as reasonably practicable after that decision",
        if_="it is decided not to award after such a notice",
        after=("UK4 or UK5",),
    )


def _compliance(case: _Case) -> Due | None:
    if case.commission.form == CONCESSION:
        return None
    day = case.at("paid") or case.at("signed")
    return _due(
        case,
        "UK17",
        MUST,
        "The council pays under public contracts; one notice covers them all.",
        "within 30 days that begin with 31 March or 30 September",
        on=clocks.payments_compliance_due(day) if day else None,
        after=("approval by a director with charge of finance",),
    )


def _notifiable(case: _Case) -> bool:
    row = "N-12k" if case.commission.authority == CENTRAL else "N-30k"
    return case.commission.form != CONCESSION and (case.estimate or 0) >= case.rules[row].pence


def _below_tender(case: _Case) -> Due | None:
    if not case.competed or not _notifiable(case):
        return None
    reserved = case.commission.reserved in {"local", "uk", "sme-vcse"}
    said = "; it says for whom the contract is kept, and names the areas" if reserved else ""
    method = case.commission.method
    return _due(
        case,
        "UK4",
        MUST if method else IF,
        "Below the threshold but large enough to be notified, and advertised.",
        f"before it is advertised anywhere{said}",
        name="Below-threshold tender notice",
        on=case.at("tender"),
        if_="" if method else "it is advertised, beyond chosen suppliers",
        after=("regard to the barriers small bodies face", *(["the decision to reserve it"] if reserved else [])),
        before="any advertisement",
    )


def _below_details(case: _Case) -> Due | None:
    if not _notifiable(case):
        return None
    return _due(
        case,
        "UK7",
        MUST,
        "Below the threshold but large enough to be notified, however it was let.",
        "as soon as reasonably practicable after signing",
        on=None,
        after=("signing",),
    )


_PUBLIC: tuple[Callable[[_Case], Due | None], ...] = (
    _pipeline,
    _engagement,
    _planned,
    _tender,
    _stopped,
    _transparency,
    _award,
    _details,
    _copy,
    _payments,
    _performance,
    _compliance,
    _change,
    _ended,
)
_BELOW: tuple[Callable[[_Case], Due | None], ...] = (_below_tender, _below_details)


def _health(case: _Case) -> tuple[Due, ...]:
    """The notices of the Provider Selection Regime, for the way that most often fits; which one is another question."""
    told = {name: case.at(day) for name, day in (("follow", "follow"), ("intention", "intention"), ("award", "signed"))}
    way = {"direct": health.C, "open": health.COMPETE, "flexible": health.COMPETE}.get(case.commission.method or "")
    steps = health.steps(way or health.SUITABLE, **told)
    competed, name = way == health.COMPETE, way or health.SUITABLE
    condition = "" if competed else f"the way followed is {name}; direct awards A and B need the last notice alone"
    return tuple(
        Due(
            "PSR",
            one.name,
            "award",
            MUST if competed else IF,
            f"Health services, by {name}.",
            one.when,
            case.rules[one.rule],
            on=one.on,
            if_=condition,
            before="the contract is signed" if one.name == "Standstill" else "",
        )
        for one in steps
    )
