"""One supplier's agreements for like work that begin within a year, each under a threshold and together not.

A pattern worth asking about, never a finding against anybody: how the value of parts is estimated together is a rule of
the law (Procurement Act 2023, Schedule 3) that turns on facts no register holds. For the officer alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from keepitlocal.law import rule

WITHIN = timedelta(days=365)
LIKE_PARTS, LIKE_OF = 1, 2
"""Titles are alike where at least this part of the words of both together stands in both."""
THRESHOLD = "PA-T-12"
INNOCENT = (
    "They are call-offs from a framework or dynamic market that was advertised as a whole.",
    "They are grants, which are not bought.",
    "Separate schools, or separate budgets, each bought for themselves.",
    "One follows the other: the same contract, renewed or extended.",
    "They are for separate places or separate people, and each need arose by itself.",
    "The work is of a kind with a higher threshold, such as light-touch services or works.",
)
_WORD = re.compile(r"[a-z]{3,}")
_EMPTY = frozenset(
    [
        "and",
        "the",
        "for",
        "with",
        "from",
        "contract",
        "contracts",
        "agreement",
        "services",
        "service",
        "provision",
        "supply",
        "council",
    ]
)
_SCHOOL = re.compile(r"\b(school|academy|primary|college|nursery)", re.IGNORECASE)
_GRANT = re.compile(r"\bgrants?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Let:
    """An agreement as a register has it; the value is with VAT, in pence."""

    supplier: str
    title: str
    start: date
    end: date | None
    pence: int
    route: str = ""
    department: str = ""


@dataclass(frozen=True)
class Cluster:
    """Agreements that add up over a threshold, with what the register itself says for an innocent reason."""

    supplier: str
    agreements: tuple[Let, ...]
    threshold_pence: int
    reasons: tuple[str, ...]

    @property
    def pence(self) -> int:
        """All together, with VAT."""
        return sum(one.pence for one in self.agreements)


def clusters(agreements: Iterable[Let], /) -> tuple[Cluster, ...]:
    """The clusters, the largest first: for each supplier and subject, the year in which most was let.

    Agreements that began before the law data's thresholds are passed over.
    """
    by_supplier: dict[str, list[Let]] = defaultdict(list)
    for one in agreements:
        if threshold(one.start) is not None and one.pence > 0:
            by_supplier[one.supplier].append(one)
    subjects = [group for listed in by_supplier.values() for group in _subjects(sorted(listed, key=_order))]
    found = [cluster for group in subjects if (cluster := _largest_year(group))]
    return tuple(sorted(found, key=lambda one: (-one.pence, one.supplier, one.agreements[0].start)))


def threshold(on: date, /) -> int | None:
    """The threshold for a council's goods and services on a day, in pence with VAT; None where it is not covered."""
    try:
        return rule(THRESHOLD, on=on).pence
    except LookupError:
        return None


def alike(one: str, other: str, /) -> bool:
    """Whether two titles speak of like work: half of their words are shared; digits and empty words do not count."""
    first, second = _words(one), _words(other)
    return bool(first & second) and len(first & second) * LIKE_OF >= len(first | second) * LIKE_PARTS


def _subjects(listed: list[Let]) -> list[list[Let]]:
    """Agreements joined where their titles are alike, directly or by way of others."""
    groups: list[list[Let]] = []
    for one in listed:
        near = [group for group in groups if any(alike(one.title, other.title) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append(sorted([one, *(other for group in near for other in group)], key=_order))
    return groups


def _largest_year(group: list[Let]) -> Cluster | None:
    best: Cluster | None = None
    for first in group:
        bar = threshold(first.start) or 0
        year = [one for one in group if first.start <= one.start <= first.start + WITHIN and one.pence < bar]
        # What begins after a change of amounts is held against its own day's too.
        year = [one for one in year if one.pence < (threshold(one.start) or 0)]
        pence = sum(one.pence for one in year)
        if len(year) > 1 and pence >= bar and (best is None or pence > best.pence):
            best = Cluster(first.supplier, tuple(year), bar, _reasons(year))
    return best


def _reasons(year: list[Let]) -> tuple[str, ...]:
    called, granted, schools = (
        sum(one.route.startswith("framework") for one in year),
        sum(bool(_GRANT.search(one.title)) for one in year),
        sum(bool(_SCHOOL.search(one.title)) for one in year),
    )
    told = [
        f"{called} of {len(year)} were called off a framework" if called else "",
        f"{granted} of {len(year)} have “grant” in the title" if granted else "",
        f"{schools} of {len(year)} name a school or the like" if schools else "",
        "each began after the one before had ended" if _follow(year) else "",
        "several departments bought them" if len({one.department for one in year if one.department}) > 1 else "",
    ]
    return tuple(filter(None, told))


def _follow(year: list[Let]) -> bool:
    return all(one.end is not None and one.end < later.start for one, later in zip(year, year[1:], strict=False))


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower())) - _EMPTY


def _order(one: Let) -> tuple[date, int, str, str, str]:
    return one.start, one.pence, one.title, one.route, one.department
