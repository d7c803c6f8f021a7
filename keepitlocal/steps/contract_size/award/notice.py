"""The text for the tender notice: the limits, the mechanism, ties, and what happens to a lot that nobody else could have."""

from collections.abc import Iterator
from textwrap import fill

from keepitlocal.steps.contract_size.award.mechanisms import mechanisms
from keepitlocal.steps.contract_size.award.model import (
    ALL_OUT,
    BIDDERS_ORDER,
    LIFT,
    LOTS_ORDER,
    Case,
    lots_counted,
    money,
)
from keepitlocal.steps.contract_size.award.ties import LINES, plain

_TOO_MANY = {
    BIDDERS_ORDER: (
        "only those for the first {n} in the order of preference that it states with its bids are assessed"
    ),
    LOTS_ORDER: "only those for the first {n} in the order of this notice are assessed",
    ALL_OUT: "none of its bids is assessed",
}
BLANK = "[to be decided before the notice is published]"
WORDS = (
    "A “bidder” below is what the Procurement Act 2023 calls a supplier, once it submits a tender. Its “bid” for a lot is its"
    " tender for that lot."
)
VALUE_DOUBT = (
    "To ask your legal adviser: section 23(4) speaks of the number of lots that may be awarded to one supplier, and says"
    " nothing of their value. What does a limit on value rest on?"
)


def paragraphs(case: Case, /) -> Iterator[str]:
    """What the notice says, one paragraph a point. What is not decided yet is a blank."""
    rule = case.rule
    valued = any(lot.value_pence is not None for lot in case.lots)
    basis = (
        f" Values are estimates with VAT{', for the whole life' if rule.value_basis == 'whole life' else ', a year'}."
    )
    yield (
        f"The contract is awarded by reference to {len(case.lots)} lots: {'; '.join(_lots(case))}.{basis if valued else ''}"
    )
    yield WORDS
    if rule.most_bids is not None:
        how = _TOO_MANY.get(rule.too_many_bids or "", BLANK).format(n=rule.most_bids)
        yield (
            f"A bidder may submit bids for at most {lots_counted(rule.most_bids)} (Procurement Act 2023,"
            f" section 20(7)). Where it submits bids for more, {how}."
        )
    else:
        yield "A bidder may submit bids for any number of lots."
    yield from _limits(case)
    yield (
        f"Each bid for each lot is first assessed by itself against the award criteria and given a score out of"
        f" {plain(rule.out_of)}. A bid that is not to be assessed, or that does not meet our requirements, has no score."
    )
    if rule.lowest_score is not None:
        yield f"A bid with a score below {plain(rule.lowest_score)} is not awarded any lot."
    mechanism = mechanisms()[rule.mechanism]
    first, *rest = mechanism.notice(case)
    yield f"The mechanism is “{mechanism.title}”. {first}"
    yield from rest
    yield from _ties(case)
    if rule.limited:
        yield _nobody_else(case)
        yield (
            "No other matter bears on which bidder is awarded which lot. We keep a record of each step, and each bidder is"
            " told in its assessment summary how the mechanism bore on its own bids."
        )


def _lots(case: Case) -> Iterator[str]:
    weighted = any(lot.weight != 1 for lot in case.lots)
    for lot in case.lots:
        told = [f"lot {lot.id}" + (f", {lot.title}" if lot.title else "")]
        told += [f"estimated at {money(lot.value_pence)}"] if lot.value_pence is not None else []
        told += [f"weight {plain(lot.weight)}"] if weighted else []
        yield ", ".join(told)


def _limits(case: Case) -> Iterator[str]:
    rule = case.rule
    if rule.most_lots is not None:
        yield (
            f"A bidder may be awarded at most {lots_counted(rule.most_lots)} (Procurement Act 2023, section"
            " 23(4)(a)). What follows is the mechanism for supplier selection where a bidder would otherwise exceed that"
            " limit (section 23(4)(b))."
        )
    if rule.most_value_pence is not None:
        yield (
            f"A bidder may be awarded lots with an estimated value of at most {money(rule.most_value_pence)} together"
            f" ({rule.value_basis}, by the estimates above, whatever the price)."
        )
    if not rule.limited:
        yield "A bidder may be awarded any number of lots."


def _ties(case: Case) -> Iterator[str]:
    rule, together = case.rule, case.rule.mechanism == "best overall"
    if not rule.ties:
        yield f"Where scores are equal: {BLANK}."
        return
    told = [f"({at}) {LINES[name].awards if together else LINES[name].bids}" for at, name in enumerate(rule.ties, 1)]
    what = "more than one award has the largest total" if together else "bids for a lot have the same score"
    yield f"Where {what}, the following settle it, each only as far as those before it do not: {'; '.join(told)}."


def _nobody_else(case: Case) -> str:
    if case.rule.nobody_else is None:
        return f"Where a lot would be left because every bidder with a bid for it is at its limit: {BLANK}."
    if case.rule.nobody_else == LIFT:
        what = (
            "the limit is lifted for that lot: it is awarded to the bid for it with the highest score. Such lots are taken in"
            " the order of this notice, once all others are awarded. Equal scores are settled between bids as follows: "
            + "; ".join(f"({at}) {LINES[name].bids}" for at, name in enumerate(case.rule.ties, 1))
            if case.rule.mechanism == "best overall" and case.rule.ties
            else "the limit is lifted for that lot: it is awarded to the bid for it with the highest score. Such lots are"
            " taken in the order of this notice, once all others are awarded"
        )
    else:
        what = "that lot is not awarded"
    return (
        f"Where a lot would be left because every bidder with a bid for it that may be awarded is at its limit, {what}."
    )


def text(case: Case, /) -> str:
    """The draft, numbered, for the notice and its documents; nothing in it is about a bidder."""
    start = f"Draft for the tender notice and the associated tender documents: {case.title}"
    lines = [
        start,
        "For SI 2024/692, regulation 18(2)(p)(i) to (iii). A draft: check every line before it is published.",
        "",
    ]
    for number, paragraph in enumerate(paragraphs(case), 1):
        lead = f"{number}. "
        lines += [fill(paragraph, 100, initial_indent=lead, subsequent_indent="   ", break_on_hyphens=False), ""]
    return "\n".join(lines)


def considerations(case: Case, /) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For the officer who chooses, never for the notice: how the mechanisms differ, and what may be said against each."""
    for module in mechanisms().values():
        yield module.title, (*module.differs, *(f"Against it: {each}" for each in module.against))
    if case.rule.most_value_pence is not None:
        yield "A limit on value", (VALUE_DOUBT,)
