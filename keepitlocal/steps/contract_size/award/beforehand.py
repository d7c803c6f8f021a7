"""What no run can mend: lots that nobody, and bidders that no lots, can be awarded under the limits as they are written."""

from collections.abc import Iterator

from keepitlocal.steps.contract_size.award.model import LIFT, Case, lots_counted, lots_named, money


def warnings(case: Case, /) -> Iterator[str]:
    """To be said before anything else."""
    yield from _values(case)
    yield from _fewest(case)


def _values(case: Case) -> Iterator[str]:
    most = case.rule.most_value_pence
    if most is None:
        return
    above = tuple(lot.id for lot in case.lots if (lot.value_pence or 0) > most)
    if not above:
        return
    every = f"all {len(above)} lots, each of which" if len(above) == len(case.lots) else f"{lots_named(above)}, which"
    verb = "is" if len(above) == 1 or len(above) == len(case.lots) else "are"
    then = (
        " The rule lifts the limit for a lot that nobody else could have, so the limit would decide nothing there."
        if case.rule.nobody_else == LIFT
        else ""
    )
    yield (
        f"Warning: under the limit of {money(most)} (most_value) nobody can be awarded {every} {verb} estimated at more than"
        f" that.{then} Is most_value written in pounds, and for the same years as the values?"
    )


def _fewest(case: Case) -> Iterator[str]:
    limits = {"most_lots": case.rule.most_lots, "most_bids": case.rule.most_bids}
    for one in case.bidders:
        for name, most in limits.items():
            if case.rule.packages and most is not None and one.least > most:
                yield (
                    f"Warning: {one.name} can take no fewer than {lots_counted(one.least)}, and {name} is {most}, so it can be"
                    " awarded nothing."
                )
                break
