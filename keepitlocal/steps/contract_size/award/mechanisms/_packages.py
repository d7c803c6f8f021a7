"""The fewest lots that a bidder can take: who would be awarded fewer is left out, and the mechanism runs again without it."""

from collections.abc import Callable
from dataclasses import replace

from keepitlocal.steps.contract_size.award.model import Award, Case, Unsettled, held, lots_named
from keepitlocal.steps.contract_size.award.ties import listed

NOTICE = (
    "A bidder may state with its bids the smallest number of lots that it can take. Bidders that the mechanism would"
    " award at least one lot and fewer than they stated are all left out, and the mechanism runs again without them, until"
    " there is none."
)


def with_fewest(case: Case, once: Callable[[Case], Award], /) -> Award:
    """Run a mechanism until no bidder is awarded fewer lots than it can take."""
    steps: list[str] = []
    while True:
        try:
            award = once(case)
        except Unsettled as question:
            raise Unsettled(str(question), (*steps, *question.steps)) from None
        steps += award.steps
        short = [name for name in case.names if 0 < len(held(award.winners, name)) < case.least(name)]
        if not short:
            return replace(award, steps=tuple(steps))
        for name in short:
            has = lots_named(held(award.winners, name))
            steps.append(
                f"{name} would be awarded {has}, and stated that it can take no fewer than {case.least(name)} lots."
            )
        steps.append(f"{listed(short)} {'is' if len(short) == 1 else 'are'} left out, and the mechanism runs again.")
        case = replace(case, bids=tuple(bid for bid in case.bids if bid.bidder not in short))
