"""Bidders' preference: who would win more lots than the limit keeps those that it put first, and gives up the rest.

It is deferred acceptance with lots as proposers (Gale and Shapley, 1962; for a college with places, Roth, 1985): the
outcome does not depend on the order of the steps, and no lot could go to a bid with a higher score whose bidder would
rather have it than a lot that it keeps. A limit on value would lose the first of these, so it is not taken here.
"""

from collections.abc import Iterator

from keepitlocal.steps.contract_size.award.mechanisms._packages import NOTICE, with_fewest
from keepitlocal.steps.contract_size.award.mechanisms.lot_by_lot import opened
from keepitlocal.steps.contract_size.award.model import Award, Bid, Case, Tie, Unsettled, held, lots_named
from keepitlocal.steps.contract_size.award.ties import FEWER, first, listed

name, title = "bidders' preference", "Bidders’ preference: each keeps the lots that it put first"
differs = (
    "Bidders say beforehand which lots they would rather have, so each keeps the lots that it can carry best.",
    "It does not depend on the order of the lots. It looks at scores within each lot alone, so lots may be scored on"
    " different scales.",
)
against = (
    "A bidder’s wish, not the council’s scores, decides which lots it gives up: it may keep one that it leads by little,"
    " and give up one that it leads by far. That bears on value for money.",
    "The order has to be given with the bids, before scores are known, and kept from those who score.",
    "A bidder that gives an order other than its true one can sometimes do better by it (Roth, 1985). Bidders that agree on"
    " their orders would share the lots between them: ask each to state that its bids were prepared independently.",
    "It takes a limit on the number of lots only.",
)
STATIC = "“fewer lots already awarded” cannot settle ties here, because lots are not awarded one after another"


def notice(case: Case, /) -> Iterator[str]:
    """Paragraphs for the tender notice."""
    yield (
        "Each bidder states with its bids the order in which it would prefer the lots that it bids for. Lots that it"
        " does not put in order follow those that it does, in the order of this notice. The order is not seen by those who"
        " score bids, and no score depends on it."
    )
    yield (
        "Each lot first falls to the bid for it with the highest score. A bidder to which more lots fall than the limit"
        " allows keeps those that come first in its own order, up to the limit, and gives up the others. Each lot given up"
        " falls to the bid with the next highest score. This is repeated until no bidder has more lots than the limit."
        " A lot that a bidder has given up does not come back to it."
    )
    if case.rule.packages:
        yield NOTICE


def award(case: Case, /) -> Award:
    """Award by preference. Raises Unsettled where a tie that comes up is not settled by the rule."""
    return with_fewest(case, _once)


def _once(case: Case) -> Award:
    left = {lot.id: list(case.bids_for(lot.id)) for lot in case.lots}
    most = case.rule.most_lots
    steps = [f"{opened(case, lot)}." for lot in case.lots]
    ties: dict[str, Tie] = {}
    orders = sorted({bid.bidder for bid in case.bids})
    steps += [_order(case, who) for who in orders]
    round_ = 0
    while True:
        round_ += 1
        try:
            winners = _fall(case, left, ties)
        except Unsettled as question:
            raise Unsettled(str(question), (*steps, *question.steps)) from None
        fallen = "; ".join(f"lot {lot} to {who}" for lot, who in winners.items())
        steps.append(f"Round {round_}: the lots fall so: {fallen or 'none'}.")
        over = {who: has for who in orders if most is not None and len(has := held(winners, who)) > most}
        if not over:
            steps.append("No bidder has more lots than the limit, so this is the award.")
            return Award(winners, tuple(steps), tuple(ties.values()))
        for who, has in over.items():
            kept = [lot for lot in case.wanted(who) if lot in has][:most]
            given_up = tuple(lot for lot in has if lot not in kept)
            ordered = lots_named(tuple(lot for lot in has if lot in kept))
            steps.append(
                f"{who} has {lots_named(has)}, keeps {ordered} by its order and gives up {lots_named(given_up)}."
            )
            for lot in given_up:
                left[lot] = [bid for bid in left[lot] if bid.bidder != who]


def _order(case: Case, who: str) -> str:
    bid_for = {bid.lot for bid in case.bids if bid.bidder == who}
    stated = [lot for lot in case.stated(who).order if lot in bid_for]
    rest = tuple(lot.id for lot in case.lots if lot.id in bid_for and lot.id not in stated)
    if not stated:
        return f"{who} stated no order, so the published one counts: {', '.join(rest)}."
    follows = f", and {lots_named(rest)} {'follows' if len(rest) == 1 else 'follow'} as published" if rest else ""
    return f"{who} stated the order {', '.join(stated)}{follows}."


def _fall(case: Case, left: dict[str, list[Bid]], ties: dict[str, Tie]) -> dict[str, str]:
    """The lots to the best of the bids that are left for each."""
    winners: dict[str, str] = {}
    lines = [line for line in case.rule.ties if line != FEWER]
    for lot, bids in left.items():
        if bids:
            winner, tie = first(case, bids, {}, lines=lines)
            winners[lot] = winner.bidder
            if tie:
                ties[f"{lot} {listed([bid.bidder for bid in bids])}"] = tie
    return winners
