"""Lot by lot: in the published order, each lot to its best bid whose bidder has not reached its limit."""

from collections.abc import Iterator

from keepitlocal.steps.contract_size.award.mechanisms._packages import NOTICE, with_fewest
from keepitlocal.steps.contract_size.award.model import Award, Bid, Case, Lot, Tie, Unsettled, fits, lots_named
from keepitlocal.steps.contract_size.award.ties import first, plain

name, title = "lot by lot", "Lot by lot: in the published order"
differs = (
    "It can be followed by hand and explained in two sentences. Only a bidder at its limit is ever passed over.",
    "The order of the lots decides much. Lots that come early get the best bids.",
)
against = (
    "Why this order? Give a reason beforehand (for instance the largest value first), or draw it.",
    "A bidder can leave out an early lot on purpose, so as to have room for a later one that it prefers.",
    "A bidder that has reached its limit by a narrow lead on an early lot is passed over for a later one where it leads by"
    " far: the total may be well below the best that the limit allows.",
)


def notice(case: Case, /) -> Iterator[str]:
    """Paragraphs for the tender notice."""
    yield (
        f"Lots are awarded one after another, in this order: {', '.join(lot.id for lot in case.lots)}. Each is awarded to the"
        " bid for it with the highest score whose bidder, with this lot, does not exceed the limit. A bidder that"
        " would exceed it is passed over for that lot."
    )
    if case.rule.packages:
        yield NOTICE


def award(case: Case, /) -> Award:
    """Award the lots in their order. Raises Unsettled where a tie that matters is not settled by the rule."""
    return with_fewest(case, _once)


def _once(case: Case) -> Award:
    winners: dict[str, str] = {}
    steps: list[str] = []
    ties: list[Tie] = []
    for lot in case.lots:
        bids = list(case.bids_for(lot.id))
        if not bids:
            steps.append(f"{opened(case, lot)}.")
            continue
        full = {bid.bidder: why for bid in bids if (why := fits(case, winners, bid.bidder, lot.id))}
        open_ = [bid for bid in bids if bid.bidder not in full]
        told = [f"{opened(case, lot)}."]
        best = max(bid.score for bid in open_) if open_ else None
        told += [
            f"{bid.bidder} is passed over: it {full[bid.bidder]}."
            for bid in sorted(bids, key=lambda bid: (-bid.score, bid.bidder))
            if bid.bidder in full and (best is None or bid.score >= best)
        ]
        if not open_:
            steps.append(" ".join([*told, "No bidder is left for it within the limit."]))
            continue
        try:
            winner, tie = first(case, open_, winners)
        except Unsettled as question:
            raise Unsettled(str(question), (*steps, *told, *question.steps)) from None
        ties += [tie] if tie else []
        winners[lot.id] = winner.bidder
        told += [f"Tie. {tie.sentence}"] if tie else []
        has = lots_named(tuple(one for one, who in winners.items() if who == winner.bidder))
        steps.append(" ".join([*told, f"{winner.bidder} is awarded it, and now holds {has}."]))
    return Award(winners, tuple(steps), tuple(ties))


def titled(lot: Lot, /) -> str:
    """A lot by its number and title."""
    return f"Lot {lot.id} ({lot.title})" if lot.title else f"Lot {lot.id}"


def opened(case: Case, lot: Lot, /) -> str:
    """A lot with its bids, the best first, and those for it that were taken out with the reason; no full stop."""
    bids = list(case.bids_for(lot.id))
    out = "; ".join(f"{one.bid.bidder} {plain(one.bid.score)} ({one.why})" for one in case.taken_from(lot.id))
    return f"{titled(lot)}: {ranked(bids) if bids else 'no bid stands'}{f'. Taken out: {out}' if out else ''}"


def ranked(bids: list[Bid], /) -> str:
    """The bids of a lot with their scores, the best first."""
    return ", ".join(
        f"{bid.bidder} {plain(bid.score)}" for bid in sorted(bids, key=lambda bid: (-bid.score, bid.bidder))
    )
