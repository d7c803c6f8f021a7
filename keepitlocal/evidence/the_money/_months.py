"""Which months of a source are there, and how much of each: plain sums over counts a month."""

from collections.abc import Iterable, Mapping
from statistics import median_low
from typing import Any

# A month is thin with fewer lines than this part of the usual (the median) month.
THIN = 2


def by_month(found: Iterable[Mapping[str, Any]], /) -> dict[str, dict[str, int]]:
    """Lines a month and source, months between the first and the last that are missing counted as none."""
    lines: dict[str, dict[str, int]] = {}
    for row in found:
        here = lines.setdefault(row["source"], {})
        here[row["month"]] = here.get(row["month"], 0) + int(row["lines"])
    return {
        source: {month: here.get(month, 0) for month in span(min(here), max(here))} for source, here in lines.items()
    }


def usual(months: Mapping[str, int], /) -> int:
    """Lines of the median month, of those that are there."""
    return median_low(lines for lines in months.values() if lines)


def span(first: str, last: str, /) -> list[str]:
    """Every month from one to another, as 2024-04."""
    start, end = _number(first), _number(last)
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(start, end + 1)]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
