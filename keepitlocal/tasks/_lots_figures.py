"""How many people live in each area and how deprived it is, and the weight of need that we make of it.

The weight is a choice of ours: half of every resident's weight is the same, and half follows the deprivation score of the
area (Indices of Deprivation), so that the mean resident of the ground has 1. The score ranks areas and does not measure
need, which is why it does not have the whole weight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keepitlocal.tasks._parts import Parts

EQUAL = 0.5  # the part of a resident's weight of need that is the same everywhere


@dataclass(frozen=True)
class Figures:
    """One figure an area, where it comes from and of when; ``whole`` is whether every area has one of that file."""

    values: Mapping[str, float]
    measure: str = ""
    period: str = ""
    input: str = ""
    whole: bool = True


def figures(parts: Parts, codes: Iterable[str], /, *measures: str) -> Figures:
    """The newest figure that a file has for every area, of the first measure that any has; else the newest of each area."""
    wanted = sorted(codes)
    for measure in measures:
        rows = parts.rows(_FIGURES, "statistics", codes=wanted, measure=measure)
        files: dict[tuple[str, str], dict[str, float]] = {}
        newest: dict[str, float] = {}
        for area, period, file, value in rows:
            files.setdefault((period, file), {})[area] = value
            newest.setdefault(area, value)
        for (period, file), values in files.items():
            if len(values) == len(wanted):
                return Figures(values, measure, period, file)
        if newest:
            period, file = next(iter(files))
            return Figures(newest, measure, period, file, whole=False)
    return Figures({}, whole=False)


# The newest period first; a file that gives no period last.
_FIGURES = """
SELECT area, coalesce(period, '') AS period, input, max(value) FROM statistics
WHERE set_aside IS NULL AND value IS NOT NULL AND measure = $measure AND area IN (SELECT unnest($codes))
GROUP BY area, period, input ORDER BY period DESC, input, area
"""


def of_wards(parts: Parts, codes: tuple[str, ...], own: Figures) -> tuple[Figures, Figures]:
    """People and deprivation of wards as the report has them: where not published by ward, from their neighbourhoods."""
    rows = parts.rows(
        "SELECT ward, people, people_period, people_by, score, deprivation_period FROM wards WHERE ward IN (SELECT unnest($codes))",
        "wards",
        codes=list(codes),
    )
    people = {row[0]: float(row[1]) for row in rows if row[1] is not None}
    score = {row[0]: float(row[4]) for row in rows if row[4] is not None}
    period = max((row[2] for row in rows if row[2]), default="")
    summed = any(row[3] == "neighbourhoods" for row in rows)
    source = "summed from the neighbourhoods of each" if summed else own.input
    of = max((row[5] for row in rows if row[5]), default="")
    return (
        Figures(people, "population", period, source, whole=len(people) == len(codes)),
        Figures(score, "imd_score", of, "the mean of the neighbourhoods of each", whole=len(score) == len(codes)),
    )


def need_of(people: Figures, scores: Figures) -> dict[str, float]:
    """A resident's weight by area: the mean over residents is 1, or over areas where residents are not known."""
    if not scores.values:
        return {}
    # A tenth says less than a score: the most deprived tenth (1) counts ten times the least deprived (10).
    told = {code: 11 - value if scores.measure == "imd_decile" else value for code, value in scores.values.items()}
    weight = {code: people.values.get(code, 0.0) if people.whole else 1.0 for code in told}
    total = sum(weight.values())
    mean = sum(told[code] * weight[code] for code in told) / total if total else 0.0
    return {code: round(EQUAL + (1 - EQUAL) * value / mean, 6) for code, value in told.items()} if mean else {}
