"""How sure the program was, set beside what people decided: labelled pairs, and how reliable its confidence is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from keepitlocal.matching.corrections import Decision, settle, spelt
from keepitlocal.matching.uncertain import Match

# From the surest down; the first bound is within a band, the second is not, but for 1.
BANDS = ((0.9, 1.0), (0.7, 0.9), (0.5, 0.7), (0.2, 0.5), (0.0, 0.2))
FEW = 30  # fewer labels than this prove little
_FAR = 2  # standard deviations between what people said and what the confidence promised


@dataclass(frozen=True)
class Label:
    """One organisation proposed for a payee, how likely the program thought it (0 to 1), and whether people agreed."""

    payee: str
    org_id: str
    confidence: float
    right: bool


@dataclass(frozen=True)
class Band:
    """Proposals of one range of confidence: how many people decided, how many of these were right, and how many should be."""

    least: float
    most: float
    decided: int
    right: int
    expected: float
    spread: float

    @property
    def disagrees(self) -> bool:
        """Whether people's answers are further from the confidence than chance explains."""
        gap = abs(self.right - self.expected)
        return self.decided > 0 and gap > _FAR * self.spread and gap >= 0.5


def labels(decisions: Iterable[Decision], matches: Iterable[Match], /) -> list[Label]:
    """Every proposal that the council's own decisions answer, in order of payee and org-id.

    Who says that a payee is one organisation says of every other one proposed that it is not. Matches that are
    decisions themselves tell nothing. Raises ValueError as ``settle`` does.
    """
    sure, never = settle(one for one in decisions if not one.shared)
    found: dict[tuple[str, str], Label] = {}
    for one in matches:
        key = spelt(one.payee)
        if one.matched_by == "decision":
            continue
        for org_id, confidence in _proposed(one).items():
            right = _right(key, org_id, sure, never)
            if right is not None:
                found.setdefault((key, org_id), Label(key, org_id, confidence, right))
    return [found[pair] for pair in sorted(found)]


def _proposed(one: Match) -> dict[str, float]:
    told = {each.org_id: each.confidence for each in one.candidates if each.confidence is not None}
    if one.org_id and one.confidence is not None:
        told.setdefault(one.org_id, one.confidence)
    return told


def _right(key: str, org_id: str, sure: Mapping[str, Decision], never: frozenset[tuple[str, str]]) -> bool | None:
    if key in sure:
        return sure[key].org_id == org_id
    return False if (key, org_id) in never else None


def reliability(labelled: Iterable[Label], /) -> list[Band]:
    """What people decided in each band of confidence, the surest first; bands without a decision are left out."""
    every = list(labelled)
    found = []
    for least, most in BANDS:
        some = [one for one in every if least <= one.confidence < most or (most == 1 and one.confidence >= 1)]
        if some:
            chances = [min(max(one.confidence, 0.0), 1.0) for one in some]
            spread = sqrt(sum(chance * (1 - chance) for chance in chances))
            found.append(Band(least, most, len(some), sum(one.right for one in some), sum(chances), spread))
    return found
