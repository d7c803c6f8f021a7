"""The record of reasons that a plan carries: what to write, which rule asks for it, when, and a blank for the reason.

Reasons are the officer's. Each text opens with a blank, and what follows is a draft with gaps to fill.
"""

from collections.abc import Callable
from dataclasses import dataclass

from keepitlocal.domain.commission import GOODS, GRANT, SERVICES
from keepitlocal.law.regime import BELOW, EXEMPT, GRANTED, HEALTH, PUBLIC
from keepitlocal.steps.contract_size._record_questions import EQUALITY, REGISTRATION, STAFF, Asked
from keepitlocal.steps.contract_size.routes import BLANK, Setting
from keepitlocal.steps.contract_size.routes._publishing import social_value
from keepitlocal.steps.contract_size.routes._weighing import is_regime, pounds

BEFORE_TENDERS = "before tenders are invited"
AT_THE_START = "at the start, and again if anything changes"
BEFORE_CONTACT = "dated, before a notice, an advertisement, or asking anyone for an offer"


@dataclass(frozen=True)
class Record:
    """One reason to be written. ``rules`` are ids of the law files; ``text`` opens with the blank."""

    id: str
    title: str
    what: str
    when: str
    rules: tuple[str, ...]
    text: str


def records(setting: Setting, /) -> tuple[Record, ...]:
    """The reasons that this commission asks for, in the order in which they fall due.

    What may bear is included: a reason too many is quicker put aside than one that was not written in time. Where the
    law files do not reach, what to write stays and no rule is named.
    """
    return tuple(record for make in _RECORDS if (record := make(setting)) is not None)


def questions(setting: Setting, /) -> tuple[Asked, ...]:
    """Questions on equality, staff and registration that no published record answers."""
    commission = setting.commission
    people = commission.subject in (None, SERVICES)
    found = [*EQUALITY]
    if commission.staff_transfer is not False and commission.subject != GOODS and commission.form != GRANT:
        found += STAFF
    if people:
        found += REGISTRATION
    return tuple(found)


# Reasons


def _made(
    id_: str, title: str, /, *, what: str, when: str, rules: tuple[str, ...], draft: str, setting: Setting
) -> Record:
    covered = setting.reading.regime.name in (PUBLIC, BELOW, HEALTH, GRANTED, EXEMPT, None)
    return Record(id_, title, what, when, rules if covered else (), f"{BLANK}\n{draft}")


def _above(setting: Setting, /, *rules: str) -> tuple[str, ...]:
    """Rules of public contracts, unless it is known not to be one."""
    return () if is_regime(setting, PUBLIC) is False else rules


def _grant_or_contract(setting: Setting) -> Record:
    return _made(
        "grant_or_contract",
        "Grant or contract",
        what="Which it is in substance, the answers that show it, who decided, and the power it rests on.",
        when="before anyone is asked to apply or to tender",
        rules=("SUB-0", "VAT-1", "VAT-2"),
        draft="It is a [grant, contract] because [whose purpose; what we get in return; what happens if it is not"
        " delivered]. We looked at VAT [how] and at subsidy [how].",
        setting=setting,
    )


def _value(setting: Setting) -> Record | None:
    if is_regime(setting, GRANTED):
        return None
    estimate = setting.reading.regime.estimate_pence
    figure = pounds(estimate) if estimate is not None else "[sum]"
    return _made(
        "value",
        "The estimate of value",
        what="The most you expect to pay, with VAT, over its whole life: every extension, option, fee, and what you give in"
        " kind. Who estimated it, when, how, and from what.",
        when=AT_THE_START,
        rules=("PSR-1", "PSR-2") if is_regime(setting, HEALTH) else ("PA-S3-1", "PA-004a", "PA-S3-5", "VAT-3"),
        draft=f"We estimate {figure} with VAT: [a year] for [years], extensions [sum], in kind [sum]. Estimated by [whom] on"
        " [date] from [what was paid before, prices, need].",
        setting=setting,
    )


def _aggregation(setting: Setting) -> Record | None:
    if is_regime(setting, GRANTED, HEALTH):
        return None
    related = setting.commission.related_pence
    known = f" We know of {pounds(related)} in other contracts that could be one with it." if related else ""
    return _made(
        "aggregation",
        "What is counted together",
        what="Other contracts for the same that could reasonably be one with it. They are valued together, unless you write"
        " good reasons why they are apart, and who approved them. Lots are always counted together.",
        when=AT_THE_START,
        rules=("PA-S3-4", "PA-004a", "PA-005"),
        draft=f"We looked for [what] across [services, years].{known} We count them together; or, they are apart because"
        " [two needs, two places, two times], approved by [whom].",
        setting=setting,
    )


def _social_value(setting: Setting) -> Record | None:
    rules = social_value(setting)
    if not rules:
        return None
    return _made(
        "social_value",
        "Social value, considered before anyone is asked for an offer",
        what="How what you buy, and how you buy it, might improve the well-being of the area; whether to consult, and whom.",
        when=BEFORE_CONTACT,
        rules=rules,
        draft="On [date], before asking anyone for an offer, we considered how [work] might improve [what] for [whom] and"
        " decided [what]. We [consulted whom; did not consult because].",
        setting=setting,
    )


