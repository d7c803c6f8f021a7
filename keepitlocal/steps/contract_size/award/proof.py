"""Why no award within a limit on number can have a larger total: marks that anybody can add up (a dual of the assignment).

Source: linear programming duality for the transportation problem; see Ahuja, Magnanti and Orlin, 1993, chapter 9.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from keepitlocal.steps.contract_size.award.flow import Edge
from keepitlocal.steps.contract_size.award.model import Case, Winners, held


@dataclass(frozen=True)
class Marks:
    """A mark for each lot and for each bidder's place; together they are at least the points of each bid."""

    lots: Mapping[str, Fraction]
    places: Mapping[str, Fraction]

    def bound(self, most_lots: int, /) -> Fraction:
        """The most points that any award within the limit can have."""
        return sum(self.lots.values(), Fraction(0)) + most_lots * sum(self.places.values(), Fraction(0))

    def holds(self, points: Mapping[Edge, Fraction], /) -> bool:
        """Whether the marks prove anything: none is below nothing, and each bid has at most those of its lot and bidder."""
        fine = all(mark >= 0 for mark in (*self.lots.values(), *self.places.values()))
        return fine and all(self.lots[lot] + self.places[name] >= each for (lot, name), each in points.items())


def marks(case: Case, winners: Winners, points: Mapping[Edge, Fraction], most_lots: int, /) -> Marks | None:
    """Marks that prove an award to have the most points; None where it has not."""
    places = {name: Fraction(0) for name in case.names}
    for _ in range(len(case.names) + 1):
        raised = dict(places)
        for (lot, name), each in points.items():
            who = winners.get(lot)
            worth = Fraction(0) if who is None else points[lot, who] - places[who]
            if who != name:
                raised[name] = max(raised[name], each - worth)
        if raised == places:
            break
        places = raised
    lots = {
        lot.id: points[lot.id, winners[lot.id]] - places[winners[lot.id]] if lot.id in winners else Fraction(0)
        for lot in case.lots
    }
    found = Marks(lots, places)
    reached = sum((points[lot, who] for lot, who in winners.items()), Fraction(0))
    within = all(len(held(winners, name)) <= most_lots for name in case.names)
    return found if within and found.holds(points) and found.bound(most_lots) == reached else None
