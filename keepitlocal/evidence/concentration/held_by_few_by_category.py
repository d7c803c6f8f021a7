"""In which categories of spending is the money held by few suppliers?"""

from typing import Any

from keepitlocal.evidence._phrases import EXCLUDES, label
from keepitlocal.evidence.concentration._suppliers import (
    ASSUMES,
    LABELS,
    SOURCE,
    by_supplier,
    index,
    largest,
    suppliers,
)

title, unit, by = "Held by few suppliers (HHI), by category", "index", ("category",)
excludes = f"{EXCLUDES}, and categories with under a hundredth of the pounds, or beyond the {LABELS} with the most"
assumes = (
    f"categories are as the council's own file names them, over all years; one spelled in two ways is two; {ASSUMES}"
)
source = SOURCE
answer = by_supplier


def rows(payments: Any) -> Any:
    """Payments to organisations, each with its supplier."""
    found = suppliers(payments)
    return found.mutate(category=label(found.category))


def conclude(found: list[dict[str, Any]], cut: tuple[str, ...]) -> list[dict[str, Any]]:
    """The index of each category of spending, the largest only."""
    return largest(index(found, cut))


example = {
    "payments": """
        body | category     | amount_pence
        A    | Adults/Care  | 30
        B    | Adults/Care  | 10
        A    |              | 5
    """,
    "answer": """
        category     | numerator | denominator
        Adults⁄Care  | 1000      | 1600
        not known    | 25        | 25
    """,
}
