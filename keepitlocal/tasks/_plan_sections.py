"""The parts of a plan that are sentences and small tables: grant or contract, payment, people and registration."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from keepitlocal.domain.money import percent, pounds
from keepitlocal.domain.place import Place
from keepitlocal.law.reservation import choices, may_reserve, notice_text
from keepitlocal.report.plan import Section
from keepitlocal.steps.contract_size.grant_or_contract import ADVANCE, NO_HARD_RULE, known, weigh
from keepitlocal.steps.contract_size.payment import (
    OTHER_VIEW,
    OURS,
    RESERVES,
    RESERVES_WHY,
    USUAL,
    Profile,
    Terms,
    by_size,
    profile,
)
from keepitlocal.steps.contract_size.records import questions
from keepitlocal.steps.contract_size.routes import Setting
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._plan_about import About
from keepitlocal.tasks._plan_estimate import estimate
from keepitlocal.tasks._plan_words import sentence


def sections(setting: Setting, about: About, place: Place, /, *, given: Section | None) -> Iterator[Section]:
    """Every part that applies, in the order in which a commissioner meets them."""
    yield _estimate(setting, about)
    yield _grant(setting, about.file.grant)
    if given:
        yield given
    yield _payment(setting, about.file.payment)
    yield _reservation(setting, place)
    yield _people(setting)


def _estimate(setting: Setting, about: About) -> Section:
    """Schedule 3 line by line: what the officer answered under [estimate], and what is still open."""
    commission = setting.commission
    found = estimate(about.file)
    said = (
        f"{sentence(setting.reading.regime.why)}.",
        found.words
        if about.file.estimate
        else f"{_whole(commission.value_pence, about)} Answer its lines under [estimate] in the plan’s file, in pounds without VAT "
        "(0 where there is none), and write vat = false where none is due.",
        "Who estimated it, how and when goes into the record. No choice is made with a view to staying under a threshold.",
    )
    rows = tuple(
        (line.what, "not answered" if line.pence is None else pounds(line.pence), f"{line.id}; {line.citation}")
        for line in found.lines
    )
    others = pounds(commission.related_pence) if commission.related_pence else "none told"
    apart = (
        (
            "Others that could reasonably be one with it",
            others,
            "related; Procurement Act 2023, Schedule 3, paragraph 4",
        ),
    )
    return Section(
        "estimate", "The estimate, line by line", said, (*rows, *apart), ("Line", "With VAT", "Name and paragraph")
    )


def _whole(pence: int | None, about: About) -> str:
    if pence is None:
        return "No value is known yet."
    own = about.start is None or about.start.value_pence != pence
    return f"It was taken whole from {'the plan’s file' if own else 'the records'}."


def _grant(setting: Setting, answers: Mapping[str, Any]) -> Section:
    try:
        found = weigh({**known(setting.commission), **{name: str(value) for name, value in answers.items()}})
    except ValueError as error:
        raise Problem(f"[grant] of the plan’s file cannot be used as it stands: {error}") from error
    rows = [
        *((one.question, "leans to a grant", one.says, one.source) for one in found.for_grant),
        *((one.question, "leans to a contract", one.says, one.source) for one in found.for_contract),
        *((one.question, "either way", one.says, one.source) for one in found.either),
    ]
    asked = [
        f"{one.words} Answer with {one.id} = {' or '.join(repr(each.id) for each in one.answers)} under [grant]. {one.why}"
        for one in found.unanswered
    ]
    return Section(
        "grant",
        "Grant or contract",
        tuple(
            dict.fromkeys((f"It leans to: {found.leans}. {found.because}", NO_HARD_RULE, ADVANCE, *found.flags, *asked))
        ),
        tuple(rows),
        ("Question", "Leans", "Why", "Source") if rows else (),
    )


def _payment(setting: Setting, told: Mapping[str, Any]) -> Section:
    annual, months = setting.annual_pence, setting.commission.months or 12
    if annual is None:
        return Section(
            "payment",
            "Payment",
            (*OURS, "No value a year is known, so no profile can be drawn."),
            other_view=OTHER_VIEW,
        )
    terms = (*([_terms(told)] if told else []), *USUAL)
    found = [profile(annual, one, months=months) for one in terms]
    lead = found[0]
    sizes = [
        f"{words}, holding {RESERVES[0]} and {RESERVES[1]} months of it in reserve: {first}; {second}"
        for words, first, second in by_size(lead if told else found[2])
    ]
    shown = lead if told else found[2]
    return Section(
        "payment",
        "Payment",
        (
            *OURS,
            f"What “{shown.terms.name}” asks of bidders of each size (reserves are a parameter, not known of anyone):",
            *sizes,
            RESERVES_WHY,
        ),
        tuple(_payment_row(one) for one in found),
        ("Terms", "Working capital needed", "Share of price at risk", "Who lends"),
        OTHER_VIEW,
    )


def _payment_row(one: Profile) -> tuple[str, ...]:
    needed = f"{float(one.months):.1f} months of cost, {pounds(one.peak_pence)}" if one.peak_pence else "none"
    return (one.terms.name, needed, percent(one.terms.results), one.lender)


def _terms(told: Mapping[str, Any]) -> Terms:
    """The officer's own proposal, from [payment] of the plan's file. Raises Problem in words."""
    fields = {"how", "every", "days", "results", "lag"}
    if strange := sorted(told.keys() - fields):
        raise Problem(
            f"[payment] of the plan’s file has {strange[0]}, which means nothing here. There are {', '.join(sorted(fields))}."
        )
    try:
        share = Fraction(str(told.get("results", 0))).limit_denominator(1000)
        terms = Terms(
            "As proposed",
            str(told.get("how", "in arrears")),
            int(told.get("every", 3)),
            int(told.get("days", 30)),
            share,
            int(told.get("lag", 0)),
        )
        profile(1, terms, months=1)
    except ValueError as error:
        raise Problem(
            '[payment] of the plan’s file cannot be used: write how = "in advance", "in arrears" or "at milestones", every '
            "(months), days, results (a share from 0 to 1) and lag (days)."
        ) from error
    return terms


def _reservation(setting: Setting, place: Place) -> Section:
    may, why = may_reserve(setting.commission, on=setting.on)
    said = {
        True: "We found nothing in the Order (SI 2026/94) against reserving it to the United Kingdom or to your area.",
        False: "The Order on reserving to an area (SI 2026/94) does not reach it.",
        None: "Whether the Order on reserving to an area (SI 2026/94) reaches it is not known.",
    }[may]
    told = choices(place) if may is not False else ()
    drafts = ("A draft for the notice:", *notice_text(told[0].base).split("\n\n")) if told else ()
    rows = tuple((one.words, one.citation, "; ".join(one.unsettled)) for one in told)
    return Section(
        "reservation",
        "Reserving it to an area",
        (
            f"{said} {why}",
            "Based here is what a bidder shows: substantive business operations in the area. A registered office, or who owns "
            "it, tells nothing either way. Nothing smaller than the council’s own area may be named.",
            *drafts,
        ),
        rows,
        ("Area that may be named", "Where it stands", "Not settled") if rows else (),
    )


def _people(setting: Setting) -> Section:
    rows = tuple((one.words, one.matters, one.source) for one in questions(setting))
    return Section(
        "people",
        "Equality, staff and registration",
        ("The records are silent on these. Ask them early: some move the timetable.",),
        rows,
        ("Question", "Why it matters", "Source"),
    )
