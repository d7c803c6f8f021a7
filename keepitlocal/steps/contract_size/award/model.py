"""Lots, bids and the published rule: what an award under limits is made from, and what it gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from keepitlocal.domain.money import exact

LEAVE, LIFT = "leave", "lift the limit for that lot"
NOBODY_ELSE = (LEAVE, LIFT)
TOTAL_FIRST, LOTS_FIRST = "total score", "lots awarded"
FIRST = (TOTAL_FIRST, LOTS_FIRST)
BIDDERS_ORDER, LOTS_ORDER, ALL_OUT = "bidder's order", "order of lots", "all out"
TOO_MANY_BIDS = (BIDDERS_ORDER, LOTS_ORDER, ALL_OUT)


@dataclass(frozen=True)
class Lot:
    """A lot as the notice has it. ``value_pence`` is its estimated value, ``weight`` what a point of score counts for."""

    id: str
    title: str
    value_pence: int | None = None
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Bid:
    """One bidder's bid for one lot, assessed. ``set_aside`` says why it does not count, where it does not."""

    bidder: str
    lot: str
    score: Fraction
    price_pence: int | None = None
    quality: Fraction | None = None
    set_aside: str = ""


@dataclass(frozen=True)
class Bidder:
    """What a bidder stated with its bids: its order among lots, and the fewest lots that it can take."""

    name: str
    order: tuple[str, ...] = ()
    least: int = 1


@dataclass(frozen=True)
class Rule:
    """The rule as the tender notice has it. Limits are of one bidder; ``None`` is no limit, or not said."""

    mechanism: str
    most_lots: int | None = None
    most_value_pence: int | None = None
    most_bids: int | None = None
    too_many_bids: str | None = None
    nobody_else: str | None = None
    ties: tuple[str, ...] = ()
    draw: tuple[str, ...] = ()
    drawn_on: date | None = None
    drawn_before: str = ""
    first: str = TOTAL_FIRST
    out_of: Fraction = Fraction(100)
    lowest_score: Fraction | None = None
    packages: bool = False
    value_basis: str = "whole life"
    published: date | None = None
    awarded: date | None = None
    notice: str = ""

    @property
    def limited(self) -> bool:
        """Whether it limits what one bidder is awarded."""
        return self.most_lots is not None or self.most_value_pence is not None


@dataclass(frozen=True)
class TakenOut:
    """A bid that does not stand, and why, in a few words."""

    bid: Bid
    why: str


@dataclass(frozen=True)
class Case:
    """The rule with the lots in their published order, the bids and what bidders stated."""

    title: str
    rule: Rule
    lots: tuple[Lot, ...]
    bids: tuple[Bid, ...]
    bidders: tuple[Bidder, ...] = ()
    taken_out: tuple[TakenOut, ...] = ()  # bids that were taken out of ``bids``

    @property
    def names(self) -> tuple[str, ...]:
        """Every bidder in alphabetical order, so that the order of rows in a file decides nothing."""
        return tuple(sorted({bid.bidder for bid in self.bids}))

    @property
    def places(self) -> Mapping[str, int]:
        """Where each lot stands in the published order, from 0."""
        return {lot.id: at for at, lot in enumerate(self.lots)}

    def lot(self, id_: str, /) -> Lot:
        """The lot of that id."""
        return self.lots[self.places[id_]]

    def stated(self, bidder: str, /) -> Bidder:
        """What a bidder stated; one that stated nothing has no order and takes any number."""
        return next((one for one in self.bidders if one.name == bidder), Bidder(bidder))

    def least(self, bidder: str, /) -> int:
        """The fewest lots that a bidder can take."""
        return self.stated(bidder).least

    def wanted(self, bidder: str, /) -> tuple[str, ...]:
        """All lots in a bidder's order: those that it ranked, then the rest as published."""
        ranked = self.stated(bidder).order
        return (*ranked, *(lot.id for lot in self.lots if lot.id not in ranked))

    def bids_for(self, lot: str, /) -> tuple[Bid, ...]:
        """The bids for a lot, in order of bidder."""
        return tuple(sorted((bid for bid in self.bids if bid.lot == lot), key=lambda bid: bid.bidder))

    def taken_from(self, lot: str, /) -> tuple[TakenOut, ...]:
        """The bids for a lot that were scored and taken out, the best first."""
        scored = [one for one in self.taken_out if one.bid.lot == lot and one.bid.score > 0]
        return tuple(sorted(scored, key=lambda one: (-one.bid.score, one.bid.bidder)))

    def bid(self, lot: str, bidder: str, /) -> Bid:
        """The bid of a bidder for a lot."""
        return next(bid for bid in self.bids if (bid.lot, bid.bidder) == (lot, bidder))


Winners = Mapping[str, str]  # lot -> bidder; a lot that is not there is not awarded


def held(winners: Winners, bidder: str, /) -> tuple[str, ...]:
    """The lots that a bidder is awarded."""
    return tuple(lot for lot, winner in winners.items() if winner == bidder)


def total(case: Case, winners: Winners, /) -> Fraction:
    """The weighted total of the scores of an award."""
    return sum((case.lot(lot).weight * case.bid(lot, who).score for lot, who in winners.items()), Fraction(0))


def values(case: Case, lots: tuple[str, ...], /) -> int:
    """The value of lots together, in pence; a lot without one counts as nothing."""
    return sum(case.lot(lot).value_pence or 0 for lot in lots)


def fits(case: Case, winners: Winners, bidder: str, lot: str, /) -> str:
    """Why a bidder may not be awarded one lot more, in words; empty where it may."""
    has, rule = held(winners, bidder), case.rule
    if rule.most_lots is not None and len(has) >= rule.most_lots:
        return f"holds {lots_named(has)}, which is its limit of {rule.most_lots}"
    together = values(case, (*has, lot))
    if rule.most_value_pence is None or together <= rule.most_value_pence:
        return ""
    already = f"holds {lots_named(has)}, and " if has else ""
    return f"{already}with lot {lot} would hold {money(together)}, above its limit of {money(rule.most_value_pence)}"


def money(pence: int, /) -> str:
    """Pounds in full, with pence where there are any: £300,000, £1,234.50."""
    return exact(pence).removesuffix(".00")


def lots_named(lots: tuple[str, ...], /) -> str:
    """Lots in words: lot 1; lots 1 and 2; lots 1, 2 and 5."""
    if not lots:
        return "no lot"
    if len(lots) == 1:
        return f"lot {lots[0]}"
    return f"lots {', '.join(lots[:-1])} and {lots[-1]}"


def lots_counted(count: int, /) -> str:
    """1 lot, 2 lots."""
    return f"{count} {'lot' if count == 1 else 'lots'}"


@dataclass(frozen=True)
class Tie:
    """Bids or awards that were equal, and by which published rule they were told apart."""

    sentence: str
    settled_by: str
    won: tuple[
        tuple[str, str, str], ...
    ] = ()  # each lot that turned on it, the bidder it went to, and the line that did it


@dataclass(frozen=True)
class Award:
    """Who is awarded what within the limits, every step in words, and every tie."""

    winners: Winners
    steps: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    proof: tuple[str, ...] = ()


class Unsettled(Exception):
    """The published rule does not settle this; the message is the question, ``steps`` what was done until then."""

    def __init__(self, question: str, steps: tuple[str, ...] = ()) -> None:
        super().__init__(question)
        self.steps = steps


def numbers(case: Case, winners: Winners, /) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each bidder that is awarded something, with its lots in published order."""
    for name in case.names:
        if has := tuple(lot.id for lot in case.lots if winners.get(lot.id) == name):
            yield name, has
