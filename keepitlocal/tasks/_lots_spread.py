"""Whole pence of a commission spread over the patches of a ground."""

from collections.abc import Mapping
from fractions import Fraction

from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._lots_patch import Ground, Patch

WAYS = ("people", "need", "equal")


def spread(pence: int, ground: Ground, /, *, by: str) -> Mapping[str, int]:
    """Whole pence a patch, which add up exactly: by ``people``, by ``need`` (people times their weight) or ``equal``.

    Each patch is within a penny of its exact share (largest remainder; of equal remainders the first code's). Where the
    need of a patch is not known, its people count at the mean. Raises Problem where no file tells what is asked for.
    """
    weights = _weights(ground, by)
    total = sum(weights.values())
    if not total:
        raise Problem(f"Nobody lives in these areas by the figures given, so that nothing can be spread by {by}.")
    exact = {code: Fraction(pence) * weight / total for code, weight in weights.items()}
    given = {code: share.numerator // share.denominator for code, share in exact.items()}
    left = pence - sum(given.values())
    for code in sorted(exact, key=lambda code: (given[code] - exact[code], code))[:left]:
        given[code] += 1
    return given


def _weights(ground: Ground, by: str) -> dict[str, Fraction]:
    if by not in WAYS:
        raise Problem(f"Money is spread by {', '.join(WAYS[:-1])} or {WAYS[-1]}, not by “{by}”.")
    if by == "equal":
        return {patch.code: Fraction(1) for patch in ground.patches}
    if lacking := [patch for patch in ground.patches if patch.people is None]:
        raise Problem(
            f"How many people live there is not known of {len(lacking)} of {len(ground.patches)} areas ({lacking[0].name} "
            f"first), so money cannot be spread by {by}. Put population by LSOA or ward into inputs/, or spread it equally."
        )
    if by == "need" and all(patch.need is None for patch in ground.patches):
        raise Problem(
            "No file tells how deprived these areas are, so money cannot be spread by need. Put the English Indices of "
            "Deprivation by LSOA into inputs/, or spread it by people."
        )
    return {patch.code: _weight(patch, by) for patch in ground.patches}


def _weight(patch: Patch, by: str) -> Fraction:
    need = Fraction(1) if by == "people" or patch.need is None else Fraction(patch.need)
    return (patch.people or 0) * need
