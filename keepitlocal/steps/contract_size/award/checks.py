"""What is true of an award once it is made: every limit held, and that no other would have been better. Each can fail."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from keepitlocal.steps.contract_size.award.aims import LOTS, SCORE, levels
from keepitlocal.steps.contract_size.award.flow import Edge
from keepitlocal.steps.contract_size.award.model import LOTS_FIRST, Case, Winners, held, lots_counted, money, values
from keepitlocal.steps.contract_size.award.proof import Marks, marks
from keepitlocal.steps.contract_size.award.ties import plain

MOST_TRIED = 50_000


@dataclass(frozen=True)
class Check:
    """One thing looked at again when all is done."""

    sentence: str
    holds: bool


def checks(case: Case, winners: Winners, /) -> Iterator[Check]:
    """``case`` holds the bids that stand, ``winners`` the award within the limits (a lifted lot is not among them)."""
    bids = {(bid.lot, bid.bidder) for bid in case.bids}
    yield Check(
        "Each lot is awarded to at most one bidder, which has a bid for it that stands.", winners.items() <= bids
    )
    yield from _limits(case, winners)
    if case.rule.mechanism == "best overall":
        yield from _best(case, winners)
    elif case.rule.mechanism == "lot by lot":
        yield _in_turn(case, winners)
    else:
        yield _no_complaint(case, winners)


def _limits(case: Case, winners: Winners) -> Iterator[Check]:
    rule = case.rule
    most = max((len(held(winners, name)) for name in case.names), default=0)
    if rule.most_lots is not None:
        yield Check(
            f"No bidder holds more than {lots_counted(rule.most_lots)}: the most is {most}.", most <= rule.most_lots
        )
    if rule.most_value_pence is not None:
        worth = max((values(case, held(winners, name)) for name in case.names), default=0)
        said = f"No bidder holds more than {money(rule.most_value_pence)}: the most is {money(worth)}."
        yield Check(said, worth <= rule.most_value_pence)
    if rule.packages:
        short = [name for name in case.names if 0 < len(held(winners, name)) < case.least(name)]
        yield Check("No bidder holds fewer lots than it said that it can take, unless it holds none.", not short)


def _points(case: Case) -> dict[Edge, Fraction]:
    """What each bid adds to the total; where the number of lots comes first, a lot adds more than all scores together."""
    found = {(bid.lot, bid.bidder): case.lot(bid.lot).weight * bid.score for bid in case.bids}
    if case.rule.first != LOTS_FIRST:
        return found
    extra = 1 + sum((max(found.values(), default=Fraction(0)) for _ in case.lots), Fraction(0))
    return {edge: each + extra for edge, each in found.items()}


def _best(case: Case, winners: Winners) -> Iterator[Check]:
    tried = _tried(case)
    if tried is not None:
        yield _by_trying(case, winners, tried)
    if case.rule.most_lots is not None and case.rule.most_value_pence is None and not case.rule.packages:
        yield _proved(case, winners)


def _by_trying(case: Case, winners: Winners, tried: list[dict[str, str]]) -> Check:
    aims = levels(case)
    main, ties = [[aim for aim in aims if (aim.name in (SCORE, LOTS)) is first] for first in (True, False)]
    top = max(tuple(aim.of(award) for aim in main) for award in tried)
    reach = [award for award in tried if tuple(aim.of(award) for aim in main) == top]
    marks_of = [tuple(aim.of(award) for aim in ties) for award in reach]
    left = [award for award, each in zip(reach, marks_of, strict=True) if each == max(marks_of)]
    score = next(each for aim, each in zip(main, top, strict=True) if aim.name == SCORE)
    ties_said = (
        f" {len(reach)} of them reach it, and the lines for ties leave this one alone." if len(reach) > 1 else ""
    )
    return Check(
        f"All {len(tried):,} awards within the limits were tried one after another: the largest total among them is"
        f" {plain(score)}, as here.{ties_said}",
        left == [winners],
    )


def _proved(case: Case, winners: Winners) -> Check:
    points, most = _points(case), case.rule.most_lots or 0
    found = marks(case, winners, points, most)
    if found is None:
        return Check("Marks that prove the award to be the best were not found.", False)
    return Check(
        _in_words(case, found, most), found.bound(most) == sum((points[e] for e in winners.items()), Fraction(0))
    )


def _in_words(case: Case, found: Marks, most: int) -> str:
    lots = "; ".join(f"lot {lot.id}: {plain(found.lots[lot.id])}" for lot in case.lots)
    raised = {name: mark for name, mark in found.places.items() if mark}
    places = "".join(f"; a place with {name}: {plain(mark)}" for name, mark in raised.items())
    extra = " (each lot awarded counts as more than all scores together)" if case.rule.first == LOTS_FIRST else ""
    adding = [plain(found.lots[lot.id]) for lot in case.lots] + [f"{most} × {plain(mark)}" for mark in raised.values()]
    return (
        f"Marks that prove it{extra}: {lots}{places}; a place with {'any other' if raised else 'any'} bidder: 0. The score of each"
        " bid that stands, by the weight of its lot, is at most the mark of its lot and of a place with its bidder together. A"
        f" bidder has {most} {'place' if most == 1 else 'places'}. So no award can come to more than"
        f" {' + '.join(adding)} = {plain(found.bound(most))}. This award comes to just that."
    )


def _tried(case: Case) -> list[dict[str, str]] | None:
    """Every award within the limits, where there are few enough to try them all."""
    choices = [[None, *(bid.bidder for bid in case.bids_for(lot.id))] for lot in case.lots]
    count = 1
    for each in choices:
        count *= len(each)
    if count > MOST_TRIED:
        return None
    found = []
    for picked in product(*choices):
        winners = {lot.id: who for lot, who in zip(case.lots, picked, strict=True) if who is not None}
        if all(check.holds for check in _limits(case, winners)):
            found.append(winners)
    return found


def _in_turn(case: Case, winners: Winners) -> Check:
    """Seen from the end: whoever has a higher score than the winner was full by the lots before."""
    fine = True
    for at, lot in enumerate(case.lots):
        before = {one.id: winners[one.id] for one in case.lots[:at] if one.id in winners}
        score = case.bid(lot.id, winners[lot.id]).score if lot.id in winners else Fraction(-1)
        for bid in case.bids_for(lot.id):
            if bid.score > score:
                has = held(before, bid.bidder)
                number = case.rule.most_lots is not None and len(has) + 1 > case.rule.most_lots
                worth = values(case, (*has, lot.id))
                value = case.rule.most_value_pence is not None and worth > case.rule.most_value_pence
                left_out = case.rule.packages and not held(winners, bid.bidder)
                fine = fine and (number or value or left_out)
    return Check("Whoever had a higher score for a lot than its winner was at its limit by the lots before it.", fine)


def _no_complaint(case: Case, winners: Winners) -> Check:
    """No bidder with a higher score for a lot than its winner has room for it, or would rather have it than one it keeps."""
    fine = True
    for lot in case.lots:
        score = case.bid(lot.id, winners[lot.id]).score if lot.id in winners else Fraction(-1)
        for bid in case.bids_for(lot.id):
            if bid.score > score:
                has, order = held(winners, bid.bidder), case.wanted(bid.bidder)
                full = case.rule.most_lots is not None and len(has) >= case.rule.most_lots
                keeps_better = all(order.index(one) < order.index(lot.id) for one in has)
                left_out = case.rule.packages and not has
                fine = fine and ((full and keeps_better) or left_out)
    return Check(
        "Whoever had a higher score for a lot than its winner keeps lots, up to its limit, that it put before it.", fine
    )
