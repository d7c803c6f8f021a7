"""What the best award is: aims in order of importance, packed into one whole number so that none is rounded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from keepitlocal.steps.contract_size.award.flow import Edge
from keepitlocal.steps.contract_size.award.model import LOTS_FIRST, Case, Winners
from keepitlocal.steps.contract_size.award.search import Aim, Limits
from keepitlocal.steps.contract_size.award.ties import DRAW, FEWER, LINES

SCORE, LOTS = "the weighted total of scores", "the number of lots awarded"


@dataclass(frozen=True)
class Level:
    """One aim: what each bid adds to it, and whether spreading lots evenly is what counts."""

    name: str
    gains: Mapping[Edge, Fraction]
    spread: bool = False

    def of(self, winners: Winners, /) -> Fraction:
        """How an award does by this aim; the larger is the better."""
        if self.spread:
            held: dict[str, int] = {}
            for name in winners.values():
                held[name] = held.get(name, 0) + 1
            return Fraction(-sum(count * count for count in held.values()))
        return sum((self.gains[lot, name] for lot, name in winners.items()), Fraction(0))


def levels(case: Case, /) -> tuple[Level, ...]:
    """The total of scores and the number of lots, in the published order of the two, then the lines for ties."""
    edges = [(bid.lot, bid.bidder) for bid in case.bids]
    score = Level(SCORE, {(bid.lot, bid.bidder): case.lot(bid.lot).weight * bid.score for bid in case.bids})
    lots = Level(LOTS, {edge: Fraction(1) for edge in edges})
    main = (lots, score) if case.rule.first == LOTS_FIRST else (score, lots)
    return (*main, *(_tie(case, name, edges) for name in case.rule.ties))


def _tie(case: Case, name: str, edges: Sequence[Edge]) -> Level:
    if name == FEWER:
        return Level(name, {edge: Fraction(0) for edge in edges}, spread=True)
    if name == DRAW:
        return Level(name, {edge: Fraction(_drawn(case, *edge)) for edge in edges})
    better = LINES[name].better
    weight = {lot.id: lot.weight if name != "lower price" else Fraction(1) for lot in case.lots}
    return Level(name, {edge: weight[edge[0]] * better(case, case.bid(*edge), {}) for edge in edges})


def _drawn(case: Case, lot: str, bidder: str) -> int:
    """The first lots weigh more than all after them together, so that the first difference decides."""
    base = len(case.rule.draw) + 1
    after: int = base ** (len(case.lots) - 1 - case.places[lot])
    return (base - 1 - case.rule.draw.index(bidder)) * after


def packed(levels: Sequence[Level], lots: int, /) -> Aim:
    """Several aims as one: no sum of later ones can outweigh the smallest difference in an earlier one."""
    gains: dict[Edge, int] = {edge: 0 for edge in levels[0].gains}
    spread, unit = 0, 1
    for at, level in enumerate(levels):
        whole = lcm(*(gain.denominator for gain in level.gains.values()))
        scaled = {edge: int(gain * whole) for edge, gain in level.gains.items()}
        reach = 2 * max((sum(abs(each) for each in scaled.values()), lots * lots)) + 1
        spread *= reach
        unit *= reach if at else 1
        gains = {edge: gain * reach + scaled[edge] for edge, gain in gains.items()}
        spread += int(level.spread)
    return Aim(gains, lambda bidder, n: -spread * (2 * n - 1), unit)


def limits(case: Case, /) -> Limits:
    """The published limits, with what bidders said of the fewest lots that they can take."""
    return Limits(
        case.rule.most_lots,
        case.rule.most_value_pence,
        {lot.id: lot.value_pence or 0 for lot in case.lots},
        {name: case.least(name) for name in case.names if case.least(name) > 1},
    )
