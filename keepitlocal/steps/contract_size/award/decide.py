"""From bids to an award: which stand, the published mechanism, lots that nobody else could have, comparisons and checks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from keepitlocal.steps.contract_size.award.checks import Check, checks
from keepitlocal.steps.contract_size.award.mechanisms import mechanisms
from keepitlocal.steps.contract_size.award.model import (
    LIFT,
    Award,
    Case,
    Tie,
    Unsettled,
    Winners,
    fits,
    held,
    lots_named,
    total,
)
from keepitlocal.steps.contract_size.award.search import TooLarge
from keepitlocal.steps.contract_size.award.standing import Standing, standing
from keepitlocal.steps.contract_size.award.ties import first, listed


@dataclass(frozen=True)
class Other:
    """What another rule would have given, in totals only: which lots differ, never who would have had them."""

    what: str
    changed: tuple[str, ...]
    awarded: int
    total: Fraction
    price_pence: int | None
    not_told: str = ""  # why it cannot be told
    lifted: int = 0  # lots of these that would be awarded beyond a limit, which is lifted for them


@dataclass(frozen=True)
class Decision:
    """The award with all that a challenger would ask for."""

    case: Case
    standing: Standing
    award: Award  # within the limits
    lifted: Winners  # lots awarded beyond a limit, because nobody else could have them and the rule lifts it
    lift_steps: tuple[str, ...]
    ties: tuple[Tie, ...]
    others: tuple[Other, ...]
    checks: tuple[Check, ...]
    over: tuple[str, ...]  # bidders that would otherwise exceed the limit

    @property
    def winners(self) -> dict[str, str]:
        """Who is awarded what, with lifted lots, in the published order of lots."""
        both = {**self.award.winners, **self.lifted}
        return {lot.id: both[lot.id] for lot in self.case.lots if lot.id in both}


def decide(case: Case, /) -> Decision:
    """Make the award. Raises Unsettled, with the steps until then, where the published rule does not settle something."""
    stands = standing(case)
    mechanism = mechanisms()[case.rule.mechanism]
    try:
        award: Award = mechanism.award(stands.case)
        lifted, steps, ties = _lift(stands.case, award.winners)
    except Unsettled as question:
        raise Unsettled(str(question), (*stands.steps, *question.steps)) from None
    except TooLarge:
        raise Unsettled(_TOO_LARGE, stands.steps) from None
    whole = {**award.winners, **lifted}
    return Decision(
        case,
        stands,
        award,
        lifted,
        steps,
        (*award.ties, *ties),
        tuple(_others(stands.case, whole)),
        tuple(checks(stands.case, award.winners)),
        _over(stands.case),
    )


_TOO_LARGE = (
    "The best award could not be proved within the number of cases that this program tries: limits on value and fewest"
    " numbers of lots with this many bids are hard. Did the notice allow another mechanism?"
)


def _lift(case: Case, winners: Winners) -> tuple[dict[str, str], tuple[str, ...], tuple[Tie, ...]]:
    """Lots that are left although a bidder at its limit would take them: left, or awarded beyond it, as published."""
    lifted: dict[str, str] = {}
    steps: list[str] = []
    ties: list[Tie] = []
    for lot in case.lots:
        bids = [bid for bid in case.bids_for(lot.id) if _may_take(case, {**winners, **lifted}, bid.bidder)]
        if lot.id in winners or not bids:
            continue
        who = listed([bid.bidder for bid in bids])
        said = f"Lot {lot.id} is left without a bidder within the limits, and {who} bid for it."
        if case.rule.nobody_else is None:
            raise Unsettled(
                f"{said} The file does not say what the notice said of this (nobody_else): is such a lot left, or is the"
                " limit lifted for it? This program does not choose."
            )
        if case.rule.nobody_else != LIFT:
            steps.append(f"{said} By the published rule it is left.")
            continue
        winner, tie = first(case, bids, {**winners, **lifted})
        ties += [tie] if tie else []
        lifted[lot.id] = winner.bidder
        told = f" Tie. {tie.sentence}" if tie else ""
        steps.append(
            f"{said} By the published rule the limit is lifted for that lot.{told} {winner.bidder} is awarded it."
        )
    return lifted, tuple(steps), tuple(ties)


def _may_take(case: Case, winners: Winners, bidder: str) -> bool:
    return len(held(winners, bidder)) + 1 >= case.least(bidder)


def _over(case: Case) -> tuple[str, ...]:
    """The bidders that would exceed a limit if each lot went to its best bid; where bids are level, any of them counts."""
    tops = {}
    for lot in case.lots:
        if bids := case.bids_for(lot.id):
            top = max(bid.score for bid in bids)
            tops[lot.id] = [bid.bidder for bid in bids if bid.score == top]
    found = []
    for name in case.names:
        won: dict[str, str] = {}
        for at, names in tops.items():
            if name in names:
                if fits(case, won, name, at):
                    found.append(name)
                    break
                won[at] = name
    return tuple(found)


def unlimited(case: Case, /) -> Case:
    """The same without the limits on what is awarded."""
    return replace(case, rule=replace(case.rule, most_lots=None, most_value_pence=None))


def _others(case: Case, winners: Winners) -> Iterator[Other]:
    """What would have been without the limit, and by the other mechanisms under it."""
    if case.rule.limited:
        yield _other(unlimited(case), case.rule.mechanism, winners, "without the limit on awards")
    for name, module in mechanisms().items():
        if name != case.rule.mechanism:
            yield _other(case, name, winners, f"by the other mechanism, “{module.title}”")


def _other(case: Case, mechanism: str, winners: Winners, what: str) -> Other:
    why = ""
    if mechanism == "bidders' preference" and case.rule.most_value_pence is not None:
        why = "it takes no limit on value"
    elif mechanism == "bidders' preference" and not any(one.order for one in case.bidders):
        why = "no bidder stated an order of preference"
    changed = replace(case, rule=replace(case.rule, mechanism=mechanism))
    found: Winners = {}
    lifted: Winners = {}
    try:
        if not why:
            found = mechanisms()[mechanism].award(changed).winners
            lifted = _lift(changed, found)[0]
            found = {**found, **lifted}
    except Unsettled:
        why = "the published rule does not settle what it leaves open"
    except TooLarge:
        why = "it could not be worked out within the number of cases that this program tries"
    if why:
        return Other(what, (), 0, Fraction(0), None, why)
    differ = tuple(lot.id for lot in case.lots if found.get(lot.id) != winners.get(lot.id))
    return Other(what, differ, len(found), total(case, found), price(case, found), lifted=len(lifted))


def price(case: Case, winners: Winners, /) -> int | None:
    """The prices of an award together, in pence; None where one of them is not known."""
    told = [case.bid(lot, who).price_pence for lot, who in winners.items()]
    return None if None in told else sum(each for each in told if each is not None)


def changed_words(other: Other, /) -> str:
    """Which lots differ, in words."""
    return "no lot would differ" if not other.changed else f"{lots_named(other.changed)} would differ"
