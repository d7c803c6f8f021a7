"""Which bids stand: not set aside, not below the lowest score, and of too many only those that the published rule keeps."""

from dataclasses import dataclass, replace

from keepitlocal.steps.contract_size.award.model import (
    ALL_OUT,
    BIDDERS_ORDER,
    LOTS_ORDER,
    Bid,
    Case,
    TakenOut,
    Unsettled,
    lots_counted,
    lots_named,
)
from keepitlocal.steps.contract_size.award.ties import plain


@dataclass(frozen=True)
class Standing:
    """The case with the bids that stand alone, and in words which were taken out and why."""

    case: Case
    steps: tuple[str, ...]


def standing(case: Case, /) -> Standing:
    """The bids that stand. Raises Unsettled where a bidder bid for too many lots and the rule does not say which count."""
    steps: list[str] = []
    out: list[TakenOut] = []
    kept = _within_bids(case, steps, out)
    left: list[Bid] = []
    for bid in sorted(kept, key=lambda bid: (case.places[bid.lot], bid.bidder)):
        why = bid.set_aside or _too_low(case, bid)
        if why:
            steps.append(f"{bid.bidder}’s bid for lot {bid.lot} does not stand: {why.rstrip('.')}.")
            out.append(TakenOut(bid, why.rstrip(".")))
        else:
            left.append(bid)
    steps.append(f"{len(left)} of {len(case.bids)} bids stand.")
    for lot in case.lots:
        if all(bid.lot != lot.id for bid in left):
            had = any(bid.lot == lot.id for bid in case.bids)
            why = "no bid for it stands" if had else "there is no bid for it"
            steps.append(f"Lot {lot.id} cannot be awarded: {why}.")
    return Standing(replace(case, bids=tuple(left), taken_out=tuple(out)), tuple(steps))


def _too_low(case: Case, bid: Bid) -> str:
    lowest = case.rule.lowest_score
    if lowest is None or bid.score >= lowest:
        return ""
    return f"its score, {plain(bid.score)}, is below the lowest that the notice allows, {plain(lowest)}"


def _within_bids(case: Case, steps: list[str], taken: list[TakenOut]) -> list[Bid]:
    """The bids received, without those above the number of lots that one bidder may bid for (section 20(7))."""
    most, kept = case.rule.most_bids, list(case.bids)
    if most is None:
        return kept
    over = [name for name in case.names if sum(bid.bidder == name for bid in case.bids) > most]
    steps.append(
        f"A bidder may bid for at most {lots_counted(most)}"
        f" (PA-020b: section 20(7)); {_bidders(len(over))} bid for more."
    )
    for name in over:
        bid_for = tuple(lot.id for lot in case.lots if any((b.lot, b.bidder) == (lot.id, name) for b in case.bids))
        keeps = _keeps(case, name, bid_for, most, tuple(steps))
        out = tuple(lot for lot in bid_for if lot not in keeps)
        steps.append(
            f"{name} bid for {lots_named(bid_for)}, more than {most}. By the published rule ({_RULE[case.rule.too_many_bids or ALL_OUT]})"
            f" its {'bid' if len(out) == 1 else 'bids'} for {lots_named(out)} {'is' if len(out) == 1 else 'are'} taken out."
        )
        why = f"its bidder bid for {lots_counted(len(bid_for))}, more than {most}, and {_RULE[case.rule.too_many_bids or ALL_OUT]}"
        taken += [TakenOut(bid, why) for bid in kept if bid.bidder == name and bid.lot in out]
        kept = [bid for bid in kept if bid.bidder != name or bid.lot in keeps]
    return kept


_RULE = {
    BIDDERS_ORDER: "the first lots in the bidder’s own stated order count",
    LOTS_ORDER: "the first lots in the published order count",
    ALL_OUT: "none of its bids counts",
}


def _bidders(count: int) -> str:
    return "nobody" if not count else f"{count} {'bidder' if count == 1 else 'bidders'}"


def _keeps(case: Case, name: str, bid_for: tuple[str, ...], most: int, steps: tuple[str, ...]) -> tuple[str, ...]:
    how = case.rule.too_many_bids
    if how == ALL_OUT:
        return ()
    if how == LOTS_ORDER:
        return bid_for[:most]
    ranked = tuple(lot for lot in case.stated(name).order if lot in bid_for)
    if how == BIDDERS_ORDER and len(ranked) >= min(most, len(bid_for)):
        return ranked[:most]
    said = f"{name} bid for {lots_named(bid_for)}, and a bidder may bid for at most {most}."
    why = (
        f"Its bids count by its own stated order, and it put in order {lots_named(ranked)} only."
        if how == BIDDERS_ORDER
        else "The file does not say which of them count (too_many_bids)."
    )
    raise Unsettled(
        f"{said} {why} Which bids do the tender notice and its documents say are taken out? This program does not choose.",
        steps,
    )