def _conflicts(setting: Setting) -> Record | None:
    if is_regime(setting, GRANTED):
        return None
    return _made(
        "conflicts",
        "Conflicts of interest",
        what="Who takes part, what interests they have, in local bodies too, what you did about them, and each review.",
        when="before the first notice, and reviewed until the end",
        rules=("PSR-10",) if is_regime(setting, HEALTH) else _above(setting, "PA-083"),
        draft="We asked [whom] on [date]. [Whom] has [interest] and [does not take part in what]. Reviewed on [dates].",
        setting=setting,
    )


def _engagement(setting: Setting) -> Record | None:
    if is_regime(setting, GRANTED):
        return None
    return _made(
        "engagement",
        "Talking to providers and to people first",
        what="Whom you talked to, what you showed them, and how everyone could have the same. If you did not, why not.",
        when=BEFORE_TENDERS,
        rules=_above(setting, "PA-016", "PA-017"),
        draft="We met [whom] on [dates] and asked [what]. All of it is at [where] for everyone. We changed [what]."
        " [Or: we did not, because ...]",
        setting=setting,
    )


def _lots(setting: Setting) -> Record | None:
    if is_regime(setting, GRANTED, HEALTH, EXEMPT):
        return None
    notice = "" if setting.reading.regime.light_touch else " They go into the tender notice."
    owed = is_regime(setting, PUBLIC) is not False
    asked = f"Where it could be let in lots, and is not, your reasons are asked for.{notice}"
    return _made(
        "lots",
        "Lots, or the reasons why there are none",
        what="Whether it could be let as more than one contract, or in lots by place, kind or size; which you chose. "
        + (asked if owed else "Below the threshold no rule asks for the reasons; those who ask for them will."),
        when=BEFORE_TENDERS,
        rules=("PA-018", "PA-018n") if owed else ("BT-086",),
        draft="We considered lots by [place, kind, size]. We chose [number] lots, the largest [sum] a year; one provider may"
        " win [number]. [Or: we leave it whole because ...]",
        setting=setting,
    )


def _barriers(setting: Setting) -> Record | None:
    if is_regime(setting, GRANTED, HEALTH, EXEMPT):
        return None
    rules = {PUBLIC: ("PA-012c", "PA-013", "PA-022a", "PA-022b"), BELOW: ("BT-085", "BT-086")}
    return _made(
        "barriers",
        "What keeps small organisations out",
        what="Each barrier you found (size, turnover, insurance, time, forms, risk, payment) and whether you took it away or"
        " made it less. Voluntary bodies come in by the national policy statement.",
        when=BEFORE_TENDERS,
        rules=rules.get(setting.reading.regime.name or "", (*rules[PUBLIC], *rules[BELOW])),
        draft="We found [barriers], by asking [whom]. We took away [which] and kept [which] because [need].",
        setting=setting,
    )


def _reservation(setting: Setting) -> Record | None:
    below, public = is_regime(setting, BELOW), is_regime(setting, PUBLIC)
    if below is False and public is False:
        return None
    area = ("LOC-3", "LOC-5", "LOC-8", "LOC-12") if below is not False else ()
    workers = ("PA-032", "PA-033") if public is not False else ()
    return _made(
        "reservation",
        "Whether it is reserved",
        what="To whom: an area or the UK, small firms or voluntary bodies (below the threshold); mutuals or supported"
        " employment (above it). Which area exactly, who decided, and what a provider will show.",
        when="dated, before tenders are invited",
        rules=(*area, *workers),
        draft="It is [not] reserved [to whom; which area] because [what it opens, whom it leaves out]. Decided by [whom] on"
        " [date].",
        setting=setting,
    )


def _equality(setting: Setting) -> Record:
    return _made(
        "equality",
        "Equality",
        what="What you know of how each choice would touch people with protected characteristics, what you do not know, whom"
        " you asked, and what you changed.",
        when="before the decision, by those who take it, and again if it changes",
        rules=("EQ-1",),
        draft="We looked at [data] and asked [whom]. [Choice] would touch [whom] by [what]; we changed [what]. We do not"
        " know [what].",
        setting=setting,
    )


def _route(setting: Setting) -> Record:
    health = is_regime(setting, HEALTH)
    return _made(
        "route",
        "The route chosen, and those not chosen",
        what="The routes you compared, counted alike, with leaving it whole and one agreement of several members among them;"
        " which you chose and why.",
        when="with the decision; kept for three years at least",
        rules=("PSR-10",) if health else (() if is_regime(setting, GRANTED, EXEMPT) else ("PA-098",)),
        draft="We compared [routes] on [what]. We chose [route] because [what]; against it stood [what].",
        setting=setting,
    )


def _ending(setting: Setting) -> Record | None:
    current = setting.current
    new = current is not None and current.in_place is False
    voluntary = current.voluntary_body if current and current.voluntary_body is not None else None
    if new or voluntary is False or setting.commission.voluntary_body is False:
        return None
    return _made(
        "ending",
        "If a voluntary body's money ends or changes",
        what="When you told the body and those who use it, what they proposed instead, and what came of it.",
        when="at least three months before the end; an expectation on councils, whose standing today we could not settle",
        rules=("BV-1", "BV-2"),
        draft="We told [whom] on [date]. They proposed [what]; we [did what].",
        setting=setting,
    )


_RECORDS: tuple[Callable[[Setting], Record | None], ...] = (
    _grant_or_contract,
    _value,
    _aggregation,
    _social_value,
    _conflicts,
    _engagement,
    _barriers,
    _lots,
    _reservation,
    _equality,
    _route,
    _ending,
)
