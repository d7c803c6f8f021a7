"""One body, many ids: ids that registers say are the same, or one's successor, grouped. Parents never merge bodies."""

from collections.abc import Iterable

_ORDER = ("GB-CHC", "GB-SC", "GB-NIC", "GB-COH", "GB-MPR")


def group_ids(pairs: Iterable[tuple[str, str]], /) -> dict[str, str]:
    """For each id in the pairs, the id its body goes by: the same for all ids of a body, whatever the order of the pairs."""
    leader: dict[str, str] = {}

    def find(one: str) -> str:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in pairs:
        first, second = sorted((find(one), find(other)), key=_rank)
        leader[second] = first
    return {one: find(one) for one in list(leader)}


def _rank(org_id: str) -> tuple[int, str]:
    scheme = org_id.rpartition("-")[0]
    return (_ORDER.index(scheme) if scheme in _ORDER else len(_ORDER), org_id)
