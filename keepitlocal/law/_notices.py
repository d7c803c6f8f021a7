"""How each notice of the Procurement Act falls due: one small function a notice. ``notices`` puts them together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepitlocal.domain.commission import CALL_OFF, CENTRAL, CONCESSION, Commission
from keepitlocal.domain.period import months_after
from keepitlocal.law import Rule, clocks
from keepitlocal.law.regime import called_off

COMPETITIONS = ("open", "flexible", "preselected", "quotes")
MUST, IF, MAY = "due", "due if", "a choice"


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
class Case:
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
        return bool(one.individual and self.light and self.direct)

    @property
    def off_framework(self) -> bool:
        """Whether it is awarded in accordance with a framework; what comes from a dynamic market is competed anew."""
        return called_off(self.commission)

    @property
    def direct(self) -> bool:
        """Whether it is a direct award of its own; a call-off without competition rests on its framework."""
        return self.commission.method == "direct" and self.commission.form != CALL_OFF

    @property
    def competed(self) -> bool:
        """Whether it is or may be opened by a tender notice; above the threshold, asking a few suppliers needs one too."""
        return self.commission.method in {None, *COMPETITIONS} and not self.off_framework

    @property
    def advertised(self) -> bool:
        """Whether it is or may be open to more than chosen suppliers (section 87(2))."""
        return self.commission.method in {None, "open", "flexible"} and not self.off_framework

    @property
    def details_days(self) -> tuple[int, int]:
        """Days for the contract details notice and the copy of the contract; the shorter where light touch is not known."""
        return (120, 180) if self.light else (30, 90)


def _due(case: Case, code: str, kind: str, why: str, when: str, **more: Any) -> Due | None:
    rule = case.rules.get(f"N-{code}")
    if rule is None:  # not in force yet
        return None
    named: dict[str, Any] = {"name": rule.title, "stage": rule.stage, **more}
    return Due(code=code, kind=kind, why=why, when=when, rule=rule, **named)


def _pipeline(case: Case) -> Due | None:
    if not case.over("PA-V-pipeline"):
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


def _engagement(case: Case) -> Due | None:
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


def _planned(case: Case) -> Due | None:
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


def _tender(case: Case) -> Due | None:
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


def _transparency(case: Case) -> Due | None:
    if not case.direct or case.user_choice:
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


def _award(case: Case) -> Due | None:
    if case.user_choice:
        return None
    waits = not (case.light or case.commission.form == CALL_OFF)
    published = case.at("award notice")
    clock = clocks.standstill(published) if published and waits else None
    wait = (
        "the standstill of eight working days begins with its day" if waits else "no standstill has to follow; one may"
    )
    first: tuple[str, ...] = ("UK5",) if case.direct else ()
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


def _details(case: Case) -> Due | None:
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


def _copy(case: Case) -> Due | None:
    if case.user_choice or not case.over("PA-V-5m"):
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


def _payments(case: Case) -> Due | None:
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


def _performance(case: Case) -> Due | None:
    one = case.commission
    barred = case.light or one.form in {CONCESSION, "framework"}
    if one.kpis is False or (not one.kpis and (barred or not case.over("PA-V-5m"))):
        return None
    signed = case.at("signed")
    return _due(
        case,
        "UK9",
        MUST if one.kpis else IF,
        "Key measures are set." if one.kpis else "Over £5m at least three key measures are set, unless unsuitable.",
        "at least every twelve months, and at the end",
        on=months_after(signed, 12) if signed else None,
        if_="" if one.kpis else "key measures are set",
        after=("UK7",),
    )


def _change(case: Case) -> Due | None:
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


def _ended(case: Case) -> Due | None:
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


def _stopped(case: Case) -> Due | None:
    if not (case.competed or case.direct) or case.user_choice:
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


def _compliance(case: Case) -> Due | None:
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


def _notifiable(case: Case) -> bool:
    row = "PA-V-12k" if case.commission.authority == CENTRAL else "PA-V-30k"
    return case.commission.form != CONCESSION and (case.estimate or 0) >= case.rules[row].pence


def _below_tender(case: Case) -> Due | None:
    if not case.advertised or not _notifiable(case):
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


def _below_details(case: Case) -> Due | None:
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


PUBLIC_NOTICES: tuple[Callable[[Case], Due | None], ...] = (
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
BELOW_NOTICES: tuple[Callable[[Case], Due | None], ...] = (_below_tender, _below_details)
