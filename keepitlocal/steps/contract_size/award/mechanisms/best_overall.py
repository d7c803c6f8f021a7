"""Best overall: of all awards within the limits, the one with the largest total of scores, each by its lot's weight."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from keepitlocal.steps.contract_size.award.aims import LOTS, SCORE, Level, levels, limits, packed
from keepitlocal.steps.contract_size.award.mechanisms.lot_by_lot import opened, ranked, titled
from keepitlocal.steps.contract_size.award.model import (
    LOTS_FIRST,
    Award,
    Bid,
    Case,
    Lot,
    Tie,
    Unsettled,
    Winners,
    fits,
    money,
    total,
)
from keepitlocal.steps.contract_size.award.search import TooLarge, best
from keepitlocal.steps.contract_size.award.ties import DRAW, FEWER, PRICE, listed, place, plain, unsettled

name, title = "best overall", "Best overall: the largest total of scores"
differs = (
    "It gives the most quality, by your own scores, that the limit allows. The order of the lots decides nothing.",
    "It is too much to work out by hand for many lots, but whoever has the scores can check it: the run log holds the"
    " sums that prove it.",
)
against = (
    "A bidder that did not exceed the limit may still lose a lot for which its bid was the best: where one bidder gives"
    " up a lot, the next may have to give up another. Section 23(4)(b) speaks of a supplier that would otherwise"
    " exceed the limit: ask your legal adviser whether your notice says plainly enough that all lots are awarded together.",
    "It adds scores of different lots, so they must be on one scale and the weights need a reason.",
    "A strong bidder can steer which lots it gets only by leaving out lots, so it may bid for fewer.",
    "A lot may go to a much lower score where that costs the total less than the other way round. A lowest score that is"
    " published guards against the worst of it.",
)


def notice(case: Case, /) -> Iterator[str]:
    """Paragraphs for the tender notice."""
    yield (
        "All lots are awarded together. Of all the ways to award them in which no bidder exceeds the limit, we take the one"
        f" with {_aims(case)}. Each lot goes to a bidder whose bid for that lot was assessed and may be awarded."
    )
    yield (
        "Where no bidder would exceed the limit, each lot by this goes to the bid for it with the highest score. Where a"
        " bidder would, some lots go to a bid whose score is not the highest for that lot, and which lots those are"
        " follows from the scores of all bids for all lots taken together."
    )
    if case.rule.packages:
        yield (
            "A bidder may state with its bids the smallest number of lots that it can take. It is awarded no lot, or at least"
            " that number."
        )


def _aims(case: Case) -> str:
    weights = {lot.weight for lot in case.lots}
    by = "" if len(weights) == 1 else ", each multiplied by the weight of its lot as given above"
    largest = f"the largest total of the scores of the bids awarded{by}"
    if case.rule.first == LOTS_FIRST:
        return f"the largest number of lots awarded and, among those, {largest}"
    return f"{largest} (a lot that is not awarded adds nothing) and, among those, the largest number of lots awarded"


def award(case: Case, /) -> Award:
    """The best award. Raises Unsettled where the rule leaves more than one, TooLarge where it cannot be proved."""
    aims = levels(case)
    told: list[str] = []
    named: set[str] = set()
    settled = ""
    winners = _best(case, aims[:2]) or {}
    rival = _another(case, aims[:2], winners)
    if rival is not None:
        told.append(
            f"More than one award reaches the largest total, {plain(total(case, winners))}: {_two(case, winners, rival)}."
        )
    for upto in range(3, len(aims) + 1):
        if rival is None:
            break
        one, other, settled = winners, rival, aims[upto - 1].name
        winners = _best(case, aims[:upto]) or {}
        rival = _another(case, aims[:upto], winners)
        named |= {lot.id for lot in case.lots if len({a.get(lot.id) for a in (one, other, winners)}) > 1}
        told.append(_compared(case, aims[upto - 1], (one, other), winners))
        told.append(_left(case, (one, other), winners, rival))
    if rival is not None:
        scores = [
            f"{titled(lot)}: {ranked(list(case.bids_for(lot.id)))}." for lot in case.lots if case.bids_for(lot.id)
        ]
        raise Unsettled(unsettled(case, f"the award: {_two(case, winners, rival)}"), (*scores, " ".join(told)))
    ties = (_tie(case, aims, winners, told, named, settled),) if told else ()
    return Award(winners, (*_opening(case, winners), *_each(case, aims, winners)), ties)


def _tie(case: Case, aims: Sequence[Level], winners: Winners, told: list[str], named: set[str], settled: str) -> Tie:
    """The tie with every lot that turned on it; a lot that the awards compared so far do not tell apart is added."""
    won = []
    for lot, who in winners.items():
        line, other = _turned(case, aims, winners, lot)
        if line is None or other is None:
            continue
        won.append((lot, who, line.name))
        if lot not in named:
            told.append(
                f"In yet another award lot {lot} goes to {other.get(lot) or 'nobody'}."
                f" {_compared(case, line, (winners, other), winners)}"
            )
    return Tie(" ".join(told), settled, tuple(won))


def _turned(
    case: Case, aims: Sequence[Level], winners: Winners, lot: str
) -> tuple[Level | None, dict[str, str] | None]:
    """The line for ties without which a lot could have gone elsewhere, and an award in which it does; None where none."""
    other: dict[str, str] | None = None
    for upto in range(2, len(aims) + 1):
        reached = packed(aims[:upto], len(case.lots)).of(winners)
        try:
            rival = _best(case, aims[:upto], unlike={lot: winners[lot]}, above=reached - 1)
        except TooLarge:
            return None, None
        if rival is None:
            return (aims[upto - 1], other) if other else (None, None)
        other = rival
    return None, None


def _best(
    case: Case,
    aims: Sequence[Level],
    /,
    *,
    given: frozenset[tuple[str, str]] = frozenset(),
    unlike: Winners | None = None,
    above: int | None = None,
) -> dict[str, str] | None:
    if not case.bids:
        return {}
    lots, aim = [lot.id for lot in case.lots], packed(aims, len(case.lots))
    return best(lots, case.names, aim, limits(case), given=given, unlike=unlike, above=above)


def _another(case: Case, aims: Sequence[Level], winners: Winners) -> dict[str, str] | None:
    """Another award that does as well by all these aims: it differs from this one in some lot."""
    if not winners:
        return None
    reached = packed(aims, len(case.lots)).of(winners)
    return _best(case, aims, unlike=winners, above=reached - 1)


def _two(case: Case, one: Winners, other: Winners) -> str:
    """Two awards in words, by the lots in which they differ."""
    return f"in one {_goes(case, one, other)}; in another {_goes(case, other, one)}"


def _goes(case: Case, one: Winners, *others: Winners) -> str:
    """Where the lots go in which an award differs from others."""
    differ = [lot.id for lot in case.lots if any(one.get(lot.id) != other.get(lot.id) for other in others)]
    return listed([f"lot {lot} goes to {one.get(lot) or 'nobody'}" for lot in differ])


def _compared(case: Case, level: Level, pair: tuple[Winners, Winners], best_: Winners) -> str:
    """How two awards, and the best where it is a third, do by one line of the rule for ties."""
    said = f"“{level.name[0].upper()}{level.name[1:]}”:"
    if level.name == DRAW:
        return f"{said} {'; '.join(dict.fromkeys(_places(case, each, best_) for each in pair if each != best_))}."
    one, other, top = (_shown(level, award) for award in (*pair, best_))
    if best_ in pair:
        return f"{said} {one} in the one and {other} in the other."
    return f"{said} {one} in the one, {other} in the other, and {top} in a third, in which {_goes(case, best_, *pair)}."


def _places(case: Case, other: Winners, best_: Winners) -> str:
    """Who was drawn earlier for the first lot in which two awards differ."""
    lot = next(lot.id for lot in case.lots if other.get(lot.id) != best_.get(lot.id))
    told = [f"{who} was drawn {place(case, who)}" if who else "nobody" for who in (best_.get(lot), other.get(lot))]
    return f"lot {lot} is the first in which awards differ, and for it {told[0]}, {told[1].replace(' was drawn', '')}"


def _shown(level: Level, award: Winners) -> str:
    mark = level.of(award)
    if level.name == PRICE:
        return f"{money(-int(mark))} in all"
    return f"a sum of squares of {plain(-mark)}" if level.name == FEWER else f"{plain(mark)} in all"


def _left(case: Case, pair: tuple[Winners, Winners], best_: Winners, rival: Winners | None) -> str:
    if rival is None:
        return f"So {_goes(case, best_, *pair)}: one award alone is left."
    if best_ in pair and rival in pair:
        return "It does not tell them apart."
    return f"Level by it are still: {_two(case, best_, rival)}."


def _opening(case: Case, winners: Winners) -> Iterator[str]:
    count = len(winners)
    yield (
        f"Of all awards within the limits, this one has the largest total: {plain(total(case, winners))}, with"
        f" {count} of {len(case.lots)} lots awarded."
    )


def _each(case: Case, aims: Sequence[Level], winners: Winners) -> Iterator[str]:
    for lot in case.lots:
        bids = list(case.bids_for(lot.id))
        if not bids:
            yield f"{opened(case, lot)}."
            continue
        who = winners.get(lot.id)
        told = [f"{opened(case, lot)}{_weighted(lot)}."]
        told += [f"{who} is awarded it." if who else "It is awarded to nobody within the limits."]
        won = next((bid.score for bid in bids if bid.bidder == who), Fraction(-1))
        better = sorted((bid for bid in bids if bid.score > won), key=lambda bid: (-bid.score, bid.bidder))
        told += [_passed(case, aims, winners, bid) for bid in better]
        yield " ".join(told)


def _weighted(lot: Lot) -> str:
    return "" if lot.weight == 1 else f". Each score counts {plain(lot.weight)} times"


def _passed(case: Case, aims: Sequence[Level], winners: Winners, bid: Bid) -> str:
    """Why a bid with a higher score was passed over: what the best award that gives it the lot would come to."""
    main = [aim for aim in aims if aim.name in (SCORE, LOTS)]
    why = fits(case, winners, bid.bidder, bid.lot)
    said = f"{bid.bidder} {why}. " if why else ""
    try:
        other = _best(case, main, given=frozenset({(bid.lot, bid.bidder)}))
    except TooLarge:
        return f"{said}What the best award that gives {bid.bidder} this lot comes to was too much to work out; it is not more."
    if other is None:
        return f"{said}No award within the limits gives {bid.bidder} this lot."
    reached = total(case, other)
    fewer = len(winners) - len(other)
    lots = f" and {fewer} fewer {'lot' if fewer == 1 else 'lots'} awarded" if fewer > 0 else ""
    less = total(case, winners) - reached
    differs = (
        f", {plain(less)} less{lots}"
        if less > 0
        else f", the same{lots}: see the ties"
        if less == 0 and not fewer
        else f", the same{lots}"
        if less == 0
        else f"{lots}"
    )
    return f"{said}The best award that gives {bid.bidder} this lot comes to {plain(reached)} in total{differs}."
