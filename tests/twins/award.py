"""The slow twins of the award mechanisms: every award is tried, with every comparison written out."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from random import Random

from keepitlocal.steps.contract_size.award.model import Bid, Case


def allowed(case: Case) -> Iterator[dict[str, str]]:
    """Every award within the limits."""
    rule = case.rule
    bidders = sorted({bid.bidder for bid in case.bids})
    choices = [[None, *(bid.bidder for bid in case.bids if bid.lot == lot.id)] for lot in case.lots]
    for picked in product(*choices):
        fine = True
        for name in bidders:
            lots = [lot for lot, who in zip(case.lots, picked, strict=True) if who == name]
            fine &= rule.most_lots is None or len(lots) <= rule.most_lots
            fine &= rule.most_value_pence is None or sum(lot.value_pence or 0 for lot in lots) <= rule.most_value_pence
            fine &= not lots or len(lots) >= case.least(name)
        if fine:
            yield {lot.id: who for lot, who in zip(case.lots, picked, strict=True) if who is not None}


def merits(case: Case, award: dict[str, str]) -> list[object]:
    """How good an award is, aim after aim; the larger is the better."""
    weights = {lot.id: lot.weight for lot in case.lots}
    won = [next(bid for bid in case.bids if (bid.lot, bid.bidder) == pair) for pair in award.items()]
    score = sum((weights[bid.lot] * bid.score for bid in won), Fraction(0))
    found: list[object] = [score, len(award)] if case.rule.first == "total score" else [len(award), score]
    for line in case.rule.ties:
        if line == "higher quality score":
            found.append(sum((weights[bid.lot] * (bid.quality or 0) for bid in won), Fraction(0)))
        elif line == "lower price":
            found.append(-sum(bid.price_pence or 0 for bid in won))
        elif line == "fewer lots already awarded":
            found.append(-sum(list(award.values()).count(name) ** 2 for name in set(award.values())))
        else:
            last = len(case.rule.draw)
            found.append([-(case.rule.draw.index(award[lot.id]) if lot.id in award else last) for lot in case.lots])
    return found


def best(case: Case) -> list[dict[str, str]]:
    """All awards that nothing in the rule tells from the best."""
    tried = [(merits(case, award), award) for award in allowed(case)]
    top = max(merit for merit, _ in tried)
    return [award for merit, award in tried if merit == top]


def in_turn(case: Case) -> dict[str, str] | None:
    """Lot by lot with an account of places left; None where a tie is not settled. Without fewest numbers."""
    lots_left = dict.fromkeys(sorted({bid.bidder for bid in case.bids}), case.rule.most_lots)
    pence_left = dict.fromkeys(lots_left, case.rule.most_value_pence)
    award: dict[str, str] = {}
    for lot in case.lots:
        able = []
        for bid in case.bids:
            number, pence = lots_left[bid.bidder], pence_left[bid.bidder]
            if bid.lot == lot.id and number != 0 and (pence is None or pence >= (lot.value_pence or 0)):
                able.append(bid)
        if not able:
            continue
        marks = [[bid.score, *_marks(case, bid, award)] for bid in able]
        if marks.count(max(marks)) > 1:
            return None
        who = able[marks.index(max(marks))].bidder
        award[lot.id] = who
        number, pence = lots_left[who], pence_left[who]
        lots_left[who] = None if number is None else number - 1
        pence_left[who] = None if pence is None else pence - (lot.value_pence or 0)
    return award


def _marks(case: Case, bid: Bid, award: dict[str, str]) -> list[Fraction]:
    found = []
    for line in case.rule.ties:
        if line == "higher quality score":
            found.append(bid.quality or Fraction(0))
        elif line == "lower price":
            found.append(Fraction(-(bid.price_pence or 0)))
        elif line == "fewer lots already awarded":
            found.append(Fraction(-list(award.values()).count(bid.bidder)))
        else:
            found.append(Fraction(-case.rule.draw.index(bid.bidder)))
    return found


def offered_in_any_order(case: Case, random: Random) -> dict[str, str]:
    """Each bidder's preference, one lot at a time in an order of chance: a lot offers itself to its next best bid."""
    queue: dict[str, list[Bid]] = {
        lot.id: sorted(
            (bid for bid in case.bids if bid.lot == lot.id), key=lambda bid: [bid.score, *_marks(case, bid, {})]
        )
        for lot in case.lots
    }
    keeps: dict[str, list[str]] = {bid.bidder: [] for bid in case.bids}
    free = [lot for lot in queue if queue[lot]]
    while free:
        lot = free.pop(random.randrange(len(free)))
        who = queue[lot].pop().bidder
        order = [*case.stated(who).order, *(one.id for one in case.lots if one.id not in case.stated(who).order)]
        keeps[who] = sorted([*keeps[who], lot], key=order.index)
        most = case.rule.most_lots
        if most is not None and len(keeps[who]) > most:
            out = keeps[who].pop()
            free += [out] if queue[out] else []
    return {lot: who for who, lots in keeps.items() for lot in lots}
