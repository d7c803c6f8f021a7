"""Ties are settled by the published rule alone: its lines in their order, between bids for a lot or between whole awards."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from keepitlocal.domain.period import spoken
from keepitlocal.steps.contract_size.award.model import Bid, Case, Tie, Unsettled, Winners, held, money

QUALITY, PRICE, FEWER, DRAW = "higher quality score", "lower price", "fewer lots already awarded", "order of draw"


@dataclass(frozen=True)
class Line:
    """One line of a rule for ties: what it means between bids for one lot, and between awards of all lots."""

    name: str
    bids: str
    awards: str
    better: Callable[[Case, Bid, Winners], Fraction]  # the bid for which it is larger goes first
    shown: Callable[[Case, Bid, Winners], str]


def _quality(_: Case, bid: Bid, __: Winners) -> Fraction:
    return Fraction(0) if bid.quality is None else bid.quality


def _price(_: Case, bid: Bid, __: Winners) -> Fraction:
    return Fraction(0) if bid.price_pence is None else Fraction(-bid.price_pence)


def _fewer(_: Case, bid: Bid, winners: Winners) -> Fraction:
    return Fraction(-len(held(winners, bid.bidder)))


def _draw(case: Case, bid: Bid, _: Winners) -> Fraction:
    return Fraction(-case.rule.draw.index(bid.bidder))


LINES: Mapping[str, Line] = {
    line.name: line
    for line in (
        Line(
            QUALITY,
            "the bid with the higher quality score goes first",
            "the award with the larger total of quality scores, weighted like scores, is made",
            _quality,
            lambda case, bid, _: plain(bid.quality),
        ),
        Line(
            PRICE,
            "the bid with the lower price goes first",
            "the award with the lower total price is made",
            _price,
            lambda case, bid, _: money(bid.price_pence or 0),
        ),
        Line(
            FEWER,
            "the bidder that has been awarded fewer lots so far goes first",
            "the award that is spread more evenly is made: the one with the smaller sum, over all bidders, of the"
            " number of lots multiplied by itself",
            _fewer,
            lambda case, bid, winners: str(len(held(winners, bid.bidder))),
        ),
        Line(
            DRAW,
            "the bidder that comes earlier in the draw goes first. The draw is held in public, or before a witness,"
            " before any bid is opened, and its order is recorded",
            "at the first lot, in the published order, to which the awards give different bidders, the one that comes"
            " earlier in the draw is awarded that lot. The draw is held in public, or before a witness, before any"
            " bid is opened, and its order is recorded",
            _draw,
            lambda case, bid, _: place(case, bid.bidder),
        ),
    )
}


def first(
    case: Case, bids: Sequence[Bid], winners: Winners, /, *, lines: Sequence[str] | None = None
) -> tuple[Bid, Tie | None]:
    """The bid with the highest score, and the tie where there was one. Raises Unsettled where the rule does not settle it."""
    top = max(bid.score for bid in bids)
    level = [bid for bid in bids if bid.score == top]
    if len(level) == 1:
        return level[0], None
    said = [f"Lot {level[0].lot}: {_names(level)} have the same score, {plain(top)}."]
    for name in case.rule.ties if lines is None else lines:
        line = LINES[name]
        marks = {bid.bidder: line.better(case, bid, winners) for bid in level}
        best = [bid for bid in level if marks[bid.bidder] == max(marks.values())]
        verbs = [" was drawn" if name == DRAW else "", *[""] * (len(level) - 1)]
        shown = ", ".join(
            f"{bid.bidder}{verb} {line.shown(case, bid, winners)}" for bid, verb in zip(level, verbs, strict=True)
        )
        said.append(f"“{_cap(name)}”: {shown}.")
        level = best
        if len(level) == 1:
            said.append(f"{level[0].bidder} goes first.")
            return level[0], Tie(" ".join(said), name, ((level[0].lot, level[0].bidder, name),))
        said.append("It does not tell them apart." if len(best) == len(marks) else f"{_names(level)} are left.")
    raise Unsettled(unsettled(case, f"lot {level[0].lot} between {_names(level)}"), (" ".join(said),))


def place(case: Case, bidder: str, /) -> str:
    """The place of a bidder in the draw: 1st."""
    return ordinal(case.rule.draw.index(bidder) + 1)


def drawn(case: Case, /) -> Iterator[str]:
    """The draw as the file has it: its order, when and before whom it was made, or that the file does not say."""
    rule = case.rule
    if DRAW not in rule.ties or not rule.draw:
        return
    order = ", ".join(f"{name} {place(case, name)}" for name in rule.draw)
    on = "" if rule.drawn_on is None else f" on {spoken(rule.drawn_on)}"
    before = f" before {rule.drawn_before}" if rule.drawn_before else ""
    made = f" It was made{on}{before}." if on or before else ""
    missing = [*(["when (drawn_on)"] if not on else []), *(["before whom (drawn_before)"] if not before else [])]
    unsaid = f" The file does not say {' or '.join(missing)} it was made." if missing else ""
    yield f"The draw: {order}.{made}{unsaid}"


def pointer(ties: Iterable[Tie], lot: str, bidder: str, /) -> str:
    """Where a lot went to a bidder by a tie: by what it was settled, and where to look; else empty."""
    for tie in ties:
        for at, who, line in tie.won:
            if (at, who) == (lot, bidder):
                return f"settled by {'the draw' if line == DRAW else f'“{line}”'}: see Ties"
    return ""


def unsettled(case: Case, what: str, /) -> str:
    """The question where the published rule does not settle a tie."""
    told = "; ".join(case.rule.ties) if case.rule.ties else "it has no rule for ties"
    return (
        f"The published rule does not settle {what} (ties in the rule: {told}). This program does not choose. What do the"
        " tender notice and its documents say? Where they say nothing, ask your legal adviser before you go on."
    )


def plain(number: Fraction | None, /) -> str:
    """A number in full: 87.5, or 250/3 where it has no end as a decimal."""
    if number is None:
        return "none"
    rest, places = number.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    whole = number.numerator * 10**places // number.denominator
    sign, digits = ("-" if whole < 0 else ""), f"{abs(whole):0{places + 1}d}"
    head, tail = digits[: len(digits) - places], digits[len(digits) - places :]
    return f"{sign}{int(head):,}" + (f".{tail}" if tail else "")


def ordinal(number: int, /) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(0 if 10 < number % 100 < 14 else number % 10, "th")
    return f"{number}{ending}"


def listed(names: Sequence[str], /) -> str:
    """Names in words: A; A and B; A, B and C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _names(bids: Sequence[Bid]) -> str:
    return listed([bid.bidder for bid in bids])


def _cap(name: str) -> str:
    return name[0].upper() + name[1:]
