"""What indicators of contracts share: which rows of a register are contracts, each counted once."""

from typing import Any

BASE = "contracts on the registers and notices given"
REPEATED = "the same contract again, with another of its suppliers"


def contracts(agreements: Any, /) -> Any:
    """Agreements with ``set_aside``: a contract that stands once for each of its suppliers, with its whole value
    each time, counts once.
    """
    import ibis

    return agreements.mutate(set_aside=agreements.first.ifelse(ibis.null("string"), REPEATED))


def registered(agreements: Any, /) -> Any:
    """One row a body that is a supplier on a register, with ``route``: how its contracts were let, or several_ways."""
    known = agreements.filter(agreements.body.notnull() & ~agreements.person)
    grouped = known.group_by("body").aggregate(ways=known.route.nunique(), way=known.route.min())
    return grouped.select("body", route=(grouped.ways == 1).ifelse(grouped.way, "several_ways"))
