"""Which better bids did not win a lot, and why: taken out before, or passed over because of a limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from keepitlocal.steps.contract_size.award.decide import Decision
from keepitlocal.steps.contract_size.award.model import Bid, Case, Winners, fits, held, lots_named
from keepitlocal.steps.contract_size.award.ties import plain


@dataclass(frozen=True)
class Passed:
    """A bid with a higher score than the one that won its lot, and why it did not win, in a few words."""

    bid: Bid
    why: str


def passed(decision: Decision, lot: str, /) -> tuple[Passed, ...]:
    """The better bids for a lot that is awarded, the best first; bids with the winner's own score are for the ties."""
    case, winners = decision.standing.case, decision.winners
    if lot not in winners:
        return ()
    won = case.bid(lot, winners[lot]).score
    return tuple(sorted(_better(decision, lot, won), key=lambda one: (-one.bid.score, one.bid.bidder)))


def in_words(better: tuple[Passed, ...], /) -> str:
    """A sentence on them; empty where there are none."""
    if not better:
        return ""
    told = "; ".join(f"{one.bid.bidder} {plain(one.bid.score)} ({one.why})" for one in better)
    return f"{'A higher score' if len(better) == 1 else 'Higher scores'} for it did not win: {told}."


def _better(decision: Decision, lot: str, won: Fraction) -> Iterator[Passed]:
    case = decision.standing.case
    for out in case.taken_from(lot):
        if out.bid.score > won:
            yield Passed(out.bid, f"taken out: {out.why}")
    for bid in case.bids_for(lot):
        if bid.score > won:
            yield Passed(bid, f"passed over: it {_limit(case, decision.award.winners, bid)}")


def _limit(case: Case, winners: Winners, bid: Bid) -> str:
    """Why a bid that stands was passed over, seen from the end; the steps say it in full."""
    has = held(winners, bid.bidder)
    if len(has) + 1 < case.least(bid.bidder):
        return f"can take no fewer than {case.least(bid.bidder)} lots and was not to have that many"
    if why := fits(case, winners, bid.bidder, bid.lot):
        own = case.rule.mechanism == "bidders' preference"
        return f"{why}{', and it put them first in its own order' if own else ''}"
    holds = f"holds {lots_named(has)}" if has else "holds no lot"
    return f"{holds}, and the best award within the limits gives this lot to another: see Step by step"
